//! Lines in words.

use super::ledger::Draft;
use super::terms::{Accruing, Portion};
use super::{Bound, Exact, Line, Treatment};
use crate::Component;
use makegood_units::{Amount, BusinessDate, Currency, Money, YearFraction};

fn number(amount: Amount, currency: Currency) -> String {
    Money::new(amount, currency).number(",")
}

/// `8,000.00 overdue`, `500.00 unpaid interest`, `9,000.00 outstanding`.
fn base(draft: &Draft, currency: Currency) -> String {
    let amount = number(draft.base, currency);
    let word = match (draft.of, draft.on.as_slice()) {
        (Portion::Overdue, [Component::Interest]) => "unpaid interest",
        (Portion::Overdue, [Component::Penalty]) => "unpaid penalty",
        (Portion::Overdue, _) => "overdue",
        (Portion::Outstanding, _) => "outstanding",
    };
    format!("{amount} {word}")
}

fn days(over: YearFraction) -> String {
    match over.denominator {
        365 | 360 if over.numerator == over.days => format!("{} of {} days", over.days, over.denominator),
        365 | 360 => format!("{} days, counted {} of {}", over.days, over.numerator, over.denominator),
        _ => format!("{} days, actual/actual", over.days),
    }
}

/// What became of it, and by which rule.
fn end(treatment: Treatment, bound: Option<&Bound>) -> String {
    let word = match treatment {
        Treatment::Charged => "",
        Treatment::Deferred => ", deferred",
        Treatment::Frozen => ", not charged",
        Treatment::Forgiven => ", forgiven",
        Treatment::Barred => ", may not be charged",
    };
    let rule = bound.map(|bound| format!(" ({}: {})", bound.rule, bound.citation)).unwrap_or_default();
    format!("{word}{rule}")
}

/// The sentence of a line.
pub(super) fn line(draft: &Draft, over: YearFraction, bound: Option<&Bound>, currency: Currency) -> String {
    let (posted, end) = (number(draft.posted, currency), end(draft.treatment, bound));
    match (draft.what, draft.rate) {
        (Accruing::LateFee, _) => format!("late fee, {}: {posted}{end}", draft.because),
        (Accruing::PenaltyInterest, Some(rate)) => {
            format!("{}, {rate}, {}: {posted}{end}", base(draft, currency), days(over))
        }
        (Accruing::PenaltyInterest, None) => {
            let whole = draft.asked.map(|rate| format!(" of what {rate} gives")).unwrap_or_default();
            format!("{}, {}, a part{whole}: {posted}{end}", base(draft, currency), days(over))
        }
    }
}

/// The sentence of one day of a line.
pub(super) fn day(day: BusinessDate, line: &Line, exact: Exact, posted: Amount, currency: Currency) -> String {
    let carried = exact.hundredths().and_then(|hundredths| i64::try_from(hundredths).ok()).map(|hundredths| {
        let whole = Money::new(Amount::from_minor(hundredths / 100), currency).number(",");
        format!("{whole}{:02}", hundredths % 100)
    });
    let exact = carried.unwrap_or_else(|| format!("{}/{} minor units", exact.numerator(), exact.denominator()));
    let word = line.treatment.word();
    format!("{day}: {exact} exactly, {} posted, {word}; of the line: {}", number(posted, currency), line.says)
}
