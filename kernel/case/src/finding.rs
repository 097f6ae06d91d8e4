//! What people decide about a finding: agreed, signed, contested, decided on appeal. Each
//! is bound to the finding it was about by the records that carried it.

use makegood_units::{FactId, StaffId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One kind of evidence that carries a finding, with the records it rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CarriedBy {
    /// The id in the evidence table, such as `C03`.
    pub evidence: String,
    /// The records, in order.
    pub facts: Vec<FactId>,
}

/// Which finding is meant: the situation and the evidence that carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingBasis {
    /// The code of the situation.
    pub situation: String,
    /// The evidence that carries it, by id.
    pub carried_by: Vec<CarriedBy>,
}

impl FindingBasis {
    /// A short name for this finding, sixteen hexadecimal digits, so that two people can
    /// see that they mean the same one. FNV-1a over the situation and the records.
    pub fn mark(&self) -> String {
        let parts = self.carried_by.iter().flat_map(|one| {
            let facts = one.facts.iter().map(FactId::as_str);
            std::iter::once(one.evidence.as_str()).chain(facts)
        });
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in std::iter::once(self.situation.as_str()).chain(parts) {
            for byte in part.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }

    /// Whether what was decided of this finding still holds for `now`: the situation is the
    /// same and nothing carries it now that did not carry it then. Evidence that has only
    /// faded takes nothing away from a decision.
    pub fn covers(&self, now: &Self) -> bool {
        self.situation == now.situation && now.carried_by.iter().all(|one| self.names(&one.evidence, &one.facts))
    }

    /// Whether these records of this evidence are all among those of the finding.
    pub fn names(&self, evidence: &str, facts: &[FactId]) -> bool {
        let mut held = self.carried_by.iter().filter(|one| one.evidence == evidence);
        held.any(|one| facts.iter().all(|fact| one.facts.contains(fact)))
    }
}

/// Somebody read a finding and stands by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRead {
    /// Which finding.
    pub basis: FindingBasis,
    /// Who.
    pub by: StaffId,
    /// What they read, and why they stand by it.
    pub note: String,
}

/// The borrower contests a finding of intent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingAppealed {
    /// Which finding.
    pub basis: FindingBasis,
    /// Who wrote it down for them.
    pub by: StaffId,
    /// What they say, in their words.
    pub words: String,
}

/// How an appeal ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealOutcome {
    /// The finding stands.
    Upheld,
    /// The finding falls, and the evidence named does not count.
    SetAside,
}

/// Somebody who neither found nor agreed decided what the borrower contested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppealDecided {
    /// The number of the event by which it was contested.
    pub appeal: i64,
    /// How it ended.
    pub outcome: AppealOutcome,
    /// Who decided.
    pub by: StaffId,
    /// Why, for the borrower and the auditor.
    pub reason: String,
    /// Evidence that is not counted again until there is new; none when it was upheld.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<CarriedBy>,
}

/// What somebody decided about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum FindingEvent {
    /// A second person agreed to a finding of intent.
    FindingAgreed(FindingRead),
    /// A second person read a finding of intent and does not agree; nothing rests on it.
    FindingDeclined(FindingRead),
    /// A leader signed that ability is reduced for good.
    FindingSigned(FindingRead),
    /// The borrower contests a finding of intent.
    FindingAppealed(FindingAppealed),
    /// What was contested is decided.
    AppealDecided(AppealDecided),
}

impl FindingEvent {
    /// Who decided, or wrote down what the borrower said.
    pub fn by(&self) -> &StaffId {
        match self {
            Self::FindingAgreed(read) | Self::FindingDeclined(read) | Self::FindingSigned(read) => &read.by,
            Self::FindingAppealed(appealed) => &appealed.by,
            Self::AppealDecided(decided) => &decided.by,
        }
    }

    /// What was written with it: what was read, the borrower's words, or the reason.
    pub fn note(&self) -> &str {
        match self {
            Self::FindingAgreed(read) | Self::FindingDeclined(read) | Self::FindingSigned(read) => &read.note,
            Self::FindingAppealed(appealed) => &appealed.words,
            Self::AppealDecided(decided) => &decided.reason,
        }
    }
}

/// What it was, in a few words; the note is apart.
impl fmt::Display for FindingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FindingAgreed(read) => write!(f, "finding {} agreed to", read.basis.situation),
            Self::FindingDeclined(read) => write!(f, "finding {} not agreed to", read.basis.situation),
            Self::FindingSigned(read) => write!(f, "finding {} signed", read.basis.situation),
            Self::FindingAppealed(appealed) => write!(f, "finding {} contested", appealed.basis.situation),
            Self::AppealDecided(decided) => f.write_str(match decided.outcome {
                AppealOutcome::Upheld => "appeal decided: the finding stands",
                AppealOutcome::SetAside => "appeal decided: the finding is set aside",
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CarriedBy, FindingBasis};
    use makegood_units::FactId;

    fn basis(situation: &str, carried_by: &[(&str, &[i64])]) -> FindingBasis {
        let carrier = |(evidence, events): &(&str, &[i64])| CarriedBy {
            evidence: (*evidence).to_owned(),
            facts: events.iter().map(|seq| FactId::new("event", seq)).collect(),
        };
        FindingBasis { situation: situation.to_owned(), carried_by: carried_by.iter().map(carrier).collect() }
    }

    /// Fading takes carriers away; a new one, a new record or another situation voids.
    #[test]
    fn a_decision_holds_while_nothing_new_carries_the_finding() {
        let then = basis("S1b", &[("C03", &[4, 6]), ("C05", &[7, 9])]);
        let check = |now: FindingBasis, holds: bool| assert_eq!(then.covers(&now), holds, "{now:?}");
        check(then.clone(), true);
        check(basis("S1b", &[("C05", &[7, 9])]), true);
        check(basis("S1b", &[("C03", &[6]), ("C05", &[9])]), true);
        check(basis("S1b", &[("C03", &[4, 6, 11]), ("C05", &[7, 9])]), false);
        check(basis("S1b", &[("C05", &[7, 9]), ("C08", &[12])]), false);
        check(basis("S4", &[("C03", &[4, 6]), ("C05", &[7, 9])]), false);
    }

    #[test]
    fn a_mark_tells_findings_apart() {
        let marks = [
            basis("S1b", &[("C03", &[4, 6])]),
            basis("S4", &[("C03", &[4, 6])]),
            basis("S1b", &[("C03", &[46])]),
            basis("S1b", &[("C03", &[4]), ("C05", &[6])]),
        ]
        .map(|one| one.mark());
        assert!(marks.iter().all(|mark| mark.len() == 16), "{marks:?}");
        let apart: std::collections::BTreeSet<&String> = marks.iter().collect();
        assert_eq!(apart.len(), marks.len(), "{marks:?}");
    }
}
