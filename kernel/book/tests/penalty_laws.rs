//! What holds for any past, any terms and any stops.
#![allow(clippy::unwrap_used)]

use makegood_book::Status;
use makegood_book::penalty::{
    Accrual, Accruing, Bound, Cap, Compounding, DatedRate, Effect, FeeAmount, Grace, GraceRuns, LateFee, Limit,
    Measure, Past, PenaltyError, PenaltyTerms, PostAt, Posting, Source, Stop, Treatment, accrue,
};
use makegood_book::{Arrears, Component, Due, Span, Split};
use makegood_units::{Amount, BusinessDate, Currency, DayCount, Decimal, Per, Rate, Rounding};
use proptest::prelude::*;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_450 + offset).unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

prop_compose! {
    /// Spans one after the other, some without arrears, the last one open or not.
    fn pasts()(
        parts in prop::collection::vec((1..50_i32, 0..3_u8, 0..2_000_000_i64, 0..90_000_i64, 0..9_000_i64, 0..40_i32), 1..7),
        open in any::<bool>(),
    ) -> Vec<Span> {
        let mut from = 0;
        let many = parts.len();
        let mut spans = Vec::new();
        for (at, (length, late, principal, interest, penalty, ago)) in parts.into_iter().enumerate() {
            let owed = Split { penalty: cents(penalty), interest: cents(interest), principal: cents(principal), ..Split::default() };
            let arrears = match late {
                0 => Arrears::default(),
                _ => Arrears { owed, since: Some(day(from - 1 - ago)) },
            };
            let to = if at + 1 == many && open { None } else { Some(day(from + length)) };
            let outstanding = Split { principal: cents(principal + 500_000), ..owed };
            spans.push(Span { from: day(from), to, arrears, outstanding });
            from += length;
        }
        spans
    }
}

fn rates() -> impl Strategy<Value = Rate> {
    let percent = (0..40_000_i64, 0..4_u32).prop_map(|(number, scale)| Decimal::new(number, scale));
    (percent, 0..3_u8).prop_map(|(percent, per)| match per {
        0 => Rate { percent, per: Per::Year },
        1 => Rate { percent: percent / Decimal::from(10), per: Per::Month },
        _ => Rate { percent: percent / Decimal::from(100), per: Per::Day },
    })
}

fn day_counts() -> impl Strategy<Value = DayCount> {
    use DayCount::{Actual360, Actual365, ActualActual, Thirty360, ThirtyE360};
    prop::sample::select(vec![Actual365, Actual360, ActualActual, Thirty360, ThirtyE360])
}

prop_compose! {
    fn terms()(
        rate in rates(),
        day_count in day_counts(),
        at in prop::sample::select(vec![PostAt::EachDay, PostAt::EachLine, PostAt::End]),
        mode in prop::sample::select(vec![Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up]),
        compounding in prop::sample::select(vec![
            Compounding::AsBase, Compounding::UnpaidInterest, Compounding::UnpaidInterestAndPenalty, Compounding::Never,
        ]),
        grace in 0..20_u16,
        runs in prop::sample::select(vec![GraceRuns::FromDueDate, GraceRuns::FromEndOfGrace]),
        counts_day_of_payment in any::<bool>(),
        fee in prop::option::of((0..9_000_i64, 0..20_u16, any::<bool>())),
    ) -> PenaltyTerms {
        let mut terms = PenaltyTerms::simple("some.terms", Currency::USD, DatedRate::from("some rate", None, rate, "agreed"));
        terms.day_count = day_count;
        terms.posting = Posting { at, mode };
        terms.compounding = compounding;
        terms.grace = Grace { days: grace, runs };
        terms.counts_day_of_payment = counts_day_of_payment;
        terms.late_fee = fee.map(|(amount, grace_days, bars)| LateFee {
            amount: FeeAmount::Fixed(cents(amount)),
            grace_days,
            no_pyramiding: bars.then(|| "some law".to_owned()),
        });
        terms
    }
}

fn caps() -> impl Strategy<Value = Vec<Cap>> {
    let limits =
        (0..4_u8, rates(), any::<bool>(), 0..400_000_i64).prop_map(|(kind, rate, shared, amount)| match kind {
            0 => {
                let on = if shared { Measure::OutstandingPrincipal } else { Measure::Base };
                Limit::Rate { at_most: DatedRate::from("cap", None, rate, "law"), on }
            }
            1 => Limit::Unpaid {
                counts: vec![Component::Interest, Component::Penalty],
                within: shared.then(|| cents(amount)),
            },
            2 => Limit::Total { before: cents(amount / 3), within: cents(amount) },
            _ => Limit::Event { at_most: cents(amount / 100) },
        });
    let source = Source {
        citation: "some law".to_owned(),
        address: None,
        read_on: day(0),
        status: Status::Recalled,
        reviewed_by: "nobody yet".to_owned(),
        doubt: None,
    };
    let over = prop::sample::subsequence(vec![Accruing::PenaltyInterest, Accruing::LateFee], 1..=2);
    let cap =
        (limits, over).prop_map(move |(limit, over)| Cap { id: "cap".to_owned(), source: source.clone(), over, limit });
    prop::collection::vec(cap, 0..4)
}

fn stops() -> impl Strategy<Value = Vec<Stop>> {
    let stop = (0..200_i32, prop::option::of(1..90_i32), prop::option::of(rates()), 0..3_usize, 1..4_u8);
    let stop = stop.prop_map(|(from, length, rate, treatment, what)| Stop {
        from: day(from),
        to: length.map(|length| day(from + length)),
        reason: Bound { rule: "stop".to_owned(), citation: "some law".to_owned() },
        what: [Accruing::PenaltyInterest, Accruing::LateFee]
            .into_iter()
            .zip([1, 2])
            .filter(|(_, bit)| what & bit > 0)
            .map(|(what, _)| what)
            .collect(),
        effect: rate.map_or(Effect::Nothing, Effect::DownTo),
        treatment: [Treatment::Frozen, Treatment::Forgiven, Treatment::Deferred][treatment],
    });
    prop::collection::vec(stop, 0..4)
}

prop_compose! {
    fn rows()(parts in prop::collection::btree_map(-60..200_i32, (1..300_000_i64, 0..20_000_i64), 0..8)) -> Vec<Due> {
        let row = |(on, (principal, interest)): (i32, (i64, i64))| {
            Due { due_on: day(on), principal: cents(principal), interest: cents(interest), fee: cents(0) }
        };
        parts.into_iter().map(row).collect()
    }
}

fn run(spans: &[Span], rows: &[Due], terms: &PenaltyTerms, stops: &[Stop], until: i32) -> Accrual {
    accrue(Past { spans, instalments: rows }, terms, stops, day(until)).unwrap()
}

fn without_caps(terms: &PenaltyTerms) -> PenaltyTerms {
    // A fee on a fee is barred by law, as a cap is.
    let late_fee = terms.late_fee.clone().map(|fee| LateFee { no_pyramiding: None, ..fee });
    PenaltyTerms { caps: Vec::new(), late_fee, ..terms.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    /// Charged, deferred, frozen, forgiven and barred are together what the terms ask
    /// for, exactly; no stop and no cap makes or loses a fraction of a cent.
    #[test]
    fn nothing_is_lost(spans in pasts(), rows in rows(), terms in terms(), caps in caps(), stops in stops(), until in 0..220_i32) {
        let bare = run(&spans, &rows, &without_caps(&terms), &[], until);
        let capped = PenaltyTerms { caps, ..terms };
        let cut = run(&spans, &rows, &capped, &stops, until);
        prop_assert_eq!(cut.exact_asked().unwrap(), bare.exact(Treatment::Charged).unwrap());
        let stopped = run(&spans, &rows, &without_caps(&capped), &stops, until);
        prop_assert_eq!(stopped.exact(Treatment::Barred).unwrap().numerator(), 0);
        prop_assert_eq!(stopped.exact_asked(), bare.exact_asked());
    }

    /// The days of a line add up to the line, in cents and exactly; its treatment's
    /// lines add up to the total, which is the rounded exact total.
    #[test]
    fn every_cent_has_its_day(spans in pasts(), rows in rows(), mut terms in terms(), caps in caps(), stops in stops()) {
        terms.caps = caps;
        let accrual = run(&spans, &rows, &terms, &stops, 220);
        for line in &accrual.lines {
            let parts: Vec<_> = accrual.by_day().filter(|part| std::ptr::eq(part.line, line)).collect();
            prop_assert_eq!(parts.iter().map(|part| part.posted.minor()).sum::<i64>(), line.posted.minor());
            let exact = parts.iter().try_fold(makegood_book::penalty::Exact::ZERO, |sum, part| sum.plus(part.exact));
            prop_assert_eq!(exact, Some(line.exact));
            let days: Vec<_> = parts.iter().map(|part| part.day).collect();
            let expected: Vec<_> = (0..line.to.days_since(line.from)).map(|offset| line.from.plus_days(offset)).collect();
            prop_assert_eq!(days, expected);
        }
        let totals = accrual.totals();
        let parts = [totals.charged, totals.deferred, totals.frozen, totals.forgiven, totals.barred];
        let lines: i64 = accrual.lines.iter().map(|line| line.posted.minor()).sum();
        prop_assert_eq!(parts.into_iter().map(Amount::minor).sum::<i64>(), lines);
        let without_interest_on_interest = matches!(terms.compounding, Compounding::AsBase | Compounding::Never);
        if terms.posting.at == PostAt::End && without_interest_on_interest && terms.late_fee.is_none() {
            for treatment in [Treatment::Frozen, Treatment::Forgiven, Treatment::Barred] {
                let exact = accrual.exact(treatment).unwrap();
                let whole = makegood_units::divide(exact.numerator(), exact.denominator(), terms.posting.mode).unwrap();
                prop_assert_eq!(i128::from(accrual.posted(treatment).minor()), whole);
            }
        }
    }

    /// Where a span is cut in two, every line stays as it was.
    #[test]
    fn cutting_a_span_changes_nothing(
        spans in pasts(), rows in rows(), mut terms in terms(), caps in caps(), stops in stops(), at in 1..200_i32,
    ) {
        terms.caps = caps;
        let mut finer = Vec::new();
        for span in &spans {
            if span.from < day(at) && span.holds(day(at)) {
                finer.push(Span { to: Some(day(at)), ..span.clone() });
                finer.push(Span { from: day(at), ..span.clone() });
            } else {
                finer.push(span.clone());
            }
        }
        prop_assert_eq!(run(&spans, &rows, &terms, &stops, 210).lines, run(&finer, &rows, &terms, &stops, 210).lines);
    }

    /// A later day takes nothing back.
    #[test]
    fn time_adds(spans in pasts(), rows in rows(), mut terms in terms(), caps in caps(), stops in stops(), until in 0..200_i32, more in 0..40_i32) {
        terms.caps = caps;
        terms.grace.runs = GraceRuns::FromEndOfGrace;
        let (early, late) = (run(&spans, &rows, &terms, &stops, until), run(&spans, &rows, &terms, &stops, until + more));
        for treatment in Treatment::ALL {
            prop_assert!(early.posted(treatment) <= late.posted(treatment), "{treatment:?}");
        }
        let before: Vec<_> = early.by_day().map(|part| (part.day, part.exact, part.posted)).collect();
        let after: Vec<_> = late.by_day().take(before.len()).map(|part| (part.day, part.exact, part.posted)).collect();
        prop_assert_eq!(before, after);
    }

    /// Grace that waits and sees takes nothing back either.
    #[test]
    fn time_adds_after_grace(spans in pasts(), mut terms in terms(), until in 0..200_i32, more in 0..40_i32) {
        terms.posting.at = PostAt::End;
        let (early, late) = (run(&spans, &[], &terms, &[], until), run(&spans, &[], &terms, &[], until + more));
        prop_assert!(early.totals().charged <= late.totals().charged);
    }

    /// A cap or a stop never raises what is owed.
    #[test]
    fn a_cap_never_raises(spans in pasts(), rows in rows(), terms in terms(), caps in caps(), stops in stops()) {
        let bare = run(&spans, &rows, &without_caps(&terms), &[], 210);
        let cut = run(&spans, &rows, &PenaltyTerms { caps, ..terms.clone() }, &stops, 210);
        let less = |one: &Accrual, two: &Accrual| {
            let (one, two) = (one.exact(Treatment::Charged).unwrap(), two.exact(Treatment::Charged).unwrap());
            one.numerator() * two.denominator() <= two.numerator() * one.denominator()
        };
        prop_assert!(less(&cut, &bare));
        if terms.posting.at != PostAt::EachLine {
            prop_assert!(cut.totals().charged <= bare.totals().charged);
        }
    }

    /// What is owed under a cap on a sum stays within it to the cent, whatever is rounded where.
    #[test]
    fn a_sum_stays_within_its_cap(spans in pasts(), rows in rows(), mut terms in terms(), caps in caps(), stops in stops()) {
        terms.caps = caps;
        let accrual = run(&spans, &rows, &terms, &stops, 210);
        for cap in &terms.caps {
            let owed = accrual.lines.iter().filter(|line| cap.over.contains(&line.what));
            let owed = owed.filter(|line| matches!(line.treatment, Treatment::Charged | Treatment::Deferred));
            let owed: Vec<_> = owed.collect();
            let sum: i64 = owed.iter().map(|line| line.posted.minor()).sum();
            match &cap.limit {
                Limit::Total { before, within } => prop_assert!(sum == 0 || before.minor() + sum <= within.minor()),
                Limit::Unpaid { within: Some(within), .. } => prop_assert!(sum <= within.minor()),
                Limit::Event { at_most } if cap.over.contains(&Accruing::LateFee) => {
                    let fees = owed.iter().filter(|line| line.what == Accruing::LateFee);
                    prop_assert!(fees.clone().all(|line| line.posted <= *at_most));
                }
                _ => {}
            }
        }
    }

    /// Where it is forbidden, unpaid interest and penalties in the past change nothing.
    #[test]
    fn never_interest_on_a_penalty(spans in pasts(), mut terms in terms(), interest in 0..90_000_i64, penalty in 0..90_000_i64) {
        terms.compounding = Compounding::Never;
        let mut other = spans.clone();
        for span in &mut other {
            span.arrears.owed.interest = cents(interest);
            span.arrears.owed.penalty = cents(penalty);
        }
        prop_assert_eq!(run(&spans, &[], &terms, &[], 210).lines, run(&other, &[], &terms, &[], 210).lines);
    }

    /// Days times base times rate, counted span by span in another way.
    #[test]
    fn plain_interest_is_base_times_rate_times_days(spans in pasts(), percent in 1..5_000_i64, until in 0..210_i32) {
        let dated = DatedRate::from("plain", None, Rate::a_year(Decimal::new(percent, 2)), "agreed");
        let terms = PenaltyTerms::simple("plain", Currency::USD, dated);
        let base = |span: Option<&Span>| span.filter(|span| span.arrears.since.is_some()).map_or(0, |span| i128::from(span.arrears.owed.principal.minor()));
        let mut sum = 0_i128;
        for (at, span) in spans.iter().enumerate() {
            let last = span.to.map_or(day(until), |to| to.plus_days(-1)).min(day(until));
            let days = i128::from((last.days_since(span.from) + 1).max(0));
            let before = at.checked_sub(1).and_then(|at| spans.get(at));
            let first_day = if days > 0 { (base(before) - base(Some(span))).max(0) } else { 0 };
            sum += days * base(Some(span)) + first_day;
        }
        let last = spans.last().unwrap();
        if last.to.is_some_and(|to| to <= day(until)) {
            sum += base(Some(last));
        }
        let expected = makegood_units::divide(sum * i128::from(percent), 365 * 100 * 100, Rounding::HalfUp).unwrap();
        prop_assert_eq!(i128::from(run(&spans, &[], &terms, &[], until).totals().charged.minor()), expected);
    }

    /// Amounts of any size are answered or refused by name.
    #[test]
    fn no_amount_panics(
        mut spans in pasts(), mut terms in terms(), caps in caps(), stops in stops(), rows in rows(),
        huge in prop::collection::vec(any::<i64>(), 1..4), percent in any::<i64>(), scale in 0..=28_u32,
    ) {
        for (span, amount) in spans.iter_mut().zip(huge.iter().cycle()) {
            span.arrears.owed.principal = cents(*amount);
            span.arrears.owed.interest = cents(amount.wrapping_mul(3));
            span.outstanding.principal = cents(amount.wrapping_mul(7));
        }
        let rows: Vec<_> = rows.iter().zip(huge.iter().cycle()).map(|(row, amount)| Due { principal: cents(*amount), ..*row }).collect();
        let rate = Rate { percent: Decimal::new(percent, scale), per: Per::Month };
        terms.rate = Some(DatedRate::from("huge", None, rate, "agreed"));
        terms.caps = caps;
        match accrue(Past { spans: &spans, instalments: &rows }, &terms, &stops, day(220)) {
            Ok(accrual) => prop_assert!(accrual.lines.iter().all(|line| line.posted <= Amount::LIMIT)),
            Err(error) => prop_assert!(matches!(error, PenaltyError::TooLarge { .. } | PenaltyError::TooFine { .. }), "{error}"),
        }
    }
}

/// At the limit of the book a day of interest is still exact; beyond it is refused.
#[test]
fn amounts_near_the_limit() {
    let of = |principal: Amount, percent: i64| {
        let owed = Split { principal, ..Split::default() };
        let arrears = Arrears { owed, since: Some(day(-1)) };
        let spans = [Span { from: day(0), to: None, arrears, outstanding: owed }];
        let dated = DatedRate::from("plain", None, Rate::a_year(Decimal::from(percent)), "agreed");
        accrue(&spans[..], &PenaltyTerms::simple("plain", Currency::USD, dated), &[], day(364))
            .map(|found| found.totals().charged)
    };
    assert_eq!(of(Amount::LIMIT, 100), Ok(Amount::LIMIT));
    for (principal, percent) in [(Amount::LIMIT, 101), (cents(Amount::LIMIT.minor() + 1), 1), (cents(i64::MAX), 1)] {
        assert!(matches!(of(principal, percent), Err(PenaltyError::TooLarge { .. })));
    }
}

/// Spans that overlap, leave days out, or go on after an open end are no past.
#[test]
fn spans_are_one_past() {
    let span = |from: i32, to: Option<i32>| Span {
        from: day(from),
        to: to.map(day),
        arrears: Arrears::default(),
        outstanding: Split::default(),
    };
    let terms = PenaltyTerms::simple("plain", Currency::USD, DatedRate::from("plain", None, Rate::ZERO, "agreed"));
    let refused = [
        vec![span(0, Some(5)), span(4, None)],
        vec![span(0, Some(5)), span(6, None)],
        vec![span(0, None), span(6, None)],
        vec![span(5, Some(5))],
    ];
    for spans in refused {
        assert!(matches!(accrue(&spans[..], &terms, &[], day(9)), Err(PenaltyError::Spans { .. })));
    }
    assert_eq!(accrue(&[][..], &terms, &[], day(9)).unwrap().lines, []);
}

/// Ten years of arrears with stops and caps are a matter of one call.
#[test]
fn ten_years_of_arrears_have_every_day() {
    let owed = Split { principal: cents(1_000_000), ..Split::default() };
    let arrears = Arrears { owed, since: Some(day(-3_651)) };
    let spans = [Span { from: day(-3_650), to: None, arrears, outstanding: owed }];
    let dated = DatedRate::from("plain", None, Rate::a_year(Decimal::from(10)), "agreed");
    let terms = PenaltyTerms { day_count: DayCount::Actual365, ..PenaltyTerms::simple("plain", Currency::USD, dated) };
    let accrual = accrue(&spans[..], &terms, &[], day(-1)).unwrap();
    assert_eq!((accrual.by_day().count(), accrual.totals().charged), (3_650, cents(1_000_000)));
}
