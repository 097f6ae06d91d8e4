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
    /// The situation these beliefs point to, by the first threshold that holds.
    ///
    /// Whether the evidence is enough to say so is another matter: see the gate in
    /// [`crate::diagnose`].
    pub fn points_to(self) -> Situation {
        let Self { able_now_bp: now, able_durably_bp: durably, willing_bp: willing } = self;
        if willing < 3_500 && durably < 3_500 {
            Situation::Evasive
        } else if now >= 6_000 && willing < 5_000 {
            Situation::Unwilling
        } else if now >= 6_000 {
            Situation::Careless
        } else if durably < 3_500 {
            Situation::ReducedAbility
        } else if now < 4_500 && durably >= 5_000 && willing >= 5_000 {
            Situation::TemporaryShortage
        } else {
            Situation::Undetermined
        }
    }
}
