//! What the ageing found, and its totals.

use crate::Options;
use crate::found::Part;
use crate::paid::Stray;
use makegood_book::Buckets;
use makegood_units::Currency;
use std::collections::BTreeMap;
use std::fmt;

/// Every loan with its arrears.
pub(crate) struct Aged {
    pub loans: Loans,
    /// What was found, in the order of the loans, in parts that follow one another.
    pub parts: Vec<Part>,
    /// The currency of each loan, when `loans` names them.
    pub currencies: Vec<Option<Currency>>,
    pub unknown: Vec<UnknownLoan>,
    pub not_yet_disbursed: u64,
    pub unscheduled: u64,
}

/// The ids of the loans, rising.
pub(crate) enum Loans {
    Numbers(Vec<i64>),
    Texts(Vec<String>),
}

impl Loans {
    pub(crate) fn name(&self, slot: usize) -> String {
        match self {
            Self::Numbers(ids) => ids.get(slot).map_or_else(String::new, i64::to_string),
            Self::Texts(ids) => ids.get(slot).cloned().unwrap_or_default(),
        }
    }
}

/// A loan that received payments and has no instalment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLoan {
    /// Its id in the payments.
    pub loan: String,
    /// How many payments.
    pub payments: u64,
    /// Their sum in minor units, whatever their day.
    pub minor: i128,
}

/// What the loans of a currency owe, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Fees past due.
    pub fee: i128,
    /// Interest past due.
    pub interest: i128,
    /// Principal past due.
    pub principal: i128,
    /// The basis of penalty interest, in minor-unit-days.
    pub overdue_basis: i128,
}

/// The totals of an ageing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Loans with a schedule.
    pub loans: u64,
    /// Loans with days past due.
    pub late: u64,
    /// Arrears and overdue basis by currency; under `None` where no file names the currency.
    pub sums: BTreeMap<Option<Currency>, Sums>,
    /// Days past due of all loans, added up.
    pub days_past_due: i64,
    /// Loans by bucket, with the name of the bucket.
    pub buckets: Vec<(String, u64)>,
    /// Loans that received payments and have no instalment. Their payments count nowhere.
    pub unknown: Vec<UnknownLoan>,
    /// Loans that gave back more than they had received by the day.
    pub over_reversed: Vec<String>,
    /// Loans paid out after the day: nothing of them is past due.
    pub not_yet_disbursed: u64,
    /// Loans of `loans` without any instalment. They have no position.
    pub unscheduled: u64,
}

impl Aged {
    pub(crate) fn new<Id: ToString>(loans: Loans, parts: Vec<Part>, strays: BTreeMap<Id, Stray>) -> Self {
        let unknown = strays.into_iter().map(|(id, stray)| UnknownLoan {
            loan: id.to_string(),
            payments: stray.payments,
            minor: stray.minor,
        });
        let (currencies, unknown) = (Vec::new(), unknown.collect());
        Self { loans, parts, currencies, unknown, not_yet_disbursed: 0, unscheduled: 0 }
    }

    pub(crate) fn currency(&self, slot: usize) -> Option<Currency> {
        self.currencies.get(slot).copied().flatten()
    }

    pub(crate) fn summary(self, options: &Options) -> Summary {
        let buckets = &options.buckets;
        let mut summary = Summary::default();
        let mut counts = vec![0; buckets.count()];
        let mut first = 0;
        for part in &self.parts {
            let basis = part.basis().iter().map(|basis| i128::from(*basis));
            match self.currencies.get(first..first + part.len()) {
                Some(currencies) => {
                    basis.zip(currencies).for_each(|(basis, of)| summary.of(*of).overdue_basis += basis)
                }
                None => summary.of(None).overdue_basis += basis.sum::<i128>(),
            }
            for (at, arrears) in part.late() {
                let sums = summary.of(self.currency(first + at));
                sums.fee += i128::from(arrears.owed.fee.minor());
                sums.interest += i128::from(arrears.owed.interest.minor());
                sums.principal += i128::from(arrears.owed.principal.minor());
                let days = arrears.days_past_due(options.as_of);
                summary.late += u64::from(days > 0);
                summary.days_past_due += i64::from(days);
                counts[buckets.of(days)] += 1;
            }
            counts[0] += (part.len() - part.late().len()) as u64;
            summary.over_reversed.extend(part.over_reversed().iter().map(|at| self.loans.name(first + at)));
            first += part.len();
        }
        summary.loans = first as u64;
        summary.sums.retain(|_, sums| *sums != Sums::default());
        summary.buckets = named(buckets, counts);
        summary.unknown = self.unknown;
        summary.not_yet_disbursed = self.not_yet_disbursed;
        summary.unscheduled = self.unscheduled;
        summary
    }
}

impl Summary {
    fn of(&mut self, currency: Option<Currency>) -> &mut Sums {
        self.sums.entry(currency).or_default()
    }
}

fn named(buckets: &Buckets, counts: Vec<u64>) -> Vec<(String, u64)> {
    counts.into_iter().enumerate().map(|(bucket, count)| (buckets.name(bucket), count)).collect()
}

/// Loans of a list that are shown to a person; the rest is counted.
const SHOWN: usize = 10;

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "loans {}, late {}, days past due {}", self.loans, self.late, self.days_past_due)?;
        for (name, count) in &self.buckets {
            writeln!(f, "  {name:<8} {count:>12}")?;
        }
        for (currency, sums) in &self.sums {
            let of = currency.map_or_else(String::new, |currency| format!(" of {currency}"));
            writeln!(
                f,
                "past due in minor units{of}: fee {}, interest {}, principal {}; overdue basis {} minor-unit-days",
                sums.fee, sums.interest, sums.principal, sums.overdue_basis
            )?;
        }
        let counted = [
            (self.not_yet_disbursed, "loans paid out after the day: nothing of them is past due"),
            (self.unscheduled, "loans without any instalment: they have no position"),
            (self.over_reversed.len() as u64, "loans gave back more than they had received; a receipt must be missing"),
            (self.unknown.len() as u64, "loans received payments and have no instalment; the payments count nowhere"),
        ];
        for (count, says) in counted.iter().filter(|(count, _)| *count > 0) {
            writeln!(f, "{count} {says}")?;
        }
        for loan in self.over_reversed.iter().take(SHOWN) {
            writeln!(f, "  gave back too much: loan {loan}")?;
        }
        for stray in self.unknown.iter().take(SHOWN) {
            writeln!(
                f,
                "  no instalment: loan {}, {} payments, {} minor units",
                stray.loan, stray.payments, stray.minor
            )?;
        }
        Ok(())
    }
}
