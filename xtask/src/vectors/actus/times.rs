//! Cycles with their stub, and the times of a schedule.

use super::terms::{Terms, Time};
use anyhow::{Context, Result, bail};
use makegood_units::{BusinessDate, Cycle, CycleUnit, MonthEnd};

/// A cycle and what it does with a rest before the end.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    cycle: Cycle,
    month_end: MonthEnd,
    /// The rest is joined to the period before it.
    long_stub: bool,
}

impl Turn {
    /// Reads `P1ML0`: every month, a long last stub (`L1`: a short one).
    pub fn read(text: &str, terms: &Terms) -> Result<Self> {
        let (period, stub) = text.split_once('L').unwrap_or((text, "1"));
        let number = period.trim_start_matches('P').trim_end_matches(|unit: char| unit.is_ascii_alphabetic());
        let number = number.parse::<u16>().with_context(|| format!("cycle {text:?}"))?;
        let (every, unit) = match period.chars().last() {
            Some('D') => (number, CycleUnit::Day),
            Some('W') => (number, CycleUnit::Week),
            Some('M') => (number, CycleUnit::Month),
            Some('Q') => (number.saturating_mul(3), CycleUnit::Month),
            Some('H') => (number.saturating_mul(6), CycleUnit::Month),
            Some('Y') => (number, CycleUnit::Year),
            _ => bail!("no cycle {text:?}"),
        };
        let cycle = Cycle::try_new(every, unit).with_context(|| format!("cycle {text:?}"))?;
        Ok(Self { cycle, month_end: terms.month_end()?, long_stub: stub == "0" })
    }

    /// The day so many cycles from the anchor.
    pub fn after(&self, anchor: BusinessDate, times: i32) -> Result<BusinessDate> {
        self.cycle.after(anchor, times, self.month_end).context("a cycle leaves the calendar")
    }

    /// The times from the anchor on that lie before `end`. Where the last of them is
    /// not one cycle from the end and the stub is long, it is left out (section 3.1).
    pub fn times(&self, anchor: BusinessDate, end: Time) -> Result<Vec<BusinessDate>> {
        let mut times = Vec::new();
        let mut next = anchor;
        while Time::at(next) < end {
            times.push(next);
            next = self.after(anchor, i32::try_from(times.len())?)?;
        }
        if self.long_stub && Time::at(next) != end && times.len() > 1 {
            times.pop();
        }
        Ok(times)
    }
}

/// The times before `end` of a schedule with an anchor or a cycle; none without both.
/// Without an anchor it begins one cycle after the initial exchange.
pub fn times(anchor: Option<Time>, cycle: Option<&str>, terms: &Terms, end: Time) -> Result<Vec<BusinessDate>> {
    let turn = cycle.map(|text| Turn::read(text, terms)).transpose()?;
    match (anchor, turn) {
        (None, None) => Ok(Vec::new()),
        (Some(anchor), None) => {
            Ok(Some(anchor).filter(|&anchor| anchor < end).map(|anchor| anchor.day).into_iter().collect())
        }
        (Some(anchor), Some(turn)) => turn.times(anchor.day, end),
        (None, Some(turn)) => turn.times(turn.after(terms.initial_exchange_date.day, 1)?, end),
    }
}
