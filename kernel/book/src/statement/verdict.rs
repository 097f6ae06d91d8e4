//! What a lender's figure beside ours comes to: four verdicts and no fifth.

use super::convention::DayConvention;
use makegood_units::{Amount, PaymentId};
use serde::{Deserialize, Serialize};

/// What a figure of the lender's beside ours comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Verdict {
    /// The same figure.
    Agrees,
    /// The same facts, counted another way.
    DiffersByConvention {
        /// Which way.
        which: TapeConvention,
    },
    /// Something is otherwise in their book than in ours.
    DiffersByFact {
        /// What.
        which: Apart,
    },
    /// Something it would take is missing.
    CannotTell {
        /// What.
        missing: Missing,
    },
}

/// A way of counting or stating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TapeConvention {
    /// Of days past due.
    Days(DayConvention),
    /// Of an amount.
    Amount(AmountConvention),
}

/// A way of stating an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountConvention {
    /// The amount due next leaves arrears out.
    ArrearsLeftOut,
    /// The amount due next is the arrears alone.
    ArrearsAlone,
    /// The balance holds interest not yet due as well as principal.
    InterestNotYetDueIncluded,
}

/// A fact that is otherwise in their book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// They have payments that we do not have, worth so many instalments.
    PaymentWeLack {
        /// How many instalments fewer are behind by their count.
        instalments: i64,
    },
    /// We have payments that they do not have.
    PaymentTheyLack {
        /// How many instalments more are behind by their count.
        instalments: i64,
        /// The payment of ours without which our count is theirs, when there is one.
        payment: Option<PaymentId>,
    },
    /// Their days hold fewer instalments than their own amount due.
    FewerBehindThanAmountDue {
        /// How many fewer.
        instalments: i64,
    },
    /// Their days hold more instalments than their own amount due.
    MoreBehindThanAmountDue {
        /// How many more.
        instalments: i64,
    },
    /// The oldest unpaid instalment falls due so many days later in their book.
    DueDateMoved {
        /// Days later; negative when earlier.
        days: i32,
    },
    /// They have charged the loan off; we hold it open.
    ChargedOff,
    /// They say it is paid in full; we hold it open.
    PaidInFull,
    /// They hold it open; by our book it is paid.
    PaidInOurBook,
    /// An amount differs by one scheduled payment.
    OnePayment {
        /// Their figure less ours, in minor units.
        more: Amount,
    },
    /// An amount differs.
    Amount {
        /// Their figure less ours, in minor units.
        more: Amount,
    },
}

/// What it would take to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The lender does not state the figure.
    TheirFigure,
    /// We hold no schedule and payments, nor amounts that tell it.
    OurFigure,
    /// The due day within the month: the figures are in keeping with some, not with one known.
    DueDay,
    /// Rows of the tape enough to call it a convention.
    MoreRows,
    /// A payment, a due date or a balance that would explain it.
    Cause,
}

impl Verdict {
    /// The verdict in one word, for counting.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::DiffersByConvention { .. } => "differs_by_convention",
            Self::DiffersByFact { .. } => "differs_by_fact",
            Self::CannotTell { .. } => "cannot_tell",
        }
    }

    /// The verdict in words.
    pub fn says(&self) -> String {
        match self {
            Self::Agrees => "agrees".to_owned(),
            Self::DiffersByConvention { which: TapeConvention::Days(way) } => format!("by convention: {}", way.says()),
            Self::DiffersByConvention { which: TapeConvention::Amount(way) } => {
                format!("by convention: {}", way.says())
            }
            Self::DiffersByFact { which } => format!("by fact: {}", which.says()),
            Self::CannotTell { missing } => format!("cannot tell: {}", missing.says()),
        }
    }
}

impl AmountConvention {
    fn says(self) -> &'static str {
        match self {
            Self::ArrearsLeftOut => "arrears are left out of the amount due",
            Self::ArrearsAlone => "the amount due is the arrears alone",
            Self::InterestNotYetDueIncluded => "the balance holds interest not yet due",
        }
    }
}

impl Apart {
    fn says(&self) -> String {
        match self {
            Self::PaymentWeLack { instalments } => {
                format!("they have a payment we do not have, {instalments} instalments")
            }
            Self::PaymentTheyLack { payment: Some(id), .. } => format!("they do not have payment {id}"),
            Self::PaymentTheyLack { instalments, payment: None } => {
                format!("they do not have a payment we have, {instalments} instalments")
            }
            Self::FewerBehindThanAmountDue { instalments } => {
                format!("{instalments} instalments fewer by their days than by their amount due")
            }
            Self::MoreBehindThanAmountDue { instalments } => {
                format!("{instalments} instalments more by their days than by their amount due")
            }
            Self::DueDateMoved { days } => format!("the due date is {days} days later with them"),
            Self::ChargedOff => "charged off with them, open with us".to_owned(),
            Self::PaidInFull => "paid in full with them, open with us".to_owned(),
            Self::PaidInOurBook => "open with them, paid with us".to_owned(),
            Self::OnePayment { .. } => "apart by one scheduled payment".to_owned(),
            Self::Amount { .. } => "the amounts differ".to_owned(),
        }
    }
}

impl Missing {
    fn says(self) -> &'static str {
        match self {
            Self::TheirFigure => "the lender does not state it",
            Self::OurFigure => "we hold nothing that tells it",
            Self::DueDay => "the due day within the month is not known",
            Self::MoreRows => "too few rows of this tape to call it a convention",
            Self::Cause => "no payment, due date or convention we know of explains it",
        }
    }
}

/// An amount the lender states, beside ours, in minor units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedAmount {
    /// Theirs.
    pub theirs: Option<Amount>,
    /// Ours.
    pub ours: Option<Amount>,
    /// What it comes to.
    pub verdict: Verdict,
}
