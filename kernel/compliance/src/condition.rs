//! A condition on the facts: what decides whether a rule is about this lender,
//! this person and this debt at all.

use crate::debt_set::DebtNo;
use crate::facts::Facts;
use crate::word_list::number;
use makegood_units::{BusinessDate, Decimal};
use std::fmt;

/// The value of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// True or false.
    Truth(bool),
    /// A number, in the unit its name says.
    Number(Decimal),
    /// A day.
    Day(BusinessDate),
    /// A word.
    Word(String),
}

impl FactValue {
    /// What a text says: `true`, `900`, `2026-03-01`, else a word.
    pub fn told(text: &str) -> Self {
        let text = text.trim();
        match text {
            "true" | "yes" => return Self::Truth(true),
            "false" | "no" => return Self::Truth(false),
            _ => {}
        }
        let digits = text.replace('_', "");
        if text.starts_with(|first: char| first.is_ascii_digit() || first == '-')
            && let Ok(number) = digits.parse()
        {
            return Self::Number(number);
        }
        text.parse().map_or_else(|_| Self::Word(text.to_owned()), Self::Day)
    }
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compare {
    /// More than.
    Above,
    /// As much or more.
    AtLeast,
    /// Less than.
    Below,
    /// As much or less.
    AtMost,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    Is(bool),
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    Number(Compare, Decimal),
}

/// One condition, such as `debt.purpose = consumer`, `debtor.place = us_ma | us_ny`,
/// `not lender.is_small`, `days_past_due > 15`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The fact it asks for.
    pub fact: String,
    number: u64,
    test: Test,
}

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Yes,
    No,
    /// Nobody said.
    Unknown,
}

/// The fact that is computed: days since the fact `arrears_since`.
pub(crate) const DAYS_PAST_DUE: &str = "days_past_due";

/// The day since which a debt is in arrears, as a fact.
pub const ARREARS_SINCE: &str = "arrears_since";

const SIGNS: [(&str, Compare); 4] =
    [(" >= ", Compare::AtLeast), (" <= ", Compare::AtMost), (" > ", Compare::Above), (" < ", Compare::Below)];

impl Condition {
    /// Reads a condition; none when it is not of one of the forms above.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        for (sign, compare) in SIGNS {
            if let Some((fact, number)) = text.split_once(sign) {
                let number = number.trim().replace('_', "").parse().ok()?;
                return Self::about(fact, Test::Number(compare, number));
            }
        }
        let words = |list: &str| list.split('|').map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        if let Some((fact, list)) = text.split_once(" != ") {
            return Self::about(fact, Test::NoneOf(words(list)));
        }
        match text.split_once(" = ") {
            Some((fact, truth @ ("true" | "false"))) => Self::about(fact, Test::Is(truth == "true")),
            Some((fact, list)) => Self::about(fact, Test::OneOf(words(list))),
            None => match text.strip_prefix("not ") {
                Some(fact) => Self::about(fact, Test::Is(false)),
                None => Self::about(text, Test::Is(true)),
            },
        }
    }

    fn about(fact: &str, test: Test) -> Option<Self> {
        let fact = fact.trim();
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "._".contains(letter);
        let named = fact.starts_with(|first: char| first.is_ascii_lowercase()) && fact.chars().all(is_name);
        let listed = match &test {
            Test::OneOf(words) | Test::NoneOf(words) => words.iter().all(|word| !word.is_empty()),
            _ => true,
        };
        (named && listed).then(|| Self { fact: fact.to_owned(), number: number(fact), test })
    }

    /// The question it asks, for whoever has to answer it.
    pub(crate) fn question(&self) -> String {
        if self.is_plain() { format!("whether {self} is true") } else { format!("whether {self}") }
    }

    /// Whether it asks no more than that a fact is true.
    pub(crate) fn is_plain(&self) -> bool {
        self.test == Test::Is(true)
    }

    /// Whether it can change by itself from one day to the next.
    pub(crate) fn moves(&self) -> bool {
        self.fact == DAYS_PAST_DUE
    }

    /// The days on which it may change by itself: those on which a debt's days
    /// past due reach the number and go past it.
    pub(crate) fn turns<'a>(&'a self, facts: &'a Facts, debts: &'a [DebtNo]) -> impl Iterator<Item = BusinessDate> {
        let limit = match &self.test {
            Test::Number(_, limit) if self.fact == DAYS_PAST_DUE => i32::try_from(limit.floor()).ok(),
            _ => None,
        };
        let since = limit.into_iter().flat_map(move |limit| debts.iter().map(move |debt| (limit, *debt)));
        since
            .filter_map(move |(limit, debt)| match facts.value(ARREARS_SINCE, debt) {
                Some(FactValue::Day(since)) => Some(since.plus_days(limit.clamp(0, 1_000_000))),
                _ => None,
            })
            .flat_map(|on| [on, on.plus_days(1)])
    }

    /// Whether it holds for one of the debts on a day.
    pub(crate) fn holds(&self, facts: &Facts, debts: &[DebtNo], on: BusinessDate) -> Holds {
        let mut found = Holds::No;
        for debt in debts {
            match self.holds_for(facts, *debt, on) {
                Holds::Yes => return Holds::Yes,
                Holds::Unknown => found = Holds::Unknown,
                Holds::No => {}
            }
        }
        found
    }

    fn holds_for(&self, facts: &Facts, debt: DebtNo, on: BusinessDate) -> Holds {
        if self.fact == DAYS_PAST_DUE
            && let Some(FactValue::Day(since)) = facts.value(ARREARS_SINCE, debt)
        {
            return self.compares(Decimal::from(on.days_since(*since).max(0)));
        }
        facts.value_of(self.number, &self.fact, debt).map_or(Holds::Unknown, |value| self.fits(value))
    }

    fn fits(&self, value: &FactValue) -> Holds {
        let holds = match (&self.test, value) {
            (Test::Is(wanted), FactValue::Truth(truth)) => truth == wanted,
            (Test::OneOf(words), FactValue::Word(word)) => words.contains(word),
            (Test::NoneOf(words), FactValue::Word(word)) => !words.contains(word),
            (Test::Number(..), FactValue::Number(number)) => return self.compares(*number),
            // A fact of another sort says nothing about this.
            _ => return Holds::Unknown,
        };
        if holds { Holds::Yes } else { Holds::No }
    }

    fn compares(&self, number: Decimal) -> Holds {
        let Test::Number(compare, limit) = &self.test else { return Holds::Unknown };
        let holds = match compare {
            Compare::Above => number > *limit,
            Compare::AtLeast => number >= *limit,
            Compare::Below => number < *limit,
            Compare::AtMost => number <= *limit,
        };
        if holds { Holds::Yes } else { Holds::No }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.test {
            Test::Is(true) => f.write_str(&self.fact),
            Test::Is(false) => write!(f, "not {}", self.fact),
            Test::OneOf(words) => write!(f, "{} = {}", self.fact, words.join(" | ")),
            Test::NoneOf(words) => write!(f, "{} != {}", self.fact, words.join(" | ")),
            Test::Number(compare, number) => {
                let sign = SIGNS.iter().find(|(_, sign)| sign == compare).map_or("", |(sign, _)| sign);
                write!(f, "{}{sign}{number}", self.fact)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Condition, FactValue};

    #[test]
    fn a_condition_reads_back_as_it_was_written() {
        for text in [
            "collector.is_fdcpa_debt_collector",
            "not lender.is_small",
            "debt.purpose = consumer",
            "debtor.place = us_ma | us_ny",
            "debt.kind != mortgage",
            "days_past_due > 15",
            "debt.amount <= 1000",
        ] {
            assert_eq!(Condition::parse(text).map(|read| read.to_string()).as_deref(), Some(text));
        }
        for text in ["", "Big", "debt.purpose =", "debt.purpose = a |", "two words", "dpd > many"] {
            assert_eq!(Condition::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_value_is_what_it_looks_like() {
        assert_eq!(FactValue::told("1_000"), FactValue::Number(1_000.into()));
        assert_eq!(FactValue::told("2026-03-01"), FactValue::Day("2026-03-01".parse().expect("a day")));
        assert_eq!(FactValue::told("true"), FactValue::Truth(true));
        assert_eq!(FactValue::told("consumer"), FactValue::Word("consumer".to_owned()));
    }
}
