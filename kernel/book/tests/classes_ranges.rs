//! Classes that are ranges of days, by the conventions of three systems, and what is
//! refused. Dates: RBI circular of 12 November 2021 and its illustration; frappe/lending
//! and Apache Fineract as observed (numbers only).
#![allow(clippy::unwrap_used)]

mod life;

use life::{Life, day};
use makegood_book::class::{Class, DayRange, Past, Scheme, SchemeProblem, classify};

fn special_mention(due_day: u8) -> Scheme {
    let ranges = [("SMA-0", 1, Some(30)), ("SMA-1", 31, Some(60)), ("SMA-2", 61, Some(90)), ("NPA", 91, None)];
    let ranges = ranges.map(|(name, from, to)| DayRange::new(name, from, to));
    Scheme::from_day_ranges("sma", due_day, 0, "none", &ranges).unwrap()
}

fn class(life: &Life, scheme: &Scheme, on: &str) -> String {
    let history = life.history(scheme, on);
    history.class_on(day(on)).and_then(Class::name).unwrap_or("unknown").to_owned()
}

#[test]
fn the_due_date_is_day_one_or_day_zero() {
    for (due_day, due, on, expected) in [
        (1, "2021-03-31", "2021-03-30", "none"),
        (1, "2021-03-31", "2021-03-31", "SMA-0"),
        (1, "2021-03-31", "2021-04-29", "SMA-0"),
        (1, "2021-03-31", "2021-04-30", "SMA-1"),
        (1, "2021-03-31", "2021-06-28", "SMA-2"),
        (1, "2021-03-31", "2021-06-29", "NPA"),
        (1, "2021-12-01", "2022-01-29", "SMA-1"),
        (1, "2021-12-01", "2022-01-30", "SMA-2"),
        (0, "2023-01-31", "2023-01-31", "none"),
        (0, "2023-01-31", "2023-02-02", "SMA-0"),
        (0, "2023-01-31", "2023-04-05", "SMA-2"),
        (0, "2023-01-31", "2023-07-05", "NPA"),
    ] {
        let life = Life::new("2020-01-01", &[(due, "1000.00")], &[], "0.00");
        assert_eq!(class(&life, &special_mention(due_day), on), expected, "due {due} as day {due_day}, on {on}");
    }
}

/// Ranges alone let a part payment lift the class; the Indian scheme does not.
#[test]
fn ranges_follow_the_count_down_as_well() {
    let due = [("2021-03-31", "1000.00"), ("2021-06-30", "1000.00")];
    let life = Life::new("2021-01-01", &due, &[("2021-07-10", "1000.00")], "0.00");
    assert_eq!(class(&life, &special_mention(1), "2021-07-09"), "NPA");
    assert_eq!(class(&life, &special_mention(1), "2021-07-10"), "SMA-0");
}

/// Three days of grace are not counted; a pause counts its first day and not those
/// after it to its end.
#[test]
fn grace_and_pause() {
    let ranges = [("1-3", 1, Some(3)), ("4-30", 4, Some(30)), ("31+", 31, None)];
    let ranges = ranges.map(|(name, from, to)| DayRange::new(name, from, to));
    let scheme = Scheme::from_day_ranges("delinquency", 0, 3, "none", &ranges).unwrap();
    let due = ["2023-10-01", "2023-10-16", "2023-10-31", "2023-11-15"].map(|on| (on, "250.00"));
    let life = Life::new("2023-10-01", &due, &[], "0.00");
    for (on, expected) in [("2023-10-04", "none"), ("2023-10-05", "1-3"), ("2023-10-07", "1-3"), ("2023-10-08", "4-30")]
    {
        assert_eq!(class(&life, &scheme, on), expected, "{on}");
    }
    let paused = life.mark("pause", "2023-10-06", Some("2023-10-30"), None);
    for (on, expected) in [("2023-10-06", "1-3"), ("2023-10-30", "1-3"), ("2023-10-31", "1-3"), ("2023-11-01", "4-30")]
    {
        assert_eq!(class(&paused, &scheme, on), expected, "paused, {on}");
    }
    // Overlapping and adjacent pauses are one.
    let twice = paused.mark("pause", "2023-10-20", Some("2023-11-02"), None);
    assert_eq!(class(&twice, &scheme, "2023-11-03"), "1-3");
    assert_eq!(class(&twice, &scheme, "2023-11-04"), "4-30");
}

#[test]
fn ranges_that_contradict_are_refused() {
    let refused = |due_day, ranges: &[DayRange]| Scheme::from_day_ranges("x", due_day, 0, "none", ranges).unwrap_err();
    let range = DayRange::new;
    let overlap = refused(0, &[range("a", 1, Some(30)), range("b", 30, None)]);
    assert!(matches!(overlap.problem, SchemeProblem::Figure(_)) && overlap.line == 2, "{overlap}");
    assert!(matches!(refused(0, &[range("a", 30, Some(1))]).problem, SchemeProblem::Figure(_)));
    assert!(matches!(refused(0, &[range("a", 1, None), range("b", 91, None)]).problem, SchemeProblem::Figure(_)));
    assert!(matches!(refused(2, &[]).problem, SchemeProblem::Figure(_)));
    let twice = refused(0, &[range("a", 1, Some(30)), range("a", 31, None)]);
    assert!(matches!(twice.problem, SchemeProblem::NameTwice { .. }));
}

/// What is missing is named, and the class is not guessed.
#[test]
fn a_missing_fact_makes_the_class_unknown() {
    let scheme = "eu-default";
    let mut life = Life::new("2025-06-01", &[("2026-01-01", "300.00")], &[], "9700.00");
    life.portfolio = None;
    assert_eq!(
        life.stays(scheme, "2027-01-01"),
        [
            "2025-06-01 2026-04-02 not_defaulted first_day",
            "2026-04-02 .......... unknown not_defaulted/defaulted for want of \
             the kind of exposure, by which the absolute limit differs eu.dod.dpd",
        ]
    );
    life.portfolio = Some("retail");
    life.currency = "SEK";
    let stays = life.stays(scheme, "2027-01-01");
    assert!(stays[1].contains("for want of the absolute limit in SEK"), "{stays:?}");
    // Within one percent no limit in any currency matters.
    let small = Life { currency: "SEK", ..Life::new("2025-06-01", &[("2026-01-01", "90.00")], &[], "9910.00") };
    assert_eq!(small.stays(scheme, "2027-01-01").len(), 1);
    // Without the figure of its loss a forbearance may be distressed or not.
    let life = Life::new("2025-06-01", &[], &[], "9700.00").mark("forbearance", "2026-01-10", None, None);
    let stays = life.stays("eu-npe", "2026-02-01");
    assert!(stays[1].contains("unknown performing_forborne/non_performing_forborne"), "{stays:?}");
    assert!(stays[1].contains("the percentage of forbearance"), "{stays:?}");
}

/// The exposure is not delivered for a while; when all is paid long enough, every class
/// the loan may have been in has led to the same one.
#[test]
fn doubt_ends_when_all_ways_meet() {
    let life = Life::new("2025-06-01", &[("2026-01-01", "300.00")], &[("2026-06-01", "300.00")], "9700.00");
    let mut spans = life.spans(0);
    for span in &mut spans {
        if span.arrears.since.is_some() {
            span.outstanding = makegood_book::Split::default();
        }
    }
    let currency = "EUR".parse().unwrap();
    let past = Past { currency, portfolio: Some("retail"), spans: &spans, marks: &[], told: &[] };
    let scheme = makegood_book::class::shipped("eu-default").unwrap();
    let history = classify(&scheme, &past, day("2027-01-01")).unwrap();
    let rows: Vec<_> = history.entries.iter().map(|stay| (stay.entered_on.to_string(), stay.class.name())).collect();
    assert_eq!(
        rows,
        [
            ("2025-06-01".to_owned(), Some("not_defaulted")),
            ("2026-04-02".to_owned(), None),
            ("2026-09-01".to_owned(), Some("not_defaulted")),
        ]
    );
    let Class::Unknown { missing, .. } = &history.entries[1].class else { panic!("known") };
    assert_eq!(missing, &["the exposure from 2026-01-02"]);
}

/// Nobody told of payments: at the end of the probation the class is open.
#[test]
fn silence_about_payments_is_not_refusal_to_pay() {
    let mut life = Life::new("2025-06-01", &[], &[], "9700.00").mark("forbearance", "2026-01-10", None, Some("0"));
    life.told = Vec::new();
    let stays = life.stays("eu-npe", "2029-01-01");
    assert!(stays[2].starts_with("2028-01-10 .......... unknown performing/performing_forborne"), "{stays:?}");
    life.told = vec!["payment"];
    assert_eq!(life.stays("eu-npe", "2029-01-01").len(), 2);
}
