//! How likely something is, and who says so.

use makegood_units::{BusinessDate, Decimal};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Basis points that make a certainty.
const CERTAIN_BP: u16 = 10_000;

/// A probability in basis points, 0 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Probability(u16);

impl Probability {
    /// It will happen.
    pub const CERTAIN: Self = Self(CERTAIN_BP);

    /// From basis points; `None` outside 0 to 10,000.
    pub fn try_from_bp(bp: i64) -> Option<Self> {
        u16::try_from(bp).ok().filter(|bp| *bp <= CERTAIN_BP).map(Self)
    }

    /// In basis points.
    pub fn bp(self) -> u16 {
        self.0
    }

    /// As a part of one.
    pub fn share(self) -> Decimal {
        Decimal::new(i64::from(self.0), 4)
    }
}

impl TryFrom<i64> for Probability {
    type Error = String;

    fn try_from(bp: i64) -> Result<Self, String> {
        Self::try_from_bp(bp).ok_or_else(|| format!("a probability is 0 to 10000 basis points, found {bp}"))
    }
}

impl From<Probability> for i64 {
    fn from(probability: Probability) -> Self {
        Self::from(probability.0)
    }
}

impl fmt::Display for Probability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", Decimal::new(i64::from(self.0), 2).normalize())
    }
}

/// On what a probability rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Somebody who knows such cases.
    Expert,
    /// The lender's own data.
    OwnData {
        /// Counted on this day.
        on: BusinessDate,
        /// Over so many cases.
        n: u32,
    },
    /// Nobody knows; it is assumed.
    Assumption,
}

/// Who says how likely it is. Written `expert`, `lender's own data 2026-06-30 n=412`
/// or `assumption`, with a reason after a colon if there is one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Source {
    /// On what it rests.
    pub basis: Basis,
    /// What else there is to say.
    pub remark: Option<String>,
}

impl FromStr for Source {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || {
            format!(
                "a source is \"expert\", \"lender's own data YYYY-MM-DD n=COUNT\" or \"assumption\", \
                 a remark may follow after a colon; found {text:?}"
            )
        };
        let (head, remark) = match text.split_once(':') {
            Some((head, remark)) => (head.trim(), Some(remark.trim().to_owned())),
            None => (text.trim(), None),
        };
        let basis = match head {
            "expert" => Basis::Expert,
            "assumption" => Basis::Assumption,
            data => {
                let counted = data.strip_prefix("lender's own data ").and_then(|rest| rest.trim().split_once(" n="));
                let (on, n) = counted.ok_or_else(refuse)?;
                let on = on.trim().parse().map_err(|_| refuse())?;
                let n = n.trim().parse().ok().filter(|n| *n > 0).ok_or_else(refuse)?;
                Basis::OwnData { on, n }
            }
        };
        Ok(Self { basis, remark: remark.filter(|remark| !remark.is_empty()) })
    }
}

impl TryFrom<String> for Source {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.to_string()
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.basis {
            Basis::Expert => f.write_str("expert")?,
            Basis::OwnData { on, n } => write!(f, "lender's own data {on} n={n}")?,
            Basis::Assumption => f.write_str("assumption")?,
        }
        self.remark.iter().try_for_each(|remark| write!(f, ": {remark}"))
    }
}

/// A probability with a name, so that routes can share it and a break-even can be solved for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    /// Its name, such as `re_performance`.
    pub name: String,
    /// What is expected.
    pub expected: Probability,
    /// The lowest and the highest thought possible, when only a range is known.
    pub range: Option<(Probability, Probability)>,
    /// Who says so.
    pub source: Source,
}

/// A named chance that has to come true, or to fail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The chance.
    pub chance: String,
    /// Whether it comes true.
    pub holds: bool,
}

/// The odds of an entry: a probability of its own, named chances, or both multiplied.
/// Neither is a certainty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Odds {
    /// Its own probability and who says so.
    pub own: Option<(Probability, Source)>,
    /// What has to come true or fail besides.
    pub conditions: Vec<Condition>,
}

impl Odds {
    /// The odds with one more condition.
    #[must_use]
    pub fn and(mut self, chance: &str, holds: bool) -> Self {
        self.conditions.push(Condition { chance: chance.to_owned(), holds });
        self
    }
}
