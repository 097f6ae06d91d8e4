//! *Review*: a leader's morning in five minutes. A section without anything to
//! say is not shown.

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
    /// Loans that went past 30 days since the last close.
    pub new_over_30: Vec<CaseLine>,
    /// Promises whose day passed unpaid.
    pub broken: Vec<PromiseLine>,
    /// Promises due today.
    pub due_today: Vec<PromiseLine>,
    /// Cases open for more than 7 days and still undetermined, oldest first.
    pub undiagnosed: Vec<CaseLine>,
    /// Cases on hold or with every action refused.
    pub held: Vec<CaseLine>,
    /// Cases a leader should read, with the reason.
    pub hard: Vec<CaseLine>,
    /// Cases whose plan is void, missing or overdue.
    pub plans: Vec<CaseLine>,
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

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
    /// Why it is in this list, in one sentence.
    pub because: String,
    /// Who works on it. May be empty.
    pub officer: String,
}

/// A promise in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseLine {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// How much was promised.
    pub amount: Money,
    /// By which day.
    pub due_on: BusinessDate,
    /// What came in against it.
    pub paid: Money,
    /// Where the money was to come from. May be empty.
    pub source_of_funds: String,
    /// Who works on it.
    pub officer: String,
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

    fn case_lists(&self) -> Vec<(&'static str, &'static str, &'static str, &[CaseLine])> {
        let lists: [(_, _, _, &[CaseLine]); 5] = [
            ("new-over-30", "Newly over 30 days", "Went past 30 days since the last close.", &self.new_over_30),
            ("hard", "Hard cases", "A leader's reading is due.", &self.hard),
            ("plans", "Plans with a shortcoming", "Void, missing, or past their day without the result.", &self.plans),
            (
                "undiagnosed",
                "No cause found for more than 7 days",
                "Open, and nobody knows why yet. Oldest first.",
                &self.undiagnosed,
            ),
            ("held", "Held or refused", "Nothing may be done until a person decides.", &self.held),
        ];
        lists.into_iter().filter(|list| !list.3.is_empty()).collect()
    }

    fn promise_lists(&self) -> Vec<(&'static str, &'static str, &[PromiseLine])> {
        let lists: [(_, _, &[PromiseLine]); 2] =
            [("broken", "Broken promises", &self.broken), ("due-today", "Promises due today", &self.due_today)];
        lists.into_iter().filter(|list| !list.2.is_empty()).collect()
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
