//! The classes a loan has been in, each with its days and its reason.

use makegood_units::{BusinessDate, Why};
use serde::{Deserialize, Serialize};

/// The class of a loan on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The class, by the name the scheme gives it.
    Known(String),
    /// A fact is missing, and the class depends on it.
    Unknown {
        /// The classes it may be, best first.
        between: Vec<String>,
        /// What has to be delivered to know.
        missing: Vec<String>,
    },
}

impl Class {
    /// The name of the class, when it is known.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Known(name) => Some(name),
            Self::Unknown { .. } => None,
        }
    }
}

/// A stay in one class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// The class.
    pub class: Class,
    /// The first day.
    pub entered_on: BusinessDate,
    /// The first day in another class, or of no class because the loan has ended;
    /// none while it lasts.
    pub left_on: Option<BusinessDate>,
    /// The rule that led here (its id is the code), what it saw, and the facts.
    pub why: Why,
    /// The law or standard the rule puts into data.
    pub citation: String,
}

/// The stays of one loan in the classes of one scheme, in order, without gap or
/// overlap from the loan's first day to the day asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassHistory {
    /// The name of the scheme.
    pub scheme: String,
    /// The last day the history speaks of.
    pub until: BusinessDate,
    /// The stays. Empty when the loan begins later.
    pub entries: Vec<Stay>,
    /// The next day after `until` on which the class becomes another (or ends) by
    /// itself, on the facts delivered.
    pub next_change_on: Option<BusinessDate>,
}

impl ClassHistory {
    /// The class on a day; none before the loan, after it, and after `until`.
    pub fn class_on(&self, day: BusinessDate) -> Option<&Class> {
        self.stay_on(day).map(|stay| &stay.class)
    }

    /// The stay that holds a day.
    pub fn stay_on(&self, day: BusinessDate) -> Option<&Stay> {
        let held = |stay: &&Stay| stay.entered_on <= day && stay.left_on.is_none_or(|left| day < left);
        self.entries.iter().find(held).filter(|_| day <= self.until)
    }
}
