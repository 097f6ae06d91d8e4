//! *Refused*: what the law did not let through, for whoever watches over it.

use super::law::Tone;
use super::{case::Choice, rendered};
use crate::drawing::Bar;
use crate::layout::{Frame, Tab};
use crate::links::law::RefusedQuery;
use crate::{links, say};
use askama::Template;
use makegood_units::{BusinessDate, PartyId};

/// The refused-action log.
#[derive(Clone, Debug, Template)]
#[template(path = "refused.html")]
pub struct Refused {
    /// What stands around the page.
    pub frame: Frame,
    /// What was asked for.
    pub query: RefusedQuery,
    /// A field of the filter that cannot be read.
    pub problem: Option<String>,
    /// Who asked, for the filter.
    pub officers: Vec<Choice>,
    /// The verdicts, for the filter.
    pub verdicts: Vec<Choice>,
    /// The rules that stood against something, for the filter and the drawing: most often first.
    pub rules: Vec<RuleCount>,
    /// The rows of this page, newest first.
    pub rows: Vec<RefusedRow>,
    /// How many there are in all.
    pub count: usize,
    /// How many pages, at least 1.
    pub pages: usize,
}
rendered!(Refused);

/// How often a rule stood against an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCount {
    /// The rule.
    pub rule: String,
    /// The address of its text, when it is in force today.
    pub href: Option<String>,
    /// How often.
    pub count: usize,
}

/// One act that was not let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// The event.
    pub event: i64,
    /// The business day it was asked on.
    pub on: BusinessDate,
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The act.
    pub act: String,
    /// Whether somebody asked, or a text was about to go out.
    pub occasion: String,
    /// The verdict.
    pub verdict: String,
    /// How it looks.
    pub tone: Tone,
    /// The rules against it.
    pub rules: Vec<String>,
    /// What they said.
    pub says: Vec<String>,
    /// Who asked.
    pub by: String,
}

impl Refused {
    fn tab(&self) -> Tab {
        Tab::Review
    }

    fn bar(&self, of: &RuleCount) -> Bar {
        let most = self.rules.first().map_or(0, |first| first.count);
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let says = format!("{} of {}", say::counted(of.count, "time"), say::counted(self.count, "act"));
        Bar::new(&of.rule, &says, number(of.count), number(most))
    }

    fn page(&self) -> usize {
        self.query.page.max(1)
    }

    fn is_filtered(&self) -> bool {
        RefusedQuery { page: 0, ..self.query.clone() } != RefusedQuery::default()
    }
}
