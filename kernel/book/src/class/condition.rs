//! Reads one condition: which kind it is, and that its figures are of that kind.

use super::error::SchemeProblem;
use super::parse::Problems;
use super::raw::{RawArrears, RawCondition};
use super::scheme::{Anchor, Bound, Compared, Condition};
use toml::Spanned;

/// The names of a scheme, by kind, in the order of the file.
pub(super) struct Lists {
    pub(super) counters: Vec<String>,
    pub(super) marks: Vec<String>,
    pub(super) signals: Vec<String>,
    pub(super) classes: Vec<String>,
}

const KINDS: &str = "is one of days, arrears, mark, signal, months, never, share, count";
const ANCHORS: &str = "has since = [...] of \"entry\", \"mark:NAME\", \"end:NAME\", \"quiet:SIGNAL\"";

/// Reads a condition. In a signal only conditions that look at the facts alone make
/// sense, because the class is not known there.
pub(super) fn condition(
    raw: &Spanned<RawCondition>,
    lists: &Lists,
    in_signal: bool,
    problems: &mut Problems<'_>,
) -> Option<Condition> {
    let at = raw.span().start;
    let raw = raw.get_ref();
    let refuse = |problems: &mut Problems<'_>, what: &str| {
        problems.add(at, SchemeProblem::Condition(what.to_owned()));
        None
    };
    let [kind] = kinds(raw)[..] else { return refuse(problems, KINDS) };
    if let Some(key) = foreign(raw, kind) {
        return refuse(problems, &format!("of {kind} has no {key}"));
    }
    if in_signal && (!["days", "arrears", "mark"].contains(&kind) || raw.after.is_some()) {
        return refuse(problems, "in a signal looks at the facts alone: days, arrears, or mark without after");
    }
    let mut place = |what, names: &[String], name: &Option<String>| {
        name.as_deref().and_then(|name| problems.place(what, names, name, at))
    };
    match kind {
        "days" => {
            let counter = place("counter", &lists.counters, &raw.days)?;
            let bounds = bounds(raw);
            match bounds.is_empty() {
                true => refuse(problems, "of days has more_than, at_least, at_most or less_than"),
                false => Some(Condition::Days { counter, bounds }),
            }
        }
        "arrears" => Some(Condition::Arrears { some: raw.arrears == Some(RawArrears::Some) }),
        "mark" => {
            let mark = place("mark", &lists.marks, &raw.mark)?;
            Some(Condition::Mark { mark, after_entry: raw.after.is_some(), more_than_percent: raw.more_than_percent })
        }
        "signal" => Some(Condition::Signal(place("signal", &lists.signals, &raw.signal)?)),
        "never" => {
            let signal = place("signal", &lists.signals, &raw.never)?;
            Some(Condition::Never { signal, since: since(raw, lists, at, problems)? })
        }
        "months" => match raw.months {
            Some(at_least @ 1..=1_200) => Some(Condition::Months { at_least, since: since(raw, lists, at, problems)? }),
            _ => refuse(problems, "of months counts from 1 to 1200 months"),
        },
        "share" => {
            let mark = place("mark", &lists.marks, &raw.share)?;
            match raw.at_least_percent {
                Some(at_least_percent @ 1..=100) => {
                    Some(Condition::Share { mark, at_least_percent, since: since(raw, lists, at, problems)? })
                }
                _ => refuse(problems, "of share has at_least_percent from 1 to 100"),
            }
        }
        _ => {
            let mark = place("mark", &lists.marks, &raw.count)?;
            match raw.at_least.and_then(|number| u32::try_from(number).ok()) {
                Some(at_least) if at_least > 0 => {
                    Some(Condition::Count { mark, at_least, since: since(raw, lists, at, problems)? })
                }
                _ => refuse(problems, "of count has at_least from 1"),
            }
        }
    }
}

fn kinds(raw: &RawCondition) -> Vec<&'static str> {
    let present = [
        ("days", raw.days.is_some()),
        ("arrears", raw.arrears.is_some()),
        ("mark", raw.mark.is_some()),
        ("signal", raw.signal.is_some()),
        ("months", raw.months.is_some()),
        ("never", raw.never.is_some()),
        ("share", raw.share.is_some()),
        ("count", raw.count.is_some()),
    ];
    present.into_iter().filter(|(_, there)| *there).map(|(kind, _)| kind).collect()
}

/// A key that does not belong to the kind.
fn foreign(raw: &RawCondition, kind: &str) -> Option<&'static str> {
    let present: [(&'static str, bool, &[&str]); 8] = [
        ("more_than", raw.more_than.is_some(), &["days"]),
        ("at_least", raw.at_least.is_some(), &["days", "count"]),
        ("at_most", raw.at_most.is_some(), &["days"]),
        ("less_than", raw.less_than.is_some(), &["days"]),
        ("more_than_percent", raw.more_than_percent.is_some(), &["mark"]),
        ("at_least_percent", raw.at_least_percent.is_some(), &["share"]),
        ("after", raw.after.is_some(), &["mark"]),
        ("since", raw.since.is_some(), &["months", "never", "share", "count"]),
    ];
    present.into_iter().find(|(_, there, kinds)| *there && !kinds.contains(&kind)).map(|(key, _, _)| key)
}

fn bounds(raw: &RawCondition) -> Vec<Bound> {
    let bounds = [
        (Compared::MoreThan, raw.more_than),
        (Compared::AtLeast, raw.at_least),
        (Compared::AtMost, raw.at_most),
        (Compared::LessThan, raw.less_than),
    ];
    bounds.into_iter().filter_map(|(is, days)| days.map(|days| Bound { is, days })).collect()
}

fn since(raw: &RawCondition, lists: &Lists, at: usize, problems: &mut Problems<'_>) -> Option<Vec<Anchor>> {
    let words = raw.since.as_deref().unwrap_or_default();
    if words.is_empty() {
        problems.add(at, SchemeProblem::Condition(ANCHORS.to_owned()));
        return None;
    }
    let mut anchors = Vec::with_capacity(words.len());
    for word in words {
        anchors.push(match word.split_once(':') {
            None if word == "entry" => Anchor::Entry,
            Some(("mark", name)) => Anchor::Mark(problems.place("mark", &lists.marks, name, at)?),
            Some(("end", name)) => Anchor::End(problems.place("mark", &lists.marks, name, at)?),
            Some(("quiet", name)) => Anchor::Quiet(problems.place("signal", &lists.signals, name, at)?),
            _ => {
                problems.add(at, SchemeProblem::Condition(format!("{ANCHORS}; found {word:?}")));
                return None;
            }
        });
    }
    Some(anchors)
}
