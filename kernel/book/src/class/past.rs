//! What a scheme reads of one loan.

use crate::Span;
use makegood_units::{BusinessDate, Currency, Decimal, FactId};
use serde::{Deserialize, Serialize};

/// A dated fact about the loan that is not in its amounts: forbearance granted, a
/// period of grace, bankruptcy, unlikeliness to pay, a payment of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The kind, one of those the scheme reads; others are passed over.
    pub kind: String,
    /// The first day.
    pub on: BusinessDate,
    /// The last day; none while it lasts.
    pub until: Option<BusinessDate>,
    /// Its figure in percent, such as the loss of net present value by a forbearance.
    pub percent: Option<Decimal>,
    /// The recorded fact it comes from.
    pub fact: FactId,
}

impl Mark {
    /// A fact of a day that lasts and has no figure.
    pub fn new(kind: &str, on: BusinessDate, fact: FactId) -> Self {
        Self { kind: kind.to_owned(), on, until: None, percent: None, fact }
    }

    /// Whether it is in force on the day.
    pub fn holds(&self, day: BusinessDate) -> bool {
        self.on <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// The past of one loan, and its known future: spans and marks after the day that is
/// asked for do not touch the class of that day.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The kind of exposure where limits differ by it, such as `retail`.
    pub portfolio: Option<&'a str>,
    /// The loan's life, gapless and in order, folded with the scheme's `due_day`.
    pub spans: &'a [Span],
    /// Dated facts, in any order.
    pub marks: &'a [Mark],
    /// Kinds of marks that were looked for, so that none delivered means there is none.
    pub told: &'a [&'a str],
}

/// Why a loan's classes cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClassError {
    /// A span does not begin where the one before it ends.
    #[error("the spans of a loan follow each other without gap or overlap; the one from {from} does not")]
    SpansBroken {
        /// The first day of the span.
        from: BusinessDate,
    },
    /// Arrears without a day they run from, or a day without arrears.
    #[error("the span from {from} has arrears without a day they are due since, or such a day without arrears")]
    ArrearsUndated {
        /// The first day of the span.
        from: BusinessDate,
    },
    /// A mark ends before it begins.
    #[error("the mark {kind:?} of {on} ends before it begins")]
    MarkBackwards {
        /// Its kind.
        kind: String,
        /// Its first day.
        on: BusinessDate,
    },
    /// The amounts do not fit.
    #[error(transparent)]
    Book(#[from] crate::BookError),
}

impl Past<'_> {
    pub(super) fn check(&self) -> Result<(), ClassError> {
        let mut ended = self.spans.first().map(|span| span.from);
        for span in self.spans {
            let empty = span.to.is_some_and(|to| to <= span.from);
            if ended != Some(span.from) || empty {
                return Err(ClassError::SpansBroken { from: span.from });
            }
            if span.arrears.owed.total()?.is_zero() == span.arrears.since.is_some() {
                return Err(ClassError::ArrearsUndated { from: span.from });
            }
            span.outstanding.total()?;
            ended = span.to;
        }
        match self.marks.iter().find(|mark| mark.until.is_some_and(|until| until < mark.on)) {
            Some(mark) => Err(ClassError::MarkBackwards { kind: mark.kind.clone(), on: mark.on }),
            None => Ok(()),
        }
    }
}
