//! A figure with what it was counted from, and the pass that counts.

use crate::{By, Code, Measure};
use makegood_units::{BusinessDate, Currency, LoanId, PartyId, Rounding, divide};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why something could not be counted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetricError {
    /// A sum does not fit 64 bits of minor units.
    #[error("{} adds up beyond what can be held", .0.word())]
    Overflow(Code),
    /// The amounts of a loan do not fit.
    #[error("loan {loan}: {source}")]
    Book {
        /// Which loan.
        loan: LoanId,
        /// What the book said.
        source: makegood_book::BookError,
    },
}

/// Why there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NoFigure {
    /// There is nothing it could be a part of.
    #[error("none: there was nothing to count")]
    NothingCounted,
    /// It compares with a close so long ago that there was none.
    #[error("none: no day was closed so long before")]
    NoEarlierClose,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metric {
    /// Which.
    pub code: Code,
    /// Of which part of the book.
    pub by: By,
    /// The currency of the amounts; none where it counts something else.
    pub currency: Option<Currency>,
    /// What was counted: minor units, or loans, cases, contacts, days.
    pub numerator: i64,
    /// Of what.
    pub denominator: i64,
    /// The day it counts or compares from; none for a stand of one day, or where it
    /// compares with a close there was not.
    pub from: Option<BusinessDate>,
    /// The day it is true for.
    pub as_of: BusinessDate,
}

impl Metric {
    /// Its value in ten-thousandths, halves to the even neighbour: the only rounding here.
    ///
    /// # Errors
    /// [`NoFigure`] where there is none.
    pub fn reading(&self) -> Result<i64, NoFigure> {
        if self.code.is_cohort() && self.from.is_none() {
            return Err(NoFigure::NoEarlierClose);
        }
        let value = divide(i128::from(self.numerator) * 10_000, i128::from(self.denominator), Rounding::HalfEven);
        value.and_then(|value| i64::try_from(value).ok()).ok_or(NoFigure::NothingCounted)
    }

    /// The value for people: `12.34 %`, `3.20 days a case`, `1.50 per 1,000`, or why there
    /// is none.
    pub fn says(&self) -> String {
        match self.reading() {
            Ok(value) => says(self.code, value),
            Err(none) => none.to_string(),
        }
    }
}

/// A value in ten-thousandths, written for people.
pub(crate) fn says(code: Code, value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let size = value.unsigned_abs();
    let hundredths = |size: u64| format!("{sign}{}.{:02}", size / 100, size % 100);
    match code.measure() {
        Measure::Share => format!("{} %", hundredths(size)),
        // Money for money is small, so it keeps four places.
        Measure::Each(what) if code.is_money() => format!("{sign}{}.{:04} {what}", size / 10_000, size % 10_000),
        Measure::Each(what) => format!("{} {what}", hundredths((size + 50) / 100)),
        Measure::PerThousand => format!("{} per 1,000", hundredths(size.saturating_mul(10))),
    }
}

/// What stands behind a part of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A loan.
    Loan(LoanId),
    /// A case.
    Case,
    /// An event of the journal.
    Event(i64),
}

/// One row behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// What.
    pub subject: Subject,
    /// Whose case.
    pub party: PartyId,
    /// Its branch.
    pub branch: String,
    /// What it adds to what was counted.
    pub numerator: i64,
    /// What it adds to what it was counted of.
    pub denominator: i64,
}

/// Which figure's rows are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which figure.
    pub code: Code,
    /// Of which part of the book.
    pub by: By,
    /// In which currency.
    pub currency: Option<Currency>,
}

/// Where a contribution comes from.
pub(crate) struct From<'a> {
    pub(crate) subject: Subject,
    pub(crate) party: &'a PartyId,
    pub(crate) branch: &'a str,
    pub(crate) parts: &'a [By],
    pub(crate) currency: Option<Currency>,
}

/// Sums by figure, part and currency; and the rows of one of them where they were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallied {
    sums: BTreeMap<(Code, By, Option<Currency>), (i128, i128)>,
    wanted: Option<Wanted>,
    /// The rows of the figure asked for, in the order of the pass.
    pub rows: Vec<Row>,
}

impl Tallied {
    pub(crate) fn new(wanted: Option<Wanted>) -> Self {
        Self { sums: BTreeMap::new(), wanted, rows: Vec::new() }
    }

    /// Makes sure a figure of the whole book is told even when nothing is counted.
    pub(crate) fn open(&mut self, code: Code, currency: Option<Currency>) {
        self.sums.entry((code, By::Book, currency)).or_default();
    }

    pub(crate) fn add(&mut self, code: Code, from: &From<'_>, numerator: i64, denominator: i64) {
        if numerator == 0 && denominator == 0 {
            return;
        }
        let currency = from.currency.filter(|_| code.is_money());
        for by in std::iter::once(&By::Book).chain(from.parts) {
            let sum = self.sums.entry((code, by.clone(), currency)).or_default();
            // Sums of 64-bit amounts over fewer than 2^63 rows stay inside 128 bits.
            sum.0 = sum.0.saturating_add(i128::from(numerator));
            sum.1 = sum.1.saturating_add(i128::from(denominator));
            let asked = |wanted: &&Wanted| wanted.code == code && wanted.by == *by && wanted.currency == currency;
            if self.wanted.as_ref().filter(asked).is_some() {
                self.rows.push(Row {
                    subject: from.subject.clone(),
                    party: from.party.clone(),
                    branch: from.branch.to_owned(),
                    numerator,
                    denominator,
                });
            }
        }
    }

    /// A sum without rows: what was kept of an earlier close only as a sum.
    pub(crate) fn add_sum(&mut self, code: Code, by: &By, currency: Option<Currency>, denominator: i64) {
        let sum = self.sums.entry((code, by.clone(), currency)).or_default();
        sum.1 = sum.1.saturating_add(i128::from(denominator));
    }

    /// The figures, each with its days.
    ///
    /// # Errors
    /// [`MetricError::Overflow`] when a sum does not fit.
    pub fn metrics(
        &self,
        as_of: BusinessDate,
        from: impl Fn(Code) -> Option<BusinessDate>,
    ) -> Result<Vec<Metric>, MetricError> {
        let metric =
            |((code, by, currency), (numerator, denominator)): (&(Code, By, Option<Currency>), &(i128, i128))| {
                let fits = |sum: i128| i64::try_from(sum).map_err(|_| MetricError::Overflow(*code));
                Ok(Metric {
                    code: *code,
                    by: by.clone(),
                    currency: *currency,
                    numerator: fits(*numerator)?,
                    denominator: fits(*denominator)?,
                    from: from(*code),
                    as_of,
                })
            };
        self.sums.iter().map(metric).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Metric, NoFigure, says};
    use crate::{By, Code};

    #[test]
    fn a_figure_of_nothing_is_none_and_never_zero() {
        let as_of = "2007-04-02".parse().expect("a day");
        let of = |code, numerator, denominator| Metric {
            code,
            by: By::Book,
            currency: None,
            numerator,
            denominator,
            from: None,
            as_of,
        };
        assert_eq!(of(Code::Kept, 0, 0).reading(), Err(NoFigure::NothingCounted));
        assert_eq!(of(Code::Kept, 0, 4).reading(), Ok(0));
        assert_eq!(of(Code::Cure, 1, 4).reading(), Err(NoFigure::NoEarlierClose));
        assert_eq!(of(Code::Kept, 1, 3).says(), "33.33 %");
    }

    #[test]
    fn values_are_written_as_people_read_them() {
        assert_eq!(says(Code::Par(30), 1_234), "12.34 %");
        assert_eq!(says(Code::Recovery, -512), "-5.12 %");
        assert_eq!(says(Code::CostPerUnit, 125), "0.0125 spent for each 1 collected");
        assert_eq!(says(Code::UndiagnosedAge, 125_050), "12.51 days a case");
        assert_eq!(says(Code::Complaints, 15), "1.50 per 1,000");
    }
}
