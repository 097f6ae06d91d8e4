//! A trial beside the demo's ladder: its lots, what they leave alone, and its replay.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome};
use makegood_day_close::{CaseDay, Plan};
use makegood_desk::{
    BoardOptions, Clock, Desk, DeskError, PolicyTexts, RecordOutcome, Refusal, Source, TakeStep, TakenHow, TrialTexts,
    board,
};
use makegood_intake::Waiver;
use makegood_journal::Event;
use makegood_strategy::ActionKind;
use makegood_strategy::trial::Follows;
use makegood_units::BusinessDate;
use std::path::Path;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).unwrap()
}

fn policy() -> PolicyTexts {
    let pack = |id: &str| (id.to_owned(), read(&format!("packs/{id}.md")));
    PolicyTexts {
        strategy: ("microfinance.toml".into(), read("strategies/microfinance.toml")),
        packs: ["house", "us-fdcpa", "us-regf"].map(pack).into(),
    }
}

/// Nearly half of all are called ten days later, a tenth is only reminded.
fn trial(begins_on: &str) -> TrialTexts {
    let text = format!(
        "name = \"later\"\nbegins_on = \"{begins_on}\"\ncontrol_basis_points = 1000\n\
         [[challenger]]\narm = \"B\"\nladder = \"later.toml\"\nshare_basis_points = 4500\n"
    );
    let ladder = read("strategies/microfinance.toml").replacen("from_days_past_due = 10", "from_days_past_due = 20", 1);
    TrialTexts { trial: ("trial.toml".into(), text), ladders: vec![("later.toml".into(), ladder)] }
}

fn demo() -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(day("2007-04-02"), 13, TimeZone::UTC)).unwrap();
    let paths = ["kiva", "overlay"].map(|name| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo").join(name));
    let options = BoardOptions { waivers: vec![Waiver::PaymentBeforeDisbursement], actor: "tests".into() };
    board(&mut desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap();
    desk.adopt(&policy(), "tests").unwrap();
    desk
}

fn closed(desk: &mut Desk, on: &str) -> Plan {
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
    makegood_views::last_plan(desk.book()).unwrap().unwrap()
}

fn follows(case: &CaseDay) -> Follows {
    case.trial.as_ref().unwrap().arm.follows
}

fn refused(outcome: Result<bool, DeskError>) -> Refusal {
    match outcome {
        Err(DeskError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_arm_has_the_same_law_and_the_control_is_only_reminded() {
    let mut plain = demo();
    let without = closed(&mut plain, "2007-04-02");
    let mut desk = demo();
    assert!(desk.adopt_trial(&trial("2007-04-01"), "tests").unwrap());
    assert!(!desk.adopt_trial(&trial("2007-04-01"), "tests").unwrap(), "the same trial twice");
    let with = closed(&mut desk, "2007-04-02");
    assert_eq!(without.cases.len(), with.cases.len());
    let (mut held_back, mut other_step, mut champions) = (0, 0, 0);
    for (one, two) in without.cases.iter().zip(&with.cases) {
        // Book, diagnosis, duties and clocks do not depend on the lot.
        assert_eq!((&one.party, &one.owed, &one.finding), (&two.party, &two.owed, &two.finding));
        assert_eq!((&one.duties, &one.clocks, &one.holds), (&two.duties, &two.clocks, &two.holds));
        // Nor does what the law says of a step that both ladders propose.
        for step in &two.considered {
            if let Some(same) = one.considered.iter().find(|same| same.proposal.rung == step.proposal.rung) {
                assert_eq!(same.gate, step.gate);
            }
        }
        match follows(two) {
            Follows::Champion => {
                champions += 1;
                assert_eq!((&one.considered, &one.passed_over), (&two.considered, &two.passed_over));
            }
            Follows::Challenger(_) => other_step += usize::from(one.considered != two.considered),
            Follows::Control => {
                held_back += two.passed_over.iter().filter(|passed| passed.why.code == "control_group").count();
                let reminded = |step: &makegood_day_close::Considered| {
                    let owed = ["answer_owed", "plan_owed"].contains(&step.proposal.why.code.as_str());
                    // Whoever said that they cannot pay is talked with about a plan.
                    let asked = step.proposal.action == ActionKind::PlanConversation;
                    step.proposal.action == ActionKind::Reminder || owed || asked
                };
                assert!(two.considered.iter().all(reminded), "{}", two.party);
                let rungs = one.considered.len() + one.passed_over.len();
                assert_eq!(two.considered.len() + two.passed_over.len(), rungs, "every rung stands somewhere");
            }
        }
    }
    assert!(held_back > 5 && other_step > 5 && champions > 50, "{held_back} {other_step} {champions}");
    // Only cases are drawn; a plan before the first day knows of no lot.
    assert!(without.cases.iter().all(|case| case.trial.is_none()));
}

#[test]
fn a_day_under_a_trial_replays_and_verifies_and_what_the_control_asks_for_is_done() {
    let mut desk = demo();
    desk.adopt_trial(&trial("2007-04-01"), "tests").unwrap();
    let plan = closed(&mut desk, "2007-04-02");
    assert!(desk.replay(day("2007-04-02"), |_| {}).unwrap().same());
    let control = plan.cases.iter().find(|case| follows(case) == Follows::Control).unwrap();
    let command = RecordOutcome {
        party: control.party.clone(),
        at: desk.clock().now(),
        on: day("2007-04-02"),
        by: "S-11-1".into(),
        channel: Channel::InboundCall,
        contact_point: None,
        outcome: Outcome::Hardship,
        note: "The shop burnt down.".into(),
        promise: None,
        told_us: None,
        seen: None,
    };
    let after = desk.record_outcome(&command).unwrap().after;
    let open: Vec<_> = after.day.considered.iter().map(|step| step.proposal.action).collect();
    assert_eq!(open, [ActionKind::PlanConversation], "they are owed a plan, whatever the lot");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    desk.end_trial("tests").unwrap();
    assert!(desk.replay(day("2007-04-02"), |_| {}).unwrap().same(), "after its end as before");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    let next = closed(&mut desk, "2007-04-03");
    assert!(next.cases.iter().all(|case| case.trial.is_none()));
}

#[test]
fn a_leader_takes_a_case_out_of_the_control_for_one_step_and_a_reason() {
    let mut desk = demo();
    desk.adopt_trial(&trial("2007-04-01"), "tests").unwrap();
    let plan = closed(&mut desk, "2007-04-02");
    let held = plan.cases.iter().find_map(|case| {
        let mut passed = case.passed_over.iter();
        let step = passed.find(|one| one.why.code == "control_group" && one.action == ActionKind::Call)?;
        Some((case.party.clone(), step.rung.clone()))
    });
    let (party, step) = held.unwrap();
    let leads = makegood_views::people::colleagues(desk.book(), i64::MAX).unwrap();
    let by = leads.into_iter().find(|one| one.role == "leader").unwrap().id;
    let note = "Her brother asks us to call her about the flood.".into();
    let command = TakeStep { party: party.clone(), step: step.clone(), by, note, how: TakenHow::Skipped };
    desk.take_step(&command).unwrap();
    let view = makegood_views::case_view(desk.book(), &party, desk.clock().now()).unwrap().unwrap();
    assert!(view.day.considered.iter().any(|one| one.proposal.rung == step));
}

#[test]
fn the_champion_stays_while_a_trial_runs_and_the_packs_may_change() {
    let mut desk = demo();
    closed(&mut desk, "2007-04-02");
    assert!(matches!(desk.end_trial("tests"), Err(DeskError::Refused(Refusal::NoTrial))));
    let past = refused(desk.adopt_trial(&trial("2007-04-02"), "tests"));
    assert_eq!(past.code(), "trial_in_the_past");
    desk.adopt_trial(&trial("2007-04-03"), "tests").unwrap();
    let mut other = policy();
    other.strategy.1 = other.strategy.1.replacen("version = 1", "version = 2", 1);
    assert_eq!(refused(desk.adopt(&other, "tests")), Refusal::TrialRuns("later".into()));
    let second = refused(desk.adopt_trial(&trial("2007-04-04"), "tests"));
    assert_eq!(second, Refusal::TrialRuns("later".into()));
    // The law moves on beside a trial, for all arms.
    let mut newer = policy();
    newer.packs[0].1.push('\n');
    assert!(desk.adopt(&newer, "tests").unwrap());
    let plan = closed(&mut desk, "2007-04-03");
    assert!(plan.cases.iter().all(|case| case.trial.is_some()));
    assert_eq!(desk.end_trial("tests").unwrap(), "later");
    assert!(desk.adopt(&other, "tests").unwrap());
}

#[test]
fn what_a_trial_came_to_counts_first_late_days_by_the_lot() {
    let mut desk = demo();
    assert!(makegood_views::trial_results(desk.book()).unwrap().is_none());
    closed(&mut desk, "2006-12-01");
    desk.adopt_trial(&trial("2006-12-02"), "tests").unwrap();
    closed(&mut desk, "2007-04-02");
    let found = makegood_views::trial_results(desk.book()).unwrap().unwrap();
    let late_then = makegood_views::closes(desk.book()).unwrap().into_iter().last().unwrap().census;
    assert!(found.late_before > 100 && found.late_before <= late_then.open_loans());
    let cases: u64 = found.arms.iter().map(|arm| arm.cases).sum();
    assert!(cases > 100, "{cases}");
    for arm in &found.arms {
        assert!(arm.cured_60.denominator <= arm.cured_30.denominator && arm.followed_30 <= arm.cases);
        let share = i64::try_from(arm.cases * 10_000 / cases).unwrap();
        assert!((share - i64::from(arm.arm.share_bp)).abs() < 700, "{} {share}", arm.arm.name);
    }
    assert!(found.arms[1].against_30.is_some());
}

/// Journals from before there were trials read, and are written, as they were.
#[test]
fn events_from_before_there_were_trials_still_read() {
    let adopted = r#"{"kind":"policy_adopted","strategy":"a1","packs":[["house","b2"]]}"#;
    let closed =
        r#"{"kind":"day_closed","as_of":"2026-01-02","known_to":7,"head":"c3","strategy":"a1","packs":[],"plan":"d4"}"#;
    for text in [adopted, closed] {
        let event: Event = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }
}
