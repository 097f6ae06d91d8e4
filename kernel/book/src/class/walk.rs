//! The machine: goes from one day on which something can change to the next.
//!
//! On each such day the signals are taken first, then rules are followed until none
//! leads on. Of several rules that fire the one to the worst class wins; rules that
//! lead in a circle on one day leave the loan in the worst class of the circle. Where
//! a fact is missing the machine keeps every class the loan may be in.

use super::history::Class;
use super::moment::{Facts, Moment, Quiet, Stand};
use super::scheme::Rule;
use super::truth::{Answer, Truth};
use makegood_units::BusinessDate;
use std::collections::BTreeSet;

/// A loan on its way through the classes.
pub(super) struct Walk<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) day: BusinessDate,
    pub(super) span: usize,
    pub(super) quiets: Vec<Quiet>,
    /// The classes the loan may be in, best first.
    pub(super) stands: Vec<Stand>,
    /// What would settle which of them.
    missing: BTreeSet<String>,
    /// Whether the last step met a condition it could not answer.
    pub(super) in_doubt: bool,
    /// The rule that led to each class last, and where it led from.
    led: Vec<(usize, Led)>,
}

/// A rule that fired, and the class it fired in.
#[derive(Clone, Copy)]
pub(super) struct Led {
    pub(super) rule: usize,
    pub(super) from: Stand,
}

/// Where following the rules from one class ends.
struct End {
    stand: Stand,
    led: Option<Led>,
}

impl<'a> Walk<'a> {
    /// At the loan's first day, before any rule.
    pub(super) fn new(facts: &'a Facts<'a>) -> Self {
        // A signal that was never there has been away for any time that is asked for.
        let dawn = BusinessDate::try_from_ymd(1, 1, 1);
        let quiet = || Quiet { sure: dawn, possible: dawn, missing: BTreeSet::new() };
        Self {
            facts,
            day: facts.start,
            span: 0,
            quiets: facts.scheme.signals.iter().map(|_| quiet()).collect(),
            stands: vec![Stand { class: 0, entered: None }],
            missing: BTreeSet::new(),
            in_doubt: false,
            led: Vec::new(),
        }
    }

    pub(super) fn moment(&self) -> Moment<'_> {
        Moment { facts: self.facts, day: self.day, span: self.span, quiets: &self.quiets }
    }

    /// Takes in one day.
    pub(super) fn step(&mut self, day: BusinessDate) {
        self.day = day;
        let spans = self.facts.past.spans;
        while spans.get(self.span).and_then(|span| span.to).is_some_and(|to| to <= day) {
            self.span += 1;
        }
        self.take_signals();
        self.in_doubt = false;
        self.led.clear();
        let mut ends: Vec<End> = Vec::new();
        for stand in std::mem::take(&mut self.stands) {
            self.follow(vec![(stand, None)], &mut ends);
        }
        for end in ends {
            self.stand(end);
        }
        self.stands.sort_by_key(|stand| stand.class);
        let settled = matches!(self.stands[..], [stand] if stand.entered.is_none_or(|(one, other)| one == other));
        if settled {
            self.missing.clear();
        }
    }

    fn take_signals(&mut self) {
        for (place, signal) in self.facts.scheme.signals.iter().enumerate() {
            let answer = Answer::any(signal.any.iter().map(|condition| self.moment().answer(condition, None)));
            let day = self.day;
            let Some(quiet) = self.quiets.get_mut(place) else { continue };
            quiet.sure = quiet.sure.or(Some(day)).filter(|_| answer.truth == Truth::No);
            quiet.possible = quiet.possible.or(Some(day)).filter(|_| answer.truth != Truth::Yes);
            quiet.missing.extend(answer.missing);
            if quiet.sure == quiet.possible {
                quiet.missing.clear();
            }
        }
    }

    /// Follows the rules from the last class of a path that was gone on this day.
    fn follow(&mut self, path: Vec<(Stand, Option<Led>)>, ends: &mut Vec<End>) {
        let Some((stand, led)) = path.last().copied() else { return };
        let mut stays = true;
        let facts = self.facts;
        for (place, rule) in facts.leading_from(stand.class) {
            let answer = self.fires(rule, stand);
            if answer.truth == Truth::No {
                continue;
            }
            if answer.truth == Truth::Unknown {
                self.in_doubt = true;
                self.missing.extend(answer.missing);
            }
            let next = Stand { class: rule.to, entered: Some((self.day, self.day)) };
            let step = (next, Some(Led { rule: place, from: stand }));
            match path.iter().position(|(gone, _)| gone.class == rule.to) {
                Some(begun) => ends.extend(worst(path.iter().skip(begun).chain([&step]), &path)),
                None => self.follow(path.iter().copied().chain([step]).collect(), ends),
            }
            if answer.truth == Truth::Yes {
                stays = false;
                break;
            }
        }
        if stays {
            ends.push(End { stand, led });
        }
    }

    fn fires(&self, rule: &Rule, stand: Stand) -> Answer {
        let moment = self.moment();
        let when = rule.when.iter().map(|condition| moment.answer(condition, Some(stand)));
        let unless = rule.unless.iter().map(|condition| moment.answer(condition, Some(stand)).not());
        Answer::all(when.chain(unless))
    }

    /// Notes a class the loan may be in. Two ways into one class are one stand that was
    /// entered between the days of both.
    fn stand(&mut self, end: End) {
        let start = self.facts.start;
        if let Some(led) = end.led {
            self.led.push((end.stand.class, led));
        }
        match self.stands.iter_mut().find(|stand| stand.class == end.stand.class) {
            Some(stand) if *stand == end.stand => {}
            Some(stand) => {
                let (one, other) =
                    (stand.entered.unwrap_or((start, start)), end.stand.entered.unwrap_or((start, start)));
                stand.entered = Some((one.0.min(other.0), one.1.max(other.1)));
            }
            None => self.stands.push(end.stand),
        }
    }

    /// Whether the loan is still, and surely, in a class.
    pub(super) fn is_still(&self, class: &Class) -> bool {
        let [stand] = self.stands[..] else { return false };
        class.name() == self.facts.scheme.classes.get(stand.class).map(|class| class.name.as_str())
    }

    /// The class on the day last taken in.
    pub(super) fn class(&self) -> Class {
        let name = |stand: &Stand| self.facts.scheme.classes.get(stand.class).map(|class| class.name.clone());
        let mut between: Vec<String> = self.stands.iter().filter_map(name).collect();
        match (between.len(), between.pop()) {
            (1, Some(name)) => Class::Known(name),
            (_, last) => {
                between.extend(last);
                Class::Unknown { between, missing: self.missing.iter().cloned().collect() }
            }
        }
    }

    /// The rule that led to the worst class the loan may be in, on the day last taken in.
    pub(super) fn led(&self) -> Option<Led> {
        let worst = self.stands.last()?;
        self.led.iter().rev().find(|(class, _)| *class == worst.class).or(self.led.last()).map(|(_, led)| *led)
    }
}

/// The end of a path that came back to a class it had gone through: the worst class of
/// the circle. The class the day began in was not left at all.
fn worst<'p>(circle: impl Iterator<Item = &'p (Stand, Option<Led>)>, path: &[(Stand, Option<Led>)]) -> Option<End> {
    let (stand, led) = circle.copied().max_by_key(|(stand, _)| stand.class)?;
    match path.first() {
        Some((first, _)) if first.class == stand.class => Some(End { stand: *first, led: None }),
        _ => Some(End { stand, led }),
    }
}
