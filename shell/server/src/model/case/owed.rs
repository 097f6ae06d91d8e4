//! What is owed, loan by loan and instalment by instalment.

use super::Open;
use crate::pages::BucketMark;
use crate::pages::case::{InstalmentLine, InstalmentState, LoanOwed, Owed};
use crate::say;
use makegood_book::{BookError, InstalmentState as Met, Loan};
use makegood_units::{BusinessDate, Currency, Money};
use makegood_views::{Debt, LoanStory, ViewError};

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
    let lines = story.history.instalments.iter();
    let lines = lines.map(|met| line(met, Debt::of(met, &story.history.events), given.currency, as_of));
    let failed = |source| ViewError::Book { loan: given.id.clone(), source };
    Ok(LoanOwed {
        id: given.id.clone(),
        about: about(given),
        arrears: Money::new(arrears, given.currency),
        as_of,
        instalments: lines.collect::<Result<_, _>>().map_err(failed)?,
    })
}

/// What a loan is, in a few words.
pub(crate) fn about(loan: &Loan) -> String {
    let what = loan.purpose.as_deref().or(loan.product.as_deref());
    let what = what.map(|what| format!(", {what}")).unwrap_or_default();
    let paid_out = loan.disbursed_on.map(|on| format!(", paid out {}", say::day_text(&on))).unwrap_or_default();
    format!("{} lent{paid_out}{what}", Money::new(loan.principal, loan.currency))
}

fn line(met: &Met, debt: Debt, currency: Currency, as_of: BusinessDate) -> Result<InstalmentLine, BookError> {
    let money = |amount| Money::new(amount, currency);
    Ok(InstalmentLine {
        debt,
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
