//! The gate beside a naive second implementation of its rules, on random packs,
//! random facts and random acts: what the gate clears, the naive one must clear;
//! what it counts, the naive one must count; and when it says that something
//! opens, it must be open then and closed before.
//!
//! The long form, a million acts (minutes, with optimisation):
//! `MAKEGOOD_ACTIONS=1000000 cargo test --release -p makegood-compliance --test naive -- --nocapture`.
//! A failure prints the number it was drawn from; `MAKEGOOD_SEED=that` begins with it.
#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

mod draw;
mod law;
mod laws;

use draw::{Dice, Vocabulary, minutes_after};
use jiff::{SignedDuration, Timestamp};
use law::{Question, Stands, against, hardest};
use makegood_compliance::{
    Facts, Hearing, Kind, Pack, Packs, PlannedDeed, Verdict, clear, earliest, is_open, standing,
};
use makegood_units::BusinessDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Acts asked of each world: one set of packs and one person.
const ACTS_A_WORLD: u64 = 8;

/// Acts asked when nobody says how many.
const ACTIONS: u64 = 10_000;

/// The packs of this repository.
static SHIPPED: LazyLock<Packs> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        Pack::parse(&name, &std::fs::read_to_string(&path).unwrap()).unwrap()
    };
    Packs::try_new(pages.map(read).collect()).unwrap()
});

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Prints where a panic came from.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("drawn from MAKEGOOD_SEED={}", self.0);
        }
    }
}

/// Packs, a person and an instant near which things happen.
struct World {
    packs: Packs,
    pages: Vec<(String, String)>,
    words: Vocabulary,
    sheet: makegood_compliance::FactSheet,
    now: Timestamp,
}

fn world(dice: &mut Dice) -> World {
    let (zone, near) = draw::place(dice);
    let now = minutes_after(near, dice.from(-3_000, 3_000));
    let (packs, pages) = if dice.percent(20) {
        (SHIPPED.clone(), Vec::new())
    } else {
        let day = BusinessDate::from_civil(near.to_zoned(jiff::tz::TimeZone::UTC).date());
        let pages = draw::pages(dice, day);
        let packs =
            pages.iter().map(|(name, page)| Pack::parse(name, page).unwrap_or_else(|told| panic!("{told:?}\n{page}")));
        (Packs::try_new(packs.collect()).unwrap(), pages)
    };
    let words = Vocabulary::of(&packs);
    let sheet = draw::sheet(dice, &words, zone, now);
    World { packs, pages, words, sheet, now }
}

#[test]
fn what_the_gate_clears_the_naive_one_clears() {
    let (acts, first) = (number("MAKEGOOD_ACTIONS", ACTIONS), number("MAKEGOOD_SEED", 1));
    let (mut verdicts, mut differing) = (BTreeMap::<&str, u64>::new(), BTreeMap::<String, (u64, String)>::new());
    let mut clearances_with_rules = 0;
    for seed in first..first + acts.div_ceil(ACTS_A_WORLD) {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let world = world(&mut dice);
        let facts = Facts::new(world.sheet.clone());
        for _ in 0..ACTS_A_WORLD {
            let act = draw::act(&mut dice, &world.words);
            let at = minutes_after(world.now, dice.from(-200, 3_000));
            let asked = Asked { world: &world, facts: &facts, act: &act, at };
            let verdict = clear(act.clone(), &facts, &world.packs, at);
            *verdicts.entry(verdict.word()).or_default() += 1;
            if let Err(what) = asked.agrees(&verdict, &mut dice) {
                let (times, shortest) = differing.entry(what.0).or_default();
                *times += 1;
                let told = format!("MAKEGOOD_SEED={seed}: {}\n{}", what.1, asked.told(&verdict));
                if shortest.is_empty() || told.len() < shortest.len() {
                    *shortest = told;
                }
            }
            let has_rules = verdict.is_cleared() && !standing(&act, &facts, &world.packs, at).is_empty();
            clearances_with_rules += u64::from(has_rules);
        }
    }
    println!("{verdicts:?}, cleared with a rule asked: {clearances_with_rules}");
    // Of each sort of difference, the one that takes the fewest words.
    for (what, (times, shortest)) in &differing {
        println!("{times} times: {what}\n{shortest}\n");
    }
    let sorts: Vec<_> = differing.iter().map(|(what, (times, _))| format!("{times} times: {what}")).collect();
    assert!(sorts.is_empty(), "{}", sorts.join("\n"));
    assert!(acts < 1_000 || clearances_with_rules * 10 > acts, "too few clearances to say anything: {verdicts:?}");
}

/// What is judged together is judged as each would be alone, whatever days the acts
/// are asked for and in whatever order.
#[test]
fn acts_heard_together_are_judged_as_each_alone() {
    for seed in 1..=200 {
        let _seed = Seed(seed);
        let mut dice = Dice::new(seed);
        let World { packs, words, sheet, now, .. } = world(&mut dice);
        let facts = Facts::new(sheet);
        let mut hearing = Hearing::new(&facts, &packs);
        for _ in 0..ACTS_A_WORLD {
            let act = draw::act(&mut dice, &words);
            let at = minutes_after(now, dice.from(-30_000, 60_000));
            assert_eq!(hearing.clear(act.clone(), at), clear(act.clone(), &facts, &packs, at));
            assert_eq!(hearing.standing(&act, at), standing(&act, &facts, &packs, at));
            assert_eq!(hearing.earliest(&act, at), earliest(&act, &facts, &packs, at));
            assert_eq!(hearing.is_open(&act, at), is_open(&act, &facts, &packs, at));
        }
    }
}

/// One act asked of a world.
struct Asked<'w> {
    world: &'w World,
    facts: &'w Facts,
    act: &'w PlannedDeed,
    at: Timestamp,
}

/// What differs, in general and here.
type Differs = (String, String);

fn differs<T>(what: impl Into<String>, here: impl Into<String>) -> Result<T, Differs> {
    Err((what.into(), here.into()))
}

impl Asked<'_> {
    fn question(&self, at: Timestamp) -> Question<'_, PlannedDeed> {
        Question { act: self.act, sheet: &self.world.sheet, packs: &self.world.packs, heard: self.at, at }
    }

    fn told(&self, verdict: &Verdict<PlannedDeed>) -> String {
        let pages: Vec<&str> = self.world.pages.iter().map(|(_, page)| page.as_str()).collect();
        format!("{}\n{:?}\n{:?} at {}\n{verdict:?}", pages.join("\n"), self.world.sheet, self.act, self.at)
    }

    /// The verdict, the rules behind it, its numbers and its opening, against the naive ones.
    fn agrees(&self, verdict: &Verdict<PlannedDeed>, dice: &mut Dice) -> Result<(), Differs> {
        let naive = against(&self.question(self.at));
        let stands = naive.iter().map(|one| one.stands).max().unwrap_or(Stands::Nothing);
        let said = match verdict {
            Verdict::Cleared(_) => Stands::Nothing,
            Verdict::Warn { .. } => Stands::Reason,
            Verdict::NeedsApproval { .. } => Stands::Approval,
            _ => Stands::Denied,
        };
        let ours: BTreeSet<&str> = verdict.hits().iter().map(|hit| hit.rule.as_str()).collect();
        let theirs: BTreeSet<&str> = naive.iter().map(|one| one.rule.as_str()).collect();
        let kinds = |rules: Vec<&&str>| -> String {
            let kind = |id: &&&str| self.world.packs.rule(id).map_or("scope", |(_, rule)| rule.kind.word());
            rules.iter().map(kind).collect::<Vec<_>>().join(" ")
        };
        let (gate_alone, naive_alone) =
            (kinds(ours.difference(&theirs).collect()), kinds(theirs.difference(&ours).collect()));
        if said < stands {
            return differs(format!("the gate is milder ({said:?}, {stands:?}): {naive_alone}"), format!("{naive:?}"));
        }
        if said > stands || ours != theirs {
            let what = format!("the gate is harder or otherwise: gate alone {gate_alone}, naive alone {naive_alone}");
            return differs(what, format!("{naive:?}"));
        }
        self.counts_agree()?;
        self.opening_agrees(verdict, dice)
    }

    /// Each number the gate says is one the naive recount has, and the highest where none is too high.
    fn counts_agree(&self) -> Result<(), Differs> {
        for hit in standing(self.act, self.facts, &self.world.packs, self.at) {
            let Some((_, rule)) = self.world.packs.rule(&hit.rule) else { continue };
            let words: Vec<&str> = hit.says.split(' ').collect();
            let of = words.iter().position(|word| *word == "of");
            let Some(of) = of.filter(|_| matches!(rule.kind, Kind::RollingCount(_)) && hit.says.contains(" in "))
            else {
                continue;
            };
            let said: (i32, i32) = (words[of - 1].parse().unwrap(), words[of + 1].parse().unwrap());
            let counted = law::counted(&self.question(self.at), rule);
            let fits = |zone: &Vec<(i32, i32)>| {
                zone.contains(&said) && (said.0 > said.1 || zone.iter().all(|(number, _)| *number <= said.0))
            };
            if !counted.iter().any(fits) {
                return differs("the count differs", format!("{}: {}, recount {counted:?}", hit.rule, hit.says));
            }
        }
        Ok(())
    }

    /// Where the gate names an opening, it is open then and not before; where it
    /// refuses, it does not open at some later instants either.
    fn opening_agrees(&self, verdict: &Verdict<PlannedDeed>, dice: &mut Dice) -> Result<(), Differs> {
        let open = |at| hardest(&self.question(at)) < Stands::Denied;
        let kinds: BTreeSet<&str> = verdict
            .hits()
            .iter()
            .filter_map(|hit| self.world.packs.rule(&hit.rule))
            .map(|(_, rule)| rule.kind.word())
            .collect();
        if let Verdict::DeferUntil { opens_at, .. } = verdict {
            if !open(*opens_at) {
                let naive = against(&self.question(*opens_at));
                return differs(format!("it does not open then: {kinds:?}"), format!("{opens_at} {naive:?}"));
            }
            let before = *opens_at - SignedDuration::from_nanos(1);
            let minutes = (opens_at.as_second() - self.at.as_second()) / 60;
            let between = (0..3).map(|_| minutes_after(self.at, dice.from(0, minutes)).min(before));
            if let Some(sooner) = between.chain([before]).find(|at| open(*at)) {
                return differs(format!("it opens sooner: {kinds:?}"), format!("{sooner}, not {opens_at}"));
            }
        }
        if let Verdict::Refused { .. } = verdict {
            let later = (0..3).map(|_| minutes_after(self.at, dice.from(0, 60 * 24 * 30)));
            if let Some(later) = later.into_iter().find(|at| open(*at)) {
                return differs(format!("it is refused and opens: {kinds:?}"), format!("{later}"));
            }
        }
        Ok(())
    }
}
