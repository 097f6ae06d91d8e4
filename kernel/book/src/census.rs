//! The whole book counted on a day.

use crate::{Bucket, Buckets, Position, Standing};
use makegood_units::{Amount, BusinessDate, Currency};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The loans of one bucket. Amounts in minor units of one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BucketCount {
    /// How many loans.
    pub loans: u64,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Scheduled and not yet paid, arrears included.
    pub outstanding: Amount,
}

/// The open loans of one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyCount {
    /// By bucket; the first is current.
    pub buckets: Vec<BucketCount>,
    /// Principal outstanding of loans more than 30 days past due: the numerator of PAR30.
    pub par30_principal: Amount,
    /// Principal outstanding of all open loans: the denominator of PAR30.
    pub principal: Amount,
}

/// What is counted of one loan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whether it counts on that day.
    pub standing: Standing,
    /// Days past due.
    pub days_past_due: i32,
    /// Due and unpaid.
    pub arrears: Amount,
    /// Scheduled and not yet paid.
    pub outstanding: Amount,
    /// The principal of it.
    pub principal: Amount,
}

impl Counted {
    /// A position as it counts on `as_of`.
    pub fn new(position: &Position, as_of: BusinessDate) -> Self {
        Self {
            standing: position.standing,
            days_past_due: position.days_past_due(as_of),
            arrears: position.arrears.total(),
            outstanding: position.outstanding,
            principal: position.outstanding_principal(),
        }
    }
}

/// The book counted on a day: open loans by currency and bucket, the others by standing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    /// Open loans by currency.
    pub open: BTreeMap<Currency, CurrencyCount>,
    /// Paid out after the day.
    pub not_yet_disbursed: u64,
    /// Without a schedule, so nothing can be said about lateness.
    pub unscheduled: u64,
    /// All scheduled is paid.
    pub closed: u64,
}

impl Census {
    /// Counts one loan.
    pub fn add(&mut self, currency: Currency, loan: &Counted, buckets: &Buckets) {
        match loan.standing {
            Standing::NotYetDisbursed => self.not_yet_disbursed += 1,
            Standing::Unscheduled => self.unscheduled += 1,
            Standing::Closed => self.closed += 1,
            Standing::Open => self.open.entry(currency).or_default().add(loan, buckets),
        }
    }

    /// How many loans are open.
    pub fn open_loans(&self) -> u64 {
        self.open.values().flat_map(|count| &count.buckets).map(|bucket| bucket.loans).sum()
    }
}

impl CurrencyCount {
    fn add(&mut self, loan: &Counted, buckets: &Buckets) {
        self.buckets.resize(buckets.count(), BucketCount::default());
        let bucket: Bucket = buckets.of(loan.days_past_due);
        let plus = |one: Amount, two: Amount| [one, two].into_iter().sum::<Amount>();
        if let Some(count) = self.buckets.get_mut(bucket) {
            count.loans += 1;
            count.arrears = plus(count.arrears, loan.arrears);
            count.outstanding = plus(count.outstanding, loan.outstanding);
        }
        self.principal = plus(self.principal, loan.principal);
        if loan.days_past_due > 30 {
            self.par30_principal = plus(self.par30_principal, loan.principal);
        }
    }

    /// Arrears of all buckets.
    pub fn arrears(&self) -> Amount {
        self.buckets.iter().map(|bucket| bucket.arrears).sum()
    }

    /// Outstanding of all buckets.
    pub fn outstanding(&self) -> Amount {
        self.buckets.iter().map(|bucket| bucket.outstanding).sum()
    }
}
