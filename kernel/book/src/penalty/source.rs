//! Where a rule was read, and dates in files.

use crate::Status;
use makegood_units::BusinessDate;
use serde::{Deserialize, Deserializer};

/// Where a rule was read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Law and section.
    pub citation: String,
    /// Where the text stands, when it was read there.
    pub address: Option<String>,
    /// The day the rule was compared with the source.
    #[serde(deserialize_with = "date")]
    pub read_on: BusinessDate,
    /// How it was confirmed.
    pub status: Status,
    /// The lawyer who confirmed it.
    pub reviewed_by: String,
    /// What is doubtful.
    pub doubt: Option<String>,
}

/// A date of TOML, written without quotes.
pub(super) fn date<'de, D: Deserializer<'de>>(from: D) -> Result<BusinessDate, D::Error> {
    let written = toml::value::Datetime::deserialize(from)?;
    let day = written.date.filter(|_| written.time.is_none()).and_then(|date| {
        let (year, month, day) = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
        BusinessDate::try_from_ymd(year.ok()?, month.ok()?, day.ok()?)
    });
    day.ok_or_else(|| serde::de::Error::custom(format!("a date is written 2026-01-31, found {written}")))
}

/// A date of TOML that may be left out.
pub(super) fn maybe_date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<BusinessDate>, D::Error> {
    date(from).map(Some)
}
