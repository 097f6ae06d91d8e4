//! The page of one diagnosis, from its view.

mod offers;
mod over_time;

pub(crate) use offers::Back;

use super::words::{named, situation};
use crate::layout::Frame;
use crate::pages::diagnosis::{Ask, Decision, Diagnosis, Evidence};
use crate::say;
use crate::trouble::{Trouble, capital, sentence};
use makegood_case::Confidence;
use makegood_desk::Desk;
use makegood_diagnosis::{Axis, Finding, Need, Ruled, Weighed};
use makegood_units::PartyId;
use makegood_views::{DiagnosisView, diagnosis_over_time, diagnosis_view};

/// So many pieces of evidence stand on each side.
const EVIDENCE: usize = 5;

/// The page; what came back from a form stands in it again.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for somebody
/// without a loan on the book.
pub(crate) fn diagnosis(desk: &Desk, frame: Frame, party: &PartyId, back: Option<Back>) -> Result<Diagnosis, Trouble> {
    makegood_views::last_closed(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let unknown = || Trouble::Unknown(format!("there is no borrower {party} on the book"));
    let view = diagnosis_view(desk.book(), party)?.ok_or_else(unknown)?;
    let history = diagnosis_over_time(desk.book(), party)?;
    let staff = makegood_views::people::colleagues(desk.book(), i64::MAX)?;
    let Ruled { found, finding, standing, .. } = &view.day.ruled;
    let side = |side: &[Weighed]| side.iter().take(EVIDENCE).map(evidence).collect();
    Ok(Diagnosis {
        party: party.clone(),
        name: named(&view.name, party),
        as_of: view.day.as_of,
        mark: situation(finding.situation),
        says: sentence(&finding.why.says),
        contested: (finding.situation != found.situation).then(|| situation(found.situation)),
        words: standing.appeal.as_ref().map(|open| open.words.clone()).unwrap_or_default(),
        standing: stands(&view, &frame),
        maturity: view.day.at_maturity.as_ref().map(|one| (one.word.words().to_owned(), sentence(&one.why.says))),
        expires_on: finding.expires_on,
        drawing: over_time::drawing(&history),
        turns: over_time::turns(&history, &view, &frame),
        speaks_for: side(&finding.evidence_for),
        against: side(&finding.evidence_against),
        aside: found.set_aside.iter().map(|why| sentence(&why.says)).collect(),
        gaps: finding.missing.iter().map(|why| sentence(&why.says)).collect(),
        changes: finding
            .what_would_change_it
            .iter()
            .map(|one| (one.evidence.clone(), capital(&one.says), capital(one.becomes.words())))
            .collect(),
        question: finding.next_question.as_ref().map(|_| ask(finding)),
        decisions: decisions(&view, &frame),
        offers: offers::offers(&view, &staff, &frame, back),
        frame,
    })
}

/// The name of a colleague, or their number.
fn person(frame: &Frame, id: &str) -> String {
    let known = frame.staff.iter().find(|one| one.id.as_str() == id);
    known.map_or_else(|| id.to_owned(), |one| one.name.clone())
}

/// Who stands by it, and who has to read it before anybody acts on it.
fn stands(view: &DiagnosisView, frame: &Frame) -> Vec<String> {
    let ruled = &view.day.ruled;
    let accepted = ruled.standing.accepted.as_ref().map(|one| {
        let (by, on) = (person(frame, one.by.as_str()), say::day_text(&one.on));
        match one.need {
            Need::LeaderSignOff => format!("{by} signed it on {on}."),
            _ => format!("{by} read the evidence of intent and agreed on {on}."),
        }
    });
    let waits = ruled.finding.needs.iter().map(|need| match need {
        Need::LeaderSignOff => "Before anybody acts on it a leader signs that ability is reduced for good.".to_owned(),
        _ => "Before anybody acts on it a second person reads the evidence of intent.".to_owned(),
    });
    accepted.into_iter().chain(waits).collect()
}

/// `+6.0 dB`; a dash for nothing.
fn moves(cdb: i32) -> String {
    if cdb == 0 {
        return "–".to_owned();
    }
    let sign = if cdb < 0 { "−" } else { "+" };
    format!("{sign}{}.{} dB", cdb.unsigned_abs() / 100, cdb.unsigned_abs() % 100 / 10)
}

fn evidence(one: &Weighed) -> Evidence {
    let sure = match one.item.confidence {
        Confidence::Stated => "said",
        Confidence::Verified => "seen",
    };
    let facts: Vec<&str> = one.item.facts.iter().map(|fact| fact.as_str()).collect();
    Evidence {
        id: one.item.evidence.clone(),
        says: sentence(&one.item.says),
        on: one.item.observed_on,
        source: format!("{sure}; {}", facts.join(", ")),
        moves: Axis::ALL.map(|axis| moves(one.cdb(axis))),
    }
}

/// The next question, each answer with what it would bring.
fn ask(finding: &Finding) -> Ask {
    let becomes = |ids: &[String]| {
        let change = finding.what_would_change_it.iter().find(|change| ids.contains(&change.evidence));
        let then = change.map_or("the situation would stay".to_owned(), |change| {
            format!("the situation would be: {}", change.becomes.words())
        });
        format!("{} once seen; {then}", ids.join(", "))
    };
    let next = finding.next_question.iter();
    Ask {
        ask: next.clone().map(|next| next.ask.clone()).collect(),
        answers: next
            .flat_map(|next| &next.answers)
            .map(|answer| (capital(&answer.says), sentence(&becomes(&answer.brings))))
            .collect(),
    }
}

fn decisions(view: &DiagnosisView, frame: &Frame) -> Vec<Decision> {
    let one = |one: &makegood_case::Noted<makegood_case::FindingEvent>| Decision {
        on: one.on,
        what: one.what.to_string(),
        by: person(frame, one.what.by().as_str()),
        note: one.what.note().to_owned(),
        event: one.seq,
    };
    view.day.decisions.iter().map(one).collect()
}
