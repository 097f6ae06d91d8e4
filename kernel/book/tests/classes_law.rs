//! Worked examples of the law of India and China and of IFRS 9, by the shipped schemes.
//! Sources stand beside each; where none stands the days follow from the rule's text.
#![allow(clippy::unwrap_used)]

mod life;

use life::{Life, class, day};
use makegood_book::class::{Class, SHIPPED, Scheme, shipped};

#[test]
fn every_shipped_scheme_reads() {
    for (name, _) in SHIPPED {
        let scheme = shipped(name).unwrap();
        assert_eq!(scheme.name, name);
        assert!(scheme.classes().all(|class| !scheme.meaning(class).unwrap().is_empty()), "{name}");
    }
    assert!(shipped("utopia").is_err());
}

/// RBI clarifications of 12 November 2021, example (due 31 March 2021), and the
/// illustration of a lender (due 1 December 2021): the due date is day 1.
#[test]
fn india_special_mention_and_npa() {
    let cases = [
        ("2021-03-31", "2021-03-30", "standard"),
        ("2021-03-31", "2021-03-31", "SMA-0"),
        ("2021-03-31", "2021-04-29", "SMA-0"),
        ("2021-03-31", "2021-04-30", "SMA-1"),
        ("2021-03-31", "2021-05-29", "SMA-1"),
        ("2021-03-31", "2021-05-30", "SMA-2"),
        ("2021-03-31", "2021-06-28", "SMA-2"),
        ("2021-03-31", "2021-06-29", "NPA"),
        ("2021-12-01", "2021-11-30", "standard"),
        ("2021-12-01", "2021-12-01", "SMA-0"),
        ("2021-12-01", "2021-12-31", "SMA-1"),
        ("2021-12-01", "2022-01-30", "SMA-2"),
        ("2021-12-01", "2022-02-28", "SMA-2"),
        ("2021-12-01", "2022-03-01", "NPA"),
    ];
    for (due, on, expected) in cases {
        let life = Life::new("2021-01-01", &[(due, "1000.00")], &[], "0.00");
        assert_eq!(class(&life, "in-npa", on), expected, "due {due}, on {on}");
    }
}

/// A part payment does not lift an NPA, however few days it leaves; all arrears do
/// (RBI clarifications 2021, paragraph 10).
#[test]
fn india_upgrade_asks_for_all_arrears() {
    let due = [("2021-03-31", "1000.00"), ("2021-06-30", "1000.00")];
    let life = Life::new("2021-01-01", &due, &[("2021-07-10", "1000.00"), ("2021-07-20", "1000.00")], "5000.00");
    assert_eq!(
        life.stays("in-npa", "2021-12-31"),
        [
            "2021-01-01 2021-03-31 standard first_day",
            "2021-03-31 2021-04-30 SMA-0 in.npa.sma0",
            "2021-04-30 2021-05-30 SMA-1 in.npa.sma1",
            "2021-05-30 2021-06-29 SMA-2 in.npa.sma2",
            "2021-06-29 2021-07-20 NPA in.npa.npa",
            "2021-07-20 .......... standard in.npa.upgrade",
        ]
    );
}

/// IFRS 9 5.5.11: more than 30 days; B5.5.37: not later than 90. DP-1 counts the days.
#[test]
fn stages_by_days() {
    let life = Life::new("2025-06-01", &[("2026-01-01", "300.00")], &[("2026-04-15", "300.00")], "9700.00");
    for (on, expected) in [
        ("2026-01-31", "stage_1"),
        ("2026-02-01", "stage_2"),
        ("2026-03-31", "stage_2"),
        ("2026-04-01", "stage_3"),
        ("2026-04-02", "stage_3"),
        ("2026-07-14", "stage_3"),
        ("2026-07-15", "stage_2"),
        ("2026-10-14", "stage_2"),
        ("2026-10-15", "stage_1"),
    ] {
        assert_eq!(class(&life, "ifrs9", on), expected, "{on}");
    }
    // A lender that reads "more than 90" changes the number's key, nothing else.
    let text = SHIPPED.iter().find(|(name, _)| *name == "ifrs9").unwrap().1;
    let more = Scheme::parse("own.toml", &text.replace("at_least = 90", "more_than = 90")).unwrap();
    let class = |on: &str| life.history(&more, on).class_on(day(on)).and_then(Class::name).map(str::to_owned);
    assert_eq!(class("2026-04-01").as_deref(), Some("stage_2"));
    assert_eq!(class("2026-04-02").as_deref(), Some("stage_3"));
    // A young loan that was late and paid goes back at once: it never was in default.
    let young = Life::new("2026-01-01", &[("2026-01-05", "300.00")], &[("2026-02-20", "300.00")], "9700.00");
    assert_eq!(self::class(&young, "ifrs9", "2026-02-19"), "stage_2");
    assert_eq!(self::class(&young, "ifrs9", "2026-02-20"), "stage_1");
}

/// Measures of 2023: more than 90, 270, 360 days; back after six months and two periods.
#[test]
fn china_five_classes() {
    let due = [("2026-01-01", "300.00")];
    let life = Life::new("2025-06-01", &due, &[("2027-01-15", "300.00")], "9700.00")
        .mark("period_paid", "2027-02-15", None, None)
        .mark("period_paid", "2027-03-15", None, None);
    assert_eq!(
        life.stays("cn-five", "2028-01-01"),
        [
            "2025-06-01 2026-01-02 normal first_day",
            "2026-01-02 2026-04-02 special_mention cn.class.overdue",
            "2026-04-02 2026-09-29 substandard cn.class.overdue90",
            "2026-09-29 2026-12-28 doubtful cn.class.overdue270",
            "2026-12-28 2027-07-15 loss cn.class.overdue360",
            "2027-07-15 .......... normal cn.class.upgrade",
        ]
    );
}

/// A restructured loan stays at special mention for a year and two payment periods.
#[test]
fn china_observation() {
    let life = |periods: &[&str]| {
        let life = Life::new("2025-06-01", &[], &[], "9700.00").mark("restructured", "2026-01-15", None, None);
        periods.iter().fold(life, |life, on| life.mark("period_paid", on, None, None))
    };
    let short = life(&["2026-02-15", "2026-03-15"]);
    assert_eq!(class(&short, "cn-five", "2027-01-14"), "special_mention");
    assert_eq!(class(&short, "cn-five", "2027-01-15"), "normal");
    // Half-yearly and late by one: the second period decides.
    let long = life(&["2026-07-15", "2027-07-15"]);
    assert_eq!(class(&long, "cn-five", "2027-07-14"), "special_mention");
    assert_eq!(class(&long, "cn-five", "2027-07-15"), "normal");
}
