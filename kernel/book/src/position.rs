//! Where one loan stands on a day.

use crate::timeline::days_of_change;
use crate::{
    Arrears, BookError, BookRules, Due, Happened, History, InstalmentState, LoanFacts, Split, Unpaid, age, history,
};
use makegood_units::{Amount, BusinessDate, FactId, Why};
use serde::{Deserialize, Serialize};

/// Whether the loan is on the book that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The money is paid out after the day.
    NotYetDisbursed,
    /// No schedule was delivered, so nothing can be said about lateness.
    Unscheduled,
    /// Owing.
    Open,
    /// All that was scheduled is paid.
    Closed,
}

/// Where one loan stands on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Whether it counts on that day.
    pub standing: Standing,
    /// Due and unpaid.
    pub arrears: Arrears,
    /// The day whose end is day 0 of the count of days past due; none when the loan is
    /// current by the lender's convention, small arrears that do not count included.
    pub counted_from: Option<BusinessDate>,
    /// Everything scheduled and not yet paid, arrears included.
    pub outstanding: Amount,
    /// The same by component.
    pub outstanding_parts: Split,
    /// Received by the day.
    pub paid: Amount,
    /// The next instalment that falls due on or after the day and is not yet met,
    /// with what is unpaid of it.
    pub next_due: Option<(BusinessDate, Amount)>,
    /// The next day on which this position changes with no new fact.
    pub next_change_on: Option<BusinessDate>,
    /// The last day of the pause that holds, in which delinquent days stand still.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_until: Option<BusinessDate>,
    /// What came in since the lender took the debt off its accounts; none while it has
    /// not. The debt is owed all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<Amount>,
    /// Which instalment the lateness runs from.
    pub why: Why,
}

impl Position {
    /// Days past due on `as_of` by the lender's convention: 0 when current.
    pub fn days_past_due(&self, as_of: BusinessDate) -> i32 {
        self.counted_from.map_or(0, |from| as_of.days_since(from).max(0))
    }

    /// Principal scheduled and not yet paid.
    pub fn outstanding_principal(&self) -> Amount {
        self.outstanding_parts.principal
    }
}

/// The position of a loan on `as_of`, from every fact delivered.
///
/// # Errors
/// [`BookError`] when the amounts do not fit, or a payment is below zero.
pub fn position(facts: &LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<Position, BookError> {
    let history = history(facts, as_of, rules)?;
    let outstanding_parts = unpaid_parts(&history.instalments)?;
    let outstanding = outstanding_parts.total()?;
    let standing = match facts.loan.disbursed_on {
        Some(day) if day > as_of => Standing::NotYetDisbursed,
        _ if history.instalments.is_empty() => Standing::Unscheduled,
        _ if outstanding.is_zero() => Standing::Closed,
        _ => Standing::Open,
    };
    let arrears = match standing {
        Standing::Open => arrears(facts, &history, as_of, rules)?,
        _ => Arrears::default(),
    };
    let counts = match rules.convention.materiality {
        Some(limits) => limits.is_exceeded(arrears.total(), outstanding),
        None => true,
    };
    let next_due = next_due(&history.instalments, as_of)?;
    let paid = history.payments.iter().map(|payment| payment.amount);
    Ok(Position {
        standing,
        why: why_with_events(facts, &history, &arrears, standing),
        counted_from: arrears.since.filter(|_| counts).map(|since| rules.convention.day_zero(since)),
        arrears,
        outstanding,
        outstanding_parts,
        paid: Amount::checked_sum(paid).ok_or(BookError::Overflow)?,
        next_change_on: next_change(facts, &history, as_of, rules),
        next_due,
        paused_until: history.pauses.iter().filter(|pause| pause.is_active(as_of)).map(|pause| pause.to).max(),
        recovered: recovered(&history)?,
    })
}

/// What is due and unpaid. A plain loan whose payments may come in any order goes
/// through [`age`], as the batch over a whole book does.
fn arrears(facts: &LoanFacts, history: &History, as_of: BusinessDate, rules: &BookRules) -> Result<Arrears, BookError> {
    // `age` counts from the day after the due date; where the due date is day 1, a day earlier.
    let day = rules.convention.counting_day(as_of);
    if facts.is_plain() && rules.is_timeless() {
        let paid = history.payments.iter().map(|payment| payment.amount);
        let paid = Amount::checked_sum(paid).ok_or(BookError::Overflow)?;
        let mut rows: Vec<_> = facts.instalments.iter().collect();
        rows.sort_by_key(|row| (row.due_on, row.no));
        return age(rows.into_iter().map(Due::from), paid, day, &rules.waterfall.due);
    }
    let mut arrears = Arrears::default();
    for row in history.instalments.iter().take_while(|row| row.due_on < day) {
        let unpaid = row.due.minus(&row.met);
        if !unpaid.is_zero() {
            arrears.owed = arrears.owed.plus(&unpaid)?;
            arrears.since = arrears.since.or(Some(row.due_on));
        }
    }
    arrears.owed.total()?;
    Ok(arrears)
}

/// What is unpaid of all rows, by component.
///
/// # Errors
/// [`BookError::Overflow`] when a sum does not fit.
pub fn unpaid_parts(rows: &[InstalmentState]) -> Result<Split, BookError> {
    rows.iter().try_fold(Split::default(), |sum, row| sum.plus(&row.due.minus(&row.met)))
}

fn next_due(rows: &[InstalmentState], as_of: BusinessDate) -> Result<Option<(BusinessDate, Amount)>, BookError> {
    let ahead = rows.iter().find(|row| row.due_on >= as_of && !row.due.minus(&row.met).is_zero());
    ahead.map(|row| Ok((row.due_on, row.unpaid()?))).transpose()
}

/// The next day on which a delivered fact or a due date that is not met changes
/// something.
fn next_change(facts: &LoanFacts, history: &History, as_of: BusinessDate, rules: &BookRules) -> Option<BusinessDate> {
    // An instalment that is met already falls due in silence.
    let met = |day: BusinessDate| {
        let mut due = history.instalments.iter().filter(|row| rules.convention.first_day_past_due(row.due_on) == day);
        facts.is_plain() && !rules.uses_suspense() && due.all(|row| row.cleared_on.is_some())
    };
    let valued = |day: BusinessDate| facts.payments.iter().any(|payment| payment.value_on == day);
    let paid_out = |day: BusinessDate| facts.loan.disbursed_on == Some(day);
    let changes = |day: &BusinessDate| *day > as_of && (!met(*day) || valued(*day) || paid_out(*day));
    days_of_change(facts, rules).filter(changes).min()
}

/// What came in from the day of the charge-off on.
fn recovered(history: &History) -> Result<Option<Amount>, BookError> {
    let charged_off = history.events.iter().find(|event| event.happened == Happened::ChargedOff);
    let Some(since) = charged_off.map(|event| event.effective_on) else { return Ok(None) };
    let later = history.payments.iter().filter(|payment| payment.value_on >= since);
    Amount::checked_sum(later.map(|payment| payment.amount)).ok_or(BookError::Overflow).map(Some)
}

fn why(facts: &LoanFacts, history: &History, arrears: &Arrears, standing: Standing) -> Why {
    let loan = &facts.loan.id;
    match (standing, arrears.since) {
        (Standing::NotYetDisbursed, _) => Why::new("not_yet_disbursed", "The money had not been paid out yet."),
        (Standing::Unscheduled, _) => Why::new("unscheduled", "No schedule was delivered for this loan."),
        (Standing::Closed, _) => Why::new("paid_in_full", "Everything scheduled is paid."),
        (Standing::Open, None) => Why::new("nothing_past_due", "Every instalment that fell due is paid."),
        (Standing::Open, Some(since)) => {
            let oldest = history.instalments.iter().find(|row| row.due_on == since && row.cleared_on.is_none());
            match oldest.map_or(0, |row| row.no) {
                0 => Why::new("oldest_unpaid_debt", format!("What fell due on {since} is the oldest not fully paid.")),
                no => Why::new(
                    "oldest_unpaid_instalment",
                    format!("Instalment {no}, due {since}, is the oldest not fully paid."),
                )
                .with(FactId::new("instalment", format_args!("{loan}/{no}"))),
            }
        }
    }
}

/// The same with the events that made it so: what an instalment alone does not tell.
fn why_with_events(facts: &LoanFacts, history: &History, arrears: &Arrears, standing: Standing) -> Why {
    let mut why = why(facts, history, arrears, standing);
    for event in &history.events {
        let on = event.effective_on;
        let says = match &event.happened {
            Happened::Restructured { how } => format!("{} on {on}.", how.words()),
            Happened::Accelerated { cure_until } => format!("Called due on {on}, to be cured by {cure_until}."),
            Happened::ChargedBack { .. } => format!("The payer's bank took money back on {on}."),
            Happened::ChargedOff => format!("Charged off on {on}; it is owed all the same."),
            Happened::Transferred { to } => format!("Owned by {to} since {on}."),
            _ => continue,
        };
        why.says = format!("{} {says}", why.says);
        why = why.with(FactId::new("loan_event", &event.id));
    }
    why
}

impl From<&InstalmentState> for Unpaid {
    fn from(row: &InstalmentState) -> Self {
        Self { due_on: row.due_on, unpaid: row.unpaid().unwrap_or(Amount::LIMIT) }
    }
}
