//! A scheme of classes as data: what is counted, which classes there are, and the
//! rules that lead from one to another. No kind here knows a country.

use crate::Status;
use makegood_units::{Amount, BusinessDate, Currency, Decimal};
use serde::Deserialize;

/// A scheme of asset classes, read from a file of `conventions/classes` or made of
/// day ranges. It has been checked: every name in it is known, every class can be
/// reached.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its name, such as `in-npa`.
    pub name: String,
    /// What it is, for people.
    pub says: String,
    /// The law or standard it puts into data.
    pub citation: String,
    /// Where that was read.
    pub source: String,
    /// The day the data was compared with the source.
    pub read_on: Option<BusinessDate>,
    /// How well the data is confirmed.
    pub status: Status,
    /// Who reviewed it.
    pub reviewed_by: String,
    /// 1 when the due date itself counts as the first day past due, else 0. The
    /// spans a past is given in must be folded with the same convention.
    pub due_day: u8,
    pub(super) counters: Vec<Counter>,
    pub(super) marks: Vec<MarkKind>,
    pub(super) signals: Vec<Signal>,
    pub(super) classes: Vec<ClassKind>,
    pub(super) rules: Vec<Rule>,
}

impl Scheme {
    /// The names of the classes, best first.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.name.as_str())
    }

    /// What a class means, for people.
    pub fn meaning(&self, class: &str) -> Option<&str> {
        self.classes.iter().find(|known| known.name == class).map(|known| known.says.as_str())
    }

    /// The kinds of marks the scheme reads, with what each says.
    pub fn marks(&self) -> impl Iterator<Item = (&str, &str)> {
        self.marks.iter().map(|mark| (mark.name.as_str(), mark.says.as_str()))
    }
}

/// A class. Classes are kept best first; the place is the order of badness.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ClassKind {
    pub(super) name: String,
    pub(super) says: String,
}

/// A way to count days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Counter {
    pub(super) name: String,
    pub(super) counts: Counts,
    /// Days at the beginning that are not counted.
    pub(super) grace_days: i32,
    /// Marks during which the count stands still, from the day after they begin to
    /// the day they end.
    pub(super) suspended_by: Vec<usize>,
}

/// What a counter counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Counts {
    /// Days since the oldest unpaid due date.
    Overdue,
    /// Consecutive days on which the arrears lie over both limits.
    OverLimits(Limits),
}

/// Materiality: both must be exceeded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limits {
    pub(super) absolute: Vec<Limit>,
    /// In percent of the exposure.
    pub(super) relative_percent: Decimal,
}

/// An amount that has to be exceeded.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    pub(super) currency: Currency,
    /// The kind of exposure it is for; all when none is named.
    pub(super) portfolio: Option<String>,
    pub(super) more_than: Amount,
}

/// A kind of dated fact.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MarkKind {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) silence: Silence,
}

/// What it means that no mark of a kind was delivered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Silence {
    /// It did not happen.
    #[default]
    DidNotHappen,
    /// Nobody looked, unless the past says that somebody did.
    Unknown,
}

/// A named state of the facts whose absence is timed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Signal {
    pub(super) name: String,
    pub(super) any: Vec<Condition>,
}

/// A rule that leads from some classes to one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) citation: String,
    pub(super) from: Vec<usize>,
    pub(super) to: usize,
    pub(super) when: Vec<Condition>,
    pub(super) unless: Vec<Condition>,
}

/// The closed list of conditions. Numbers are places in the scheme's lists.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Condition {
    /// The count lies within all bounds.
    Days { counter: usize, bounds: Vec<Bound> },
    /// Something (or nothing) is due and unpaid.
    Arrears { some: bool },
    /// A mark is in force; `after_entry`: one that began on the day the class was
    /// entered or later; `more_than_percent`: one whose figure is larger.
    Mark { mark: usize, after_entry: bool, more_than_percent: Option<Decimal> },
    /// The signal is there.
    Signal(usize),
    /// So many months have passed since the latest of the anchors.
    Months { at_least: u32, since: Vec<Anchor> },
    /// The signal was not there on any day since the latest of the anchors.
    Never { signal: usize, since: Vec<Anchor> },
    /// Of the months completed since the latest of the anchors, so many in a hundred
    /// hold a mark of the kind.
    Share { mark: usize, at_least_percent: u32, since: Vec<Anchor> },
    /// So many marks of the kind are dated after the latest of the anchors.
    Count { mark: usize, at_least: u32, since: Vec<Anchor> },
}

/// A day that a time runs from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Anchor {
    /// The day the present class was entered.
    Entry,
    /// The day the latest mark of the kind began.
    Mark(usize),
    /// The day the latest mark of the kind ended.
    End(usize),
    /// The first day of the present run of days without the signal.
    Quiet(usize),
}

/// One limit of a count of days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bound {
    pub(super) is: Compared,
    pub(super) days: i32,
}

/// How a count is compared. Laws differ in nothing as much as in this.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Compared {
    MoreThan,
    AtLeast,
    AtMost,
    LessThan,
}

impl Bound {
    pub(super) fn holds(self, count: i32) -> bool {
        match self.is {
            Compared::MoreThan => count > self.days,
            Compared::AtLeast => count >= self.days,
            Compared::AtMost => count <= self.days,
            Compared::LessThan => count < self.days,
        }
    }

    /// The count at which the answer becomes another.
    pub(super) fn turns_at(self) -> i32 {
        match self.is {
            Compared::MoreThan | Compared::AtMost => self.days.saturating_add(1),
            Compared::AtLeast | Compared::LessThan => self.days,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self.is {
            Compared::MoreThan => "more than",
            Compared::AtLeast => "at least",
            Compared::AtMost => "at most",
            Compared::LessThan => "less than",
        }
    }
}
