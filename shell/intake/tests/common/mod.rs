//! A book in memory, filled from files.
#![allow(dead_code)] // Each test uses its own part.
#![allow(clippy::unwrap_used)]

use makegood_intake::{BookLookup, Fact, KnownLoan, RowRefusal, Verdict, Waiver, open};
use makegood_units::{LoanId, PartyId};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The folder of demonstration data.
pub fn demo() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo")
}

/// What has been taken so far.
#[derive(Default)]
pub struct Book {
    pub loans: BTreeMap<LoanId, KnownLoan>,
    pub parties: BTreeSet<PartyId>,
    pub facts: Vec<Fact>,
    pub refused: Vec<RowRefusal>,
    pub noticed: usize,
    pub repeats: usize,
}

impl BookLookup for Book {
    fn loan(&self, id: &LoanId) -> Option<KnownLoan> {
        self.loans.get(id).copied()
    }

    fn has_party(&self, id: &PartyId) -> bool {
        self.parties.contains(id)
    }
}

impl Book {
    /// Takes a file.
    pub fn take(&mut self, path: &Path, waivers: &[Waiver]) {
        let reader = open(path).unwrap();
        let verdicts: Vec<Verdict> = reader.checked(&*self, waivers).collect();
        for verdict in verdicts {
            match verdict {
                Verdict::Refused(refusal) => self.refused.push(*refusal),
                Verdict::Repeat { .. } => self.repeats += 1,
                Verdict::Accepted { facts, notices, .. } => {
                    self.noticed += notices.len();
                    facts.into_iter().for_each(|fact| self.put(fact));
                }
            }
        }
    }

    fn put(&mut self, fact: Fact) {
        match &fact {
            Fact::Loan(loan) => {
                let known = KnownLoan { currency: loan.currency, disbursed_on: loan.disbursed_on };
                self.loans.insert(loan.id.clone(), known);
            }
            Fact::Party(party) => {
                self.parties.insert(party.id.clone());
            }
            _ => {}
        }
        self.facts.push(fact);
    }
}
