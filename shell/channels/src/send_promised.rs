//! The reminders the day before a promised day, of the last closed day: each looked at
//! again, cleared again, rendered, delivered, written down. Once for each part.

use crate::Step;
use crate::before_promise::{BeforePromiseFacts, before_promise};
use crate::outbox::promised_file_name;
use crate::reminder::{For, carry_out, sent_before, weigh as weigh_reminder};
use crate::send_day::{Order, Weighed, not_now};
use makegood_compliance::{PlannedContact, Purpose};
use makegood_day_close::{PromisedSoon, promised_soon};
use makegood_desk::{Desk, DeskError};
use makegood_units::{BusinessDate, Instant};
use makegood_views::{Policy, ViewError, case_input};

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
    carry_out(desk, order, &For { party: &planned.party, channel: planned.channel }, &file, weighed)
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
    let contact = PlannedContact {
        person: planned.party.clone(),
        channel: planned.channel,
        debts: now.loans.clone(),
        contact_point: now.contact_point.clone(),
        purpose: Purpose::Collect,
    };
    weigh_reminder(desk, order, (policy, &input), (day, at), contact, |name, to| {
        let text = BeforePromiseFacts {
            name,
            to,
            sender: order.sender.clone(),
            due_on: now.due_on,
            promised: now.promised,
            to_come: now.to_come,
        };
        before_promise(planned.channel, &text)
    })
}
