//! The reminder before the due day: what falls due, when, and how to be heard.

use crate::plain::{long_date, one_line};
use crate::reminder::{Opening, stop};
use crate::{Rendered, Sender};
use makegood_case::Channel;
use makegood_desk::Refusal;
use makegood_units::{BusinessDate, LoanId, Money};

/// What such a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeDueFacts {
    /// The borrower's name. May be empty.
    pub name: String,
    /// The number or address.
    pub to: String,
    /// Who writes.
    pub sender: Sender,
    /// Of which loan.
    pub loan: LoanId,
    /// When it falls due.
    pub due_on: BusinessDate,
    /// What is unpaid of it.
    pub unpaid: Money,
}

/// Renders it, in English.
///
/// # Errors
/// [`Refusal::TextLacks`] with the name of a field that is empty,
/// [`Refusal::MessageTooLong`] for a text message that cannot be made short enough.
pub fn before_due(channel: Channel, facts: &BeforeDueFacts) -> Result<Rendered, Refusal> {
    let opening = Opening::try_new(&facts.name, &facts.to, &facts.sender)?;
    let (named, lender, reach) = (opening.named.clone(), opening.lender, opening.reach);
    let (loan, day) = (one_line(facts.loan.as_str()), long_date(facts.due_on));
    if channel == Channel::Message {
        let text = |greeting: &str, of: &str| {
            format!(
                "{greeting}, {lender} here. {} of your loan{of} falls due on {day}. If something is in the way, tell \
                 us before then: {reach}. If you have paid already, thank you. To stop these messages, tell us.",
                facts.unpaid
            )
        };
        let shorter = [text(&named, &format!(" {loan}")), text(&named, ""), text("Good day", "")];
        return opening.message(shorter);
    }
    let stop = stop(channel);
    let body = format!(
        "{named},\n\n{} of your loan {loan} falls due on {day}. If you have paid it already, thank you.\n\n\
         If something is in the way, tell us before that day; then there is time to find a way together: {reach}.{stop}\n\n{lender}\n",
        facts.unpaid
    );
    Ok(Rendered {
        channel,
        to: opening.to,
        subject: Some(format!("Your loan {loan}: {} falls due on {day}", facts.unpaid)),
        body,
    })
}
