//! A text message: what is due, whom to tell, and nothing else.

use crate::LetterFacts;
use crate::plain::{amounts, one_line};
use makegood_desk::Refusal;
use makegood_units::{BusinessDate, Money};

/// A text message has at most so many characters: two parts on a plain telephone.
pub const MESSAGE_CHARACTERS: usize = 319;

/// Renders a text message. What does not fit is left out in an order that keeps
/// every amount: first the loans' numbers, then the name.
///
/// # Errors
/// [`Refusal::MessageTooLong`] when it does not fit even so.
pub(crate) fn message(facts: &LetterFacts, totals: &[Money], since: BusinessDate) -> Result<String, Refusal> {
    let name = one_line(&facts.name);
    let named = if name.is_empty() { "Good day".to_owned() } else { format!("Dear {name}") };
    let text = |greeting: &str, of: &str| {
        let (lender, reach, officer) = (&facts.sender.lender, &facts.sender.reach, one_line(&facts.officer));
        format!(
            "{greeting}, {lender} here. By our books of {}, {}{of} is past due, the oldest part since {since}. \
             If you have paid already or something is wrong, tell {officer}, {reach}. \
             You may answer: I cannot pay this now. To stop these messages, tell us.",
            facts.as_of,
            amounts(totals)
        )
    };
    let shorter = [text(&named, &of(facts)), text(&named, ""), text("Good day", "")];
    let fits = |text: &&String| text.chars().count() <= MESSAGE_CHARACTERS;
    let least = shorter.iter().map(|text| text.chars().count()).min().unwrap_or(0);
    let too_long = Refusal::MessageTooLong { characters: least, at_most: MESSAGE_CHARACTERS };
    shorter.iter().find(fits).cloned().ok_or(too_long)
}

fn of(facts: &LetterFacts) -> String {
    let ids: Vec<String> = facts.loans.iter().map(|loan| one_line(loan.loan.as_str())).collect();
    let word = if ids.len() == 1 { "loan" } else { "loans" };
    format!(" of {word} {}", ids.join(", "))
}
