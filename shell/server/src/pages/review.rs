//! *Review*: a leader's morning in five minutes. What is left stands first, list by list in
//! the order in which it is read; a list with nothing left says so.

use super::{ActionKind, BucketMark, rendered};
use crate::layout::{Frame, Tab};
use crate::{drawing, links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// The leader's page.
#[derive(Clone, Debug, Template)]
#[template(path = "review.html")]
pub struct Review {
    /// What stands around the page.
    pub frame: Frame,
    /// Money in against money due since the last close.
    pub cash: Option<Cash>,
    /// The lists, in the order of the morning.
    pub lists: Vec<MorningSection>,
    /// Attention coverage; none before anything fell due for a leader.
    pub coverage: Option<CoverageLine>,
    /// Days from the flag to the first cash, branch by branch.
    pub first_cash: Vec<FirstCashLine>,
    /// The minutes of everybody.
    pub officers: Vec<OfficerLine>,
    /// Conversations worth reading.
    pub conversations: Vec<Conversation>,
}
rendered!(Review);

/// Money in against money due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cash {
    /// The day of the earlier close.
    pub since: BusinessDate,
    /// Received since.
    pub received: Money,
    /// Instalments that fell due since.
    pub fell_due: Money,
    /// How much of what was received met older arrears.
    pub to_arrears: Money,
}

/// One list of the morning: how many are left, and the first of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MorningSection {
    /// Its word in addresses.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What stands in it, in a sentence.
    pub says: String,
    /// How many are left.
    pub count: usize,
    /// How many a leader dealt with since the last close.
    pub done: usize,
    /// The first of them.
    pub lines: Vec<MorningEntry>,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MorningEntry {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Where the line leads.
    pub href: String,
    /// What it is about: due and unpaid, or promised.
    pub amount: Option<Money>,
    /// Days past due with their bucket, where the line is about a late case.
    pub late: Option<Late>,
    /// The day it is about, with the word before it.
    pub day: Option<(&'static str, BusinessDate)>,
    /// Why it is in this list.
    pub because: String,
    /// Who works on it. May be empty.
    pub officer: String,
}

/// How late a case is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Days past due.
    pub days: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
}

/// How much of what was over the threshold a leader looked at in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageLine {
    /// Numerator.
    pub in_time: usize,
    /// Denominator.
    pub due: usize,
    /// The first day counted.
    pub from: BusinessDate,
    /// The last day counted.
    pub to: BusinessDate,
}

/// Days from flag to first cash in one branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstCashLine {
    /// Which branch.
    pub branch: String,
    /// Cases handed to a leader.
    pub cases: usize,
    /// Of them, for whom money came.
    pub paid: usize,
    /// The middle of the days of those.
    pub median_days: Option<i32>,
}

/// The minutes of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerLine {
    /// Their name.
    pub name: String,
    /// Actions planned.
    pub actions: usize,
    /// Minutes planned.
    pub used_minutes: u32,
    /// Minutes they have.
    pub available_minutes: u32,
    /// What one more minute would bring; none when minutes are left over.
    pub price_per_minute: Option<Money>,
    /// Lawful actions that did not fit.
    pub left_out: usize,
}

/// A conversation to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Which channel.
    pub kind: ActionKind,
    /// When.
    pub on: BusinessDate,
    /// Who spoke.
    pub officer: String,
    /// What came of it.
    pub outcome: String,
    /// The officer's note.
    pub note: String,
}

impl Review {
    fn tab(&self) -> Tab {
        Tab::Review
    }

    fn left(&self) -> usize {
        self.lists.iter().filter(|list| list.count > 0).count()
    }

    /// How many lines of all lists are left.
    fn lines_left(&self) -> usize {
        self.lists.iter().map(|list| list.count).fold(0, usize::saturating_add)
    }

    fn filled(&self) -> Vec<&MorningSection> {
        self.lists.iter().filter(|list| list.count > 0).collect()
    }
}

impl Cash {
    /// The ratio for reading.
    pub fn share(&self) -> String {
        say::share(self.received.amount.minor(), self.fell_due.amount.minor())
    }

    fn bar(&self) -> drawing::Bar {
        let says = format!("{} received, {} fell due", self.received, self.fell_due);
        drawing::Bar::new(
            "Cash against what fell due",
            &says,
            self.received.amount.minor(),
            self.fell_due.amount.minor(),
        )
    }
}

impl OfficerLine {
    fn bar(&self) -> drawing::Bar {
        let says = format!("{} of {} minutes planned", self.used_minutes, self.available_minutes);
        drawing::Bar::new(&self.name, &says, self.used_minutes.into(), self.available_minutes.into())
    }
}
