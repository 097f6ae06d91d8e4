//! Hard cases with their reasons, the team that leads them, and the conversation. Everybody is
//! invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::import;
use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome, TeamLine, TeamLineState};
use makegood_desk::{
    AssignTeam, CheckOpening, Clock, DelegateTeam, Desk, DeskError, PolicyTexts, PromiseGiven, RecordOutcome, Script,
    TellConsequences,
};
use makegood_units::{Amount, BusinessDate, PartyId};
use makegood_views::{Reach, hard_case, hard_cases, hard_count};
use std::path::Path;

const STRATEGY: &str = "name = \"small\"\nversion = 1\npacks = [\"house\"]\nfacts = [\"lender.reports_credit = true\"]\n\
    [[hard]]\nwhen = \"days_late_over\"\nover = 20\n[[hard]]\nwhen = \"arrears_over\"\nover = 15000\n\
    [[rung]]\nid = \"plan\"\naction = \"plan_conversation\"\nsituations = [\"S2\"]\nfrom_days_past_due = 1\n\
    minutes = 20\ncost_minor = 1\nharm_minor = 1\nalways = true\n";
const PARTIES: &str = "party_id,kind,country,time_zone\nB-1,person,KE,UTC\nB-2,person,KE,UTC\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n\
    L-1,B-1,north,USD,200.00,2026-01-02\nL-2,B-2,north,USD,100.00,2026-01-02\n";
const DUE: &str = "loan_id,no,due_on,principal,fee\nL-1,1,2026-02-02,195.00,5.00\nL-2,1,2026-02-20,100.00,\n";
const POINTS: &str = "contact_point_id,party_id,kind,value,place,provenance,consent\n\
    C-1,B-1,phone,+254000000001,,application,true\n";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Invented Auma,north,officer,420,call visit\n\
    S-L,Invented Namara,north,leader,60,call\nS-E,Invented Wanjiru,north,executive,60,call\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn on(desk: &mut Desk, day_of: &str) {
    desk.set_clock(Clock::standing(day(day_of), 13, TimeZone::UTC));
}

fn close(desk: &mut Desk, day_of: &str) {
    on(desk, day_of);
    desk.close(day(day_of), "tests", |_, _, _| {}).unwrap();
}

fn desk_under(folder: &Path, strategy: &str) -> Desk {
    let clock = Clock::standing(day("2026-02-10"), 13, TimeZone::UTC);
    let mut desk = Desk::open(&folder.join("book.sqlite"), clock).unwrap();
    let files = [
        ("parties.csv", PARTIES),
        ("loans.csv", LOANS),
        ("instalments.csv", DUE),
        ("contact_points.csv", POINTS),
        ("staff.csv", STAFF),
    ];
    import(&mut desk, folder, &files);
    let house = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/house.md")).unwrap();
    let packs = vec![("house".to_owned(), house)];
    desk.adopt(&PolicyTexts { strategy: ("small.toml".into(), strategy.into()), packs }, "tests").unwrap();
    desk
}

fn party() -> PartyId {
    "B-1".into()
}

fn code<T: std::fmt::Debug>(done: Result<T, DeskError>) -> &'static str {
    match done.unwrap_err() {
        DeskError::Refused(refusal) => refusal.code(),
        other => panic!("{other}"),
    }
}

fn reasons(desk: &Desk) -> Vec<(String, String)> {
    let found = hard_case(desk.book(), &party()).unwrap().map(|case| case.reasons).unwrap_or_default();
    found.into_iter().map(|reason| (reason.code, reason.since.to_string())).collect()
}

fn line(what: &str, owner: &str, due_on: &str) -> TeamLine {
    TeamLine { what: what.into(), owner: owner.into(), due_on: day(due_on), required_result: "It is seen".into() }
}

fn team(executive: &str, plan: Vec<TeamLine>) -> AssignTeam {
    AssignTeam { party: party(), executive: executive.into(), members: vec!["S-1".into()], plan, by: "S-L".into() }
}

#[test]
fn row_6_each_criterion_flags_the_case_since_its_own_close_and_the_case_leaves_when_none_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    assert_eq!(reasons(&desk), [("arrears_over".to_owned(), "2026-02-10".to_owned())]);
    close(&mut desk, "2026-02-23");
    let both = [("days_late_over", "2026-02-23"), ("arrears_over", "2026-02-10")];
    assert_eq!(reasons(&desk), both.map(|(one, two)| (one.to_owned(), two.to_owned())));
    let (_, list) = hard_cases(desk.book(), false, 0, &Reach::whole()).unwrap().unwrap();
    assert_eq!(list.len(), 1, "B-2 is not hard: {list:?}");
    import(
        &mut desk,
        folder.path(),
        &[("payments.csv", "payment_id,loan_id,value_on,amount\nP-1,L-1,2026-02-25,60.00\n")],
    );
    close(&mut desk, "2026-02-26");
    let case = hard_case(desk.book(), &party()).unwrap().unwrap();
    assert_eq!((case.since, case.days_to_first_cash), (day("2026-02-10"), Some(15)));
    assert_eq!(reasons(&desk), [("days_late_over".to_owned(), "2026-02-23".to_owned())]);
    import(
        &mut desk,
        folder.path(),
        &[("payments.csv", "payment_id,loan_id,value_on,amount\nP-2,L-1,2026-02-27,140.00\n")],
    );
    close(&mut desk, "2026-02-28");
    assert_eq!(reasons(&desk), []);
    let (_, ended) = hard_cases(desk.book(), true, 0, &Reach::whole()).unwrap().unwrap();
    assert_eq!((ended[0].ended_on, ended[0].days), (Some(day("2026-02-28")), 18));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_7_an_executive_leads_with_a_dated_plan_and_handing_on_is_kept_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    let plan = || vec![line("See the stock", "S-1", "2026-02-20"), line("Speak with the owner", "S-E", "2026-02-25")];
    close(&mut desk, "2026-02-10");
    assert_eq!(hard_count(desk.book(), &Reach::whole()).unwrap().without_executive, 1);
    on(&mut desk, "2026-02-16");
    let mut calm = team("S-E", plan());
    calm.party = "B-2".into();
    assert_eq!(code(desk.assign_team(&calm)), "not_a_hard_case");
    assert_eq!(code(desk.assign_team(&team("S-L", plan()))), "not_an_executive");
    assert_eq!(code(desk.assign_team(&team("S-E", Vec::new()))), "team_without_plan");
    assert_eq!(code(desk.assign_team(&team("S-E", vec![line("See", "S-9", "2026-02-20")]))), "unknown_colleague");
    assert_eq!(code(desk.assign_team(&team("S-E", vec![line("See", "S-1", "2026-02-01")]))), "plan_in_the_past");
    assert_eq!(code(desk.finish_team_line(&party(), 1, &"S-1".into(), "Seen")), "no_team");
    desk.assign_team(&team("S-E", plan())).unwrap();
    on(&mut desk, "2026-02-19");
    desk.finish_team_line(&party(), 1, &"S-1".into(), "Stock for 300.00").unwrap();
    assert_eq!(code(desk.finish_team_line(&party(), 1, &"S-1".into(), "Again")), "no_such_team_line");
    let hand_on = |by: &str, reason: &str| DelegateTeam {
        party: party(),
        by: by.into(),
        to: "S-L".into(),
        reason: reason.to_owned(),
    };
    assert_eq!(code(desk.delegate_team(&hand_on("S-1", "Busy"))), "not_an_executive");
    assert_eq!(code(desk.delegate_team(&hand_on("S-E", ""))), "critique_says_nothing");
    desk.delegate_team(&hand_on("S-E", "Abroad until March")).unwrap();
    close(&mut desk, "2026-02-26");
    let case = hard_case(desk.book(), &party()).unwrap().unwrap();
    let team = case.team.unwrap();
    assert_eq!((case.days, case.days_without_executive), (16, 6));
    assert_eq!((team.executive.as_str(), team.leads().as_str(), team.is_in_person()), ("S-E", "S-L", false));
    assert_eq!(team.delegated[0].reason, "Abroad until March");
    let states: Vec<_> = team.plan.iter().map(|line| line.state).collect();
    assert_eq!(states, [TeamLineState::Done, TeamLineState::Late]);
    assert_eq!(hard_count(desk.book(), &Reach::whole()).unwrap().without_executive, 0);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

fn says(script: &Script, id: &str) -> Option<String> {
    script.lines.iter().find(|line| line.id == id).and_then(|line| line.says.clone())
}

fn closed(script: &Script, id: &str) -> String {
    script.lines.iter().find(|line| line.id == id).map(|line| line.closed.clone()).unwrap_or_default()
}

fn opened(desk: &mut Desk, is_right_party: bool) -> i64 {
    let command = CheckOpening {
        party: party(),
        by: "S-1".into(),
        channel: Channel::Call,
        identity: "Date of birth and the name of the market".to_owned(),
        is_right_party,
        purpose_said: true,
    };
    desk.check_opening(&command).unwrap()
}

#[test]
fn row_18_nothing_of_the_debt_stands_open_before_it_is_known_who_speaks() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    let officer = "S-1".into();
    let before = desk.script(&party(), &officer).unwrap();
    assert_eq!(before.lines[0].id, "opening");
    assert!(before.lines[0].says.as_ref().unwrap().contains("Invented Auma"));
    assert!(!before.lines[0].says.as_ref().unwrap().contains("loan"), "not a word of the debt");
    assert!(before.lines.iter().skip(1).all(|line| line.says.is_none()), "{before:?}");
    let tell = TellConsequences { party: party(), by: "S-1".into(), acknowledged: true, said: "Yes".to_owned() };
    assert_eq!(code(desk.tell_consequences(&tell)), "opening_not_asked");
    opened(&mut desk, false);
    assert!(desk.script(&party(), &officer).unwrap().lines[1].says.is_none(), "it was somebody else");
    opened(&mut desk, true);
    let after = desk.script(&party(), &officer).unwrap();
    assert!(says(&after, "owed").unwrap().contains("200.00 USD"), "{after:?}");
    on(&mut desk, "2026-02-11");
    assert!(desk.script(&party(), &officer).unwrap().lines[1].says.is_none(), "it is asked again each day");
}

#[test]
fn row_18_where_the_strategy_wants_it_no_outcome_of_a_talk_is_kept_before_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let strict = STRATEGY.replace("[[hard]]\nwhen = \"days", "talk_opening_required = true\n[[hard]]\nwhen = \"days");
    let mut desk = desk_under(folder.path(), &strict);
    close(&mut desk, "2026-02-10");
    let talk = |desk: &Desk, outcome: Outcome| RecordOutcome {
        party: party(),
        at: desk.clock().now(),
        on: desk.clock().today(),
        by: "S-1".into(),
        channel: Channel::Call,
        contact_point: Some("C-1".into()),
        outcome,
        note: "Will sell maize".to_owned(),
        promise: None,
        told_us: None,
        seen: None,
    };
    let spoke = talk(&desk, Outcome::RightParty);
    assert_eq!(code(desk.record_outcome(&spoke)), "opening_not_asked");
    let missed = talk(&desk, Outcome::NoAnswer);
    desk.record_outcome(&missed).unwrap();
    opened(&mut desk, true);
    desk.record_outcome(&spoke).unwrap();
}

#[test]
fn row_19_consequences_are_true_of_this_contract_and_what_is_not_stays_unsaid() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    opened(&mut desk, true);
    let script = desk.script(&party(), &"S-1".into()).unwrap();
    let fees = says(&script, "fees").unwrap();
    assert!(fees.contains("5.00 USD is fees and costs") && !fees.contains("interest"), "{fees}");
    assert_eq!(says(&script, "next_due"), None, "there is no further instalment");
    close(&mut desk, "2026-02-24");
    let script = desk.script(&"B-2".into(), &"S-1".into()).unwrap();
    assert!(script.lines.iter().all(|line| line.id != "fees"), "no fee was charged there");
}

#[test]
fn row_20_who_answers_for_the_case_is_named_and_how_to_reach_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    opened(&mut desk, true);
    let senior = |desk: &Desk| says(&desk.script(&party(), &"S-1".into()).unwrap(), "senior").unwrap();
    assert!(senior(&desk).contains("Invented Namara") && senior(&desk).contains("north"));
    desk.assign_team(&team("S-E", vec![line("See the stock", "S-1", "2026-02-20")])).unwrap();
    assert!(senior(&desk).contains("Invented Wanjiru"), "the executive who leads the hard case");
}

#[test]
fn row_21_the_court_is_not_spoken_of_before_it_is_authorised_in_time_and_open() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    opened(&mut desk, true);
    let script = |desk: &Desk| desk.script(&party(), &"S-1".into()).unwrap();
    assert!(closed(&script(&desk), "suit").contains("whether the claim is in time"));
    let mut state = |name: &str, value: &str| {
        let fact = makegood_case::FactStated { name: name.into(), value: value.into(), debt: Some("L-1".into()) };
        desk.state_fact(&party(), fact, "tests").unwrap();
        script(&desk)
    };
    assert!(closed(&state("debt.is_time_barred", "false"), "suit").contains("authorised"));
    let open = state("debt.is_suit_approved", "true");
    assert!(says(&open, "suit").is_some(), "{open:?}");
    assert!(closed(&state("debt.is_time_barred", "true"), "suit").contains("past the time"));
}

#[test]
fn row_22_a_credit_record_is_spoken_of_by_a_rule_alone_and_what_they_say_to_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut silent = desk_under(folder.path(), &STRATEGY.replace("facts = [\"lender.reports_credit = true\"]\n", ""));
    close(&mut silent, "2026-02-10");
    opened(&mut silent, true);
    assert!(closed(&silent.script(&party(), &"S-1".into()).unwrap(), "credit").contains("not on file"));
    let tell = TellConsequences { party: party(), by: "S-1".into(), acknowledged: true, said: "I understand".into() };
    let seq = silent.tell_consequences(&tell).unwrap();
    let kept = makegood_journal::entry(silent.book(), seq).unwrap().unwrap();
    let told = format!("{:?}", kept.event);
    assert!(told.contains("I understand") && told.contains("fees and costs") && !told.contains("bureau"), "{told}");
}

#[test]
fn row_22_where_the_lender_reports_a_rule_of_a_pack_decides_and_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    opened(&mut desk, true);
    let script = desk.script(&party(), &"S-1".into()).unwrap();
    let line = script.lines.iter().find(|line| line.id == "credit").unwrap();
    assert!(!line.closed.contains("not on file"), "{line:?}");
    // Either a rule lets it, and stands beside the words, or the reason why not is a rule's.
    assert!(
        line.says.is_some() == (line.rests_on.len() > 1) && (line.says.is_some() || !line.closed.is_empty()),
        "{line:?}"
    );
}

#[test]
fn row_17_contacts_are_counted_by_person_channel_and_span_beside_what_caps_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    for on_day in ["2026-02-10", "2026-02-20", "2026-02-24"] {
        on(&mut desk, on_day);
        let missed = RecordOutcome {
            party: party(),
            at: desk.clock().now(),
            on: desk.clock().today(),
            by: "S-1".into(),
            channel: Channel::Call,
            contact_point: Some("C-1".into()),
            outcome: Outcome::NoAnswer,
            note: String::new(),
            promise: None,
            told_us: None,
            seen: None,
        };
        desk.record_outcome(&missed).unwrap();
    }
    let script = desk.script(&party(), &"S-1".into()).unwrap();
    let calls = script.contacts.iter().find(|one| one.channel == Channel::Call).unwrap();
    assert_eq!((calls.in_7_days, calls.in_30_days, calls.in_arrears), (2, 3, 3));
    assert!(calls.cap.iter().any(|rule| rule.contains("house.")), "{calls:?}");
    assert!(script.contacts.iter().filter(|one| one.channel != Channel::Call).all(|one| one.in_30_days == 0));
}

#[test]
fn row_23_what_they_say_is_kept_word_for_word_and_becomes_a_promise_that_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_under(folder.path(), STRATEGY);
    close(&mut desk, "2026-02-10");
    let mut promise = PromiseGiven::once(Amount::from_minor(5_000), day("2026-02-20"), "the maize harvest");
    promise.said = "When the maize is sold I bring fifty, God willing".to_owned();
    let command = RecordOutcome {
        party: party(),
        at: desk.clock().now(),
        on: desk.clock().today(),
        by: "S-1".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome: Outcome::PromiseToPay,
        note: String::new(),
        promise: Some(promise),
        told_us: None,
        seen: None,
    };
    let done = desk.record_outcome(&command).unwrap();
    let told = format!("{:?}", makegood_journal::entry(desk.book(), done.events[1]).unwrap().unwrap().event);
    assert!(told.contains("When the maize is sold I bring fifty, God willing") && told.contains("the maize harvest"));
    close(&mut desk, "2026-02-21");
    let view = makegood_views::case_view(desk.book(), &party(), desk.clock().now()).unwrap().unwrap();
    assert_eq!(view.day.promises[0].state, makegood_case::PromiseState::Broken, "nobody had to look");
}
