//! Reports, the acknowledgement timer, coverage, reviews and shortcomings of method, over
//! the journal. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::import;
use jiff::tz::TimeZone;
use makegood_case::{AttentionEvent, CaseEvent, Channel, Demand, LeaderDecision, Outcome};
use makegood_day_close::{MorningList, ShortcomingKind};
use makegood_desk::{
    AcknowledgeReport, AttentionRefusal, Clock, CloseReview, Desk, DeskError, HandInReport, PolicyTexts, PromiseGiven,
    RecordOutcome, Refusal, TakeStep, TakenHow,
};
use makegood_metrics::{By, Code, Wanted};
use makegood_units::{Amount, BusinessDate};
use makegood_views::{
    Reach, attention_waiting, cash_flows, coverage, figure_days, figure_rows, figures_of, morning_cases,
    reports_drafted,
};
use std::path::Path;

const STRATEGY: &str = "name = \"small\"\nversion = 1\npacks = [\"house\"]\ngrace_days = 5\n\
    [attention]\nfailed_attempts = 2\nhand_in_days = 1\nacknowledge_days = 1\nopen_days = 2\n\
    first_contact_days = 7\nfollow_up_days = 2\n\
    [[rung]]\nid = \"plan\"\naction = \"plan_conversation\"\nsituations = [\"S2\"]\nfrom_days_past_due = 1\n\
    minutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"call\"\naction = \"call\"\nfrom_days_past_due = 1\nminutes = 10\ncost_minor = 25\n\
    harm_minor = 0\nalways = true\n\
    [[rung]]\nid = \"look\"\naction = \"trace\"\nfrom_days_past_due = 1\nminutes = 5\ncost_minor = 1\n\
    harm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"leader\"\naction = \"leader_review\"\nafter_steps = [\"look\"]\nfrom_days_past_due = 20\n\
    minutes = 5\ncost_minor = 1\nharm_minor = 1\nalways = true\n\
    [[rung]]\nid = \"visit\"\naction = \"visit\"\nfrom_days_past_due = 30\nafter_fruitless_calls = 3\nminutes = 60\n\
    cost_minor = 500\nharm_minor = 1\nalways = true\n";
const PARTIES: &str = "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\nB-2,person,KE,Africa/Nairobi\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n\
    L-1,B-1,north,USD,200.00,2026-01-02\nL-2,B-2,north,USD,200.00,2026-01-02\n";
const DUE: &str =
    "loan_id,no,due_on,principal\nL-1,1,2026-02-02,200.00\nL-2,1,2026-02-02,150.00\nL-2,2,2026-03-04,50.00\n";
const POINTS: &str = "contact_point_id,party_id,kind,value,place,provenance,consent\n\
    C-1,B-1,phone,+254000000001,,application,true\nC-1a,B-1,address,Stall 1,Lower Market,application,true\n\
    C-2,B-2,phone,+254000000002,,application,true\n";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills\n\
    S-1,Invented Amina,north,officer,240,call visit\nS-2,Invented Betty,north,leader,0,call\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn close(desk: &mut Desk, on: &str) {
    desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
}

fn call(desk: &mut Desk, party: &str, on: &str, outcome: Outcome, promise: Option<PromiseGiven>) {
    contact(desk, party, on, Channel::Call, outcome, promise);
}

fn contact(desk: &mut Desk, party: &str, on: &str, channel: Channel, outcome: Outcome, promise: Option<PromiseGiven>) {
    desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
    let point = match (party, channel) {
        ("B-1", Channel::Visit) => "C-1a",
        ("B-1", _) => "C-1",
        _ => "C-2",
    };
    let command = RecordOutcome {
        party: party.into(),
        at: format!("{on}T10:00:00Z").parse().unwrap(),
        on: day(on),
        by: "S-1".into(),
        channel,
        contact_point: Some(point.into()),
        outcome,
        note: "Rang long.".to_owned(),
        promise,
        told_us: None,
        seen: None,
    };
    desk.record_outcome(&command).unwrap();
}

/// A book of two late borrowers, closed on Monday 9 February.
fn book(folder: &Path) -> Desk {
    let mut desk =
        Desk::open(&folder.join("book.sqlite"), Clock::standing(day("2026-02-09"), 13, TimeZone::UTC)).unwrap();
    let files = [
        ("parties.csv", PARTIES),
        ("loans.csv", LOANS),
        ("instalments.csv", DUE),
        ("staff.csv", STAFF),
        ("contact_points.csv", POINTS),
    ];
    import(&mut desk, folder, &files);
    let house = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/house.md")).unwrap();
    let packs = vec![("house".to_owned(), house)];
    desk.adopt(&PolicyTexts { strategy: ("small.toml".into(), STRATEGY.into()), packs }, "tests").unwrap();
    close(&mut desk, "2026-02-09");
    desk
}

fn hand_in() -> HandInReport {
    HandInReport {
        party: "B-1".into(),
        by: "S-1".into(),
        account: "A neighbour says she sells in the next town.".to_owned(),
        proposes: "Ask at the market.".to_owned(),
    }
}

fn acknowledge(by: &str) -> AcknowledgeReport {
    AcknowledgeReport {
        party: "B-1".into(),
        by: by.into(),
        decision: LeaderDecision::ChangeMethod,
        note: "See her there on Friday.".to_owned(),
    }
}

fn refused<T: std::fmt::Debug>(done: Result<T, DeskError>) -> Refusal {
    match done {
        Err(DeskError::Refused(refusal)) => refusal,
        other => panic!("expected a refusal: {other:?}"),
    }
}

#[test]
fn row_3_attempts_without_result_draft_a_report_and_the_leaders_time_starts() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    call(&mut desk, "B-1", "2026-02-10", Outcome::NoAnswer, None);
    assert_eq!(refused(desk.hand_in_report(&hand_in())), AttentionRefusal::NoReportDue.into());
    call(&mut desk, "B-1", "2026-02-11", Outcome::NoAnswer, None);
    close(&mut desk, "2026-02-12");
    let drafted = reports_drafted(desk.book()).unwrap();
    assert_eq!((drafted.len(), drafted[0].officer.as_ref().unwrap().as_str()), (1, "S-1"));
    let known = desk.attention(&"B-1".into()).unwrap();
    let (due, draft) = known.draft.unwrap();
    assert_eq!((due.since, due.why.code.as_str()), (day("2026-02-11"), "failed_attempts"));
    let tried: Vec<_> =
        draft.tried.iter().map(|one| (one.on.to_string(), one.by.as_str(), one.what.as_str())).collect();
    assert_eq!(
        tried,
        [("2026-02-10".to_owned(), "S-1", "a call: no answer"), ("2026-02-11".to_owned(), "S-1", "a call: no answer")]
    );
    assert!(!draft.proposes.is_empty() && !draft.finding.is_empty() && draft.owed.contains("200.00 USD"), "{draft:?}");

    let bare = HandInReport { proposes: "  ".to_owned(), ..hand_in() };
    assert_eq!(refused(desk.hand_in_report(&bare)), AttentionRefusal::ReportSaysNothing.into());
    assert_eq!(refused(desk.acknowledge_report(&acknowledge("S-2"))), AttentionRefusal::NoReportWaits.into());
    desk.hand_in_report(&hand_in()).unwrap();
    let waiting = attention_waiting(desk.book(), &Reach::whole()).unwrap();
    assert_eq!((waiting.len(), waiting[0].what, waiting[0].due_on), (1, Demand::Report, Some(day("2026-02-13"))));
    assert_eq!(refused(desk.acknowledge_report(&acknowledge("S-1"))), Refusal::NotALeader("S-1".into()));
    desk.acknowledge_report(&acknowledge("S-2")).unwrap();
    assert_eq!(attention_waiting(desk.book(), &Reach::whole()).unwrap(), []);
    let known = desk.attention(&"B-1".into()).unwrap();
    assert!(known.draft.is_none(), "the same attempts are reported once");
    assert_eq!(known.report.unwrap().3.unwrap().decision, LeaderDecision::ChangeMethod);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_3_a_report_nobody_hands_in_goes_as_drafted_and_a_late_word_is_a_breach() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    let promise = Some(PromiseGiven::once(Amount::from_minor(5_000), day("2026-02-11"), "a sale"));
    call(&mut desk, "B-1", "2026-02-10", Outcome::PromiseToPay, promise);
    // Thursday: the promise was missed the day before, and the report is drafted.
    close(&mut desk, "2026-02-12");
    let (due, _) = desk.attention(&"B-1".into()).unwrap().draft.unwrap();
    assert_eq!((due.since, due.why.code.as_str()), (day("2026-02-12"), "promise_missed"));
    close(&mut desk, "2026-02-13");
    let known = desk.attention(&"B-1".into()).unwrap();
    let (_, on, report, word) = known.report.unwrap();
    assert!(report.as_drafted && word.is_none() && on == day("2026-02-13"), "{report:?}");
    assert_eq!(report.by.as_str(), "S-1");
    assert!(known.day.shortcomings.iter().any(|one| one.kind == ShortcomingKind::ReportLeft));
    // Due on Monday, over the weekend; on Tuesday it is a breach.
    close(&mut desk, "2026-02-16");
    assert!(attention_waiting(desk.book(), &Reach::whole()).unwrap()[0].breach.is_none());
    close(&mut desk, "2026-02-17");
    let waiting = attention_waiting(desk.book(), &Reach::whole()).unwrap();
    assert_eq!((waiting[0].due_on, waiting[0].breach.is_some()), (Some(day("2026-02-16")), true));
    let case = makegood_views::case_input(desk.book(), &"B-1".into(), i64::MAX).unwrap();
    let breaches = case.events.iter().filter(|one| {
        matches!(&one.event, CaseEvent::OnAttention(AttentionEvent::AttentionMissed(missed)) if missed.what == Demand::Report)
    });
    assert_eq!(breaches.count(), 1, "once, however often the day is closed");
    desk.acknowledge_report(&acknowledge("S-2")).unwrap();
    close(&mut desk, "2026-02-18");
    let covered = coverage(desk.book(), None, None, &Reach::whole()).unwrap().unwrap();
    assert_eq!((covered.in_time, covered.due), (0, 1));
    assert_eq!((figure(&desk, "attention"), figure(&desk, "handed-in")), ((0, 1), (0, 1)));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

/// A figure of the last close: what was counted, and of what.
fn figure(desk: &Desk, word: &str) -> (i64, i64) {
    let day = figure_days(desk.book()).unwrap()[0];
    let told = figures_of(desk.book(), day, "book").unwrap();
    let one = told.iter().find(|one| one.code.word() == word).unwrap();
    (one.numerator, one.denominator)
}

/// The step that comes before the leader.
fn look(desk: &mut Desk, party: &str) {
    let note = "Found in the register".to_owned();
    let (step, how) = ("look".to_owned(), TakenHow::Done);
    desk.take_step(&TakeStep { party: party.into(), step, by: "S-1".into(), note, how }).unwrap();
}

#[test]
fn row_2_a_case_no_leader_opened_in_time_is_a_breach_and_lowers_the_coverage() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    for party in ["B-1", "B-2"] {
        look(&mut desk, party);
    }
    // Monday 2 March: the ladder hands both over; a leader has until Wednesday.
    close(&mut desk, "2026-03-02");
    let waiting = attention_waiting(desk.book(), &Reach::whole()).unwrap();
    let told: Vec<_> = waiting.iter().map(|one| (one.party.as_str(), one.what, one.due_on)).collect();
    let until = Some(day("2026-03-04"));
    assert_eq!(told, [("B-1", Demand::HandedOver, until), ("B-2", Demand::HandedOver, until)]);
    assert_eq!(refused(desk.open_review(&"B-1".into(), &"S-1".into())), Refusal::NotALeader("S-1".into()));
    desk.set_clock(Clock::standing(day("2026-03-03"), 13, TimeZone::UTC));
    desk.open_review(&"B-1".into(), &"S-2".into()).unwrap();
    close(&mut desk, "2026-03-05");
    let covered = coverage(desk.book(), None, None, &Reach::whole()).unwrap().unwrap();
    assert_eq!((covered.in_time, covered.due, covered.settled_before), (1, 2, 0));
    let by: Vec<_> = covered.by_leader.iter().map(|one| (one.branch.as_str(), one.leader.as_str(), one.due)).collect();
    assert_eq!(by, [("north", "S-2", 2)]);
    let late = covered.by_leader[0].rows.iter().find(|row| row.party.as_str() == "B-2").unwrap();
    assert!(late.breach.is_some() && late.met_on.is_none(), "{late:?}");
    assert_eq!(
        coverage(desk.book(), Some(day("2026-03-05")), None, &Reach::whole()).unwrap().unwrap().due,
        0,
        "another span of days"
    );
    assert_eq!(figure(&desk, "attention"), (1, 2), "the same among the figures of the close");
    // What a leader does after the close is no part of its rows.
    desk.open_review(&"B-2".into(), &"S-2".into()).unwrap();
    let wanted = Wanted { code: Code::Attention, by: By::Book, currency: None };
    let rows = figure_rows(desk.book(), wanted, &Reach::whole()).unwrap().unwrap().rows;
    assert_eq!((rows.len(), rows.iter().map(|row| row.numerator).sum::<i64>()), (2, 1));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_4_a_review_lists_measures_with_outcome_and_cost_and_closes_when_all_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    call(&mut desk, "B-1", "2026-02-10", Outcome::NoAnswer, None);
    look(&mut desk, "B-1");
    let promise = Some(PromiseGiven::once(Amount::from_minor(5_000), day("2026-02-20"), "a sale"));
    call(&mut desk, "B-1", "2026-02-11", Outcome::PromiseToPay, promise);
    let (party, leader) = ("B-1".into(), "S-2".into());
    let close_it = |on: &str| CloseReview {
        party: "B-1".into(),
        by: "S-2".into(),
        decision: LeaderDecision::GoOn,
        note: "Well listened.".to_owned(),
        next_on: day(on),
    };
    assert_eq!(
        refused(desk.close_review(&close_it("2026-02-25"))),
        AttentionRefusal::NoOpenReview("S-2".into()).into()
    );
    let review = desk.open_review(&party, &leader).unwrap();
    assert_eq!(desk.open_review(&party, &leader).unwrap(), review, "an open review goes on");
    let measures = desk.attention(&party).unwrap().measures;
    let told: Vec<_> =
        measures.iter().map(|one| (one.kind, one.outcome.as_str(), one.cost.and_then(|cost| cost.minutes))).collect();
    assert_eq!(
        told,
        [
            ("contact", "no answer", Some(10)),
            ("step", "done", Some(5)),
            ("contact", "a promise to pay", Some(10)),
            ("promise", "waited for", None),
        ]
    );
    assert!(measures.iter().all(|one| one.cost.is_none_or(|cost| cost.whole.is_none())), "no rate, no sum");
    let all: Vec<i64> = measures.iter().map(|one| one.seq).collect();
    desk.read_measures(&party, &leader, &all[..3]).unwrap();
    let left = refused(desk.close_review(&close_it("2026-02-25")));
    assert_eq!(left, AttentionRefusal::MeasuresUnread { left: 1 }.into());
    assert_eq!(refused(desk.read_measures(&party, &leader, &[review])), AttentionRefusal::NotAMeasure(review).into());
    desk.read_measures(&party, &leader, &all).unwrap();
    assert_eq!(refused(desk.close_review(&close_it("2026-02-11"))).code(), "read_again");
    desk.close_review(&close_it("2026-02-25")).unwrap();
    let known = desk.attention(&party).unwrap();
    assert!(known.open.is_empty() && known.measures.is_empty(), "the next review begins after this one");
    close(&mut desk, "2026-02-24");
    assert_eq!(morning_cases(desk.book(), MorningList::ReadAgain, 9, &Reach::whole()).unwrap(), []);
    close(&mut desk, "2026-02-25");
    let again = morning_cases(desk.book(), MorningList::ReadAgain, 9, &Reach::whole()).unwrap();
    assert_eq!(again.iter().map(|one| one.party.as_str()).collect::<Vec<_>>(), ["B-1"]);
    // Two cases are past due, and a leader read one of them this month.
    assert_eq!(figure(&desk, "reviewed"), (1, 2));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

/// The kinds found in a case, with their days.
fn kinds(desk: &Desk, party: &str) -> Vec<(ShortcomingKind, String)> {
    let day = desk.attention(&party.into()).unwrap().day;
    day.shortcomings.iter().map(|one| (one.kind, one.on.to_string())).collect()
}

#[test]
fn shortcomings_of_method_are_found_each_with_its_day_and_fact() {
    use ShortcomingKind as Kind;
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    // Open from 8 February, seven days for a first attempt.
    close(&mut desk, "2026-02-15");
    assert_eq!(kinds(&desk, "B-2"), []);
    close(&mut desk, "2026-02-16");
    assert_eq!(kinds(&desk, "B-2"), [(Kind::LateFirstContact, "2026-02-16".to_owned())]);
    let promise = Some(PromiseGiven::once(Amount::from_minor(5_000), day("2026-02-17"), "a sale"));
    call(&mut desk, "B-1", "2026-02-12", Outcome::PromiseToPay, promise);
    close(&mut desk, "2026-02-19");
    assert_eq!(kinds(&desk, "B-1"), []);
    close(&mut desk, "2026-02-20");
    let (late, left) = (Kind::PromiseNotFollowedUp, Kind::ReportLeft);
    assert_eq!(kinds(&desk, "B-1"), [(late, "2026-02-20".to_owned()), (left, "2026-02-20".to_owned())]);
    for on in ["2026-02-23", "2026-02-24", "2026-02-25"] {
        call(&mut desk, "B-2", on, Outcome::NoAnswer, None);
    }
    let found = kinds(&desk, "B-2");
    assert!(found.contains(&(Kind::RepeatedFailedChannel, "2026-02-25".to_owned())), "{found:?}");
    // The ladder has visits from the thirtieth day; this is the twenty-fourth.
    contact(&mut desk, "B-1", "2026-02-26", Channel::Visit, Outcome::NoAnswer, None);
    let found = kinds(&desk, "B-1");
    assert!(found.contains(&(Kind::ContactOutsidePlan, "2026-02-26".to_owned())), "{found:?}");
    contact(&mut desk, "B-1", "2026-03-05", Channel::Visit, Outcome::NoAnswer, None);
    let found = kinds(&desk, "B-1");
    assert!(found.contains(&(Kind::SkippedRung, "2026-03-05".to_owned())), "{found:?}");
    assert!(found.contains(&(Kind::VisitUnprepared, "2026-03-05".to_owned())), "{found:?}");
    let keys: Vec<String> =
        desk.attention(&"B-1".into()).unwrap().day.shortcomings.into_iter().map(|one| one.key).collect();
    close(&mut desk, "2026-03-06");
    let later: Vec<String> =
        desk.attention(&"B-1".into()).unwrap().day.shortcomings.into_iter().map(|one| one.key).collect();
    assert!(keys.iter().all(|key| later.contains(key)), "{keys:?} {later:?}");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

/// How often a kind is found in B-1 after these contacts.
fn found_after(kind: ShortcomingKind, contacts: &[(&str, Channel)]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    for (on, channel) in contacts {
        contact(&mut desk, "B-1", on, *channel, Outcome::NoAnswer, None);
    }
    kinds(&desk, "B-1").into_iter().filter(|(one, _)| *one == kind).count()
}

#[test]
fn a_contact_the_ladder_has_no_step_for_is_found_and_one_it_has_is_not() {
    let kind = ShortcomingKind::ContactOutsidePlan;
    // Visits are in the ladder from the thirtieth day, calls from the first.
    assert_eq!(found_after(kind, &[("2026-02-26", Channel::Visit)]), 1);
    assert_eq!(found_after(kind, &[("2026-02-26", Channel::Call)]), 0);
}

#[test]
fn a_visit_before_the_gentler_steps_failed_is_found_and_one_after_them_is_not() {
    let kind = ShortcomingKind::SkippedRung;
    let visit = ("2026-03-06", Channel::Visit);
    let calls = ["2026-02-12", "2026-02-19", "2026-02-26"].map(|on| (on, Channel::Call));
    assert_eq!(found_after(kind, &[calls[0], calls[1], visit]), 1, "three calls in vain come before it");
    assert_eq!(found_after(kind, &[calls[0], calls[1], calls[2], visit]), 0);
}

#[test]
fn a_visit_nobody_prepared_is_found_and_a_call_needs_no_preparation() {
    let kind = ShortcomingKind::VisitUnprepared;
    assert_eq!(found_after(kind, &[("2026-03-06", Channel::Visit)]), 1);
    assert_eq!(found_after(kind, &[("2026-03-06", Channel::Call)]), 0);
}

#[test]
fn a_report_left_to_the_system_is_found_and_one_handed_in_is_not() {
    let found = |hands_in: bool| {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = book(folder.path());
        for on in ["2026-02-10", "2026-02-11"] {
            call(&mut desk, "B-1", on, Outcome::NoAnswer, None);
        }
        close(&mut desk, "2026-02-11");
        if hands_in {
            desk.hand_in_report(&hand_in()).unwrap();
        }
        close(&mut desk, "2026-02-13");
        kinds(&desk, "B-1").into_iter().filter(|(kind, _)| *kind == ShortcomingKind::ReportLeft).count()
    };
    assert_eq!((found(false), found(true)), (1, 0));
}

#[test]
fn cash_of_a_loan_that_only_has_a_row_fall_due_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = book(folder.path());
    let paid = "payment_id,loan_id,value_on,amount\nP-1,L-2,2026-02-10,200.00\n";
    import(&mut desk, folder.path(), &[("payments.csv", paid)]);
    close(&mut desk, "2026-02-11");
    let flow = cash_flows(desk.book(), &Reach::whole()).unwrap().into_values().next().unwrap();
    let minor =
        |flow: &makegood_views::CashFlow| (flow.received.minor(), flow.fell_due.minor(), flow.to_arrears.minor());
    assert_eq!(minor(&flow), (20_000, 0, 15_000));
    close(&mut desk, "2026-03-03");
    assert!(cash_flows(desk.book(), &Reach::whole()).unwrap().is_empty());
    // Paid in advance, the row falls due in silence, and it did fall due.
    close(&mut desk, "2026-03-04");
    let flow = cash_flows(desk.book(), &Reach::whole()).unwrap().into_values().next().unwrap();
    assert_eq!(minor(&flow), (0, 5_000, 0));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}
