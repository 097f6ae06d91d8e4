//! What the lender's books knew of a loan on a day, row by row.
//!
//! A row counts from the day it was reported; one that carries no report date is
//! taken as known from the start. Payments and events count from the day they were
//! entered, too. Of the versions known by then, the one reported last stands.

use crate::{ViewError, load};
use makegood_book::{Instalment, Loan, LoanEvent, LoanFacts, Payment};
use makegood_journal::{Connection, StoredFact, versions, versions_of_owner};
use makegood_units::{BusinessDate, FactId, LoanId};

/// What a row about a loan says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowSays {
    /// The loan and its terms.
    Loan(Loan),
    /// An instalment.
    Instalment(Instalment),
    /// A payment.
    Payment(Payment),
    /// An event.
    Event(LoanEvent),
}

impl RowSays {
    /// The loan it speaks of.
    pub fn loan(&self) -> &LoanId {
        match self {
            Self::Loan(loan) => &loan.id,
            Self::Instalment(row) => &row.loan,
            Self::Payment(payment) => &payment.loan,
            Self::Event(event) => &event.loan,
        }
    }

    /// The day the lender's books learnt of it, where the row says.
    pub fn entered_on(&self) -> Option<BusinessDate> {
        match self {
            Self::Loan(_) | Self::Instalment(_) => None,
            Self::Payment(payment) => Some(payment.known_from()),
            Self::Event(event) => Some(event.entered_on),
        }
    }
}

/// One version of a row about a loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowVersion {
    /// Its kind: `loan`, `instalment`, `payment`, `loan_event`.
    pub kind: &'static str,
    /// The row as recorded.
    pub fact: StoredFact,
    /// What it says.
    pub says: RowSays,
}

impl RowVersion {
    /// The reference other facts use for it.
    pub fn id(&self) -> FactId {
        FactId::new(self.kind, &self.fact.key)
    }

    /// The day from which it was known; none when from the start.
    pub fn known_from(&self) -> Option<BusinessDate> {
        self.fact.reported_on.max(self.says.entered_on())
    }

    /// Whether it was known at the end of a day; with none, everything is known.
    pub fn known_by(&self, day: Option<BusinessDate>) -> bool {
        day.is_none_or(|day| self.known_from().is_none_or(|from| from <= day))
    }
}

/// Every version of every row about a loan.
#[derive(Clone, Debug)]
pub struct LoanRows {
    loan: LoanId,
    /// By kind and key; of one key, the version that counts last.
    rows: Vec<RowVersion>,
}

impl LoanRows {
    /// Reads them out of the journal, as far as event `known_to`.
    ///
    /// # Errors
    /// A row that cannot be read, or whatever SQLite refuses.
    pub fn read(book: &Connection, loan: &LoanId, known_to: i64) -> Result<Self, ViewError> {
        let mut of_loan = versions(book, "loan", loan.as_str())?;
        of_loan.retain(|fact| fact.event <= known_to);
        of_loan.sort_by_key(|fact| fact.reported_on);
        let mut rows = Vec::new();
        for fact in of_loan {
            rows.push(RowVersion { says: RowSays::Loan(load::parse("loan", &fact)?), kind: "loan", fact });
        }
        for kind in ["instalment", "payment", "loan_event"] {
            for fact in versions_of_owner(book, loan.as_str(), kind, known_to)? {
                let says = match kind {
                    "instalment" => RowSays::Instalment(load::parse(kind, &fact)?),
                    "payment" => RowSays::Payment(load::parse(kind, &fact)?),
                    _ => RowSays::Event(load::parse(kind, &fact)?),
                };
                rows.push(RowVersion { kind, fact, says });
            }
        }
        Ok(Self { loan: loan.clone(), rows })
    }

    /// The versions of each row, the one that counts last at the end.
    pub fn by_row(&self) -> impl Iterator<Item = &[RowVersion]> {
        self.rows.chunk_by(|one, two| (one.kind, &one.fact.key) == (two.kind, &two.fact.key))
    }

    /// The version of a row that stood on a day. A row that by then had been booked to
    /// another loan does not stand for this one.
    pub fn standing<'a>(&self, versions: &'a [RowVersion], day: Option<BusinessDate>) -> Option<&'a RowVersion> {
        let last = versions.iter().rev().find(|version| version.known_by(day))?;
        (*last.says.loan() == self.loan).then_some(last)
    }

    /// The loan as it was known on a day; with none, as it is known now. `None` when
    /// the loan itself was not known.
    pub fn facts(&self, day: Option<BusinessDate>) -> Option<LoanFacts> {
        let mut loan = None;
        let (mut instalments, mut payments, mut events) = (Vec::new(), Vec::new(), Vec::new());
        for version in self.by_row().filter_map(|versions| self.standing(versions, day)) {
            match version.says.clone() {
                RowSays::Loan(found) => loan = Some(found),
                RowSays::Instalment(row) => instalments.push(row),
                RowSays::Payment(payment) => payments.push(payment),
                RowSays::Event(event) => events.push(event),
            }
        }
        Some(load::in_order(LoanFacts { loan: loan?, instalments, payments, events }))
    }
}

/// A loan as the lender's books knew it at the end of `day`, read from what was
/// recorded up to event `known_to`; `None` when the loan itself was not known then.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn loan_known_on(
    book: &Connection,
    loan: &LoanId,
    known_to: i64,
    day: BusinessDate,
) -> Result<Option<LoanFacts>, ViewError> {
    Ok(LoanRows::read(book, loan, known_to)?.facts(Some(day)))
}
