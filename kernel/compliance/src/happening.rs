//! Something that happened of which a rule may speak: a request, a notice, a
//! grievance, a payment, a due day. The words are the packs' own; the gate only
//! compares them.

use makegood_case::HappeningRecorded;
use makegood_units::{BusinessDate, ContactPointId, Decimal, FactId, Instant, LoanId};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// Where it is recorded.
    pub fact: FactId,
    /// What it was, in one word of a pack: `grievance`, `default_notice`, `due`,
    /// `part_payment`, `acknowledgment`.
    pub what: String,
    /// The day it counts from, where the person is.
    pub on: BusinessDate,
    /// When it was received, served or took place.
    pub at: Instant,
    /// Its form and its evidence, each a word: `written`, `oral`, `signed`,
    /// `proof_of_service`, `returned`.
    pub with: Vec<String>,
    /// Who did it, or who it came from, in one word: `borrower`, `guarantor`, `adviser`.
    pub by: Option<String>,
    /// Against or to whom, in one word.
    pub to: Option<String>,
    /// About which debts; none named means all of them.
    pub debts: Vec<LoanId>,
    /// At which number or address, when it is about one.
    pub contact_point: Option<ContactPointId>,
    /// At which place, in one word: `home`, `work`.
    pub place: Option<String>,
    /// How much, when it is about an amount.
    pub amount: Option<Decimal>,
    /// The last day it lasts, where that was said at the time.
    pub until: Option<BusinessDate>,
    /// The day and the instant it ended, was withdrawn or was answered.
    pub ended: Option<(BusinessDate, Instant)>,
}

impl Happening {
    /// Something that happened, with nothing more said about it.
    pub fn new(fact: FactId, what: impl Into<String>, on: BusinessDate, at: Instant) -> Self {
        Self {
            fact,
            what: what.into(),
            on,
            at,
            with: Vec::new(),
            by: None,
            to: None,
            debts: Vec::new(),
            contact_point: None,
            place: None,
            amount: None,
            until: None,
            ended: None,
        }
    }

    /// What a case recorded, counting from a day.
    pub fn of(fact: FactId, recorded: &HappeningRecorded, on: BusinessDate) -> Self {
        let recorded = recorded.clone();
        Self {
            with: recorded.with,
            by: recorded.by,
            to: recorded.to,
            debts: recorded.debts,
            contact_point: recorded.contact_point,
            place: recorded.place,
            amount: recorded.amount,
            until: recorded.until,
            ..Self::new(fact, recorded.what, on, recorded.at)
        }
    }

    /// Whether it is known to have this form or this evidence.
    pub fn has(&self, word: &str) -> bool {
        self.with.iter().any(|with| with == word)
    }
}
