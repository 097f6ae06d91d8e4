//! Counts of days by a scheme's counters, exact on any day of a span.

use super::past::{Mark, Past};
use super::scheme::{Counter, Counts, Limits, Scheme};
use super::truth::Truth;
use crate::{BookError, Span};
use makegood_units::{BusinessDate, Decimal};

/// One counter over one loan's past.
pub(super) struct Counted {
    /// For each span, the first day counted.
    runs: Vec<Run>,
    /// Spans of days that are not counted, in order, apart from each other.
    still: Vec<(BusinessDate, Option<BusinessDate>)>,
    grace_days: i32,
}

/// The first day of the run that a span belongs to.
#[derive(Clone, Default)]
struct Run {
    /// When it surely counts.
    sure: Option<BusinessDate>,
    /// When it may count, because a fact is missing.
    possible: Option<BusinessDate>,
    missing: Option<String>,
}

impl Counted {
    pub(super) fn new(
        counter: &Counter,
        scheme: &Scheme,
        past: &Past<'_>,
        marks: &[Vec<&Mark>],
    ) -> Result<Self, BookError> {
        let runs = match &counter.counts {
            Counts::Overdue => past.spans.iter().map(|span| overdue(span, scheme.due_day)).collect(),
            Counts::OverLimits(limits) => over_limits(limits, past)?,
        };
        let suspending = counter.suspended_by.iter().filter_map(|mark| marks.get(*mark)).flatten();
        let still = joined(suspending.map(|mark| (mark.on.plus_days(1), mark.until)).collect());
        Ok(Self { runs, still, grace_days: counter.grace_days })
    }

    /// The least and the most the count can be on a day of the span.
    pub(super) fn on(&self, span: usize, day: BusinessDate) -> (i32, i32) {
        let Some(run) = self.runs.get(span) else { return (0, 0) };
        let count = |first: Option<BusinessDate>| first.map_or(0, |first| self.counted(first, day));
        (count(run.sure), count(run.possible))
    }

    /// What is missing to count in the span.
    pub(super) fn missing(&self, span: usize) -> Option<String> {
        self.runs.get(span).and_then(|run| run.missing.clone())
    }

    /// The first day counted, when it is certain.
    pub(super) fn since(&self, span: usize) -> Option<BusinessDate> {
        self.runs.get(span).and_then(|run| run.sure)
    }

    /// The days on which the count reaches `count`, were the span to last.
    pub(super) fn reaches(&self, span: usize, count: i32) -> impl Iterator<Item = BusinessDate> {
        let run = self.runs.get(span);
        let firsts = [run.and_then(|run| run.sure), run.and_then(|run| run.possible)];
        firsts.into_iter().flatten().filter_map(move |first| self.day_of(first, count.checked_add(self.grace_days)?))
    }

    /// Days from `first` to `day`, both counted, less those that stand still.
    fn counted(&self, first: BusinessDate, day: BusinessDate) -> i32 {
        let days = |from: BusinessDate, to: BusinessDate| (to.days_since(from) + 1).max(0);
        let still = self.still.iter().map(|(from, to)| days((*from).max(first), to.map_or(day, |to| to.min(day))));
        (days(first, day) - still.sum::<i32>() - self.grace_days).max(0)
    }

    /// The day that is the `nth` counted from `first`.
    fn day_of(&self, first: BusinessDate, nth: i32) -> Option<BusinessDate> {
        let later =
            |day: BusinessDate, by: i32| day.epoch_days().checked_add(by).and_then(BusinessDate::try_from_epoch_days);
        let mut day = later(first, nth.checked_sub(1).filter(|after| *after >= 0)?)?;
        for (from, to) in &self.still {
            if *from > day {
                break;
            }
            let left_out = match to {
                Some(to) => to.days_since((*from).max(first)) + 1,
                None => return None,
            };
            day = later(day, left_out.max(0))?;
        }
        Some(day)
    }
}

fn overdue(span: &Span, due_day: u8) -> Run {
    let first = span.arrears.since.map(|since| since.plus_days(1 - i32::from(due_day)));
    Run { sure: first, possible: first, missing: None }
}

/// Runs of spans over both limits. Spans follow each other without a gap, so a run
/// goes on as long as no span breaks it.
fn over_limits(limits: &Limits, past: &Past<'_>) -> Result<Vec<Run>, BookError> {
    let mut runs: Vec<Run> = Vec::with_capacity(past.spans.len());
    for span in past.spans {
        let (over, missing) = over(limits, past, span)?;
        let before = runs.last().cloned().unwrap_or_default();
        runs.push(Run {
            sure: before.sure.or(Some(span.from)).filter(|_| over == Truth::Yes),
            possible: before.possible.or(Some(span.from)).filter(|_| over != Truth::No),
            missing: missing.or(before.missing).filter(|_| over != Truth::No),
        });
    }
    Ok(runs)
}

/// Whether the arrears of a span lie over both limits. The smaller question is asked
/// first: what is under one limit needs no other fact.
fn over(limits: &Limits, past: &Past<'_>, span: &Span) -> Result<(Truth, Option<String>), BookError> {
    let (arrears, exposure) = (span.arrears.owed.total()?, span.outstanding.total()?);
    if arrears.is_zero() {
        return Ok((Truth::No, None));
    }
    // All that is outstanding includes what is in arrears; less than that is no figure.
    let known = exposure >= arrears;
    if known {
        // Amounts are within 64 bits and the percentage is small, so both products fit.
        let part = Decimal::from(arrears.minor()).checked_mul(Decimal::ONE_HUNDRED).ok_or(BookError::Overflow)?;
        let limit = Decimal::from(exposure.minor()).checked_mul(limits.relative_percent).ok_or(BookError::Overflow)?;
        if part <= limit {
            return Ok((Truth::No, None));
        }
    }
    let of_currency: Vec<_> = limits.absolute.iter().filter(|limit| limit.currency == past.currency).collect();
    let for_this = |portfolio: &Option<String>| portfolio.is_none() || portfolio.as_deref() == past.portfolio;
    let Some(limit) = of_currency.iter().find(|limit| for_this(&limit.portfolio)) else {
        let missing = match past.portfolio {
            _ if of_currency.is_empty() => format!("the absolute limit in {}", past.currency),
            Some(portfolio) => format!("the absolute limit for {portfolio}"),
            None => "the kind of exposure, by which the absolute limit differs".to_owned(),
        };
        return Ok((Truth::Unknown, Some(missing)));
    };
    Ok(match (arrears > limit.more_than, known) {
        (false, _) => (Truth::No, None),
        (true, true) => (Truth::Yes, None),
        (true, false) => (Truth::Unknown, Some(format!("the exposure from {}", span.from))),
    })
}

/// Overlapping and adjacent spans of days as one.
fn joined(mut spans: Vec<(BusinessDate, Option<BusinessDate>)>) -> Vec<(BusinessDate, Option<BusinessDate>)> {
    spans.retain(|(from, to)| to.is_none_or(|to| *from <= to));
    spans.sort();
    let mut joined: Vec<(BusinessDate, Option<BusinessDate>)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some((_, None)) => {}
            Some((_, Some(end))) if from <= end.plus_days(1) => match to {
                Some(to) => *end = (*end).max(to),
                None => {
                    if let Some(last) = joined.last_mut() {
                        last.1 = None;
                    }
                }
            },
            _ => joined.push((from, to)),
        }
    }
    joined
}
