//! Which evidence carries a finding that somebody has to agree to.

use crate::gate::{carries, is_source};
use crate::{EvidenceTable, Situation, Weighed};
use makegood_case::{CarriedBy, Confidence, FindingBasis};
use makegood_units::FactId;
use std::collections::BTreeMap;

/// The situation with the evidence that carries it: for intent the verified acts, for
/// reduced ability its verified sources. What only fell due is not a source.
pub fn basis_of<'a>(
    situation: Situation,
    weighed: impl Iterator<Item = &'a Weighed>,
    table: &EvidenceTable,
) -> FindingBasis {
    let mut carried: BTreeMap<String, Vec<FactId>> = BTreeMap::new();
    for one in weighed.map(|one| &one.item).filter(|item| item.confidence == Confidence::Verified) {
        if table.get(&one.evidence).is_some_and(|kind| carries(kind, situation)) {
            let facts = carried.entry(one.evidence.clone()).or_default();
            facts.extend(one.facts.iter().filter(|fact| is_source(fact)).cloned());
        }
    }
    let carrier = |(evidence, mut facts): (String, Vec<FactId>)| {
        facts.sort();
        facts.dedup();
        CarriedBy { evidence, facts }
    };
    FindingBasis { situation: situation.code().to_owned(), carried_by: carried.into_iter().map(carrier).collect() }
}
