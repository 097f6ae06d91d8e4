//! The kernel asked about a loan with all its facts at once, taken from the model's lists
//! and not from the journal, and held against the row the views kept up to date.

use crate::ledger::{InstalmentRow, Ledger, Stands};
use crate::loan_event::{EventRow, What};
use crate::world::World;
use anyhow::{Context, Result, ensure};
use makegood_book::{
    BookRules, Component, Happened, Instalment, Loan, LoanEvent, LoanFacts, PausedInterest, Payment, Position,
    Restructuring, Split, Standing, position,
};
use makegood_units::{Amount, BusinessDate};

impl Ledger {
    /// All that was delivered about a loan.
    pub(crate) fn facts(&self, id: &str) -> Option<LoanFacts> {
        let row = self.loan(id)?;
        let loan = Loan {
            id: id.into(),
            borrower: row.borrower.as_str().into(),
            branch: row.branch.as_str().into(),
            currency: row.currency.parse().ok()?,
            principal: Amount::from_minor(row.principal),
            disbursed_on: Some(row.disbursed_on),
            product: None,
            purpose: None,
        };
        let mut instalments: Vec<Instalment> =
            self.instalments_of(id).into_iter().map(|(no, row)| instalment(id, no, row, None)).collect();
        for ((loan, no, event), reports) in &self.replacements {
            instalments.extend(
                reports.current().filter(|_| loan == id).map(|row| instalment(id, *no, row, Some(event.as_str()))),
            );
        }
        let paid = self.payments.iter().filter_map(|(id, reports)| Some((id, reports.current()?)));
        let payments = paid.filter(|(_, paid)| paid.loan == id).map(|(payment, paid)| Payment {
            id: payment.as_str().into(),
            loan: id.into(),
            value_on: paid.value_on,
            amount: Amount::from_minor(paid.amount),
            entered_on: paid.entered_on,
            kind: None,
        });
        let events = self.events_of(id).into_iter().map(|(event, row)| happened(event, row));
        Some(LoanFacts { loan, instalments, payments: payments.collect(), events: events.collect() })
    }
}

fn instalment(loan: &str, no: u32, row: &InstalmentRow, restructuring: Option<&str>) -> Instalment {
    let [principal, interest, fee] = [row.principal, row.interest, row.fee].map(Amount::from_minor);
    Instalment {
        loan: loan.into(),
        no,
        due_on: row.due_on,
        principal,
        interest,
        fee,
        restructuring: restructuring.map(Into::into),
    }
}

fn component(word: &str) -> Component {
    Component::from_word(word).unwrap_or(Component::Fee)
}

fn happened(id: &str, row: &EventRow) -> LoanEvent {
    let cents = Amount::from_minor;
    let happened = match &row.what {
        What::Reversed { payment } => Happened::Reversed { payment: payment.as_str().into() },
        What::ChargedBack { amount } => Happened::ChargedBack { amount: cents(*amount) },
        What::Charged { component: word, amount, due_on, no } => {
            Happened::Charged { component: component(word), amount: cents(*amount), due_on: *due_on, instalment: *no }
        }
        What::Undone { event } => Happened::Undone { event: event.as_str().into() },
        What::Paused { until } => Happened::Paused { to: *until },
        What::Resumed => Happened::Resumed,
        What::InterestPaused { until, deferred } => Happened::InterestPaused {
            to: *until,
            paused: if *deferred { PausedInterest::Deferred } else { PausedInterest::Forgiven },
        },
        What::Restructured { kind: "re_aged" } => Happened::Restructured { how: Restructuring::ReAge },
        What::Restructured { kind: "re_amortised" } => Happened::Restructured { how: Restructuring::ReAmortise },
        What::Restructured { .. } => Happened::Restructured { how: Restructuring::Reschedule },
        What::Accelerated { until } => Happened::Accelerated { cure_until: *until },
        What::WrittenOff { component: word, amount } => {
            Happened::WrittenOff { off: Split::of(component(word), cents(*amount)) }
        }
        What::ChargedOff => Happened::ChargedOff,
        What::Transferred => Happened::Transferred { to: "another".to_owned() },
    };
    let (effective_on, entered_on) = (row.effective_on, row.entered_on);
    LoanEvent { id: id.into(), loan: row.loan.as_str().into(), effective_on, entered_on, happened }
}

/// What is kept of a position: standing, arrears, since, outstanding, principal, paid,
/// next due and next change.
type Kept = (String, i64, Option<i32>, i64, i64, i64, Option<i32>, Option<i32>);

fn kept(now: &Position) -> Kept {
    let days = |day: Option<BusinessDate>| day.map(BusinessDate::epoch_days);
    let standing = match now.standing {
        Standing::NotYetDisbursed => "not_yet_disbursed",
        Standing::Unscheduled => "unscheduled",
        Standing::Open => "open",
        Standing::Closed => "closed",
    };
    (
        standing.to_owned(),
        now.arrears.total().minor(),
        days(now.counted_from),
        now.outstanding.minor(),
        now.outstanding_principal().minor(),
        now.paid.minor(),
        days(now.next_due.map(|(due_on, _)| due_on)),
        days(now.next_change_on),
    )
}

impl World {
    /// Where a loan stands: counted naively where the model knows all that happened to
    /// it, else by the kernel from all facts at once.
    pub(crate) fn stands(&self, loan: &str, as_of: BusinessDate) -> Option<Stands> {
        if self.ledger.knows(loan) {
            return self.ledger.stands(loan, as_of);
        }
        let now = position(&self.ledger.facts(loan)?, as_of, &self.rules).ok()?;
        Some(Stands {
            is_open: now.standing == Standing::Open,
            is_paid_off: now.standing == Standing::Closed,
            arrears: now.arrears.total().minor(),
            outstanding: now.outstanding.minor(),
            since: now.counted_from,
            days_past_due: now.days_past_due(as_of),
        })
    }

    /// The row of every loan in the views, just closed, against all facts at once, and
    /// its arrears and their first day against the naive model.
    pub(crate) fn check_positions(&mut self, as_of: BusinessDate) -> Result<()> {
        let ids: Vec<String> = self.ledger.loans.keys().cloned().collect();
        for id in ids {
            let facts = self.ledger.facts(&id).context("a loan of the model")?;
            let now = position(&facts, as_of, &self.rules)?;
            let found = self.row_of(&id).with_context(|| format!("the row of {id}"))?;
            let differs =
                || format!("{id}: the views have\n  {found:?}, all facts at once give\n  {:?}\n{facts:?}", kept(&now));
            ensure!(found == kept(&now), differs());
            self.summary.positions.0 += 1;
            if !self.ledger.knows(&id) {
                continue;
            }
            let stands = self.ledger.stands(&id, as_of).context("a loan of the model")?;
            let naive = (stands.arrears, stands.since.map(BusinessDate::epoch_days));
            ensure!((found.1, found.2) == naive, "{id}: arrears and since are {found:?}, by the naive model {naive:?}");
            self.summary.positions.1 += 1;
        }
        Ok(())
    }

    fn row_of(&mut self, loan: &str) -> Result<Kept> {
        let mut statement = self.desk()?.book().prepare_cached(
            "SELECT standing, arrears, arrears_since, outstanding, principal_left, paid, next_due_on, next_change_on
             FROM view_loan WHERE loan = ?1",
        )?;
        let row = statement.query_row([loan], |row| {
            let (standing, arrears, since, outstanding) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((standing, arrears, since, outstanding, row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?))
        })?;
        Ok(row)
    }

    /// The rules of the shipped ladder.
    pub(crate) fn shipped_rules() -> Result<BookRules> {
        let (file, text) = crate::policy::shipped().strategy;
        let strategy = makegood_strategy::Strategy::parse(&file, &text);
        strategy.map(|strategy| strategy.book).map_err(|problems| anyhow::anyhow!("{problems:?}"))
    }
}
