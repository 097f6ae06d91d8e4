//! What happened: what people recorded, what was paid, what the close found.

use super::{Open, file_facts, promise};
use crate::model::words;
use crate::pages::case::{Entry, EntryKind};
use crate::say;
use crate::trouble::{capital, sentence};
use makegood_case::{AttentionEvent, CaseEvent, Confidence, Contact, Demand};
use makegood_units::{BusinessDate, Money, StaffId};
use makegood_views::Happened;

/// Longer than this nobody reads; the journal has it all.
const ENTRIES: usize = 60;

pub(super) fn timeline(open: &Open, names: &[(String, String)]) -> Vec<Entry> {
    let close = [(open.view.as_of, i64::MAX, closed(open))];
    let happened = file_facts::gathered(&open.view.happened).filter_map(|together| {
        let one = together.first()?;
        Some((one.effective_on, one.seq, file_facts::of_all(recorded(open, one, names), together)))
    });
    let mut entries: Vec<(BusinessDate, i64, Entry)> =
        close.into_iter().chain(happened).chain(payments(open)).collect();
    entries.sort_by_key(|(on, seq, _)| std::cmp::Reverse((*on, *seq)));
    entries.into_iter().map(|(_, _, entry)| entry).take(ENTRIES).collect()
}

/// What people recorded after an event, latest first.
pub(crate) fn since(open: &Open, names: &[(String, String)], event: i64) -> Vec<Entry> {
    let later = open.view.happened.iter().rev().filter(|one| one.seq > event);
    later.take(ENTRIES).map(|one| recorded(open, one, names)).collect()
}

fn payments(open: &Open) -> impl Iterator<Item = (BusinessDate, i64, Entry)> {
    open.view.loans.iter().flat_map(|story| {
        let currency = story.input.loan.currency;
        story.history.payments.iter().map(move |paid| {
            let title = format!("Paid {}", Money::new(paid.amount, currency));
            let says = format!("For loan {}, payment {}.", paid.loan, paid.id);
            (paid.value_on, 0, entry(paid.value_on, EntryKind::Payment, title, says))
        })
    })
}

fn closed(open: &Open) -> Entry {
    let late = open.view.day.owed.days_past_due;
    let title = if late > 0 { format!("{} past due", say::days(late)) } else { "Current".to_owned() };
    entry(open.view.as_of, EntryKind::Close, title, sentence(&open.view.day.owed.why.says))
}

fn entry(on: BusinessDate, kind: EntryKind, title: String, says: String) -> Entry {
    Entry { on, at: None, kind, title, says, by: String::new() }
}

fn recorded(open: &Open, one: &Happened, names: &[(String, String)]) -> Entry {
    let seq = one.seq;
    let (kind, title, says) = match &one.event {
        CaseEvent::ContactRecorded(contact) => (EntryKind::Contact, contacted(contact), contact.note.clone()),
        CaseEvent::PromiseMade(made) => {
            let title = format!("Promised {}", promise::in_words(open, &made.parts()));
            (EntryKind::Promise, title, promise::told(open, one.seq, made))
        }
        CaseEvent::HoldPlaced(hold) => {
            (EntryKind::Hold, format!("{} hold", words::hold(hold.kind)), sentence(&hold.reason))
        }
        CaseEvent::HoldLifted(lifted) => {
            (EntryKind::Hold, format!("{} hold lifted", words::hold(lifted.kind)), sentence(&lifted.reason))
        }
        CaseEvent::ContactPointClosed(closed) => {
            let point = open.view.contact_points.iter().find(|point| point.id == closed.contact_point);
            let what = point.map_or_else(|| closed.contact_point.to_string(), |point| point.value.clone());
            (EntryKind::Contact, format!("{what} is not used again"), sentence(&closed.reason))
        }
        CaseEvent::EvidenceNoted(noted) => {
            let kind = open.policy.method.table.get(&noted.evidence);
            let says = kind.map_or_else(|| noted.evidence.clone(), |kind| kind.says.clone());
            let sure = if noted.confidence == Confidence::Stated { "Told" } else { "Seen" };
            (EntryKind::Evidence, format!("{sure}: {says}"), sentence(&noted.source))
        }
        CaseEvent::CaseReviewed(review) => (EntryKind::Reading, "Read by a leader".to_owned(), review.note.clone()),
        CaseEvent::HappeningRecorded(one) => {
            (EntryKind::Hold, capital(&one.what.replace('_', " ")), sentence(&words::happening(one)))
        }
        CaseEvent::HappeningEnded(one) => {
            (EntryKind::Hold, capital(&format!("{} ended", one.what.replace('_', " "))), String::new())
        }
        CaseEvent::FactStated(stated) => {
            let of = stated.debt.as_ref().map_or(String::new(), |debt| format!(" of loan {debt}"));
            (EntryKind::Evidence, "Fact stated".to_owned(), format!("{} = {}{of}", stated.name, stated.value))
        }
        CaseEvent::FileFactLearned(fact) => {
            let kind = if fact.restricted { "restricted" } else { fact.entry.kind() };
            (EntryKind::Evidence, format!("File: {}", kind.replace('_', " ")), sentence(&fact.source))
        }
        CaseEvent::RestrictedFactsOpened(one) => {
            (EntryKind::Reading, "Restricted facts opened".to_owned(), sentence(&one.reason))
        }
        CaseEvent::StepDone(done) => (EntryKind::Reading, step(open, &done.step, "done"), sentence(&done.note)),
        CaseEvent::StepApproved(one) => (EntryKind::Reading, step(open, &one.step, "agreed to"), sentence(&one.note)),
        CaseEvent::StepDeclined(one) => {
            (EntryKind::Reading, step(open, &one.step, "not agreed to"), sentence(&one.reason))
        }
        CaseEvent::PlanMade(made) => {
            let by = say::day_text(&made.due_on);
            let says = format!("{} By {by}: {}", sentence(&made.method), sentence(&made.required_result));
            (EntryKind::Reading, "A plan was made".to_owned(), says)
        }
        CaseEvent::WorkoutRecorded(event) => (EntryKind::Reading, "Way out".to_owned(), sentence(&event.words())),
        CaseEvent::OnAttention(one) => (EntryKind::Reading, attention(one), one.note().to_owned()),
        CaseEvent::OnFinding(one) => (EntryKind::Reading, capital(&one.to_string()), sentence(one.note())),
        CaseEvent::LadderSkipped(one) => (EntryKind::Reading, step(open, &one.to, "gone on to"), sentence(&one.reason)),
        CaseEvent::RecourseFactLearned(one) => {
            (EntryKind::Evidence, "Recourse and security".to_owned(), format!("Learnt: {}.", one.called()))
        }
        CaseEvent::RecourseFactWithdrawn(one) => {
            (EntryKind::Evidence, format!("Withdrawn: {}", one.called()), sentence(&one.reason))
        }
        CaseEvent::VisitPrepared(one) => (
            EntryKind::Contact,
            format!("A visit was prepared for {}", open.local.time(one.at)),
            sentence(&one.purpose),
        ),
        CaseEvent::VisitBegun(_) => {
            (EntryKind::Contact, "The visit began; the law let it through".to_owned(), String::new())
        }
        CaseEvent::VisitFound(one) => (EntryKind::Evidence, "Found on the visit".to_owned(), sentence(&one.findings)),
        CaseEvent::Assigned(one) => {
            let name = |id: &StaffId| name_of(names, id.as_str());
            let to = one.officer.as_ref().map_or_else(|| "nobody in particular".to_owned(), name);
            (EntryKind::Reading, format!("Given to {to}"), sentence(&one.reason))
        }
        CaseEvent::Snoozed(one) => {
            (EntryKind::Reading, format!("Put off until {}", say::day_text(&one.until)), sentence(&one.reason))
        }
        CaseEvent::NoteWritten(one) => {
            let is_back = |it: &Happened| matches!(&it.event, CaseEvent::NoteRetracted(back) if back.note == seq);
            let title = if open.view.happened.iter().any(is_back) { "Note, taken back" } else { "Note" };
            (EntryKind::Reading, title.to_owned(), one.note.clone())
        }
        CaseEvent::NoteRetracted(_) => (EntryKind::Reading, "A note was taken back".to_owned(), String::new()),
        CaseEvent::OnWords(event) => (EntryKind::Reading, "Words and method".to_owned(), sentence(&event.words())),
        CaseEvent::OnTeam(event) => (EntryKind::Reading, "Led by an executive".to_owned(), sentence(&event.words())),
        CaseEvent::OnTalk(event) => (EntryKind::Contact, "Conversation".to_owned(), sentence(&event.words())),
    };
    let at = match &one.event {
        CaseEvent::ContactRecorded(contact) => Some(open.local.time(contact.at)),
        _ => None,
    };
    let by = name_of(names, &one.actor);
    Entry { on: one.effective_on, at, kind, title, says, by }
}

/// What an officer or a leader did about a case; who it was stands beside it.
fn attention(event: &AttentionEvent) -> String {
    match event {
        AttentionEvent::ReportHandedIn(one) if one.as_drafted => "Report went to the leader as drafted".to_owned(),
        AttentionEvent::ReportHandedIn(_) => "Report handed in".to_owned(),
        AttentionEvent::ReportAcknowledged(one) => format!("Report acknowledged: {}", one.decision),
        AttentionEvent::AttentionMissed(one) => {
            let due = say::day_text(&one.due_on);
            match one.what {
                Demand::Report => format!("Report not acknowledged by {due}"),
                Demand::HandedOver => format!("Not opened by a leader by {due}"),
            }
        }
        AttentionEvent::ReviewOpened(_) => "Review begun".to_owned(),
        AttentionEvent::MeasureRead(_) => "Measure read".to_owned(),
        AttentionEvent::ReviewClosed(one) => {
            format!("Review closed: {}; to be read again on {}", one.decision, say::day_text(&one.next_on))
        }
    }
}

/// The name of a colleague, or what stands for it.
fn name_of(names: &[(String, String)], id: &str) -> String {
    names.iter().find(|(known, _)| known == id).map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}

/// A step by what it does: `Search in lawful sources: done`.
fn step(open: &Open, rung: &str, what: &str) -> String {
    let known = open.policy.rung(rung);
    format!("{}: {what}", known.map_or(rung, |one| one.action.title()))
}

fn contacted(contact: &Contact) -> String {
    let against = match contact.clearance.as_str() {
        // What was made before the system was in use was never put before the gate.
        "cleared" | "they_called" | "not_checked" | "" => String::new(),
        clearance => format!(" (the gate said {clearance})"),
    };
    format!("{}: {}{against}", words::channel(contact.channel), words::outcome(contact.outcome))
}
