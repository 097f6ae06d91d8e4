//! What the lines of a worked example say.

use super::answer::Question;
use super::sum::Sum;
use crate::condition::FactValue;
use crate::deed::Deeds;
use crate::words::Role;
use jiff::civil::Weekday;
use makegood_case::{Channel, ContactPointKind, HoldKind, Outcome};
use makegood_units::{BusinessDate, Decimal};

/// One line of an example with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub line: usize,
    pub says: Says,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    Zones(Vec<String>),
    Packs(Vec<String>),
    Role { role: Option<Role>, debt: Option<String> },
    Fact { name: String, debt: Option<String>, value: Option<FactValue> },
    Without(ContactPointKind),
    Event { day: BusinessDate, second: i32, event: Event },
    Question { day: BusinessDate, second: i32, question: Question },
    Sum(Sum),
}

impl Says {
    /// Whether an answer is expected.
    pub fn asks(&self) -> bool {
        matches!(self, Self::Question { .. } | Self::Sum(Sum::Asked(_)))
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    Contacts { made: Vec<(Channel, Outcome)>, details: Details, to_the_borrower: bool },
    Consent { until: Option<BusinessDate>, about: Vec<String> },
    Revoked,
    Hold { kind: HoldKind, until: Option<BusinessDate> },
    Lifted { kind: HoldKind },
    NotTheirs { point: String },
    Closed { point: String },
    Times { deeds: Deeds, closed: (i32, i32), weekdays: Vec<Weekday>, until: Option<BusinessDate> },
    TimesWithdrawn,
    Happened { what: String, details: Details },
    Ended { what: String },
}

/// What else is said of a contact, a happening or an act.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Details {
    pub on: Option<String>,
    pub at: Option<String>,
    pub about: Vec<String>,
    pub with: Vec<String>,
    pub by: Option<String>,
    pub to: Option<String>,
    pub until: Option<BusinessDate>,
    pub amount: Option<Decimal>,
}

/// The words that begin a detail.
const DETAILS: [&str; 9] = ["on", "at", "about", "with", "of", "by", "to", "until", "for"];

/// Splits words where the first detail begins.
pub(crate) fn before_details<'w, 't>(words: &'w [&'t str]) -> (&'w [&'t str], &'w [&'t str]) {
    let end = words.iter().position(|word| DETAILS.contains(word)).unwrap_or(words.len());
    words.split_at(end)
}

impl Details {
    /// Reads `on X at home about L-1 L-2 with signed by guarantor until 2026-05-01`,
    /// in any order, each once.
    pub fn read(words: &[&str]) -> Result<Self, String> {
        let mut details = Self::default();
        let mut rest = words;
        while let [key, after @ ..] = rest {
            let end = after.iter().position(|word| DETAILS.contains(word)).unwrap_or(after.len());
            let (values, next) = after.split_at(end);
            details.take(key, values).ok_or_else(expected)?;
            rest = next;
        }
        Ok(details)
    }

    fn take(&mut self, key: &str, values: &[&str]) -> Option<()> {
        let joined = || (!values.is_empty()).then(|| values.join("_"));
        let list = || values.iter().map(|value| value.trim_matches(',').to_owned()).filter(|value| value != "and");
        match key {
            "on" if self.on.is_none() => self.on = Some(one(values)?),
            "at" if self.at.is_none() => self.at = Some(joined()?),
            "by" if self.by.is_none() => self.by = Some(joined()?.trim_start_matches("the_").to_owned()),
            "to" if self.to.is_none() => self.to = Some(joined()?.trim_start_matches("the_").to_owned()),
            "until" if self.until.is_none() => self.until = Some(one(values)?.parse().ok()?),
            "for" if self.amount.is_none() => self.amount = Some(one(values)?.replace('_', "").parse().ok()?),
            "about" if self.about.is_empty() && !values.is_empty() => self.about = list().collect(),
            "with" | "of" if !values.is_empty() => self.with.extend(list()),
            _ => return None,
        }
        Some(())
    }
}

fn one(values: &[&str]) -> Option<String> {
    match values {
        [value] => Some((*value).to_owned()),
        _ => None,
    }
}

fn expected() -> String {
    "on a contact point, at a place, about debts, with or of words, by or to somebody, until a day, for an amount"
        .to_owned()
}
