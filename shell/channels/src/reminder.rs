//! What the reminders before a day have in common: nobody's list has them, they are
//! cleared and their words read once more, and they begin and end alike.

use crate::plain::one_line;
use crate::send_day::{Order, Weighed, carry_out_as, not_now, wrong_words};
use crate::{Fate, MESSAGE_CHARACTERS, Rendered, Sender, Step, words};
use makegood_case::{CaseEvent, Channel};
use makegood_compliance::{PlannedContact, Verdict, clear};
use makegood_day_close::{CaseInput, facts_about};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_strategy::ActionKind;
use makegood_units::{BusinessDate, Instant, PartyId, StaffId};
use makegood_views::{Policy, name_of};

/// Whom a reminder is for, and through which channel.
pub(crate) struct For<'a> {
    pub(crate) party: &'a PartyId,
    pub(crate) channel: Channel,
}

/// Delivers and writes down what was weighed. Nobody's list it is on: who sends answers
/// for it.
pub(crate) fn carry_out(
    desk: &mut Desk,
    order: &Order,
    of: &For<'_>,
    file: &str,
    weighed: Weighed,
) -> Result<Step, DeskError> {
    let officer = StaffId::new(order.actor.as_str());
    let fate: Fate = carry_out_as(desk, order, file, &officer, weighed)?;
    Ok(Step { party: of.party.clone(), officer, action: ActionKind::Reminder, channel: of.channel, fate })
}

/// Clears the contact, renders the text for the name and the number or address, and reads
/// its words.
pub(crate) fn weigh(
    desk: &Desk,
    order: &Order,
    (policy, input): (&Policy, &CaseInput),
    (day, at): (BusinessDate, Instant),
    contact: PlannedContact,
    render: impl FnOnce(String, String) -> Result<Rendered, Refusal>,
) -> Result<Weighed, DeskError> {
    let facts = facts_about(input, day, policy.rules());
    let (person, point) = (contact.person.clone(), contact.contact_point.clone());
    let cleared = match clear(contact, &facts, &policy.packs, at) {
        Verdict::Cleared(cleared) => cleared,
        verdict => return Ok(Weighed::against(verdict, at)),
    };
    let to = input.contact_points.iter().find(|known| Some(&known.id) == point.as_ref());
    let to = to.map(|known| known.value.clone()).unwrap_or_default();
    let rendered = match render(name_of(desk.book(), &person)?, to) {
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

/// The event by which this very text went out on the day.
pub(crate) fn sent_before(input: &CaseInput, day: BusinessDate, file: &str) -> Option<i64> {
    let is_it =
        |event: &CaseEvent| matches!(event, CaseEvent::ContactRecorded(contact) if contact.note.ends_with(file));
    let found = input.events.iter().find(|recorded| recorded.effective_on == day && is_it(&recorded.event));
    found.map(|recorded| recorded.seq)
}

/// Whom a text is for and who writes it, each on one line.
pub(crate) struct Opening<'a> {
    /// The number or address.
    pub(crate) to: String,
    /// `Dear Esther`, or `Good day`.
    pub(crate) named: String,
    pub(crate) lender: &'a str,
    pub(crate) reach: &'a str,
}

impl<'a> Opening<'a> {
    /// # Errors
    /// [`Refusal::TextLacks`] with the name of what is empty.
    pub(crate) fn try_new(name: &str, to: &str, sender: &'a Sender) -> Result<Self, Refusal> {
        let (to, lender, reach) = (one_line(to), sender.lender.as_str(), sender.reach.as_str());
        let fields = [
            (to.as_str(), "a number or an address"),
            (lender, "the lender's name"),
            (reach, "a way to reach the lender"),
        ];
        if let Some((_, what)) = fields.iter().find(|(field, _)| field.is_empty()) {
            return Err(Refusal::TextLacks(what));
        }
        let name = one_line(name);
        let named = if name.is_empty() { "Good day".to_owned() } else { format!("Dear {name}") };
        Ok(Self { to, named, lender, reach })
    }

    /// A text message: the first of these that is short enough.
    ///
    /// # Errors
    /// [`Refusal::MessageTooLong`] when none is.
    pub(crate) fn message(self, shorter: impl IntoIterator<Item = String>) -> Result<Rendered, Refusal> {
        let mut shortest = usize::MAX;
        for body in shorter {
            let characters = body.chars().count();
            if characters <= MESSAGE_CHARACTERS {
                return Ok(Rendered { channel: Channel::Message, to: self.to, subject: None, body });
            }
            shortest = shortest.min(characters);
        }
        Err(Refusal::MessageTooLong { characters: shortest, at_most: MESSAGE_CHARACTERS })
    }
}

/// How an e-mail can be stopped.
pub(crate) fn stop(channel: Channel) -> &'static str {
    if channel == Channel::Email { "\n\nIf you want no more e-mails from us at this address, tell us." } else { "" }
}
