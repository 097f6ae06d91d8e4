//! What a delivered row says.

use crate::RecourseRow;
use makegood_book::{Collateral, Instalment, Loan, LoanEvent, Payment, Statement};
use makegood_capacity::Staff;
use makegood_case::{Contact, ContactPoint, FileFact, Party, PartyName, PartyRole, Promise};
use makegood_units::PartyId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A contact that was made before the system was in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastContact {
    /// With whom.
    pub party: PartyId,
    /// The contact. Its clearance says `not_checked`: it was not made here.
    pub contact: Contact,
    /// The promise it brought.
    pub promise: Option<Promise>,
}

/// A fact for the file of a borrower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    /// Whose file.
    pub party: PartyId,
    /// What was learnt.
    pub fact: FileFact,
}

/// One delivered fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum Fact {
    /// A loan.
    Loan(Loan),
    /// An instalment.
    Instalment(Instalment),
    /// A payment.
    Payment(Payment),
    /// Something that happened to a loan.
    LoanEvent(LoanEvent),
    /// A party.
    Party(Party),
    /// A party's name.
    PartyName(PartyName),
    /// A contact point.
    ContactPoint(ContactPoint),
    /// A thing pledged.
    Collateral(Collateral),
    /// The lender's own statement of a loan at a day.
    Statement(Statement),
    /// One of the lender's people.
    Staff(Staff),
    /// A contact made earlier.
    Outcome(PastContact),
    /// What somebody is to a loan.
    PartyRole(PartyRole),
    /// A fact for a borrower's file.
    FileFact(Learnt),
    /// A row about recourse or security.
    RecourseRow(RecourseRow),
}

impl Fact {
    /// The kind of fact, in snake case.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Loan(_) => "loan",
            Self::Instalment(_) => "instalment",
            Self::Payment(_) => "payment",
            Self::LoanEvent(_) => "loan_event",
            Self::Party(_) => "party",
            Self::PartyName(_) => "party_name",
            Self::ContactPoint(_) => "contact_point",
            Self::Collateral(_) => "collateral",
            Self::Statement(_) => "statement",
            Self::Staff(_) => "staff",
            Self::Outcome(_) => "outcome",
            Self::PartyRole(_) => "party_role",
            Self::FileFact(_) => "file_fact",
            Self::RecourseRow(_) => "recourse_row",
        }
    }

    /// The natural key: two facts of one kind and key speak of the same thing.
    pub fn key(&self) -> String {
        match self {
            Self::Loan(loan) => loan.id.to_string(),
            Self::Instalment(row) => match &row.restructuring {
                Some(event) => format!("{}/{event}/{}", row.loan, row.no),
                None => format!("{}/{}", row.loan, row.no),
            },
            Self::Payment(payment) => payment.id.to_string(),
            Self::LoanEvent(event) => event.id.to_string(),
            Self::Party(party) => party.id.to_string(),
            Self::PartyName(name) => name.party.to_string(),
            Self::ContactPoint(point) => point.id.to_string(),
            Self::Collateral(item) => item.id.clone(),
            Self::Statement(statement) => format!("{}/{}", statement.loan, statement.as_of),
            Self::Staff(staff) => staff.id.to_string(),
            Self::Outcome(past) => format!("{}/{}", past.party, past.contact.at),
            Self::PartyRole(role) => format!("{}/{}/{}", role.loan, role.party, role.role),
            Self::FileFact(learnt) => format!("{}/{}/{}", learnt.party, learnt.fact.entry.key(), learnt.fact.as_of),
            Self::RecourseRow(row) => format!("{}/{}", row.table, row.id),
        }
    }

    /// The loan, party or staff id it hangs on; a loan hangs on its borrower.
    pub fn owner(&self) -> &str {
        match self {
            Self::Loan(loan) => loan.borrower.as_str(),
            Self::Instalment(row) => row.loan.as_str(),
            Self::Payment(payment) => payment.loan.as_str(),
            Self::LoanEvent(event) => event.loan.as_str(),
            Self::Party(party) => party.id.as_str(),
            Self::PartyName(name) => name.party.as_str(),
            Self::ContactPoint(point) => point.party.as_str(),
            Self::Collateral(item) => item.loan.as_str(),
            Self::Statement(statement) => statement.loan.as_str(),
            Self::Staff(staff) => staff.id.as_str(),
            Self::Outcome(past) => past.party.as_str(),
            Self::PartyRole(role) => role.loan.as_str(),
            Self::FileFact(learnt) => learnt.party.as_str(),
            Self::RecourseRow(row) => row.loan.as_str(),
        }
    }

    /// The canonical body: JSON with its members in the order of the type.
    pub fn body(&self) -> String {
        // Plain structs of text and numbers always serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of the canonical body.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.body().as_bytes()).into()
    }
}
