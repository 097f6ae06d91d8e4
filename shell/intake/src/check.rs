//! Rows held against the book and against each other.

use crate::draft::{Body, Draft, Waiting};
use crate::refusal::Fault;
use crate::{Fact, Reader, RefusalCode, Row, RowRefusal};
use makegood_units::{BusinessDate, Currency, LoanId, PartyId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::collections::HashMap;

/// What intake needs to know of a loan already on the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownLoan {
    /// The currency of its amounts.
    pub currency: Currency,
    /// When the money was paid out, when known.
    pub disbursed_on: Option<BusinessDate>,
}

/// What is already on the book.
pub trait BookLookup {
    /// The loan, when it is on the book.
    fn loan(&self, id: &LoanId) -> Option<KnownLoan>;
    /// Whether the party is on the book.
    fn has_party(&self, id: &PartyId) -> bool;
}

/// A refusal that the person who imports may waive, for a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiver {
    /// Take payments that count from before the disbursement.
    PaymentBeforeDisbursement,
}

impl Waiver {
    /// Every waiver there is.
    pub const ALL: [Self; 1] = [Self::PaymentBeforeDisbursement];

    /// Its name, as a person grants it and the journal keeps it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PaymentBeforeDisbursement => "payment_before_disbursement",
        }
    }
}

impl std::str::FromStr for Waiver {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::name).join(", ");
        let found = Self::ALL.into_iter().find(|waiver| waiver.name() == text);
        found.ok_or_else(|| format!("no waiver is called {text:?}; there is {known}"))
    }
}

/// Something taken, of which a person should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The party named is not on the book (yet).
    PartyUnknown(PartyId),
    /// Taken under a waiver.
    Waived(Waiver),
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// To be taken.
    Accepted {
        /// The line on which the row begins.
        line: u64,
        /// What it says. The first fact is the one the row is about.
        facts: Vec<Fact>,
        /// The day on which the lender reported it, when stated.
        reported_on: Option<BusinessDate>,
        /// What a person should know.
        notices: Vec<Notice>,
    },
    /// The same as an earlier row of this file, to the letter.
    Repeat {
        /// The line on which the row begins.
        line: u64,
        /// The line of the earlier row.
        of_line: u64,
    },
    /// Not taken.
    Refused(Box<RowRefusal>),
}

/// Holds the rows of one file against the book and against each other. Remembers
/// 40 bytes a row to know its ids again.
pub struct Check {
    file: String,
    waivers: BTreeSet<Waiver>,
    seen: HashMap<[u8; 16], ([u8; 16], u64)>,
}

impl Check {
    /// A check for the rows of `file`.
    pub fn new(file: &str, waivers: &[Waiver]) -> Self {
        Self { file: file.to_owned(), waivers: waivers.iter().copied().collect(), seen: HashMap::new() }
    }

    /// What becomes of a row.
    pub fn weigh(&mut self, row: Row, book: &impl BookLookup) -> Verdict {
        let draft = match row {
            Row::Refused(refusal) => return Verdict::Refused(refusal),
            Row::Read(draft) => *draft,
        };
        let Draft { line, reported_on, body } = draft;
        match self.judge(line, reported_on, body, book) {
            Ok(verdict) => verdict,
            Err(fault) => Verdict::Refused(Box::new(fault.at(&self.file, line))),
        }
    }

    fn judge(
        &mut self,
        line: u64,
        reported_on: Option<BusinessDate>,
        body: Body,
        book: &impl BookLookup,
    ) -> Result<Verdict, Fault> {
        let mut notices = Vec::new();
        let facts = match body {
            Body::Complete(facts) => facts,
            Body::OfLoan { loan, currency, waiting } => {
                let known = book.loan(&loan).ok_or_else(|| Fault::new("loan_id", &loan, RefusalCode::LoanUnknown))?;
                if let Some(stated) = currency.filter(|stated| *stated != known.currency) {
                    let hint = format!("Loan {loan} is in {}.", known.currency);
                    return Err(Fault::new("currency", stated, RefusalCode::CurrencyMismatch).hint(hint));
                }
                notices.extend(self.early(&waiting, &known, &loan)?);
                vec![waiting.bind(loan, known.currency)?]
            }
        };
        if let Some(of_line) = self.seen_before(line, reported_on, &facts)? {
            return Ok(Verdict::Repeat { line, of_line });
        }
        notices.extend(unknown_party(&facts, book).map(Notice::PartyUnknown));
        Ok(Verdict::Accepted { line, facts, reported_on, notices })
    }

    /// A payment that counts from before its loan was paid out.
    fn early(&self, waiting: &Waiting, known: &KnownLoan, loan: &LoanId) -> Result<Option<Notice>, Fault> {
        let (Waiting::Payment { value_on, .. }, Some(disbursed_on)) = (waiting, known.disbursed_on) else {
            return Ok(None);
        };
        if *value_on >= disbursed_on {
            return Ok(None);
        }
        let waiver = Waiver::PaymentBeforeDisbursement;
        if self.waivers.contains(&waiver) {
            return Ok(Some(Notice::Waived(waiver)));
        }
        let hint =
            format!("Loan {loan} was paid out on {disbursed_on}. {}", RefusalCode::PaymentBeforeDisbursement.way_out());
        Err(Fault::new("value_on", value_on, RefusalCode::PaymentBeforeDisbursement).hint(hint))
    }

    /// The earlier line that said the same; a fault when it said something else.
    fn seen_before(
        &mut self,
        line: u64,
        reported_on: Option<BusinessDate>,
        facts: &[Fact],
    ) -> Result<Option<u64>, Fault> {
        let Some(main) = facts.first() else { return Ok(None) };
        // Two report dates of one thing are its history, not a duplicate.
        let identity = half(format!("{} {:?} {}", main.kind(), reported_on, main.key()).as_bytes());
        let bodies: Vec<String> = facts.iter().map(Fact::body).collect();
        let content = half(bodies.join("\n").as_bytes());
        match self.seen.get(&identity) {
            None => {
                self.seen.insert(identity, (content, line));
                Ok(None)
            }
            Some((same, first)) if *same == content => Ok(Some(*first)),
            Some((_, first)) => {
                let hint = format!("Line {first} has it with other content. {}", RefusalCode::DuplicateId.way_out());
                Err(Fault::new(id_column(main), main.key(), RefusalCode::DuplicateId).hint(hint))
            }
        }
    }
}

fn half(bytes: &[u8]) -> [u8; 16] {
    let digest = Sha256::digest(bytes);
    let mut half = [0; 16];
    half.iter_mut().zip(digest.iter()).for_each(|(to, from)| *to = *from);
    half
}

fn id_column(fact: &Fact) -> &'static str {
    match fact {
        Fact::Loan(_) => "loan_id",
        Fact::Instalment(_) => "no",
        Fact::Payment(_) => "payment_id",
        Fact::LoanEvent(_) => "event_id",
        Fact::Party(_) | Fact::PartyName(_) => "party_id",
        Fact::ContactPoint(_) => "contact_point_id",
        Fact::Collateral(_) => "collateral_id",
        Fact::Statement(_) => "assetNumber",
        Fact::Staff(_) => "staff_id",
        Fact::Outcome(_) => "at",
        Fact::PartyRole(_) => "party_id",
        Fact::FileFact(_) => "kind",
        Fact::RecourseRow(_) => "",
    }
}

/// The party a row names and the book does not have. A tape brings its own.
fn unknown_party(facts: &[Fact], book: &impl BookLookup) -> Option<PartyId> {
    let named = match facts.first()? {
        Fact::Loan(loan) => &loan.borrower,
        Fact::PartyName(name) => &name.party,
        Fact::ContactPoint(point) => &point.party,
        Fact::Outcome(past) => &past.party,
        Fact::PartyRole(role) => &role.party,
        Fact::FileFact(learnt) => &learnt.party,
        _ => return None,
    };
    (!book.has_party(named)).then(|| named.clone())
}

/// A file's rows with their verdicts, for a caller that has the whole book at hand.
pub struct Checked<'a, B> {
    reader: Reader,
    check: Check,
    book: &'a B,
}

impl Reader {
    /// The rest of the rows, each with its verdict.
    pub fn checked<'a, B: BookLookup>(self, book: &'a B, waivers: &[Waiver]) -> Checked<'a, B> {
        let check = Check::new(self.file(), waivers);
        Checked { reader: self, check, book }
    }
}

impl<B> Checked<'_, B> {
    /// The reader, for its progress and its columns.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }
}

impl<B: BookLookup> Iterator for Checked<'_, B> {
    type Item = Verdict;

    fn next(&mut self) -> Option<Verdict> {
        let row = self.reader.next()?;
        Some(self.check.weigh(row, self.book))
    }
}
