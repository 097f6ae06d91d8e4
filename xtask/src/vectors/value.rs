//! Reads the figures of a vector.

use anyhow::{Context, Result};
use makegood_units::{Amount, BusinessDate, Currency};
use serde_json::Value;

/// A word.
pub fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("expected a text, found {value}"))
}

/// A day.
pub fn date(value: &Value) -> Result<BusinessDate> {
    Ok(text(value)?.parse()?)
}

/// Money with two decimals.
pub fn cents(value: &Value) -> Result<Amount> {
    Ok(Amount::parse(text(value)?, Currency::USD)?)
}

/// Money as the vectors write it.
pub fn amount(amount: Amount) -> String {
    let minor = amount.minor();
    format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100)
}
