//! *Ways out*: every route of a case beside every other, what was decided, and the relief
//! loan that is followed.

use super::rendered;
use crate::drawing::Worth;
use crate::layout::{Frame, Tab};
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, Money, PartyId};

/// The ways out of one case.
#[derive(Clone, Debug, Template)]
#[template(path = "workout.html")]
pub struct Workout {
    /// What stands around the page.
    pub frame: Frame,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The day the comparison is true for.
    pub as_of: BusinessDate,
    /// All that is owed; none when there is no comparison.
    pub owed: Option<Money>,
    /// Situation, discount and assumptions in a sentence each.
    pub basis: Vec<String>,
    /// Why there is no comparison, or what of the address could not be used.
    pub problem: Option<String>,
    /// The event just recorded.
    pub saved: Option<i64>,
    /// The routes, best first.
    pub ways: Vec<Way>,
    /// Routes that cannot be worked out, with what is missing.
    pub left_out: Vec<(String, String)>,
    /// Floors, tests with and without, write-offs: one sentence each.
    pub readings: Vec<String>,
    /// Where two routes are worth the same.
    pub break_evens: Vec<String>,
    /// The assumptions of this case, by route.
    pub groups: Vec<Group>,
    /// What is set otherwise for this case, as it is written: key and value.
    pub sets: Vec<(String, String)>,
    /// The routes that may be decided upon, by id and name.
    pub choices: Vec<(String, String)>,
    /// What was decided, latest first.
    pub decisions: Vec<Decision>,
}
rendered!(Workout);

impl Workout {
    fn tab(&self) -> Tab {
        Tab::Today
    }
}

/// One route.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its id within the comparison.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is worth today.
    pub worth: Money,
    /// The range of that, when odds are given as ranges.
    pub range: Option<String>,
    /// The value as a bar on the scale of the page.
    pub bar: Worth,
    /// The value above that of waiting, with its sign.
    pub over: String,
    /// When cash comes, in a sentence.
    pub cash: String,
    /// What it costs the lender; none when nothing.
    pub cost: Option<Money>,
    /// Debt service of all debts before and after, and what is left, in a sentence.
    pub month: String,
    /// What blocks it, or what it needs first: chip class, word, sentence.
    pub offer: (&'static str, &'static str, String),
    /// How the value comes about, entry by entry, with odds and sources.
    pub lines: Vec<String>,
}

/// The assumptions of one route.
#[derive(Clone, Debug)]
pub struct Group {
    /// The route, or what holds for all.
    pub title: String,
    /// Whether one of its values is set otherwise for this case.
    pub is_set: bool,
    /// Its values.
    pub fields: Vec<Field>,
}

/// One assumption.
#[derive(Clone, Debug)]
pub struct Field {
    /// `route.key`.
    pub name: String,
    /// What it is.
    pub says: String,
    /// In what it is counted.
    pub unit: &'static str,
    /// The least and the most that may be typed.
    pub bounds: (i64, i64),
    /// The value in use, empty when nothing is assumed.
    pub value: String,
    /// Who says so.
    pub source: String,
}

/// A decision with what followed it.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The route by its name.
    pub name: String,
    /// The day.
    pub on: BusinessDate,
    /// Who decided.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What it was worth then.
    pub worth: Money,
    /// How it stands: chip class and words.
    pub stands: (&'static str, String),
    /// The day of the fresh look.
    pub retest_on: Option<BusinessDate>,
    /// The hash of the comparison it rests on.
    pub document: String,
    /// Why a second person did not agree.
    pub declined: Option<String>,
    /// Waits for a second person who is not the acting one.
    pub may_agree: bool,
    /// Why the acting one cannot agree, when it waits.
    pub why_not: Option<String>,
    /// The relief loan, when it is one.
    pub relief: Option<Relief>,
}

/// A relief loan that is followed.
#[derive(Clone, Debug, Default)]
pub struct Relief {
    /// Drawn in all, in words.
    pub drawn: String,
    /// Tranche by tranche: what it is for, and how far it is.
    pub tranches: Vec<(String, String)>,
    /// Check by check: what, by when, how far.
    pub checks: Vec<(String, String)>,
    /// What may not be done now, and why.
    pub blocked: Vec<String>,
    /// When it was stopped, and why.
    pub stopped: Option<String>,
    /// Signs that it only hides arrears.
    pub signs: Vec<String>,
    /// What has to be asked before the rest can be told.
    pub missing: Vec<String>,
    /// Readings of the signs.
    pub read: Vec<String>,
    /// What may be recorded now; empty while it has not taken effect.
    pub moves: Vec<Move>,
}

/// Something that may be recorded of a relief loan.
#[derive(Clone, Debug)]
pub struct Move {
    /// The word of it.
    pub what: &'static str,
    /// The tranche or the check.
    pub which: String,
    /// What it is called.
    pub title: String,
    /// What is to be typed; empty when nothing is.
    pub asks: &'static str,
    /// What is drawn for: the amount that is typed first, and the purpose.
    pub draw: Option<(String, String)>,
}
