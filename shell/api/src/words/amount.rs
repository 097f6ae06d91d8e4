//! Money: a decimal in a text, so that no reader rounds it, and its currency.

use crate::Problem;
use makegood_units::{Amount, Currency};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;

/// A decimal number in a text: `1134.72`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Decimal(String);

/// Whole digits and decimals at most.
const DIGITS: (usize, usize) = (13, 4);

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let digits = |part: &str, most: usize| {
            !part.is_empty() && part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let (whole, fine) = text.split_once('.').map_or((text.as_str(), None), |(whole, fine)| (whole, Some(fine)));
        let is_plain = whole == "0" || !whole.starts_with('0');
        if digits(whole, DIGITS.0) && is_plain && fine.is_none_or(|fine| digits(fine, DIGITS.1)) {
            Ok(Self(text))
        } else {
            Err(de::Error::custom(
                "an amount is digits in a text with a point before the decimals, such as \"1134.72\"",
            ))
        }
    }
}

impl JsonSchema for Decimal {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Decimal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string", "pattern": r"^(0|[1-9][0-9]{0,12})(\.[0-9]{1,4})?$", "examples": ["1134.72"]
        })
    }
}

/// Three capital letters of ISO 4217.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Currency3(pub Currency);

impl<'de> Deserialize<'de> for Currency3 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map(Self).map_err(de::Error::custom)
    }
}

impl JsonSchema for Currency3 {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$", "examples": ["USD"] })
    }
}

/// An amount handed in, with its currency.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// How much.
    pub amount: Decimal,
    /// Of what.
    pub currency: Currency3,
}

impl Given {
    /// The amount in the currency it has to have.
    ///
    /// # Errors
    /// Another currency, or more decimals than the currency has.
    pub fn in_currency(&self, currency: Currency) -> Result<Amount, Problem> {
        if self.currency.0 != currency {
            return Err(Problem::other_currency(self.currency.0, currency));
        }
        Amount::parse(&self.amount.0, currency).map_err(|error| Problem::not_an_amount(&error.to_string()))
    }
}

/// An amount with its currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Money {
    /// How much, in whole units with the decimals of the currency.
    #[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"), example = "1134.72")]
    pub amount: String,
    /// Of what.
    pub currency: Currency3,
}

/// An amount in the words of the interface.
pub fn money(amount: Amount, currency: Currency) -> Money {
    Money { amount: makegood_units::Money::new(amount, currency).number(""), currency: Currency3(currency) }
}
