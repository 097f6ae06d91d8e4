//! A loan read the plainest way, day by day.

use super::{RawInstalment, RawLoan};
use makegood_units::BusinessDate;

impl RawLoan {
    pub fn paid(&self, on: BusinessDate) -> i64 {
        self.payments.iter().filter(|(day, _)| *day <= on).map(|(_, amount)| amount).sum()
    }

    /// What each instalment has got by a day: the oldest first, nothing beyond what it asks.
    pub fn met(&self, on: BusinessDate) -> Vec<i64> {
        let mut left = self.paid(on);
        let mut met = Vec::new();
        for row in &self.instalments {
            let part = left.min(row.interest + row.principal);
            left -= part;
            met.push(part);
        }
        met
    }

    pub fn outstanding(&self, on: BusinessDate) -> i64 {
        let all: i64 = self.instalments.iter().map(|row| row.interest + row.principal).sum();
        all - self.met(on).iter().sum::<i64>()
    }

    /// Interest is paid before principal.
    pub fn principal_left(&self, on: BusinessDate) -> i64 {
        let met = self.met(on);
        let left = |(row, met): (&RawInstalment, &i64)| row.principal - (met - row.interest).max(0);
        self.instalments.iter().zip(&met).map(left).sum()
    }

    pub fn is_open(&self, on: BusinessDate) -> bool {
        self.disbursed_on <= on && self.outstanding(on) > 0
    }

    pub fn days_late(&self, on: BusinessDate) -> i32 {
        let met = self.met(on);
        let mut oldest = None;
        for (row, met) in self.instalments.iter().zip(met) {
            if oldest.is_none() && row.due_on < on && met < row.interest + row.principal {
                oldest = Some(row.due_on);
            }
        }
        oldest.map_or(0, |due| on.days_since(due))
    }

    pub fn unpaid_of(&self, from: BusinessDate, to: BusinessDate, on: BusinessDate) -> i64 {
        let met = self.met(on);
        let due = self.instalments.iter().zip(met).filter(|(row, _)| from <= row.due_on && row.due_on <= to);
        due.map(|(row, met)| row.interest + row.principal - met).sum()
    }

    /// The day an instalment was whole, looked for day by day.
    pub fn cleared(&self, at: usize, until: BusinessDate) -> Option<BusinessDate> {
        let whole = self.instalments[at].interest + self.instalments[at].principal;
        let mut on = self.disbursed_on;
        while on <= until {
            if self.met(on)[at] == whole {
                return Some(on);
            }
            on = on.plus_days(1);
        }
        None
    }

    pub fn first_day_so_late(&self, days: i32, until: BusinessDate) -> Option<BusinessDate> {
        let mut on = self.disbursed_on;
        while on <= until {
            if self.days_late(on) >= days {
                return Some(on);
            }
            on = on.plus_days(1);
        }
        None
    }
}
