//! The answer: lines that can be checked by hand, and the days behind them.

use super::exact::Scale;
use super::terms::{Accruing, Portion};
use super::{Exact, Treatment, text};
use crate::Component;
use makegood_units::{Amount, BusinessDate, Currency, Rate, YearFraction};

/// The rule that cut an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Its name.
    pub rule: String,
    /// Its law or contract.
    pub citation: String,
}

/// Unbroken days with one base, one rate and one treatment; or one late fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The first day.
    pub from: BusinessDate,
    /// The day after the last.
    pub to: BusinessDate,
    /// Penalty interest or late fee.
    pub what: Accruing,
    /// Overdue or outstanding.
    pub of: Portion,
    /// The components of the base.
    pub on: Vec<Component>,
    /// The base.
    pub base: Amount,
    /// The rate of this line; none for a fee, and where a cap on a sum left less
    /// than any rate gives.
    pub rate: Option<Rate>,
    /// How the rate of the terms came about, or which instalment is late.
    pub because: String,
    /// The part of a year.
    pub over: YearFraction,
    /// The exact amount.
    pub exact: Exact,
    /// The cents posted, the remainder of earlier lines included.
    pub posted: Amount,
    /// What became of it.
    pub treatment: Treatment,
    /// The rule that cut it.
    pub bound: Option<Bound>,
    /// All of it in one sentence.
    pub says: String,
}

/// What was posted, by what became of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Owed.
    pub charged: Amount,
    /// Owed later.
    pub deferred: Amount,
    /// Never charged.
    pub frozen: Amount,
    /// Given up.
    pub forgiven: Amount,
    /// Above what law or contract let be charged.
    pub barred: Amount,
}

/// One day's share of a line.
#[derive(Clone, Copy, Debug)]
pub struct DayPart<'a> {
    /// The day.
    pub day: BusinessDate,
    /// The line it belongs to.
    pub line: &'a Line,
    /// The exact amount of the day.
    pub exact: Exact,
    /// The cents that became whole on the day. What is not yet a cent is carried to
    /// the next day; over a line the cents of its days add up to those posted.
    pub posted: Amount,
    currency: Currency,
}

impl DayPart<'_> {
    /// The day in one sentence.
    pub fn says(&self) -> String {
        text::day(self.day, self.line, self.exact, self.posted, self.currency)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub day: BusinessDate,
    pub line: usize,
    pub exact: i128,
    pub posted: Amount,
}

/// Penalty interest and late fees of one loan up to a day.
#[derive(Clone, Debug)]
pub struct Accrual {
    /// The lines, in the order of their first days.
    pub lines: Vec<Line>,
    pub(super) parts: Vec<Part>,
    pub(super) scale: Option<Scale>,
    pub(super) currency: Currency,
}

impl Accrual {
    /// What was posted, by what became of it: the sums of the lines.
    pub fn totals(&self) -> Totals {
        Totals {
            charged: self.posted(Treatment::Charged),
            deferred: self.posted(Treatment::Deferred),
            frozen: self.posted(Treatment::Frozen),
            forgiven: self.posted(Treatment::Forgiven),
            barred: self.posted(Treatment::Barred),
        }
    }

    /// The cents posted with one treatment. The sum was checked to fit.
    pub fn posted(&self, treatment: Treatment) -> Amount {
        self.lines.iter().filter(|line| line.treatment == treatment).map(|line| line.posted).sum()
    }

    /// The exact amount with one treatment; none when it does not fit.
    pub fn exact(&self, treatment: Treatment) -> Option<Exact> {
        let mut lines = self.lines.iter().filter(|line| line.treatment == treatment);
        lines.try_fold(Exact::ZERO, |sum, line| sum.plus(line.exact))
    }

    /// The exact amount of all treatments together: what the terms ask for before
    /// any cap or stop.
    pub fn exact_asked(&self) -> Option<Exact> {
        self.lines.iter().try_fold(Exact::ZERO, |sum, line| sum.plus(line.exact))
    }

    /// Every day on which something accrued, in order; a day has a part for each
    /// line it belongs to.
    pub fn by_day(&self) -> impl Iterator<Item = DayPart<'_>> {
        self.parts.iter().filter_map(|part| {
            let (line, scale) = (self.lines.get(part.line)?, self.scale?);
            let exact = scale.exact(part.exact);
            Some(DayPart { day: part.day, line, exact, posted: part.posted, currency: self.currency })
        })
    }

    /// What accrued on one day, and why.
    pub fn explain(&self, day: BusinessDate) -> impl Iterator<Item = DayPart<'_>> {
        self.by_day().filter(move |part| part.day == day)
    }
}
