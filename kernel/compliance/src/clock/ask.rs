//! Questions about clocks in a worked example.
//!
//! ```text
//! 2024-08-01  clock cn.lim  running  ends 2027-05-20
//! 2027-05-01  clock cn.lim of borrower about L-1  alarm 30  rescue demand
//! ```

use super::claim::{Claim, ClockRules};
use super::fold::read_clock;
use super::reading::{ALARM_DAYS, ClockReading, ClockState};
use super::rescue::rescue;
use super::rule::{ClockRule, EFFECTS, Effect};
use crate::happening::Happening;
use crate::words::{listed, meaning, said};
use makegood_units::{BusinessCalendar, BusinessDate, LoanId};

/// A question about a clock, with all that is expected of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockQuestion {
    /// The rule.
    pub rule: String,
    /// For which obligor, where it matters.
    pub obligor: Option<String>,
    /// For which debt, where it matters.
    pub debt: Option<LoanId>,
    /// What is expected, column by column.
    pub expected: Vec<ClockAnswer>,
}

/// One thing expected of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockAnswer {
    /// Its state, in the word of [`ClockState::word`].
    State(&'static str),
    /// It runs with exactly this alarm; none: without one.
    Alarm(Option<i32>),
    /// Its last day as counted.
    Raw(BusinessDate),
    /// Its last day after days of rest.
    Ends(BusinessDate),
    /// The day it is counted from.
    From(BusinessDate),
    /// The day it was revived.
    Revived(BusinessDate),
    /// What its end does.
    Effect(Effect),
    /// An act among those that could still save the claim; none: there is none.
    Rescue(Option<String>),
    /// How many happenings it has something to say of, whether they move it or not.
    Steps(usize),
    /// Words in what the clock or one of its steps says.
    Says(String),
    /// Whether it counts for a claim against the example's person at all: yes, no, or
    /// nobody can say.
    Binds(Option<bool>),
}

const STATES: [&str; 7] = ["running", "expired", "free", "saved", "kept", "unknown", "not begun"];

/// Reads what stands after the day and the time of a line. None when it asks no clock.
///
/// # Errors
/// What was expected, where the line asks a clock but cannot be read.
pub fn read_clock_question(text: &str) -> Option<Result<ClockQuestion, String>> {
    let asked = text.trim().strip_prefix("clock")?;
    asked.starts_with(char::is_whitespace).then(|| read(asked.trim()))
}

fn read(asked: &str) -> Result<ClockQuestion, String> {
    let mut columns = asked.split("  ").map(str::trim).filter(|column| !column.is_empty());
    let head: Vec<&str> = columns.next().unwrap_or_default().split_whitespace().collect();
    let (obligor, debt) = match head.get(1..).unwrap_or_default() {
        [] => (None, None),
        ["of", obligor] => (Some(*obligor), None),
        ["about", debt] => (None, Some(*debt)),
        ["of", obligor, "about", debt] | ["about", debt, "of", obligor] => (Some(*obligor), Some(*debt)),
        _ => return Err("clock RULE, of an obligor, about a debt, and two spaces before what is expected".to_owned()),
    };
    let rule = head.first().ok_or("the name of a clock rule")?;
    let expected = columns.map(column).collect::<Result<Vec<_>, _>>()?;
    if expected.is_empty() {
        return Err(columns_expected());
    }
    let (obligor, debt) = (obligor.map(str::to_owned), debt.map(LoanId::from));
    Ok(ClockQuestion { rule: (*rule).to_owned(), obligor, debt, expected })
}

fn column(text: &str) -> Result<ClockAnswer, String> {
    if let Some(state) = STATES.into_iter().find(|state| *state == text) {
        return Ok(ClockAnswer::State(state));
    }
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    let day = || rest.trim().parse::<BusinessDate>().map_err(|_| format!("a day after {word}"));
    match (word, rest.trim()) {
        ("binds", "") => Ok(ClockAnswer::Binds(Some(true))),
        ("does", "not bind") => Ok(ClockAnswer::Binds(Some(false))),
        ("may", "bind") => Ok(ClockAnswer::Binds(None)),
        ("no", "alarm") => Ok(ClockAnswer::Alarm(None)),
        ("no", "rescue") => Ok(ClockAnswer::Rescue(None)),
        ("alarm", days) => {
            let days = days.parse().ok().filter(|days| ALARM_DAYS.contains(days));
            days.map(|days| ClockAnswer::Alarm(Some(days))).ok_or_else(|| "alarm 180, 90, 30 or 7".to_owned())
        }
        ("raw", _) => day().map(ClockAnswer::Raw),
        ("ends", _) => day().map(ClockAnswer::Ends),
        ("from", _) => day().map(ClockAnswer::From),
        ("revived", _) => day().map(ClockAnswer::Revived),
        ("steps", number) => number.parse().map(ClockAnswer::Steps).map_err(|_| "a number after steps".to_owned()),
        ("effect", effect) => meaning(EFFECTS, effect).map(ClockAnswer::Effect).ok_or_else(|| listed(EFFECTS)),
        ("rescue", act) if !act.is_empty() => Ok(ClockAnswer::Rescue(Some(act.to_owned()))),
        ("says", words) if !words.is_empty() => Ok(ClockAnswer::Says(words.to_owned())),
        _ => Err(columns_expected()),
    }
}

fn columns_expected() -> String {
    let states = STATES.join(", ");
    format!(
        "{states}, alarm 30, no alarm, raw, ends, from or revived with a day, effect, rescue, no rescue, steps, says, binds, does not bind, may bind"
    )
}

/// Everything about the answer of a day that is not as expected; nothing when all is.
///
/// Business rests on Saturdays, Sundays and the holidays among the happenings.
pub fn answer_clock(
    question: &ClockQuestion,
    rules: &dyn ClockRules,
    happenings: &[Happening],
    day: BusinessDate,
) -> Vec<String> {
    let Some(rule) = rules.clock_rule(&question.rule) else {
        return vec![format!("there is no clock rule {}", question.rule)];
    };
    let calendar = BusinessCalendar::monday_to_friday();
    let (debt, obligor) = (question.debt.as_ref(), question.obligor.as_deref());
    let claim = Claim { happenings, debt, obligor, calendar: &calendar, rules };
    let reading = read_clock(rule, &claim, day);
    question.expected.iter().filter_map(|expected| surprise(expected, rule, rules, &reading)).collect()
}

fn surprise(
    expected: &ClockAnswer,
    rule: &ClockRule,
    rules: &dyn ClockRules,
    reading: &ClockReading,
) -> Option<String> {
    let on = |expected: &BusinessDate, found: Option<BusinessDate>, what: &str| {
        let told = found.map_or("unknown".to_owned(), |found| found.to_string());
        (found != Some(*expected)).then(|| format!("{what} is {told} ({})", reading.says))
    };
    match expected {
        ClockAnswer::State(word) => {
            (*word != reading.state.word()).then(|| format!("it is {} ({})", reading.state.word(), reading.says))
        }
        ClockAnswer::Alarm(expected) => {
            let ClockState::Running { alarm } = reading.state else {
                return Some(format!("it is {} ({})", reading.state.word(), reading.says));
            };
            let told = alarm.map_or("no alarm".to_owned(), |days| format!("alarm {days}"));
            (alarm != *expected).then(|| format!("it has {told} ({})", reading.says))
        }
        ClockAnswer::Raw(expected) => on(expected, reading.raw_end, "its last day as counted"),
        ClockAnswer::Ends(expected) => on(expected, reading.rolled_end, "its last day"),
        ClockAnswer::From(expected) => on(expected, reading.began_on, "the day it is counted from"),
        ClockAnswer::Revived(expected) => on(expected, reading.revived_on, "the day it was revived"),
        ClockAnswer::Effect(expected) => {
            let told = reading.effect.map_or("nothing".to_owned(), |effect| said(EFFECTS, &effect));
            (reading.effect != Some(*expected)).then(|| format!("its end does: {told}"))
        }
        ClockAnswer::Rescue(expected) => {
            let acts: Vec<String> =
                rescue(rule, rules, reading, reading.known_on).into_iter().map(|act| act.act).collect();
            let holds = expected.as_ref().map_or(acts.is_empty(), |word| acts.contains(word));
            (!holds).then(|| format!("what could still save it: {}", listed_or_nothing(&acts)))
        }
        ClockAnswer::Steps(expected) => {
            let found = reading.restarts.len().saturating_add(reading.suspensions.len());
            (found != *expected).then(|| format!("it has something to say of {found} happenings ({})", reading.says))
        }
        // Whether it binds is a question to the packs, not to the clock.
        ClockAnswer::Binds(_) => None,
        ClockAnswer::Says(words) => {
            let steps = reading.restarts.iter().chain(&reading.suspensions).map(|step| step.says.as_str());
            let all: Vec<&str> = std::iter::once(reading.says.as_str()).chain(steps).collect();
            (!all.iter().any(|says| says.contains(words.as_str())))
                .then(|| format!("nothing says {words:?}, but: {}", all.join("; ")))
        }
    }
}

fn listed_or_nothing(acts: &[String]) -> String {
    if acts.is_empty() { "nothing".to_owned() } else { acts.join(", ") }
}
