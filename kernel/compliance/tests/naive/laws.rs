//! Laws of the gate on the same random worlds, asked of the gate alone: they hold
//! for every kind of rule.

use crate::draw::{self, Dice, minutes_after};
use crate::{ACTIONS, ACTS_A_WORLD, Seed, World, number, world};
use jiff::{SignedDuration, Timestamp};
use makegood_case::Outcome;
use makegood_compliance::{FactSheet, Facts, Kind, Packs, PlannedDeed, Verdict, clear, earliest, is_open, standing};
use makegood_units::ContactPointId;

/// Asks something of several acts in many worlds.
fn in_worlds(share: u64, mut ask: impl FnMut(&World, &PlannedDeed, Timestamp, &mut Dice)) {
    let (acts, first) = (number("MAKEGOOD_ACTIONS", ACTIONS) / share, number("MAKEGOOD_SEED", 1));
    for seed in first..first + acts.div_ceil(ACTS_A_WORLD) {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let world = world(&mut dice);
        for _ in 0..ACTS_A_WORLD {
            let act = draw::act(&mut dice, &world.words);
            let at = minutes_after(world.now, dice.from(-200, 3_000));
            ask(&world, &act, at, &mut dice);
        }
    }
}

/// The sheet as it was at an instant.
fn heard(sheet: &FactSheet, at: Timestamp) -> FactSheet {
    let mut heard = sheet.clone();
    heard.contacts.retain(|one| one.at <= at);
    heard.borrower_contacts.retain(|one| one.at <= at);
    heard.consents.retain(|one| one.given_at <= at);
    heard.happenings.retain(|one| one.at <= at);
    heard.time_requests.retain(|one| one.at <= at);
    heard
}

/// A reason is enough, a person's approval is, or neither.
fn harshness(verdict: &Verdict<PlannedDeed>) -> u8 {
    match verdict {
        // A warning that is raised to an approval is gone when the approval is there.
        Verdict::Cleared(_) | Verdict::Warn { .. } => 0,
        Verdict::NeedsApproval { .. } => 1,
        _ => 2,
    }
}

#[test]
fn more_packs_never_allow_more_or_sooner() {
    in_worlds(6, |world, act, at, dice| {
        let facts = Facts::new(world.sheet.clone());
        let ids: Vec<&str> = world.packs.iter().map(|pack| pack.id.as_str()).collect();
        let fewer: Vec<&str> = ids.into_iter().filter(|_| dice.percent(60)).collect();
        let fewer = world.packs.only(&fewer);
        let (all, some) = (clear(act.clone(), &facts, &world.packs, at), clear(act.clone(), &facts, &fewer, at));
        // A pack of which nobody knows whether it binds may be taken in by one of the others: then it does.
        let unasked = some.hits().iter().any(|hit| hit.rule == hit.pack && is_taken_in(&world.packs, &hit.pack));
        if unasked {
            return;
        }
        assert!(harshness(&some) <= harshness(&all), "{some:?}\nbecame, with more packs,\n{all:?}");
        let (all, some) = (earliest(act, &facts, &world.packs, at), earliest(act, &facts, &fewer, at));
        assert!(all.is_none() || some.is_some_and(|some| Some(some) <= all), "{some:?}, with more packs {all:?}");
    });
}

fn is_taken_in(packs: &Packs, id: &str) -> bool {
    let mut rules = packs.iter().flat_map(|pack| &pack.rules);
    rules.any(|rule| matches!(&rule.kind, Kind::Merge(merge) if merge.takes_in.iter().any(|other| other == id)))
}

#[test]
fn what_is_found_as_the_earliest_is_allowed_and_the_second_before_is_not() {
    in_worlds(4, |world, act, at, _| {
        let facts = Facts::new(heard(&world.sheet, at));
        let found = earliest(act, &facts, &world.packs, at);
        let now = clear(act.clone(), &facts, &world.packs, at);
        assert_eq!(now.is_cleared(), is_open(act, &facts, &world.packs, at));
        if let Verdict::DeferUntil { opens_at, .. } = &now {
            assert_eq!(found, Some(*opens_at));
        }
        if let Some(opens_at) = found {
            assert!(harshness(&clear(act.clone(), &facts, &world.packs, opens_at)) < 2, "closed at {opens_at}");
            if opens_at > at {
                let before = (opens_at - SignedDuration::from_secs(1)).max(at);
                assert_eq!(harshness(&clear(act.clone(), &facts, &world.packs, before)), 2, "open at {before}");
            }
        }
    });
}

#[test]
fn what_had_not_been_heard_of_changes_nothing() {
    in_worlds(4, |world, act, at, _| {
        let mut sheet = world.sheet.clone();
        // A wrong number counts looking back, and a debt on file is one from the first day:
        // both are so whenever they were found out.
        sheet.contacts.retain(|one| one.at <= at || one.outcome != Outcome::WrongNumber);
        let later = sheet.contacts.iter_mut().filter(|one| one.at > at).map(|one| &mut one.debts);
        let later = later.chain(sheet.borrower_contacts.iter_mut().filter(|one| one.at > at).map(|one| &mut one.debts));
        let later = later.chain(sheet.consents.iter_mut().filter(|one| one.given_at > at).map(|one| &mut one.debts));
        later
            .chain(sheet.happenings.iter_mut().filter(|one| one.at > at).map(|one| &mut one.debts))
            .for_each(Vec::clear);
        let without = Facts::new(heard(&sheet, at));
        let with = Facts::new(sheet);
        let verdicts = [with, without].map(|facts| clear(act.clone(), &facts, &world.packs, at));
        assert_eq!(verdicts[0], verdicts[1]);
    });
}

#[test]
fn a_correction_looking_back_makes_no_count_larger() {
    in_worlds(4, |world, act, at, dice| {
        let mut act = act.clone();
        // One debt, one number: one count a rule.
        act.debts.truncate(1);
        act.contact_point = Some(ContactPointId::new("point-0"));
        let mut corrected = world.sheet.clone();
        corrected.misdirected.push(ContactPointId::new(format!("point-{}", dice.below(4))));
        let counts = |sheet: &FactSheet| -> Vec<(String, u64)> {
            let said = standing(&act, &Facts::new(sheet.clone()), &world.packs, at).into_iter();
            let counts = said.filter(|hit| {
                let rule = world.packs.rule(&hit.rule).map(|(_, rule)| &rule.kind);
                matches!(rule, Some(Kind::RollingCount(_))) && hit.says.contains(" of ")
            });
            let number = |says: &str| says.split(' ').find_map(|word| word.parse().ok());
            counts.filter_map(|hit| Some((hit.rule, number(&hit.says)?))).collect()
        };
        if world.sheet.zones.len() != 1 {
            return;
        }
        let before = counts(&world.sheet);
        for (rule, after) in counts(&corrected) {
            if let Some((_, before)) = before.iter().find(|(other, _)| *other == rule) {
                assert!(after <= *before, "{rule}: {before}, corrected {after}");
            }
        }
    });
}

#[test]
fn a_reason_clears_a_warning_and_nothing_else() {
    in_worlds(4, |world, act, at, _| {
        let facts = Facts::new(world.sheet.clone());
        let verdict = clear(act.clone(), &facts, &world.packs, at);
        assert_eq!(verdict.clone().with_reason("  "), verdict);
        let answered = verdict.clone().with_reason("she asked to be called");
        match &verdict {
            Verdict::Warn { hits, .. } => {
                let cleared = answered.cleared().expect("a reason clears a warning");
                let rules: Vec<&str> = cleared.reasons().iter().map(|(rule, _)| rule.as_str()).collect();
                assert_eq!(rules, hits.iter().map(|hit| hit.rule.as_str()).collect::<Vec<_>>());
            }
            _ => assert_eq!(answered, verdict),
        }
    });
}
