//! Decisions about a finding in a story, and the diagnosis over time.

use crate::quoted;
use crate::verb::Verb;
use makegood_capacity::Staff;
use makegood_case::{CaseEvent, FindingEvent, Recorded};
use makegood_day_close::{CaseDay, CaseInput, diagnosis_day, diagnosis_history};
use makegood_desk::{DecideFinding, FindingDecision, finding_decided};
use makegood_diagnosis::{Axis, ChangePoint, Crossing};
use makegood_units::BusinessDate;
use makegood_views::{DiagnosisView, Happened, Policy};

/// The people of a story and what they are.
const PEOPLE: [(&str, &str); 5] = [
    ("the officer", "officer"),
    ("the colleague", "officer"),
    ("the leader", "leader"),
    ("the other leader", "leader"),
    ("the executive", "executive"),
];
/// So many movers are named at a change point.
const MOVERS: usize = 3;

/// `agreed by the colleague "…"`; also `signed`, `contested`, `upheld`, `set aside` and
/// `set aside C05`.
pub(crate) fn read(rest: &str) -> Result<Verb, String> {
    let (what, note) = quoted::only(rest)?;
    let (word, by) = what.split_once(" by ").unwrap_or((what, "the officer"));
    let what = match word.trim() {
        "agreed" => FindingDecision::Agree,
        "signed" => FindingDecision::Sign,
        "contested" => FindingDecision::Appeal,
        "upheld" => FindingDecision::Uphold,
        other => {
            let expected = "expected `finding agreed by the colleague \"…\"`, signed, contested, upheld, set aside";
            let named = other.strip_prefix("set aside").ok_or(expected)?;
            FindingDecision::SetAside(named.split_whitespace().map(str::to_owned).collect())
        }
    };
    Ok(Verb::Finding { by: by.trim().to_owned(), what, note })
}

/// What the desk makes of a decision: the event, or its refusal.
pub(crate) fn decided(
    case: &CaseInput,
    on: BusinessDate,
    policy: &Policy,
    (by, what, note): (&str, &FindingDecision, &str),
) -> Result<Result<FindingEvent, String>, String> {
    let day = diagnosis_day(case, on, policy.rules()).map_err(|error| error.to_string())?;
    let day = day.ok_or("no loan is on the book")?;
    let happened = case.events.iter().map(happened).collect();
    let view = DiagnosisView { party: case.party.clone(), name: String::new(), day, happened };
    let (party, by, note, what) = (case.party.clone(), by.into(), note.to_owned(), what.clone());
    let decided = finding_decided(&DecideFinding { party, by, note, read: None, what }, &view, &staff(case));
    Ok(decided.map_err(|refusal| format!("refused {}: {refusal}. {}", refusal.code(), refusal.way_out())))
}

/// In a story the officer writes down what names nobody else.
fn happened(one: &Recorded) -> Happened {
    let actor = match &one.event {
        CaseEvent::CaseReviewed(review) => review.by.to_string(),
        CaseEvent::OnFinding(decision) => decision.by().to_string(),
        _ => "the officer".to_owned(),
    };
    Happened { seq: one.seq, effective_on: one.effective_on, actor, event: one.event.clone() }
}

pub(crate) fn staff(case: &CaseInput) -> Vec<Staff> {
    let Some(branch) = case.loans.first().map(|input| input.loan.branch.clone()) else { return Vec::new() };
    let person = |(name, role): (&str, &str)| Staff {
        id: name.into(),
        name: name.to_owned(),
        branch: branch.clone(),
        role: role.to_owned(),
        minutes_per_day: 240,
        skills: Vec::new(),
        zone: None,
    };
    PEOPLE.map(person).to_vec()
}

/// Every change point: what was crossed, and what moved it most.
pub(crate) fn over_time(case: &CaseInput, on: BusinessDate, policy: &Policy) -> Result<String, String> {
    let history = diagnosis_history(case, on, policy.rules()).map_err(|error| error.to_string())?;
    let told: Vec<String> = history.changes.iter().map(change).collect();
    Ok(if told.is_empty() { "no line was crossed".to_owned() } else { told.join("; ") })
}

fn change(point: &ChangePoint) -> String {
    let percent = |bp: i32| (bp + 50) / 100;
    let (crossed, axes) = match point.crossed {
        Crossing::Situation { from, to } => (format!("{} → {}", from.words(), to.words()), Axis::ALL.to_vec()),
        Crossing::Belief { axis, from_bp, to_bp, .. } => {
            (format!("{} {} → {} %", axis.words(), percent(from_bp), percent(to_bp)), vec![axis])
        }
    };
    let moved = point.moved_by.iter().take(MOVERS).map(|one| {
        let most = axes.iter().map(|axis| one.cdb(*axis)).max_by_key(|cdb| cdb.abs()).unwrap_or(0);
        let sign = if most < 0 { "−" } else { "+" };
        format!("{} {sign}{}.{} dB", one.evidence, most.abs() / 100, most.abs() % 100 / 10)
    });
    let by = point.decided.iter().map(|fact| format!("decided in {fact}")).chain(moved).collect::<Vec<_>>();
    format!("{} {crossed} ({})", point.on, by.join(", "))
}

/// Cannot, does not, or unknown, with the evidence.
pub(crate) fn at_maturity(day: &CaseDay) -> Result<String, String> {
    let matured = day.at_maturity.as_ref();
    Ok(matured.map_or("no late loan has matured".to_owned(), |one| format!("{}: {}", one.word.words(), one.why.says)))
}
