//! Rules as data: whom the law lets refuse, what comes before what, by which process
//! a security is enforced. Each with its citation and how sure it is.

use crate::facts::people::{GuaranteeKind, Happened};
use crate::facts::route::RouteKind;
use crate::facts::security::{EventKind, SecurityKind};
use makegood_book::Status;
use makegood_units::{Amount, BusinessDate, Rounding};
use serde::Serialize;

/// The laws that are shipped, by name.
pub(crate) const SHIPPED: [(&str, &str); 4] = [
    ("cn", include_str!("../law/cn.toml")),
    ("de", include_str!("../law/de.toml")),
    ("in", include_str!("../law/in.toml")),
    ("house", include_str!("../law/house.toml")),
];

/// Where a rule comes from, shown wherever it decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The rule.
    pub rule: String,
    /// The section.
    pub citation: String,
    /// How sure it is.
    pub status: Status,
    /// Who reviewed it.
    pub reviewed_by: String,
}

/// The rules that hold for some debts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Law {
    /// The rules.
    pub rules: Vec<Rule>,
    /// The processes by which security is enforced.
    pub processes: Vec<Process>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it comes from.
    pub cited: Cited,
    /// What it says, in our own words.
    pub says: String,
    /// What it decides.
    pub kind: RuleKind,
}

/// The closed list of what a rule decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// A general guarantor may refuse until execution failed; these end it as well.
    GeneralGuarantor {
        /// What ends the right to refuse, beside execution that failed.
        lifted_by: Vec<Happened>,
    },
    /// What a guarantee that does not clearly say it is.
    UnclearGuarantee {
        /// For contracts signed from this day on, until a later rule.
        from: BusinessDate,
        /// What it is.
        means: GuaranteeKind,
    },
    /// The debtor is spoken to before a guarantor is called.
    PrimaryFirst,
    /// The debtor's own security comes before the guarantor, unless agreed otherwise.
    OwnSecurityFirst,
    /// An estate answers up to the value inherited.
    EstateLimit,
    /// Whether what a sale leaves unpaid may be claimed.
    Deficiency {
        /// After the sale of what.
        security: SecurityKind,
        /// Whether it may.
        claimable: bool,
    },
    /// Some ways come before others.
    Before(Before),
}

/// Some ways come before others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// These first.
    pub first: Vec<RouteKind>,
    /// These after them.
    pub then: Vec<RouteKind>,
}

/// How the lender gets at the security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It takes possession.
    Possession,
    /// A court orders the sale.
    Court,
}

/// A process by which a security is enforced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Process {
    /// Where it comes from; its name is the rule's.
    pub cited: Cited,
    /// What it may be used for.
    pub kinds: Vec<SecurityKind>,
    /// How the lender gets at it.
    pub way: Way,
    /// Days after the notice in which the debt may be paid; the day of the notice is not counted.
    pub cure_days: i32,
    /// Days between the announcement and the sale; the day of the announcement is not counted.
    pub sale_notice_days: i32,
    /// The reserve price of the first attempt, in basis points of the valuation.
    pub reserve_bp: u32,
    /// How much lower the next attempt's is, in basis points of the last one's.
    pub reduction_bp: u32,
    /// The most attempts there are; none: no end.
    pub attempts: Option<u32>,
    /// The step with which redemption ends; none when nobody knows.
    pub redeem_until: Option<EventKind>,
    /// Days after that step in which it is still possible.
    pub redeem_days_after: i32,
}

impl Process {
    /// The reserve price of an attempt, counted from 1, each step rounded half up.
    pub fn reserve(&self, value: Amount, attempt: u32) -> Amount {
        let first = crate::sums::part(value, self.reserve_bp, Rounding::HalfUp);
        let kept = crate::sums::WHOLE_BP.saturating_sub(self.reduction_bp);
        // Nothing is left of a price after so many reductions, unless none is made.
        let steps = if self.reduction_bp == 0 { 0 } else { attempt.saturating_sub(1).min(1_000) };
        (0..steps).fold(first, |price, _| crate::sums::part(price, kept, Rounding::HalfUp))
    }
}

impl Law {
    /// What ends a general guarantor's right to refuse, with the rule that says so.
    pub(crate) fn general_guarantor(&self) -> (Vec<Happened>, Option<&Cited>) {
        let mut ends = vec![Happened::ExecutionFailed];
        let mut cited = None;
        for rule in &self.rules {
            if let RuleKind::GeneralGuarantor { lifted_by } = &rule.kind {
                ends.extend(lifted_by.iter().copied());
                cited = cited.or(Some(&rule.cited));
            }
        }
        (ends, cited)
    }

    /// What an unclear guarantee signed on a day is: the latest rule that began by then.
    pub(crate) fn unclear_guarantee(&self, signed_on: BusinessDate) -> Option<(GuaranteeKind, &Cited)> {
        let rules = self.rules.iter().filter_map(|rule| match &rule.kind {
            RuleKind::UnclearGuarantee { from, means } if *from <= signed_on => Some((*from, *means, &rule.cited)),
            _ => None,
        });
        rules.max_by_key(|(from, _, cited)| (*from, &cited.rule)).map(|(_, means, cited)| (means, cited))
    }

    /// The rule of a kind, when there is one.
    pub(crate) fn rule(&self, is: impl Fn(&RuleKind) -> bool) -> Option<&Rule> {
        self.rules.iter().find(|rule| is(&rule.kind))
    }

    /// The process of a name.
    pub fn process(&self, name: &str) -> Option<&Process> {
        self.processes.iter().find(|process| process.cited.rule == name)
    }
}
