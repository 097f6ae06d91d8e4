//! What became of the loans of one month by their age: the triangle.

use crate::{Code, Metric, Tally};
use makegood_units::{BusinessDate, Currency};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One age of one vintage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VintageCell {
    /// Whole months since the money was paid out.
    pub months: u32,
    /// What was counted by that age: loans, or minor units of net loss.
    pub numerator: i64,
}

/// Loans of one month and currency, and what had become of them at each whole month of age
/// that all of them have reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vintage {
    /// The month, as `2006-11`.
    pub month: String,
    /// The currency of the amounts.
    pub currency: Currency,
    /// Loans, or principal lent.
    pub denominator: i64,
    /// By age, cumulative.
    pub cells: Vec<VintageCell>,
}

/// The triangle of [`Code::Ever`] or [`Code::NetLoss`], by month and currency. Other codes
/// have none.
///
/// A vintage is told at an age when its last possible loan, paid out on the last day of the
/// month, has reached it; so no curve mixes older with younger loans.
pub fn vintages(code: Code, loans: &[Tally], as_of: BusinessDate) -> Vec<Vintage> {
    let mut by: BTreeMap<(String, Currency), Vec<&Tally>> = BTreeMap::new();
    for loan in loans {
        if let Some(month) = loan.paid_out_in() {
            by.entry((month, loan.currency)).or_default().push(loan);
        }
    }
    let told = by.into_iter().map(|((month, currency), loans)| {
        let ages = 0..ages(&loans, as_of);
        let cells = ages.map(|months| VintageCell { months, numerator: at(code, &loans, months) }).collect();
        let lent = |loan: &&Tally| if code.is_money() { loan.lent } else { 1 };
        let denominator = loans.iter().map(lent).fold(0, i64::saturating_add);
        Vintage { month, currency, denominator, cells }
    });
    told.filter(|vintage| vintage.denominator > 0 && matches!(code, Code::Ever(_) | Code::NetLoss)).collect()
}

/// How many ages all loans of one month have reached; none while the month runs.
fn ages(loans: &[&Tally], as_of: BusinessDate) -> u32 {
    let first = loans.first().and_then(|loan| loan.disbursed_on);
    let Some(last) = first.map(|day| last_of_month(crate::tally::month_of(day))) else { return 0 };
    let months = (0_u32..600).take_while(|months| plus_months(last, *months).is_some_and(|day| day <= as_of));
    u32::try_from(months.count()).unwrap_or(0)
}

fn last_of_month(first: BusinessDate) -> BusinessDate {
    crate::tally::month_of(first.plus_days(31)).plus_days(-1)
}

/// So many months later; the last day of a shorter month.
fn plus_months(day: BusinessDate, months: u32) -> Option<BusinessDate> {
    let civil = day.civil();
    let count = i32::from(civil.year()).checked_mul(12)?.checked_add(i32::from(civil.month()) - 1)?;
    let count = count.checked_add(i32::try_from(months).ok()?)?;
    let (year, month) = (i16::try_from(count.div_euclid(12)).ok()?, i8::try_from(count.rem_euclid(12) + 1).ok()?);
    (28..=civil.day()).rev().chain(Some(civil.day())).find_map(|day| BusinessDate::try_from_ymd(year, month, day))
}

fn at(code: Code, loans: &[&Tally], months: u32) -> i64 {
    let of = |loan: &&Tally| {
        let Some(day) = loan.disbursed_on.and_then(|on| plus_months(on, months)) else { return 0 };
        match code {
            Code::Ever(30) => i64::from(loan.ever_30_on.is_some_and(|on| on <= day)),
            Code::Ever(_) => i64::from(loan.ever_90_on.is_some_and(|on| on <= day)),
            _ => {
                let lost = loan.losses.iter().filter(|(on, _)| *on <= day);
                lost.fold(0_i64, |sum, (_, part)| sum.saturating_add(*part))
            }
        }
    };
    loans.iter().map(of).fold(0, i64::saturating_add)
}

impl Vintage {
    /// One cell as a figure.
    pub fn metric(&self, code: Code, cell: VintageCell, as_of: BusinessDate) -> Metric {
        Metric {
            code,
            by: crate::By::Month(self.month.clone()),
            currency: Some(self.currency),
            numerator: cell.numerator,
            denominator: self.denominator,
            from: None,
            as_of,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plus_months;

    #[test]
    fn a_month_later_than_the_end_of_a_month_is_the_end_of_a_shorter_one() {
        let day = |text: &str| text.parse().expect("a day");
        let later = [("2007-01-31", 1), ("2007-01-31", 13), ("2006-11-30", 3), ("2007-05-10", 8)];
        let found = later.map(|(from, months)| plus_months(day(from), months).expect("a day").to_string());
        assert_eq!(found, ["2007-02-28", "2008-02-29", "2007-02-28", "2008-01-10"]);
    }
}
