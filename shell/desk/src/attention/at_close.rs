//! What a close writes down before it plans: reports nobody handed in go as drafted, and a
//! leader's day that passed is a breach.

use super::{draft, rules_day};
use crate::{Clock, DeskError, append_and_apply};
use makegood_case::{AttentionEvent, AttentionMissed, CaseEvent, ReportHandedIn};
use makegood_journal::{Connection, Event};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::{Policy, case_input, drafts_to_hand_in, overdue};

/// Who hands in what nobody did, where the case names no officer.
const NOBODY: &str = "nobody";

/// Writes down what the calendar brings about between two closes.
pub(crate) fn before_the_plan(
    book: &Connection,
    clock: &Clock,
    as_of: BusinessDate,
    policy: &Policy,
    actor: &str,
) -> Result<(), DeskError> {
    let write = |party: &PartyId, event: AttentionEvent| {
        let event = Event::Case { party: party.clone(), event: CaseEvent::OnAttention(event) };
        append_and_apply(book, clock, as_of, actor, event)
    };
    for (party, about) in drafts_to_hand_in(book, as_of, policy.strategy.attention)? {
        let case = case_input(book, &party, i64::MAX)?;
        let Some(day) = rules_day(&case, as_of, policy)? else { continue };
        // What was due by then and is so no longer is nobody's report any more.
        let Some((due, report)) = draft(&case, &day).filter(|(due, _)| due.about == about) else { continue };
        let by = due.officer.clone().unwrap_or_else(|| StaffId::new(NOBODY));
        write(&party, AttentionEvent::ReportHandedIn(ReportHandedIn { about, by, as_drafted: true, report }))?;
    }
    for one in overdue(book, as_of)? {
        let case = case_input(book, &one.party, i64::MAX)?;
        let late = rules_day(&case, as_of, policy)?.is_some_and(|day| day.owed.days_past_due > 0);
        if late {
            let missed = AttentionMissed { what: one.what, since: one.since, due_on: one.due_on, report: one.report };
            write(&one.party, AttentionEvent::AttentionMissed(missed))?;
        }
    }
    Ok(())
}
