//! The reminder the day before a promised day: once, cleared again, and not for what has
//! come or changed meanwhile. All people and loans are invented.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome, PromisePart};
use makegood_channels::{Fate, Order, SendReport, Sender, send_day_at};
use makegood_desk::{BoardOptions, Clock, Desk, PolicyTexts, PromiseGiven, RecordOutcome, Source, board};
use makegood_units::{Amount, BusinessDate, Instant};
use makegood_wording::Lexicon;
use std::path::Path;

const BOOK: [Source; 6] = [
    Source::Shipped("parties.csv", "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\n"),
    Source::Shipped("party_names.csv", "party_id,name\nB-1,Invented Amina\n"),
    Source::Shipped(
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,500.00,2006-12-01\n",
    ),
    Source::Shipped(
        "instalments.csv",
        "loan_id,no,due_on,principal\nL-1,1,2007-03-24,120.50\nL-1,2,2007-05-24,379.50\n",
    ),
    Source::Shipped(
        "contact_points.csv",
        "contact_point_id,party_id,kind,value,provenance,consent\nC-1,B-1,phone,+256 000 000001,application,true\n",
    ),
    Source::Shipped(
        "staff.csv",
        "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Florence Kizza,north,officer,240,call\n",
    ),
];

fn boarded(desk: &mut Desk, sources: &[Source]) {
    let options = BoardOptions { waivers: vec![], actor: "tests".into() };
    for report in board(desk, sources, &options, |_| {}).unwrap() {
        assert_eq!(report.refused, 0, "{report:?}");
    }
}

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn close(desk: &mut Desk, on: &str) {
    desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
    assert!(desk.replay(day(on), |_| {}).unwrap().same());
}

/// On 2 April 60.00 were promised by the 5th and 60.50 by the 12th.
fn promised() -> Desk {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let pack = |id: &str| (id.to_owned(), read(&format!("packs/{id}.md")));
    let mut desk = Desk::in_memory(Clock::standing(day("2007-04-02"), 13, TimeZone::UTC)).unwrap();
    boarded(&mut desk, &BOOK);
    let strategy = ("microfinance.toml".into(), read("strategies/microfinance.toml"));
    desk.adopt(&PolicyTexts { strategy, packs: ["house", "us-fdcpa", "us-regf"].map(pack).into() }, "tests").unwrap();
    close(&mut desk, "2007-04-02");
    let part = |on: &str, minor| PromisePart { due_on: day(on), amount: Amount::from_minor(minor) };
    let given = PromiseGiven {
        parts: vec![part("2007-04-05", 6_000), part("2007-04-12", 6_050)],
        source_of_funds: "two market days".into(),
        ..PromiseGiven::default()
    };
    desk.record_outcome(&outcome(Outcome::PromiseToPay, "2007-04-02", Some(given))).unwrap();
    desk
}

fn outcome(outcome: Outcome, on: &str, promise: Option<PromiseGiven>) -> RecordOutcome {
    RecordOutcome {
        party: "B-1".into(),
        at: format!("{on}T08:00:00Z").parse().unwrap(),
        on: day(on),
        by: "S-1".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome,
        note: String::new(),
        promise,
        told_us: None,
        seen: None,
    }
}

fn sent(desk: &mut Desk, folder: &Path, at: &str) -> SendReport {
    let order = Order {
        sender: Sender::try_new("Example Fund", "+256 000 000000").unwrap(),
        outbox: folder.to_owned(),
        actor: "tests".into(),
        officer: None,
        branch: None,
        lexicon: Lexicon::shipped().unwrap(),
        dry_run: false,
    };
    let at: Instant = at.parse().unwrap();
    send_day_at(desk, &order, |_| at).unwrap()
}

#[test]
fn row_23_each_part_is_recalled_the_day_before_and_once() {
    let (mut desk, folder) = (promised(), tempfile::tempdir().unwrap());
    close(&mut desk, "2007-04-03");
    let early = sent(&mut desk, folder.path(), "2007-04-03T09:00:00Z");
    assert!(early.steps.is_empty(), "two days before nothing is said: {early:?}");
    close(&mut desk, "2007-04-04");
    let night = sent(&mut desk, folder.path(), "2007-04-04T20:00:00Z");
    assert!(matches!(&night.steps[0].fate, Fate::NotNow { rule, .. } if rule.starts_with("house")), "{night:?}");
    let told = sent(&mut desk, folder.path(), "2007-04-04T09:00:00Z");
    let Fate::Sent { file, .. } = &told.steps[0].fate else { panic!("{told:?}") };
    assert!(file.starts_with("2007-04-04-B-1-promised-2007-04-05-"), "{file}");
    let text = std::fs::read_to_string(folder.path().join(file)).unwrap();
    assert!(text.contains("You told us that 60.00 USD comes by tomorrow, 5 April 2007."), "{text}");
    let again = sent(&mut desk, folder.path(), "2007-04-04T10:00:00Z");
    assert!(matches!(again.steps[0].fate, Fate::Before { .. }), "{again:?}");
}

#[test]
fn what_came_or_changed_since_the_close_is_not_recalled() {
    let (mut desk, folder) = (promised(), tempfile::tempdir().unwrap());
    close(&mut desk, "2007-04-04");
    let paid = "payment_id,loan_id,value_on,amount,entered_on\nY-1,L-1,2007-04-04,60.00,2007-04-04\n";
    boarded(&mut desk, &[Source::Shipped("payments.csv", paid)]);
    let told = sent(&mut desk, folder.path(), "2007-04-04T09:00:00Z");
    assert!(matches!(&told.steps[0].fate, Fate::NotNow { rule, .. } if rule == "nothing_promised"), "{told:?}");

    let mut desk = promised();
    close(&mut desk, "2007-04-04");
    desk.record_outcome(&outcome(Outcome::Hardship, "2007-04-04", None)).unwrap();
    let told = sent(&mut desk, folder.path(), "2007-04-04T09:00:00Z");
    assert!(matches!(&told.steps[0].fate, Fate::NotNow { rule, .. } if rule == "nothing_promised"), "{told:?}");
}

#[test]
fn row_23_the_day_after_the_worklist_says_what_was_to_come_and_what_came() {
    let mut desk = promised();
    let paid = "payment_id,loan_id,value_on,amount,entered_on\nY-1,L-1,2007-04-05,40.00,2007-04-05\n";
    boarded(&mut desk, &[Source::Shipped("payments.csv", paid)]);
    close(&mut desk, "2007-04-05");
    let list = |desk: &Desk| makegood_views::worklist(desk.book(), &"S-1".into()).unwrap();
    assert!(list(&desk).is_empty(), "on the day itself they are left in peace");
    close(&mut desk, "2007-04-06");
    let lines = list(&desk);
    assert_eq!(lines.len(), 1);
    let says = &lines[0].item.why.says;
    assert!(says.starts_with("They were to pay 60.00 USD yesterday; 40.00 USD came. Ask"), "{says}");
}
