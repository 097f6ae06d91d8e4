//! The file of a scheme as it is written, before names are looked up.

use super::scheme::Silence;
use crate::Status;
use makegood_units::{Currency, Decimal};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

pub(super) type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawScheme {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) citation: String,
    pub(super) source: String,
    pub(super) read_on: Spanned<Datetime>,
    pub(super) status: Status,
    pub(super) reviewed_by: String,
    pub(super) due_day: Spanned<u8>,
    pub(super) counter: Vec<RawCounter>,
    #[serde(default)]
    pub(super) mark: Vec<RawMark>,
    #[serde(default)]
    pub(super) signal: Vec<RawSignal>,
    pub(super) class: Vec<RawClass>,
    pub(super) rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCounter {
    pub(super) name: Word,
    pub(super) counts: RawCounts,
    #[serde(default)]
    pub(super) grace_days: Option<Spanned<i32>>,
    #[serde(default)]
    pub(super) suspended_by: Vec<Word>,
    #[serde(default)]
    pub(super) limit: Vec<RawLimit>,
    #[serde(default)]
    pub(super) more_than_percent: Option<Spanned<Decimal>>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawCounts {
    DaysPastDue,
    DaysOverBothLimits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimit {
    pub(super) currency: Currency,
    #[serde(default)]
    pub(super) portfolio: Option<String>,
    pub(super) more_than: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMark {
    pub(super) name: Word,
    pub(super) says: String,
    #[serde(default)]
    pub(super) silence: Silence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSignal {
    pub(super) name: Word,
    pub(super) any: Vec<Spanned<RawCondition>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawClass {
    pub(super) name: Word,
    pub(super) says: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) id: Word,
    pub(super) citation: String,
    pub(super) from: Vec<Word>,
    pub(super) to: Word,
    pub(super) when: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    pub(super) unless: Vec<Spanned<RawCondition>>,
}

/// A condition: one key says its kind, the others its figures.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawCondition {
    pub(super) days: Option<String>,
    pub(super) arrears: Option<RawArrears>,
    pub(super) mark: Option<String>,
    pub(super) signal: Option<String>,
    pub(super) months: Option<u32>,
    pub(super) never: Option<String>,
    pub(super) share: Option<String>,
    pub(super) count: Option<String>,
    pub(super) more_than: Option<i32>,
    pub(super) at_least: Option<i32>,
    pub(super) at_most: Option<i32>,
    pub(super) less_than: Option<i32>,
    pub(super) more_than_percent: Option<Decimal>,
    pub(super) at_least_percent: Option<u32>,
    pub(super) after: Option<RawAfter>,
    pub(super) since: Option<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawArrears {
    None,
    Some,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawAfter {
    Entry,
}
