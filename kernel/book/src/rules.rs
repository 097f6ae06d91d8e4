//! The conventions a lender's book is read by.

use crate::{Convention, LoanFooting, Waterfall};
use serde::{Deserialize, Serialize};

/// How payments are applied and how days are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookRules {
    /// How a payment is spread over what is owed.
    pub waterfall: Waterfall,
    /// How it is on a loan that is long past due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sub_standard: Option<SubStandard>,
    /// How it is while an agreed settlement holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Waterfall>,
    /// How it is once the loan is charged off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_off: Option<Waterfall>,
    /// How days past due are counted.
    pub convention: Convention,
}

/// The order of a loan that is long past due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubStandard {
    /// A payment follows it when the oldest debt unpaid before it is past due for more days.
    pub more_than_days: i32,
    /// The order.
    pub waterfall: Waterfall,
}

impl BookRules {
    /// The order a payment follows on a loan that stands so.
    pub fn waterfall_for(&self, footing: LoanFooting) -> &Waterfall {
        let other = match footing {
            LoanFooting::Standard => None,
            LoanFooting::SubStandard => self.sub_standard.as_ref().map(|rule| &rule.waterfall),
            LoanFooting::Settlement => self.settlement.as_ref(),
            LoanFooting::WrittenOff => self.written_off.as_ref(),
        };
        other.unwrap_or(&self.waterfall)
    }

    /// Whether the days on which payments came make no difference to what is owed.
    pub fn is_timeless(&self) -> bool {
        self.waterfall.is_timeless() && self.others().next().is_none()
    }

    /// Whether money can wait in suspense.
    pub fn uses_suspense(&self) -> bool {
        self.waterfall.uses_suspense() || self.others().any(Waterfall::uses_suspense)
    }

    fn others(&self) -> impl Iterator<Item = &Waterfall> {
        let sub_standard = self.sub_standard.iter().map(|rule| &rule.waterfall);
        sub_standard.chain(&self.settlement).chain(&self.written_off)
    }
}

impl From<Waterfall> for BookRules {
    /// One waterfall for all loans, and the plain convention of days.
    fn from(waterfall: Waterfall) -> Self {
        Self { waterfall, ..Self::default() }
    }
}
