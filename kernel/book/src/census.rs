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
    pub fn add(&mut self, currency: Currency, position: &Position, as_of: BusinessDate, buckets: &Buckets) {
        match position.standing {
            Standing::NotYetDisbursed => self.not_yet_disbursed += 1,
            Standing::Unscheduled => self.unscheduled += 1,
            Standing::Closed => self.closed += 1,
            Standing::Open => self.open.entry(currency).or_default().add(position, as_of, buckets),
        }
    }

    /// How many loans are open.
    pub fn open_loans(&self) -> u64 {
        self.open.values().flat_map(|count| &count.buckets).map(|bucket| bucket.loans).sum()
    }
}

impl CurrencyCount {
    fn add(&mut self, position: &Position, as_of: BusinessDate, buckets: &Buckets) {
        self.buckets.resize(buckets.count(), BucketCount::default());
        let days = position.arrears.days_past_due(as_of);
        let bucket: Bucket = buckets.of(days);
        let plus = |one: Amount, two: Amount| [one, two].into_iter().sum::<Amount>();
        if let Some(count) = self.buckets.get_mut(bucket) {
            count.loans += 1;
            count.arrears = plus(count.arrears, position.arrears.total());
            count.outstanding = plus(count.outstanding, position.outstanding);
        }
        self.principal = plus(self.principal, position.outstanding_principal);
        if days > 30 {
            self.par30_principal = plus(self.par30_principal, position.outstanding_principal);
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
