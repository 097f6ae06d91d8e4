//! The reminder the day before a promised day: what they said they would pay, and how to
//! be heard when something is in the way.

use crate::plain::long_date;
use crate::reminder::{Opening, stop};
use crate::{Rendered, Sender};
use makegood_case::Channel;
use makegood_desk::Refusal;
use makegood_units::{BusinessDate, Money};

/// What such a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforePromiseFacts {
    /// The borrower's name. May be empty.
    pub name: String,
    /// The number or address.
    pub to: String,
    /// Who writes.
    pub sender: Sender,
    /// The promised day.
    pub due_on: BusinessDate,
    /// What was promised for it.
    pub promised: Money,
    /// What of it is still to come.
    pub to_come: Money,
}

/// Renders it, in English.
///
/// # Errors
/// [`Refusal::TextLacks`] with the name of a field that is empty,
/// [`Refusal::MessageTooLong`] for a text message that cannot be made short enough.
pub fn before_promise(channel: Channel, facts: &BeforePromiseFacts) -> Result<Rendered, Refusal> {
    let opening = Opening::try_new(&facts.name, &facts.to, &facts.sender)?;
    let (named, lender, reach) = (opening.named.clone(), opening.lender, opening.reach);
    let day = long_date(facts.due_on);
    let said = match facts.to_come == facts.promised {
        true => format!("You told us that {} comes by tomorrow, {day}.", facts.promised),
        false => format!(
            "You told us that {} comes by tomorrow, {day}; {} of it is still to come.",
            facts.promised, facts.to_come
        ),
    };
    if channel == Channel::Message {
        let text = |greeting: &str| {
            format!(
                "{greeting}, {lender} here. {said} If something is in the way, tell us before then: {reach}. If you \
                 have paid already, thank you. To stop these messages, tell us."
            )
        };
        let shorter = [text(&named), text("Good day")];
        return opening.message(shorter);
    }
    let stop = stop(channel);
    let body = format!(
        "{named},\n\n{said} If you have paid it already, thank you.\n\nIf something is in the way, tell us before that \
         day; then there is time to find a way together: {reach}.{stop}\n\n{lender}\n"
    );
    Ok(Rendered { channel, to: opening.to, subject: Some(format!("What you told us for {day}")), body })
}
