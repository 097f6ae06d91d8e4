//! An event in the sentence that an open page shows about it.

use crate::say;
use makegood_case::{AttentionEvent, CaseEvent, Channel};
use makegood_desk::Desk;
use makegood_views::{NewsOf, ViewError};

/// `Grace Auma recorded a call at 10:42`, by the lender's clock. None for a number that
/// no event has.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn says(desk: &Desk, event: i64) -> Result<Option<String>, ViewError> {
    let Some(news) = makegood_views::news(desk.book(), event)? else { return Ok(None) };
    let staff = makegood_views::people::colleagues(desk.book(), i64::MAX)?;
    let known = staff.iter().find(|one| one.id.as_str() == news.actor);
    let who = known.map_or(news.actor.as_str(), |one| one.name.as_str());
    let hour = desk.clock().hour_of(news.recorded_at);
    Ok(Some(format!("{who} {} at {hour}", did(&news.what))))
}

fn did(what: &NewsOf) -> String {
    match what {
        NewsOf::Case(_, event) => in_case(event).to_owned(),
        NewsOf::DayClosed(day) => format!("closed {}", say::day_text(day)),
        NewsOf::RowsBoarded(1) => "imported 1 row".to_owned(),
        NewsOf::RowsBoarded(rows) => format!("imported {rows} rows"),
        NewsOf::Other(Some(_)) => "changed this case".to_owned(),
        NewsOf::Other(None) => "changed what the book follows".to_owned(),
    }
}

fn in_case(event: &CaseEvent) -> &'static str {
    match event {
        CaseEvent::ContactRecorded(contact) => match contact.channel {
            Channel::Call => "recorded a call",
            Channel::InboundCall => "recorded a call from them",
            Channel::Message => "recorded a message",
            Channel::Email => "recorded an e-mail",
            Channel::Letter => "recorded a letter",
            Channel::Visit => "recorded a visit",
        },
        CaseEvent::PromiseMade(_) => "recorded a promise",
        CaseEvent::HoldPlaced(_) => "placed a hold",
        CaseEvent::HoldLifted(_) => "lifted a hold",
        CaseEvent::CaseReviewed(_) | CaseEvent::OnAttention(AttentionEvent::ReviewClosed(_)) => "read this case",
        CaseEvent::OnAttention(AttentionEvent::ReportHandedIn(_)) => "handed in a report",
        CaseEvent::OnAttention(AttentionEvent::ReportAcknowledged(_)) => "acknowledged a report",
        CaseEvent::NoteWritten(_) => "wrote a note",
        CaseEvent::NoteRetracted(_) => "took a note back",
        CaseEvent::Assigned(_) => "changed who has this case",
        CaseEvent::Snoozed(_) => "put this case off",
        CaseEvent::OnTeam(_) => "changed the team of this case",
        CaseEvent::PlanMade(_) => "made a plan",
        CaseEvent::StepDone(_) => "did a step",
        CaseEvent::StepApproved(_) => "agreed to a step",
        CaseEvent::StepDeclined(_) => "did not agree to a step",
        CaseEvent::VisitPrepared(_) => "prepared a visit",
        CaseEvent::VisitFound(_) => "recorded what a visit found",
        _ => "changed this case",
    }
}
