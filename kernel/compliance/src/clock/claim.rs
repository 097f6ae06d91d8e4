//! What a clock is read for: a claim against an obligor, with what happened to it.

use super::rule::{ClockRule, LastDay};
use super::span::shifted;
use crate::happening::Happening;
use makegood_units::{BusinessCalendar, BusinessDate, LoanId};
use std::collections::BTreeMap;

/// A holiday, from its day to its `until`, is told like everything else that happens.
const HOLIDAY: &str = "holiday";
/// So is a day of work on what would be a weekend or a holiday.
const WORKING_DAY: &str = "working_day";
/// No business rests for longer.
const LONGEST_CLOSURE_DAYS: i32 = 366;

/// A claim and the facts about it.
#[derive(Clone, Copy)]
pub struct Claim<'a> {
    /// What happened, as known. A day that lies ahead is a day that was fixed.
    pub happenings: &'a [Happening],
    /// Only what is about this debt, or about none in particular; none: everything.
    pub debt: Option<&'a LoanId>,
    /// Against whom, in the words of the happenings' `by` and `to`; none: whoever it is.
    pub obligor: Option<&'a str>,
    /// The days on which business rests; happenings `holiday` and `working_day` change it.
    pub calendar: &'a BusinessCalendar,
    /// The clock rules by their names, for clocks that build on others.
    pub rules: &'a dyn ClockRules,
}

/// Where clock rules are found by their names.
pub trait ClockRules {
    /// The clock rule of this name.
    fn clock_rule(&self, name: &str) -> Option<&ClockRule>;
}

impl ClockRules for BTreeMap<String, ClockRule> {
    fn clock_rule(&self, name: &str) -> Option<&ClockRule> {
        self.get(name)
    }
}

/// No rules but the one asked.
struct Alone;

impl ClockRules for Alone {
    fn clock_rule(&self, _: &str) -> Option<&ClockRule> {
        None
    }
}

impl<'a> Claim<'a> {
    /// A claim against whoever owes it, under one rule alone.
    pub fn new(happenings: &'a [Happening], calendar: &'a BusinessCalendar) -> Self {
        Self { happenings, debt: None, obligor: None, calendar, rules: &Alone }
    }

    /// What concerns the debt, oldest first; of one day, in the order told.
    pub(super) fn sorted(&self) -> Vec<&'a Happening> {
        let mut concerned: Vec<&Happening> =
            self.happenings.iter().filter(|happening| self.concerns(happening)).collect();
        concerned.sort_by_key(|happening| happening.on);
        concerned
    }

    fn concerns(&self, happening: &Happening) -> bool {
        happening.debts.is_empty() || self.debt.is_none_or(|debt| happening.debts.contains(debt))
    }

    /// The days of rest, gathered once for a reading.
    pub(super) fn rests(&self) -> Rests<'a> {
        let told = |word: &str| self.happenings.iter().filter(|happening| happening.what == word).collect();
        Rests { calendar: self.calendar, holidays: told(HOLIDAY), working_days: told(WORKING_DAY) }
    }
}

/// The days on which business rests.
pub(super) struct Rests<'a> {
    calendar: &'a BusinessCalendar,
    holidays: Vec<&'a Happening>,
    working_days: Vec<&'a Happening>,
}

impl Rests<'_> {
    fn rests(&self, day: BusinessDate) -> bool {
        let covered = |told: &[&Happening]| {
            told.iter().any(|happening| happening.on <= day && day <= happening.until.unwrap_or(happening.on))
        };
        (!self.calendar.is_business_day(day) || covered(&self.holidays)) && !covered(&self.working_days)
    }

    /// Where a last day moves. Where no day of work comes within a year, it stays.
    pub(super) fn rolled(&self, rule: LastDay, raw: BusinessDate) -> BusinessDate {
        if rule == LastDay::AsItFalls {
            return raw;
        }
        let mut days = (0..=LONGEST_CLOSURE_DAYS).map_while(|later| shifted(raw, later));
        days.find(|day| !self.rests(*day)).unwrap_or(raw)
    }
}
