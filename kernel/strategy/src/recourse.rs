//! What the lender decided about recourse and security, the same for every case.

use crate::StrategyError;
use crate::keys::{Keys, Source, days, list, word};
use crate::parse::DAYS;
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// The shipped laws of recourse, by name; a test holds the list equal to what is shipped.
pub const RECOURSE_LAWS: [&str; 4] = ["cn", "de", "in", "house"];

/// The table `[recourse]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoursePolicy {
    /// The shipped rules that hold for this lender, by name.
    pub laws: Vec<String>,
    /// A valuation older than so many days is not relied on.
    pub valuation_max_age_days: i32,
}

impl Default for RecoursePolicy {
    /// House rules alone, and a valuation of the last year.
    fn default() -> Self {
        Self { laws: vec!["house".to_owned()], valuation_max_age_days: 365 }
    }
}

/// Reads the table; what it leaves out is as by default.
pub(crate) fn recourse(keys: &mut Keys<'_>, source: Source<'_>, problems: &mut Vec<StrategyError>) -> RecoursePolicy {
    let mut policy = RecoursePolicy::default();
    let found =
        keys.may("recourse", "a table with law and valuation_max_age_days", |value: &DeValue<'_>| value.as_table());
    let Some(table) = found else { return policy };
    let mut keys = Keys::new(source, table, keys.at_of("recourse"));
    let expected = format!("a list of {}", RECOURSE_LAWS.join(", "));
    let known = |value: &DeValue<'_>| word(value).filter(|name| RECOURSE_LAWS.contains(&name.as_str()));
    policy.laws = keys.may("law", &expected, list(known)).unwrap_or(policy.laws);
    let age = keys.may("valuation_max_age_days", DAYS, days);
    policy.valuation_max_age_days = age.unwrap_or(policy.valuation_max_age_days);
    problems.extend(keys.finish());
    policy
}
