//! Why it is owed: the situation, its evidence and its gaps.

use crate::drawing::Meter;
use crate::pages::SituationMark;

/// The diagnosis of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// The situation, or undetermined.
    pub mark: SituationMark,
    /// What it means, in one sentence.
    pub says: String,
    /// Who stands by it, and what it says at maturity, one sentence each.
    pub also: Vec<String>,
    /// The three axes: able this month, durably able, willing.
    pub axes: [Axis; 3],
    /// Evidence that speaks for able and willing, strongest first.
    pub lifts: Vec<EvidenceLine>,
    /// Evidence that speaks against, strongest first.
    pub lowers: Vec<EvidenceLine>,
    /// What is not known yet, one short phrase each.
    pub gaps: Vec<String>,
    /// What to ask next.
    pub question: Option<Question>,
    /// A protection that is in force, such as `Protected: illness in the family`.
    pub protection: Option<String>,
}

/// One axis of the diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// `Able this month`.
    pub name: String,
    /// The probability in percent, 0 to 100.
    pub percent: u8,
    /// Where it started before any evidence, in percent.
    pub prior_percent: u8,
    /// Whether any evidence moved it.
    pub known: bool,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Its id in the evidence table.
    pub id: String,
    /// What was observed.
    pub says: String,
    /// How much it moves.
    pub strength: Strength,
    /// The axis it moves most, in words with its weight: `able now −6 dB`.
    pub moves: String,
    /// Where it comes from and when: `payments, 28 Feb 2007`.
    pub source: String,
}

/// How much a piece of evidence moves the odds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Less than about twice.
    Weak,
    /// Two to four times.
    Moderate,
    /// Four times and more.
    Strong,
}

/// The question that would tell most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The words to ask it in.
    pub ask: String,
    /// What an answer would decide, in one sentence.
    pub because: String,
}

impl Strength {
    /// From decibans: 3 dB is about twice the odds, 6 dB about four times.
    pub fn of_decibans(decibans: i32) -> Self {
        match decibans.unsigned_abs() {
            0..3 => Self::Weak,
            3..6 => Self::Moderate,
            _ => Self::Strong,
        }
    }

    /// The word.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Moderate => "moderate",
            Self::Strong => "strong",
        }
    }

    /// The same as dots, for the eye only.
    pub fn dots(&self) -> &'static str {
        match self {
            Self::Weak => "●○○",
            Self::Moderate => "●●○",
            Self::Strong => "●●●",
        }
    }
}

impl Axis {
    /// The probability in words.
    pub fn word(&self) -> &'static str {
        match (self.known, self.percent) {
            (false, _) => "not known yet",
            (_, 0..=20) => "very unlikely",
            (_, 21..=40) => "unlikely",
            (_, 41..=59) => "could be either",
            (_, 60..=79) => "likely",
            (_, _) => "very likely",
        }
    }

    /// The axis as a drawing.
    pub fn meter(&self) -> Meter {
        let says = format!(
            "{}: {} percent, {}. It started at {} percent.",
            self.name,
            self.percent,
            self.word(),
            self.prior_percent
        );
        Meter::new(&self.name, &says, self.percent, self.prior_percent)
    }
}
