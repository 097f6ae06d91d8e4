//! The reminders the day before a promised day, of the last closed day: each looked at
//! again, cleared again, rendered, delivered, written down. Once for each part.

use crate::before_promise::{BeforePromiseFacts, before_promise};
use crate::outbox::promised_file_name;
use crate::send_day::{Order, Weighed, carry_out_as, not_now, wrong_words};
use crate::send_due::sent_before;
use crate::{Fate, Step, words};
use makegood_compliance::{PlannedContact, Purpose, Verdict, clear};
use makegood_day_close::{PromisedSoon, facts_about, promised_soon};
use makegood_desk::{Desk, DeskError};
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, Instant, StaffId};
use makegood_views::{Policy, ViewError, case_input, name_of};

/// One reminder, from the plan to the outbox.
pub(crate) fn send_promised(
    desk: &mut Desk,
    order: &Order,
    policy: &Policy,
    planned: &PromisedSoon,
    (day, at): (BusinessDate, Instant),
) -> Result<Step, DeskError> {
    let file = promised_file_name(day, planned);
    let weighed = weigh(desk, order, policy, planned, (day, at), &file)?;
    // Nobody's list it is on: who sends answers for it.
    let officer = StaffId::new(order.actor.as_str());
    let fate: Fate = carry_out_as(desk, order, &file, &officer, weighed)?;
    Ok(Step { party: planned.party.clone(), officer, action: ActionKind::Reminder, channel: planned.channel, fate })
}

fn weigh(
    desk: &Desk,
    order: &Order,
    policy: &Policy,
    planned: &PromisedSoon,
    (day, at): (BusinessDate, Instant),
    file: &str,
) -> Result<Weighed, DeskError> {
    let input = case_input(desk.book(), &planned.party, i64::MAX)?;
    if let Some(event) = sent_before(&input, day, file) {
        return Ok(Weighed::Before(event));
    }
    let in_words = |error: makegood_day_close::CloseError| ViewError::Book { loan: error.loan, source: error.source };
    let still = promised_soon(&input, day, policy.rules()).map_err(in_words)?;
    let Some(now) = still.into_iter().find(|one| one.promise == planned.promise && one.due_on == planned.due_on) else {
        return Ok(not_now("nothing_promised", "it has come, or the promise has changed since the close"));
    };
    let facts = facts_about(&input, day, policy.rules());
    let contact = PlannedContact {
        person: planned.party.clone(),
        channel: planned.channel,
        debts: now.loans.clone(),
        contact_point: now.contact_point.clone(),
        purpose: Purpose::Collect,
    };
    let cleared = match clear(contact, &facts, &policy.packs, at) {
        Verdict::Cleared(cleared) => cleared,
        verdict => return Ok(Weighed::against(verdict, at)),
    };
    let to = input.contact_points.iter().find(|point| Some(&point.id) == now.contact_point.as_ref());
    let text = BeforePromiseFacts {
        name: name_of(desk.book(), &planned.party)?,
        to: to.map(|point| point.value.clone()).unwrap_or_default(),
        sender: order.sender.clone(),
        due_on: now.due_on,
        promised: now.promised,
        to_come: now.to_come,
    };
    let rendered = match before_promise(planned.channel, &text) {
        Ok(rendered) => rendered,
        Err(refusal) => return Ok(not_now(refusal.code(), &refusal.to_string())),
    };
    let context = words::words_context(&facts, &cleared.action().debts);
    if let Some(wrong) = wrong_words(order, &rendered, &context) {
        return Ok(wrong);
    }
    let seen = input.events.last().map_or(0, |last| last.seq);
    Ok(Weighed::Ready(Box::new((cleared, rendered, seen))))
}
