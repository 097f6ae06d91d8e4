//! What the figures need of one loan, made when the loan is touched and kept beside it.

use crate::MetricError;
use makegood_book::{
    BookRules, Happened, History, InstalmentState, LoanFacts, Position, Standing, history, position, timeline,
};
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId};
use serde::{Deserialize, Serialize};

/// What came in and fell due in one month, from its first day on, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Due and unpaid on the last day of the month before.
    pub begin: i64,
    /// Fell due in the month.
    pub billed: i64,
    /// Of it, paid by the due date.
    pub on_time: i64,
    /// Of it, unpaid now.
    pub unpaid_of_billed: i64,
    /// Due and unpaid now.
    pub unpaid: i64,
    /// Received in the month, less what a payer's bank took back.
    pub received: i64,
}

/// A loan that was 90 days past due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defaulted {
    /// The 90th day.
    pub on: BusinessDate,
    /// Outstanding at its end.
    pub exposure: i64,
    /// What came in after it, day by day.
    pub cash: Vec<(BusinessDate, i64)>,
}

/// One loan as the figures need it. True until a new fact comes or [`Tally::next_on`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The loan.
    pub loan: LoanId,
    /// Who borrowed.
    pub party: PartyId,
    /// The branch that owns it.
    pub branch: BranchId,
    /// The product; empty where none is on file.
    pub product: String,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The amount lent.
    pub lent: i64,
    /// When it was paid out.
    pub disbursed_on: Option<BusinessDate>,
    /// Whether it is owing.
    pub is_open: bool,
    /// Scheduled and not yet paid.
    pub outstanding: i64,
    /// The principal of it.
    pub principal: i64,
    /// The day that is 0 of the count of days past due; none when current.
    pub late_since: Option<BusinessDate>,
    /// Received in all, less what a payer's bank took back.
    pub paid: i64,
    /// The last day on which it came back to current.
    pub cured_on: Option<BusinessDate>,
    /// Instalments that fell due after that and are paid.
    pub paid_since_cure: u32,
    /// The first due date.
    pub first_due_on: Option<BusinessDate>,
    /// When what was due then was paid.
    pub first_paid_on: Option<BusinessDate>,
    /// The first day 30 days past due, which may lie ahead of a loan late now.
    pub ever_30_on: Option<BusinessDate>,
    /// The first day 90 days past due.
    pub ever_90_on: Option<BusinessDate>,
    /// Its 90th day and what came after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Defaulted>,
    /// Principal written off, and below zero what came in since, by day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<(BusinessDate, i64)>,
    /// The first day of the month of the flow.
    pub month: BusinessDate,
    /// What happened in it.
    pub flow: Flow,
    /// The day on which the next instalment falls due, paid or not.
    pub next_on: Option<BusinessDate>,
}

/// The first day of the month of a day.
pub(crate) fn month_of(day: BusinessDate) -> BusinessDate {
    day.plus_days(1 - i32::from(day.civil().day()))
}

impl Tally {
    /// The loan on a day, from what is known of it and where it stands.
    ///
    /// # Errors
    /// [`MetricError::Book`] when its amounts do not fit.
    pub fn of(facts: &LoanFacts, now: &Position, as_of: BusinessDate, rules: &BookRules) -> Result<Self, MetricError> {
        let book = |source| MetricError::Book { loan: facts.loan.id.clone(), source };
        let told = history(facts, as_of, rules).map_err(book)?;
        let month = month_of(as_of);
        let loan = &facts.loan;
        let first = told.instalments.iter().min_by_key(|row| (row.due_on, row.no));
        let mut tally = Self {
            loan: loan.id.clone(),
            party: loan.borrower.clone(),
            branch: loan.branch.clone(),
            product: loan.product.clone().unwrap_or_default(),
            currency: loan.currency,
            lent: loan.principal.minor(),
            disbursed_on: loan.disbursed_on.filter(|day| *day <= as_of),
            is_open: now.standing == Standing::Open,
            outstanding: now.outstanding.minor(),
            principal: now.outstanding_principal().minor(),
            late_since: now.counted_from,
            paid: net(&told, |_| true),
            cured_on: None,
            paid_since_cure: 0,
            first_due_on: first.map(|row| row.due_on),
            first_paid_on: first.and_then(|row| row.cleared_on),
            ever_30_on: reached(facts, &told, rules, as_of, 30).map_err(book)?,
            ever_90_on: reached(facts, &told, rules, as_of, 90).map_err(book)?,
            default: None,
            losses: losses(facts, &told, rules).map_err(book)?,
            month,
            flow: flow(facts, &told, month, as_of, rules).map_err(book)?,
            next_on: told.instalments.iter().map(|row| row.due_on).filter(|day| *day > as_of).min(),
        };
        let is_late = |row: &&InstalmentState| row.cleared_on.is_some_and(|cleared| cleared > row.due_on);
        tally.cured_on = told.instalments.iter().filter(is_late).filter_map(|row| row.cleared_on).max();
        if let (Some(cured), None) = (tally.cured_on, tally.late_since) {
            let after = told.instalments.iter().filter(|row| row.due_on > cured && row.due_on <= as_of);
            tally.paid_since_cure =
                u32::try_from(after.filter(|row| row.cleared_on.is_some()).count()).unwrap_or(u32::MAX);
        }
        if let Some(on) = tally.ever_90_on.filter(|on| *on <= as_of) {
            let then = position(facts, on, rules).map_err(book)?;
            let cash = cash(&told).into_iter().filter(|(day, _)| *day > on).collect();
            tally.default = Some(Defaulted { on, exposure: then.outstanding.minor(), cash });
        }
        Ok(tally)
    }

    /// Days past due on a day.
    pub fn days_past_due(&self, as_of: BusinessDate) -> i32 {
        self.late_since.map_or(0, |since| as_of.days_since(since).max(0))
    }

    /// What happened in the month of a day. A loan nothing happened to since an earlier
    /// month has what it had unpaid then, and nothing else.
    pub(crate) fn flow_in(&self, as_of: BusinessDate) -> Flow {
        if self.month == month_of(as_of) {
            return self.flow;
        }
        Flow { begin: self.flow.unpaid, unpaid: self.flow.unpaid, ..Flow::default() }
    }

    /// The month it was paid out in, as `2007-03`.
    pub fn paid_out_in(&self) -> Option<String> {
        self.disbursed_on.map(|day| day.to_string().chars().take(7).collect())
    }
}

/// What came in day by day; below zero what a payer's bank took back.
fn cash(told: &History) -> Vec<(BusinessDate, i64)> {
    let mut days: Vec<(BusinessDate, i64)> =
        told.payments.iter().map(|paid| (paid.value_on, paid.amount.minor())).collect();
    for event in &told.events {
        if let Happened::ChargedBack { amount } = event.happened {
            days.push((event.effective_on, amount.minor().saturating_neg()));
        }
    }
    days.sort_unstable();
    days
}

fn net(told: &History, counts: impl Fn(BusinessDate) -> bool) -> i64 {
    cash(told).into_iter().filter(|(day, _)| counts(*day)).fold(0, |sum, (_, amount)| sum.saturating_add(amount))
}

/// The first day so many days past due. Of a plain loan it is read from the instalments:
/// one that is unpaid on the day that many days after its own.
fn reached(
    facts: &LoanFacts,
    told: &History,
    rules: &BookRules,
    as_of: BusinessDate,
    days: i32,
) -> Result<Option<BusinessDate>, makegood_book::BookError> {
    let on = |since: BusinessDate| rules.convention.day_zero(since).plus_days(days);
    if facts.is_plain() && rules.is_timeless() {
        let unpaid = |row: &&InstalmentState| row.cleared_on.is_none_or(|cleared| on(row.due_on) < cleared);
        let rows = told.instalments.iter().filter(|row| row.due_on <= as_of).filter(unpaid);
        return Ok(rows.map(|row| on(row.due_on)).min());
    }
    let mut first = None;
    for span in timeline(facts, rules, as_of)? {
        let Some(since) = span.arrears.since else { continue };
        let reached = on(since).max(span.from);
        if span.to.is_none_or(|to| reached < to) {
            first = first.into_iter().chain(Some(reached)).min();
        }
    }
    Ok(first)
}

/// Principal outstanding as the lender took the debt off its accounts, and what came since.
fn losses(
    facts: &LoanFacts,
    told: &History,
    rules: &BookRules,
) -> Result<Vec<(BusinessDate, i64)>, makegood_book::BookError> {
    let Some(off) = told.events.iter().find(|event| event.happened == Happened::ChargedOff) else {
        return Ok(Vec::new());
    };
    let on = off.effective_on;
    // What came in on the day itself is counted as recovered, so it is still owed before it.
    let then = position(facts, on.plus_days(-1), rules)?;
    let since = cash(told).into_iter().filter(|(day, _)| *day >= on);
    let recovered = since.map(|(day, amount)| (day, amount.saturating_neg()));
    Ok(std::iter::once((on, then.outstanding_principal().minor())).chain(recovered).collect())
}

fn flow(
    facts: &LoanFacts,
    told: &History,
    month: BusinessDate,
    as_of: BusinessDate,
    rules: &BookRules,
) -> Result<Flow, makegood_book::BookError> {
    let before = month.plus_days(-1);
    let sum = |amounts: Vec<Amount>| Amount::checked_sum(amounts).ok_or(makegood_book::BookError::Overflow);
    let mut rows = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for row in told.instalments.iter().filter(|row| row.due_on <= as_of) {
        let unpaid = row.unpaid()?;
        rows.0.push(unpaid);
        if row.due_on >= month {
            rows.1.push(row.due.total()?);
            rows.2.push(row.met.total()?.less(row.late));
            rows.3.push(unpaid);
        }
    }
    let mut begin = Vec::new();
    if told.instalments.iter().any(|row| row.due_on <= before) {
        let then = history(facts, before, rules)?;
        for row in then.instalments.iter().filter(|row| row.due_on <= before) {
            begin.push(row.unpaid()?);
        }
    }
    Ok(Flow {
        begin: sum(begin)?.minor(),
        billed: sum(rows.1)?.minor(),
        on_time: sum(rows.2)?.minor(),
        unpaid_of_billed: sum(rows.3)?.minor(),
        unpaid: sum(rows.0)?.minor(),
        received: net(told, |day| month <= day && day <= as_of),
    })
}
