//! What stands around every page: the day, who is logged in, the notices.

use makegood_units::{BusinessDate, StaffId};
use makegood_views::{Reach, User};
use std::collections::BTreeSet;

pub use crate::veil::Veils;
pub use makegood_access::{Right, Veil};

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The lender's number.
    pub id: StaffId,
    /// The name to show.
    pub name: String,
    /// What they do: `loan officer`, `team leader`.
    pub role: String,
}

/// What the person logged in may do and see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their role in words: `field officer`.
    pub role: String,
    /// What they may do: in the case of this page, else anywhere.
    pub may: BTreeSet<Right>,
    /// How far the right goes by which this page was opened.
    pub reach: Reach,
    /// How what is known of people is shown to them.
    pub veils: Veils,
}

impl Who {
    /// Somebody on a page opened so far.
    pub fn of(user: &User, may: BTreeSet<Right>, reach: Reach, veils: Veils) -> Self {
        Self { role: user.role.says().to_owned(), may, reach, veils }
    }

    /// Whether they may do something; a link they cannot follow is not shown.
    pub fn may(&self, right: Right) -> bool {
        self.may.contains(&right)
    }
}

/// Which entry of the navigation is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The worklist, and the cases opened from it.
    Today,
    /// The queue with its case beside it.
    Work,
    /// The book and its rows.
    Book,
    /// The figures.
    Numbers,
    /// Until when claims can be enforced.
    Clocks,
    /// The leader's morning.
    Review,
    /// What waits for a second person.
    Approvals,
    /// None: a problem, a search.
    Elsewhere,
}

/// What every page carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The business date everything on the page is true for.
    pub as_of: BusinessDate,
    /// Who is logged in: whatever is recorded, is recorded by them.
    pub acting: Colleague,
    /// What they may do and see.
    pub who: Who,
    /// Everybody of the lender's people.
    pub staff: Vec<Colleague>,
    /// A notice fixed to every page, such as what is invented in a demo book.
    pub notice: Option<String>,
    /// The number of the last event the page knows of: what comes after it is news.
    pub head: i64,
    /// The path and query of this page.
    pub here: String,
    /// Subscriptions to events whose messages nobody took for days, told to whoever may mend that.
    pub stopped: usize,
}

/// The rights of a second person.
const SECOND: [Right; 6] = [
    Right::AgreeStep,
    Right::AgreeLetter,
    Right::AgreeFinding,
    Right::SignFinding,
    Right::AgreeWorkout,
    Right::ApproveRelief,
];

impl Frame {
    /// Whether they are a second person for anything.
    pub fn is_second(&self) -> bool {
        SECOND.iter().any(|right| self.may(*right))
    }

    /// Whether they may have something shown that is masked for them on this page.
    pub fn may_unmask(&self) -> bool {
        self.may(Right::Unmask) && self.who.veils != Veils::NONE
    }

    /// Whether the person logged in may do something; for the templates.
    pub fn may(&self, right: Right) -> bool {
        self.who.may(right)
    }
}
