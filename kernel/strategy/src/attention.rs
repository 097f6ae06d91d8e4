//! When an officer reports to the leader, and by when the leader looks.

use crate::StrategyError;
use crate::keys::{Keys, Source, amount, count, days};
use makegood_units::{Amount, BusinessCalendar, BusinessDate};
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// The table `[attention]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttentionTerms {
    /// After so many attempts without result an officer reports; 0 when never. A promise
    /// that was missed is reported in any case.
    pub failed_attempts: u32,
    /// Working days an officer has to hand a report in before it goes as drafted.
    pub hand_in_days: u32,
    /// Working days a leader has to acknowledge a report.
    pub acknowledge_days: u32,
    /// Working days a leader has to open a case the ladder handed over.
    pub open_days: u32,
    /// A first attempt later than so many days after the case opened is late.
    pub first_contact_days: i32,
    /// A missed promise nobody asked about for so many days was not followed up.
    pub follow_up_days: i32,
    /// What a minute of an officer costs the lender, in minor units of the case's
    /// currency; none while the lender has not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minute_cost: Option<Amount>,
}

impl Default for AttentionTerms {
    /// Expert values, to be set by each lender.
    fn default() -> Self {
        Self {
            failed_attempts: 3,
            hand_in_days: 1,
            acknowledge_days: 1,
            open_days: 2,
            first_contact_days: 7,
            follow_up_days: 2,
            minute_cost: None,
        }
    }
}

impl AttentionTerms {
    /// Whether these are the terms of a file that says nothing of attention.
    pub fn are_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// So many working days after a day; Saturdays and Sundays are none.
pub fn working_days_after(day: BusinessDate, count: u32) -> BusinessDate {
    let calendar = BusinessCalendar::monday_to_friday();
    let mut at = day;
    for _ in 0..count {
        at = at.plus_days(1);
        while !calendar.is_business_day(at) {
            let next = at.plus_days(1);
            if next == at {
                return at;
            }
            at = next;
        }
    }
    at
}

/// Reads the table; what it leaves out is as by default.
pub(crate) fn attention(keys: &mut Keys<'_>, source: Source<'_>, problems: &mut Vec<StrategyError>) -> AttentionTerms {
    let usual = AttentionTerms::default();
    let found = keys.may("attention", "a table such as failed_attempts = 3", |value: &DeValue<'_>| value.as_table());
    let Some(table) = found else { return usual };
    let mut keys = Keys::new(source, table, keys.at_of("attention"));
    let few_days = |value: &DeValue<'_>| count(30)(value);
    let some_days = |value: &DeValue<'_>| days(value).filter(|days| (1..=366).contains(days));
    let terms = AttentionTerms {
        failed_attempts: keys
            .may("failed_attempts", "a number of attempts from 0 to 20", count(20))
            .unwrap_or(usual.failed_attempts),
        hand_in_days: keys
            .may("hand_in_days", "a number of working days from 0 to 30", few_days)
            .unwrap_or(usual.hand_in_days),
        acknowledge_days: keys
            .may("acknowledge_days", "a number of working days from 0 to 30", few_days)
            .unwrap_or(usual.acknowledge_days),
        open_days: keys.may("open_days", "a number of working days from 0 to 30", few_days).unwrap_or(usual.open_days),
        first_contact_days: keys
            .may("first_contact_days", "a number of days from 1 to 366", some_days)
            .unwrap_or(usual.first_contact_days),
        follow_up_days: keys
            .may("follow_up_days", "a number of days from 1 to 366", some_days)
            .unwrap_or(usual.follow_up_days),
        minute_cost: keys.may("minute_cost", "an amount in minor units from 0", amount),
    };
    problems.extend(keys.finish());
    terms
}

#[cfg(test)]
mod tests {
    use super::{AttentionTerms, working_days_after};
    use crate::Strategy;
    use makegood_units::Amount;

    #[test]
    fn a_weekend_is_no_working_day() {
        let check = |day: &str, count: u32, expected: &str| {
            assert_eq!(working_days_after(day.parse().expect("a day"), count).to_string(), expected);
        };
        check("2026-03-05", 1, "2026-03-06");
        check("2026-03-06", 1, "2026-03-09");
        check("2026-03-07", 1, "2026-03-09");
        check("2026-03-06", 3, "2026-03-11");
        check("2026-03-07", 0, "2026-03-07");
    }

    #[test]
    fn what_a_file_leaves_out_is_as_usual_and_a_mistake_has_its_line() {
        let text = include_str!("../../../strategies/microfinance.toml");
        let with = |table: &str| Strategy::parse("m.toml", &format!("{text}\n[attention]\n{table}"));
        let own = with("failed_attempts = 5\nminute_cost = 40\n").expect("a table of attention");
        let usual = AttentionTerms::default();
        let expected = AttentionTerms { failed_attempts: 5, minute_cost: Some(Amount::from_minor(40)), ..usual };
        assert_eq!(own.attention, expected);
        let wrong = with("acknowledge_days = 99\n").expect_err("too long");
        assert!(wrong[0].problem.contains("from 0 to 30"), "{wrong:?}");
    }
}
