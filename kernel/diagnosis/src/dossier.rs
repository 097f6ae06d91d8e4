//! What the diagnosis reads: records in, dated and sourced items of evidence out.

use crate::{DebtHere, FileRecord};
use makegood_book::History;
use makegood_case::{Confidence, Contact, EvidenceNoted, PartOutcome, PromiseState};
use makegood_units::{Amount, BusinessDate, FactId, LoanId};
use serde::{Deserialize, Serialize};

/// One observed fact about the borrower.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Item {
    /// Its id in the evidence table.
    pub evidence: String,
    /// The day it was observed; it fades from then.
    pub observed_on: BusinessDate,
    /// What somebody said counts half of what was seen or shown.
    pub confidence: Confidence,
    /// The fact in one plain sentence.
    pub says: String,
    /// The records it rests on.
    pub facts: Vec<FactId>,
}

/// What the lender has to settle with itself before asking anything of anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatterKind {
    /// The borrower says the debt is wrong.
    Dispute,
    /// The lender found its own mistake.
    LenderError,
}

/// An open dispute or an admitted error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LenderMatter {
    /// Which.
    pub kind: MatterKind,
    /// Since when.
    pub on: BusinessDate,
    /// The record of it.
    pub fact: FactId,
}

/// Everything a diagnosis is made from. The order of the items never matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// Observed facts.
    pub items: Vec<Item>,
    /// Open disputes and errors; one is enough to decide the situation.
    pub matters: Vec<LenderMatter>,
}

/// One loan of the case with its repayment history as of the day.
#[derive(Clone, Copy, Debug)]
pub struct LoanHistory<'a> {
    /// Which loan.
    pub loan: &'a LoanId,
    /// How its instalments were met.
    pub history: &'a History,
}

/// A contact with the record it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactRecord {
    /// The event that recorded it.
    pub fact: FactId,
    /// What happened.
    pub contact: Contact,
    /// The business day it counts from: the lender's, not that of some clock elsewhere.
    pub on: BusinessDate,
}

/// A promise, with what became of it by the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseRecord {
    /// The event that recorded it.
    pub fact: FactId,
    /// When it was given.
    pub made_on: BusinessDate,
    /// By which day the money was promised; of several, the last day that went by.
    pub due_on: BusinessDate,
    /// How much was promised.
    pub amount: Amount,
    /// What became of it.
    pub kept: PromiseState,
    /// What became of each of its parts, in the order of their days.
    pub parts: Vec<PartOutcome>,
}

/// Evidence a person noted, with the record it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedRecord {
    /// The event that recorded it.
    pub fact: FactId,
    /// What was noted.
    pub noted: EvidenceNoted,
}

/// The records of one case, for [`crate::observe`].
#[derive(Clone, Debug, Default)]
pub struct Case<'a> {
    /// Every loan of the case with its history as of the day.
    pub loans: Vec<LoanHistory<'a>>,
    /// Attempts and conversations.
    pub contacts: Vec<ContactRecord>,
    /// Promises.
    pub promises: Vec<PromiseRecord>,
    /// Evidence noted by people.
    pub noted: Vec<NotedRecord>,
    /// Open disputes and errors.
    pub matters: Vec<LenderMatter>,
    /// The borrower's file, in journal order.
    pub file: Vec<FileRecord>,
    /// What is owed here, for the figures of the file; none when it cannot be summed.
    pub here: Option<DebtHere>,
}
