//! Figures with their numerator, their denominator and their day.

use crate::words::{Day, Money, money};
use makegood_book::{Buckets, Census, CurrencyCount};
use makegood_units::{BusinessDate, Currency};
use makegood_views::BranchRow;
use schemars::JsonSchema;
use serde::Serialize;

/// A share of money: numerator over denominator.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ShareOfMoney {
    /// Above the line.
    pub numerator: Money,
    /// Below it.
    pub denominator: Money,
    /// The quotient in basis points, rounded down; null when nothing stands below the line.
    pub basis_points: Option<i64>,
}

/// The loans of one bucket of days past due.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Bucket {
    /// Its name: `current`, `1-29`.
    pub bucket: String,
    /// How many loans.
    pub loans: u64,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
}

/// The open loans of one currency.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfCurrency {
    /// The currency.
    pub currency: String,
    /// Loans that are open.
    pub open_loans: u64,
    /// Due and unpaid.
    pub arrears: Money,
    /// Scheduled and not yet paid.
    pub outstanding: Money,
    /// Principal outstanding of loans more than 30 days past due, over that of all open loans.
    pub par30: ShareOfMoney,
    /// By bucket.
    pub buckets: Vec<Bucket>,
}

/// The open loans of one branch in one currency.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfBranch {
    /// The branch.
    pub branch: String,
    /// Loans that are open.
    pub open_loans: u64,
    /// Of them in arrears.
    pub late_loans: u64,
    /// Due and unpaid.
    pub arrears: Money,
    /// As for the book.
    pub par30: ShareOfMoney,
}

/// The book counted at the last close.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Metrics {
    /// The day it is true for.
    pub as_of: Day,
    /// By currency; empty for a token bound to a branch.
    pub book: Vec<OfCurrency>,
    /// By branch, the worst share at risk first.
    pub branches: Vec<OfBranch>,
}

fn share(numerator: makegood_units::Amount, denominator: makegood_units::Amount, currency: Currency) -> ShareOfMoney {
    let quotient =
        i128::from(numerator.minor()).checked_mul(10_000).map(|wide| (wide, i128::from(denominator.minor())));
    let points =
        quotient.and_then(|(wide, below)| wide.checked_div(below)).and_then(|points| i64::try_from(points).ok());
    ShareOfMoney {
        numerator: money(numerator, currency),
        denominator: money(denominator, currency),
        basis_points: points,
    }
}

fn of_currency(currency: Currency, count: &CurrencyCount, buckets: &Buckets) -> OfCurrency {
    let bucket = |(place, one): (usize, &makegood_book::BucketCount)| Bucket {
        bucket: buckets.name(place),
        loans: one.loans,
        arrears: money(one.arrears, currency),
        outstanding: money(one.outstanding, currency),
    };
    OfCurrency {
        currency: currency.to_string(),
        open_loans: count.buckets.iter().map(|bucket| bucket.loans).sum(),
        arrears: money(count.arrears(), currency),
        outstanding: money(count.outstanding(), currency),
        par30: share(count.par30_principal, count.principal, currency),
        buckets: count.buckets.iter().enumerate().map(bucket).collect(),
    }
}

/// The figures of the last close.
pub fn metrics(as_of: BusinessDate, census: Option<&Census>, buckets: &Buckets, branches: Vec<BranchRow>) -> Metrics {
    let branch = |row: BranchRow| OfBranch {
        branch: row.branch.to_string(),
        open_loans: row.open,
        late_loans: row.late,
        arrears: money(row.arrears, row.currency),
        par30: share(row.par30_principal, row.principal, row.currency),
    };
    let open = census.into_iter().flat_map(|census| &census.open);
    Metrics {
        as_of: as_of.into(),
        book: open.map(|(currency, count)| of_currency(*currency, count, buckets)).collect(),
        branches: branches.into_iter().map(branch).collect(),
    }
}
