//! What stood on a day, read from the spans.

use super::terms::Base;
use super::{Grace, GraceRuns, PenaltyError};
use crate::Span;
use makegood_units::{Amount, BusinessDate};
use std::collections::BTreeSet;

/// The spans of a loan, checked to be one past.
pub(super) struct Days<'a> {
    spans: &'a [Span],
    counts_payment: bool,
}

impl<'a> Days<'a> {
    pub(super) fn try_new(spans: &'a [Span], counts_payment: bool) -> Result<Self, PenaltyError> {
        for (at, span) in spans.iter().enumerate() {
            let day = span.from;
            let is_last = at + 1 == spans.len();
            let ends = span.to.map_or(is_last, |to| to > day);
            let follows = spans.get(at + 1).is_none_or(|next| span.to == Some(next.from));
            if !ends || !follows {
                return Err(PenaltyError::Spans { day });
            }
        }
        Ok(Self { spans, counts_payment })
    }

    /// The first and the last day on which anything can accrue.
    pub(super) fn range(&self, until: BusinessDate) -> Option<(BusinessDate, BusinessDate)> {
        let (first, last) = (self.spans.first()?, self.spans.last()?);
        // The day a past ends on can still be the counted day of a payment.
        Some((first.from, last.to.map_or(until, |to| to.min(until))))
    }

    /// The due date the earliest arrears run from.
    pub(super) fn first_since(&self) -> Option<BusinessDate> {
        self.spans.iter().find_map(|span| span.arrears.since)
    }

    /// The span that holds a day.
    pub(super) fn span(&self, day: BusinessDate) -> Option<&'a Span> {
        let after = self.spans.partition_point(|span| span.from <= day);
        self.spans.get(after.checked_sub(1)?).filter(|span| span.holds(day))
    }

    /// The span whose figure counts on the day: that of the day before when it was
    /// larger and the day of a payment counts. When something falls overdue and
    /// money comes on the same day, the larger of the two sums counts, never both.
    pub(super) fn larger(
        &self,
        day: BusinessDate,
        figure: impl Fn(&Span) -> Result<Amount, PenaltyError>,
    ) -> Result<(Amount, Option<&'a Span>), PenaltyError> {
        let now = self.span(day);
        let stood = now.map_or(Ok(Amount::ZERO), &figure)?;
        let before = self.span(day.plus_days(-1)).filter(|_| self.counts_payment);
        if let Some(before) = before {
            let was = figure(before)?;
            if was > stood {
                return Ok((was, Some(before)));
            }
        }
        Ok((stood, now))
    }

    /// What bears interest on the day, and the due date it is overdue since.
    pub(super) fn base(&self, day: BusinessDate, base: &Base) -> Result<(Amount, Option<BusinessDate>), PenaltyError> {
        let (amount, span) = self.larger(day, |span| base.amount(span))?;
        Ok((amount, span.and_then(|span| span.arrears.since)))
    }

    /// The due dates whose arrears outlast grace by `until`.
    fn outlasting(&self, grace: Grace, until: BusinessDate) -> BTreeSet<BusinessDate> {
        let outlasts = |span: &Span| {
            let since = span.arrears.since?;
            let end = span.to.map(|to| if self.counts_payment { to } else { to.plus_days(-1) });
            let last = end.map_or(until, |end| end.min(until));
            (span.from <= until && last.days_since(since) > i32::from(grace.days)).then_some(since)
        };
        self.spans.iter().filter_map(outlasts).collect()
    }

    /// Who is past grace.
    pub(super) fn past_grace(&self, grace: Grace, until: BusinessDate) -> PastGrace {
        match grace.runs {
            GraceRuns::FromEndOfGrace => PastGrace::Beyond(i32::from(grace.days)),
            GraceRuns::FromDueDate => PastGrace::Since(self.outlasting(grace, until)),
        }
    }
}

/// From when penalty interest runs.
pub(super) enum PastGrace {
    /// Beyond so many days past due.
    Beyond(i32),
    /// From the due date, for these due dates.
    Since(BTreeSet<BusinessDate>),
}

impl PastGrace {
    pub(super) fn runs(&self, day: BusinessDate, since: BusinessDate) -> bool {
        match self {
            Self::Beyond(days) => day.days_since(since) > *days,
            Self::Since(all) => all.contains(&since),
        }
    }
}
