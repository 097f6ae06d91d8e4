//! Kinds about what stops everything, and about whom.

use crate::dated::Dated;
use crate::deed::Deeds;
use crate::word_list::WordList;
use crate::words::{Purpose, Role};

/// To what part of all contacts a hold is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitedTo {
    /// The number or address it was said of.
    ContactPoint,
    /// The channels it was said of.
    Channel,
    /// The place it was said of.
    Place,
}

/// Whether the day of the event is day one of a count of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOne {
    /// It is.
    TheDay,
    /// The next day is.
    TheNextDay,
}

/// When a hold begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoldStarts {
    /// At once.
    AtOnce,
    /// With the beginning of the next local day.
    NextDay,
}

/// What stops acts while it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldRule {
    /// The happenings that open it.
    pub on: WordList,
    /// The forms one of which it must have; none named means any.
    pub in_form: Vec<String>,
    /// Happenings that close it again, beside its own end.
    pub closed_by: WordList,
    /// Which acts it stops.
    pub stops: Deeds,
    /// Purposes that may pass.
    pub passes: Vec<Purpose>,
    /// By which acts they may pass.
    pub passes_by: Deeds,
    /// Who is to be approached instead.
    pub redirect_to: Option<Role>,
    /// To what it is limited.
    pub limited_to: Option<LimitedTo>,
    /// Whether it reaches every debt, whatever debt it was said of.
    pub all_debts: bool,
    /// When it begins.
    pub starts: HoldStarts,
    /// How many local days it lasts, where it has a length of its own.
    pub days: Option<Dated<i32>>,
    /// From which day the days are counted.
    pub day_one: DayOne,
    /// How many days it goes on after it ended.
    pub tail_days: Option<Dated<i32>>,
    /// What else stands still meanwhile, in words for the book and the clocks:
    /// `interest`, `limitation`.
    pub suspends: Vec<String>,
}

/// Who may be contacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Which acts it governs.
    pub acts: Deeds,
    /// The roles that may be contacted.
    pub only: Vec<Role>,
    /// The roles that may be asked for one purpose, with its proof.
    pub limited: Vec<Role>,
    /// The purposes for which they may be asked.
    pub limited_for: Vec<Purpose>,
    /// The happenings of which one must stand first; none named and no failed
    /// attempts asked for means no proof is needed.
    pub opened_by: WordList,
    /// So many attempts in a row to reach the borrower must have failed, on
    /// earlier days.
    pub opened_after_unanswered: Option<Dated<i32>>,
    /// Who is to be approached instead.
    pub redirect_to: Option<Role>,
}
