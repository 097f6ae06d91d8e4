//! What the chain reads.

use crate::RecourseInput;
use makegood_book::LoanFacts;
use makegood_capacity::Officer;
use makegood_case::{ContactPoint, Party, PartyRole, Recorded};
use makegood_compliance::Packs;
use makegood_diagnosis::Method;
use makegood_strategy::Strategy;
use makegood_strategy::trial::RunningTrial;
use makegood_units::{BranchId, BusinessDate, PartyId};

/// All that is known of one borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseInput {
    /// Who.
    pub party: PartyId,
    /// The party as delivered, when it was.
    pub known: Option<Party>,
    /// All their loans, late or not.
    pub loans: Vec<LoanFacts>,
    /// Numbers and addresses.
    pub contact_points: Vec<ContactPoint>,
    /// Everybody else with a role in one of the loans.
    pub others: Vec<OtherParty>,
    /// What happened in the case, in journal order.
    pub events: Vec<Recorded>,
    /// What is known of recourse and security, of this case and of those it shares debts with.
    pub recourse: RecourseInput,
}

/// Somebody with a role in a loan of the case who is not its borrower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherParty {
    /// Who.
    pub party: PartyId,
    /// The party as delivered, when it was.
    pub known: Option<Party>,
    /// What they are to which loan.
    pub roles: Vec<PartyRole>,
    /// Numbers and addresses.
    pub contact_points: Vec<ContactPoint>,
}

/// The rules a day follows: the lender's ladder, the law, the evidence table.
#[derive(Clone, Copy, Debug)]
pub struct Rules<'a> {
    /// The lender's ladder.
    pub strategy: &'a Strategy,
    /// The law and the house rules.
    pub packs: &'a Packs,
    /// The evidence table and its questions.
    pub method: &'a Method,
    /// Ladders tried beside the lender's, where there are any.
    pub trial: Option<&'a RunningTrial>,
}

/// A branch with its people on that day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchDay {
    /// Which branch.
    pub branch: BranchId,
    /// Its people and their minutes.
    pub officers: Vec<Officer>,
}

/// Everything the close of one day reads.
#[derive(Clone, Debug)]
pub struct DayInput<'a> {
    /// The business day.
    pub as_of: BusinessDate,
    /// Borrowers with a loan in arrears, by id.
    pub cases: Vec<CaseInput>,
    /// Borrowers without arrears who have an instalment to be reminded of, by id.
    pub due_soon: Vec<CaseInput>,
    /// Branches, by id.
    pub branches: Vec<BranchDay>,
    /// The rules.
    pub rules: Rules<'a>,
}
