//! Schedules worked by hand or printed elsewhere, as tables: terms in, rows out.

use makegood_book::schedule::{OnChange, RateChange, Row, ScheduleError, Terms, schedule};
use makegood_units::{BusinessCalendar, LoanId};

/// Terms over what most of these loans share: 1,200.00 at 12 % a year in four months.
fn terms(differing: &str) -> Terms {
    let mut all: toml::Table = r#"
        principal = 120_000
        rate = "12% a year"
        instalments = 4
        cycle = "1 month"
        start_on = "2026-01-15"
        rounding = "half_even"
    "#
    .parse()
    .expect("the shared terms");
    all.extend(differing.parse::<toml::Table>().expect("the differing terms"));
    all.try_into().expect("terms")
}

/// Each row as `due date principal interest balance`, in hundredths.
fn rows(differing: &str) -> Vec<String> {
    let schedule = schedule(&terms(differing), Some(&BusinessCalendar::monday_to_friday())).expect("a schedule");
    let hundredths = |amount: makegood_units::Amount| format!("{}.{:02}", amount.minor() / 100, amount.minor() % 100);
    let line = |row: &Row| {
        let amounts = [row.principal, row.interest, row.balance_after].map(hundredths);
        format!("{} {}", row.due_on, amounts.join(" "))
    };
    schedule.rows.iter().map(line).collect()
}

fn starts_with(differing: &str, expected: &[&str]) {
    let found = rows(differing);
    assert_eq!(found.get(..expected.len()).unwrap_or(&found), expected, "{differing}");
}

fn is(differing: &str, expected: &[&str]) {
    assert_eq!(rows(differing), expected, "{differing}");
}

#[test]
fn a_level_instalment_of_two_per_cent_a_month() {
    let terms = r#"principal = 1_200_000
        rate = "24% a year"
        instalments = 12
        day_count = "30/360""#;
    starts_with(terms, &["2026-02-15 894.72 240.00 11105.28", "2026-03-15 912.61 222.11 10192.67"]);
}

/// Contract ann01 of the ACTUS tests, which prints 434.866594118346 as its payment and
/// 400.8939913786 and 406.6419435448 as its first redemptions.
#[test]
fn a_level_instalment_over_real_days() {
    let terms = r#"principal = 500_000
        rate = "8% a year"
        instalments = 12
        start_on = "2013-01-01"
        day_count = "actual/365""#;
    starts_with(terms, &["2013-02-01 400.90 33.97 4599.10", "2013-03-01 406.65 28.22 4192.45"]);
}

#[test]
fn equal_principal_with_interest_gathered_for_two_periods() {
    let expected = [
        "2026-02-15 300.00 0.00 900.00",
        "2026-03-15 300.00 0.00 600.00",
        "2026-04-15 300.00 27.00 300.00",
        "2026-05-15 300.00 3.00 0.00",
    ];
    is("repayment = \"equal_principal\"\ninterest_payment_grace = 2", &expected);
}

#[test]
fn interest_alone_and_two_periods_without_any() {
    let expected = [
        "2026-02-15 0.00 0.00 1200.00",
        "2026-03-15 0.00 0.00 1200.00",
        "2026-04-15 0.00 12.00 1200.00",
        "2026-05-15 1200.00 12.00 0.00",
    ];
    is("repayment = \"interest_only\"\ninterest_free = 2", &expected);
}

#[test]
fn a_fifth_left_to_the_last_instalment() {
    let expected = [
        "2026-02-15 1300.39 100.00 8699.61",
        "2026-03-15 1313.39 87.00 7386.22",
        "2026-04-15 1326.53 73.86 6059.69",
        "2026-05-15 1339.79 60.60 4719.90",
        "2026-06-15 1353.19 47.20 3366.71",
        "2026-07-15 3366.71 33.67 0.00",
    ];
    is("principal = 1_000_000\ninstalments = 6\nrepayment = { balloon = { percent = \"20\" } }", &expected);
    is("principal = 1_000_000\ninstalments = 6\nrepayment = { balloon = { amount = 200_000 } }", &expected);
}

#[test]
fn a_new_rate_reckons_the_instalment_anew_or_leaves_it() {
    let doubled = |level: &str| {
        format!(
            r#"principal = 600_000
            instalments = 6
            rate_changes = [{{ from = "2026-04-15", rate = "24% a year", level = "{level}" }}]"#
        )
    };
    let before =
        ["2026-02-15 975.29 60.00 5024.71", "2026-03-15 985.04 50.25 4039.67", "2026-04-15 994.89 40.40 3044.78"];
    let anew = ["2026-05-15 994.89 60.90 2049.89", "2026-06-15 1014.79 41.00 1035.10", "2026-07-15 1035.10 20.70 0.00"];
    let kept = ["2026-05-15 974.39 60.90 2070.39", "2026-06-15 993.88 41.41 1076.51", "2026-07-15 1076.51 21.53 0.00"];
    is(&doubled("recompute"), &[before, anew].concat());
    is(&doubled("keep"), &[before, kept].concat());
}

/// Ten of the 31 days at 12 %, twenty-one at 24 %: 1,200 × (10 × 12 + 21 × 24) ÷ 36,500.
#[test]
fn a_new_rate_inside_a_period_splits_its_days() {
    let terms = r#"repayment = "interest_only"
        day_count = "actual/365"
        rate_changes = [{ from = "2026-01-25", rate = "24% a year" }]"#;
    starts_with(terms, &["2026-02-15 0.00 20.52 1200.00"]);
}

/// Twelve of the 31 days from 1 January to 1 February; the same and a month before it.
#[test]
fn a_first_period_may_be_short_or_long() {
    let first =
        |start: &str| format!("repayment = \"interest_only\"\nstart_on = \"{start}\"\nfirst_due_on = \"2026-02-01\"");
    starts_with(&first("2026-01-20"), &["2026-02-01 0.00 4.65 1200.00", "2026-03-01 0.00 12.00 1200.00"]);
    starts_with(&first("2025-12-20"), &["2026-02-01 0.00 16.65 1200.00"]);
}

#[test]
fn the_end_of_the_month_and_the_week() {
    starts_with(
        "repayment = \"equal_principal\"\nrate = \"0% a year\"\nstart_on = \"2026-01-31\"",
        &["2026-02-28 300.00 0.00 900.00", "2026-03-31 300.00 0.00 600.00"],
    );
    starts_with(
        "repayment = \"equal_principal\"\nstart_on = \"2026-01-05\"\ncycle = \"2 weeks\"",
        &["2026-01-19 300.00 5.54 900.00", "2026-02-02 300.00 4.15 600.00"],
    );
    starts_with(
        "start_on = \"2026-02-28\"\nmonth_end = \"end_of_month\"\nrepayment = \"interest_only\"",
        &["2026-03-31 0.00 12.00 1200.00", "2026-04-30 0.00 12.00 1200.00"],
    );
}

/// 15 February and 15 March 2026 are Sundays.
#[test]
fn due_dates_move_to_business_days_and_interest_goes_along_where_it_should() {
    let moved = "repayment = \"interest_only\"\nday_count = \"actual/365\"\nbusiness_days = \"following\"";
    starts_with(moved, &["2026-02-16 0.00 12.23 1200.00", "2026-03-16 0.00 11.05 1200.00"]);
    let along = format!("{moved}\ninterest_to = \"moved\"");
    starts_with(&along, &["2026-02-16 0.00 12.62 1200.00", "2026-03-16 0.00 11.05 1200.00"]);
}

/// Daily from Thursday: what falls on the weekend is due with Monday's.
#[test]
fn rows_that_meet_on_one_business_day_are_one() {
    let terms = r#"repayment = "equal_principal"
        rate = "0% a year"
        cycle = "1 day"
        business_days = "following""#;
    is(terms, &["2026-01-16 300.00 0.00 900.00", "2026-01-19 900.00 0.00 0.00"]);
}

#[test]
fn a_multiple_rounded_up_ends_the_loan_early() {
    let terms = r#"principal = 10_000
        rate = "0% a year"
        instalments = 12
        instalment_multiple = 5_000
        rounding = "up""#;
    is(terms, &["2026-02-15 50.00 0.00 50.00", "2026-03-15 50.00 0.00 0.00"]);
}

#[test]
fn flat_interest_under_grace_is_spread_or_gathered() {
    let spread = [
        "2026-02-15 300.00 0.00 900.00",
        "2026-03-15 300.00 16.00 600.00",
        "2026-04-15 300.00 16.00 300.00",
        "2026-05-15 300.00 16.00 0.00",
    ];
    is("method = \"flat\"\ninterest_payment_grace = 1", &spread);
    let gathered = ["2026-02-15 300.00 0.00 900.00", "2026-03-15 300.00 24.00 600.00"];
    starts_with("method = \"flat\"\ninterest_payment_grace = 1\nrepayment = \"equal_principal\"", &gathered);
}

/// One cent of interest, rounded up, is due with the first instalment; the second is
/// the same without it.
#[test]
fn flat_instalments_are_level_when_the_interest_runs_out() {
    let terms = r#"principal = 135
        rate = "1% a year"
        method = "flat"
        repayment = { balloon = { percent = "1" } }
        instalments = 3
        cycle = "1 day"
        rounding = "up""#;
    is(terms, &["2026-01-16 0.44 0.01 0.91", "2026-01-17 0.45 0.00 0.46", "2026-01-18 0.46 0.00 0.00"]);
}

#[test]
fn terms_that_cannot_be_scheduled_have_a_name() {
    use ScheduleError as E;
    let day = |text: &str| text.parse().expect("a day");
    let cases = [
        ("principal = 0", E::NoPrincipal),
        ("principal = 1_000_000_000_000_001", E::AmountTooLarge),
        ("instalments = 0", E::NoInstalments),
        ("instalments = 12_001", E::TooManyInstalments(12_001)),
        ("rate = \"-1% a year\"", E::NegativeRate),
        ("principal_grace = 4", E::GraceTooLong(4)),
        ("repayment = { balloon = { amount = 120_000 } }", E::BalloonOutOfRange),
        ("repayment = { balloon = { percent = \"0\" } }", E::BalloonOutOfRange),
        ("instalment_multiple = 0", E::BadMultiple),
        ("first_due_on = \"2026-01-15\"", E::FirstDueNotAfterStart(day("2026-01-15"))),
        ("cycle = \"1 day\"\nfirst_due_on = \"2126-01-15\"", E::FirstPeriodTooLong(day("2126-01-15"))),
        ("start_on = \"9999-12-01\"", E::DateOutOfRange(1)),
        ("business_days = \"following\"", E::CalendarMissing),
        ("rate = \"60% a month\"\nfirst_due_on = \"2026-06-15\"", E::NegativeAmortisation(1)),
        ("rate = \"0% a year\"\ninstalment_multiple = 100_000", E::InstalmentRoundsToNothing),
        (
            "rate_changes = [{ from = \"2026-02-01\", rate = \"1% a year\" }, { from = \"2026-02-01\", rate = \"2% a year\" }]",
            E::RateChangesUnordered(day("2026-02-01")),
        ),
    ];
    for (differing, expected) in cases {
        assert_eq!(schedule(&terms(differing), None), Err(expected), "{differing}");
    }
    let mut restless = terms("");
    let change = |later: i32| RateChange {
        from: restless.start_on.plus_days(later),
        rate: restless.rate,
        level: OnChange::Keep,
    };
    restless.rate_changes = (0..601).map(change).collect();
    assert_eq!(schedule(&restless, None), Err(E::TooManyRateChanges(601)));
    let closed = terms("business_days = \"preceding\"");
    let mut never = BusinessCalendar::monday_to_friday();
    never.weekend.extend((0..7).map(|later| makegood_units::DayOfWeek::of(closed.start_on.plus_days(later))));
    assert_eq!(schedule(&closed, Some(&never)), Err(E::NoBusinessDay(day("2026-02-15"))));
}

#[test]
fn rows_become_instalments_of_the_book() {
    let schedule = schedule(&terms(""), None).expect("a schedule");
    let instalments: Vec<_> = schedule.instalments(&LoanId::from("L-1")).collect();
    assert_eq!(instalments.len(), 4);
    assert!(instalments.iter().zip(&schedule.rows).all(|(instalment, row)| {
        (instalment.no, instalment.due_on, instalment.principal, instalment.interest)
            == (row.no, row.due_on, row.principal, row.interest)
    }));
}
