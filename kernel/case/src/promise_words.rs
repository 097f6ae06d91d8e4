//! The parts of a promise as people write them: `60.00 by 2026-03-02 and 40.00 by
//! 2026-03-16`.

use crate::PromisePart;
use makegood_units::{Amount, AmountError, BusinessDate, Currency, DateError, Money};

/// Why words are no parts of a promise.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// No amount with its day.
    #[error("expected an amount by a day, such as 60.00 by 2026-03-02; found {0:?}")]
    NotAPart(String),
    /// The amount does not read.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// The day does not read.
    #[error("{0}")]
    Day(#[from] DateError),
}

/// Reads the parts, in the order written. `and` or a comma stands between them.
///
/// # Errors
/// [`PartsError`] for the first part that does not read.
pub fn read_parts(text: &str, currency: Currency) -> Result<Vec<PromisePart>, PartsError> {
    let one = |text: &str| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [amount, "by", day] = words.as_slice() else { return Err(PartsError::NotAPart(text.trim().to_owned())) };
        let due_on: BusinessDate = day.parse()?;
        Ok(PromisePart { due_on, amount: Amount::parse(amount, currency)? })
    };
    // A comma inside an amount groups nothing here: amounts are plain decimals.
    text.split(',').flat_map(|text| text.split(" and ")).map(one).collect()
}

/// The parts in words: `60.00 USD by 2026-03-02 and 40.00 USD by 2026-03-16`.
pub fn parts_in_words<'a>(parts: impl IntoIterator<Item = &'a PromisePart>, currency: Currency) -> String {
    let word = |part: &PromisePart| format!("{} by {}", Money::new(part.amount, currency), part.due_on);
    let words: Vec<String> = parts.into_iter().map(word).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        words => words.concat(),
    }
}
