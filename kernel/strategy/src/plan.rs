//! The plan of a case: what is done about this cause, by when, and what has to come of
//! it. Nothing firmer than a reminder goes without one.

use crate::keys::{Keys, Source, count, elements, list, word};
use crate::parse::WORD;
use crate::rung::situation;
use crate::{CaseFacts, Strategy, StrategyError};
use makegood_case::HoldKind;
use makegood_diagnosis::{Finding, Situation};
use makegood_units::{BusinessDate, FactId, StaffId, Why};
use serde::{Deserialize, Serialize};

/// What the lender does about a cause, as a table of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTemplate {
    /// For which situations.
    pub situations: Vec<Situation>,
    /// What is done, in one sentence.
    pub method: String,
    /// What has to have come of it by its day.
    pub required_result: String,
    /// So many days after the case opened, or after the debt was disputed.
    pub due_days: i32,
}

/// A plan somebody made for one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRecord {
    /// For which situation; another one voids it.
    pub situation: Situation,
    /// What is done.
    pub method: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// By when.
    pub due_on: BusinessDate,
    /// What has to have come of it.
    pub required_result: String,
    /// The record of it.
    pub fact: FactId,
}

/// The plan a case follows today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasePlan {
    /// The situation it is for.
    pub situation: Situation,
    /// What is done.
    pub method: String,
    /// What has to have come of it.
    pub required_result: String,
    /// By when.
    pub due_on: BusinessDate,
    /// Who answers for it; none while it is the ladder's own and nobody took it on.
    pub owner: Option<StaffId>,
    /// The record of it; none for the ladder's own.
    pub fact: Option<FactId>,
}

/// Where a case stands with its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// The plan, where there is one that still fits.
    pub plan: Option<CasePlan>,
    /// What is wrong with it: shortcomings for whoever leads.
    pub defects: Vec<Why>,
}

/// The plan of a case on a day: the one somebody made, while the cause is still the one
/// it was made for, else the ladder's own for that cause.
pub fn plan_of(case: &CaseFacts, finding: &Finding, strategy: &Strategy, as_of: BusinessDate) -> Planned {
    let mut planned = Planned::default();
    if strategy.plans.is_empty() || finding.situation == Situation::Undetermined {
        return planned;
    }
    let made = case.plan_made.as_ref();
    if let Some(void) = made.filter(|made| made.situation != finding.situation) {
        let says = format!(
            "The plan was made for {}; now it is {}. It is void until somebody makes it anew.",
            void.situation.words(),
            finding.situation.words()
        );
        planned.defects.push(Why::new("plan_void", says).with(void.fact.clone()));
    }
    let fits = made.filter(|made| made.situation == finding.situation).map(|made| CasePlan {
        situation: made.situation,
        method: made.method.clone(),
        required_result: made.required_result.clone(),
        due_on: made.due_on,
        owner: Some(made.owner.clone()),
        fact: Some(made.fact.clone()),
    });
    let own = || {
        let template = strategy.plans.iter().find(|one| one.situations.contains(&finding.situation))?;
        let opened = as_of.plus_days(strategy.grace_days.saturating_add(1) - case.days_past_due);
        // A dispute has a day of its own, and it is the lender who is asked for something.
        let disputed = case.hold(HoldKind::Dispute).filter(|_| finding.situation == Situation::LenderMatter);
        let opened = disputed.map_or(opened, |hold| hold.from.max(opened));
        Some(CasePlan {
            situation: finding.situation,
            method: template.method.clone(),
            required_result: template.required_result.clone(),
            due_on: opened.plus_days(template.due_days),
            owner: None,
            fact: None,
        })
    };
    planned.plan = fits.or_else(own);
    match &planned.plan {
        None => {
            let says =
                format!("There is no plan for {}, and the ladder has none of its own.", finding.situation.words());
            planned.defects.push(Why::new("plan_missing", says));
        }
        Some(plan) if plan.due_on < as_of => {
            let says = format!("By {} this was to have come of it: {}", plan.due_on, plan.required_result);
            planned.defects.push(plan.fact.iter().cloned().fold(Why::new("plan_overdue", says), Why::with));
        }
        Some(_) => {}
    }
    planned
}

/// Reads every `[[plan]]` table.
pub(crate) fn plans(keys: &mut Keys<'_>, source: Source<'_>, problems: &mut Vec<StrategyError>) -> Vec<PlanTemplate> {
    let tables = keys.may("plan", "a [[plan]] table for each cause", elements);
    let mut read: Vec<PlanTemplate> = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a plan is a table of its own, opened by [[plan]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let template = template(&mut keys);
        let twice = template.iter().flat_map(|one| &one.situations);
        let twice = twice.copied().find(|one| read.iter().any(|other| other.situations.contains(one)));
        if let Some(twice) = twice {
            keys.complain(Some("situations"), format!("two plans are for {twice}; one cause has one plan"));
        }
        read.extend(template);
        problems.extend(keys.finish());
    }
    read
}

fn template(keys: &mut Keys<'_>) -> Option<PlanTemplate> {
    let expected = format!("a list of {}", Situation::ALL.map(Situation::code).join(", "));
    let situations = keys.must("situations", &expected, list(situation));
    let method = keys.must("method", WORD, word);
    let required_result = keys.must("required_result", WORD, word);
    let due_days = keys.must("due_days", "a number of days from 1 to 3650", |value| {
        count(3_650)(value).filter(|days| *days > 0).and_then(|days| i32::try_from(days).ok())
    });
    Some(PlanTemplate {
        situations: situations?,
        method: method?,
        required_result: required_result?,
        due_days: due_days?,
    })
}
