//! Every dated parameter of every rule of every pack of this repository, through
//! time: one value at a time, from its first day on, and none missing while its
//! rule is in force.
#![allow(clippy::unwrap_used)]

use makegood_compliance::{Begins, Dated, Exclusion, Kind, Pack, Rule, Span};
use makegood_units::BusinessDate;
use std::path::PathBuf;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn packs() -> Vec<Pack> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md"));
    let read = |path: PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        Pack::parse(&name, &std::fs::read_to_string(&path).unwrap()).unwrap_or_else(|told| panic!("{told:?}"))
    };
    pages.map(read).collect()
}

/// The value in force on a day, found by looking at every span: none, one, or too many.
fn in_force<T>(dated: &Dated<T>, on: BusinessDate) -> Vec<&T> {
    dated
        .spans()
        .filter(|(from, until, _)| *from <= on && until.is_none_or(|until| on <= until))
        .map(|(_, _, value)| value)
        .collect()
}

/// What is wrong with one parameter: gaps, overlaps, or another value than `on` gives.
fn troubles<T: PartialEq>(name: &str, dated: &Dated<T>) -> Vec<String> {
    let mut found = Vec::new();
    let Some(begins) = dated.begins_on() else { return vec![format!("{name} has no value")] };
    let boundaries = dated.spans().flat_map(|(from, until, _)| [Some(from), until]).flatten();
    let around = boundaries.flat_map(|day| [day.plus_days(-1), day, day.plus_days(1)]);
    for on in around.chain(every_day()) {
        let expected = usize::from(on >= begins);
        let values = in_force(dated, on);
        if values.len() != expected || values.first().copied() != dated.on(on) {
            found.push(format!("{name} has {} values on {on}", values.len()));
        }
    }
    found
}

fn every_day() -> impl Iterator<Item = BusinessDate> {
    let (first, last) = (day("1990-01-01").epoch_days(), day("2035-12-31").epoch_days());
    (first..=last).filter_map(BusinessDate::try_from_epoch_days)
}

/// The first day of each value a rule cannot work without, or works otherwise without.
type Begun = Vec<(&'static str, BusinessDate)>;

struct Sweep {
    parameters: usize,
    begun: Begun,
    troubles: Vec<String>,
}

impl Sweep {
    fn add<T: PartialEq>(&mut self, rule: &Rule, key: &'static str, dated: Option<&Dated<T>>) {
        let Some(dated) = dated else { return };
        self.parameters += 1;
        self.troubles.extend(troubles(&format!("{} {key}", rule.id), dated));
        self.begun.extend(dated.begins_on().map(|on| (key, on)));
    }
}

fn sweep(rule: &Rule) -> Sweep {
    let mut all = Sweep { parameters: 0, begun: Vec::new(), troubles: troubles("in_force", &rule.in_force) };
    all.add(rule, "replies", rule.reach.replies.as_ref());
    match &rule.kind {
        Kind::Window(is) => {
            all.add(rule, "opens", is.hours.as_ref().map(|(opens, _)| opens));
            all.add(rule, "closes", is.hours.as_ref().map(|(_, closes)| closes));
            all.add(rule, "closed_on", is.closed_on.as_ref());
        }
        Kind::RollingCount(is) => {
            match &is.span {
                Span::Days(days) => all.add(rule, "window_days", Some(days)),
                Span::Minutes(minutes) => all.add(rule, "window_minutes", Some(minutes)),
            }
            all.add(rule, "at_most", Some(&is.at_most));
        }
        Kind::Cooldown(is) => all.add(rule, "days", Some(&is.days)),
        Kind::Exclusion(Exclusion::PriorConsent(days)) => all.add(rule, "days", Some(days)),
        Kind::Hold(is) | Kind::Interval(is) => {
            all.add(rule, "days", is.days.as_ref());
            all.add(rule, "tail_days", is.tail_days.as_ref());
        }
        Kind::Recipient(is) => all.add(rule, "opened_after_unanswered", is.opened_after_unanswered.as_ref()),
        Kind::AddressBasis(is) => {
            all.add(rule, "notice_days", is.notice_days.as_ref());
            all.add(rule, "fresh_days", is.fresh_days.as_ref());
        }
        Kind::Precondition(is) => {
            all.add(rule, "times", is.times.as_ref());
            all.add(rule, "days", is.days.as_ref());
            all.add(rule, "valid_days", is.valid_days.as_ref());
        }
        Kind::Obligation(is) => {
            all.add(rule, "within_days", Some(&is.within_days));
            all.add(rule, "again_after_days", is.again_after_days.as_ref());
        }
        Kind::Retention(is) => all.add(rule, "keep", Some(&is.keep.length)),
        Kind::Clock(is) => {
            let later = match &is.begins {
                Begins::Anchor(anchor) => anchor.later.as_ref().map(|(_, length)| length),
                _ => None,
            };
            for length in [Some(&is.length), later].into_iter().flatten() {
                let numbers = [("years", &length.years), ("months", &length.months), ("weeks", &length.weeks)];
                numbers
                    .into_iter()
                    .chain([("days", &length.days)])
                    .for_each(|(key, is)| all.add(rule, key, is.as_ref()));
            }
            all.add(rule, "cap_years", is.cap.as_ref().map(|cap| &cap.years));
            all.add(rule, "restarts", is.restarts.as_ref());
            all.add(rule, "revives", is.revives.as_ref());
            all.add(rule, "saved_by", is.saved_by.as_ref());
            all.add(rule, "moves_anchor", is.moves_anchor.as_ref());
            all.add(rule, "suspensions", is.suspensions.as_ref());
        }
        Kind::Exclusion(_) | Kind::UsableContactPoint(_) | Kind::Content(_) | Kind::Merge(_) => {}
        // Swept where they are read: in the tests of clocks and of conventions.
        Kind::CounterState(_) | Kind::Waterfall(_) | Kind::Cap(_) => {}
    }
    all
}

#[test]
fn every_parameter_has_one_value_on_every_day_from_its_first() {
    let (mut parameters, mut found) = (0, Vec::new());
    for pack in packs() {
        for rule in &pack.rules {
            let swept = sweep(rule);
            parameters += swept.parameters;
            found.extend(swept.troubles.into_iter().map(|trouble| format!("{}: {trouble}", pack.file)));
            // The sweep knows every parameter the rule has.
            let keys: Vec<&str> = swept.begun.iter().map(|(key, _)| *key).collect();
            let said = match &rule.kind {
                Kind::Clock(is) => is.beginnings().len(),
                _ => rule.parameters().len() - 1,
            };
            assert_eq!(keys.len(), said, "{}: {keys:?}", rule.id);
        }
    }
    assert!(parameters >= 10, "only {parameters} dated parameters");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// A rule in force without one of its values would fall silent, or say something else.
#[test]
fn no_rule_is_in_force_before_its_parameters_begin() {
    let mut found = Vec::new();
    for pack in packs() {
        for rule in &pack.rules {
            let swept = sweep(rule);
            for (from, _, is_on) in rule.in_force.spans() {
                // Leave to answer may come later than the rule it is leave from.
                let needed = swept.begun.iter().filter(|(key, _)| *key != "replies");
                for (key, begins) in needed.filter(|(_, begins)| *is_on && *begins > from) {
                    found.push(format!("{} {} is in force from {from}, {key} from {begins}", pack.file, rule.id));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Being in force goes on and off by turns; a line that repeats the one above says nothing.
#[test]
fn in_force_says_something_new_on_each_line() {
    let mut found = Vec::new();
    for pack in packs() {
        for rule in &pack.rules {
            let spans: Vec<(BusinessDate, bool)> =
                rule.in_force.spans().map(|(from, _, is_on)| (from, *is_on)).collect();
            found.extend(
                spans.windows(2).filter(|two| two[0].1 == two[1].1).map(|two| format!("{} on {}", rule.id, two[1].0)),
            );
            if spans.iter().all(|(_, is_on)| !is_on) {
                found.push(format!("{} is never in force", rule.id));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
