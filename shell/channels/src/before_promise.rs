//! The reminder the day before a promised day: what they said they would pay, and how to
//! be heard when something is in the way.

use crate::plain::{long_date, one_line};
use crate::{MESSAGE_CHARACTERS, Rendered, Sender};
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
    let (to, lender, reach) = (one_line(&facts.to), &facts.sender.lender, &facts.sender.reach);
    let fields =
        [(to.as_str(), "a number or an address"), (lender, "the lender's name"), (reach, "a way to reach the lender")];
    if let Some((_, what)) = fields.iter().find(|(field, _)| field.is_empty()) {
        return Err(Refusal::TextLacks(what));
    }
    let name = one_line(&facts.name);
    let named = if name.is_empty() { "Good day".to_owned() } else { format!("Dear {name}") };
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
        let characters = shorter.iter().map(|text| text.chars().count()).min().unwrap_or(0);
        let body = shorter.into_iter().find(|text| text.chars().count() <= MESSAGE_CHARACTERS);
        let too_long = Refusal::MessageTooLong { characters, at_most: MESSAGE_CHARACTERS };
        return Ok(Rendered { channel, to, subject: None, body: body.ok_or(too_long)? });
    }
    let stop = if channel == Channel::Email {
        "\n\nIf you want no more e-mails from us at this address, tell us."
    } else {
        ""
    };
    let body = format!(
        "{named},\n\n{said} If you have paid it already, thank you.\n\nIf something is in the way, tell us before that \
         day; then there is time to find a way together: {reach}.{stop}\n\n{lender}\n"
    );
    Ok(Rendered { channel, to, subject: Some(format!("What you told us for {day}")), body })
}
