//! Clearances a second on one core: `clear_speed PACKS_FOLDER [SECONDS [gate]]`, for
//! `benches/clear.sh`; with the last word nothing but the gate, for a profile.
//! Beside the gate, in the same run, the naive second implementation of its rules
//! (the floor) and a clock read alone, the local time of an instant and whether it
//! lies in hours (the bound): no gate can be faster.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "../tests/naive/law/mod.rs"]
mod law;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use law::{Question, Stands, hardest};
use makegood_case::{Channel, ContactPoint, ContactPointKind, Outcome};
use makegood_compliance::{
    Condition, ContactFact, Deed, FactSheet, FactValue, Facts, Happening, Kind, KnownFact, Pack, Packs, PlannedDeed,
    Purpose, Role, RoleFact, clear, is_open, standing,
};
use makegood_units::{BusinessDate, ContactPointId, Decimal, FactId, LoanId};
use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};

const PEOPLE: usize = 400;
const CONTACTS: usize = 200;
const RULES: usize = 40;
const AIM: u64 = 300_000;
const ZONE: &str = "America/New_York";
/// A Wednesday, 14:00 in New York.
const NOW: &str = "2026-04-08T18:00:00Z";

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = words.first().ok_or("usage: clear_speed PACKS_FOLDER [SECONDS]")?;
    let length = Duration::from_secs(words.get(1).map_or(Ok(3), |word| word.parse())?);
    let now: Timestamp = NOW.parse()?;
    let pages = pages(folder)?;
    for is_full in [false, true] {
        let (packs, copies) = if is_full { filled(&pages, now)? } else { (read(&pages)?, 0) };
        measure(&packs, copies, now, length);
    }
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

/// The packs, with copies of them under other names until a call is asked about
/// at least forty rules; and how many copies there are.
fn filled(pages: &[(String, String)], now: Timestamp) -> Result<(Packs, usize), String> {
    let mut all = pages.to_vec();
    for copy in 1..=RULES {
        let packs = read(&all)?;
        if standing(&call(&packs, 0), &person(&packs, 0, now), &packs, now).len() >= RULES {
            return Ok((packs, copy - 1));
        }
        let words = read(pages)?.iter().flat_map(|pack| pack.rules.clone()).collect::<Vec<_>>();
        for (name, text) in pages {
            let mut text = text.lines().map(|line| format!("{line}\n")).collect::<String>();
            for rule in &words {
                for old in rule.also.iter().chain([&rule.id]) {
                    text = text.replace(&format!("rule {old}\n"), &format!("rule copy{copy}.{old}\n"));
                    text = text.replace(&format!("\"{old}\""), &format!("\"copy{copy}.{old}\""));
                }
            }
            all.push((format!("copy{copy}-{name}"), text));
        }
    }
    Err("no number of copies makes forty rules".to_owned())
}

/// A call that carries what calls must carry.
fn call(packs: &Packs, debt: usize) -> PlannedDeed {
    let (mut carries, mut never) = (Vec::new(), Vec::new());
    for rule in packs.iter().flat_map(|pack| &pack.rules).filter(|rule| rule.deeds().has(Deed::Call)) {
        if let Kind::Content(content) = &rule.kind {
            carries.extend(content.must_carry.clone());
            never.extend(content.must_not_carry.clone());
        }
    }
    carries.retain(|word| !never.contains(word));
    PlannedDeed {
        person: "P".into(),
        deed: Deed::Call,
        debts: vec![LoanId::new(format!("L-{debt}"))],
        contact_point: Some(ContactPointId::new("phone")),
        purpose: Purpose::Collect,
        place: None,
        carries,
    }
}

/// What was served or happened: every paper a rule needs, and payments.
fn happened(packs: &Packs, now: Timestamp) -> Vec<Happening> {
    let mut words = vec!["part_payment".to_owned(); 4];
    for rule in packs.iter().flat_map(|pack| &pack.rules) {
        match &rule.kind {
            Kind::Precondition(precondition) => words.extend(precondition.needs.clone()),
            Kind::AddressBasis(basis) => words.extend(basis.basis.first().cloned()),
            _ => {}
        }
    }
    let one = |(place, word): (usize, String)| {
        let at = now - SignedDuration::from_hours(24 * (40 + place as i64));
        let on = BusinessDate::from_civil(at.to_zoned(TimeZone::UTC).date());
        let mut one = Happening::new(FactId::new("happening", place), word, on, at);
        one.with = ["written", "oral", "signed"].map(str::to_owned).into();
        one
    };
    words.into_iter().enumerate().map(one).collect()
}

/// A borrower whose facts are such that as many packs bind as can together, with
/// 200 contacts in the last year, one in forty a conversation.
fn person(packs: &Packs, number: usize, now: Timestamp) -> Facts {
    Facts::new(sheet(packs, number, now))
}

fn sheet(packs: &Packs, number: usize, now: Timestamp) -> FactSheet {
    let mut sheet = FactSheet::new("P".into());
    sheet.zones = vec![ZONE.to_owned()];
    sheet.roles = vec![RoleFact { fact: FactId::new("role", 1), debt: None, role: Role::Borrower }];
    for pack in packs.iter() {
        let rules = pack.rules.iter().flat_map(|rule| &rule.reach.only_if);
        for condition in pack.applies_to.any_of.iter().chain(&pack.applies_to.only_if).chain(rules) {
            let name = condition.fact.clone();
            if !sheet.known.iter().any(|known| known.name == name) {
                let fact = FactId::new("known", &name);
                sheet.known.extend(satisfied(condition).map(|value| KnownFact { fact, debt: None, name, value }));
            }
        }
    }
    // A card of a New Yorker, not yet barred by time.
    let told =
        [("debtor.place", FactValue::Word("us_nyc".to_owned())), ("debt.is_time_barred", FactValue::Truth(false))];
    for (name, value) in told {
        sheet.known.iter_mut().filter(|known| known.name == name).for_each(|known| known.value = value.clone());
    }
    let arrears = FactValue::Day(BusinessDate::from_civil(now.to_zoned(TimeZone::UTC).date()).plus_days(-20));
    let name = "arrears_since".to_owned();
    sheet.known.push(KnownFact { fact: FactId::new("known", &name), debt: None, name, value: arrears });
    for place in 0..CONTACTS {
        let mixed = place * 7_919 + number * 104_729;
        let minutes = (place * 43 * 60 + mixed % 997 + 60) as i64;
        let channel = [Channel::Call, Channel::Call, Channel::Message, Channel::Email, Channel::Letter][mixed % 5];
        let outcome = match mixed % 40 {
            0 => Outcome::RightParty,
            1..=4 => Outcome::NotConnected,
            _ if channel == Channel::Call => Outcome::NoAnswer,
            _ => Outcome::Sent,
        };
        sheet.contacts.push(ContactFact {
            fact: FactId::new("contact", place),
            at: now - SignedDuration::from_mins(minutes),
            channel,
            outcome,
            debts: vec![LoanId::new(format!("L-{}", mixed % 3))],
            contact_point: Some(ContactPointId::new(if channel == Channel::Call { "phone" } else { "email" })),
            place: None,
            with: Vec::new(),
        });
    }
    let kinds =
        [("phone", ContactPointKind::Phone), ("email", ContactPointKind::Email), ("home", ContactPointKind::Address)];
    sheet.contact_points = kinds
        .map(|(id, kind)| ContactPoint {
            id: ContactPointId::new(id),
            party: "P".into(),
            kind,
            value: String::new(),
            place: None,
            time_zone: None,
            latitude_e6: None,
            longitude_e6: None,
            provenance: "the borrower".to_owned(),
            consent: true,
        })
        .into();
    sheet.happenings = happened(packs, now);
    sheet
}

/// A value with which a condition holds.
fn satisfied(condition: &Condition) -> Option<FactValue> {
    let text = condition.to_string();
    let parts: Vec<&str> = text.splitn(3, ' ').collect();
    Some(match parts.as_slice() {
        [_] => FactValue::Truth(true),
        ["not", _] => FactValue::Truth(false),
        [_, "=", words] => FactValue::Word(words.split(" | ").next()?.to_owned()),
        [_, "!=", _] => FactValue::Word("another".to_owned()),
        ["days_past_due", ..] => return None,
        [_, ">" | ">=", limit] => FactValue::Number(limit.parse::<Decimal>().ok()? + Decimal::ONE),
        [_, _, limit] => FactValue::Number(limit.parse::<Decimal>().ok()? - Decimal::ONE),
        _ => return None,
    })
}

fn measure(packs: &Packs, copies: usize, now: Timestamp, length: Duration) {
    let people: Vec<Facts> = (0..PEOPLE).map(|number| person(packs, number, now)).collect();
    let sheets: Vec<FactSheet> = (0..PEOPLE).map(|number| sheet(packs, number, now)).collect();
    let acts: Vec<PlannedDeed> = (0..PEOPLE).map(|number| call(packs, number % 3)).collect();
    let today = BusinessDate::from_civil(now.to_zoned(TimeZone::get(ZONE).unwrap()).date());
    let all = packs.iter().flat_map(|pack| &pack.rules);
    let asked = standing(&acts[0], &people[0], packs, now);
    let mut binding: Vec<&str> = asked.iter().map(|hit| hit.pack.as_str()).collect();
    binding.dedup();
    let in_force = packs.iter().filter(|pack| binding.contains(&pack.id.as_str())).flat_map(|pack| &pack.rules);
    println!(
        "{} packs ({copies} copies of each in them), {} rules; {} packs bind, {} rules of them in force, {} asked of a call; \
         {CONTACTS} contacts a person, {PEOPLE} people",
        packs.iter().count(),
        all.count(),
        binding.len(),
        in_force.filter(|rule| rule.is_in_force(today)).count(),
        asked.len(),
    );
    let (mut verdicts, mut open) = (BTreeMap::<&str, usize>::new(), Vec::new());
    let mut against = BTreeMap::<String, usize>::new();
    for number in 0..PEOPLE {
        let verdict = clear(&acts[number], &people[number], packs, now);
        *verdicts.entry(verdict.word()).or_default() += 1;
        verdict.hits().iter().for_each(|hit| *against.entry(hit.rule.clone()).or_default() += 1);
        let question = Question { act: &acts[number], sheet: &sheets[number], packs, heard: now, at: now };
        assert_eq!(verdict.is_cleared(), hardest(&question) == Stands::Nothing, "the naive one differs");
        if verdict.is_cleared() {
            open.push(number);
        }
    }
    println!("verdicts: {verdicts:?}; against it: {against:?}");
    let of = |open: &[usize], turn: usize| open[turn % open.len()];
    let everyone: Vec<usize> = (0..PEOPLE).collect();
    let gate = |who: usize| black_box(clear(black_box(&acts[who]), &people[who], packs, now)).is_cleared();
    if std::env::args().nth(3).is_some() && !open.is_empty() {
        println!("clear, of those it clears, for a profile: {}", rate(length, |turn| gate(of(&open, turn))));
        return;
    }
    let cleared = if open.is_empty() { 0 } else { rate(length, |turn| gate(of(&open, turn))) };
    let mixed = rate(length, |turn| gate(of(&everyone, turn)));
    let asked_only = rate(length, |turn| is_open(&acts[of(&everyone, turn)], &people[of(&everyone, turn)], packs, now));
    let naive = rate(length, |turn| {
        let who = of(&everyone, turn);
        let question = Question { act: &acts[who], sheet: &sheets[who], packs, heard: now, at: now };
        hardest(&question) == Stands::Nothing
    });
    let clock = TimeZone::get(ZONE).unwrap();
    let bound = rate(length, |turn| {
        let shown = clock.to_datetime(black_box(now + SignedDuration::from_secs((turn % 1_000) as i64)));
        (8..21).contains(&shown.hour())
    });
    let prepared = rate(length, |turn| person(packs, turn % PEOPLE, now).person().as_str() == "P");
    let aim = |rate: u64| if rate >= AIM { "met" } else { "missed" };
    println!("clear, of those it clears        {cleared:>12} a second, aim {AIM} {}", aim(cleared));
    println!("clear, of everybody as it fell   {mixed:>12} a second, aim {AIM} {}", aim(mixed));
    println!("is_open, of everybody            {asked_only:>12} a second");
    println!("naive, yes or no, of everybody   {naive:>12} a second, {} times slower", mixed / naive.max(1));
    println!("a clock read and nothing else    {bound:>12} a second, {} times faster", bound / mixed.max(1));
    println!("a person's facts made and ready  {prepared:>12} a second\n");
}

/// How often a second of processor time.
fn rate(length: Duration, mut once: impl FnMut(usize) -> bool) -> u64 {
    let (begun, worked, mut turns) = (Instant::now(), processor_time(), 0);
    while begun.elapsed() < length {
        for _ in 0..64 {
            black_box(once(turns));
            turns += 1;
        }
    }
    let worked = worked.zip(processor_time()).map_or(begun.elapsed(), |(before, after)| after - before);
    (turns as u128 * 1_000_000 / worked.as_micros().max(1)) as u64
}

/// What this process has had of a processor so far, so that other work on the
/// machine does not count; where the system does not say, the clock on the wall does.
fn processor_time() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}
