//! The pass over the book that makes every figure.

use crate::metric::From;
use crate::{By, Code, MetricError, Subject, Tallied, Tally, Wanted, Work};
use makegood_book::{Bucket, Buckets};
use makegood_units::{BusinessDate, Currency, LoanId, PartyId, Rounding, divide};
use std::collections::{BTreeMap, BTreeSet};

/// A loan as it stood at an earlier close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    /// Its bucket.
    pub bucket: Bucket,
    /// Outstanding.
    pub outstanding: i64,
    /// Received in all until then.
    pub paid: i64,
}

/// The loans past due at an earlier close: the cohorts that are followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// The day of the close; none where there was none so long ago.
    pub on: Option<BusinessDate>,
    /// Loans past due then.
    pub late: BTreeMap<LoanId, Then>,
    /// Loans that were current then and stand in the first late bucket now, with what was
    /// outstanding then.
    pub newly_late: BTreeMap<LoanId, i64>,
    /// Outstanding of what was current then, by part and currency.
    pub current: BTreeMap<(By, Currency), i64>,
}

/// What a day is counted by.
#[derive(Clone, Debug)]
pub struct Day<'a> {
    /// The day.
    pub as_of: BusinessDate,
    /// The lender's buckets.
    pub buckets: &'a Buckets,
    /// A month before.
    pub month_before: &'a Earlier,
    /// Four months before.
    pub four_months_before: &'a Earlier,
    /// What people did.
    pub work: &'a Work,
    /// What money later is worth less by, in basis points a year; none where the lender
    /// has not said.
    pub discount_bp: Option<i64>,
}

/// Counts the figures of a day from every loan; with `wanted`, the rows of one of them too.
///
/// # Errors
/// [`MetricError`] when a sum does not fit.
pub fn count(day: &Day<'_>, loans: &[Tally], wanted: Option<Wanted>) -> Result<Tallied, MetricError> {
    let mut into = Tallied::new(wanted);
    open(&mut into, day, loans);
    let costs = costs(day.work);
    let mut charged: BTreeSet<&PartyId> = BTreeSet::new();
    for loan in loans {
        let mut parts = vec![By::Branch(loan.branch.to_string())];
        parts.extend((!loan.product.is_empty()).then(|| By::Product(loan.product.clone())));
        parts.extend(loan.paid_out_in().map(By::Month));
        let from = From {
            subject: Subject::Loan(loan.loan.clone()),
            party: &loan.party,
            branch: loan.branch.as_str(),
            parts: &parts,
            currency: Some(loan.currency),
        };
        stand(&mut into, loan, &from, day);
        granted(&mut into, loan, &from, day.as_of);
        in_month(&mut into, loan, &from, day.as_of);
        rolled(&mut into, loan, &from, day);
        sustained(&mut into, loan, &from, day);
        if let Some(rate) = day.discount_bp {
            // The work done for a case is charged once, to its first loan in default.
            let cost = costs.get(&loan.party).filter(|_| loan.default.is_some() && charged.insert(&loan.party));
            recovered(&mut into, loan, &from, rate, cost.map_or(&[], Vec::as_slice), day.as_of);
        }
    }
    current_then(&mut into, day);
    day.work.count(&mut into, day.as_of);
    cured_people(&mut into, loans, day);
    Ok(into)
}

/// Every figure of the whole book and of each branch is told, even where there is nothing to
/// count: then it says so.
fn open(into: &mut Tallied, day: &Day<'_>, loans: &[Tally]) {
    let mut parts: BTreeSet<(By, Currency)> = loans.iter().map(|loan| (By::Book, loan.currency)).collect();
    parts.extend(loans.iter().map(|loan| (By::Branch(loan.branch.to_string()), loan.currency)));
    for code in Code::all(day.buckets.count()) {
        into.open(code, &By::Book, None);
        for (by, currency) in &parts {
            into.open(code, by, Some(*currency));
        }
    }
}

/// How the days of each figure begin: a month, a cohort's close, or a stand of one day.
impl Day<'_> {
    /// The day a figure counts or compares from.
    pub fn from(&self, code: Code) -> Option<BusinessDate> {
        match code {
            Code::SustainedCure => self.four_months_before.on,
            code if code.is_cohort() => self.month_before.on,
            code if code.is_of_month() => Some(crate::tally::month_of(self.as_of)),
            _ => None,
        }
    }
}

fn stand(into: &mut Tallied, loan: &Tally, from: &From<'_>, day: &Day<'_>) {
    if !loan.is_open {
        return;
    }
    let late = loan.days_past_due(day.as_of);
    let bucket = day.buckets.of(late);
    for at in 0..day.buckets.count() {
        let part = if at == bucket { loan.outstanding } else { 0 };
        into.add(Code::Dpd(u8::try_from(at).unwrap_or(u8::MAX)), from, part, loan.outstanding);
    }
    for days in [30_u8, 60, 90] {
        let part = if late > i32::from(days) { loan.principal } else { 0 };
        into.add(Code::Par(days), from, part, loan.principal);
    }
}

fn granted(into: &mut Tallied, loan: &Tally, from: &From<'_>, as_of: BusinessDate) {
    if let Some(due) = loan.first_due_on.map(|due| due.plus_days(30)).filter(|day| *day <= as_of) {
        let unpaid = loan.first_paid_on.is_none_or(|paid| paid > due);
        into.add(Code::FirstPaymentDefault, from, i64::from(unpaid), 1);
    }
    if loan.disbursed_on.is_none() {
        return;
    }
    let by = |on: Option<BusinessDate>| i64::from(on.is_some_and(|on| on <= as_of));
    into.add(Code::Ever(30), from, by(loan.ever_30_on), 1);
    into.add(Code::Ever(90), from, by(loan.ever_90_on), 1);
    let lost = loan.losses.iter().filter(|(on, _)| *on <= as_of);
    into.add(Code::NetLoss, from, lost.fold(0, |sum: i64, (_, part)| sum.saturating_add(*part)), loan.lent);
}

fn in_month(into: &mut Tallied, loan: &Tally, from: &From<'_>, as_of: BusinessDate) {
    let flow = loan.flow_in(as_of);
    into.add(Code::Cash, from, flow.received, flow.billed);
    into.add(Code::OnTime, from, flow.on_time, flow.billed);
    let whole = flow.begin.saturating_add(flow.billed);
    into.add(Code::Effectiveness, from, whole.saturating_sub(flow.unpaid), whole.saturating_sub(flow.unpaid_of_billed));
    into.add(Code::CostPerUnit, from, 0, flow.received.clamp(0, flow.begin.max(0)));
}

/// Roll, cure and liquidation of the loans past due a month before.
fn rolled(into: &mut Tallied, loan: &Tally, from: &From<'_>, day: &Day<'_>) {
    let late = loan.days_past_due(day.as_of);
    let now = day.buckets.of(late);
    if let Some(then) = day.month_before.late.get(&loan.loan) {
        let worse = loan.is_open && now == then.bucket.saturating_add(1);
        let part = |is: bool| if is { then.outstanding } else { 0 };
        if then.bucket.saturating_add(1) < day.buckets.count() {
            let code = Code::Roll(u8::try_from(then.bucket).unwrap_or(u8::MAX));
            into.add(code, from, part(worse), then.outstanding);
        }
        into.add(Code::Cure, from, part(!loan.is_open || late == 0), then.outstanding);
        into.add(Code::Liquidation, from, loan.paid.saturating_sub(then.paid), then.outstanding);
    } else if let Some(outstanding) = day.month_before.newly_late.get(&loan.loan)
        && loan.is_open
        && now == 1
    {
        into.add(Code::Roll(0), from, *outstanding, 0);
    }
}

/// What was current a month before: of it no loan is kept, so it has no rows of its own.
fn current_then(into: &mut Tallied, day: &Day<'_>) {
    for ((by, currency), outstanding) in &day.month_before.current {
        into.add_sum(Code::Roll(0), by, Some(*currency), *outstanding);
    }
}

fn sustained(into: &mut Tallied, loan: &Tally, from: &From<'_>, day: &Day<'_>) {
    let (Some(on), Some(then)) = (day.four_months_before.on, day.four_months_before.late.get(&loan.loan)) else {
        return;
    };
    let is_current = loan.is_open && loan.days_past_due(day.as_of) == 0;
    let held = is_current && loan.paid_since_cure >= 3 && loan.cured_on.is_some_and(|cured| cured > on);
    let part = if held || !loan.is_open { then.outstanding } else { 0 };
    into.add(Code::SustainedCure, from, part, then.outstanding);
}

type Costs<'a> = BTreeMap<PartyId, Vec<(BusinessDate, i64)>>;

fn costs(work: &Work) -> Costs<'_> {
    let mut costs = Costs::new();
    for deed in work.deeds.iter().filter(|deed| deed.cost != 0) {
        costs.entry(deed.party.clone()).or_default().push((deed.on, deed.cost));
    }
    costs
}

fn recovered(
    into: &mut Tallied,
    loan: &Tally,
    from: &From<'_>,
    rate_bp: i64,
    costs: &[(BusinessDate, i64)],
    as_of: BusinessDate,
) {
    let Some(default) = &loan.default else { return };
    let after = |on: BusinessDate| default.on < on && on <= as_of;
    let cash = default.cash.iter().filter(|(on, _)| after(*on)).copied();
    let spent = costs.iter().filter(|(on, _)| after(*on)).map(|(on, cost)| (*on, cost.saturating_neg()));
    let worth = cash.chain(spent).map(|(on, amount)| present_worth(amount, on.days_since(default.on), rate_bp));
    into.add(Code::Recovery, from, worth.fold(0, i64::saturating_add), default.exposure);
}

/// Money so many days later, at simple interest over years of 365 days, to the nearest
/// minor unit.
fn present_worth(amount: i64, days: i32, rate_bp: i64) -> i64 {
    const YEAR: i128 = 365 * 10_000;
    let one = YEAR.saturating_add(i128::from(rate_bp).saturating_mul(i128::from(days)));
    let worth = divide(i128::from(amount) * YEAR, one, Rounding::HalfEven);
    worth.and_then(|worth| i64::try_from(worth).ok()).unwrap_or(amount)
}

fn cured_people(into: &mut Tallied, loans: &[Tally], day: &Day<'_>) {
    let Some(after) = day.month_before.on else { return };
    let was_late = |loan: &&Tally| day.month_before.late.contains_key(&loan.loan);
    let then = loans.iter().filter(was_late).map(|loan| (loan.party.clone(), loan.branch.to_string()));
    let mut seen = BTreeSet::new();
    let then: BTreeSet<(PartyId, String)> = then.filter(|(party, _)| seen.insert(party.clone())).collect();
    let is_late = |loan: &&Tally| loan.is_open && loan.days_past_due(day.as_of) > 0;
    let now: BTreeSet<PartyId> = loans.iter().filter(is_late).map(|loan| loan.party.clone()).collect();
    day.work.contacts_per_cured(into, after, &then, &now);
}
