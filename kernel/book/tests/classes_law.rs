//! Worked examples of the law, by the shipped schemes.
//! Sources stand beside each; where none stands the days follow from the rule's text.
#![allow(clippy::unwrap_used)]

mod life;

use life::{Life, day};
use makegood_book::class::{Class, SHIPPED, Scheme, shipped};

fn class(life: &Life, scheme: &str, on: &str) -> String {
    let history = life.history(&shipped(scheme).unwrap(), on);
    history.class_on(day(on)).and_then(Class::name).unwrap_or("unknown").to_owned()
}

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

/// EU-T01: 10 000 of exposure, 300 due on 1 January 2026 unpaid: 300 > 100 and 3 % > 1 %.
#[test]
fn default_on_the_91st_material_day() {
    let life = Life::new("2025-06-01", &[("2026-01-01", "300.00")], &[], "9700.00");
    assert_eq!(class(&life, "eu-default", "2026-04-01"), "not_defaulted");
    assert_eq!(class(&life, "eu-default", "2026-04-02"), "defaulted");
    let history = life.history(&shipped("eu-default").unwrap(), "2026-02-01");
    assert_eq!(history.next_change_on, Some(day("2026-04-02")));
    let history = life.history(&shipped("eu-default").unwrap(), "2026-04-02");
    let stay = history.stay_on(day("2026-04-02")).unwrap();
    assert_eq!(stay.why.code, "eu.dod.dpd");
    assert_eq!(stay.why.says, "91 days counted (more than 90), the first on 2026-01-02.");
    assert_eq!(class(&life, "eu-npe", "2026-04-01"), "performing");
    assert_eq!(class(&life, "eu-npe", "2026-04-02"), "non_performing");
}

/// EU-T02: 150 of 20 000 is 0.75 %: never counted. Exactly a limit does not exceed it.
#[test]
fn arrears_within_a_limit_never_count() {
    for (owed, later) in [("150.00", "19850.00"), ("100.00", "0.00"), ("200.00", "19800.00")] {
        let life = Life::new("2025-06-01", &[("2026-01-01", owed)], &[], later);
        let history = life.history(&shipped("eu-default").unwrap(), "2030-01-01");
        assert_eq!(history.entries.len(), 1, "{owed} of {later} and itself");
        assert_eq!(history.next_change_on, None);
    }
    let life = Life::new("2025-06-01", &[("2026-01-01", "200.01")], &[], "19800.00");
    assert_eq!(class(&life, "eu-default", "2026-04-02"), "defaulted");
}

/// The count falls to 0 when a payment brings the arrears to a limit, and begins anew.
#[test]
fn the_count_starts_again_after_falling_to_a_limit() {
    let due = [("2026-01-01", "300.00"), ("2026-04-10", "300.00")];
    let life = Life::new("2025-06-01", &due, &[("2026-03-20", "200.00")], "9400.00");
    assert_eq!(
        life.stays("eu-default", "2027-01-01"),
        [
            "2025-06-01 2026-07-10 not_defaulted first_day",
            // 400 in arrears from 11 April: the 91st day.
            "2026-07-10 .......... defaulted eu.dod.dpd",
        ]
    );
}

/// EU-T04: defaulted, all paid on 20 May 2026, no trigger since: back on 20 August.
#[test]
fn default_is_left_three_months_after_the_last_trigger() {
    let life = Life::new("2025-06-01", &[("2026-01-01", "300.00")], &[("2026-05-20", "300.00")], "9700.00");
    assert_eq!(class(&life, "eu-default", "2026-08-19"), "defaulted");
    assert_eq!(class(&life, "eu-default", "2026-08-20"), "not_defaulted");
    let again = life.mark("unlikely_to_pay", "2026-08-01", Some("2026-08-31"), None);
    assert_eq!(class(&again, "eu-default", "2026-11-30"), "defaulted");
    assert_eq!(class(&again, "eu-default", "2026-12-01"), "not_defaulted");
}

/// EBA/GL/2016/07 paragraphs 72-74: a year from the latest of the measure, the default
/// and the end of the grace period.
#[test]
fn a_distressed_restructuring_takes_a_year() {
    let life = |percent| {
        Life::new("2025-06-01", &[], &[], "10000.00")
            .mark("forbearance", "2026-01-10", None, Some(percent))
            .mark("grace_period", "2026-01-10", Some("2026-07-10"), None)
    };
    assert_eq!(
        life("1.2").stays("eu-default", "2028-01-01"),
        [
            "2025-06-01 2026-01-10 not_defaulted first_day",
            "2026-01-10 2027-07-10 defaulted_restructured eu.dod.restructured",
            "2027-07-10 .......... not_defaulted eu.dod.cure_forborne",
        ]
    );
    assert_eq!(life("1.0").stays("eu-default", "2028-01-01"), ["2025-06-01 .......... not_defaulted first_day"]);
}

/// Annex V 231 and 256: a year in non-performing, two years of probation with payments
/// in half of the months.
#[test]
fn forborne_loans_take_a_year_and_two_more() {
    let life = |payments| {
        Life::new("2025-06-01", &[], &[], "10000.00")
            .mark("unlikely_to_pay", "2026-01-05", Some("2026-02-04"), None)
            .mark("forbearance", "2026-02-01", None, Some("0.4"))
            .pays_monthly("payment", "2027-02-10", payments)
    };
    let mut expected = vec![
        "2025-06-01 2026-01-05 performing first_day",
        "2026-01-05 2026-02-01 non_performing eu.npe.trigger",
        "2026-02-01 2027-02-01 non_performing_forborne eu.fb.in_npe",
        "2027-02-01 2029-02-01 performing_forborne_cured eu.npe.forborne_exit",
        "2029-02-01 .......... performing eu.fb.exit",
    ];
    assert_eq!(life(12).stays("eu-npe", "2031-01-01"), expected);
    // Eleven of twenty-four months are less than half, and time alone adds none.
    expected.truncate(4);
    let last = "2027-02-01 .......... performing_forborne_cured eu.npe.forborne_exit";
    expected[3] = last;
    assert_eq!(life(11).stays("eu-npe", "2040-01-01"), expected);
}

/// EU-T06: performing forborne that never was non-performing, 31 days late in its
/// probation: it stays, and cannot leave while more than 30 days late.
#[test]
fn only_a_cured_forborne_loan_relapses_at_thirty_days() {
    let never = Life::new("2025-06-01", &[("2027-12-20", "50.00")], &[("2028-03-15", "50.00")], "9950.00")
        .mark("forbearance", "2026-01-10", None, Some("0.2"))
        .pays_monthly("payment", "2026-02-01", 20);
    assert_eq!(
        never.stays("eu-npe", "2029-01-01"),
        [
            "2025-06-01 2026-01-10 performing first_day",
            "2026-01-10 2028-01-10 performing_forborne eu.fb.granted",
            "2028-01-10 .......... performing eu.fb.exit",
        ]
    );
    let late = Life::new("2025-06-01", &[("2027-12-01", "50.00")], &[("2028-03-15", "50.00")], "9950.00")
        .mark("forbearance", "2026-01-10", None, Some("0.2"))
        .pays_monthly("payment", "2026-02-01", 20);
    assert_eq!(class(&late, "eu-npe", "2028-01-10"), "performing_forborne", "40 days late");
    assert_eq!(class(&late, "eu-npe", "2028-03-15"), "performing", "paid");

    let cured = Life::new("2025-06-01", &[("2027-06-01", "50.00")], &[("2027-07-15", "50.00")], "9950.00")
        .mark("forbearance", "2026-01-10", None, Some("3"));
    assert_eq!(
        cured.stays("eu-npe", "2028-12-31"),
        [
            "2025-06-01 2026-01-10 performing first_day",
            "2026-01-10 2027-01-10 non_performing_forborne eu.fb.distressed",
            "2027-01-10 2027-07-02 performing_forborne_cured eu.npe.forborne_exit",
            "2027-07-02 2028-07-02 non_performing_forborne eu.fb.relapse_late",
            "2028-07-02 .......... performing_forborne_cured eu.npe.forborne_exit",
        ]
    );
}

#[test]
fn a_second_forbearance_in_probation() {
    let first = |percent| Life::new("2025-06-01", &[], &[], "10000.00").mark("forbearance", "2026-01-10", None, Some(percent));
    let cured = first("3").mark("forbearance", "2027-05-05", None, Some("0"));
    assert_eq!(class(&cured, "eu-npe", "2027-05-05"), "non_performing_forborne");
    // Never non-performing (EBA question 2015_1842): no fall, the two years run from the new measure.
    let never = first("0").mark("forbearance", "2027-05-05", None, Some("0")).pays_monthly("payment", "2026-02-01", 40);
    assert_eq!(class(&never, "eu-npe", "2029-05-04"), "performing_forborne");
    assert_eq!(class(&never, "eu-npe", "2029-05-05"), "performing");
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
