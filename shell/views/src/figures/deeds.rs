//! What people did, put down as the journal tells it.

use crate::ViewError;
use makegood_case::{AttentionEvent, CaseEvent, Channel, Contact, Outcome, Promise};
use makegood_journal::{Connection, Entry, Event};
use makegood_metrics::DeedKind;
use makegood_units::PartyId;
use rusqlite::{OptionalExtension, params};

/// Puts down what an event says somebody did.
///
/// # Errors
/// Whatever SQLite refuses.
pub(crate) fn done(book: &Connection, entry: &Entry) -> Result<(), ViewError> {
    match &entry.event {
        Event::ActJudged(judged) => {
            let kind = DeedKind::Judged { cleared: judged.verdict == "cleared" };
            put(book, entry, &judged.party, &entry.actor, "", kind)
        }
        Event::Case { party, event } => match event {
            CaseEvent::ContactRecorded(contact) => match kind_of(contact) {
                Some((means, kind)) => put(book, entry, party, contact.by.as_str(), means, kind),
                None => Ok(()),
            },
            CaseEvent::StepDone(done) => {
                put(book, entry, party, done.by.as_str(), &format!("step {}", done.step), DeedKind::Step)
            }
            // The words packs have for it, as the trial counts them.
            CaseEvent::HappeningRecorded(one) if one.what.contains("complaint") || one.what.contains("grievance") => {
                put(book, entry, party, &entry.actor, "", DeedKind::Complaint)
            }
            CaseEvent::CaseReviewed(review) => put(book, entry, party, review.by.as_str(), "", DeedKind::Reviewed),
            CaseEvent::OnAttention(AttentionEvent::ReviewClosed(review)) => {
                put(book, entry, party, review.by.as_str(), "", DeedKind::Reviewed)
            }
            CaseEvent::PromiseMade(promise) => promised(book, entry, party, promise),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// What they called about themselves is no attempt of ours.
fn kind_of(contact: &Contact) -> Option<(&'static str, DeedKind)> {
    let attempt = DeedKind::Attempt {
        spoke: contact.outcome.is_conversation(),
        promised: contact.outcome == Outcome::PromiseToPay,
    };
    Some(match contact.channel {
        Channel::Call => ("call", attempt),
        Channel::Visit => ("visit", attempt),
        Channel::Message => ("message", DeedKind::Sent),
        Channel::Email => ("email", DeedKind::Sent),
        Channel::Letter => ("letter", DeedKind::Sent),
        Channel::InboundCall => return None,
    })
}

fn put(
    book: &Connection,
    entry: &Entry,
    party: &PartyId,
    officer: &str,
    means: &str,
    kind: DeedKind,
) -> Result<(), ViewError> {
    let kind = serde_json::to_string(&kind)
        .map_err(|source| ViewError::Body { place: format!("the deed of event {}", entry.seq), source })?;
    book.prepare_cached(
        "INSERT OR REPLACE INTO view_deed (seq, party, done_on, officer, means, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![entry.seq, party.as_str(), entry.effective_on.epoch_days(), officer, means, kind])?;
    Ok(())
}

/// A promise was given to whoever spoke with them last.
fn promised(book: &Connection, entry: &Entry, party: &PartyId, promise: &Promise) -> Result<(), ViewError> {
    let officer: Option<String> = book
        .prepare_cached("SELECT officer FROM view_deed WHERE party = ?1 AND means <> '' ORDER BY seq DESC LIMIT 1")?
        .query_row([party.as_str()], |row| row.get(0))
        .optional()?;
    let days = promise.parts().into_iter().map(|part| part.due_on.epoch_days());
    let (first, last) = (days.clone().min().unwrap_or(0), days.max().unwrap_or(0));
    book.prepare_cached(
        "INSERT OR REPLACE INTO view_promise (seq, party, officer, first_due, last_due) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![entry.seq, party.as_str(), officer.unwrap_or_else(|| entry.actor.clone()), first, last])?;
    Ok(())
}
