//! Clearances a second on one core: `clear_speed PACKS_FOLDER [SECONDS [PART]]`, for
//! `benches/clear.sh`; with the name of a part nothing but that part, for a profile.
//! Beside the gate, in the same run, the naive second implementation of its rules
//! (the floor) and a clock read alone, the local time of an instant and whether it
//! lies in hours (the bound): no gate can be faster.
#![allow(clippy::unwrap_used)]

mod measure;
mod own_rules;
mod people;

#[allow(dead_code)]
#[path = "../../tests/naive/law/mod.rs"]
mod law;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use law::{Question, Stands, hardest};
use makegood_compliance::{FactSheet, Facts, Hearing, Pack, Packs, PlannedDeed, clear, is_open, standing};
use measure::{Part, least_asked};
use people::{CONTACTS, Person, ZONE, person};
use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

const PEOPLE: usize = 400;
const RULES: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = words.first().ok_or("usage: clear_speed PACKS_FOLDER [SECONDS [PART]]")?;
    let length = Duration::from_secs_f64(words.get(1).map_or(Ok(1.0), |word| word.parse())?);
    let packs = filled(pages(folder)?)?;
    let people: Vec<Person> = (0..PEOPLE).map(|number| person(&packs, number)).collect();
    measure(&packs, &people, length, words.get(2).map(String::as_str));
    Ok(())
}

fn pages(folder: &str) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name.ends_with(".md") && name != "README.md" {
            pages.push((name, std::fs::read_to_string(&path)?));
        }
    }
    pages.sort();
    Ok(pages)
}

fn read(pages: &[(String, String)]) -> Result<Packs, String> {
    let parsed = pages.iter().map(|(name, text)| Pack::parse(name, text)).collect::<Result<Vec<_>, _>>();
    parsed.and_then(Packs::try_new).map_err(|told| format!("{told:?}"))
}

/// The packs, with rules of the lender's own beside them until every act is asked
/// about at least forty rules.
fn filled(mut pages: Vec<(String, String)>) -> Result<Packs, String> {
    let mut packs = read(&pages)?;
    let without = least_asked(&packs, &person(&packs, 0));
    for own in 1..=RULES {
        if least_asked(&packs, &person(&packs, 0)) >= RULES {
            println!("{} rules of the lender's own; without them the act least asked about meets {without}", own - 1);
            return Ok(packs);
        }
        pages.retain(|(name, _)| name != own_rules::FILE);
        pages.push((own_rules::FILE.to_owned(), own_rules::page(own)));
        packs = read(&pages)?;
    }
    Err("no number of own rules makes forty".to_owned())
}

/// Someone whose facts are ready, and their acts.
struct Ready<'p> {
    facts: Facts,
    person: &'p Person,
}

fn measure(packs: &Packs, people: &[Person], length: Duration, only: Option<&str>) {
    let ready: Vec<Ready> =
        people.iter().map(|person| Ready { facts: Facts::new(person.sheet.clone()), person }).collect();
    let by_verdict = asked(packs, &ready, only.is_none());
    let part = |name: &str, unit: usize, once: &mut dyn FnMut(usize)| {
        if only.is_none_or(|only| name.starts_with(only)) {
            println!("{}", Part { name, unit, length }.measured(once));
        }
    };
    let acts = ready.iter().map(|one| one.person.acts.len()).sum::<usize>();
    let each = acts / ready.len();
    let sheets = || -> Vec<FactSheet> { people.iter().map(|person| person.sheet.clone()).collect() };
    if only.is_none_or(|only| "whole".starts_with(only)) {
        let name = "whole: facts made ready, then their acts";
        println!(
            "{}",
            Part { name, unit: each, length }.measured_in_turns(PEOPLE, sheets, |turn, sheet| {
                let facts = Facts::new(sheet);
                all_acts(&people[turn % PEOPLE], &facts, packs);
            })
        );
    }
    part("hearing: their acts, facts ready", each, &mut |turn| {
        let one = &ready[turn % PEOPLE];
        all_acts(one.person, &one.facts, packs);
    });
    let mut every: Vec<(usize, usize)> = by_verdict.values().flatten().copied().collect();
    every.sort_unstable();
    let pools = by_verdict.iter().map(|(word, pool)| (format!("one by one, {word}"), pool)).collect::<Vec<_>>();
    for (name, pool) in std::iter::once(&("one by one, as they fall".to_owned(), &every)).chain(&pools) {
        part(name, 1, &mut |turn| {
            let (who, act) = pool[turn % pool.len()];
            let one = &ready[who];
            black_box(clear(black_box(&one.person.acts[act]), &one.facts, packs, one.person.at));
        });
    }
    part("yes or no only, as they fall", 1, &mut |turn| {
        let (who, act) = every[turn % every.len()];
        let one = &ready[who];
        black_box(is_open(black_box(&one.person.acts[act]), &one.facts, packs, one.person.at));
    });
    part("naive, yes or no only, as they fall", 1, &mut |turn| {
        let (who, act) = every[turn % every.len()];
        let Person { sheet, acts, at } = ready[who].person;
        black_box(hardest(&Question { act: &acts[act], sheet, packs, heard: *at, at: *at }));
    });
    let (clock, now) = (TimeZone::get(ZONE).unwrap(), people[0].at);
    part("a clock read and nothing else", 1, &mut |turn| {
        let shown = clock.to_datetime(black_box(now + SignedDuration::from_secs((turn % 1_000) as i64)));
        black_box((8..21).contains(&shown.hour()));
    });
}

fn all_acts(person: &Person, facts: &Facts, packs: &Packs) {
    let mut hearing = Hearing::new(facts, packs);
    for act in &person.acts {
        black_box(hearing.clear(black_box(act), person.at));
    }
}

/// Says what is measured; who and which act by the verdict, each compared with the naive one's.
fn asked(packs: &Packs, ready: &[Ready<'_>], and_compared: bool) -> BTreeMap<&'static str, Vec<(usize, usize)>> {
    let mut by_verdict = BTreeMap::<_, Vec<_>>::new();
    let (mut against, mut asked) = (BTreeMap::<String, usize>::new(), Vec::new());
    for (who, Ready { facts, person }) in ready.iter().enumerate() {
        for (place, act) in person.acts.iter().enumerate() {
            let verdict = clear(act, facts, packs, person.at);
            by_verdict.entry(verdict.word()).or_default().push((who, place));
            verdict.hits().iter().for_each(|hit| *against.entry(hit.rule.clone()).or_default() += 1);
            let question = Question { act, sheet: &person.sheet, packs, heard: person.at, at: person.at };
            let naive = || hardest(&question) == Stands::Nothing;
            assert!(!and_compared || verdict.is_cleared() == naive(), "the naive one differs: {verdict:?}");
            asked.push(standing::<&PlannedDeed>(&act, facts, packs, person.at).len());
        }
    }
    asked.sort_unstable();
    let rules: usize = packs.iter().map(|pack| pack.rules.len()).sum();
    let share = |pool: &Vec<_>| format!("{:.1} %", pool.len() as f64 * 100.0 / asked.len() as f64);
    let shares: Vec<String> = by_verdict.iter().map(|(word, pool)| format!("{word} {}", share(pool))).collect();
    println!(
        "{} packs, {rules} rules; of an act {} to {} in force and asked, median {}; {CONTACTS} contacts a person, {} people, {} acts",
        packs.iter().count(),
        asked[0],
        asked[asked.len() - 1],
        asked[asked.len() / 2],
        ready.len(),
        asked.len(),
    );
    println!("verdicts: {}", shares.join(", "));
    println!("against them: {against:?}\n");
    by_verdict
}
