//! The page of one case, from its view.

mod changed;
mod file_facts;
pub(crate) mod form;
pub(crate) mod law;
mod owed;
mod people;
mod plan;
mod promise;
mod situation;
mod step;
mod tasks;
mod timeline;

pub(crate) use owed::about;
pub(crate) use timeline::since;

use super::words::{Local, kind, named};
use crate::asked::LEADER;
use crate::layout::Frame;
use crate::pages::BucketMark;
use crate::pages::case::{Case, Change, OutcomeForm, QueueLine};
use crate::trouble::Trouble;
use makegood_book::Buckets;
use makegood_desk::Desk;
use makegood_units::{Money, PartyId};
use makegood_views::{CaseView, Policy};
use std::rc::Rc;

/// A case as every part of its page reads it.
pub(crate) struct Open {
    /// The case.
    pub view: CaseView,
    /// The policy in force.
    pub policy: Rc<Policy>,
    /// The borrower's clock.
    pub local: Local,
}

impl Open {
    /// Opens the case of a borrower as it stands.
    ///
    /// # Errors
    /// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for
    /// somebody without a loan on the book.
    pub(crate) fn case(desk: &Desk, party: &PartyId) -> Result<Self, Trouble> {
        Self::known_to(desk, party, i64::MAX)
    }

    fn known_to(desk: &Desk, party: &PartyId, event: i64) -> Result<Self, Trouble> {
        let book = desk.book();
        makegood_views::last_closed(book)?.ok_or(Trouble::NeverClosed)?;
        let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
        let view = makegood_views::case_view_known_to(book, party, desk.clock().now(), event)?;
        let view = view.ok_or_else(|| Trouble::Unknown(format!("there is no borrower {party} on the book")))?;
        let local = Local::new(view.zone.as_deref());
        Ok(Self { view, policy, local })
    }

    fn buckets(&self) -> &Buckets {
        &self.policy.strategy.buckets
    }

    fn money(&self, amount: makegood_units::Amount) -> Money {
        Money::new(amount, self.view.day.owed.currency)
    }

    /// The form as it is first shown.
    pub(crate) fn form(&self, desk: &Desk) -> OutcomeForm {
        form::fresh(self, desk.clock().today())
    }

    /// The form with the promise that can be kept filled in.
    pub(crate) fn form_as_offered(&self, desk: &Desk) -> OutcomeForm {
        promise::take_over(self, self.form(desk))
    }
}

/// What changed by what was recorded from this event on; nothing when the number is
/// not one of this case.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn changed(desk: &Desk, open: &Open, saved: i64) -> Result<Vec<Change>, Trouble> {
    if !open.view.happened.iter().any(|one| one.seq == saved) {
        return Ok(Vec::new());
    }
    let before = Open::known_to(desk, &open.view.day.party, saved - 1)?;
    Ok(changed::between(&before, open))
}

/// The page.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn case(
    desk: &Desk,
    frame: Frame,
    open: &Open,
    form: OutcomeForm,
    changed: Vec<Change>,
) -> Result<Case, Trouble> {
    let view = &open.view;
    let plan = makegood_views::plan_in_force(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let names: Vec<(String, String)> = frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    Ok(Case {
        party: view.day.party.clone(),
        name: named(&view.name, &view.day.party),
        about: people::about(open),
        queue: queue(desk, &frame, open.buckets())?,
        owed: owed::owed(open)?,
        situation: situation::situation(open),
        file: crate::model::file::in_short(desk, &view.day.party)?,
        step: step::step(open, &plan),
        no_step: step::no_step(open),
        plan: plan::plan(open, &frame),
        tasks: tasks::tasks(open, frame.acting.role == LEADER),
        doors: step::doors(open),
        promise: promise::promise(open),
        routes: step::routes(open)?,
        routes_basis: "What they would pay and when nothing is past due any more, if nothing else changes. Nothing is added to what is owed.".to_owned(),
        clocks: crate::model::clocks::of_case(view),
        recourse: crate::model::recourse::of_case(desk, &view.day.party)?,
        timeline: timeline::timeline(open, &names),
        people: people::people(open),
        holds: people::holds(open),
        facts: people::facts(open),
        law: law::law(desk, open)?,
        letters: crate::model::letters::sum(desk, &view.day.party)?,
        decides: crate::model::letters::firm(desk, open)?,
        form,
        changed,
        attention: crate::model::attention::in_short(desk, &frame, &view.day.party)?,
        frame,
    })
}

/// The worklist at the left, in its order.
fn queue(desk: &Desk, frame: &Frame, buckets: &Buckets) -> Result<Vec<QueueLine>, Trouble> {
    let lines = makegood_views::list_of(desk.book(), &frame.acting.id, &frame.who.reach)?;
    let line = |line: makegood_views::ListLine| QueueLine {
        name: named(&line.name, &line.item.party),
        kind: kind(line.item.channel),
        arrears: Money::new(line.case.arrears, line.case.currency),
        bucket: BucketMark::of(buckets, line.case.days_past_due),
        why_now: crate::say::days(line.case.days_past_due) + " late",
        done: line.done.is_some(),
        party: line.item.party,
    };
    Ok(lines.into_iter().map(line).collect())
}
