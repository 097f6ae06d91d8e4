//! The figures of each close: what is kept of loans and deeds for them, and their count.
//!
//! A loan's tally is made anew only when the loan is touched; a close counts the tallies.

mod attended;
mod deeds;
mod gather;
mod keep;

pub(crate) use deeds::done;
pub(crate) use gather::{Gathered, tallies};
pub(crate) use keep::{closed, keep};

use crate::{ViewError, state};
use makegood_metrics::{By, Code, Metric};
use makegood_units::Currency;
use rusqlite::Row;

/// The columns of a figure, in the order [`figure`] reads them.
pub(crate) const COLUMNS: &str = "as_of, part, code, of, currency, numerator, denominator, from_on";

pub(crate) fn figure(row: &Row<'_>) -> Result<Metric, ViewError> {
    let (part, code, of, currency): (String, String, String, String) =
        (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
    let broken = |what: &str, text: &str| ViewError::State(format!("{text:?} as {what} of a figure"));
    let from: Option<i32> = row.get(7)?;
    Ok(Metric {
        code: Code::named(&code).ok_or_else(|| broken("the name", &code))?,
        by: By::named(&part, &of).ok_or_else(|| broken("the part", &part))?,
        currency: currency_of(&currency)?,
        numerator: row.get(5)?,
        denominator: row.get(6)?,
        from: from.map(state::day).transpose()?,
        as_of: state::day(row.get(0)?)?,
    })
}

pub(crate) fn currency_of(code: &str) -> Result<Option<Currency>, ViewError> {
    let parsed = || code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")));
    (!code.is_empty()).then(parsed).transpose()
}
