//! What holds for every clock, on random rules and random logs.

use crate::told::day;
use makegood_compliance::{Claim, ClockReading, ClockRule, ClockState, Happening, Length, read_clock, rescue};
use makegood_units::{BusinessCalendar, BusinessDate, FactId};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Restarts of every kind, suspensions of every model, a revival and an act that saves.
const FULL: &str = r#"
anchor      = "due"
starts      = "day_not_counted"
years       = [{ from = 1990-01-01, value = 2 }]
restarts    = [{ from = 1990-01-01, value = [
  { on = "payment" },
  { on = "demand", with = ["proof", "written+signed"], anew = "next_day" },
  { on = "suit", anew = "its_end" },
] }]
revives     = [{ from = 1990-01-01, value = [{ on = "promise", with = "signed" }] }]
saved_by    = [{ from = 1990-01-01, value = [{ on = "judgment" }] }]
suspensions = [{ from = 1990-01-01, value = [
  { on = "talks", model = "pause", floor_months = 3 },
  { on = "insolvency", model = "pause", tail_months = 6 },
  { on = "storm", model = "gate", last_months = 6, floor_months = 6 },
  { on = "estate", model = "floor", floor_months = 6 },
  { on = "moratorium", model = "extension", floor_weeks = 8 },
] }]
last_day    = "next_business_day"
effect      = "defence"
"#;

const PAUSES: &str = r#"
anchor      = "due"
starts      = "day_not_counted"
months      = [{ from = 1990-01-01, value = 18 }]
restarts    = [{ from = 1990-01-01, value = [{ on = "payment" }] }]
suspensions = [{ from = 1990-01-01, value = [{ on = ["talks", "insolvency", "storm"], model = "pause" }] }]
effect      = "defence"
"#;

const RIGID: &str = r#"
anchor   = "due"
starts   = "day_not_counted"
months   = [{ from = 1990-01-01, value = 6 }]
rigid    = "yes"
saved_by = [{ from = 1990-01-01, value = [{ on = "call", to = "guarantor", with = "proof" }] }]
last_day = "next_business_day"
effect   = "guarantor_free"
rescues  = "call"
"#;

const WORDS: [&str; 10] =
    ["payment", "demand", "suit", "promise", "judgment", "talks", "insolvency", "storm", "estate", "moratorium"];
const EVIDENCE: [&str; 3] = ["proof", "written", "signed"];

fn rule(text: &str) -> ClockRule {
    ClockRule::parse("rule", text).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn read(rule: &ClockRule, happenings: &[Happening], known_on: BusinessDate) -> ClockReading {
    let calendar = BusinessCalendar::monday_to_friday();
    read_clock(rule, &Claim::new(happenings, &calendar), known_on)
}

fn start() -> BusinessDate {
    day("2020-01-31")
}

/// A happening so many days after the start, and how long it lasts (none: to this day).
fn happening(place: usize, what: &str, later: i32, lasts: Option<i32>, evidence: u8) -> Happening {
    let on = start().plus_days(later);
    let at = "2020-01-31T10:00:00Z".parse().unwrap();
    let mut happening = Happening::new(FactId::new("line", place), what, on, at);
    happening.ended = lasts.map(|days| (on.plus_days(days), at));
    let held = EVIDENCE.iter().enumerate().filter(|(bit, _)| evidence & (1 << bit) != 0);
    happening.with = held.map(|(_, word)| (*word).to_owned()).collect();
    happening
}

fn due() -> Happening {
    happening(0, "due", 0, None, 0)
}

prop_compose! {
    fn anything()(
        what in 0..WORDS.len(), later in -100_i32..1500, lasts in prop::option::of(0_i32..400), evidence in 0_u8..8
    ) -> Happening {
        happening(1, WORDS[what], later, lasts, evidence)
    }
}

fn logs(most: usize) -> impl Strategy<Value = Vec<Happening>> {
    prop::collection::vec(anything(), 0..most).prop_map(|mut log| {
        log.insert(0, due());
        log
    })
}

/// The days of a period one by one: where the last one falls that no pause takes out.
fn recounted(first: BusinessDate, days: i32, paused: &BTreeSet<BusinessDate>) -> BusinessDate {
    let (mut day, mut left) = (first, days);
    loop {
        left -= i32::from(!paused.contains(&day));
        if left == 0 {
            return day;
        }
        day = day.plus_days(1);
    }
}

#[test]
fn a_month_without_the_day_ends_on_its_last() {
    let months = |text: &str, months: i32| Length { months, ..Length::default() }.after(day(text)).unwrap().to_string();
    assert_eq!(months("2023-08-31", 6), "2024-02-29");
    assert_eq!(months("2024-08-31", 6), "2025-02-28");
    assert_eq!(months("2024-08-29", 6), "2025-02-28");
    assert_eq!(months("2024-03-31", 1), "2024-04-30");
    assert_eq!(months("2024-02-29", 12), "2025-02-28");
    assert_eq!(months("2024-02-29", 48), "2028-02-29");
    let back = Length { months: 6, ..Length::default() }.before(day("2024-08-31"));
    assert_eq!(back, Some(day("2024-02-29")));
    let beyond = Length { years: 8_000, ..Length::default() };
    assert_eq!((beyond.after(start()), beyond.before(start())), (None, None));
}

#[test]
fn an_end_beyond_the_calendar_is_not_known() {
    let late = ["9998-06-01", "9999-12-31"].map(|on| {
        let on = day(on);
        let due = Happening { on, ..due() };
        read(&rule(FULL), &[due], on)
    });
    for reading in late {
        assert!(matches!(reading.state, ClockState::Unknown(_)), "{reading:?}");
        assert!(reading.says.contains("beyond the calendar"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_pause_is_what_counting_day_by_day_gives(
        pauses in prop::collection::vec((0_usize..3, 0_i32..900, 0_i32..200), 0..6)
    ) {
        let mut log = vec![due()];
        let mut paused = BTreeSet::new();
        for (place, (what, later, lasts)) in pauses.into_iter().enumerate() {
            log.push(happening(place + 1, ["talks", "insolvency", "storm"][what], later, Some(lasts), 0));
            paused.extend((later..=later + lasts).map(|later| start().plus_days(later)));
        }
        let reading = read(&rule(PAUSES), &log, day("2030-01-01"));
        let days = day("2021-07-31").days_since(start());
        prop_assert_eq!(reading.raw_end, Some(recounted(start().plus_days(1), days, &paused)));
    }

    // In days, for a pause stretches what the calendar gives: two years from a
    // 31 January have a day more than two years from a 29 February. And with one
    // kind of suspension, for a pause that begins in the months a floor adds takes
    // days from them, and from the period where a restart made it longer.
    #[test]
    fn an_accepted_restart_never_brings_an_earlier_end(
        log in logs(9), later in 0_i32..1500, full in any::<bool>(), kind in 5_usize..9
    ) {
        let years = "years       = [{ from = 1990-01-01, value = 2 }]";
        let in_days = FULL.replace(years, "days = [{ from = 1990-01-01, value = 731 }]");
        let in_days_too = PAUSES.replace("months      = [{ from = 1990-01-01, value = 18 }]", "days = [{ from = 1990-01-01, value = 548 }]");
        let rule = rule(if full { &in_days } else { &in_days_too });
        let told = ["due", "payment", "demand", "suit", "promise", WORDS[kind]];
        let log: Vec<_> = log.into_iter().filter(|one| told.contains(&one.what.as_str())).collect();
        let mut more = log.clone();
        more.push(happening(99, "payment", later, None, 0));
        let (without, with) = (read(&rule, &log, day("2026-01-01")), read(&rule, &more, day("2026-01-01")));
        let accepted = with.restarts.iter().any(|step| step.fact == FactId::new("line", 99) && step.accepted);
        if accepted {
            prop_assert!(with.raw_end >= without.raw_end, "{} / {}", without.says, with.says);
        }
    }

    #[test]
    fn one_more_pause_never_brings_an_earlier_end(log in logs(6), later in 0_i32..1500, lasts in 0_i32..300) {
        let rule = rule(PAUSES);
        let mut more = log.clone();
        more.push(happening(99, "talks", later, Some(lasts), 0));
        let (without, with) = (read(&rule, &log, day("2026-01-01")), read(&rule, &more, day("2026-01-01")));
        prop_assert!(with.raw_end >= without.raw_end, "{} / {}", without.says, with.says);
    }

    #[test]
    fn nor_does_a_suspension_of_any_kind_that_comes_last(
        log in logs(6), what in 5..WORDS.len(), later in 0_i32..400, lasts in prop::option::of(0_i32..300)
    ) {
        let rule = rule(FULL);
        let last = log.iter().map(|one| one.on.days_since(start())).max().unwrap_or(0);
        let mut more = log.clone();
        more.push(happening(99, WORDS[what], last.max(0) + later, lasts, 0));
        let (without, with) = (read(&rule, &log, day("2026-01-01")), read(&rule, &more, day("2026-01-01")));
        prop_assert!(with.raw_end >= without.raw_end, "{} / {}", without.says, with.says);
    }

    #[test]
    fn a_rigid_clock_hears_nothing_but_what_saves_it(log in logs(9), asked in 0_i32..400) {
        let (rule, asked) = (rule(RIGID), start().plus_days(asked));
        let bare = read(&rule, &[due()], asked);
        let told = read(&rule, &log, asked);
        prop_assert_eq!((&told.raw_end, &told.rolled_end, &told.state), (&bare.raw_end, &bare.rolled_end, &bare.state));
        prop_assert_eq!(told.raw_end, Some(day("2020-07-31")));
        prop_assert!(told.restarts.is_empty() && told.suspensions.is_empty());
        for act in rescue(&rule, &BTreeMap::new(), &told, asked) {
            prop_assert_eq!(act.act.as_str(), "call");
        }
    }

    #[test]
    fn the_end_moves_only_forward_and_onto_a_day_of_work(log in logs(9), asked in -10_i32..2500) {
        let reading = read(&rule(FULL), &log, start().plus_days(asked));
        let (raw, rolled) = (reading.raw_end.unwrap(), reading.rolled_end.unwrap());
        prop_assert!(raw <= rolled);
        prop_assert!(BusinessCalendar::monday_to_friday().is_business_day(rolled));
        if let ClockState::Running { alarm } = reading.state {
            let left = raw.days_since(reading.known_on);
            prop_assert_eq!(alarm, [7, 30, 90, 180].into_iter().find(|days| left <= *days));
        }
        prop_assert_eq!(reading.expired_on.is_some(), reading.state == ClockState::Expired);
    }

    #[test]
    fn it_is_over_on_the_day_after_its_end_and_not_before(log in logs(7)) {
        let log: Vec<_> = log.into_iter().filter(|one| one.what != "judgment").map(|mut one| {
            one.ended = one.ended.or(Some((one.on, one.at)));
            one
        }).collect();
        let rule = rule(FULL);
        // Long after everything: no happening is still to come.
        let ends = read(&rule, &log, day("2040-01-01")).rolled_end.unwrap();
        let quiet = log.iter().all(|one| one.on <= ends && one.ended.is_none_or(|(day, _)| day <= ends));
        if quiet {
            let last = read(&rule, &log, ends);
            prop_assert!(matches!(last.state, ClockState::Running { alarm: Some(7) }), "{:?}", last.state);
            let over = read(&rule, &log, ends.plus_days(1));
            prop_assert_eq!((over.state, over.expired_on), (ClockState::Expired, Some(ends.plus_days(1))));
        }
    }

    #[test]
    fn the_order_it_is_told_in_does_not_matter(log in logs(8), turn in 0_usize..8, asked in 0_i32..2000) {
        let mut days = BTreeSet::new();
        let log: Vec<_> = log.into_iter().filter(|one| days.insert(one.on)).collect();
        let mut turned = log.clone();
        turned.rotate_left(turn % log.len());
        let asked = start().plus_days(asked);
        prop_assert_eq!(read(&rule(FULL), &log, asked), read(&rule(FULL), &turned, asked));
    }

    #[test]
    fn what_is_not_known_yet_does_not_count(log in logs(8), asked in 0_i32..2000) {
        let asked = start().plus_days(asked);
        let known: Vec<_> = log.iter().filter(|one| one.on <= asked).cloned().map(|mut one| {
            one.ended = one.ended.filter(|(day, _)| *day <= asked);
            one
        }).collect();
        prop_assert_eq!(read(&rule(FULL), &log, asked), read(&rule(FULL), &known, asked));
    }
}
