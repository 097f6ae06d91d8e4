//! Less than a full periodic payment, until a full one has gathered.
//!
//! On a home loan a servicer may hold a partial payment in suspense; once what is
//! held covers a full periodic payment it is credited (12 CFR 1026.36(c)(1)(ii)). The
//! amount of a full payment is the periodic one and leaves late fees out, so an
//! unpaid late fee never keeps a full payment waiting.

use makegood_units::{Amount, BusinessDate};

/// Money that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The day from which it counts.
    pub on: BusinessDate,
    /// How much, in minor units.
    pub amount: Amount,
}

/// Full periodic payments credited on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The day on which they were complete.
    pub on: BusinessDate,
    /// How many full payments.
    pub payments: i64,
    /// Their sum, in minor units.
    pub amount: Amount,
}

/// What was credited, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// What was credited, by day.
    pub posted: Vec<Posted>,
    /// What waits in suspense after the last receipt, in minor units.
    pub suspense: Amount,
}

/// Why receipts cannot be gathered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatherError {
    /// A full periodic payment of nothing.
    #[error("a full periodic payment is more than nothing; say what it is on this loan")]
    NoFullPayment,
    /// Money that went out.
    #[error("a receipt of {on} is below nothing; a payment taken back is left out of the receipts")]
    Negative {
        /// The day of the receipt.
        on: BusinessDate,
    },
    /// The sum does not fit.
    #[error("the receipts of this loan add up beyond what can be held")]
    Overflow,
}

/// Gathers receipts until each full periodic payment is complete. The receipts may
/// come in any order; of one day they count together.
///
/// # Errors
/// A full payment of nothing, a negative receipt, a sum that does not fit.
///
/// ```
/// use makegood_book::{Receipt, gather};
/// use makegood_units::Amount;
/// // A mortgage of 2,000 a month: 1,200 come, then 900.
/// let receipt = |day: &str, amount| Receipt { on: day.parse().unwrap(), amount: Amount::from_minor(amount) };
/// let receipts = [receipt("2026-03-01", 120_000), receipt("2026-03-12", 90_000)];
/// let gathered = gather(&receipts, Amount::from_minor(200_000)).unwrap();
/// assert_eq!(gathered.posted[0].on.to_string(), "2026-03-12");
/// assert_eq!((gathered.posted[0].amount.minor(), gathered.suspense.minor()), (200_000, 10_000));
/// ```
pub fn gather(receipts: &[Receipt], full_payment: Amount) -> Result<Gathered, GatherError> {
    if full_payment <= Amount::ZERO {
        return Err(GatherError::NoFullPayment);
    }
    let mut receipts = receipts.to_vec();
    receipts.sort_by_key(|receipt| receipt.on);
    let mut gathered = Gathered::default();
    for of_one_day in receipts.chunk_by(|one, other| one.on == other.on) {
        for receipt in of_one_day {
            if receipt.amount < Amount::ZERO {
                return Err(GatherError::Negative { on: receipt.on });
            }
            gathered.suspense = gathered.suspense.checked_add(receipt.amount).ok_or(GatherError::Overflow)?;
        }
        let payments = gathered.suspense.minor() / full_payment.minor();
        // A whole number of full payments out of what is there: it fits where that fits.
        let amount = Amount::from_minor(payments.saturating_mul(full_payment.minor()));
        if let (true, Some(receipt)) = (payments > 0, of_one_day.first()) {
            gathered.posted.push(Posted { on: receipt.on, payments, amount });
            gathered.suspense = gathered.suspense.less(amount);
        }
    }
    Ok(gathered)
}

#[cfg(test)]
mod tests {
    use super::{GatherError, Receipt, gather};
    use makegood_units::{Amount, BusinessDate};
    use proptest::prelude::*;

    fn receipts(all: &[(i32, i64)]) -> Vec<Receipt> {
        let day = |offset| BusinessDate::try_from_epoch_days(20_000 + offset).unwrap_or_else(|| panic!("a day"));
        all.iter().map(|(on, amount)| Receipt { on: day(*on), amount: Amount::from_minor(*amount) }).collect()
    }

    #[test]
    fn what_cannot_be_gathered_is_refused_by_name() {
        let full = Amount::from_minor(100);
        assert_eq!(gather(&receipts(&[(0, 50)]), Amount::ZERO), Err(GatherError::NoFullPayment));
        let negative = receipts(&[(0, -1)]);
        assert!(matches!(gather(&negative, full), Err(GatherError::Negative { on }) if on == negative[0].on));
        assert_eq!(gather(&receipts(&[(0, i64::MAX), (0, 1)]), full), Err(GatherError::Overflow));
    }

    #[test]
    fn a_large_payment_posts_several() {
        let gathered = gather(&receipts(&[(5, 450), (9, 40), (12, 10)]), Amount::from_minor(100));
        let gathered = gathered.unwrap_or_else(|error| panic!("{error}"));
        let posted: Vec<_> = gathered.posted.iter().map(|one| (one.payments, one.amount.minor())).collect();
        assert_eq!((posted, gathered.suspense), (vec![(4, 400), (1, 100)], Amount::ZERO));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_partial_is_posted(
            all in prop::collection::vec((0..60_i32, 0..5_000_i64), 0..20),
            full in 1..3_000_i64,
        ) {
            let gathered = gather(&receipts(&all), Amount::from_minor(full));
            let gathered = gathered.unwrap_or_else(|error| panic!("{error}"));
            let posted: i64 = gathered.posted.iter().map(|one| one.amount.minor()).sum();
            prop_assert_eq!(posted + gathered.suspense.minor(), all.iter().map(|one| one.1).sum::<i64>());
            prop_assert!(gathered.suspense.minor() < full);
            prop_assert!(gathered.posted.iter().all(|one| one.amount.minor() == one.payments * full));
            let mut turned = all.clone();
            turned.reverse();
            prop_assert_eq!(gather(&receipts(&turned), Amount::from_minor(full)), Ok(gathered));
        }
    }
}
