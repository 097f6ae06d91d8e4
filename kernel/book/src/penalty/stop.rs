//! Spans in which accrual stops, and what becomes of what would have accrued.

use super::terms::Accruing;
use super::{Bound, PenaltyError, Source};
use makegood_units::{BusinessDate, Rate};
use serde::Deserialize;

/// What became of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Treatment {
    /// Owed.
    Charged,
    /// Owed, but later: it accrued and is not yet asked for.
    Deferred,
    /// Never charged: it did not accrue, and cannot be claimed later.
    Frozen,
    /// Accrued by the terms and given up.
    Forgiven,
    /// Above what law or contract let be charged.
    Barred,
}

impl Treatment {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Charged, Self::Deferred, Self::Frozen, Self::Forgiven, Self::Barred];

    /// The word on pages and in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Charged => "charged",
            Self::Deferred => "deferred",
            Self::Frozen => "frozen",
            Self::Forgiven => "forgiven",
            Self::Barred => "barred",
        }
    }
}

/// How far a stop goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing accrues.
    Nothing,
    /// No more than a rate accrues, together with what runs alongside. A late fee
    /// is above any rate and stops in full.
    DownTo(Rate),
}

/// A span of days in which accrual stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The first day.
    pub from: BusinessDate,
    /// The day after the last; none while it lasts.
    pub to: Option<BusinessDate>,
    /// The rule or the promise, and its citation.
    pub reason: Bound,
    /// What stops.
    pub what: Vec<Accruing>,
    /// How far.
    pub effect: Effect,
    /// What becomes of the part that stops. `Charged` stops nothing; `Barred`, which
    /// caps alone can say, is read as `Frozen`.
    pub treatment: Treatment,
}

impl Stop {
    /// Whether the stop is on for this on that day.
    pub fn holds(&self, day: BusinessDate, what: Accruing) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to) && self.what.contains(&what)
    }
}

/// A kind of stop as a law has it, waiting for the dates of one borrower.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StopRule {
    /// Its name, such as `us.scra.rate_cap`.
    pub id: String,
    /// What it says, in one sentence.
    pub title: String,
    /// Where it was read.
    pub source: Source,
    /// What stops.
    pub what: Vec<Accruing>,
    /// How far.
    pub effect: Effect,
    /// What becomes of the part that stops.
    pub treatment: Treatment,
    /// Days it goes on after the event that ends it.
    #[serde(default)]
    pub tail_days: i32,
    /// Years it goes on after the event that ends it.
    #[serde(default)]
    pub tail_years: i16,
}

impl StopRule {
    /// The stop from its first day to the last day of the event behind it (none
    /// while it lasts), the tail added.
    ///
    /// # Errors
    /// [`PenaltyError::Terms`] when the event ends before it begins, or beyond the calendar.
    pub fn over(&self, from: BusinessDate, last: Option<BusinessDate>) -> Result<Stop, PenaltyError> {
        let to = last.map(|last| self.end(from, last)).transpose()?;
        Ok(Stop {
            from,
            to,
            reason: Bound { rule: self.id.clone(), citation: self.source.citation.clone() },
            what: self.what.clone(),
            effect: self.effect,
            treatment: self.treatment,
        })
    }

    fn end(&self, from: BusinessDate, last: BusinessDate) -> Result<BusinessDate, PenaltyError> {
        if last < from {
            return Err(PenaltyError::terms(&self.id, format!("ends on {last}, before it begins on {from}")));
        }
        let date = last.civil();
        // The corresponding day; 28 February where there is none.
        let year = date.year().checked_add(self.tail_years);
        let later = year.and_then(|year| {
            let same = BusinessDate::try_from_ymd(year, date.month(), date.day());
            same.or_else(|| BusinessDate::try_from_ymd(year, date.month(), 28))
        });
        let tail = self.tail_days.checked_add(1);
        let end = later.zip(tail).and_then(|(later, tail)| later.epoch_days().checked_add(tail));
        let end = end.and_then(BusinessDate::try_from_epoch_days);
        end.ok_or_else(|| PenaltyError::terms(&self.id, format!("its tail after {last} has no end")))
    }
}
