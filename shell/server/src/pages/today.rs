//! *Today*: the worklist of one person for one day.

use super::{ActionKind, BucketMark, SituationMark, rendered};
use crate::layout::{Colleague, Frame, Tab};
use crate::{drawing, links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// The worklist of one person.
#[derive(Clone, Debug, Template)]
#[template(path = "today.html")]
pub struct Today {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose worklist it is.
    pub officer: Colleague,
    /// Where the person works, such as the name of the branch.
    pub branch: String,
    /// The minutes of the day.
    pub budget: Budget,
    /// Calls, messages and letters, best value per minute first.
    pub from_desk: Vec<Item>,
    /// Visits, by place in the order of the route.
    pub visits: Vec<Place>,
    /// What the law requires and no contact does, such as saving a claim.
    pub own: Vec<OwnLine>,
    /// What may not be done today, and why.
    pub closed: Vec<Closed>,
    /// Reports the person owes the leader, with the day each was drafted.
    pub reports: Vec<(PartyId, String, BusinessDate)>,
    /// How many cases of the branch have such a step, those shown among them.
    pub closed_in_all: usize,
    /// Critiques told to the one acting that wait for an answer.
    pub unanswered: usize,
}
rendered!(Today);

/// The minutes of a day and what one more would be worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Minutes given to actions.
    pub used_minutes: u32,
    /// Minutes the person has.
    pub available_minutes: u32,
    /// The shadow price: what one more minute would bring. None when minutes are left over.
    pub price_per_minute: Option<Money>,
    /// Lawful actions worth doing for which no minutes were left.
    pub left_out: usize,
}

/// One action of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What to do.
    pub kind: ActionKind,
    /// Why now, in one sentence.
    pub why_now: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
    /// The diagnosed situation.
    pub situation: SituationMark,
    /// Expected value of a minute spent here.
    pub value_per_minute: Money,
    /// How long it should take.
    pub minutes: u32,
    /// Until when it may be done today, such as `until 19:00 in Kampala`.
    pub window: String,
    /// What was recorded today, once something was.
    pub done: Option<String>,
}

/// Something required that reaches nobody by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLine {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What it is, by when, and what can be done.
    pub says: String,
    /// The rule.
    pub rule: String,
    /// How long it should take.
    pub minutes: u32,
}

/// Visits that lie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The village, town or quarter.
    pub name: String,
    /// Minutes at the doors and on the way.
    pub minutes: u32,
    /// The visits in the order of the route.
    pub items: Vec<Item>,
}

/// An action the law or a hold stands against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What was proposed.
    pub kind: ActionKind,
    /// The verdict: `refused`, `deferred`, `unknown`, `needs approval`.
    pub verdict: String,
    /// The id of the rule that decided.
    pub rule: String,
    /// The rule in one plain sentence.
    pub says: String,
    /// When it opens, in the borrower's time; none when it does not open by itself.
    pub opens: Option<String>,
    /// What would open it, when time does not.
    pub way_out: Option<String>,
}

impl Today {
    fn tab(&self) -> Tab {
        Tab::Today
    }

    /// Actions still to do.
    pub fn open_count(&self) -> usize {
        self.items().filter(|item| item.done.is_none()).count()
    }

    /// Visits of the day.
    pub fn visit_count(&self) -> usize {
        self.visits.iter().map(|place| place.items.len()).sum()
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.from_desk.iter().chain(self.visits.iter().flat_map(|place| &place.items))
    }
}

impl Budget {
    fn bar(&self) -> drawing::Bar {
        drawing::Bar::new("Minutes of the day", &self.says(), self.used_minutes.into(), self.available_minutes.into())
    }

    fn says(&self) -> String {
        format!("{} of {} are planned", say::minutes(self.used_minutes), say::minutes(self.available_minutes))
    }

    fn spare_minutes(&self) -> u32 {
        self.available_minutes.saturating_sub(self.used_minutes)
    }
}
