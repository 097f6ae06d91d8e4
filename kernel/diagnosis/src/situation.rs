//! The situations, and the beliefs they are read from.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a borrower is behind, as a class of cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Situation {
    /// The lender may be wrong, or the debt is disputed. First, whatever else is so.
    #[serde(rename = "S0")]
    LenderMatter,
    /// Able, but forgetful or careless.
    #[serde(rename = "S1a")]
    Careless,
    /// Able, and unwilling.
    #[serde(rename = "S1b")]
    Unwilling,
    /// Short for now, good in the long run.
    #[serde(rename = "S2")]
    TemporaryShortage,
    /// Able to pay less, for good.
    #[serde(rename = "S3")]
    ReducedAbility,
    /// Unable, and evading.
    #[serde(rename = "S4")]
    Evasive,
    /// Not known yet: ask.
    #[serde(rename = "undetermined")]
    Undetermined,
}

impl Situation {
    /// Every situation, in the order of the codes.
    pub const ALL: [Self; 7] = [
        Self::LenderMatter,
        Self::Careless,
        Self::Unwilling,
        Self::TemporaryShortage,
        Self::ReducedAbility,
        Self::Evasive,
        Self::Undetermined,
    ];

    /// The short code: `S0` to `S4`, or `undetermined`.
    pub fn code(self) -> &'static str {
        match self {
            Self::LenderMatter => "S0",
            Self::Careless => "S1a",
            Self::Unwilling => "S1b",
            Self::TemporaryShortage => "S2",
            Self::ReducedAbility => "S3",
            Self::Evasive => "S4",
            Self::Undetermined => "undetermined",
        }
    }

    /// What it means, for staff. Not for letters to the borrower.
    pub fn words(self) -> &'static str {
        match self {
            Self::LenderMatter => "lender error or dispute",
            Self::Careless => "able, careless",
            Self::Unwilling => "able, unwilling",
            Self::TemporaryShortage => "temporary shortage",
            Self::ReducedAbility => "durably reduced ability",
            Self::Evasive => "unable and evasive",
            Self::Undetermined => "undetermined",
        }
    }

    /// Whether it says something of what somebody means to do. Said only of acts, agreed to
    /// by a second person, and open to an appeal.
    pub fn is_of_intent(self) -> bool {
        matches!(self, Self::Unwilling | Self::Evasive)
    }

    /// Which way each belief points in this situation: +1 yes, -1 no, 0 either.
    pub(crate) fn signature(self) -> [i32; 3] {
        match self {
            Self::Careless => [1, 0, 1],
            Self::Unwilling => [1, 0, -1],
            Self::TemporaryShortage => [-1, 1, 1],
            Self::ReducedAbility => [0, -1, 1],
            Self::Evasive => [0, -1, -1],
            Self::LenderMatter | Self::Undetermined => [1, 1, 1],
        }
    }
}

impl fmt::Display for Situation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One of the three beliefs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Able to pay this month.
    AbleNow,
    /// Able to pay in the long run.
    AbleDurably,
    /// Willing to pay.
    Willing,
}

impl Axis {
    /// All three, in the order of every table.
    pub const ALL: [Self; 3] = [Self::AbleNow, Self::AbleDurably, Self::Willing];

    /// Its name in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::AbleNow => "able this month",
            Self::AbleDurably => "durably able",
            Self::Willing => "willing",
        }
    }

    /// The two lines at which a belief tells situations apart, in basis points: below the
    /// first it speaks against, from the second on it speaks for.
    pub fn lines(self) -> [i32; 2] {
        match self {
            Self::AbleNow => [4_500, 6_000],
            Self::AbleDurably | Self::Willing => [3_500, 5_000],
        }
    }
}

/// The three beliefs, as probabilities in basis points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axes {
    /// Able to pay this month.
    pub able_now_bp: i32,
    /// Able to pay in the long run.
    pub able_durably_bp: i32,
    /// Willing to pay.
    pub willing_bp: i32,
}

impl Axes {
    /// One of them, in basis points.
    pub fn of(self, axis: Axis) -> i32 {
        match axis {
            Axis::AbleNow => self.able_now_bp,
            Axis::AbleDurably => self.able_durably_bp,
            Axis::Willing => self.willing_bp,
        }
    }

    /// The situation these beliefs point to, by the first threshold that holds.
    ///
    /// Whether the evidence is enough to say so is another matter: see the gate in
    /// [`crate::diagnose`].
    pub fn points_to(self) -> Situation {
        let low = |axis: Axis| self.of(axis) < axis.lines()[0];
        let high = |axis: Axis| self.of(axis) >= axis.lines()[1];
        let (now, durably, willing) = (Axis::AbleNow, Axis::AbleDurably, Axis::Willing);
        if low(willing) && low(durably) {
            Situation::Evasive
        } else if high(now) && !high(willing) {
            Situation::Unwilling
        } else if high(now) {
            Situation::Careless
        } else if low(durably) {
            Situation::ReducedAbility
        } else if low(now) && high(durably) && high(willing) {
            Situation::TemporaryShortage
        } else {
            Situation::Undetermined
        }
    }
}
