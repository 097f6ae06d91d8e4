//! What happened to a loan beside its schedule and its payments.
//!
//! Each event is a fact with two dates: the day it is true from (`effective_on`) and
//! the day the lender's books learnt of it (`entered_on`). Nothing is overwritten: an
//! event that should not have been is answered by [`Happened::Undone`].

use crate::apply::Moment;
use crate::{Component, Split};
use makegood_units::{Amount, BusinessDate, Decimal, LoanEventId, LoanId, PaymentId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One event in the life of a loan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanEvent {
    /// The lender's number of the event.
    pub id: LoanEventId,
    /// The loan it happened to.
    pub loan: LoanId,
    /// The day it is true from.
    pub effective_on: BusinessDate,
    /// The day the lender's books learnt of it.
    pub entered_on: BusinessDate,
    /// What happened.
    #[serde(flatten)]
    pub happened: Happened,
}

impl LoanEvent {
    /// Its place in the life of the loan.
    pub(crate) fn moment(&self) -> Moment {
        Moment { on: self.effective_on, entered_on: self.entered_on }
    }

    /// The days on which it changes something by itself.
    pub(crate) fn days(&self) -> Vec<BusinessDate> {
        let on = self.effective_on;
        match self.happened {
            Happened::Paused { to } => vec![on, to.max(on).plus_days(1)],
            Happened::InterestPaused { to, .. } => vec![on, to],
            Happened::Resumed => vec![on, on.plus_days(1)],
            Happened::Accelerated { cure_until } => vec![on, cure_until.plus_days(1)],
            // It opens to money held over, falls due, and is past due by either convention.
            Happened::Charged { due_on, .. } => {
                vec![on, self.entered_on.min(due_on), due_on, due_on.plus_days(1)]
            }
            Happened::ChargedBack { .. } => vec![on, on.plus_days(1)],
            _ => vec![on],
        }
    }
}

/// The events that are void on a day, of those the lender's books `knew`. The last word
/// counts: an event whose undoing was undone in its turn holds again.
pub(crate) fn void_on(
    events: &[LoanEvent],
    day: BusinessDate,
    knew: impl Fn(&LoanEvent) -> bool,
) -> BTreeSet<&LoanEventId> {
    let undoing = |event: &&LoanEvent| event.effective_on <= day && knew(event);
    let mut undoing: Vec<&LoanEvent> = events.iter().filter(undoing).collect();
    undoing.sort_by_key(|event| (event.entered_on, event.effective_on));
    let mut void = BTreeSet::new();
    for event in undoing.into_iter().rev() {
        if let Happened::Undone { event: undone } = &event.happened
            && !void.contains(&event.id)
        {
            void.insert(undone);
        }
    }
    void
}

/// How unpaid instalments were replaced by others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restructuring {
    /// Ageing starts anew: what is unpaid falls due later, under new dates.
    ReAge,
    /// What is unpaid is spread anew over the dates that remain.
    ReAmortise,
    /// New dates and new amounts, as agreed.
    Reschedule,
}

impl Restructuring {
    /// What was done, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ReAge => "Re-aged",
            Self::ReAmortise => "Spread anew",
            Self::Reschedule => "Rescheduled",
        }
    }
}

/// What becomes of contract interest that a pause keeps from falling due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PausedInterest {
    /// It is never owed.
    Forgiven,
    /// It falls due with the last instalment.
    Deferred,
}

/// A dated truth about a loan that is not in its amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanMark {
    /// Its kind: one that a scheme of classes reads, the id of a penalty stop, or
    /// [`LoanMark::SETTLEMENT`].
    pub mark: String,
    /// The last day; none while it lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<BusinessDate>,
    /// Its figure in per cent, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Decimal>,
}

impl LoanMark {
    /// The mark of an agreed settlement.
    pub const SETTLEMENT: &str = "settlement";

    /// Whether it lasts to the day. Its first day is that of its event.
    pub fn holds(&self, day: BusinessDate) -> bool {
        self.until.is_none_or(|until| day <= until)
    }

    /// Whether it says that a settlement was agreed.
    pub fn is_settlement(&self) -> bool {
        self.mark == Self::SETTLEMENT
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "happened", rename_all = "snake_case")]
pub enum Happened {
    /// A payment turned out never to have been received. It counts for nothing, on any day.
    Reversed {
        /// The payment.
        payment: PaymentId,
    },
    /// The payer's bank took money back. It is owed again, as principal, from the
    /// effective day; the payment itself stays.
    ChargedBack {
        /// How much, in minor units.
        amount: Amount,
    },
    /// A fee, a penalty or a cost of enforcement was charged.
    Charged {
        /// Of which component it is.
        component: Component,
        /// How much, in minor units.
        amount: Amount,
        /// The day it falls due.
        due_on: BusinessDate,
        /// The instalment it is added to; none when it stands by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instalment: Option<u32>,
    },
    /// Delinquent days do not count from the effective day to this one.
    Paused {
        /// The last day; the count moves again the day after.
        to: BusinessDate,
    },
    /// The pause that holds on the effective day ends with it.
    Resumed,
    /// Contract interest does not run from the effective day to the day before this one.
    InterestPaused {
        /// The day it runs again.
        to: BusinessDate,
        /// What becomes of it.
        paused: PausedInterest,
    },
    /// What was unpaid on the effective day was replaced by the instalments that name
    /// this event.
    Restructured {
        /// How.
        how: Restructuring,
    },
    /// The whole debt was called due, unless the arrears are paid by the end of the
    /// cure period. The effective day is that of the notice. Principal and what had
    /// fallen due are called; contract interest scheduled for later is not earned.
    Accelerated {
        /// The last day on which paying the arrears undoes the call.
        cure_until: BusinessDate,
    },
    /// A part was taken off the lender's accounts. The debt remains.
    WrittenOff {
        /// How much of each component.
        off: Split,
    },
    /// All was taken off the lender's accounts. The debt remains; what comes in from
    /// the effective day is a recovery.
    ChargedOff,
    /// Another creditor owns the loan from the effective day.
    Transferred {
        /// The new owner, in the lender's words.
        to: String,
    },
    /// Something that is true of the loan from the effective day on: forbearance, an
    /// agreed settlement, a stop of the penalty clock, whatever a scheme reads.
    Marked(LoanMark),
    /// An earlier event is void from the effective day.
    Undone {
        /// The event.
        event: LoanEventId,
    },
}
