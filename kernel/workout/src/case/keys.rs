//! What can be assumed: a closed list, so that a slip of the pen is not silent.

use serde::{Deserialize, Serialize};

/// In what an assumption is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Basis points of a whole, 0 to 10000: a chance or a share of what is owed.
    BasisPoints,
    /// Basis points that may be more than a whole: a rate a year, a ratio.
    Ratio,
    /// Months from today, 0 to 600.
    Months,
    /// A count above zero, at most 600.
    Count,
    /// Whole minor units of the currency of the case.
    Minor,
    /// 1 for yes, 0 for no.
    YesNo,
}

impl Unit {
    /// The least and the most that may be written.
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Self::BasisPoints => (0, 10_000),
            Self::Ratio => (0, 100_000),
            Self::Months => (0, 600),
            Self::Count => (1, 600),
            Self::Minor => (0, 1_000_000_000_000_000),
            Self::YesNo => (0, 1),
        }
    }

    /// In a word, beside a field.
    pub fn short(self) -> &'static str {
        match self {
            Self::BasisPoints | Self::Ratio => "basis points",
            Self::Months => "months",
            Self::Count => "number",
            Self::Minor => "minor units",
            Self::YesNo => "1 yes, 0 no",
        }
    }

    /// In words, for a refusal.
    pub fn words(self) -> &'static str {
        match self {
            Self::BasisPoints => "basis points from 0 to 10000",
            Self::Ratio => "basis points from 0 to 100000",
            Self::Months => "months from 0 to 600",
            Self::Count => "a number from 1 to 600",
            Self::Minor => "whole minor units from 0 to 10^15",
            Self::YesNo => "1 for yes or 0 for no",
        }
    }
}

/// Something that can be assumed of a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The route by its word; `all` for what holds for every route.
    pub route: &'static str,
    /// The key.
    pub name: &'static str,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is.
    pub says: &'static str,
}

const fn key_of(route: &'static str, name: &'static str, unit: Unit, says: &'static str) -> Key {
    Key { route, name, unit, says }
}

use Unit::{BasisPoints, Count, Minor, Months, Ratio, YesNo};

/// Every key, by route in the order of the catalogue.
pub const KEYS: &[Key] = &[
    key_of("all", "discount_bp", Ratio, "the rate of discount a year"),
    key_of("all", "income_share_bp", BasisPoints, "the most of verified income that debt service may take"),
    key_of("all", "surplus_share_bp", BasisPoints, "the most of the verified surplus that debt service may take"),
    key_of("all", "dscr_floor_bp", Ratio, "the least debt service coverage"),
    key_of("all", "facts_valid_months", Months, "how old a verified fact may be"),
    key_of("wait", "cure_bp", BasisPoints, "the chance that it cures by itself"),
    key_of("wait", "cure_low_bp", BasisPoints, "the lowest that chance may be"),
    key_of("wait", "cure_high_bp", BasisPoints, "the highest that chance may be"),
    key_of("wait", "cure_months", Months, "when the arrears are then paid"),
    key_of("wait", "late_bp", BasisPoints, "what still comes of the debt when it does not cure"),
    key_of("wait", "late_months", Months, "when that comes"),
    key_of("wait", "cost_bp", BasisPoints, "the cost of reminders, of all that is owed"),
    key_of("instalment_plan", "months", Count, "over how many months at the most, 12 or fewer"),
    key_of("instalment_plan", "keep_bp", BasisPoints, "the chance that the plan is kept"),
    key_of("instalment_plan", "keep_low_bp", BasisPoints, "the lowest that chance may be"),
    key_of("instalment_plan", "keep_high_bp", BasisPoints, "the highest that chance may be"),
    key_of("instalment_plan", "fails_months", Count, "how much later waiting begins when it fails"),
    key_of("instalment_plan", "cost_bp", BasisPoints, "the cost of the agreement, of all that is owed"),
    key_of("reschedule", "instalments", Count, "how many monthly instalments"),
    key_of("reschedule", "rate_bp", Ratio, "the rate of the new terms a year"),
    key_of("reschedule", "keep_bp", BasisPoints, "the chance that the new terms are kept"),
    key_of("reschedule", "keep_low_bp", BasisPoints, "the lowest that chance may be"),
    key_of("reschedule", "keep_high_bp", BasisPoints, "the highest that chance may be"),
    key_of("reschedule", "fails_months", Count, "how much later waiting begins when they fail"),
    key_of("reschedule", "cost_bp", BasisPoints, "the cost of the new contract, of all that is owed"),
    key_of("relief_loan", "amount_minor", Minor, "how much new money, for what restores earning power"),
    key_of("relief_loan", "instalments", Count, "how many monthly instalments, old debt and new money"),
    key_of("relief_loan", "rate_bp", Ratio, "the rate a year"),
    key_of("relief_loan", "keep_bp", BasisPoints, "the chance that it is paid as agreed"),
    key_of("relief_loan", "keep_low_bp", BasisPoints, "the lowest that chance may be"),
    key_of("relief_loan", "keep_high_bp", BasisPoints, "the highest that chance may be"),
    key_of("relief_loan", "fails_months", Count, "how much later waiting begins when it fails"),
    key_of("relief_loan", "cost_bp", BasisPoints, "the cost of contract and supervision, of all that is owed"),
    key_of("relief_loan", "surplus_minor", Minor, "the surplus a month expected with it, before debt service"),
    key_of("refinance", "debt_service_minor", Minor, "what the other lender would be paid a month"),
    key_of("refinance", "payout_bp", BasisPoints, "what the other lender pays us, of all that is owed"),
    key_of("refinance", "agree_bp", BasisPoints, "the chance that the other lender agrees"),
    key_of("refinance", "months", Months, "when the other lender pays"),
    key_of("refinance", "cost_bp", BasisPoints, "the cost, of all that is owed"),
    key_of("settlement", "offer_bp", BasisPoints, "the offer, of all that is owed"),
    key_of("settlement", "pay_bp", BasisPoints, "the chance that it is paid"),
    key_of("settlement", "pay_low_bp", BasisPoints, "the lowest that chance may be"),
    key_of("settlement", "pay_high_bp", BasisPoints, "the highest that chance may be"),
    key_of("settlement", "months", Months, "when it is paid"),
    key_of("settlement", "fails_months", Count, "how much later waiting begins when it is not paid"),
    key_of("settlement", "cost_bp", BasisPoints, "the cost of the agreement, of all that is owed"),
    key_of("guarantor_call", "amount_minor", Minor, "what the guarantor is liable for"),
    key_of("guarantor_call", "pay_bp", BasisPoints, "the chance that the guarantor pays"),
    key_of("guarantor_call", "months", Months, "when the guarantor pays"),
    key_of("guarantor_call", "cost_bp", BasisPoints, "the cost, of that amount"),
    key_of("pledge", "amount_minor", Minor, "what the thing pledged brings for this debt"),
    key_of("pledge", "pay_bp", BasisPoints, "the chance that it is sold for that"),
    key_of("pledge", "months", Months, "when the money is there"),
    key_of("pledge", "cost_bp", BasisPoints, "the cost, of that amount"),
    key_of("mortgage", "amount_minor", Minor, "what the mortgage brings for this debt"),
    key_of("mortgage", "pay_bp", BasisPoints, "the chance that it is sold for that"),
    key_of("mortgage", "months", Months, "when the money is there"),
    key_of("mortgage", "cost_bp", BasisPoints, "the cost, of that amount"),
    key_of("suit", "pay_bp", BasisPoints, "the chance that judgment and execution bring the debt"),
    key_of("suit", "months", Months, "when execution pays"),
    key_of("suit", "cost_bp", BasisPoints, "court and lawyer, of all that is owed"),
    key_of("sale", "price_bp", BasisPoints, "the price a buyer pays, of all that is owed"),
    key_of("sale", "months", Months, "when the buyer pays"),
    key_of("sale", "cost_bp", BasisPoints, "the cost of the sale, of all that is owed"),
    key_of("write_off", "recover_bp", BasisPoints, "the chance that the debt is still paid later"),
    key_of("write_off", "months", Months, "when it is then paid"),
    key_of("write_off", "cost_bp", BasisPoints, "the cost, of all that is owed"),
    key_of("write_off", "cause_known", YesNo, "the reason for the arrears is known, and that it lasts"),
    key_of("write_off", "traced", YesNo, "the borrower was found, or looked for with every lawful source"),
    key_of("write_off", "security_realised", YesNo, "security is realised, or there is none"),
    key_of("write_off", "guarantors_called", YesNo, "every guarantor was called upon, or there is none"),
    key_of("write_off", "limitation_read", YesNo, "until when the claim can be enforced is known"),
];

/// A key of a route, when it is one.
pub fn key(route: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.route == route && key.name == name)
}

#[cfg(test)]
mod tests {
    use super::{KEYS, key};
    use crate::compare::RouteKind;

    #[test]
    fn every_key_is_of_a_route_and_stands_once() {
        for one in KEYS {
            let known = one.route == "all" || RouteKind::ALL.iter().any(|kind| kind.word() == one.route);
            assert!(known, "{one:?}");
            assert_eq!(KEYS.iter().filter(|other| (other.route, other.name) == (one.route, one.name)).count(), 1);
        }
        for kind in RouteKind::ALL {
            assert!(KEYS.iter().any(|key| key.route == kind.word()), "{kind:?}");
        }
        assert_eq!(key("wait", "keep_bp"), None);
    }
}
