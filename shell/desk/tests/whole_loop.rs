//! The demo book through the whole loop, and again, and interrupted.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_book::{BucketCount, Census};
use makegood_case::{Channel, Outcome};
use makegood_desk::{BoardOptions, Boarded, Clock, Desk, PolicyTexts, RecordOutcome, Source, board};
use makegood_intake::Waiver;
use makegood_journal::head;
use makegood_units::{BusinessDate, Currency};
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn policy() -> PolicyTexts {
    let read = |path: &str| std::fs::read_to_string(repository().join(path)).unwrap();
    let pack = |id: &str| (id.to_owned(), read(&format!("packs/{id}.md")));
    PolicyTexts {
        strategy: ("microfinance.toml".into(), read("strategies/microfinance.toml")),
        packs: ["house", "us-fdcpa", "us-regf"].map(pack).into(),
    }
}

fn import(desk: &mut Desk, folders: &[&str]) -> Vec<Boarded> {
    let paths: Vec<PathBuf> = folders.iter().map(|folder| repository().join("demo").join(folder)).collect();
    let options = BoardOptions { waivers: vec![Waiver::PaymentBeforeDisbursement], actor: "tests".into() };
    let reports = board(desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap();
    assert!(reports.iter().all(Boarded::adds_up));
    reports
}

fn demo(closing: &[&str]) -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(day("2007-04-02"), 13, TimeZone::UTC)).unwrap();
    import(&mut desk, &["kiva", "overlay"]);
    desk.adopt(&policy(), "tests").unwrap();
    for closed in closing {
        desk.close(day(closed), "tests", |_, _, _| {}).unwrap();
    }
    desk
}

fn counts(census: &Census) -> (u64, Vec<u64>, i64) {
    let usd = &census.open[&Currency::USD];
    let loans = usd.buckets.iter().map(|bucket: &BucketCount| bucket.loans).collect();
    (census.open_loans(), loans, usd.arrears().minor())
}

/// The independent counts of the Kiva set, on three days.
#[test]
fn the_counts_of_the_demo_hold() {
    let desk = demo(&["2006-12-01", "2007-04-02", "2007-06-02"]);
    let days = makegood_views::closes(desk.book()).unwrap();
    let found: Vec<_> = days.iter().rev().map(|close| (close.as_of.to_string(), counts(&close.census))).collect();
    let expected = [
        ("2006-12-01", (756, vec![598, 115, 31, 4, 8], 1_125_856)),
        ("2007-04-02", (624, vec![414, 41, 70, 36, 63], 5_472_092)),
        ("2007-06-02", (498, vec![293, 31, 18, 2, 154], 8_056_727)),
    ];
    assert_eq!(found, expected.map(|(day, counts)| (day.to_owned(), counts)));
}

#[test]
fn verified_replayed_and_idempotent() {
    let mut desk = demo(&["2007-03-02", "2007-04-02"]);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    for closed in ["2007-03-02", "2007-04-02"] {
        assert!(desk.replay(day(closed), |_| {}).unwrap().same(), "{closed}");
    }
    let before = head(desk.book()).unwrap();
    let again = import(&mut desk, &["kiva", "overlay"]);
    assert!(again.iter().all(|file| file.unchanged == file.rows), "{again:?}");
    assert!(desk.close(day("2007-04-02"), "tests", |_, _, _| {}).unwrap().already);
    assert!(!desk.adopt(&policy(), "tests").unwrap());
    assert_eq!(head(desk.book()).unwrap(), before);

    // What is recorded after the close changes the case at once, and leaves the kept day alone.
    let worklist = makegood_views::last_plan(desk.book()).unwrap().unwrap().worklists;
    let list = worklist.iter().find(|list| !list.items.is_empty()).unwrap();
    let command = RecordOutcome {
        party: list.items[0].party.clone(),
        at: desk.clock().now(),
        on: day("2007-04-02"),
        by: list.officer.clone(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome: Outcome::Hardship,
        note: "The shop burnt down.".into(),
        promise: None,
        told_us: Some("O04".into()),
        seen: None,
    };
    let recorded = desk.record_outcome(&command).unwrap();
    assert_eq!(recorded.events.len(), 3);
    assert!(recorded.before.day.holds.is_empty() && !recorded.after.day.holds.is_empty());
    let done = makegood_views::worklist(desk.book(), &list.officer).unwrap();
    assert!(done.iter().find(|line| line.item.party == command.party).unwrap().done.is_some());
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    assert!(desk.replay(day("2007-04-02"), |_| {}).unwrap().same());
    // A day closed again with something new is a new plan, and both are kept.
    let again = desk.close(day("2007-04-02"), "tests", |_, _, _| {}).unwrap();
    assert!(!again.already);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn days_close_in_order_and_never_from_nothing() {
    let mut desk = demo(&["2007-04-02"]);
    let error = desk.close(day("2007-04-01"), "tests", |_, _, _| {}).unwrap_err();
    assert!(error.to_string().contains("days close in order"), "{error}");
    let mut empty = Desk::in_memory(Clock::standing(day("2007-04-02"), 13, TimeZone::UTC)).unwrap();
    empty.adopt(&policy(), "tests").unwrap();
    assert!(empty.close(day("2007-04-02"), "tests", |_, _, _| {}).unwrap_err().to_string().contains("empty"));
}

#[test]
fn nothing_is_recorded_before_a_day_is_closed_or_ahead_of_the_clock() {
    let outcome = |at: &str| RecordOutcome {
        party: "B-1015".into(),
        at: at.parse().unwrap(),
        on: day("2007-04-02"),
        by: "S-11-1".into(),
        channel: Channel::Call,
        contact_point: None,
        outcome: Outcome::NoAnswer,
        note: String::new(),
        promise: None,
        told_us: None,
        seen: None,
    };
    let mut desk = demo(&[]);
    let morning = "2007-04-02T00:00:00Z";
    let refused = desk.record_outcome(&outcome(morning)).unwrap_err().to_string();
    assert!(refused.contains("no day of this book is closed"), "{refused}");
    desk.close(day("2007-04-02"), "tests", |_, _, _| {}).unwrap();
    let refused = desk.record_outcome(&outcome("2007-04-03T09:00:00Z")).unwrap_err().to_string();
    assert!(refused.contains("lies after today"), "{refused}");
    assert_eq!(desk.record_outcome(&outcome(morning)).unwrap().events.len(), 1);
}

/// A tape's records are re-filed: the latest report wins, in whatever order they come.
#[test]
fn a_tape_keeps_its_history_and_changes_nothing_twice() {
    let mut desk = Desk::in_memory(Clock::standing(day("2017-04-30"), 13, TimeZone::UTC)).unwrap();
    let first = import(&mut desk, &["abs-ee-sample"]);
    assert!(first.iter().map(|file| file.new).sum::<u64>() > 0);
    let before = head(desk.book()).unwrap();
    let again = import(&mut desk, &["abs-ee-sample"]);
    assert_eq!(again.iter().map(|file| file.new + file.superseding + file.stale + file.confirmed).sum::<u64>(), 0);
    assert_eq!(head(desk.book()).unwrap(), before);
    let statements = makegood_views::statements(desk.book()).unwrap();
    assert!(statements.len() > 100 && statements.iter().any(|one| one.days_past_due.is_some_and(|days| days > 29)));
}
