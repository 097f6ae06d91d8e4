//! Which of two debts comes first under the keys of a law.

use super::debt::Debt;
use super::rule::FirstKey;
use makegood_units::{BusinessDate, Decimal, Per, Rate};
use std::cmp::Ordering;

/// `Less` when `one` comes before `other`, with the key that says so.
pub(super) fn compare(keys: &[FirstKey], on: BusinessDate, one: &Debt, other: &Debt) -> (Ordering, Option<FirstKey>) {
    let found = keys.iter().map(|key| (by_key(*key, on, one, other), Some(*key)));
    found.into_iter().find(|(order, _)| order.is_ne()).unwrap_or((Ordering::Equal, None))
}

fn by_key(key: FirstKey, on: BusinessDate, one: &Debt, other: &Debt) -> Ordering {
    let age = |debt: &Debt| debt.arose_on.unwrap_or(debt.due_on);
    match key {
        FirstKey::Due => other.is_due(on).cmp(&one.is_due(on)),
        FirstKey::LeastSecured => covered(one, other).cmp(&covered(other, one)),
        FirstKey::HighestRate => yearly(other.rate).cmp(&yearly(one.rate)),
        FirstKey::EarlierDue => one.due_on.cmp(&other.due_on),
        FirstKey::Older => age(one).cmp(&age(other)),
        FirstKey::EndingDeferral => other.deferral_ends.cmp(&one.deferral_ends),
    }
}

/// The covered share of `debt`, times what is owed on both: shares compare as these do.
fn covered(debt: &Debt, beside: &Debt) -> i128 {
    i128::from(debt.security.min(debt.owed).minor()) * i128::from(beside.owed.minor())
}

/// Per cent a year, a month being a twelfth of it and a day a 365th.
fn yearly(rate: Rate) -> Decimal {
    let periods = match rate.per {
        Per::Year => 1,
        Per::Month => 12,
        Per::Day => 365,
    };
    rate.percent.saturating_mul(Decimal::from(periods))
}
