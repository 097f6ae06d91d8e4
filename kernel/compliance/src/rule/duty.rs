//! Kinds about what must be done, what is kept, and how packs meet.

use super::{Answer, DayOne};
use crate::dated::Dated;
use crate::deed::Deeds;
use crate::words::Purpose;

/// An act that is required by a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// What must be done, in a few words.
    pub task: String,
    /// The happenings, or facts that are days, it follows from.
    pub after: Vec<String>,
    /// Within how many days.
    pub within_days: Dated<i32>,
    /// From which day they are counted.
    pub day_one: DayOne,
    /// Acts on record that satisfy it.
    pub done_by: Deeds,
    /// Which purposes such an act may have had is not on record; the happenings
    /// that satisfy it are.
    pub satisfied_by: Vec<String>,
    /// Happenings that excuse from it.
    pub excused_by: Vec<String>,
    /// It is due again so many days after it was last satisfied.
    pub again_after_days: Option<Dated<i32>>,
    /// What a contact made to satisfy it is for.
    pub purpose: Purpose,
}

/// A unit of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Calendar months, to the same day of the month or its last.
    Months,
    /// Calendar years, likewise.
    Years,
}

/// A length of time by the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// How many.
    pub length: Dated<i32>,
    /// Of what.
    pub unit: Unit,
}

/// How this pack meets others. It can only make them stricter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Rules of any pack that answer more strictly here.
    pub raises: Vec<String>,
    /// How.
    pub to: Answer,
    /// Packs that bind here too.
    pub takes_in: Vec<String>,
}

/// How long a record is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Which records, in words of the lender: `call_recording`.
    pub of: Vec<String>,
    /// At least so long.
    pub keep: Period,
    /// From what on, in a few words.
    pub from: String,
}
