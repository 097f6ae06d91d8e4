//! The promise on the Case page: how each part stands, what they said, and a promise that
//! can be kept.

use makegood_units::{BusinessDate, Money};

/// How a promise, or one part of it, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseStatus {
    /// Its day has not passed.
    Pending,
    /// Paid in full by its day.
    Kept,
    /// Paid in part.
    PartlyKept,
    /// Not paid.
    Broken,
    /// A later promise took its place.
    Replaced,
}

impl PromiseStatus {
    /// The word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Kept => "kept",
            Self::PartlyKept => "partly kept",
            Self::Broken => "broken",
            Self::Replaced => "replaced",
        }
    }

    /// The class of the chip that carries the word.
    pub fn chip(&self) -> &'static str {
        match self {
            Self::Pending | Self::Replaced => "chip calm",
            Self::Kept => "chip good",
            Self::PartlyKept => "chip warn",
            Self::Broken => "chip bad",
        }
    }
}

/// One dated part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromisePartLine {
    /// How it stands.
    pub status: PromiseStatus,
    /// How much.
    pub amount: Money,
    /// By which day.
    pub due_on: BusinessDate,
    /// What has come in for it.
    pub paid: Money,
}

/// The latest promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseState {
    /// How it stands.
    pub status: PromiseStatus,
    /// How much was promised.
    pub amount: Money,
    /// By which day.
    pub due_on: BusinessDate,
    /// When it was given.
    pub made_on: BusinessDate,
    /// What has come in against it.
    pub paid: Money,
    /// Where the money was to come from, in the borrower's words.
    pub source_of_funds: String,
    /// Its parts, where there are several.
    pub parts: Vec<PromisePartLine>,
    /// What they said, word for word. May be empty.
    pub said: String,
    /// By how much it went beyond their verified surplus when it was given.
    pub beyond: Option<Money>,
    /// How earlier promises went: `2 of 3 earlier promises were kept`. May be empty.
    pub record: String,
}

/// A promise that can be kept, or why none can be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferNote {
    /// The parts in words: `60.00 USD by 2 March`. Empty when none can be offered.
    pub parts: Vec<String>,
    /// What it rests on, or what to ask.
    pub says: String,
    /// Whether more than this goes beyond what is known to be left to them.
    pub is_known: bool,
}

/// One amount and day of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartField {
    /// What stands behind the names of its fields: nothing, `_2`, `_3`, `_4`.
    pub suffix: &'static str,
    /// The amount in plain decimals.
    pub amount: String,
    /// The day.
    pub due_on: String,
}
