//! Worked numbers of laws and contracts, with the shipped conventions.
#![allow(clippy::unwrap_used)]

use makegood_book::penalty::{Accrual, Contract, FeeAmount, Past, PenaltyError, Shelf, Stop, Treatment, accrue};
use makegood_book::{Arrears, Due, Span, Split};
use makegood_units::{Amount, BusinessDate, Currency, Rate};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn currency(code: &str) -> Currency {
    code.parse().unwrap()
}

/// Nothing overdue but `owed` from the day after `due` to the day before `paid`.
fn overdue(due: &str, paid: Option<&str>, owed: Split) -> Vec<Span> {
    let (due, paid) = (day(due), paid.map(day));
    let arrears = Arrears { owed, since: Some(due) };
    let mut spans = vec![Span { from: due.plus_days(1), to: paid, arrears, outstanding: owed }];
    spans.extend(paid.map(|from| Span { from, to: None, arrears: Arrears::default(), outstanding: Split::default() }));
    spans
}

fn principal(minor: i64) -> Split {
    Split { principal: cents(minor), ..Split::default() }
}

fn run(id: &str, contract: &Contract, spans: &[Span], stops: &[Stop], until: &str) -> Accrual {
    let shelf = Shelf::shipped().unwrap();
    let terms = shelf.convention(id).unwrap().terms(contract, &shelf.rates).unwrap();
    accrue(spans, &terms, stops, day(until)).unwrap()
}

fn says(accrual: &Accrual) -> Vec<&str> {
    accrual.lines.iter().map(|line| line.says.as_str()).collect()
}

/// law-rules 8.4 IR-1 and 4.3 DE-T05: 8,000 EUR in default from 2026-03-17, paid
/// 2026-06-15; 91 days at 1.27% + 5 and + 2.5 points.
#[test]
fn germany() {
    let spans = overdue("2026-03-16", Some("2026-06-15"), principal(800_000));
    let contract = Contract::new(currency("EUR"));
    let consumer = run("de.default_interest.consumer", &contract, &spans, &[], "2026-06-30");
    assert_eq!(says(&consumer), ["8,000.00 overdue, 6.27% a year, 91 of 365 days: 125.06"]);
    assert_eq!(consumer.lines[0].because, "de.base_rate 1.27% a year, secondary source + 5% a year");
    assert_eq!((consumer.lines[0].from, consumer.lines[0].to), (day("2026-03-17"), day("2026-06-16")));
    let mortgage = run("de.default_interest.mortgage_consumer", &contract, &spans, &[], "2026-06-15");
    assert_eq!(says(&mortgage), ["8,000.00 overdue, 3.77% a year, 91 of 365 days: 75.19"]);
    // The same days at 10.27%, and the lump sum among businesses.
    let due = Due { due_on: day("2026-03-16"), principal: cents(800_000), interest: cents(0), fee: cents(0) };
    let shelf = Shelf::shipped().unwrap();
    let terms = shelf.convention("de.default_interest.business").unwrap().terms(&contract, &shelf.rates).unwrap();
    let past = Past { spans: &spans, instalments: &[due] };
    let business = accrue(past, &terms, &[], day("2026-06-15")).unwrap();
    assert_eq!(business.totals().charged, cents(20_484 + 4_000));
}

/// DE-T05, last part: posted default interest that stays unpaid bears none.
#[test]
fn germany_has_no_interest_on_interest() {
    let owed = Split { penalty: cents(12_506), interest: cents(20_000), ..principal(800_000) };
    let with = run(
        "de.default_interest.consumer",
        &Contract::new(currency("EUR")),
        &overdue("2026-03-16", None, owed),
        &[],
        "2026-06-15",
    );
    assert_eq!(with.totals().charged, cents(12_506));
}

/// The base rate changes on 1 January: 1.62% to 2023-06-30, 3.12% after.
#[test]
fn a_published_rate_changes_in_the_middle() {
    let spans = overdue("2023-06-15", Some("2023-07-10"), principal(1_000_000));
    let accrual = run("de.default_interest.consumer", &Contract::new(currency("EUR")), &spans, &[], "2023-07-10");
    // 15 days at 6.62% = 27.2055 and 10 days at 8.12% = 22.2466: 49.4521 in all.
    assert_eq!(
        says(&accrual),
        [
            "10,000.00 overdue, 6.62% a year, 15 of 365 days: 27.21",
            "10,000.00 overdue, 8.12% a year, 10 of 365 days: 22.24",
        ]
    );
    assert_eq!(accrual.totals().charged, cents(4_945));
}

/// The same value published again is another source, and a line of its own.
#[test]
fn a_line_rests_on_one_published_value() {
    let spans = overdue("2025-12-21", Some("2026-01-10"), principal(100_000));
    let accrual = run("de.default_interest.consumer", &Contract::new(currency("EUR")), &spans, &[], "2026-01-10");
    let found: Vec<_> =
        accrual.lines.iter().map(|line| (line.over.days, line.because.contains("unconfirmed"))).collect();
    assert_eq!(found, [(10, true), (10, false)]);
}

/// A day beyond the last published value is refused, not guessed.
#[test]
fn an_unknown_rate_is_refused() {
    let shelf = Shelf::shipped().unwrap();
    let terms = shelf.convention("de.default_interest.consumer").unwrap();
    let terms = terms.terms(&Contract::new(currency("EUR")), &shelf.rates).unwrap();
    let spans = overdue("2026-06-28", None, principal(100_000));
    let found = accrue(&spans[..], &terms, &[], day("2026-07-01")).unwrap_err();
    assert!(matches!(&found, PenaltyError::NoRate { day: on, .. } if *on == day("2026-07-01")), "{found}");
    assert!(found.to_string().contains("de.base_rate"), "{found}");
}

/// IR-2: 100,000 at 9% for 30 days, unpaid interest 500: 750.00 + 3.75.
#[test]
fn chinese_bank() {
    let owed = Split { interest: cents(50_000), ..principal(10_000_000) };
    let spans = overdue("2025-06-20", Some("2025-07-20"), owed);
    let mut contract = Contract::new(currency("CNY"));
    contract.rate = Some(rate("6% a year"));
    contract.penalty_rate = Some(rate("9% a year"));
    let accrual = run("cn.penalty.bank", &contract, &spans, &[], "2025-07-20");
    let expected = [
        "100,000.00 overdue, 9% a year, 30 of 360 days: 750.00",
        "500.00 unpaid interest, 9% a year, 30 of 360 days: 3.75",
    ];
    assert_eq!(says(&accrual), expected);
    // More than half above the contract rate is barred.
    contract.penalty_rate = Some(rate("12% a year"));
    let accrual = run("cn.penalty.bank", &contract, &spans, &[], "2025-07-20");
    assert_eq!((accrual.totals().charged, accrual.totals().barred), (cents(75_375), cents(25_125)));
    assert_eq!(accrual.lines[0].rate, Some(rate("3% a year")));
    assert!(
        accrual.lines[0].says.contains("may not be charged (cn.penalty.bank.at_most: Yinfa"),
        "{:?}",
        says(&accrual)
    );
}

/// IR-3: cap 12%, 180 days after due, contract 24% + 5% fees: at most 5,917.81.
/// CN-T24: 18% + 6% penalty, LPR 3.0: 12.0% in all; a bank loan has no such cap.
#[test]
fn chinese_private_loan() {
    let mut contract = Contract::new(currency("CNY"));
    contract.made_on = Some(day("2025-12-20"));
    contract.penalty_rate = Some(rate("29% a year"));
    let spans = overdue("2026-01-10", Some("2026-07-09"), principal(10_000_000));
    let accrual = run("cn.private", &contract, &spans, &[], "2026-12-31");
    assert_eq!(accrual.totals().charged, cents(591_781));
    assert_eq!(accrual.lines[1].says.split(':').next(), Some("100,000.00 overdue, 12% a year, 180 of 365 days"));

    // 18% runs on as contract interest elsewhere, 6% here: nothing is left.
    contract.penalty_rate = Some(rate("6% a year"));
    contract.alongside = rate("18% a year");
    assert_eq!(run("cn.private", &contract, &spans, &[], "2026-07-09").totals().charged, Amount::ZERO);
    // Both here: 12 of 24.
    contract.penalty_rate = Some(rate("24% a year"));
    contract.alongside = Rate::ZERO;
    let accrual = run("cn.private", &contract, &spans, &[], "2026-07-09");
    assert_eq!((accrual.totals().charged, accrual.totals().barred), (cents(591_781), cents(591_781)));
    contract.rate = Some(rate("18% a year"));
    let bank = run("cn.penalty.bank", &contract, &spans, &[], "2026-07-09");
    assert_eq!(bank.totals().charged, cents(1_200_000));
    // The cap is read when the contract was made: 3.1% before 2025-05-20.
    contract.made_on = Some(day("2025-05-19"));
    let accrual = run("cn.private", &contract, &spans, &[], "2026-07-09");
    assert_eq!(accrual.lines[1].rate, Some(rate("12.4% a year")));
}

/// IN-T06: an instalment of 10,000 is 20 days late, the penal charge of 500 is not in
/// the base of anything, and falls once.
#[test]
fn indian_penal_charge() {
    let due = Due { due_on: day("2026-05-05"), principal: cents(900_000), interest: cents(100_000), fee: cents(0) };
    let shelf = Shelf::shipped().unwrap();
    let mut contract = Contract::new(currency("INR"));
    contract.late_fee = Some(FeeAmount::Fixed(cents(50_000)));
    contract.penalty_rate = Some(rate("2% a month"));
    let terms = shelf.convention("in.rbi.penal_charges").unwrap().terms(&contract, &shelf.rates).unwrap();
    let late = |penalty: i64| {
        let owed = Split { penalty: cents(penalty), ..due.split() };
        let spans = overdue("2026-05-05", Some("2026-06-25"), owed);
        accrue(Past { spans: &spans, instalments: &[due] }, &terms, &[], day("2026-06-25")).unwrap()
    };
    assert_eq!(late(0).lines, late(50_000).lines);
    let fees: Vec<_> = late(50_000).lines.into_iter().filter(|line| line.rate.is_none()).collect();
    assert_eq!(fees.len(), 1);
    assert_eq!(fees[0].says, "late fee, the instalment of 2026-05-05 is late: 500.00");
    // A convention that would put it there is refused.
    let text = include_str!("../../../conventions/penalty/in-penal-charge.toml");
    let text = text.replace("[\"principal\"]", "[\"principal\", \"penalty\"]");
    let found = makegood_book::penalty::Convention::parse("mine.toml", &text).unwrap_err().to_string();
    assert_eq!(found, "mine.toml: in.rbi.penal_charges: penalty may bear no penalty interest, yet is in the base");
}

/// IR-5: principal 10,000, unpaid interest 9,980, 50 a day: 20 on the first day, then
/// nothing; a payment of interest makes room again.
#[test]
fn in_duplum() {
    let owed = Split { interest: cents(998_000), ..principal(1_000_000) };
    let mut contract = Contract::new(currency("KES"));
    contract.penalty_rate = Some(rate("0.5% a day"));
    contract.principal_when_non_performing = Some(cents(1_000_000));
    let mut spans = overdue("2026-03-01", None, owed);
    let accrual = run("ke.dcp.in_duplum", &contract, &spans, &[], "2026-03-10");
    assert_eq!((accrual.totals().charged, accrual.totals().barred), (cents(2_000), cents(43_000)));
    assert_eq!(
        accrual.lines.iter().map(|line| (line.from, line.posted, line.treatment)).collect::<Vec<_>>(),
        [
            (day("2026-03-02"), cents(3_000), Treatment::Barred),
            (day("2026-03-02"), cents(2_000), Treatment::Charged),
            (day("2026-03-03"), cents(40_000), Treatment::Barred),
        ]
    );
    // Interest of 100 is paid on the 5th: from the 6th there is room for two days.
    spans[0].to = Some(day("2026-03-05"));
    let mut after = spans[0].clone();
    (after.from, after.to, after.arrears.owed.interest) = (day("2026-03-05"), None, cents(988_000));
    spans.push(after);
    let accrual = run("ke.dcp.in_duplum", &contract, &spans, &[], "2026-03-10");
    let paid: Vec<_> = accrual
        .by_day()
        .filter(|part| part.line.treatment == Treatment::Charged)
        .map(|part| (part.day, part.posted))
        .collect();
    assert_eq!(
        paid,
        [(day("2026-03-02"), cents(2_000)), (day("2026-03-06"), cents(5_000)), (day("2026-03-07"), cents(5_000))]
    );
    // Nobody knows the principal then: what is outstanding today bounds it.
    contract.principal_when_non_performing = None;
    let accrual = run("ke.dcp.in_duplum", &contract, &spans[..1], &[], "2026-03-04");
    assert_eq!(accrual.totals().charged, cents(2_000));
}

/// IR-4: card 19.99% from before service, 6% from 2026-04-01 to 2027-03-31; 13.99
/// points are forgiven. A mortgage has a year more.
#[test]
fn scra() {
    let shelf = Shelf::shipped().unwrap();
    let service = (day("2026-04-01"), Some(day("2027-03-31")));
    let card = shelf.stop("us.scra.rate_cap").unwrap().over(service.0, service.1).unwrap();
    let mortgage = shelf.stop("us.scra.rate_cap.mortgage").unwrap().over(service.0, service.1).unwrap();
    assert_eq!((card.to, mortgage.to), (Some(day("2027-04-01")), Some(day("2028-04-01"))));
    let dated = makegood_book::penalty::DatedRate::from("card", None, rate("19.99% a year"), "contract");
    let terms = makegood_book::penalty::PenaltyTerms::simple("card", Currency::USD, dated);
    let spans = overdue("2026-03-01", None, principal(1_000_000));
    let accrual = accrue(&spans[..], &terms, &[card], day("2027-04-30")).unwrap();
    let found: Vec<_> = accrual
        .lines
        .iter()
        .map(|line| (line.rate.unwrap().to_string(), line.treatment, line.over.days, line.posted))
        .collect();
    assert_eq!(
        found,
        [
            ("19.99% a year".to_owned(), Treatment::Charged, 30, cents(16_430)),
            ("13.99% a year".to_owned(), Treatment::Forgiven, 365, cents(139_900)),
            ("6% a year".to_owned(), Treatment::Charged, 365, cents(60_000)),
            ("19.99% a year".to_owned(), Treatment::Charged, 30, cents(16_430)),
        ]
    );
    assert_eq!(
        accrual.lines[1].says,
        "10,000.00 overdue, 13.99% a year, 365 of 365 days: 1,399.00, forgiven (us.scra.rate_cap: 50 USC 3937(a))"
    );
}

/// UK-T01 with regulation 7: register entry 2026-03-03, the moratorium runs from the
/// 4th for 60 days to 2026-05-02; nothing of it can be charged later.
#[test]
fn breathing_space() {
    let shelf = Shelf::shipped().unwrap();
    let stop = shelf.stop("uk.bs.accrual").unwrap().over(day("2026-03-04"), Some(day("2026-05-02"))).unwrap();
    let dated = makegood_book::penalty::DatedRate::from("loan", None, rate("36.5% a year"), "contract");
    let terms = makegood_book::penalty::PenaltyTerms::simple("loan", currency("GBP"), dated);
    let spans = overdue("2026-02-28", None, principal(100_000));
    let accrual = accrue(&spans[..], &terms, &[stop], day("2026-05-04")).unwrap();
    let totals = accrual.totals();
    assert_eq!(
        (totals.charged, totals.frozen, totals.deferred, totals.forgiven),
        (cents(500), cents(6_000), cents(0), cents(0))
    );
}

/// High-cost short-term credit of 300: 1% a day agreed is cut to 0.8%, default fees
/// to 15.00 in all, and the cost of everything to 300.
#[test]
fn high_cost_credit() {
    let row = |on: &str| Due { due_on: day(on), principal: cents(15_000), interest: cents(0), fee: cents(0) };
    let rows = [row("2026-01-31"), row("2026-02-28")];
    let mut contract = Contract::new(currency("GBP"));
    contract.penalty_rate = Some(rate("1% a day"));
    contract.late_fee = Some(FeeAmount::Fixed(cents(1_000)));
    contract.amount_lent = Some(cents(30_000));
    contract.other_cost = Some(cents(7_200));
    let shelf = Shelf::shipped().unwrap();
    let terms = shelf.convention("uk.hcstc").unwrap().terms(&contract, &shelf.rates).unwrap();
    let mut first = overdue("2026-01-31", Some("2026-03-01"), principal(15_000)).remove(0);
    first.outstanding = principal(30_000);
    let second = Span {
        from: day("2026-03-01"),
        to: None,
        arrears: Arrears { owed: principal(30_000), since: first.arrears.since },
        outstanding: principal(30_000),
    };
    let spans = [first, second];
    let past = Past { spans: &spans, instalments: &rows };
    let at = |until: &str| accrue(past, &terms, &[], day(until)).unwrap().totals();
    // 28 days of 1% on 150.00 are below 0.8% of 300.00; fee 10.00.
    assert_eq!((at("2026-02-28").charged, at("2026-02-28").barred), (cents(4_200 + 1_000), cents(0)));
    // Then 2.40 a day of the 3.00 asked, and 5.00 of the second fee.
    assert_eq!((at("2026-03-02").charged, at("2026-03-02").barred), (cents(5_200 + 480 + 500), cents(120 + 500)));
    assert_eq!(at("2026-12-31").charged, cents(30_000 - 7_200));
    // Without the cost so far the cap cannot be kept.
    contract.other_cost = None;
    let found = shelf.convention("uk.hcstc").unwrap().terms(&contract, &shelf.rates).unwrap_err();
    assert!(matches!(found, PenaltyError::MissingFact { .. }), "{found}");
}

/// AL-8 and 12 CFR 1026.36(c)(2): an instalment of 2,000 is paid on its due date, 50
/// of it went to an open late fee. No new late fee; short by 60, one falls.
#[test]
fn no_late_fee_on_a_late_fee() {
    let row = Due { due_on: day("2026-04-01"), principal: cents(150_000), interest: cents(50_000), fee: cents(0) };
    let shelf = Shelf::shipped().unwrap();
    let mut contract = Contract::new(Currency::USD);
    contract.late_fee = Some(FeeAmount::Fixed(cents(5_000)));
    contract.late_fees_before = cents(5_000);
    let terms = shelf.convention("us.home_loan.late_fee").unwrap().terms(&contract, &shelf.rates).unwrap();
    let short_by = |minor: i64| {
        let spans = overdue("2026-04-01", None, principal(minor));
        accrue(Past { spans: &spans, instalments: &[row] }, &terms, &[], day("2026-05-31")).unwrap()
    };
    assert_eq!(short_by(5_000).totals().charged, Amount::ZERO);
    assert_eq!(
        says(&short_by(5_000)),
        [
            "late fee, the instalment of 2026-04-01 is late: 50.00, may not be charged (no late fee on a late fee: 12 CFR 1026.36(c)(2))"
        ]
    );
    let real = short_by(6_000);
    assert_eq!((real.totals().charged, real.lines[0].from), (cents(5_000), day("2026-04-17")));
    // Paid within the 15 days of grace: no fee.
    let spans = overdue("2026-04-01", Some("2026-04-16"), principal(200_000));
    let paid = accrue(Past { spans: &spans, instalments: &[row] }, &terms, &[], day("2026-05-31")).unwrap();
    assert_eq!(paid.lines, []);
}
