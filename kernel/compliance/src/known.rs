//! Facts by their names, found by a number made of the name.

use crate::condition::FactValue;
use crate::debt_set::DebtNo;
use crate::sheet::KnownFact;
use crate::word_list::number;
use makegood_units::FactId;
use std::collections::BTreeMap;

/// A fact.
#[derive(Clone, Debug)]
struct Known {
    number: u64,
    name: String,
    debt: DebtNo,
    value: FactValue,
    fact: FactId,
}

/// What is known, sorted by the number of the name, then debt.
#[derive(Clone, Debug)]
pub(crate) struct KnownFacts {
    /// The numbers alone, to be searched. Two names may share one; the names
    /// themselves are compared then.
    numbers: Vec<u64>,
    facts: Vec<Known>,
}

impl KnownFacts {
    /// What is known of the lender and of everything else.
    pub fn new(
        lender: BTreeMap<String, bool>,
        others: Vec<KnownFact>,
        place: impl Fn(&makegood_units::LoanId) -> Option<u32>,
    ) -> Self {
        let of_lender = lender.into_iter().map(|(name, truth)| Known {
            number: number(&name),
            debt: None,
            value: FactValue::Truth(truth),
            fact: FactId::new("lender", &name),
            name,
        });
        let others = others.into_iter().map(|known| Known {
            number: number(&known.name),
            debt: known.debt.as_ref().and_then(&place),
            value: known.value,
            fact: known.fact,
            name: known.name,
        });
        let mut facts: Vec<Known> = of_lender.chain(others).collect();
        facts.sort_by(|one, other| (one.number, &one.name, one.debt).cmp(&(other.number, &other.name, other.debt)));
        Self { numbers: facts.iter().map(|known| known.number).collect(), facts }
    }

    /// The value of a fact for a debt, by its name and the number made of it: what is
    /// known of that debt, else of all.
    pub fn value(&self, number: u64, name: &str, debt: DebtNo) -> Option<&FactValue> {
        self.find(number, name, debt).map(|known| &known.value)
    }

    /// Where a fact is recorded.
    pub fn source(&self, number: u64, name: &str, debt: DebtNo) -> Option<&FactId> {
        self.find(number, name, debt).map(|known| &known.fact)
    }

    fn find(&self, number: u64, name: &str, debt: DebtNo) -> Option<&Known> {
        let first = self.numbers.partition_point(|known| *known < number);
        let same = self.facts.get(first..).unwrap_or_default().iter().take_while(|known| known.number == number);
        let mut of_all = None;
        for known in same.filter(|known| known.name == name) {
            match known.debt {
                Some(_) if known.debt == debt => return Some(known),
                None => of_all = of_all.or(Some(known)),
                Some(_) => {}
            }
        }
        of_all
    }
}
