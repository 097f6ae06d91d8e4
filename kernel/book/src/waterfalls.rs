//! Waterfalls with a name: the orders of laws and contracts, read from files.
//!
//! ```toml
//! name = "germany-497"
//!
//! [origin]
//! citation = "BGB section 497(3)"
//! source = "the text that was read"
//! read_on = 2022-03-26
//! status = "verified"             # "secondary", "recalled", "house"
//! reviewed_by = "nobody yet"
//!
//! [waterfall]
//! due = ["cost", "fee", "interest", "principal", "penalty"]
//! sweep = "component"
//! ```
//!
//! The shipped ones lie in `conventions/waterfalls` and travel inside the program. The
//! law names costs, interest and the debt; where it is silent on fees and penalty
//! interest the file says which place they have and why.

use crate::Waterfall;
use crate::cited::{self, ConventionError, Origin};
use serde::{Deserialize, Serialize};

/// A waterfall with its name and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedWaterfall {
    /// The name it is chosen by.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// The order itself.
    pub waterfall: Waterfall,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../../conventions/waterfalls/", $name, ".toml")))),+]
    };
}

const SHIPPED: [(&str, &str); 11] = shipped!(
    "house-default",
    "house-horizontal",
    "china-561",
    "germany-367",
    "germany-497",
    "us-regulation-z",
    "penalty-fee-interest-principal",
    "penalty-interest-principal-fee",
    "penalty-fee-principal-interest",
    "penalty-fee-principal-interest-horizontal",
    "due-then-principal-in-advance",
);

impl NamedWaterfall {
    /// The names of the shipped waterfalls.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHIPPED.iter().map(|(name, _)| *name)
    }

    /// The shipped waterfall of a name.
    ///
    /// # Errors
    /// [`ConventionError::Unknown`], with the names there are.
    ///
    /// ```
    /// use makegood_book::{Component, NamedWaterfall};
    /// let german = NamedWaterfall::named("germany-497").unwrap();
    /// assert_eq!(german.waterfall.due.components().last(), Some(&Component::Penalty));
    /// ```
    pub fn named(name: &str) -> Result<Self, ConventionError> {
        Self::read(cited::shipped("waterfall", &SHIPPED, name)?)
    }

    /// Reads a waterfall from a lender's own file.
    ///
    /// # Errors
    /// [`ConventionError::Unreadable`], with the line and what was expected there.
    pub fn read(text: &str) -> Result<Self, ConventionError> {
        cited::read(text)
    }
}

/// How a loan stands when the order of a payment is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanFooting {
    /// Performing.
    Standard,
    /// Non-performing, by the asset class in force.
    SubStandard,
    /// Under an agreed settlement.
    Settlement,
    /// Written off; the debt remains.
    WrittenOff,
}

/// Which waterfall applies to which loans, by name. A key left out is the house default.
///
/// ```
/// use makegood_book::{LoanFooting, Orders};
/// let orders = Orders::read("standard = \"germany-367\"\nsub_standard = \"germany-497\"").unwrap();
/// assert_eq!(orders.for_class(LoanFooting::SubStandard), "germany-497");
/// assert_eq!(orders.for_class(LoanFooting::WrittenOff), "house-default");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Orders {
    /// For performing loans.
    pub standard: String,
    /// For non-performing loans.
    pub sub_standard: String,
    /// For loans under an agreed settlement.
    pub settlement: String,
    /// For loans written off.
    pub written_off: String,
}

impl Default for Orders {
    fn default() -> Self {
        let house = || "house-default".to_owned();
        Self { standard: house(), sub_standard: house(), settlement: house(), written_off: house() }
    }
}

impl Orders {
    /// Reads a choice; every name in it is a shipped waterfall.
    ///
    /// # Errors
    /// The line of what does not read, or the name that is not known.
    pub fn read(text: &str) -> Result<Self, ConventionError> {
        let orders: Self = cited::read(text)?;
        for name in [&orders.standard, &orders.sub_standard, &orders.settlement, &orders.written_off] {
            cited::shipped("waterfall", &SHIPPED, name)?;
        }
        Ok(orders)
    }

    /// The name of the waterfall for a loan that stands so.
    pub fn for_class(&self, footing: LoanFooting) -> &str {
        match footing {
            LoanFooting::Standard => &self.standard,
            LoanFooting::SubStandard => &self.sub_standard,
            LoanFooting::Settlement => &self.settlement,
            LoanFooting::WrittenOff => &self.written_off,
        }
    }
}

#[cfg(test)]
mod tests;
