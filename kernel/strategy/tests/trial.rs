//! Trials: the file, the lot, the control, what the arms came to. All people are invented.
#![allow(clippy::unwrap_used)]

use makegood_strategy::Strategy;
use makegood_strategy::trial::{Follows, RunningTrial, Told, Trial, TrialCase, results};
use makegood_units::{Amount, Currency};
use std::collections::BTreeMap;

const FILE: &str = r#"
name = "softer"
begins_on = "2026-12-01"
control_basis_points = 500
[[challenger]]
arm = "B"
ladder = "softer.toml"
share_basis_points = 2000
[[challenger]]
arm = "C"
ladder = "patient.toml"
share_basis_points = 1000
"#;

fn trial() -> Trial {
    Trial::parse("trial.toml", FILE).unwrap()
}

fn arm_of(trial: &Trial, number: usize) -> String {
    trial.draw(&format!("B-{number}")).arm.name
}

#[test]
fn the_shares_hold_over_many_borrowers() {
    let (trial, drawn) = (trial(), 40_000);
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    (0..drawn).for_each(|number| *counts.entry(arm_of(&trial, number)).or_default() += 1);
    // Chi-square with three degrees of freedom stays under 16.27 but once in a thousand.
    let off = trial.arms().into_iter().map(|arm| {
        let expected = i64::from(arm.share_bp) * i64::try_from(drawn).unwrap() / 10_000;
        (counts[&arm.name] - expected).pow(2) * 100 / expected
    });
    assert!(off.sum::<i64>() < 1_627, "{counts:?}");
    assert_eq!(trial.arms().iter().map(|arm| arm.share_bp).collect::<Vec<_>>(), [6_500, 2_000, 1_000, 500]);
}

#[test]
fn a_larger_share_takes_from_the_champion_alone() {
    let before = trial();
    let mut after = before.clone();
    after.challengers[1].share_bp = 2_000;
    after.control_bp = 1_000;
    let mut moved = 0;
    for number in 0..5_000 {
        let (one, two) = (arm_of(&before, number), arm_of(&after, number));
        if one != two {
            moved += 1;
            assert_eq!(one, "champion", "B-{number} went from {one} to {two}");
        }
    }
    assert!((600..900).contains(&moved), "{moved}");
}

#[test]
fn the_lot_follows_the_salt_and_not_the_name() {
    let own = trial();
    let mut renamed = own.clone();
    renamed.name = "softer again".to_owned();
    assert!((0..500).all(|number| arm_of(&own, number) == arm_of(&renamed, number)));
    let mut salted = own.clone();
    salted.salt = "another".to_owned();
    assert!((0..500).any(|number| arm_of(&own, number) != arm_of(&salted, number)));
}

#[test]
fn every_fault_of_the_file_is_named_with_its_line() {
    let faults = |text: &str| {
        let found = Trial::parse("trial.toml", text).unwrap_err();
        found.iter().map(|fault| format!("{}: {}", fault.line, fault.problem)).collect::<Vec<_>>().join("\n")
    };
    let swapped = |from: &str, to: &str| faults(&FILE.replacen(from, to, 1));
    assert!(swapped("= 500", "= 300").contains("4: control_basis_points is 0, or from 500 to 1000; found 300"));
    assert!(swapped("2026-12-01", "soon").contains("3: begins_on is a day"));
    assert!(swapped("\"C\"", "\"B\"").contains("10: another arm has that name"));
    assert!(swapped("\"B\"", "\"control\"").contains("another arm has that name"));
    assert!(swapped("= 2000", "= 8500").contains("nothing of 10000 is left for the champion"));
    assert!(swapped("control_basis", "controls_basis").contains("is not a key of this table"));
    assert!(faults("name = \"x\"\nbegins_on = \"2026-12-01\"").contains("a trial has a [[challenger]]"));
    let backwards = FILE.replacen("control", "ends_on = \"2026-11-01\"\ncontrol", 1);
    assert!(faults(&backwards).contains("4: ends_on lies before begins_on"));
    assert!(faults("name = ").contains("1: "));
}

fn ladder(change: (&str, &str)) -> Strategy {
    let text = include_str!("../../../strategies/microfinance.toml").replacen(change.0, change.1, 1);
    Strategy::parse("softer.toml", &text).unwrap()
}

/// The law, the book and who counts as late are the same in every arm.
#[test]
fn a_challenger_may_change_steps_and_not_the_law() {
    let champion = ladder(("", ""));
    let one = Trial::parse(
        "trial.toml",
        &FILE
            .replace("[[challenger]]\narm = \"C\"", "#")
            .replace("ladder = \"patient.toml\"\nshare_basis_points = 1000\n", ""),
    )
    .unwrap();
    let fits = |change| RunningTrial::try_new(one.clone(), vec![ladder(change)], &champion);
    assert!(fits(("from_days_past_due = 10", "from_days_past_due = 20")).is_ok());
    for (change, key) in [
        (("\"us-regf\"]", "\"us-regf\", \"ke\"]"), "packs"),
        (("facts = []", "facts = [\"lender.adopts_regulation_f\"]"), "facts"),
        (("grace_days = 5", "grace_days = 6"), "grace_days"),
        (("\"fee\", \"interest\", \"principal\"", "\"interest\", \"fee\", \"principal\""), "how the book is read"),
        (("days = 3", "days = 4"), "before_due"),
    ] {
        let unfit = fits(change).unwrap_err();
        assert_eq!((unfit.ladder.as_str(), unfit.keys.as_str()), ("softer.toml", key));
    }
    assert_eq!(RunningTrial::try_new(one, Vec::new(), &champion).unwrap_err().keys, "the ladder");
}

/// So many cases of an arm, of which so many were cured at 30 days.
fn cases(arm: &str, all: usize, cured: usize) -> Vec<TrialCase> {
    let case = |number: usize| TrialCase {
        arm: arm.to_owned(),
        unit_id: format!("{arm}-{number}"),
        entered_on: "2026-12-05".parse().unwrap(),
        currency: Currency::USD,
        arrears: Amount::from_minor(10_000),
        cured_30: Some(number < cured),
        cured_60: None,
        paid: Amount::from_minor(if number < cured { 10_000 } else { 0 }),
        contacts: 2,
        complaints: u64::from(number == 0),
        minutes: 16,
        cost: Amount::from_minor(80),
    };
    (0..all).map(case).collect()
}

#[test]
fn arms_are_compared_by_the_lot_with_intervals_and_what_could_be_found() {
    let told =
        [cases("champion", 400, 160), cases("B", 400, 240), cases("C", 400, 165), cases("control", 20, 1)].concat();
    let found = results(&trial(), &told, 7, "2027-02-01".parse().unwrap());
    let [champion, b, c, control] = found.arms.as_slice() else { panic!("four arms") };
    assert_eq!((champion.cases, champion.against_30, champion.arm.follows), (400, None, Follows::Champion));
    let b = b.against_30.unwrap();
    assert_eq!((b.told, b.difference_bp), (Told::More, 2_000));
    assert!(b.low_bp > 1_200 && b.high_bp < 2_700, "{b:?}");
    let level = c.against_30.unwrap();
    assert_eq!((level.told, level.difference_bp), (Told::NotDistinguishable, 125));
    assert!(level.says().contains("Not to be told from the champion: +1.25 points"), "{}", level.says());
    // 388 an arm find ten points at this base, so 400 find a little less.
    assert_eq!(level.smallest_found_bp, Some(984));
    assert_eq!(control.against_30.unwrap().told, Told::TooFew);
    let cash = c.cash[&Currency::USD];
    assert_eq!((cash.arrears.minor(), cash.paid.minor(), cash.cost.minor()), (4_000_000, 1_650_000, 32_000));
    assert_eq!((c.contacts, c.complaints, c.minutes, c.units), (800, 1, 6_400, 400));
    assert_eq!(c.cured_60.share_bp, None);
    assert_eq!(found.late_before, 7);
    assert!(found.cautions.iter().any(|one| one.contains("(control): nothing can be told")), "{:?}", found.cautions);
    assert!(found.cautions.iter().any(|one| one.contains("still running")));
}

/// So many cases of an arm, half of which paid one amount and half another.
fn halves(arm: &str, all: usize, [one, other]: [i64; 2], cost: i64) -> Vec<TrialCase> {
    let mut cases = cases(arm, all, 0);
    for (number, case) in cases.iter_mut().enumerate() {
        case.paid = Amount::from_minor(if number % 2 == 0 { one } else { other });
        case.cost = Amount::from_minor(cost);
    }
    cases
}

#[test]
fn what_collecting_brings_is_told_against_the_control_with_its_interval() {
    let told = [
        halves("champion", 40, [100, 300], 30),
        halves("B", 40, [60, 140], 30),
        halves("C", 20, [900, 1_100], 30),
        halves("control", 40, [50, 150], 10),
    ];
    let found = results(&trial(), &told.concat(), 0, "2027-02-01".parse().unwrap());
    let [champion, b, c] = found.incremental.as_slice() else { panic!("{:?}", found.incremental) };
    // Means 200 and 100; variances of them 10,000 / 39 and 2,500 / 39, so 1.96 x 17.903.
    assert_eq!([champion.cash.point, champion.cash.low, champion.cash.high].map(Amount::minor), [100, 65, 135]);
    assert_eq!([champion.cost.point, champion.cost.low, champion.cost.high].map(Amount::minor), [20, 20, 20]);
    assert_eq!((champion.told, champion.cost_for_cash), (Told::More, Some(2_000)));
    assert!(champion.says().concat().contains("for 0.2000 spent for each 1 more"), "{:?}", champion.says());
    assert_eq!((b.told, b.cost_for_cash, b.cash.point.minor()), (Told::NotDistinguishable, None, 0));
    assert_eq!((c.told, c.cost_for_cash), (Told::TooFew, None));
    assert!(!c.says().concat().contains("9"), "nothing is told of too few: {:?}", c.says());
    let without = Trial { control_bp: 0, ..trial() };
    assert!(results(&without, &told.concat(), 0, "2027-02-01".parse().unwrap()).incremental.is_empty());
}

#[test]
fn an_empty_trial_says_that_nothing_can_be_told() {
    let found = results(&trial(), &[], 0, "2026-12-01".parse().unwrap());
    assert!(found.arms.iter().all(|arm| arm.against_30.is_none() && arm.cured_30.share_bp.is_none()));
    assert!(found.cautions[0].contains("nothing can be told"));
}
