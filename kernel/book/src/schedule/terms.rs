//! What was agreed, from which the schedule follows.
//!
//! ```toml
//! principal = 1_200_000            # minor units
//! rate = "24% a year"
//! method = "declining"             # or "flat"
//! repayment = "equal_instalments"  # "equal_principal", "interest_only", { balloon = { percent = "20" } }
//! instalments = 12
//! cycle = "1 month"
//! start_on = "2026-01-15"
//! day_count = "30/360"             # left out: every period is its part of a year, whatever days it has
//! rounding = "half_even"
//! ```

use makegood_units::{Amount, BusinessDate, BusinessDays, Cycle, DayCount, Decimal, MonthEnd, Rate, Rounding};
use serde::{Deserialize, Serialize};

/// On what interest is reckoned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// On the balance of principal.
    #[default]
    Declining,
    /// On the amount lent, to the end of the loan, spread evenly over the instalments.
    Flat,
}

/// How principal comes back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Repayment {
    /// Instalments of the same amount, principal and interest together.
    #[default]
    EqualInstalments,
    /// The same principal in every instalment, interest on top.
    EqualPrincipal,
    /// All principal with the last instalment.
    InterestOnly,
    /// Equal instalments that leave an agreed part of the principal, due with the last one.
    Balloon(Balloon),
}

/// The part of the principal that is left to the last instalment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Balloon {
    /// So many minor units.
    Amount(Amount),
    /// So many per cent of the principal.
    Percent(Decimal),
}

/// Over which parts of a year a level instalment is reckoned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelBasis {
    /// The days each period really has under the day count, so that the instalments
    /// are worth the principal exactly (ACTUS technical specification, section 3.8).
    #[default]
    PresentValue,
    /// Every period the same: a month has 30 days, a week 7, a year 365 (360 under
    /// 30/360 and 30E/360). What this misses ends in the last instalment. Source:
    /// how Apache Fineract sizes instalments of loans with daily interest.
    NominalPeriod,
}

/// What a new rate does to the level instalment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnChange {
    /// It is reckoned anew over what is left, from the first period that begins under the new rate.
    #[default]
    Recompute,
    /// It stays, and the last instalment takes the difference.
    Keep,
}

/// A new rate from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateChange {
    /// The first day interest runs at the new rate. Without a day count it holds from
    /// the first period that begins on or after this day.
    pub from: BusinessDate,
    /// The rate.
    pub rate: Rate,
    /// What becomes of the level instalment.
    #[serde(default)]
    pub level: OnChange,
}

/// To which of the two days of an instalment interest runs when a calendar moves it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestTo {
    /// The day of the cycle: moving the due date costs nobody anything.
    #[default]
    Scheduled,
    /// The day it really falls due.
    Moved,
}

/// The terms of a loan. Amounts are minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The amount lent.
    pub principal: Amount,
    /// The rate from the start.
    pub rate: Rate,
    /// Later rates, in the order of their days.
    #[serde(default)]
    pub rate_changes: Vec<RateChange>,
    /// On what interest is reckoned.
    #[serde(default)]
    pub method: Method,
    /// How principal comes back.
    #[serde(default)]
    pub repayment: Repayment,
    /// How many instalments.
    pub instalments: u32,
    /// How far apart they fall due.
    pub cycle: Cycle,
    /// The day of pay-out, from which interest runs.
    pub start_on: BusinessDate,
    /// The first due date when it is not one cycle after the start: a first period
    /// shorter or longer than the others.
    #[serde(default)]
    pub first_due_on: Option<BusinessDate>,
    /// The first so many instalments carry no principal.
    #[serde(default)]
    pub principal_grace: u32,
    /// The first so many instalments carry no interest; it is gathered and due with the
    /// next one (with a flat method and equal instalments: spread over the others).
    #[serde(default)]
    pub interest_payment_grace: u32,
    /// In the first so many periods no interest runs.
    #[serde(default)]
    pub interest_free: u32,
    /// How days count into a year. None: every period is its part of a year, a month
    /// 1/12, a week 1/52, a day 1/365, and a first period that is shorter or longer in
    /// proportion.
    #[serde(default)]
    pub day_count: Option<DayCount>,
    /// Over which parts of a year a level instalment is reckoned.
    #[serde(default)]
    pub level_basis: LevelBasis,
    /// Level instalments, and equal parts of principal, are rounded to a multiple of
    /// this; none: to one minor unit.
    #[serde(default)]
    pub instalment_multiple: Option<Amount>,
    /// How amounts become whole.
    pub rounding: Rounding,
    /// Where due dates move that are not business days.
    #[serde(default)]
    pub business_days: BusinessDays,
    /// To which day interest then runs.
    #[serde(default)]
    pub interest_to: InterestTo,
    /// Which day of the month, when the first due date, or without one the start, is the
    /// last of its month.
    #[serde(default)]
    pub month_end: MonthEnd,
}

impl Terms {
    /// The rate on a day.
    pub fn rate_on(&self, day: BusinessDate) -> Rate {
        self.rate_changes.iter().rev().find(|change| change.from <= day).map_or(self.rate, |change| change.rate)
    }
}
