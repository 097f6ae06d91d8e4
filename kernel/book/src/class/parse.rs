//! From the file to the scheme. Names are looked up and every problem is reported at
//! its line.

use super::check;
use super::condition::{Lists, condition};
use super::error::{SchemeError, SchemeProblem};
use super::raw::{RawCounter, RawCounts, RawRule, RawScheme, Word};
use super::scheme::{ClassKind, Counter, Counts, Limit, Limits, MarkKind, Rule, Scheme, Signal};
use makegood_units::{Amount, BusinessDate};

/// Problems gathered while a file is read.
pub(super) struct Problems<'a> {
    file: &'a str,
    text: &'a str,
    found: Vec<SchemeError>,
}

impl Problems<'_> {
    pub(super) fn add(&mut self, at: usize, problem: SchemeProblem) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        self.found.push(SchemeError { file: self.file.to_owned(), line, problem });
    }

    /// The place of a name in a list of names.
    pub(super) fn place(&mut self, what: &'static str, names: &[String], name: &str, at: usize) -> Option<usize> {
        let place = names.iter().position(|known| known == name);
        if place.is_none() {
            let known = names.join(", ");
            self.add(at, SchemeProblem::UnknownName { what, name: name.to_owned(), known });
        }
        place
    }
}

impl Scheme {
    /// Reads a scheme from the text of a file. The format, with every key, is
    /// described in `conventions/classes/README.md`.
    ///
    /// # Errors
    /// Every problem found, each with its line, in the order of the lines.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<SchemeError>> {
        let mut problems = Problems { file, text, found: Vec::new() };
        let scheme = match toml::from_str::<RawScheme>(text) {
            Ok(raw) => scheme(raw, &mut problems),
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                problems.add(at, SchemeProblem::Unreadable(error.message().to_owned()));
                None
            }
        };
        problems.found.sort_by_key(|problem| problem.line);
        match scheme {
            Some(scheme) if problems.found.is_empty() => Ok(scheme),
            _ => Err(problems.found),
        }
    }
}

fn scheme(raw: RawScheme, problems: &mut Problems<'_>) -> Option<Scheme> {
    let lists = Lists {
        counters: names("counter", raw.counter.iter().map(|it| &it.name), problems),
        marks: names("mark", raw.mark.iter().map(|it| &it.name), problems),
        signals: names("signal", raw.signal.iter().map(|it| &it.name), problems),
        classes: names("class", raw.class.iter().map(|it| &it.name), problems),
    };
    names("rule", raw.rule.iter().map(|it| &it.id), problems);
    if *raw.due_day.get_ref() > 1 {
        let found = raw.due_day.get_ref();
        let what = format!("due_day is 1 when the due date is the first day past due, else 0; found {found}");
        problems.add(raw.due_day.span().start, SchemeProblem::Figure(what));
    }
    let read_on = raw.read_on.get_ref().to_string().parse::<BusinessDate>().ok();
    if read_on.is_none() {
        let what = format!("read_on is a day such as 2026-03-09; found {}", raw.read_on.get_ref());
        problems.add(raw.read_on.span().start, SchemeProblem::Figure(what));
    }
    let counters = raw.counter.iter().filter_map(|it| counter(it, &lists, problems)).collect();
    let signal = |it: &super::raw::RawSignal, problems: &mut Problems<'_>| Signal {
        name: it.name.get_ref().clone(),
        any: it.any.iter().filter_map(|it| condition(it, &lists, true, problems)).collect(),
    };
    let signals = raw.signal.iter().map(|it| signal(it, problems)).collect();
    let rules: Vec<Rule> = raw.rule.iter().filter_map(|it| rule(it, &lists, problems)).collect();
    check::reached(&raw.class, &rules, problems);
    check::ordered(&raw.rule, &rules, &lists, problems);
    let kind = |it: super::raw::RawClass| ClassKind { name: it.name.into_inner(), says: it.says };
    let mark = |it: super::raw::RawMark| MarkKind { name: it.name.into_inner(), says: it.says, silence: it.silence };
    Some(Scheme {
        name: raw.name,
        says: raw.says,
        citation: raw.citation,
        source: raw.source,
        read_on,
        status: raw.status,
        reviewed_by: raw.reviewed_by,
        due_day: *raw.due_day.get_ref(),
        counters,
        marks: raw.mark.into_iter().map(mark).collect(),
        signals,
        classes: raw.class.into_iter().map(kind).collect(),
        rules,
    })
}

/// The names of a list, each once.
fn names<'a>(what: &'static str, words: impl Iterator<Item = &'a Word>, problems: &mut Problems<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for word in words {
        if names.contains(word.get_ref()) {
            problems.add(word.span().start, SchemeProblem::NameTwice { what, name: word.get_ref().clone() });
        }
        names.push(word.get_ref().clone());
    }
    names
}

fn counter(raw: &RawCounter, lists: &Lists, problems: &mut Problems<'_>) -> Option<Counter> {
    let at = raw.name.span().start;
    let grace_days = raw.grace_days.as_ref().map_or(0, |days| *days.get_ref());
    if !(0..=3_650).contains(&grace_days) {
        problems.add(at, SchemeProblem::Figure(format!("grace_days is a number of days from 0; found {grace_days}")));
    }
    let suspended_by = raw.suspended_by.iter();
    let suspended_by =
        suspended_by.filter_map(|word| problems.place("mark", &lists.marks, word.get_ref(), word.span().start));
    let suspended_by = suspended_by.collect();
    let counts = match (raw.counts, &raw.more_than_percent) {
        (RawCounts::DaysPastDue, None) if raw.limit.is_empty() => Counts::Overdue,
        (RawCounts::DaysOverBothLimits, Some(percent)) if !raw.limit.is_empty() => {
            Counts::OverLimits(limits(raw, percent.get_ref(), problems)?)
        }
        _ => {
            let what = "a counter of days_over_both_limits has more_than_percent and one [[counter.limit]] or more; \
                        a counter of days_past_due has neither";
            problems.add(at, SchemeProblem::Figure(what.to_owned()));
            return None;
        }
    };
    Some(Counter { name: raw.name.get_ref().clone(), counts, grace_days, suspended_by })
}

fn limits(raw: &RawCounter, percent: &makegood_units::Decimal, problems: &mut Problems<'_>) -> Option<Limits> {
    let hundred = makegood_units::Decimal::ONE_HUNDRED;
    if percent.is_sign_negative() || *percent > hundred || percent.scale() > 6 {
        let at = raw.name.span().start;
        let what = format!("more_than_percent lies from 0 to 100 with at most six decimals; found {percent}");
        problems.add(at, SchemeProblem::Figure(what));
        return None;
    }
    let mut absolute = Vec::new();
    for limit in &raw.limit {
        match Amount::parse(limit.more_than.get_ref(), limit.currency) {
            Ok(more_than) => {
                absolute.push(Limit { currency: limit.currency, portfolio: limit.portfolio.clone(), more_than });
            }
            Err(error) => problems.add(limit.more_than.span().start, SchemeProblem::Figure(error.to_string())),
        }
    }
    Some(Limits { absolute, relative_percent: *percent })
}

fn rule(raw: &RawRule, lists: &Lists, problems: &mut Problems<'_>) -> Option<Rule> {
    let mut place = |word: &Word| problems.place("class", &lists.classes, word.get_ref(), word.span().start);
    let from: Vec<usize> = raw.from.iter().filter_map(&mut place).collect();
    let to = place(&raw.to)?;
    if from.contains(&to) {
        let (rule, class) = (raw.id.get_ref().clone(), raw.to.get_ref().clone());
        problems.add(raw.to.span().start, SchemeProblem::ToItself { rule, class });
    }
    if raw.when.is_empty() {
        problems.add(raw.id.span().start, SchemeProblem::Condition("is missing: when lists one or more".to_owned()));
    }
    let mut read = |list: &[toml::Spanned<super::raw::RawCondition>]| {
        list.iter().filter_map(|it| condition(it, lists, false, problems)).collect()
    };
    let (when, unless) = (read(&raw.when), read(&raw.unless));
    Some(Rule { id: raw.id.get_ref().clone(), citation: raw.citation.clone(), from, to, when, unless })
}
