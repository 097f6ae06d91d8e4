//! A text from its facts. A field that is not known is a refusal, never a gap.

use crate::plain::one_line;
use crate::{LetterFacts, letter, message};
use makegood_case::Channel;
use makegood_desk::Refusal;
use makegood_strategy::ActionKind;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A short friendly note of what is due.
    Reminder,
    /// The figures, in full.
    Letter,
}

impl Kind {
    /// The text of a step; `None` for steps whose words only a person can find, such
    /// as the answer to a dispute.
    pub fn of(action: ActionKind) -> Option<Self> {
        match action {
            ActionKind::Reminder => Some(Self::Reminder),
            ActionKind::Letter => Some(Self::Letter),
            _ => None,
        }
    }
}

/// A text ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Through which channel.
    pub channel: Channel,
    /// The number or address.
    pub to: String,
    /// The subject; a text message has none.
    pub subject: Option<String>,
    /// The words.
    pub body: String,
}

impl Rendered {
    /// The file as it goes into the outbox: lines that say where to, an empty line,
    /// the words.
    pub fn text(&self) -> String {
        let by = match self.channel {
            Channel::Message => "message",
            Channel::Email => "email",
            Channel::Letter => "letter",
            Channel::Call | Channel::InboundCall | Channel::Visit => "hand",
        };
        let subject = self.subject.as_ref().map(|subject| format!("Subject: {subject}\n")).unwrap_or_default();
        format!("To: {}\nBy: {by}\n{subject}\n{}\n", self.to, self.body.trim_end())
    }
}

/// Renders a text, in English.
///
/// # Errors
/// [`Refusal::TextLacks`] with the name of a field that is empty,
/// [`Refusal::MessageTooLong`] for a text message that cannot be made short enough.
pub fn render(kind: Kind, channel: Channel, facts: &LetterFacts) -> Result<Rendered, Refusal> {
    let to = one_line(&facts.to);
    let fields = [
        (to.as_str(), "a number or an address"),
        (&facts.sender.lender, "the lender's name"),
        (&facts.sender.reach, "a way to reach the lender"),
        (facts.officer.trim(), "the person who answers for it"),
    ];
    if let Some((_, what)) = fields.iter().find(|(field, _)| field.is_empty()) {
        return Err(Refusal::TextLacks(what));
    }
    let totals = facts.totals()?;
    let since = facts.since().ok_or(Refusal::TextLacks("the instalments behind the amount"))?;
    Ok(match channel {
        Channel::Message => Rendered { channel, to, subject: None, body: message::message(facts, &totals, since)? },
        Channel::Email | Channel::Letter => {
            let subject = Some(letter::subject(kind, facts));
            Rendered { channel, to, subject, body: letter::letter(kind, channel, facts, &totals) }
        }
        Channel::Call | Channel::InboundCall | Channel::Visit => {
            return Err(Refusal::TextLacks("a channel that carries words in writing"));
        }
    })
}
