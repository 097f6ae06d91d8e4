//! From a closed day to the outbox and the journal. All people and loans are invented.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{CaseEvent, Channel, Outcome};
use makegood_channels::{Fate, Order, SendReport, Sender, file_name, send, send_day, send_day_at};
use makegood_compliance::{PlannedContact, Purpose, clear};
use makegood_day_close::facts_about;
use makegood_desk::{
    BoardOptions, Clock, Desk, DeskError, Outgoing, PolicyTexts, RecordOutcome, Refusal, Source, board,
};
use makegood_journal::{Event, document, entries_of, head};
use makegood_strategy::ActionKind;
use makegood_units::{Instant, PartyId};
use makegood_views::{case_input, policy_of};
use makegood_wording::Lexicon;
use std::path::Path;

const DAY: &str = "2007-04-02";
/// Monday noon in Kampala, and eleven at night.
const NOON: &str = "2007-04-02T09:00:00Z";
const NIGHT: &str = "2007-04-02T20:00:00Z";

const BOOK: [Source; 6] = [
    Source::Shipped(
        "parties.csv",
        "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\nB-2,person,UG,Africa/Kampala\nB 3/x,person,UG,Africa/Kampala\n",
    ),
    Source::Shipped("party_names.csv", "party_id,name\nB-1,Invented Amina\nB-2,Invented Betty\n"),
    Source::Shipped(
        "loans.csv",
        "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,500.00,2006-12-01\n\
         L-2,B-2,north,USD,500.00,2006-12-01\nL-3,B 3/x,south,USD,500.00,2006-12-01\n",
    ),
    Source::Shipped(
        "instalments.csv",
        "loan_id,no,due_on,principal\nL-1,1,2007-03-24,120.50\nL-1,2,2007-05-24,379.50\nL-2,1,2007-03-24,500.00\nL-3,1,2007-03-24,500.00\n",
    ),
    Source::Shipped(
        "contact_points.csv",
        "contact_point_id,party_id,kind,value,provenance,consent\nC-1,B-1,phone,+256 000 000001,application,true\n\
         C-2,B-2,phone,+256 000 000002,application,true\nC-3,B 3/x,phone,+256 000 000003,application,true\n",
    ),
    Source::Shipped(
        "staff.csv",
        "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Florence Kizza,north,officer,240,\nS-2,Geoffrey Lubega,south,officer,240,\n",
    ),
];

fn boarded(desk: &mut Desk, sources: &[Source]) {
    let options = BoardOptions { waivers: vec![], actor: "tests".into() };
    for report in board(desk, sources, &options, |_| {}).unwrap() {
        assert_eq!(report.refused, 0, "{report:?}");
    }
}

fn policy() -> PolicyTexts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let pack = |id: &str| (id.to_owned(), read(&format!("packs/{id}.md")));
    PolicyTexts {
        strategy: ("microfinance.toml".into(), read("strategies/microfinance.toml")),
        packs: ["house", "us-fdcpa", "us-regf"].map(pack).into(),
    }
}

/// Three borrowers nine days late, each with a reminder on a worklist.
fn closed() -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(DAY.parse().unwrap(), 13, TimeZone::UTC)).unwrap();
    boarded(&mut desk, &BOOK);
    desk.adopt(&policy(), "tests").unwrap();
    desk.close(DAY.parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    desk
}

fn order(outbox: &Path) -> Order {
    Order {
        sender: Sender::try_new("Example Fund", "+256 000 000000").unwrap(),
        outbox: outbox.to_owned(),
        actor: "tests".into(),
        officer: None,
        branch: None,
        lexicon: Lexicon::shipped().unwrap(),
        dry_run: false,
    }
}

fn run(desk: &mut Desk, order: &Order, at: &str) -> SendReport {
    let at: Instant = at.parse().unwrap();
    send_day_at(desk, order, |_| at).unwrap()
}

fn files(outbox: &Path) -> Vec<String> {
    let Ok(found) = std::fs::read_dir(outbox) else { return Vec::new() };
    let mut names: Vec<String> = found.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn fate<'a>(report: &'a SendReport, party: &str) -> &'a Fate {
    &report.steps.iter().find(|step| step.party.as_str() == party).unwrap().fate
}

fn against(report: &SendReport, party: &str) -> String {
    match fate(report, party) {
        Fate::NotNow { rule, .. } => rule.clone(),
        other => panic!("{party}: {other:?}"),
    }
}

fn inbound(party: &str, outcome: Outcome) -> RecordOutcome {
    RecordOutcome {
        party: party.into(),
        at: "2007-04-02T08:00:00Z".parse().unwrap(),
        on: DAY.parse().unwrap(),
        by: "S-1".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome,
        note: String::new(),
        promise: None,
        told_us: None,
        seen: None,
    }
}

/// A lender who writes under the name of a court frightens people with what it is not.
#[test]
fn words_that_may_not_be_said_stay_in_the_house() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let mut order = order(&folder.path().join("outbox"));
    order.sender = Sender::try_new("We will have you arrested. Fund", "+256 000 000000").unwrap();
    let report = run(&mut desk, &order, NOON);
    assert_eq!(report.counts(), (0, 0, 3));
    assert_eq!(against(&report, "B-1"), "wording.L02");
    assert!(files(&order.outbox).is_empty());
    order.sender = Sender::try_new("Example Fund", "+256 000 000000").unwrap();
    assert_eq!(run(&mut desk, &order, NOON).counts(), (3, 0, 0));
}

/// Whoever is current hears of an instalment before it falls due, once, and not after
/// they asked for silence or paid.
#[test]
fn row_52_every_instalment_is_announced_to_who_is_current() {
    let mut desk = Desk::in_memory(Clock::standing("2007-05-21".parse().unwrap(), 13, TimeZone::UTC)).unwrap();
    boarded(&mut desk, &BOOK);
    let paid = "payment_id,loan_id,value_on,amount,entered_on\nY-1,L-1,2007-03-24,120.50,2007-03-24\n";
    boarded(&mut desk, &[Source::Shipped("payments.csv", paid)]);
    desk.adopt(&policy(), "tests").unwrap();
    // Three days before L-1's second instalment; the other two are in arrears.
    let day = "2007-05-21";
    assert_eq!(desk.close(day.parse().unwrap(), "tests", |_, _, _| {}).unwrap().announced, 1);
    assert!(desk.replay(day.parse().unwrap(), |_| {}).unwrap().same());
    let folder = tempfile::tempdir().unwrap();
    let order = Order { branch: Some("north".into()), ..order(&folder.path().join("outbox")) };
    let name = "2007-05-21-B-1-before_due-L-1-message.txt";
    let told = run(&mut desk, &Order { dry_run: true, ..order.clone() }, "2007-05-21T20:00:00Z");
    assert_eq!(against(&told, "B-1").split('.').next(), Some("house"), "at eleven at night nobody is reminded");
    let sent = run(&mut desk, &order, "2007-05-21T09:00:00Z");
    assert!(matches!(fate(&sent, "B-1"), Fate::Sent { file, .. } if file == name), "{sent:?}");
    let text = std::fs::read_to_string(order.outbox.join(name)).unwrap();
    assert!(text.contains("379.50 USD of your loan L-1 falls due on 24 May 2007."), "{text}");
    let again = run(&mut desk, &order, "2007-05-21T10:00:00Z");
    assert!(matches!(fate(&again, "B-1"), Fate::Before { .. }), "{again:?}");
    // The day before nothing is said again.
    desk.set_clock(Clock::standing("2007-05-22".parse().unwrap(), 13, TimeZone::UTC));
    assert_eq!(desk.close("2007-05-22".parse().unwrap(), "tests", |_, _, _| {}).unwrap().announced, 0);
}

#[test]
fn sending_twice_sends_once() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let order = order(&folder.path().join("outbox"));
    assert_eq!(run(&mut desk, &order, NOON).counts(), (3, 0, 0));
    let names = [
        "2007-04-02-B-1-reminder-message.txt",
        "2007-04-02-B-2-reminder-message.txt",
        "2007-04-02-B_20_3_2f_x-reminder-message.txt",
    ];
    assert_eq!(files(&order.outbox), names);

    // The journal has the contact, with the text under its hash.
    let text = std::fs::read_to_string(order.outbox.join(names[0])).unwrap();
    assert!(
        text.contains("Dear Invented Amina, Example Fund here.") && text.contains("120.50 USD of loan L-1"),
        "{text}"
    );
    let last = entries_of(desk.book(), &"B-1".into(), i64::MAX).unwrap().pop().unwrap();
    assert_eq!(last.actor, "tests");
    let Event::Case { event: CaseEvent::ContactRecorded(contact), .. } = last.event else { panic!("no contact") };
    assert_eq!((contact.outcome, contact.clearance.as_str(), contact.by.as_str()), (Outcome::Sent, "cleared", "S-1"));
    let (hash, file) = contact.note.strip_prefix("Text ").unwrap().split_once(", file ").unwrap();
    assert_eq!((document(desk.book(), hash).unwrap().as_str(), file), (text.as_str(), names[0]));
    // Nobody's name is a neutral salutation.
    assert!(std::fs::read_to_string(order.outbox.join(names[2])).unwrap().contains("Good day, Example Fund here."));

    // The carrier has taken the files away. They do not come back.
    std::fs::remove_dir_all(&order.outbox).unwrap();
    let before = head(desk.book()).unwrap();
    assert_eq!(run(&mut desk, &order, NOON).counts(), (0, 3, 0));
    assert_eq!((files(&order.outbox), head(desk.book()).unwrap()), (vec![], before));
    // Not even when the day is closed again with what is known now.
    desk.close(DAY.parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    assert_eq!(run(&mut desk, &order, NOON).counts().0, 0);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    assert!(desk.replay(DAY.parse().unwrap(), |_| {}).unwrap().same());
}

#[test]
fn what_changed_after_the_close_is_not_sent_and_says_why() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    desk.record_outcome(&inbound("B-2", Outcome::Hardship)).unwrap();
    boarded(
        &mut desk,
        &[Source::Shipped("payments.csv", "payment_id,loan_id,value_on,amount\nP-1,L-3,2007-04-02,500.00\n")],
    );
    let order = order(folder.path());
    let report = run(&mut desk, &order, NOON);
    assert_eq!(report.counts(), (1, 0, 2));
    assert!(matches!(fate(&report, "B-1"), Fate::Sent { .. }));
    let Fate::NotNow { rule, says, .. } = fate(&report, "B-2") else { panic!("sent") };
    assert!(rule == "house.hardship" && !says.is_empty(), "{rule}: {says}");
    assert_eq!(against(&report, "B 3/x"), "nothing_due");
    assert_eq!(files(folder.path()), ["2007-04-02-B-1-reminder-message.txt"]);
}

#[test]
fn at_night_nothing_goes_out_and_the_morning_is_named() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let order = order(folder.path());
    let (before, _) = head(desk.book()).unwrap();
    let report = run(&mut desk, &order, NIGHT);
    assert_eq!(report.counts(), (0, 0, 3));
    let Fate::NotNow { rule, opens_at, .. } = fate(&report, "B-1") else { panic!("sent") };
    assert_eq!((rule.as_str(), opens_at.unwrap().to_string().as_str()), ("house.hours", "2007-04-03T05:00:00Z"));
    // Each refusal is on record, and however often it is tried, once.
    let (after, _) = head(desk.book()).unwrap();
    assert_eq!((files(folder.path()), after - before), (vec![], 3));
    let refused = desk.refused(10).unwrap();
    assert!(refused.iter().all(|kept| kept.judged.occasion == "sending" && kept.judged.rules == ["house.hours"]));
    run(&mut desk, &order, NIGHT);
    assert_eq!(head(desk.book()).unwrap().0, after);
}

#[test]
fn a_try_writes_nothing_and_filters_choose() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let dry = Order { dry_run: true, branch: Some("south".into()), ..order(folder.path()) };
    let before = head(desk.book()).unwrap();
    let report = run(&mut desk, &dry, NOON);
    assert!(
        matches!(&report.steps[..], [step] if matches!(&step.fate, Fate::WouldSend { text, .. } if text.contains("L-3")))
    );
    assert_eq!((files(folder.path()), head(desk.book()).unwrap()), (vec![], before));
    let officer = Order { officer: Some("S-1".into()), ..order(folder.path()) };
    assert_eq!(run(&mut desk, &officer, NOON).counts(), (2, 0, 0));
}

/// A crash after the file and before the commit: the text lies there, nobody calls
/// it sent. The next run writes the same file and says so once.
#[test]
fn an_interrupted_run_is_taken_up_or_taken_back() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let order = order(folder.path());
    let dry = run(&mut desk, &Order { dry_run: true, ..order.clone() }, NOON);
    let half = |desk: &Desk, party: &str| {
        let Fate::WouldSend { file, text } = fate(&dry, party) else { panic!("not cleared") };
        let (head_lines, body) = text.split_once("\n\n").unwrap();
        let to = head_lines.lines().next().unwrap().strip_prefix("To: ").unwrap();
        let rendered =
            makegood_channels::Rendered { channel: Channel::Message, to: to.into(), subject: None, body: body.into() };
        send(&cleared(desk, party), &rendered, &order.outbox, file).unwrap();
        (file.clone(), text.clone())
    };
    let (first, text) = half(&desk, "B-1");
    let (second, _) = half(&desk, "B-2");
    assert_eq!(std::fs::read_to_string(order.outbox.join(&first)).unwrap(), text);

    desk.record_outcome(&inbound("B-2", Outcome::Dispute)).unwrap();
    let report = run(&mut desk, &order, NOON);
    assert!(matches!(fate(&report, "B-1"), Fate::Sent { .. }));
    assert_eq!(std::fs::read_to_string(order.outbox.join(&first)).unwrap(), text);
    // What may no longer go out does not lie there to be carried.
    assert_eq!(against(&report, "B-2"), "house.dispute");
    assert!(!order.outbox.join(&second).exists());
    assert!(files(&order.outbox).iter().all(|name| name.ends_with(".txt")));
}

fn cleared(desk: &Desk, party: &str) -> makegood_compliance::Cleared<PlannedContact> {
    let (policy, party) = (policy_of(desk.book(), i64::MAX).unwrap().unwrap(), PartyId::new(party));
    let input = case_input(desk.book(), &party, i64::MAX).unwrap();
    let planned = PlannedContact {
        person: party,
        channel: Channel::Message,
        debts: vec![],
        contact_point: None,
        purpose: Purpose::Collect,
    };
    let facts = facts_about(&input, DAY.parse().unwrap(), policy.rules());
    clear(planned, &facts, &policy.packs, NOON.parse().unwrap()).cleared().unwrap()
}

/// An outbox that cannot be written leaves no event; neither does a case in which
/// something happened between the clearance and the sending.
#[test]
fn never_called_sent_without_its_text() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    let blocked = folder.path().join("a file");
    std::fs::write(&blocked, "no folder").unwrap();
    let before = head(desk.book()).unwrap();
    let at: Instant = NOON.parse().unwrap();
    assert!(matches!(send_day_at(&mut desk, &order(&blocked), |_| at), Err(DeskError::Io { .. })));
    assert_eq!(head(desk.book()).unwrap(), before);

    let clearance = cleared(&desk, "B-1");
    desk.record_outcome(&inbound("B-1", Outcome::Dispute)).unwrap();
    let outgoing = Outgoing { by: "S-1".into(), text: "words".into(), file: "name.txt".into(), seen: 0 };
    let mut delivered = false;
    let refused = desk.record_sent(clearance, &outgoing, "tests", |_| {
        delivered = true;
        Ok(())
    });
    assert!(matches!(refused, Err(DeskError::Refused(Refusal::SeenIsStale { .. }))) && !delivered);
}

#[test]
fn yesterdays_amounts_are_not_sent_today() {
    let (mut desk, folder) = (closed(), tempfile::tempdir().unwrap());
    desk.set_clock(Clock::standing("2007-04-03".parse().unwrap(), 13, TimeZone::UTC));
    let error = send_day(&mut desk, &order(folder.path())).unwrap_err();
    assert!(matches!(error, DeskError::Refused(Refusal::WorklistStale { .. })), "{error}");
    let mut empty = Desk::in_memory(Clock::System(TimeZone::UTC)).unwrap();
    let error = send_day(&mut empty, &order(folder.path())).unwrap_err();
    assert!(matches!(error, DeskError::Refused(Refusal::NeverClosed(_))), "{error}");
}

#[test]
fn names_of_files_are_apart_and_stay_in_the_folder() {
    let name = |party: &str| file_name(DAY.parse().unwrap(), &party.into(), ActionKind::Letter, Channel::Email);
    assert_eq!(name("B-84"), "2007-04-02-B-84-letter-email.txt");
    let names = ["B 3", "B_20_3", "B/3", "../B3", "B\n3", "Ä"].map(name);
    let apart: std::collections::BTreeSet<_> = names.iter().collect();
    assert_eq!(apart.len(), names.len());
    assert!(names.iter().all(|name| Path::new(name).components().count() == 1 && name.is_ascii()));
}
