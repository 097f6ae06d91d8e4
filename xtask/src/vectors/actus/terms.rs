//! The terms of a contract under their ACTUS names.

use anyhow::{Result, bail};
use makegood_units::{BusinessCalendar, BusinessDate, BusinessDays, DayCount, Decimal, MonthEnd};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A time of the contract: the midnight a day begins with, or its last minute. The
/// last minute comes before the next midnight, but no time lies between them (technical
/// specification, section 2.8), so interest counts it as the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Time {
    /// The day.
    pub day: BusinessDate,
    last_minute: bool,
}

impl Time {
    /// The midnight a day begins with.
    pub fn at(day: BusinessDate) -> Self {
        Self { day, last_minute: false }
    }

    /// The same time of another day.
    pub fn on(self, day: BusinessDate) -> Self {
        Self { day, ..self }
    }

    /// The midnight nearest, from which days are counted.
    pub fn midnight(self) -> BusinessDate {
        if self.last_minute { self.day.plus_days(1) } else { self.day }
    }
}

impl TryFrom<String> for Time {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (day, hour) = text.split_once('T').unwrap_or((&text, ""));
        let day = day.parse::<BusinessDate>().map_err(|error| error.to_string())?;
        match hour.get(..5).unwrap_or(hour) {
            "" | "00:00" => Ok(Self::at(day)),
            "23:59" => Ok(Self { day, last_minute: true }),
            "24:00" => Ok(Self::at(day.plus_days(1))),
            _ => Err(format!("only midnight is a time, found {text:?}")),
        }
    }
}

/// The terms that annuities and linear amortisers have.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    pub contract_type: String,
    pub contract_role: String,
    pub status_date: Time,
    pub initial_exchange_date: Time,
    pub maturity_date: Option<Time>,
    pub amortization_date: Option<Time>,
    pub notional_principal: Decimal,
    #[serde(default, rename = "premiumDiscountAtIED")]
    pub premium_discount: Decimal,
    pub nominal_interest_rate: Decimal,
    pub accrued_interest: Option<Decimal>,
    pub day_count_convention: String,
    pub business_day_convention: Option<String>,
    pub calendar: Option<String>,
    pub end_of_month_convention: Option<String>,
    pub next_principal_redemption_payment: Option<Decimal>,
    pub cycle_anchor_date_of_principal_redemption: Option<Time>,
    pub cycle_of_principal_redemption: Option<String>,
    pub cycle_anchor_date_of_interest_payment: Option<Time>,
    pub cycle_of_interest_payment: Option<String>,
    pub capitalization_end_date: Option<Time>,
    pub interest_calculation_base: Option<String>,
    pub interest_calculation_base_amount: Option<Decimal>,
    pub cycle_anchor_date_of_interest_calculation_base: Option<Time>,
    pub cycle_of_interest_calculation_base: Option<String>,
    pub cycle_anchor_date_of_rate_reset: Option<Time>,
    pub cycle_of_rate_reset: Option<String>,
    pub market_object_code_of_rate_reset: Option<String>,
    pub rate_multiplier: Option<Decimal>,
    pub rate_spread: Option<Decimal>,
    pub next_reset_rate: Option<Decimal>,
    pub life_cap: Option<Decimal>,
    pub life_floor: Option<Decimal>,
    pub period_cap: Option<Decimal>,
    pub period_floor: Option<Decimal>,
    pub fee_rate: Option<Decimal>,
    pub fee_basis: Option<String>,
    pub fee_accrued: Option<Decimal>,
    pub cycle_anchor_date_of_fee: Option<Time>,
    pub cycle_of_fee: Option<String>,
    pub purchase_date: Option<Time>,
    pub price_at_purchase_date: Option<Decimal>,
    pub termination_date: Option<Time>,
    pub price_at_termination_date: Option<Decimal>,
    pub scaling_effect: Option<String>,
    pub market_object_code_of_scaling_index: Option<String>,
    pub scaling_index_at_contract_deal_date: Option<Decimal>,
    pub notional_scaling_multiplier: Option<Decimal>,
    pub interest_scaling_multiplier: Option<Decimal>,
    pub cycle_anchor_date_of_scaling_index: Option<Time>,
    pub cycle_of_scaling_index: Option<String>,
    /// Whatever else is stated.
    #[serde(flatten)]
    pub other: BTreeMap<String, serde_json::Value>,
}

/// Terms of things this product does not do.
const BEYOND: [(&str, &str); 3] = [
    ("prepaymentEffect", "prepayment models"),
    ("settlementCurrency", "settlement in another currency"),
    ("arrayCyclePrincipalRedemption", "array schedules"),
];

impl Terms {
    /// Why the contract is left out, where it is.
    pub fn beyond(&self) -> Option<String> {
        let stated = |name: &str| self.other.get(name).and_then(|value| value.as_str());
        let said = |name: &str| stated(name).is_some_and(|text| !matches!(text, "0" | "0.0" | "N" | ""));
        BEYOND.iter().find(|(name, _)| said(name)).map(|(_, what)| (*what).to_owned())
    }

    /// +1 for a claim, −1 for an obligation (section 3.7).
    pub fn sign(&self) -> Result<Decimal> {
        match self.contract_role.as_str() {
            "RPA" | "LG" => Ok(Decimal::ONE),
            "RPL" | "ST" => Ok(Decimal::NEGATIVE_ONE),
            other => bail!("no contract role {other:?}"),
        }
    }

    pub fn is_annuity(&self) -> bool {
        self.contract_type == "ANN"
    }

    /// Whether interest runs on a base that only its own events renew.
    pub fn has_lagged_base(&self) -> bool {
        self.interest_calculation_base.as_deref() == Some("NTL")
    }

    pub fn day_count(&self) -> Result<DayCount> {
        Ok(match self.day_count_convention.as_str() {
            "A365" | "A/365" => DayCount::Actual365,
            "A360" | "A/360" => DayCount::Actual360,
            "AA" | "A/AISDA" => DayCount::ActualActual,
            "30E360" | "30E/360" => DayCount::ThirtyE360,
            other => bail!("no day count {other:?}"),
        })
    }

    pub fn month_end(&self) -> Result<MonthEnd> {
        match self.end_of_month_convention.as_deref() {
            None | Some("SD") => Ok(MonthEnd::SameDay),
            Some("EOM") => Ok(MonthEnd::EndOfMonth),
            Some(other) => bail!("no end-of-month convention {other:?}"),
        }
    }

    pub fn calendar(&self) -> Result<BusinessCalendar> {
        match self.calendar.as_deref() {
            None | Some("NC" | "NoCalendar") => Ok(BusinessCalendar::default()),
            Some("MF" | "MondayToFriday") => Ok(BusinessCalendar::monday_to_friday()),
            Some(other) => bail!("no calendar {other:?}"),
        }
    }

    /// Where days move, and whether calculation goes with them (section 3.4).
    pub fn business_days(&self) -> Result<(BusinessDays, bool)> {
        let word = self.business_day_convention.as_deref().unwrap_or("NULL");
        let rule = match word {
            "NULL" | "NOS" => return Ok((BusinessDays::None, true)),
            "SCF" | "CSF" => BusinessDays::Following,
            "SCMF" | "CSMF" => BusinessDays::ModifiedFollowing,
            "SCP" | "CSP" => BusinessDays::Preceding,
            "SCMP" | "CSMP" => BusinessDays::ModifiedPreceding,
            other => bail!("no business-day convention {other:?}"),
        };
        Ok((rule, word.starts_with("SC")))
    }
}
