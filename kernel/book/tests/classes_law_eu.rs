//! Worked examples of the law of the European Union, by the shipped schemes.
//! Sources stand beside each; where none stands the days follow from the rule's text.
#![allow(clippy::unwrap_used)]

mod life;

use life::{Life, class, day};
use makegood_book::class::shipped;

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
        Life::new("2025-06-01", &[], &[], "10000.00").mark("forbearance", "2026-01-10", None, Some(percent)).mark(
            "grace_period",
            "2026-01-10",
            Some("2026-07-10"),
            None,
        )
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

    // On the day itself: 30 days late may leave, 31 may not.
    for (due, expected) in [("2027-12-11", "performing"), ("2027-12-10", "performing_forborne")] {
        let edge = Life::new("2025-06-01", &[(due, "50.00")], &[], "9950.00")
            .mark("forbearance", "2026-01-10", None, Some("0.2"))
            .pays_monthly("payment", "2026-02-01", 20);
        assert_eq!(class(&edge, "eu-npe", "2028-01-10"), expected, "due {due}");
    }

    let cured = Life::new("2025-06-01", &[("2027-06-01", "50.00")], &[("2027-07-15", "50.00")], "9950.00").mark(
        "forbearance",
        "2026-01-10",
        None,
        Some("3"),
    );
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
    let first =
        |percent| Life::new("2025-06-01", &[], &[], "10000.00").mark("forbearance", "2026-01-10", None, Some(percent));
    let cured = first("3").mark("forbearance", "2027-05-05", None, Some("0"));
    assert_eq!(class(&cured, "eu-npe", "2027-05-05"), "non_performing_forborne");
    // Never non-performing (EBA question 2015_1842): no fall, the two years run from the new measure.
    let never = first("0").mark("forbearance", "2027-05-05", None, Some("0")).pays_monthly("payment", "2026-02-01", 40);
    assert_eq!(class(&never, "eu-npe", "2029-05-04"), "performing_forborne");
    assert_eq!(class(&never, "eu-npe", "2029-05-05"), "performing");
}

/// Every stay says by which rule, on what figures and facts.
#[test]
fn reasons_can_be_read() {
    let life = Life::new("2025-06-01", &[("2027-06-01", "50.00")], &[("2027-07-15", "50.00")], "9950.00")
        .mark("forbearance", "2026-01-10", None, Some("3"))
        .pays_monthly("payment", "2028-08-01", 24);
    let history = life.history(&shipped("eu-npe").unwrap(), "2031-01-01");
    let says: Vec<&str> = history.entries.iter().map(|stay| stay.why.says.as_str()).collect();
    assert_eq!(
        says,
        [
            "The loan begins here.",
            "Forbearance, with the loss of net present value in percent on 2026-01-10, 3 %.",
            "12 months have passed since 2026-01-10 (this class was entered); \
             there was never trigger; nothing is due and unpaid.",
            "31 days counted (more than 30), the first on 2027-06-02.",
            "12 months have passed since 2027-07-02 (this class was entered); \
             there was never trigger; nothing is due and unpaid.",
            "24 months have passed since 2028-07-02 (this class was entered); \
             payment of more than an insignificant amount in 24 of 24 months since 2028-07-02.",
        ]
    );
    let facts: Vec<&str> = history.entries[1].why.facts.iter().map(|fact| fact.as_str()).collect();
    assert_eq!(facts, ["rule:eu.fb.distressed", "mark:forbearance/2026-01-10"]);
    assert!(history.entries[3].citation.contains("260"));
}
