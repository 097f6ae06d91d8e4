//! A strategy tried on the present book before anybody follows it: who moves, what work
//! it makes, what it costs. Nothing is written.

use crate::close::{book_error, inputs};
use crate::{Desk, DeskError, PolicyTexts, Refusal};
use makegood_day_close::{CaseDay, DayInput, Plan, WorkItem, close};
use makegood_journal::head;
use makegood_units::{Amount, BusinessDate, Currency, PartyId};
use makegood_views::Policy;
use serde::Serialize;
use std::collections::BTreeMap;

/// The day under the strategy in force beside the same day under another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tried {
    /// The day: the last closed one.
    pub as_of: BusinessDate,
    /// Under the strategy in force.
    pub now: DaySums,
    /// Under the one tried.
    pub then: DaySums,
    /// Cases whose next step is another, by borrower.
    pub moves: Vec<Move>,
}

/// What a day comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DaySums {
    /// The strategy's name and version.
    pub strategy: String,
    /// Cases in arrears.
    pub cases: usize,
    /// Steps on the worklists.
    pub steps: usize,
    /// Minutes they take.
    pub minutes: u64,
    /// Minutes people have.
    pub minutes_available: u64,
    /// What they cost beside the minutes, by currency.
    pub cost: BTreeMap<Currency, Amount>,
    /// What they are expected to bring, by currency.
    pub value: BTreeMap<Currency, Amount>,
    /// Steps that wait for a second person or a leader.
    pub waiting: usize,
    /// Steps the law keeps closed today.
    pub closed_by_law: usize,
    /// Cleared steps for which there are no minutes.
    pub left: usize,
    /// Steps on the worklists by what they are.
    pub by_action: BTreeMap<String, usize>,
}

/// A case whose next step changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Move {
    /// Whose.
    pub party: PartyId,
    /// The step recommended under the strategy in force; none when none is.
    pub from: Option<String>,
    /// The step recommended under the one tried.
    pub to: Option<String>,
}

impl Desk {
    /// Takes the last closed day through the chain twice, as known now: under the
    /// strategy in force and under another one.
    ///
    /// # Errors
    /// A strategy or pack that cannot be read, with file and line;
    /// [`Refusal::NothingClosed`], [`Refusal::NoPolicy`].
    pub fn try_strategy(
        &self,
        texts: &PolicyTexts,
        mut progress: impl FnMut(&str, u64, u64),
    ) -> Result<Tried, DeskError> {
        let (name, text) = &texts.strategy;
        let other = Policy::parse((name, text), &texts.packs)?;
        let as_of = makegood_views::last_closed(&self.book)?.ok_or(Refusal::NothingClosed)?;
        let (known_to, _) = head(&self.book)?;
        let policy = makegood_views::policy_of(&self.book, known_to)?.ok_or(Refusal::NoPolicy)?;
        let cases = inputs(&self.book, &makegood_views::late_parties(&self.book)?, known_to)?;
        let branches = makegood_views::people::branch_days(&self.book, known_to)?;
        let total = cases.len() as u64;
        let mut run = |title: &str, policy: &Policy| {
            let day = DayInput {
                as_of,
                cases: cases.clone(),
                due_soon: Vec::new(),
                branches: branches.clone(),
                rules: policy.rules(),
            };
            close(&day, Default::default(), |done| progress(title, done as u64, total)).map_err(book_error)
        };
        let (now, then) = (run("in force", &policy)?, run("tried", &other)?);
        Ok(Tried { as_of, moves: moves(&now, &then), now: sums(&now, &policy), then: sums(&then, &other) })
    }
}

fn sums(plan: &Plan, policy: &Policy) -> DaySums {
    let mut sums = DaySums {
        strategy: format!("{} {}", policy.strategy.name, policy.strategy.version),
        cases: plan.cases.len(),
        left: plan.left.len(),
        ..DaySums::default()
    };
    for list in &plan.worklists {
        sums.minutes_available += u64::from(list.minutes);
        for item in &list.items {
            add(&mut sums, plan, item);
        }
    }
    for step in plan.cases.iter().flat_map(|case| &case.considered) {
        match step.gate.verdict.as_str() {
            "cleared" | "in_house" => {}
            "needs_approval" => sums.waiting += 1,
            _ => sums.closed_by_law += 1,
        }
    }
    sums
}

fn add(sums: &mut DaySums, plan: &Plan, item: &WorkItem) {
    sums.steps += 1;
    sums.minutes += u64::from(item.minutes);
    *sums.by_action.entry(item.action.word().to_owned()).or_default() += 1;
    let Some(case) = case_of(plan, &item.party) else { return };
    let currency = case.owed.currency;
    let cost = case.considered.get(item.considered).map_or(Amount::ZERO, |step| step.proposal.cost);
    for (by_currency, amount) in [(&mut sums.cost, cost), (&mut sums.value, item.value)] {
        let sum = by_currency.entry(currency).or_default();
        *sum = sum.checked_add(amount).unwrap_or(Amount::LIMIT);
    }
}

fn case_of<'p>(plan: &'p Plan, party: &PartyId) -> Option<&'p CaseDay> {
    plan.cases.binary_search_by(|case| case.party.cmp(party)).ok().and_then(|at| plan.cases.get(at))
}

/// The step recommended, by its rung.
fn next_step(case: &CaseDay) -> Option<String> {
    let step = case.recommended.and_then(|at| case.considered.get(at));
    step.map(|step| step.proposal.rung.clone())
}

fn moves(now: &Plan, then: &Plan) -> Vec<Move> {
    let changed = now.cases.iter().filter_map(|case| {
        let (from, to) = (next_step(case), case_of(then, &case.party).and_then(next_step));
        (from != to).then(|| Move { party: case.party.clone(), from, to })
    });
    changed.collect()
}
