//! Reads the facts of one loan or one case out of the journal, as known at an event.

use crate::ViewError;
use makegood_book::{BookRules, Held, Loan, LoanFacts, Statement, TapeRow};
use makegood_case::{ContactPoint, Party, PartyRole, Recorded};
use makegood_day_close::{CaseInput, OtherParty, RecourseInput};
use makegood_journal::{Connection, Event, StoredFact, current, entries_of, facts_of_owner};
use makegood_units::{BusinessDate, LoanId, PartyId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// A row as intake wrote it: its kind beside its body.
#[derive(Deserialize)]
struct Written<T> {
    body: T,
}

/// A row of the book in its type.
///
/// # Errors
/// A body that is not what its kind says.
pub fn parse<T: DeserializeOwned>(kind: &str, fact: &StoredFact) -> Result<T, ViewError> {
    let written: Result<Written<T>, _> = serde_json::from_str(&fact.body);
    let place = || format!("{kind} {}", fact.key);
    written.map(|written| written.body).map_err(|source| ViewError::Body { place: place(), source })
}

pub(crate) fn rows<T: DeserializeOwned>(
    book: &Connection,
    owner: &str,
    kind: &str,
    known_to: i64,
) -> Result<Vec<T>, ViewError> {
    facts_of_owner(book, owner, kind, known_to)?.iter().map(|fact| parse(kind, fact)).collect()
}

/// A loan with its schedule and receipts; `None` when no such loan was boarded.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn loan_input(book: &Connection, loan: &LoanId, known_to: i64) -> Result<Option<LoanFacts>, ViewError> {
    let Some(fact) = current(book, "loan", loan.as_str(), known_to)? else { return Ok(None) };
    let owner = loan.as_str();
    Ok(Some(in_order(LoanFacts {
        loan: parse("loan", &fact)?,
        instalments: rows(book, owner, "instalment", known_to)?,
        payments: rows(book, owner, "payment", known_to)?,
        events: rows(book, owner, "loan_event", known_to)?,
    })))
}

/// The lists of a loan in the order the fold reads them.
pub(crate) fn in_order(mut facts: LoanFacts) -> LoanFacts {
    facts.instalments.sort_by_key(|row| (row.due_on, row.no));
    facts
        .payments
        .sort_by(|one, two| (one.value_on, one.known_from(), &one.id).cmp(&(two.value_on, two.known_from(), &two.id)));
    facts.events.sort_by(|one, two| (one.entered_on, &one.id).cmp(&(two.entered_on, &two.id)));
    facts
}

/// All that is known of one borrower: loans, people, contact points, events, recourse and
/// security.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_input(book: &Connection, party: &PartyId, known_to: i64) -> Result<CaseInput, ViewError> {
    crate::recourse::with_recourse(book, case_alone(book, party, known_to)?, known_to, &[])
}

/// The same without recourse and security.
pub(crate) fn case_alone(book: &Connection, party: &PartyId, known_to: i64) -> Result<CaseInput, ViewError> {
    let mut loans = Vec::new();
    for loan in rows::<Loan>(book, party.as_str(), "loan", known_to)? {
        loans.extend(loan_input(book, &loan.id, known_to)?);
    }
    let known: Option<Party> =
        current(book, "party", party.as_str(), known_to)?.map(|fact| parse("party", &fact)).transpose()?;
    let contact_points: Vec<ContactPoint> = rows(book, party.as_str(), "contact_point", known_to)?;
    let others = others(book, party, &loans, known_to)?;
    let events = events_of(book, party, known_to)?;
    let recourse = RecourseInput::default();
    Ok(CaseInput { party: party.clone(), known, loans, contact_points, others, events, recourse })
}

/// What happened in a case, in journal order.
pub(crate) fn events_of(book: &Connection, party: &PartyId, known_to: i64) -> Result<Vec<Recorded>, ViewError> {
    let mut events = Vec::new();
    for entry in entries_of(book, party, known_to)? {
        if let Event::Case { event, .. } = entry.event {
            events.push(Recorded { seq: entry.seq, effective_on: entry.effective_on, event });
        }
    }
    Ok(events)
}

/// Everybody but the borrower with a role in one of the loans.
fn others(
    book: &Connection,
    borrower: &PartyId,
    loans: &[LoanFacts],
    known_to: i64,
) -> Result<Vec<OtherParty>, ViewError> {
    let mut roles: BTreeMap<PartyId, Vec<PartyRole>> = BTreeMap::new();
    for input in loans {
        for role in rows::<PartyRole>(book, input.loan.id.as_str(), "party_role", known_to)? {
            roles.entry(role.party.clone()).or_default().push(role);
        }
    }
    roles.remove(borrower);
    let mut others = Vec::new();
    for (party, roles) in roles {
        others.push(other_party(book, party, roles, known_to)?);
    }
    Ok(others)
}

/// Somebody with a role in the case, with what was delivered about them.
pub(crate) fn other_party(
    book: &Connection,
    party: PartyId,
    roles: Vec<PartyRole>,
    known_to: i64,
) -> Result<OtherParty, ViewError> {
    let known = current(book, "party", party.as_str(), known_to)?;
    let known: Option<Party> = known.map(|fact| parse("party", &fact)).transpose()?;
    let contact_points = rows(book, party.as_str(), "contact_point", known_to)?;
    Ok(OtherParty { party, known, roles, contact_points })
}

/// Every loan number known, in order.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn all_loans(book: &Connection, known_to: i64) -> Result<Vec<LoanId>, ViewError> {
    Ok(makegood_journal::keys_of_kind(book, "loan", known_to)?.into_iter().map(LoanId::new).collect())
}

/// The lenders' own statements as they stand, by loan and day.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn statements(book: &Connection) -> Result<Vec<Statement>, ViewError> {
    Ok(reported(book)?.into_iter().map(|(statement, _)| statement).collect())
}

/// The statements, each with the day it was reported.
fn reported(book: &Connection) -> Result<Vec<(Statement, Option<BusinessDate>)>, ViewError> {
    let mut found = Vec::new();
    for key in makegood_journal::keys_of_kind(book, "statement", i64::MAX)? {
        if let Some(fact) = current(book, "statement", &key, i64::MAX)? {
            found.push((parse("statement", &fact)?, fact.reported_on));
        }
    }
    Ok(found)
}

/// The lenders' statements with what we hold beside them, by lender: the branch that
/// owns the loan, empty where no loan was boarded. Ours is from the schedule and
/// payments where there are any, else from the statement's own amounts.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses.
pub fn tapes(book: &Connection, rules: &BookRules) -> Result<BTreeMap<String, Vec<TapeRow>>, ViewError> {
    let mut tapes: BTreeMap<String, Vec<TapeRow>> = BTreeMap::new();
    let mut loans: BTreeMap<LoanId, Option<LoanFacts>> = BTreeMap::new();
    for (statement, reported_on) in reported(book)? {
        let input = match loans.entry(statement.loan.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(loan_input(book, &statement.loan, i64::MAX)?),
        };
        let branch = input.as_ref().map_or_else(String::new, |input| input.loan.branch.to_string());
        let from_book = input.as_ref().map(|input| {
            Held::from_book(input, statement.as_of, rules)
                .map_err(|source| ViewError::Book { loan: input.loan.id.clone(), source })
        });
        let held = from_book.transpose()?.flatten().unwrap_or_else(|| Held::from_statement(&statement));
        tapes.entry(branch).or_default().push(TapeRow { statement, reported_on, held });
    }
    Ok(tapes)
}
