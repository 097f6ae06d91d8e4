//! Steps that wait for somebody of the house, as the case page shows them.

use super::Open;
use crate::pages::case::{Task, TaskHow};
use crate::trouble::sentence;
use makegood_day_close::Considered;
use makegood_diagnosis::Need;
use makegood_strategy::{ActionKind, DECLINED};

/// Work in the house that is open today, steps that wait for a second person, and for a
/// leader the steps that could be gone on to.
pub(super) fn tasks(open: &Open, is_leader: bool) -> Vec<Task> {
    let day = &open.view.day;
    let mut tasks: Vec<Task> = day.considered.iter().filter_map(task).collect();
    let declined = day.passed_over.iter().filter(|rung| rung.why.code == DECLINED);
    tasks.extend(declined.map(|rung| Task {
        step: rung.rung.clone(),
        title: rung.action.title().to_owned(),
        says: sentence(&rung.why.says),
        how: TaskHow::Agree,
        is_declined: true,
    }));
    if is_leader {
        let early = day
            .passed_over
            .iter()
            .filter(|rung| matches!(rung.why.code.as_str(), "gentler_steps_first" | "ask_why_first"));
        tasks.extend(early.map(|rung| Task {
            step: rung.rung.clone(),
            title: format!("{}: go on to it before the gentler steps", rung.action.title()),
            says: sentence(&rung.why.says),
            how: TaskHow::Skip,
            is_declined: false,
        }));
    }
    tasks
}

fn task(step: &Considered) -> Option<Task> {
    let proposal = &step.proposal;
    let title = proposal.action.title().to_owned();
    if proposal.needs.contains(&Need::SecondPerson) {
        let says = format!("{} {}", sentence(&proposal.why.says), sentence(&step.gate.says));
        return Some(Task { step: proposal.rung.clone(), title, says, how: TaskHow::Agree, is_declined: false });
    }
    let is_house = proposal.channel.is_none()
        && !matches!(proposal.action, ActionKind::LeaderReview | ActionKind::RequiredAct)
        && step.gate.verdict == "cleared";
    is_house.then(|| Task {
        step: proposal.rung.clone(),
        title,
        says: format!("{} {}", proposal.action.purpose(), sentence(&proposal.why.says)),
        how: TaskHow::Done,
        is_declined: false,
    })
}
