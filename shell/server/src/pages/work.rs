//! *Work*: the queue with one of its cases beside it. The case is the Case page's own
//! model; what is said of it stands once.

use super::case::{Case, EvidenceLine, OutcomeChoice};
use super::hard::Script;
use super::{ActionKind, BucketMark, rendered};
use crate::layout::{Frame, Tab};
use crate::links::work::WorkQuery;
use crate::{links, say};
use askama::Template;
use makegood_units::{Money, PartyId};
use std::ops::Deref;

/// The queue and a case.
#[derive(Clone, Debug, Template)]
#[template(path = "work.html")]
pub struct Work {
    /// The case.
    pub case: Case,
    /// The queue around it.
    pub list: List,
    /// How it is handled.
    pub handling: Handling,
    /// What may be said.
    pub script: Script,
}
rendered!(Work);

/// The queue without a case: nothing is in it.
#[derive(Clone, Debug, Template)]
#[template(path = "work_empty.html")]
pub struct NoWork {
    /// What stands around the page.
    pub frame: Frame,
    /// The queue.
    pub list: List,
}
rendered!(NoWork);

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Which cases it shows.
    pub query: WorkQuery,
    /// Those to work on, in their order.
    pub lines: Vec<Line>,
    /// Those that wait.
    pub waiting: Vec<Line>,
    /// How many there are in all; more than the lines where the book has more.
    pub total: usize,
    /// What may be chosen, with the words for it: buckets, branches, situations, people.
    pub buckets: Vec<Pick>,
    /// Branches.
    pub branches: Vec<Pick>,
    /// Situations.
    pub situations: Vec<Pick>,
    /// Colleagues.
    pub people: Vec<Pick>,
    /// Views that were kept.
    pub views: Vec<ViewLink>,
    /// What was just saved.
    pub saved: Option<Saved>,
}

/// One thing to choose: its value and its words.
pub type Pick = (String, String);

/// One case of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The address of the queue with this case.
    pub href: String,
    /// Whether it is the one beside the queue.
    pub is_here: bool,
    /// What to do; none where the plan of the day has nothing for it.
    pub kind: Option<ActionKind>,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due, as a bucket.
    pub bucket: BucketMark,
    /// Why now, in one sentence.
    pub why_now: String,
    /// Whether something was recorded today.
    pub done: bool,
}

/// A view that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewLink {
    /// Its name.
    pub name: String,
    /// Its address.
    pub href: String,
    /// Whether the reader kept it, and may drop it.
    pub is_own: bool,
    /// What else is to be said: shared by whom, begun with.
    pub says: String,
    /// Whether it is the one shown.
    pub is_here: bool,
}

/// What was just saved, and where it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// In whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// What, in a few words.
    pub says: String,
    /// The note to take back, while that may be done.
    pub undo: Option<i64>,
}

/// Who has the case, until when it waits, and where a form beside the queue goes on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// Who has it, by name; none when nobody in particular does.
    pub officer: Option<String>,
    /// Until when it waits and why.
    pub waits: Option<String>,
    /// Who it may be given to.
    pub colleagues: Vec<Pick>,
    /// The next case of the queue, or this one where it is the last.
    pub then: String,
    /// This case again.
    pub stay: String,
    /// The case before it.
    pub previous: Option<String>,
    /// The case after it.
    pub next: Option<String>,
    /// For how many days at most a case may wait.
    pub snooze_max_days: i32,
    /// What they can afford by their file, in words; none where it cannot be told.
    pub affordable: Option<String>,
}

impl Deref for Work {
    type Target = Case;

    fn deref(&self) -> &Case {
        &self.case
    }
}

/// So many pieces of evidence tell most of it.
const TOP: usize = 5;

impl Work {
    fn tab(&self) -> Tab {
        Tab::Work
    }

    /// The evidence that moves most, on either side.
    fn evidence(&self) -> Vec<(&'static str, &EvidenceLine)> {
        let lifts = self.case.situation.lifts.iter().map(|line| ("for", line));
        let lowers = self.case.situation.lowers.iter().map(|line| ("against", line));
        let mut lines: Vec<_> = lifts.chain(lowers).collect();
        lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.strength));
        lines.truncate(TOP);
        lines
    }
}

impl NoWork {
    fn tab(&self) -> Tab {
        Tab::Work
    }
}

impl List {
    /// Cases still to be done.
    pub fn open_count(&self) -> usize {
        self.lines.iter().filter(|line| !line.done).count()
    }
}
