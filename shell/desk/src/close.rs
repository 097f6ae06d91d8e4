//! Closing a day, and adopting the policy it follows.

use crate::attention::before_the_plan;
use crate::trial::goes_on;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_book::Census;
use makegood_day_close::{CaseInput, DayInput, Plan, close};
use makegood_journal::{Connection, DayClosed, Event, PolicyAdopted, head, keep_document, last_of};
use makegood_units::{BusinessDate, PartyId};
use makegood_views::{Policy, ViewError};
use serde::Serialize;

/// A strategy and packs as texts, named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyTexts {
    /// The strategy file's name and text.
    pub strategy: (String, String),
    /// Each pack's id and text.
    pub packs: Vec<(String, String)>,
}

/// What a close did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closed {
    /// The business day.
    pub as_of: BusinessDate,
    /// Whether the day was closed before with the very same plan, so that nothing
    /// was written.
    pub already: bool,
    /// Loans whose position was computed anew.
    pub touched: u64,
    /// The whole book counted.
    pub census: Census,
    /// Cases in arrears.
    pub cases: usize,
    /// Steps on the worklists.
    pub steps: usize,
    /// Instalments announced before they fall due.
    pub announced: usize,
    /// Document hash of the plan.
    pub plan: String,
}

impl Desk {
    /// Adopts a strategy and its packs, when they differ from those in force.
    /// Returns whether anything was written.
    ///
    /// # Errors
    /// A policy that cannot be read, with file, line and what was expected;
    /// [`Refusal::TrialRuns`] for another strategy while a trial runs beside this one.
    pub fn adopt(&mut self, texts: &PolicyTexts, actor: &str) -> Result<bool, DeskError> {
        let (name, text) = &texts.strategy;
        let policy = Policy::parse((name, text), &texts.packs)?;
        let transaction = makegood_journal::begin(&mut self.book)?;
        let strategy = keep_document(&transaction, text)?;
        let mut packs = Vec::new();
        for (id, text) in texts.packs.iter().filter(|(id, _)| policy.strategy.packs.contains(id)) {
            packs.push((id.clone(), keep_document(&transaction, text)?));
        }
        let trial = goes_on(&transaction, &strategy)?;
        let held = in_force(&transaction, i64::MAX)?;
        let evidence = held.as_ref().and_then(|held| held.evidence.clone());
        let adopted = PolicyAdopted { strategy, packs, trial, evidence };
        if held.as_ref() == Some(&adopted) {
            return Ok(false);
        }
        append_and_apply(&transaction, &self.clock, self.clock.today(), actor, Event::PolicyAdopted(adopted))?;
        transaction.commit()?;
        Ok(true)
    }

    /// Closes a business day: positions, plan, worklists, in one transaction.
    ///
    /// # Errors
    /// [`Refusal::DayBefore`] for a day before the last closed one,
    /// [`Refusal::EmptyBook`] when there is nothing to close.
    pub fn close(
        &mut self,
        as_of: BusinessDate,
        actor: &str,
        mut progress: impl FnMut(&str, u64, u64),
    ) -> Result<Closed, DeskError> {
        if let Some(closed) = makegood_views::last_closed(&self.book)?.filter(|closed| as_of < *closed) {
            return Err(Refusal::DayBefore { asked: as_of, closed }.into());
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let Some(policy) = makegood_views::policy_of(&transaction, i64::MAX)? else {
            return Err(Refusal::NoPolicy.into());
        };
        before_the_plan(&transaction, &self.clock, as_of, &policy, actor)?;
        let (known_to, head) = head(&transaction)?;
        let adopted = adopted(&transaction, known_to)?;
        let touched = makegood_views::advance(&transaction, as_of, known_to, &policy.strategy, |done, total| {
            progress("positions", done, total);
        })?;
        let census = makegood_views::close_counts(&transaction, as_of, &policy.strategy.buckets)?;
        if census == Census::default() {
            return Err(Refusal::EmptyBook.into());
        }
        let cases = inputs(&transaction, &makegood_views::late_parties(&transaction)?, known_to)?;
        let total = cases.len() as u64;
        let branches = makegood_views::people::branch_days(&transaction, known_to)?;
        let due_soon =
            inputs(&transaction, &makegood_views::due_parties(&transaction, &due_days(&policy, as_of))?, known_to)?;
        let day = DayInput { as_of, cases, due_soon, branches, rules: policy.rules() };
        let plan = close(&day, census, |done| progress("cases", done as u64, total)).map_err(book_error)?;
        progress("cases", total, total);
        let body = plan_text(&plan)?;
        let plan_hash = keep_document(&transaction, &body)?;
        let plan = makegood_views::remember_plan(&plan_hash, plan);
        let already = same_as_last(&transaction, as_of, &plan_hash, &adopted)?;
        if !already {
            let PolicyAdopted { strategy, packs, trial, evidence } = adopted;
            let plan = plan_hash.clone();
            let event = DayClosed { as_of, known_to, head, strategy, packs, trial, evidence, plan };
            append_and_apply(&transaction, &self.clock, as_of, actor, Event::DayClosed(event))?;
            transaction.commit()?;
        }
        let steps = plan.worklists.iter().map(|list| list.items.len()).sum();
        let (cases, announced) =
            (plan.cases.len(), plan.due_soon.iter().filter(|one| one.gate.verdict == "cleared").count());
        Ok(Closed { as_of, already, touched, census: plan.census.clone(), cases, steps, announced, plan: plan_hash })
    }
}

/// The plan's canonical text: what is hashed and what a replay compares.
pub(crate) fn plan_text(plan: &Plan) -> Result<String, DeskError> {
    serde_json::to_string(plan).map_err(|_| DeskError::Json("the plan"))
}

pub(crate) fn book_error(error: makegood_day_close::CloseError) -> DeskError {
    ViewError::Book { loan: error.loan, source: error.source }.into()
}

pub(crate) fn inputs(book: &Connection, parties: &[PartyId], known_to: i64) -> Result<Vec<CaseInput>, DeskError> {
    parties.iter().map(|party| Ok(makegood_views::case_input(book, party, known_to)?)).collect()
}

/// The due days that are announced on a day.
pub(crate) fn due_days(policy: &Policy, as_of: BusinessDate) -> Vec<BusinessDate> {
    policy.strategy.before_due.iter().map(|reminder| as_of.plus_days(reminder.days)).collect()
}

pub(crate) fn adopted(book: &Connection, known_to: i64) -> Result<PolicyAdopted, DeskError> {
    Ok(in_force(book, known_to)?.ok_or(Refusal::NoPolicy)?)
}

/// The policy adopted last, by its documents.
pub(crate) fn in_force(book: &Connection, known_to: i64) -> Result<Option<PolicyAdopted>, DeskError> {
    Ok(match last_of(book, "policy_adopted", known_to)?.map(|entry| entry.event) {
        Some(Event::PolicyAdopted(adopted)) => Some(adopted),
        _ => None,
    })
}

/// A day closed again with nothing new gives the same plan; then nothing is written.
fn same_as_last(
    book: &Connection,
    as_of: BusinessDate,
    plan: &str,
    adopted: &PolicyAdopted,
) -> Result<bool, DeskError> {
    Ok(match last_of(book, "day_closed", i64::MAX)?.map(|entry| entry.event) {
        Some(Event::DayClosed(last)) => last.as_of == as_of && last.plan == plan && last.policy() == *adopted,
        _ => false,
    })
}
