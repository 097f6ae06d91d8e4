//! When the last instalment has fallen due: cannot, does not, or the cause is unknown.

use crate::{Finding, Situation};
use makegood_units::{BusinessDate, FactId, Why};
use serde::{Deserialize, Serialize};

/// So many pieces of evidence are named in the sentence; all are in its facts.
const NAMED: usize = 3;

/// Which of the two it is, once nothing more will fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MaturityWord {
    /// The means are not there: S2, S3, S4.
    Cannot,
    /// The means are there: S1a, S1b.
    DoesNot,
    /// Nobody knows yet, or the lender has to answer first.
    CauseUnknown,
}

impl MaturityWord {
    /// In plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Cannot => "cannot",
            Self::DoesNot => "does not",
            Self::CauseUnknown => "cause unknown",
        }
    }

    fn of(situation: Situation) -> Self {
        match situation {
            Situation::TemporaryShortage | Situation::ReducedAbility | Situation::Evasive => Self::Cannot,
            Situation::Careless | Situation::Unwilling => Self::DoesNot,
            Situation::LenderMatter | Situation::Undetermined => Self::CauseUnknown,
        }
    }
}

/// The finding said at maturity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtMaturity {
    /// Cannot, does not, or unknown.
    pub word: MaturityWord,
    /// The day the last instalment fell due.
    pub matured_on: BusinessDate,
    /// The evidence behind it.
    pub why: Why,
}

/// What the finding says of debts whose last instalment fell due on `matured_on`.
pub fn at_maturity(finding: &Finding, matured_on: BusinessDate) -> AtMaturity {
    let word = MaturityWord::of(finding.situation);
    let named: Vec<String> = finding
        .evidence_for
        .iter()
        .take(NAMED)
        .map(|one| format!("{}, {}", one.item.evidence, one.item.observed_on))
        .collect();
    let shown = if named.is_empty() { String::new() } else { format!(" Shown by {}.", named.join("; ")) };
    let waits = if finding.needs.is_empty() { "" } else { " Not acted on before somebody else has read it." };
    let says = match word {
        MaturityWord::CauseUnknown => finding.why.says.clone(),
        MaturityWord::Cannot => format!("They cannot pay what is left: {}.{shown}{waits}", finding.situation.words()),
        MaturityWord::DoesNot => format!("They can pay and do not: {}.{shown}{waits}", finding.situation.words()),
    };
    let why = Why::new("at_maturity", format!("The last instalment fell due on {matured_on}. {says}"));
    let facts = match word {
        MaturityWord::CauseUnknown => finding.why.facts.clone(),
        _ => finding.evidence_for.iter().map(|one| FactId::new("evidence", &one.item.evidence)).collect(),
    };
    AtMaturity { word, matured_on, why: facts.into_iter().fold(why, Why::with) }
}
