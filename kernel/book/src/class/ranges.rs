//! Classes that are nothing but ranges of days, as many lenders keep them.

use super::error::{SchemeError, SchemeProblem};
use super::scheme::{Bound, ClassKind, Compared, Condition, Counter, Counts, MarkKind, Rule, Scheme, Silence};
use crate::Status;

/// A class that a count of days leads to and from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// Its name, such as `SMA-1`.
    pub name: String,
    /// The first day.
    pub from_days: i32,
    /// The last day; none for the worst class.
    pub to_days: Option<i32>,
}

impl DayRange {
    /// The range from one count of days to another, both within.
    pub fn new(name: &str, from_days: i32, to_days: Option<i32>) -> Self {
        Self { name: name.to_owned(), from_days, to_days }
    }
}

impl Scheme {
    /// A scheme whose classes follow the count of days alone, up and down. `outside` is
    /// the class of a count that no range holds. Days in `grace_days` are not counted,
    /// nor are days of a mark called `pause`: the day it begins counts, the days after
    /// it to its end do not.
    ///
    /// ```
    /// use makegood_book::class::{DayRange, Scheme};
    /// let late = [DayRange::new("1-30", 1, Some(30)), DayRange::new("31+", 31, None)];
    /// let scheme = Scheme::from_day_ranges("two", 0, 0, "current", &late).unwrap();
    /// assert_eq!(scheme.classes().collect::<Vec<_>>(), ["current", "1-30", "31+"]);
    /// ```
    ///
    /// # Errors
    /// Ranges that do not rise, that overlap or that bear the same name.
    pub fn from_day_ranges(
        name: &str,
        due_day: u8,
        grace_days: i32,
        outside: &str,
        ranges: &[DayRange],
    ) -> Result<Self, SchemeError> {
        let refuse = |line: usize, problem| Err(SchemeError { file: name.to_owned(), line, problem });
        if due_day > 1 || grace_days < 0 {
            return refuse(0, SchemeProblem::Figure("due_day is 0 or 1, and grace_days is not negative".to_owned()));
        }
        let mut free = 1;
        let mut gaps = vec![(i32::MIN, 0)];
        let mut seen = vec![outside];
        for (at, range) in ranges.iter().enumerate() {
            if seen.contains(&range.name.as_str()) {
                return refuse(at + 1, SchemeProblem::NameTwice { what: "class", name: range.name.clone() });
            }
            let backwards = range.to_days.is_some_and(|to| to < range.from_days);
            if range.from_days < free || backwards {
                let what =
                    format!("the range {:?} begins at {free} or later and does not end before it begins", range.name);
                return refuse(at + 1, SchemeProblem::Figure(what));
            }
            gaps.push((free, range.from_days - 1));
            seen.push(&range.name);
            free = range.to_days.map_or(i32::MAX, |to| to.saturating_add(1));
        }
        gaps.push((free, i32::MAX));
        let within = gaps.into_iter().filter(|(from, to)| from <= to && *from < i32::MAX);
        let mut rules: Vec<Rule> = Vec::new();
        for (at, range) in ranges.iter().enumerate() {
            rules.push(rule(&range.name, at + 1, ranges.len(), (range.from_days, range.to_days.unwrap_or(i32::MAX))));
        }
        rules.extend(within.map(|days| rule(outside, 0, ranges.len(), days)));
        let classes = seen.iter().map(|name| ClassKind { name: (*name).to_owned(), says: String::new() });
        let pause = MarkKind { name: "pause".to_owned(), says: "a pause".to_owned(), silence: Silence::DidNotHappen };
        Ok(Self {
            name: name.to_owned(),
            says: "classes by days past due".to_owned(),
            citation: "the lender's ranges of days".to_owned(),
            source: String::new(),
            read_on: None,
            status: Status::House,
            reviewed_by: String::new(),
            due_day,
            counters: vec![Counter {
                name: "days".to_owned(),
                counts: Counts::Overdue,
                grace_days,
                suspended_by: vec![0],
            }],
            marks: vec![pause],
            signals: Vec::new(),
            classes: classes.collect(),
            rules,
        })
    }
}

/// To a class from every other, while the count lies between the days.
fn rule(id: &str, to: usize, ranges: usize, (from, last): (i32, i32)) -> Rule {
    let bounds = vec![Bound { is: Compared::AtLeast, days: from }, Bound { is: Compared::AtMost, days: last }];
    Rule {
        id: id.to_owned(),
        citation: "the lender's ranges of days".to_owned(),
        from: (0..=ranges).filter(|class| *class != to).collect(),
        to,
        when: vec![Condition::Days { counter: 0, bounds }],
        unless: Vec::new(),
    }
}
