//! What stands around every page: the day, who is acting, the notices.

use makegood_units::{BusinessDate, StaffId};

/// A member of staff who can be acted as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The lender's number.
    pub id: StaffId,
    /// The name to show.
    pub name: String,
    /// What they do: `loan officer`, `team leader`.
    pub role: String,
}

/// Which entry of the navigation is the current one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The worklist, and the cases opened from it.
    Today,
    /// The book and its rows.
    Book,
    /// The figures.
    Numbers,
    /// Until when claims can be enforced.
    Clocks,
    /// The leader's morning.
    Review,
    /// None: a problem, a search.
    Elsewhere,
}

/// What every page carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The business date everything on the page is true for.
    pub as_of: BusinessDate,
    /// Who is acting.
    pub acting: Colleague,
    /// Who may be acted as, the acting one among them.
    pub staff: Vec<Colleague>,
    /// A notice fixed to every page, such as what is invented in a demo book.
    pub notice: Option<String>,
    /// The path and query of this page, to come back to after acting as another.
    pub here: String,
}

impl Frame {
    /// Whether this colleague is the one acting.
    pub fn is_acting(&self, colleague: &Colleague) -> bool {
        self.acting.id == colleague.id
    }
}
