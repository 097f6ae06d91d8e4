//! What is owed, loan by loan and instalment by instalment.

use super::Open;
use crate::pages::BucketMark;
use crate::pages::case::{InstalmentLine, InstalmentState, LoanOwed, Owed};
use crate::say;
use makegood_book::{BookError, InstalmentState as Met};
use makegood_units::{BusinessDate, Currency, Money};
use makegood_views::{LoanStory, ViewError};

pub(super) fn owed(open: &Open) -> Result<Owed, ViewError> {
    let (view, owed) = (&open.view, &open.view.day.owed);
    Ok(Owed {
        makes_current: open.money(owed.arrears),
        since: owed.since,
        days_past_due: owed.days_past_due,
        bucket: BucketMark::of(open.buckets(), owed.days_past_due),
        outstanding: open.money(owed.outstanding),
        next_due: view.next_due(),
        last_paid: view.last_paid(),
        loans: view.loans.iter().map(|story| loan(open, story)).collect::<Result<_, _>>()?,
    })
}

fn loan(open: &Open, story: &LoanStory) -> Result<LoanOwed, ViewError> {
    let given = &story.input.loan;
    let day = open.view.day.owed.loans.iter().find(|day| day.loan == given.id);
    let arrears = day.map(|day| day.position.arrears.total()).unwrap_or_default();
    let as_of = open.view.as_of;
    let lines = story.history.instalments.iter().map(|met| line(met, given.currency, as_of));
    let failed = |source| ViewError::Book { loan: given.id.clone(), source };
    let what = given.purpose.as_deref().or(given.product.as_deref());
    let what = what.map(|what| format!(", {what}")).unwrap_or_default();
    let paid_out = given.disbursed_on.map(|on| format!(", paid out {}", say::day_text(&on))).unwrap_or_default();
    Ok(LoanOwed {
        id: given.id.clone(),
        about: format!("{} lent{paid_out}{what}", Money::new(given.principal, given.currency)),
        arrears: Money::new(arrears, given.currency),
        as_of,
        instalments: lines.collect::<Result<_, _>>().map_err(failed)?,
    })
}

fn line(met: &Met, currency: Currency, as_of: BusinessDate) -> Result<InstalmentLine, BookError> {
    let money = |amount| Money::new(amount, currency);
    Ok(InstalmentLine {
        no: met.no,
        due_on: met.due_on,
        amount: money(met.due.total()?),
        paid: money(met.met.total()?),
        unpaid: money(met.unpaid()?),
        state: match met.cleared_on {
            Some(on) => InstalmentState::Paid { on, days_late: met.days_late(as_of) },
            None if met.late_on(as_of) => InstalmentState::Late { days: met.days_late(as_of) },
            None => InstalmentState::Future,
        },
    })
}
