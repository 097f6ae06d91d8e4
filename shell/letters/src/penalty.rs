//! What penalty interest and late fees come to on a loan, line by line and day by day. The
//! figures are those of `makegood_book::penalty`.

use crate::LetterRefusal;
use makegood_book::penalty::{Bound, Exact, Shelf, Treatment};
use makegood_book::{BookRules, LoanFacts, readings};
use makegood_units::{Amount, BusinessDate, Currency, LoanId, Rate, Rounding, divide};

/// Days with one base, one rate and one fate; or one late fee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PenaltyLine {
    /// The first day.
    pub from: BusinessDate,
    /// How many days.
    pub days: i32,
    /// What it is counted on.
    pub base: Amount,
    /// The rate; none for a fee, and where a cap left less than any rate gives.
    pub rate: Option<Rate>,
    /// What it came to, in whole minor units.
    pub posted: Amount,
    /// What became of it.
    pub treatment: Treatment,
    /// The rule that cut it, with its citation.
    pub bound: Option<Bound>,
}

/// What one day added to what is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PenaltyDay {
    /// The day.
    pub day: BusinessDate,
    /// The minor units that became whole on it.
    pub posted: Amount,
}

/// The penalty of one loan up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanPenalty {
    /// Which loan.
    pub loan: LoanId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The convention, by its title.
    pub convention: String,
    /// Where the convention is from.
    pub citation: String,
    /// How it comes about.
    pub lines: Vec<PenaltyLine>,
    /// What the days added that is owed. Their sum is [`LoanPenalty::charged`].
    pub days: Vec<PenaltyDay>,
    /// Owed.
    pub charged: Amount,
    /// Above what law or contract let be charged, and not asked for.
    pub barred: Amount,
    /// What the last day alone adds, in whole minor units; zero when nothing accrues.
    pub a_day: Amount,
}

impl LoanPenalty {
    /// The penalty of a loan up to and with a day, by the shipped convention of that id.
    /// `rates` are the contract's and the one it names for overdue amounts.
    ///
    /// # Errors
    /// [`LetterRefusal::PenaltyNotKnown`] with what is missing.
    pub fn of(
        facts: &LoanFacts,
        by: &str,
        rates: (Option<Rate>, Option<Rate>),
        shelf: &Shelf,
        rules: &BookRules,
        until: BusinessDate,
    ) -> Result<Self, LetterRefusal> {
        let convention = shelf.convention(by).map_err(|error| LetterRefusal::penalty(facts, &error))?;
        let mut contract = readings::contract_of(facts);
        (contract.rate, contract.penalty_rate) = rates;
        let accrual = readings::penalty(facts, by, &contract, shelf, rules, until)
            .map_err(|error| LetterRefusal::penalty(facts, &error))?;
        let overflow = || LetterRefusal::Overflow(facts.loan.id.clone());
        let mut days: Vec<PenaltyDay> = Vec::new();
        for part in accrual.by_day().filter(|part| part.line.treatment == Treatment::Charged) {
            match days.last_mut().filter(|last| last.day == part.day) {
                Some(last) => last.posted = last.posted.checked_add(part.posted).ok_or_else(overflow)?,
                None => days.push(PenaltyDay { day: part.day, posted: part.posted }),
            }
        }
        let lines = accrual.lines.iter().map(|line| PenaltyLine {
            from: line.from,
            days: line.to.days_since(line.from),
            base: line.base,
            rate: line.rate,
            posted: line.posted,
            treatment: line.treatment,
            bound: line.bound.clone(),
        });
        let today = accrual.explain(until).filter(|part| part.line.treatment == Treatment::Charged);
        let exact =
            today.filter(|part| part.line.rate.is_some()).try_fold(Exact::ZERO, |sum, part| sum.plus(part.exact));
        // One day alone for the reader to see; what is owed is posted in `days`.
        let a_day = exact.and_then(|exact| divide(exact.numerator(), exact.denominator(), Rounding::HalfUp));
        let a_day = a_day.and_then(|minor| i64::try_from(minor).ok());
        Ok(Self {
            loan: facts.loan.id.clone(),
            currency: facts.loan.currency,
            convention: convention.title.clone(),
            citation: convention.source.citation.clone(),
            lines: lines.collect(),
            days,
            charged: accrual.posted(Treatment::Charged),
            barred: accrual.posted(Treatment::Barred),
            a_day: Amount::from_minor(a_day.ok_or_else(overflow)?),
        })
    }
}
