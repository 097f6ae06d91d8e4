//! The conditions of a scheme, answered on one day.

use super::count::Counted;
use super::months::{months_after, months_between};
use super::past::{Mark, Past};
use super::scheme::{Anchor, Condition, Rule, Scheme, Silence};
use super::truth::{Answer, Truth};
use crate::BookError;
use makegood_units::{BusinessDate, Decimal};
use std::collections::BTreeSet;

/// A loan's past, arranged for one scheme.
pub(super) struct Facts<'a> {
    pub(super) scheme: &'a Scheme,
    pub(super) past: &'a Past<'a>,
    /// Marks by kind, in the order of their days.
    pub(super) marks: Vec<Vec<&'a Mark>>,
    pub(super) counted: Vec<Counted>,
    /// The loan's first day.
    pub(super) start: BusinessDate,
    /// By class, the rules that lead from it: the worst target first, then as they
    /// stand in the file.
    leading: Vec<Vec<(usize, &'a Rule)>>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(scheme: &'a Scheme, past: &'a Past<'a>, start: BusinessDate) -> Result<Self, BookError> {
        let of = |name: &str| {
            let mut marks: Vec<&Mark> = past.marks.iter().filter(|mark| mark.kind == name).collect();
            marks.sort_by(|one, two| {
                (one.on, one.until, one.percent, &one.fact).cmp(&(two.on, two.until, two.percent, &two.fact))
            });
            marks
        };
        let marks: Vec<Vec<&Mark>> = scheme.marks.iter().map(|kind| of(&kind.name)).collect();
        let count = |counter| Counted::new(counter, scheme, past, &marks);
        let counted = scheme.counters.iter().map(count).collect::<Result<_, _>>()?;
        let leading = |class: usize| {
            let rules = scheme.rules.iter().enumerate();
            let mut leading: Vec<_> = rules.filter(|(_, rule)| rule.from.contains(&class)).collect();
            leading.sort_by_key(|(place, rule)| (std::cmp::Reverse(rule.to), *place));
            leading
        };
        let leading = (0..scheme.classes.len()).map(leading).collect();
        Ok(Self { scheme, past, marks, counted, start, leading })
    }

    /// The rules that lead from a class, in the order they are asked.
    pub(super) fn leading_from(&self, class: usize) -> impl Iterator<Item = (usize, &'a Rule)> {
        self.leading.get(class).into_iter().flatten().copied()
    }

    /// Marks of a kind that have begun by the day.
    pub(super) fn begun(&self, mark: usize, day: BusinessDate) -> impl DoubleEndedIterator<Item = &'a Mark> {
        self.marks.get(mark).into_iter().flatten().copied().filter(move |mark| mark.on <= day)
    }

    /// What to ask for when nothing of a kind was delivered and nobody looked.
    fn silent(&self, mark: usize, day: BusinessDate) -> Option<String> {
        let kind = self.scheme.marks.get(mark)?;
        let told = self.past.told.contains(&kind.name.as_str());
        let silent = kind.silence == Silence::Unknown && !told && self.begun(mark, day).next().is_none();
        silent.then(|| format!("whether there was {}", kind.says))
    }
}

/// A signal's present run of days without it.
#[derive(Clone, Debug)]
pub(super) struct Quiet {
    /// The first day of the run in which it surely was not there.
    pub(super) sure: Option<BusinessDate>,
    /// The first day of the run in which it may not have been there.
    pub(super) possible: Option<BusinessDate>,
    pub(super) missing: BTreeSet<String>,
}

/// A class the loan may be in, and the days between which it was entered; none when
/// the loan began in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stand {
    pub(super) class: usize,
    pub(super) entered: Option<(BusinessDate, BusinessDate)>,
}

/// The days a time can run from: at the earliest, and at the latest when it surely
/// runs at all.
#[derive(Clone, Copy)]
pub(super) struct Since {
    pub(super) earliest: Option<BusinessDate>,
    pub(super) latest: Option<BusinessDate>,
}

impl Since {
    const NEVER: Self = Self { earliest: None, latest: None };

    const fn exactly(day: BusinessDate) -> Self {
        Self { earliest: Some(day), latest: Some(day) }
    }
}

/// One day of one loan.
pub(super) struct Moment<'m> {
    pub(super) facts: &'m Facts<'m>,
    pub(super) day: BusinessDate,
    /// The place of the span that holds the day.
    pub(super) span: usize,
    pub(super) quiets: &'m [Quiet],
}

impl Moment<'_> {
    /// Answers one condition for a loan that stands in a class. Signals have no class.
    pub(super) fn answer(&self, condition: &Condition, stand: Option<Stand>) -> Answer {
        match condition {
            Condition::Days { counter, bounds } => {
                let Some(counted) = self.facts.counted.get(*counter) else { return Answer::new(Truth::No, []) };
                let (least, most) = counted.on(self.span, self.day);
                Answer::all(bounds.iter().map(|bound| {
                    let (one, other) = (bound.holds(least), bound.holds(most));
                    Answer::new(Truth::between(one && other, one || other), counted.missing(self.span))
                }))
            }
            Condition::Arrears { some } => {
                let span = self.facts.past.spans.get(self.span);
                let there = span.is_some_and(|span| span.arrears.since.is_some());
                Answer::new(Truth::between(there == *some, false), [])
            }
            Condition::Mark { mark, after_entry, more_than_percent } => {
                self.marked(*mark, stand.filter(|_| *after_entry), *more_than_percent)
            }
            Condition::Signal(signal) => self.signal(*signal),
            Condition::Months { at_least, since } => {
                let since = self.since(since, stand);
                let over = |anchor: BusinessDate| months_after(anchor, *at_least).is_some_and(|day| day <= self.day);
                let truth = Truth::between(since.latest.is_some_and(over), since.earliest.is_some_and(over));
                Answer::new(truth, self.missing_of(condition))
            }
            Condition::Never { signal, since } => self.never(*signal, self.since(since, stand), condition),
            Condition::Share { mark, at_least_percent, since } => {
                if let Some(missing) = self.facts.silent(*mark, self.day) {
                    return Answer::new(Truth::Unknown, [missing]);
                }
                let truth = match self.since(since, stand) {
                    Since { earliest: None, .. } => Truth::No,
                    Since { earliest: Some(one), latest: Some(other) } if one == other => {
                        let (met, months) = self.share(*mark, one);
                        Truth::between(months > 0 && met * 100 >= u64::from(*at_least_percent) * months, false)
                    }
                    _ => Truth::Unknown,
                };
                Answer::new(truth, self.missing_of(condition))
            }
            Condition::Count { mark, at_least, since } => {
                if let Some(missing) = self.facts.silent(*mark, self.day) {
                    return Answer::new(Truth::Unknown, [missing]);
                }
                let since = self.since(since, stand);
                let enough = |anchor: BusinessDate| {
                    let after = self.facts.begun(*mark, self.day).filter(|mark| mark.on > anchor).count();
                    u32::try_from(after).is_ok_and(|after| after >= *at_least)
                };
                let truth = Truth::between(since.latest.is_some_and(enough), since.earliest.is_some_and(enough));
                Answer::new(truth, self.missing_of(condition))
            }
        }
    }

    fn marked(&self, kind: usize, entered: Option<Stand>, more_than: Option<Decimal>) -> Answer {
        let (mut sure, mut possible) = (false, false);
        let mut missing: Vec<String> = self.facts.silent(kind, self.day).into_iter().collect();
        for mark in self.facts.begun(kind, self.day).filter(|mark| mark.holds(self.day)) {
            let (earliest, latest) = entered.and_then(|stand| stand.entered).unwrap_or((mark.on, mark.on));
            let enough = |least: Decimal| mark.percent.map(|percent| percent > least);
            let figure = more_than.map_or(Some(true), enough);
            if mark.on < earliest || figure == Some(false) {
                continue;
            }
            possible = true;
            sure |= mark.on >= latest && figure == Some(true);
            if figure.is_none() {
                let says = self.facts.scheme.marks.get(kind).map_or("", |kind| kind.says.as_str());
                missing.push(format!("the percentage of {says} on {}", mark.on));
            }
        }
        possible |= self.facts.silent(kind, self.day).is_some();
        Answer::new(Truth::between(sure, possible), missing)
    }

    fn signal(&self, signal: usize) -> Answer {
        let Some(quiet) = self.quiets.get(signal) else { return Answer::new(Truth::No, []) };
        Answer::new(Truth::between(quiet.possible.is_none(), quiet.sure.is_none()), quiet.missing.iter().cloned())
    }

    /// Whether a signal has been away since the anchor, that day included.
    fn never(&self, signal: usize, since: Since, condition: &Condition) -> Answer {
        let Some(quiet) = self.quiets.get(signal) else { return Answer::new(Truth::No, []) };
        let away = |quiet: Option<BusinessDate>, anchor: Option<BusinessDate>| match (quiet, anchor) {
            (Some(quiet), Some(anchor)) => quiet <= anchor,
            _ => false,
        };
        // It surely was away when even the earliest anchor lies in the sure run.
        let sure = since.latest.is_some() && away(quiet.sure, since.earliest);
        let open_ended = since.latest.is_none() && since.earliest.is_some() && quiet.possible.is_some();
        let possible = away(quiet.possible, since.latest) || open_ended;
        Answer::new(Truth::between(sure, sure || possible), self.missing_of(condition))
    }

    /// Of the months completed since the anchor, those in which a mark of the kind
    /// begins, and how many there are. A month holds the day that completes it, so a
    /// payment on the corresponding day belongs to the month it ends.
    pub(super) fn share(&self, mark: usize, anchor: BusinessDate) -> (u64, u64) {
        let months = months_between(anchor, self.day);
        let end = months_after(anchor, months).unwrap_or(anchor);
        let within = self.facts.begun(mark, self.day).filter(|mark| anchor < mark.on && mark.on <= end);
        let met: BTreeSet<u32> = within.map(|mark| months_between(anchor, mark.on.plus_days(-1))).collect();
        (met.len() as u64, u64::from(months))
    }

    /// The latest of the anchors that exist.
    pub(super) fn since(&self, anchors: &[Anchor], stand: Option<Stand>) -> Since {
        let mut latest: Option<Since> = None;
        for anchor in anchors {
            let Some(one) = self.anchor(*anchor, stand) else { continue };
            latest = Some(match latest {
                None => one,
                Some(other) => Since {
                    earliest: one.earliest.zip(other.earliest).map(|(one, other)| one.max(other)),
                    latest: one.latest.zip(other.latest).map(|(one, other)| one.max(other)),
                },
            });
        }
        latest.unwrap_or(Since::NEVER)
    }

    /// One anchor; none when there is no such mark.
    fn anchor(&self, anchor: Anchor, stand: Option<Stand>) -> Option<Since> {
        match anchor {
            Anchor::Entry => {
                let (earliest, latest) =
                    stand.and_then(|stand| stand.entered).unwrap_or((self.facts.start, self.facts.start));
                Some(Since { earliest: Some(earliest), latest: Some(latest) })
            }
            Anchor::Mark(mark) => self.facts.begun(mark, self.day).next_back().map(|mark| Since::exactly(mark.on)),
            Anchor::End(mark) => {
                let mut ends: Vec<_> = self.facts.begun(mark, self.day).map(|mark| mark.until).collect();
                ends.sort();
                match (ends.first().copied()?, ends.last().copied()?) {
                    (Some(_), Some(end)) => Some(Since::exactly(end)),
                    _ => Some(Since::NEVER),
                }
            }
            Anchor::Quiet(signal) => {
                let quiet = self.quiets.get(signal)?;
                Some(Since { earliest: quiet.possible, latest: quiet.sure })
            }
        }
    }

    /// What is missing behind the signals a condition is timed by.
    fn missing_of(&self, condition: &Condition) -> BTreeSet<String> {
        let quiet = |anchor: &Anchor| if let Anchor::Quiet(signal) = anchor { Some(*signal) } else { None };
        let (own, since) = match condition {
            Condition::Never { signal, since } => (Some(*signal), since.as_slice()),
            Condition::Months { since, .. } | Condition::Share { since, .. } | Condition::Count { since, .. } => {
                (None, since.as_slice())
            }
            _ => (None, [].as_slice()),
        };
        let signals = own.into_iter().chain(since.iter().filter_map(quiet));
        signals.filter_map(|signal| self.quiets.get(signal)).flat_map(|quiet| quiet.missing.iter().cloned()).collect()
    }
}
