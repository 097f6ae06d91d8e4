//! Rates through time: steps, and the reference rates laws point to.

use super::source::{date, maybe_date};
use super::{PenaltyError, Source};
use crate::Status;
use makegood_units::{BusinessDate, Decimal, Rate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A rate from a day on, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateStep {
    /// The first day; none from the beginning.
    pub from: Option<BusinessDate>,
    /// The rate.
    pub rate: Rate,
    /// How it came about, such as `de.base_rate 1.27% a year + 5% a year`.
    pub because: String,
}

/// A rate with its changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedRate {
    name: String,
    steps: Vec<RateStep>,
    known_to: Option<BusinessDate>,
}

impl DatedRate {
    /// Steps in rising order of their days; `known_to` is the first day on which the
    /// last of them is no longer known to hold.
    ///
    /// # Errors
    /// [`PenaltyError::Terms`] when there is no step, or days repeat or fall back.
    pub fn try_new(name: &str, steps: Vec<RateStep>, known_to: Option<BusinessDate>) -> Result<Self, PenaltyError> {
        let falls = steps.iter().zip(steps.iter().skip(1)).find(|(one, two)| two.from <= one.from);
        if let Some((_, later)) = falls {
            let day = later.from.map_or("the beginning".to_owned(), |day| day.to_string());
            return Err(PenaltyError::terms(name, format!("the value from {day} does not come later")));
        }
        if steps.is_empty() {
            return Err(PenaltyError::terms(name, "no value"));
        }
        Ok(Self { name: name.to_owned(), steps, known_to })
    }

    /// One rate, from a day on or always.
    pub fn from(name: &str, from: Option<BusinessDate>, rate: Rate, because: impl Into<String>) -> Self {
        Self { name: name.to_owned(), steps: vec![RateStep { from, rate, because: because.into() }], known_to: None }
    }

    /// The step on a day.
    ///
    /// # Errors
    /// [`PenaltyError::NoRate`] before the first step and where the last is not known.
    pub fn on(&self, day: BusinessDate) -> Result<&RateStep, PenaltyError> {
        let known = self.known_to.is_none_or(|end| day < end);
        let step = self.steps.iter().rev().find(|step| step.from <= Some(day)).filter(|_| known);
        step.ok_or_else(|| PenaltyError::NoRate { rate: self.name.clone(), day })
    }

    /// All rates it takes.
    pub(super) fn rates(&self) -> impl Iterator<Item = &Rate> {
        self.steps.iter().map(|step| &step.rate)
    }

    /// The same, each step changed, none before `start`.
    pub(super) fn map(
        &self,
        name: &str,
        start: Option<BusinessDate>,
        change: impl Fn(&RateStep) -> Result<RateStep, PenaltyError>,
    ) -> Result<Self, PenaltyError> {
        let mut steps = self.steps.iter().map(change).collect::<Result<Vec<_>, _>>()?;
        if start.is_some() {
            let running = steps.iter().rposition(|step| step.from <= start).unwrap_or(0);
            steps = steps.split_off(running);
            steps.iter_mut().for_each(|step| step.from = step.from.max(start));
        }
        Ok(Self { name: format!("{name} ({})", self.name), steps, known_to: self.known_to })
    }
}

/// A share written as `150%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Share {
    /// Per cent.
    pub percent: Decimal,
}

impl Share {
    /// The whole: 100%.
    pub const WHOLE: Self = Self { percent: Decimal::ONE_HUNDRED };
}

impl TryFrom<String> for Share {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let number = text.strip_suffix('%').and_then(|number| Decimal::from_str_exact(number.trim()).ok());
        let share = number.filter(|percent| {
            !percent.is_sign_negative() && *percent <= Decimal::from(100_000) && percent.scale() <= 6
        });
        share.map(|percent| Self { percent }).ok_or_else(|| format!("a share is written like \"150%\", found {text:?}"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    id: String,
    #[serde(default, deserialize_with = "maybe_date")]
    known_to: Option<BusinessDate>,
    source: Source,
    values: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Value {
    #[serde(deserialize_with = "date")]
    from: BusinessDate,
    rate: Rate,
    status: Option<Status>,
}

/// Rates that others publish and laws point to, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceRates(BTreeMap<String, (DatedRate, Source)>);

impl ReferenceRates {
    /// Reads a file of `[[series]]`.
    ///
    /// # Errors
    /// [`PenaltyError::File`] with the line and what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, PenaltyError> {
        let refuse = |says: String| PenaltyError::File { file: file.to_owned(), says };
        let read: File = toml::from_str(text).map_err(|error| refuse(error.to_string()))?;
        let mut all = BTreeMap::new();
        for series in read.series {
            let because = |value: &Value| match value.status.unwrap_or(series.source.status) {
                Status::Verified | Status::House => format!("{} {}", series.id, value.rate),
                Status::Secondary => format!("{} {}, secondary source", series.id, value.rate),
                Status::Recalled => format!("{} {}, unconfirmed", series.id, value.rate),
            };
            let steps = series.values.iter();
            let steps =
                steps.map(|value| RateStep { from: Some(value.from), rate: value.rate, because: because(value) });
            let dated = DatedRate::try_new(&series.id, steps.collect(), series.known_to);
            let dated = dated.map_err(|error| refuse(error.to_string()))?;
            if all.insert(series.id.clone(), (dated, series.source)).is_some() {
                return Err(refuse(format!("{} stands twice", series.id)));
            }
        }
        Ok(Self(all))
    }

    /// A series by name.
    ///
    /// # Errors
    /// [`PenaltyError::Unknown`] when there is none.
    pub fn series(&self, name: &str) -> Result<&DatedRate, PenaltyError> {
        let found = self.0.get(name).map(|(dated, _)| dated);
        found.ok_or_else(|| PenaltyError::Unknown { what: "reference rate", name: name.to_owned() })
    }

    /// Where a series was read.
    pub fn source(&self, name: &str) -> Option<&Source> {
        self.0.get(name).map(|(_, source)| source)
    }
}
