//! What a person asks a letter to be, at the command line and on the page alike.

use crate::{Kind, Language};
use makegood_units::{BusinessDate, LoanId, PartyId, Rate};

/// A letter as asked for. What is not said is left to the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedLetter {
    /// Whose case.
    pub case: PartyId,
    /// Which letter.
    pub kind: Kind,
    /// In which language.
    pub language: Language,
    /// To somebody else of the case; none for the borrower.
    pub to: Option<PartyId>,
    /// The lawyer's name, for the lawyer's pack.
    pub lawyer: Option<String>,
    /// About which loans; all that are past due when none is named.
    pub about: Vec<LoanId>,
    /// What the addressee answers for at most, as written.
    pub amount: Option<String>,
    /// The name of the group of joint liability.
    pub group: Option<String>,
    /// What in the contract allows the whole loan to be called, in the letter's language.
    pub trigger: Option<String>,
    /// The day by which payment is asked.
    pub pay_by: Option<BusinessDate>,
    /// The last day of the cure period.
    pub cure_until: Option<BusinessDate>,
    /// Until when the claim can be enforced; the clocks say so where it is not given.
    pub enforceable_until: Option<BusinessDate>,
    /// By which penalty convention; the strategy's where none is named.
    pub convention: Option<String>,
    /// The rate of the contract, where the convention needs it.
    pub rate: Option<Rate>,
    /// The rate the contract names for overdue amounts, where the convention needs it.
    pub overdue_rate: Option<Rate>,
    /// The lender's name as its borrowers know it.
    pub lender: String,
    /// How the lender is reached.
    pub reach: String,
    /// The person who answers for the letter.
    pub officer: String,
}

impl AskedLetter {
    /// A letter of which nothing is said yet but these.
    pub fn new(case: PartyId, kind: Kind, language: Language) -> Self {
        Self {
            case,
            kind,
            language,
            to: None,
            lawyer: None,
            about: Vec::new(),
            amount: None,
            group: None,
            trigger: None,
            pay_by: None,
            cure_until: None,
            enforceable_until: None,
            convention: None,
            rate: None,
            overdue_rate: None,
            lender: String::new(),
            reach: String::new(),
            officer: String::new(),
        }
    }
}
