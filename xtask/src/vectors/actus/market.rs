//! Observed market data.

use super::terms::Time;
use anyhow::{Context, Result};
use makegood_units::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Values of market objects by their code.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Market(BTreeMap<String, Vec<Observed>>);

#[derive(Clone, Debug, Deserialize)]
struct Observed {
    date: Time,
    value: Decimal,
}

impl Market {
    /// The value last observed by a day.
    pub fn at(&self, code: Option<&str>, on: Time) -> Result<Decimal> {
        let code = code.context("no market object is named")?;
        let known = self.0.get(code).into_iter().flatten().filter(|observed| observed.date <= on);
        let last = known.max_by_key(|observed| observed.date);
        last.map(|observed| observed.value).with_context(|| format!("{code} was not observed by {}", on.day))
    }
}
