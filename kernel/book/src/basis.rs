//! The basis of penalty interest: how much was overdue for how long.

use crate::{BookError, Due};
use makegood_units::{Amount, BusinessDate};

/// The overdue balance of one loan over its life, in minor-unit-days: for every day
/// before `as_of`, what had fallen due less what had been paid, never less than
/// nothing, added up. A hundred cents overdue for three days are 300 cent-days.
///
/// An instalment counts from the day after its due date, the first day on which it
/// is past due; a payment counts from its value date, so that one that comes on the
/// due date costs nothing. Simple penalty interest at a yearly rate over a year of
/// 365 days is `basis * rate / 365`: this is the sum of daily products by which
/// simple interest is computed on a running account.
///
/// `rows` come in due order, `paid` in value order; rows and payments of `as_of` or
/// later are not read. A negative payment takes money back from its date on. Where
/// more was taken back than had come in, the balance exceeds what fell due.
///
/// While nothing is taken back beyond what came in, this is the sum of
/// [`Arrears::total`](crate::Arrears::total) over the days before `as_of`.
///
/// # Errors
/// [`BookError::Overflow`] when the running balance does not fit 64 bits.
///
/// ```
/// use makegood_book::{Due, overdue_basis};
/// use makegood_units::{Amount, BusinessDate};
/// let day = |text: &str| text.parse::<BusinessDate>().unwrap();
/// let due = Due { due_on: day("2026-02-15"), principal: Amount::from_minor(900), interest: Amount::from_minor(100), fee: Amount::ZERO };
/// // 1,000 overdue from the 16th, 400 from the 18th: 2 days of the one, 3 of the other.
/// let paid = [(day("2026-02-18"), Amount::from_minor(600))];
/// assert_eq!(overdue_basis([due], paid, day("2026-02-21")), Ok(2 * 1_000 + 3 * 400));
/// ```
pub fn overdue_basis(
    rows: impl IntoIterator<Item = Due>,
    paid: impl IntoIterator<Item = (BusinessDate, Amount)>,
    as_of: BusinessDate,
) -> Result<i128, BookError> {
    let mut paid = paid.into_iter().take_while(|(value_on, _)| *value_on < as_of);
    let mut next = paid.next();
    let mut account = Account::default();
    for row in rows {
        if row.due_on >= as_of {
            break;
        }
        // The first day past due. The calendar's last day has none after it, and `as_of` lies later.
        let from = row.due_on.epoch_days() + 1;
        while let Some((value_on, amount)) = next
            && value_on.epoch_days() <= from
        {
            account.reach(value_on.epoch_days());
            account.balance = account.balance.checked_sub(amount).ok_or(BookError::Overflow)?;
            next = paid.next();
        }
        account.reach(from);
        account.balance = account.balance.checked_add(row.split().total()?).ok_or(BookError::Overflow)?;
    }
    while let Some((value_on, amount)) = next {
        account.reach(value_on.epoch_days());
        account.balance = account.balance.checked_sub(amount).ok_or(BookError::Overflow)?;
        next = paid.next();
    }
    account.reach(as_of.epoch_days());
    Ok(account.basis)
}

/// A balance running from day to day.
#[derive(Default)]
struct Account {
    /// Due less paid; negative while money lies ahead of its due date.
    balance: Amount,
    /// The day the balance was last changed, in days since 1970-01-01. Before the
    /// first change the balance is zero, so any day will do.
    since: i32,
    /// Minor-unit-days up to that day.
    basis: i128,
}

impl Account {
    /// Counts the balance for the days from the last change to `day`.
    fn reach(&mut self, day: i32) {
        let overdue = self.balance.max(Amount::ZERO).minor();
        // 63 bits times 23, over at most 23 bits of days in all: far within 127.
        self.basis += i128::from(overdue) * i128::from(day - self.since);
        self.since = day;
    }
}
