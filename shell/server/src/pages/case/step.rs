//! What to do: the recommended step, the channels, the routes.

use crate::pages::ActionKind;
use makegood_units::{BusinessDate, Money};

/// The one recommended step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What kind.
    pub kind: ActionKind,
    /// The step in a few words: `Call Sarah on the shop number`.
    pub title: String,
    /// What it is for, in one sentence.
    pub purpose: String,
    /// When: `today before 19:00`.
    pub when: String,
    /// How long it should take.
    pub minutes: u32,
    /// Expected value of a minute spent here.
    pub value_per_minute: Money,
    /// Whether it is owed to the borrower: then its worth does not decide.
    pub is_owed: bool,
    /// Why this, why now, why not something else.
    pub reasons: Vec<Reason>,
}

/// A reason that can be opened to its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The reason in one sentence.
    pub says: String,
    /// Its code.
    pub code: String,
    /// The facts used, as their ids.
    pub facts: Vec<String>,
}

/// A channel to the obligor and whether it is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// Which channel.
    pub kind: ActionKind,
    /// Where it leads: `shop 0772 …`, `house in Kawempe`.
    pub to: String,
    /// Until when it is open, when it is: `until 19:00 in Kampala`.
    pub open_until: Option<String>,
    /// The id of the rule that closes it, when closed.
    pub rule: String,
    /// Why it is closed in one sentence, when closed.
    pub says: String,
    /// When it opens, when closed and known.
    pub opens: Option<String>,
}

impl Door {
    /// Whether it may be used now.
    pub fn is_open(&self) -> bool {
        self.open_until.is_some()
    }
}

/// One way out, beside the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// `Pay now`, `Promise by a day`, `Spread over 3 months`.
    pub name: String,
    /// What the borrower would pay, in one line: `54.17 USD a month until July`.
    pub terms: String,
    /// The first payment.
    pub first_payment: Money,
    /// When it would be made.
    pub first_on: BusinessDate,
    /// When the loan is current again.
    pub current_on: BusinessDate,
    /// What speaks for or against it here, in one sentence.
    pub says: String,
    /// Whether this is the one the recommended step works towards.
    pub advised: bool,
}
