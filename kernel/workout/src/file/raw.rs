//! The file as it is written, before names are looked up.

use crate::compare::{PaidFrom, Probability, RouteKind, Source, WriteOffNeed};
use crate::relief::FundsFrom;
use makegood_units::{Amount, BusinessDate, Currency, Cycle, DayCount, Decimal, Rate};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// An amount in whole minor units, from zero up to what a book may hold.
#[derive(Clone, Copy, Default)]
pub(super) struct Minor(pub(super) Amount);

impl<'de> Deserialize<'de> for Minor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minor = i64::deserialize(deserializer)?;
        if !(0..=Amount::LIMIT.minor()).contains(&minor) {
            let says = format!("an amount is a whole number of minor units from 0 to 10^15; found {minor}");
            return Err(serde::de::Error::custom(says));
        }
        Ok(Self(Amount::from_minor(minor)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) name: String,
    #[serde(default)]
    pub(super) says: Vec<String>,
    pub(super) as_of: BusinessDate,
    pub(super) currency: Currency,
    pub(super) discount: Spanned<Rate>,
    pub(super) day_count: DayCount,
    pub(super) owed_minor: Minor,
    #[serde(default)]
    pub(super) budget: RawBudget,
    #[serde(default)]
    pub(super) limits: RawLimits,
    #[serde(default)]
    pub(super) chance: Vec<RawChance>,
    pub(super) route: Vec<RawRoute>,
    #[serde(default)]
    pub(super) break_even: Vec<RawBreakEven>,
    #[serde(default)]
    pub(super) write_off: RawWriteOff,
    pub(super) relief: Option<Spanned<RawRelief>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBudget {
    pub(super) income_minor: Option<Spanned<Minor>>,
    pub(super) income_verified_on: Option<Spanned<BusinessDate>>,
    pub(super) surplus_minor: Option<Spanned<Minor>>,
    pub(super) surplus_verified_on: Option<Spanned<BusinessDate>>,
    pub(super) debt_service_minor: Option<Minor>,
    pub(super) other_debt_service_minor: Option<Minor>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLimits {
    pub(super) income_share_bp: Option<Probability>,
    pub(super) surplus_share_bp: Option<Probability>,
    pub(super) dscr_floor: Option<Spanned<Decimal>>,
    pub(super) facts_valid_days: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChance {
    pub(super) name: Spanned<String>,
    pub(super) bp: Probability,
    pub(super) low_bp: Option<Probability>,
    pub(super) high_bp: Option<Probability>,
    pub(super) source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRoute {
    pub(super) kind: Spanned<RouteKind>,
    pub(super) id: Option<Spanned<String>>,
    pub(super) debt_service_minor: Option<Minor>,
    pub(super) falls_back: Option<RawFallBack>,
    #[serde(default)]
    pub(super) cash: Vec<RawCash>,
    #[serde(default)]
    pub(super) cost: Vec<RawOutlay>,
    #[serde(default)]
    pub(super) advance: Vec<RawOutlay>,
    #[serde(default)]
    pub(super) terms: Vec<RawTerms>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFallBack {
    pub(super) to: String,
    pub(super) unless: String,
    pub(super) after: Cycle,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCash {
    pub(super) what: Option<String>,
    pub(super) amount_minor: Spanned<Minor>,
    pub(super) on: Option<BusinessDate>,
    pub(super) after: Option<Cycle>,
    pub(super) every: Option<Cycle>,
    pub(super) times: Option<u16>,
    pub(super) paid_from: Option<PaidFrom>,
    pub(super) bp: Option<Probability>,
    pub(super) source: Option<Source>,
    #[serde(rename = "if")]
    pub(super) holds: Option<String>,
    #[serde(rename = "unless")]
    pub(super) fails: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOutlay {
    pub(super) what: String,
    pub(super) amount_minor: Spanned<Minor>,
    pub(super) on: Option<BusinessDate>,
    pub(super) after: Option<Cycle>,
    pub(super) every: Option<Cycle>,
    pub(super) times: Option<u16>,
    pub(super) bp: Option<Probability>,
    pub(super) source: Option<Source>,
    #[serde(rename = "if")]
    pub(super) holds: Option<String>,
    #[serde(rename = "unless")]
    pub(super) fails: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerms {
    pub(super) what: String,
    pub(super) principal_minor: Spanned<Minor>,
    #[serde(default)]
    pub(super) interest_minor: Minor,
    #[serde(default)]
    pub(super) fees_minor: Minor,
    pub(super) capitalise_fees: Option<String>,
    pub(super) rate: Rate,
    pub(super) instalments: u32,
    pub(super) cycle: Cycle,
    pub(super) start_on: Option<BusinessDate>,
    pub(super) first_due_on: Option<BusinessDate>,
    pub(super) paid_from: Option<PaidFrom>,
    pub(super) bp: Option<Probability>,
    pub(super) source: Option<Source>,
    #[serde(rename = "if")]
    pub(super) holds: Option<String>,
    #[serde(rename = "unless")]
    pub(super) fails: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBreakEven {
    pub(super) chance: Spanned<String>,
    pub(super) between: (String, String),
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWriteOff {
    #[serde(default)]
    pub(super) shown: Vec<Spanned<WriteOffNeed>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRelief {
    pub(super) route: Option<Spanned<String>>,
    pub(super) as_of: Option<BusinessDate>,
    pub(super) surplus_expected_minor: Option<Minor>,
    pub(super) earlier_relief: Option<Vec<BusinessDate>>,
    pub(super) follows_days: Option<u16>,
    #[serde(default)]
    pub(super) tranche: Vec<RawTranche>,
    #[serde(default)]
    pub(super) event: Vec<RawEvent>,
    #[serde(default)]
    pub(super) old_payment: Vec<RawOldPayment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTranche {
    pub(super) no: u32,
    pub(super) amount_minor: Minor,
    pub(super) purpose: String,
    #[serde(default)]
    pub(super) to_old_instalments_minor: Minor,
    #[serde(default)]
    pub(super) check: Vec<RawCheck>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCheck {
    pub(super) id: String,
    pub(super) shows: String,
    pub(super) days_after_draw: u16,
}

/// What happened: which keys belong to it depends on `event`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawEvent {
    pub(super) event: Spanned<RawHappened>,
    pub(super) on: BusinessDate,
    pub(super) tranche: Option<u32>,
    pub(super) amount_minor: Option<Minor>,
    pub(super) purpose: Option<String>,
    pub(super) check: Option<String>,
    pub(super) by: Option<String>,
    pub(super) evidence: Option<String>,
    pub(super) found: Option<String>,
    pub(super) reason: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RawHappened {
    TrancheApproved,
    TrancheDeclined,
    TrancheDrawn,
    EvidenceShown,
    CheckMissed,
    ReliefStopped,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOldPayment {
    pub(super) on: BusinessDate,
    pub(super) amount_minor: Minor,
    pub(super) from: FundsFrom,
}
