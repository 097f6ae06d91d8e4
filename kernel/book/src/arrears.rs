//! The one definition of arrears.

use crate::{BookError, Instalment, Order, Split};
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};

/// One scheduled row, as the fold reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The due date.
    pub due_on: BusinessDate,
    /// Principal due.
    pub principal: Amount,
    /// Interest due.
    pub interest: Amount,
    /// Fees due.
    pub fee: Amount,
}

impl Due {
    /// The components of the row.
    pub fn split(&self) -> Split {
        Split { fee: self.fee, interest: self.interest, principal: self.principal, ..Split::default() }
    }
}

impl From<&Instalment> for Due {
    fn from(row: &Instalment) -> Self {
        Self { due_on: row.due_on, principal: row.principal, interest: row.interest, fee: row.fee }
    }
}

/// What is due and unpaid, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrears {
    /// Due and unpaid, by component.
    pub owed: Split,
    /// The due date of the oldest unpaid instalment that is past due.
    pub since: Option<BusinessDate>,
}

impl Arrears {
    /// The sum of the components. [`age`] has checked that it fits.
    pub fn total(&self) -> Amount {
        self.owed.total().unwrap_or(Amount::LIMIT)
    }

    /// Days past due on `as_of`: 0 when nothing is past due.
    pub fn days_past_due(&self, as_of: BusinessDate) -> i32 {
        self.since.map_or(0, |since| as_of.days_since(since).max(0))
    }
}

/// Arrears of one loan on `as_of`, from its rows in due order and all it has paid
/// by that day.
///
/// This is the whole calculation for a loan whose instalments are met oldest first,
/// because then the days on which its payments came do not matter.
///
/// A row is past due when its due date lies before `as_of`. Rows later than that
/// are not read, so a caller may pass the whole schedule or only the due part.
///
/// # Errors
/// [`BookError::Overflow`] when the amounts do not fit.
///
/// ```
/// use makegood_book::{Due, Order, age};
/// use makegood_units::Amount;
/// let cents = Amount::from_minor;
/// let row = |day: &str| Due { due_on: day.parse().unwrap(), principal: cents(900), interest: cents(100), fee: cents(0) };
/// let rows = [row("2026-02-15"), row("2026-03-15"), row("2026-04-15")];
/// let arrears = age(rows, cents(1_050), "2026-04-01".parse().unwrap(), &Order::default()).unwrap();
/// assert_eq!(arrears.since, Some("2026-03-15".parse().unwrap()));
/// assert_eq!((arrears.owed.interest, arrears.owed.principal), (cents(50), cents(900)));
/// ```
pub fn age(
    rows: impl IntoIterator<Item = Due>,
    paid: Amount,
    as_of: BusinessDate,
    order: &Order,
) -> Result<Arrears, BookError> {
    let mut left = paid;
    let mut arrears = Arrears::default();
    for row in rows {
        if row.due_on >= as_of {
            break;
        }
        let total = row.split().total()?;
        if left >= total {
            left = left.less(total);
            continue;
        }
        let met = order.meet(&row.split(), &mut left);
        arrears.owed = arrears.owed.plus(&row.split().minus(&met))?;
        arrears.since = arrears.since.or(Some(row.due_on));
    }
    arrears.owed.total()?;
    Ok(arrears)
}
