//! Rows about recourse and security, found by what they name.
//!
//! A row is an event of the case it was learnt in. `view_recourse` says which events
//! name a debt, a group or a security, so that a case finds what was learnt in another.

use crate::{ViewError, load};
use makegood_case::CaseEvent;
use makegood_day_close::{CaseInput, RecourseInput, RowChange, RowVersion, add_roles};
use makegood_journal::{Connection, Entry, Event, current};
use makegood_recourse::{Row, scope};
use makegood_units::{FactId, LoanId, PartyId};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// Takes an event about a row into the index; every other event changes nothing here.
pub(crate) fn index(book: &Connection, entry: &Entry) -> Result<(), ViewError> {
    let Some(version) = version(entry) else { return Ok(()) };
    let mut names = version.row().map(Row::names).unwrap_or_default();
    let (table, id) = version.key();
    names.insert(FactId::new(table, id));
    if version.row().is_some_and(Row::is_general) {
        names.insert(FactId::new("case", &version.learnt_in));
    }
    let mut insert = book.prepare_cached("INSERT OR IGNORE INTO view_recourse (name, seq) VALUES (?1, ?2)")?;
    for name in names {
        insert.execute(params![name.as_str(), entry.seq])?;
    }
    Ok(())
}

/// The version of a row an event brought.
fn version(entry: &Entry) -> Option<RowVersion> {
    let Event::Case { party, event } = &entry.event else { return None };
    let (by, change) = match event {
        CaseEvent::RecourseFactLearned(one) => (&one.by, RowChange::Learnt(Row::kept(&one.table, &one.id, &one.row))),
        CaseEvent::RecourseFactWithdrawn(one) => (&one.by, RowChange::Withdrawn(one.table.clone(), one.id.clone())),
        _ => return None,
    };
    Some(RowVersion { seq: entry.seq, on: entry.effective_on, learnt_in: party.clone(), by: by.clone(), change })
}

/// The versions of rows that name something, as known at an event.
fn naming(book: &Connection, name: &FactId, known_to: i64) -> Result<Vec<RowVersion>, ViewError> {
    let mut statement =
        book.prepare_cached("SELECT seq FROM view_recourse WHERE name = ?1 AND seq <= ?2 ORDER BY seq")?;
    let seqs: Vec<i64> =
        statement.query_map(params![name.as_str(), known_to], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for seq in seqs {
        found.extend(makegood_journal::entry(book, seq)?.as_ref().and_then(version));
    }
    Ok(found)
}

/// All rows that may belong to some debts, collected by following what they name.
struct Search<'a> {
    book: &'a Connection,
    known_to: i64,
    versions: BTreeMap<i64, RowVersion>,
    asked: BTreeSet<FactId>,
}

impl Search<'_> {
    /// Every version of every row that names it, whatever another version of the row names.
    fn ask(&mut self, name: FactId) -> Result<(), ViewError> {
        if !self.asked.insert(name.clone()) {
            return Ok(());
        }
        for version in naming(self.book, &name, self.known_to)? {
            let (table, id) = version.key();
            let itself = FactId::new(table, id);
            self.versions.insert(version.seq, version);
            self.ask(itself)?;
        }
        Ok(())
    }

    /// The debts joined to some by rows of any day, with the rows about all of them.
    fn follow(&mut self, own: &BTreeSet<LoanId>) -> Result<BTreeSet<LoanId>, ViewError> {
        let mut debts = own.clone();
        loop {
            for debt in &debts {
                self.ask(FactId::new("debt", debt))?;
            }
            let rows: Vec<Row> = self.versions.values().filter_map(|one| one.row().cloned()).collect();
            let things = rows.iter().flat_map(Row::names).filter(is_thing);
            for thing in things.collect::<BTreeSet<_>>() {
                self.ask(thing)?;
            }
            let rows: Vec<Row> = self.versions.values().filter_map(|one| one.row().cloned()).collect();
            let found = scope(&rows, debts.iter().cloned()).debts;
            if found == debts {
                return Ok(debts);
            }
            debts = found;
        }
    }
}

fn is_thing(name: &FactId) -> bool {
    matches!(name.as_str().split_once(':'), Some(("group" | "security", _)))
}

/// A case with the rows about its debts, and the cases these join to it. `more` is what
/// is about to be learnt.
pub(crate) fn with_recourse(
    book: &Connection,
    mut case: CaseInput,
    known_to: i64,
    more: &[RowVersion],
) -> Result<CaseInput, ViewError> {
    let own: BTreeSet<LoanId> = case.loans.iter().map(|input| input.loan.id.clone()).collect();
    let versions = more.iter().map(|one| (one.seq, one.clone())).collect();
    let mut search = Search { book, known_to, versions, asked: BTreeSet::new() };
    let debts = search.follow(&own)?;
    let mut borrowers: BTreeSet<PartyId> = [case.party.clone()].into();
    for debt in debts.difference(&own) {
        let Some(fact) = current(book, "loan", debt.as_str(), known_to)? else { continue };
        borrowers.insert(load::parse::<makegood_book::Loan>("loan", &fact)?.borrower);
    }
    for party in &borrowers {
        search.ask(FactId::new("case", party))?;
    }
    let rows: Vec<RowVersion> = search.versions.into_values().collect();
    borrowers.remove(&case.party);
    let mut beside = Vec::new();
    for party in &borrowers {
        let mut other = load::case_alone(book, party, known_to)?;
        add_roles(&mut other, &rows, |party, roles| load::other_party(book, party, roles, known_to))?;
        beside.push(other);
    }
    add_roles(&mut case, &rows, |party, roles| load::other_party(book, party, roles, known_to))?;
    case.recourse = RecourseInput { rows, beside };
    Ok(case)
}

/// A case as it would stand with rows that are about to be learnt.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_with_rows(book: &Connection, party: &PartyId, more: &[RowVersion]) -> Result<CaseInput, ViewError> {
    with_recourse(book, load::case_alone(book, party, i64::MAX)?, i64::MAX, more)
}

/// The case in which a row of this table and id stands, wherever in the book.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn row_on_file(book: &Connection, table: &str, id: &str) -> Result<Option<RowVersion>, ViewError> {
    let found = naming(book, &FactId::new(table, id), i64::MAX)?;
    let last = found.into_iter().rfind(|version| version.key() == (table, id));
    Ok(last.filter(|version| version.row().is_some()))
}

/// The case in which a group was learnt; none where no row on file speaks of it.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn case_of_group(book: &Connection, group: &str) -> Result<Option<PartyId>, ViewError> {
    let named = naming(book, &FactId::new("group", group), i64::MAX)?;
    for version in named.iter().rev().filter(|version| version.row().is_some()) {
        let (table, id) = version.key();
        let stands = row_on_file(book, table, id)?.filter(|held| held.seq == version.seq);
        if stands.is_some() && matches!(table, "group" | "group_member") {
            return Ok(Some(version.learnt_in.clone()));
        }
    }
    Ok(None)
}
