//! The outcome form: three keys for most calls, a promise without the mouse,
//! and all of it without a script.

use super::promise::{OfferNote, PartField};
use makegood_units::BusinessDate;

/// The seven outcomes in the order of their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeChoice {
    /// 1: nobody answered.
    NoAnswer,
    /// 2: a conversation with the obligor.
    RightParty,
    /// 3: an amount by a day.
    PromiseToPay,
    /// 4: they will not pay.
    Refused,
    /// 5: somebody else's number.
    WrongNumber,
    /// 6: the debt is said to be wrong.
    Dispute,
    /// 7: they cannot pay.
    Hardship,
}

impl OutcomeChoice {
    /// All, in order.
    pub const ALL: [Self; 7] = [
        Self::NoAnswer,
        Self::RightParty,
        Self::PromiseToPay,
        Self::Refused,
        Self::WrongNumber,
        Self::Dispute,
        Self::Hardship,
    ];

    /// The value the form posts, the same word the case event uses.
    pub fn value(&self) -> &'static str {
        match self {
            Self::NoAnswer => "no_answer",
            Self::RightParty => "right_party",
            Self::PromiseToPay => "promise_to_pay",
            Self::Refused => "refused",
            Self::WrongNumber => "wrong_number",
            Self::Dispute => "dispute",
            Self::Hardship => "hardship",
        }
    }

    /// The words beside the button.
    pub fn label(&self) -> &'static str {
        match self {
            Self::NoAnswer => "No answer",
            Self::RightParty => "Spoke with them",
            Self::PromiseToPay => "Promise to pay",
            Self::Refused => "Will not pay",
            Self::WrongNumber => "Wrong number",
            Self::Dispute => "Says it is wrong",
            Self::Hardship => "Cannot pay",
        }
    }
}

/// One entry of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// The form, with what is already filled in: sensible defaults, or what the
/// person typed when it came back with a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeForm {
    /// The version of the case this page was made from; a newer one refuses the form.
    pub head: String,
    /// The channels that may be named, the likely one first.
    pub channels: Vec<Choice>,
    /// The contact points that may be named, the likely one first.
    pub contact_points: Vec<Choice>,
    /// What a borrower may tell, as evidence ids with their words.
    pub told_us: Vec<Choice>,
    /// The chosen outcome.
    pub outcome: Option<OutcomeChoice>,
    /// The chosen channel.
    pub channel: String,
    /// The chosen contact point.
    pub contact_point: String,
    /// What they told us.
    pub told: String,
    /// The note.
    pub note: String,
    /// The promised amounts with their days: the usual one, then room for further parts.
    pub promise_parts: Vec<PartField>,
    /// The currency of those amounts.
    pub currency: String,
    /// The earliest and latest day a promise may name.
    pub promise_window: (BusinessDate, BusinessDate),
    /// Where the money will come from.
    pub source_of_funds: String,
    /// What they said, word for word.
    pub said: String,
    /// The loans a promise may be bound to, when there are several.
    pub loans: Vec<Choice>,
    /// The chosen loan; empty for any of them.
    pub loan: String,
    /// The promise still open, in words; none when none is.
    pub open_promise: Option<String>,
    /// Whether the new one stands beside it.
    pub beside: bool,
    /// A promise that can be kept; none when nothing is past due.
    pub offer: Option<OfferNote>,
    /// Where to go on once it is saved, a path of this server; empty for the case itself.
    pub then: String,
    /// Why the form was refused, and what to do; none before the first try.
    pub problem: Option<String>,
}

impl OutcomeForm {
    /// Whether the form should already be open: it came back, or an offer was taken over.
    pub fn is_open(&self) -> bool {
        self.problem.is_some() || self.outcome.is_some()
    }

    /// The first amount and day.
    pub fn first_part(&self) -> PartField {
        self.promise_parts.first().cloned().unwrap_or_default()
    }

    /// Room for further amounts and days.
    pub fn further_parts(&self) -> impl Iterator<Item = (usize, &PartField)> {
        self.promise_parts.iter().skip(1).zip(2..).map(|(part, no)| (no, part))
    }

    /// Whether any of the further ones is filled in.
    pub fn has_further(&self) -> bool {
        self.promise_parts.iter().skip(1).any(|part| !part.amount.is_empty() || !part.due_on.is_empty())
    }

    /// Whether this outcome is the chosen one.
    pub fn has(&self, choice: &OutcomeChoice) -> bool {
        self.outcome == Some(*choice)
    }
}

/// Where a case stands with its leader, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttentionShort {
    /// In one or two sentences.
    pub says: String,
    /// Whether there is a report, due or handed in.
    pub report: bool,
    /// Whether it waits for who is acting.
    pub presses: bool,
    /// Whether who is acting leads.
    pub is_leader: bool,
}

/// One thing that changed by what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What: `Promise`, `Next call`.
    pub what: String,
    /// Before.
    pub before: String,
    /// After.
    pub after: String,
}
