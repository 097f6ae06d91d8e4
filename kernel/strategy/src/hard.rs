//! When a case is hard: criteria from a closed list, each with the lender's own figure. A
//! criterion that holds says so with what it counted; nothing else makes a case hard.

use crate::keys::{Keys, Source, elements, list, whole};
use crate::rung::{NOTED, noted};
use crate::{CaseFacts, StrategyError};
use makegood_case::{Channel, PromiseState};
use makegood_units::{Amount, BusinessDate, FactId, Money, Why};
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

/// Promises broken longer ago than so many days say nothing of today.
const PROMISES_LOOK_BACK_DAYS: i32 = 365;

/// One criterion with its figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum HardRule {
    /// More than so many days past due.
    DaysLateOver {
        /// Days past due.
        over: i32,
    },
    /// More than so many attempts since anybody spoke with them.
    AttemptsWithoutContactOver {
        /// Attempts.
        over: usize,
    },
    /// More than so many promises broken in a year.
    BrokenPromisesOver {
        /// Promises.
        over: usize,
    },
    /// Arrears above an amount, in minor units of the case's currency.
    ArrearsOver {
        /// Minor units.
        over: Amount,
    },
    /// The cause is not known after so many days past due.
    CauseUnknownOver {
        /// Days past due.
        over: i32,
    },
    /// A finding is contested and the appeal is not decided.
    AppealOpen,
    /// A claim can be enforced for so many days more, or fewer.
    ClockWithin {
        /// Days left.
        days: i32,
    },
    /// One of these is noted in the case and has not ended.
    Noted {
        /// Such as `disappeared`.
        words: Vec<String>,
    },
}

/// What the criteria read beside the figures of the ladder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HardFacts {
    /// Since when a finding is contested, with the record of it.
    pub appeal: Option<(BusinessDate, FactId)>,
    /// The nearest end of a claim: days left and the rule that counts it.
    pub nearest_clock: Option<(i32, String)>,
    /// Whether the cause is not known.
    pub is_cause_unknown: bool,
}

impl HardRule {
    /// Every word of the list, as written in the file.
    pub const WORDS: [&'static str; 8] = [
        "days_late_over",
        "attempts_without_contact_over",
        "broken_promises_over",
        "arrears_over",
        "cause_unknown_over",
        "appeal_open",
        "clock_within",
        "noted",
    ];

    /// Its word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::DaysLateOver { .. } => "days_late_over",
            Self::AttemptsWithoutContactOver { .. } => "attempts_without_contact_over",
            Self::BrokenPromisesOver { .. } => "broken_promises_over",
            Self::ArrearsOver { .. } => "arrears_over",
            Self::CauseUnknownOver { .. } => "cause_unknown_over",
            Self::AppealOpen => "appeal_open",
            Self::ClockWithin { .. } => "clock_within",
            Self::Noted { .. } => "noted",
        }
    }

    /// The words it asks for in the notes of a case.
    pub fn words(&self) -> Option<&[String]> {
        match self {
            Self::Noted { words } => Some(words),
            _ => None,
        }
    }

    /// Why it holds for a case on a day; `None` when it does not.
    pub fn holds(&self, case: &CaseFacts, beside: &HardFacts, as_of: BusinessDate) -> Option<Why> {
        let late = case.days_past_due;
        let (says, facts) = match self {
            Self::DaysLateOver { over } if late > *over => {
                (format!("{late} days past due; above {over} a case is hard."), case.rests_on.iter().cloned().collect())
            }
            Self::AttemptsWithoutContactOver { over } => attempts(case, *over)?,
            Self::BrokenPromisesOver { over } => broken(case, *over, as_of)?,
            Self::ArrearsOver { over } if case.arrears > *over => {
                let money = |amount| Money::new(amount, case.currency);
                (format!("{} in arrears; above {} a case is hard.", money(case.arrears), money(*over)), Vec::new())
            }
            Self::CauseUnknownOver { over } if beside.is_cause_unknown && late > *over => {
                (format!("The cause is not known after {late} days; it should be by {over}."), Vec::new())
            }
            Self::AppealOpen => {
                let (on, fact) = beside.appeal.clone()?;
                (format!("They contest what was found since {on}; somebody else decides."), vec![fact])
            }
            Self::ClockWithin { days } => {
                let (left, rule) = beside.nearest_clock.as_ref().filter(|(left, _)| left <= days)?;
                (format!("{} by {rule}; within {days} days a case is hard.", in_days(*left)), Vec::new())
            }
            Self::Noted { words } => {
                let noted = case.noted.iter().find(|noted| words.contains(&noted.what))?;
                (format!("Noted since {}: {}.", noted.on, noted.what.replace('_', " ")), vec![noted.fact.clone()])
            }
            Self::DaysLateOver { .. } | Self::ArrearsOver { .. } | Self::CauseUnknownOver { .. } => return None,
        };
        Some(Why { code: self.word().to_owned(), says, facts })
    }
}

/// Every criterion that holds, in the order of the file. A case in no arrears is not hard.
pub fn hard(rules: &[HardRule], case: &CaseFacts, beside: &HardFacts, as_of: BusinessDate) -> Vec<Why> {
    if case.days_past_due <= 0 {
        return Vec::new();
    }
    rules.iter().filter_map(|rule| rule.holds(case, beside, as_of)).collect()
}

fn attempts(case: &CaseFacts, over: usize) -> Option<(String, Vec<FactId>)> {
    let ours = case.contacts.iter().rev().take_while(|record| !record.contact.outcome.is_conversation());
    let by_us = |channel| matches!(channel, Channel::Call | Channel::Visit);
    let ours = ours.filter(|record| by_us(record.contact.channel));
    let facts: Vec<FactId> = ours.map(|record| record.fact.clone()).collect();
    let says = format!("{} attempts since anybody spoke with them; above {over} a case is hard.", facts.len());
    (facts.len() > over).then_some((says, facts))
}

fn broken(case: &CaseFacts, over: usize, as_of: BusinessDate) -> Option<(String, Vec<FactId>)> {
    let recent = |due_on: BusinessDate| as_of.days_since(due_on) <= PROMISES_LOOK_BACK_DAYS;
    let broken = case.promises.iter().filter(|one| one.kept == PromiseState::Broken && recent(one.due_on));
    let facts: Vec<FactId> = broken.map(|one| one.fact.clone()).collect();
    let says = format!("{} promises broken in a year; above {over} a case is hard.", facts.len());
    (facts.len() > over).then_some((says, facts))
}

fn in_days(left: i32) -> String {
    match left {
        left if left < 0 => "A claim is past its end".to_owned(),
        1 => "A claim can be enforced for 1 day more".to_owned(),
        left => format!("A claim can be enforced for {left} days more"),
    }
}

const OVER: &str = "a whole number from 0";

/// Reads every `[[hard]]` table.
pub(crate) fn hard_rules(keys: &mut Keys<'_>, source: Source<'_>, problems: &mut Vec<StrategyError>) -> Vec<HardRule> {
    let tables = keys.may("hard", "a [[hard]] table for each criterion of a hard case", elements);
    let mut read = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a criterion is a table of its own, opened by [[hard]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let rule = rule(&mut keys);
        if rule.as_ref().is_some_and(|one: &HardRule| read.iter().any(|other: &HardRule| other.word() == one.word())) {
            keys.complain(Some("when"), "two criteria are the same; one figure each".to_owned());
        }
        read.extend(rule);
        problems.extend(keys.finish());
    }
    read
}

fn rule(keys: &mut Keys<'_>) -> Option<HardRule> {
    let known = format!("one of {}", HardRule::WORDS.join(", "));
    let named = |value: &DeValue<'_>| HardRule::WORDS.into_iter().find(|word| value.as_str() == Some(*word));
    let when = keys.must("when", &known, named);
    let over = keys.may("over", OVER, whole(0..=Amount::LIMIT.minor()));
    let days = keys.may("days", "a number of days from 0 to 3650", whole(0..=3_650));
    let words = keys.may("words", NOTED, list(noted));
    let when = when?;
    let needs = match when {
        "appeal_open" => None,
        "clock_within" => Some(("days", days.is_some())),
        "noted" => Some(("words", words.is_some())),
        _ => Some(("over", over.is_some())),
    };
    for (key, stands) in [("over", over.is_some()), ("days", days.is_some()), ("words", words.is_some())] {
        if stands && needs.is_none_or(|(needed, _)| needed != key) {
            keys.complain(Some(key), format!("{when} has no {key}"));
        }
    }
    if let Some((needed, false)) = needs
        && !keys.has(needed)
    {
        keys.complain(None, format!("{when} needs {needed}"));
    }
    let small = |number: Option<i64>| number.and_then(|number| i32::try_from(number).ok());
    let number = |number: Option<i64>| number.and_then(|number| usize::try_from(number).ok());
    Some(match when {
        "days_late_over" => HardRule::DaysLateOver { over: small(over)? },
        "attempts_without_contact_over" => HardRule::AttemptsWithoutContactOver { over: number(over)? },
        "broken_promises_over" => HardRule::BrokenPromisesOver { over: number(over)? },
        "arrears_over" => HardRule::ArrearsOver { over: Amount::from_minor(over?) },
        "cause_unknown_over" => HardRule::CauseUnknownOver { over: small(over)? },
        "appeal_open" => HardRule::AppealOpen,
        "clock_within" => HardRule::ClockWithin { days: small(days)? },
        _ => HardRule::Noted { words: words? },
    })
}
