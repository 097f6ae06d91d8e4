//! Grace, posting, late fees, layered stops and sentences, one example each.
#![allow(clippy::unwrap_used)]

use makegood_book::Status;
use makegood_book::penalty::{
    Accrual, Accruing, Bound, Cap, DatedRate, Effect, FeeAmount, FeeBase, Grace, GraceRuns, LateFee, Limit, Measure,
    Past, PenaltyTerms, Portion, PostAt, Posting, RateStep, Source, Stop, Treatment, accrue,
};
use makegood_book::{Arrears, Due, Span, Split};
use makegood_units::{Amount, BusinessDate, Currency, DayCount, Decimal, Rate, Rounding};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn terms(text: &str) -> PenaltyTerms {
    PenaltyTerms::simple("contract.7", Currency::USD, DatedRate::from("contract.7", None, rate(text), "agreed"))
}

/// Principal overdue since a due date, from a day on; the next part ends the one before.
fn past(parts: &[(&str, &str, i64)]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (from, since, minor) in parts {
        let owed = Split { principal: cents(*minor), ..Split::default() };
        let arrears = if *minor == 0 { Arrears::default() } else { Arrears { owed, since: Some(day(since)) } };
        if let Some(last) = spans.last_mut() {
            last.to = Some(day(from));
        }
        spans.push(Span { from: day(from), to: None, arrears, outstanding: owed });
    }
    spans
}

fn stop(from: &str, to: &str, effect: Effect, treatment: Treatment) -> Stop {
    let reason = Bound { rule: treatment.word().to_owned(), citation: "some law".to_owned() };
    let what = vec![Accruing::PenaltyInterest, Accruing::LateFee];
    Stop { from: day(from), to: Some(day(to)), reason, what, effect, treatment }
}

fn posted(accrual: &Accrual) -> Vec<(String, Treatment, i64)> {
    let line = |line: &makegood_book::penalty::Line| (line.from.to_string(), line.treatment, line.posted.minor());
    accrual.lines.iter().map(line).collect()
}

/// Ten days late at 1.00 a day with five days of grace: five days from the end of
/// grace, ten from the due date; five days late cost nothing either way.
#[test]
fn grace_runs_from_where_the_terms_say() {
    let spans = past(&[("2026-03-02", "2026-03-01", 100_000), ("2026-03-11", "", 0)]);
    let mut terms = terms("0.1% a day");
    let charged =
        |terms: &PenaltyTerms, until: &str| accrue(&spans[..], terms, &[], day(until)).unwrap().totals().charged;
    assert_eq!(charged(&terms, "2026-03-31"), cents(1_000));
    terms.grace = Grace { days: 5, runs: GraceRuns::FromEndOfGrace };
    assert_eq!((charged(&terms, "2026-03-06"), charged(&terms, "2026-03-31")), (cents(0), cents(500)));
    terms.grace.runs = GraceRuns::FromDueDate;
    assert_eq!((charged(&terms, "2026-03-06"), charged(&terms, "2026-03-07")), (cents(0), cents(600)));
    assert_eq!(charged(&terms, "2026-03-31"), cents(1_000));
    // Paid on the last day of grace.
    let spans = past(&[("2026-03-02", "2026-03-01", 100_000), ("2026-03-06", "", 0)]);
    let in_time = accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap();
    assert_eq!(in_time.lines, []);
    terms.grace = Grace::default();
    terms.counts_day_of_payment = false;
    assert_eq!(accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap().totals().charged, cents(400));
}

/// 10.00 at 14.6% a year is 0.4 cents a day. Four days: rounded each day nothing; each
/// line and at the end 1.6, so 2 cents, the first of them on the second day.
#[test]
fn cents_are_posted_where_the_terms_say() {
    let spans = past(&[("2026-03-02", "2026-03-01", 1_000), ("2026-03-05", "", 0)]);
    let mut terms = terms("14.6% a year");
    for (at, expected) in
        [(PostAt::EachDay, [0, 0, 0, 0]), (PostAt::EachLine, [0, 1, 0, 1]), (PostAt::End, [0, 1, 0, 1])]
    {
        terms.posting = Posting { at, mode: Rounding::HalfUp };
        let accrual = accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap();
        assert_eq!(accrual.by_day().map(|part| part.posted.minor()).collect::<Vec<_>>(), expected, "{at:?}");
    }
    // A line of 0.4 and a line of 0.1: nothing each, half a cent in all.
    let spans = past(&[("2026-03-02", "2026-03-01", 1_000), ("2026-03-03", "2026-03-01", 250), ("2026-03-04", "", 0)]);
    terms.counts_day_of_payment = false;
    for (at, expected) in [(PostAt::EachLine, [0, 0]), (PostAt::End, [0, 1])] {
        terms.posting.at = at;
        let accrual = accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap();
        assert_eq!(accrual.lines.iter().map(|line| line.posted.minor()).collect::<Vec<_>>(), expected, "{at:?}");
    }
    terms.posting = Posting { at: PostAt::EachDay, mode: Rounding::Up };
    assert_eq!(accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap().totals().charged, cents(2));
}

/// A day can be opened to its fraction of a cent.
#[test]
fn a_day_says_how_it_came_about() {
    let spans = past(&[("2026-03-17", "2026-03-16", 800_000), ("2026-06-15", "", 0)]);
    let accrual = accrue(&spans[..], &terms("6.27% a year"), &[], day("2026-06-15")).unwrap();
    let days: Vec<_> = accrual.explain(day("2026-03-18")).map(|part| part.says()).collect();
    assert_eq!(
        days,
        [
            "2026-03-18: 1.3742 exactly, 1.38 posted, charged; of the line: 8,000.00 overdue, 6.27% a year, 91 of 365 days: 125.06"
        ]
    );
    assert_eq!(accrual.explain(day("2026-03-16")).count(), 0);
}

/// Half of 2024-02-28 to 2024-03-01 in each day count: the leap day counts once.
#[test]
fn day_counts_are_respected() {
    let spans = past(&[("2024-02-29", "2024-02-28", 36_500_000), ("2024-03-01", "", 0)]);
    let mut terms = terms("10% a year");
    let mut charged = |count: DayCount| {
        terms.day_count = count;
        accrue(&spans[..], &terms, &[], day("2024-12-31")).unwrap().totals().charged.minor()
    };
    // Two nights; 30/360 makes three of them.
    assert_eq!(charged(DayCount::Actual365), 20_000);
    assert_eq!(charged(DayCount::Actual360), 20_278);
    assert_eq!(charged(DayCount::ActualActual), 19_945);
    assert_eq!(charged(DayCount::Thirty360), 30_417);
    assert_eq!(charged(DayCount::ThirtyE360), 30_417);
}

/// The whole outstanding balance bears interest, but only while something is overdue;
/// here the arrears were rescheduled and the balance stayed.
#[test]
fn the_whole_balance_may_bear_it() {
    let mut spans = past(&[("2026-03-02", "2026-03-01", 1_000), ("2026-03-11", "", 0)]);
    spans[0].outstanding.principal = cents(900_000);
    spans[1].outstanding.principal = cents(900_000);
    let mut terms = terms("0.1% a day");
    terms.base.of = Portion::Outstanding;
    let accrual = accrue(&spans[..], &terms, &[], day("2026-04-30")).unwrap();
    assert_eq!(
        accrual.lines.iter().map(|line| line.says.as_str()).collect::<Vec<_>>(),
        ["9,000.00 outstanding, 0.1% a day, 10 of 365 days: 90.00"]
    );
}

/// Law before promise: of 30% asked a moratorium on rates lets 10% accrue, a waiver
/// forgives above 8%, a pause defers all of the rest.
#[test]
fn stops_lie_in_layers() {
    let spans = past(&[("2026-03-02", "2026-03-01", 3_650_000)]);
    let stops = [
        stop("2026-03-02", "2026-03-12", Effect::Nothing, Treatment::Deferred),
        stop("2026-03-02", "2026-03-12", Effect::DownTo(rate("8% a year")), Treatment::Forgiven),
        stop("2026-03-02", "2026-03-12", Effect::DownTo(rate("10% a year")), Treatment::Frozen),
    ];
    let accrual = accrue(&spans[..], &terms("30% a year"), &stops, day("2026-03-12")).unwrap();
    let totals = accrual.totals();
    let found = (totals.frozen, totals.forgiven, totals.deferred, totals.charged);
    // 20, 2 and 8 points for ten days, and one whole day after.
    assert_eq!(found, (cents(20_000), cents(2_000), cents(8_000), cents(3_000)));
    // A stop of fees alone leaves interest as it is.
    let mut fees = stop("2026-03-02", "2026-03-12", Effect::Nothing, Treatment::Frozen);
    fees.what = vec![Accruing::LateFee];
    assert_eq!(
        accrue(&spans[..], &terms("30% a year"), &[fees], day("2026-03-12")).unwrap().totals().charged,
        cents(33_000)
    );
}

fn row(on: &str, principal: i64, interest: i64) -> Due {
    Due { due_on: day(on), principal: cents(principal), interest: cents(interest), fee: cents(700) }
}

fn fees(amount: FeeAmount, grace_days: u16) -> PenaltyTerms {
    let mut terms = terms("1% a year");
    terms.rate = None;
    terms.late_fee = Some(LateFee { amount, grace_days, no_pyramiding: None });
    terms
}

/// Three instalments: the first is paid late, the second short by 200.00, which the
/// money for the third makes good first. A fee of 5% falls once for each that is late.
#[test]
fn one_fee_for_each_late_instalment() {
    let rows =
        [row("2026-01-31", 90_000, 10_000), row("2026-02-28", 90_000, 10_000), row("2026-03-31", 90_000, 10_000)];
    let spans = past(&[
        ("2026-02-01", "2026-01-31", 100_000),
        ("2026-02-20", "", 0),
        ("2026-03-01", "2026-02-28", 20_000),
        ("2026-04-01", "2026-03-31", 20_000),
    ]);
    let percent = Decimal::from(5);
    let share = |of, least, most| FeeAmount::Share { percent, of, least: cents(least), most: Some(cents(most)) };
    let run = |terms: &PenaltyTerms| {
        posted(&accrue(Past { spans: &spans, instalments: &rows }, terms, &[], day("2026-12-31")).unwrap())
    };
    let charged = |on: &str, minor: i64| (on.to_owned(), Treatment::Charged, minor);
    let found = run(&fees(share(FeeBase::Instalment, 1_000, 4_000), 5));
    assert_eq!(found, [charged("2026-02-06", 4_000), charged("2026-03-06", 4_000), charged("2026-04-06", 4_000)]);
    let found = run(&fees(share(FeeBase::Unpaid, 0, 4_000), 5));
    assert_eq!(found[1], charged("2026-03-06", 1_000));
    let found = run(&fees(share(FeeBase::Unpaid, 1_500, 9_000), 5));
    assert_eq!((found[0].2, found[1].2), (5_000, 1_500));
    // Twenty days of grace: the first was paid on the 20th.
    assert_eq!(run(&fees(FeeAmount::Fixed(cents(2_500)), 20)).first(), Some(&charged("2026-03-21", 2_500)));
}

/// A younger instalment that falls due on the very day grace runs out is not late yet.
#[test]
fn an_instalment_due_today_is_not_late() {
    let rows = [row("2026-01-31", 100_000, 0), row("2026-02-28", 100_000, 0)];
    let spans = past(&[("2026-02-01", "2026-01-31", 100_000), ("2026-03-01", "2026-01-31", 200_000)]);
    let terms = fees(FeeAmount::Fixed(cents(2_500)), 28);
    let found = accrue(Past { spans: &spans, instalments: &rows }, &terms, &[], day("2026-03-15")).unwrap();
    assert_eq!(posted(&found), [("2026-03-01".to_owned(), Treatment::Charged, 2_500)]);
}

fn cap(limit: Limit) -> Cap {
    let source = Source {
        citation: "some law".to_owned(),
        address: None,
        read_on: day("2026-01-01"),
        status: Status::Recalled,
        reviewed_by: "nobody yet".to_owned(),
        doubt: None,
    };
    Cap { id: "cap".to_owned(), source, over: vec![Accruing::PenaltyInterest, Accruing::LateFee], limit }
}

/// A fee under a cap on the rate of everything together takes what interest leaves, in
/// whole cents, and the next fee takes what has been left since.
#[test]
fn interest_and_fees_share_a_capped_rate() {
    let rows = [row("2026-01-31", 3_650_000, 0), row("2026-02-02", 50, 0)];
    let spans = past(&[("2026-02-01", "2026-01-31", 3_650_050)]);
    let mut terms = terms("10% a year");
    terms.late_fee = Some(LateFee { amount: FeeAmount::Fixed(cents(5_000)), grace_days: 9, no_pyramiding: None });
    for on in [Measure::Base, Measure::OutstandingPrincipal] {
        let at_most = DatedRate::from("cap", None, rate("12% a year"), "law");
        terms.caps = vec![cap(Limit::Rate { at_most, on })];
        let accrual = accrue(Past { spans: &spans, instalments: &rows }, &terms, &[], day("2026-02-20")).unwrap();
        // Ten days leave 2.00 each of 12.00 when the first fee falls on the tenth, two
        // more days when the second does.
        let fee: Vec<_> = accrual.lines.iter().filter(|line| line.what == Accruing::LateFee).collect();
        let found: Vec<_> = fee.iter().map(|line| (line.treatment, line.posted.minor())).collect();
        let (barred, charged) = (Treatment::Barred, Treatment::Charged);
        assert_eq!(found, [(barred, 3_000), (charged, 2_000), (barred, 4_600), (charged, 400)]);
        assert!(fee.iter().all(|line| line.exact.denominator() == 1));
        assert_eq!(accrual.totals().charged, cents(20_000 + 2_000 + 400));
    }
}

/// 0.6 cents a day posted as a cent each day: a cap of five cents holds the cents, not
/// the fractions.
#[test]
fn a_cap_on_a_sum_counts_the_cents_posted() {
    let spans = past(&[("2026-03-02", "2026-03-01", 600)]);
    let mut terms = terms("0.1% a day");
    terms.posting = Posting { at: PostAt::EachDay, mode: Rounding::HalfUp };
    terms.caps = vec![cap(Limit::Total { before: cents(2), within: cents(7) })];
    let accrual = accrue(&spans[..], &terms, &[], day("2026-03-31")).unwrap();
    assert_eq!(accrual.totals().charged, cents(5));
    assert_eq!((accrual.lines[0].over.days, accrual.lines[1].treatment), (5, Treatment::Barred));
    // One cent is left; half of it is deferred and half charged: one cent, not two.
    terms.caps = vec![cap(Limit::Total { before: cents(6), within: cents(7) })];
    terms.rate = Some(DatedRate::from("contract.7", None, rate("1% a day"), "agreed"));
    let spans = past(&[("2026-03-02", "2026-03-01", 100), ("2026-03-03", "2026-03-01", 100)]);
    let half = stop("2026-03-02", "2026-03-03", Effect::DownTo(rate("0.5% a day")), Treatment::Deferred);
    let totals = accrue(&spans[..], &terms, &[half], day("2026-03-02")).unwrap().totals();
    assert_eq!((totals.deferred, totals.charged), (cents(1), cents(0)));
}

/// Steps of a contract rate; a day before the first is refused.
#[test]
fn a_contract_may_have_steps() {
    let step =
        |from: &str, text: &str| RateStep { from: Some(day(from)), rate: rate(text), because: "agreed".to_owned() };
    let steps = vec![step("2026-03-01", "1% a month"), step("2026-03-11", "2% a month")];
    let mut terms = terms("1% a year");
    terms.day_count = DayCount::Actual360;
    terms.rate = Some(DatedRate::try_new("contract.7", steps.clone(), None).unwrap());
    let spans = past(&[("2026-03-06", "2026-03-05", 300_000)]);
    let accrual = accrue(&spans[..], &terms, &[], day("2026-03-15")).unwrap();
    assert_eq!(accrual.lines.iter().map(|line| line.posted.minor()).collect::<Vec<_>>(), [500, 1_000]);
    let spans = past(&[("2026-02-28", "2026-02-27", 300_000)]);
    let found = accrue(&spans[..], &terms, &[], day("2026-03-15")).unwrap_err();
    assert_eq!(found.to_string(), "contract.7 is not known on 2026-02-28; add its value for that day");
    assert!(DatedRate::try_new("contract.7", steps.into_iter().rev().collect(), None).is_err());
}
