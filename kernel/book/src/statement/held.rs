//! What we hold of a loan on the day of a lender's statement.

use super::months::due_back;
use super::own::{How, own_days};
use crate::{BookError, BookRules, LoanFacts, Standing, Statement, history, position};
use makegood_units::{Amount, BusinessDate, PaymentId};

/// One statement of a tape with what we hold beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TapeRow {
    /// What the lender states.
    pub statement: Statement,
    /// The day the lender reported it, when known.
    pub reported_on: Option<BusinessDate>,
    /// What we hold.
    pub held: Held,
}

/// The oldest unpaid due date, and how many instalments are past due and not fully paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Unpaid {
    pub(super) oldest: Option<BusinessDate>,
    pub(super) missed: i64,
}

/// The same at the moments from which conventions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Snapshots {
    /// On the day, what fell due before it.
    pub(super) on: Unpaid,
    /// On the day, what falls due on it included.
    pub(super) with_today: Unpaid,
    /// The day before.
    pub(super) earlier: Unpaid,
    /// The day after.
    pub(super) later: Unpaid,
}

impl Snapshots {
    pub(super) fn all(unpaid: Unpaid) -> Self {
        Self { on: unpaid, with_today: unpaid, earlier: unpaid, later: unpaid }
    }
}

/// The due dates of a loan, as well as they are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dues {
    /// From the schedule, those before the day, latest first.
    Dated(Vec<BusinessDate>),
    /// On this day of every month.
    Monthly(i8),
    /// Monthly, on a day nobody stated.
    Unstated,
    /// Not known at all.
    Unknown,
}

/// What we hold of a loan on the day of a statement. Amounts are minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whether the loan is open, by our schedule and payments; `None` without them.
    pub(super) open: Option<bool>,
    pub(super) dues: Dues,
    pub(super) unpaid: Option<Snapshots>,
    /// Instalments behind, also where the due dates are not known.
    pub(super) behind: Option<i64>,
    /// Our days past due.
    pub(super) days: Option<i32>,
    /// Payments of the quarter before the day, with what would be unpaid without each.
    pub(super) without: Vec<(PaymentId, Amount, Unpaid)>,
    pub(super) principal: Option<Amount>,
    pub(super) outstanding: Option<Amount>,
    pub(super) arrears: Option<Amount>,
    pub(super) next_due: Option<Amount>,
    pub(super) scheduled: Option<Amount>,
}

/// How far back a payment is looked for that the lender may not have, in days.
const RECENT_DAYS: i32 = 92;

impl Held {
    /// What the statement's own amounts tell, where we hold no schedule.
    pub fn from_statement(statement: &Statement) -> Self {
        let own = own_days(statement);
        let due_day = statement.first_due_on.map(|first| first.civil().day());
        let dues = match (due_day, own.how) {
            (_, How::Paid | How::ChargedOff) | (None, _) => Dues::Unknown,
            (Some(1), _) => Dues::Unstated,
            (Some(day), _) => Dues::Monthly(day),
        };
        let unpaid = match (own.instalments_behind, &dues) {
            (Some(0), _) => Some(Snapshots::all(Unpaid::default())),
            (Some(behind), Dues::Monthly(day)) => {
                Some(Snapshots::all(Unpaid { oldest: Some(due_back(statement.as_of, *day, behind)), missed: behind }))
            }
            _ => None,
        };
        Self {
            open: None,
            dues,
            unpaid,
            behind: own.instalments_behind,
            days: own.days,
            without: Vec::new(),
            principal: None,
            outstanding: None,
            arrears: None,
            next_due: None,
            scheduled: None,
        }
    }

    /// What our own schedule and payments tell; `None` for a loan without a schedule.
    ///
    /// # Errors
    /// [`BookError::Overflow`] when the amounts do not fit.
    pub fn from_book(facts: &LoanFacts, as_of: BusinessDate, rules: &BookRules) -> Result<Option<Self>, BookError> {
        let stand = position(facts, as_of, rules)?;
        if matches!(stand.standing, Standing::Unscheduled | Standing::NotYetDisbursed) {
            return Ok(None);
        }
        let rows = history(facts, as_of, rules)?.instalments;
        let unpaid = |before: i32, by: i32, without: Option<&PaymentId>| {
            unpaid(facts, as_of.plus_days(before), as_of.plus_days(by), without, rules)
        };
        let on = unpaid(0, 0, None)?;
        let mut without = Vec::new();
        for payment in &facts.payments {
            let ago = as_of.days_since(payment.value_on);
            if (0..=RECENT_DAYS).contains(&ago) {
                without.push((payment.id.clone(), payment.amount, unpaid(0, 0, Some(&payment.id))?));
            }
        }
        let arrears = stand.arrears.total();
        let ahead = stand.next_due.map_or(Amount::ZERO, |(_, amount)| amount);
        let next = rows.iter().find(|row| row.due_on >= as_of).or_else(|| rows.last());
        Ok(Some(Self {
            open: Some(stand.standing == Standing::Open),
            dues: Dues::Dated(rows.iter().rev().map(|row| row.due_on).filter(|due| *due < as_of).collect()),
            unpaid: Some(Snapshots {
                on,
                with_today: unpaid(1, 0, None)?,
                earlier: unpaid(-1, -1, None)?,
                later: unpaid(1, 1, None)?,
            }),
            behind: Some(on.missed),
            days: Some(stand.days_past_due(as_of)),
            without,
            principal: Some(stand.outstanding_principal()),
            outstanding: Some(stand.outstanding),
            arrears: Some(arrears),
            next_due: Some(arrears.checked_add(ahead).ok_or(BookError::Overflow)?),
            scheduled: next.map(|row| row.due.total()).transpose()?,
        }))
    }

    /// What would be unpaid with so many instalments behind, where the due dates are known.
    pub(super) fn with_behind(&self, as_of: BusinessDate, behind: i64) -> Option<Snapshots> {
        if behind == 0 {
            return Some(Snapshots::all(Unpaid::default()));
        }
        let oldest = match &self.dues {
            Dues::Dated(dues) => usize::try_from(behind - 1).ok().and_then(|at| dues.get(at)).copied(),
            Dues::Monthly(day) => Some(due_back(as_of, *day, behind)),
            Dues::Unstated | Dues::Unknown => None,
        };
        oldest.map(|oldest| Snapshots::all(Unpaid { oldest: Some(oldest), missed: behind }))
    }
}

/// The oldest debt that fell due before a day and is not met by what came in by
/// another, one payment left out.
fn unpaid(
    facts: &LoanFacts,
    before: BusinessDate,
    by: BusinessDate,
    without: Option<&PaymentId>,
    rules: &BookRules,
) -> Result<Unpaid, BookError> {
    let mut facts = facts.clone();
    facts.payments.retain(|payment| Some(&payment.id) != without);
    let rows = history(&facts, by, rules)?.instalments;
    let due = || rows.iter().filter(|row| row.due_on < before);
    let oldest = due().find(|row| row.cleared_on.is_none()).map(|row| row.due_on);
    let missed = due().filter(|row| oldest.is_some_and(|oldest| row.due_on >= oldest)).count();
    Ok(Unpaid { oldest, missed: i64::try_from(missed).unwrap_or(i64::MAX) })
}
