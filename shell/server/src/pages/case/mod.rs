//! *Case*: everything a collector needs about one obligor, on one page.

mod file;
mod form;
mod law;
mod owed;
mod people;
mod plan;
mod promise;
mod situation;
mod step;
mod task;

pub use file::FileBlock;
pub use form::{AttentionShort, Change, Choice, OutcomeChoice, OutcomeForm};
pub use law::{AskForm, DutyLine, FactForm, Law, NoteForm, StandsLine, StatedLine};
pub use owed::{InstalmentLine, InstalmentState, LoanOwed, Owed};
pub use people::{Entry, EntryKind, Fact, HoldLine, Person, Point, QueueLine};
pub use plan::{PlanBlock, PlanLine};
pub use promise::{OfferNote, PartField, PromisePartLine, PromiseState, PromiseStatus};
pub use situation::{Axis, EvidenceLine, Question, Situation, Strength};
pub use step::{Door, Reason, Route, Step};
pub use task::{Task, TaskHow};

use super::clocks::CaseClocks;
use super::recourse::Short;
use super::rendered;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::PartyId;

/// One case.
#[derive(Clone, Debug, Template)]
#[template(path = "case.html")]
pub struct Case {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// Who they are in a few words: trade, place, language.
    pub about: String,
    /// The worklist this case was opened from, in its order.
    pub queue: Vec<QueueLine>,
    /// What is owed.
    pub owed: Owed,
    /// Why it is owed, as far as known.
    pub situation: Situation,
    /// The borrower's file in a few numbers.
    pub file: Option<FileBlock>,
    /// The one recommended step; none when nothing lawful is worth doing today.
    pub step: Option<Step>,
    /// Why there is no step, in one sentence. Shown only then.
    pub no_step: String,
    /// What is done about it, by when.
    pub plan: PlanBlock,
    /// Steps that wait for somebody of the house.
    pub tasks: Vec<Task>,
    /// Every channel, open or closed.
    pub doors: Vec<Door>,
    /// The latest promise, if there is one.
    pub promise: Option<PromiseState>,
    /// The ways out, side by side.
    pub routes: Vec<Route>,
    /// What the values of the routes rest on, in one sentence.
    pub routes_basis: String,
    /// Until when the claims can be enforced.
    pub clocks: CaseClocks,
    /// Who else is liable and what secures the loans, one line each.
    pub recourse: Vec<Short>,
    /// What happened, latest first.
    pub timeline: Vec<Entry>,
    /// Everybody concerned with their legal role.
    pub people: Vec<Person>,
    /// Activity suspended now.
    pub holds: Vec<HoldLine>,
    /// Known about the borrower and the loan, with its source.
    pub facts: Vec<Fact>,
    /// What the law says beside it.
    pub law: Law,
    /// How many letters were made and served, in a few words.
    pub letters: String,
    /// Who decides, where the borrower is a firm; or that nobody is known to.
    pub decides: Option<String>,
    /// The form that records an outcome.
    pub form: OutcomeForm,
    /// What the last recorded outcome changed; empty unless just saved.
    pub changed: Vec<Change>,
    /// Where it stands with its leader.
    pub attention: AttentionShort,
}
rendered!(Case);

impl Case {
    fn tab(&self) -> Tab {
        Tab::Today
    }

    fn neighbour(&self, forward: bool) -> Option<&QueueLine> {
        let here = self.queue.iter().position(|line| line.party == self.party)?;
        let at = if forward { here.checked_add(1) } else { here.checked_sub(1) };
        self.queue.get(at?)
    }

    fn next(&self) -> Option<&QueueLine> {
        self.neighbour(true)
    }

    fn previous(&self) -> Option<&QueueLine> {
        self.neighbour(false)
    }

    pub(crate) fn open_doors(&self) -> impl Iterator<Item = &Door> {
        self.doors.iter().filter(|door| door.is_open())
    }

    pub(crate) fn closed_doors(&self) -> impl Iterator<Item = &Door> {
        self.doors.iter().filter(|door| !door.is_open())
    }
}
