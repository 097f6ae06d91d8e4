//! Recourse and security of a case: rows learnt one by one into the journal, and what
//! follows from them and from the book.

use crate::decide::NOTE_CHARACTERS;
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{CaseEvent, RecourseFactLearned, RecourseFactWithdrawn};
use makegood_day_close::{
    CaseInput, CloseError, RecourseCase, RowChange, RowVersion, recourse_before_policy, recourse_case,
};
use makegood_journal::{Connection, Event};
use makegood_recourse::{Facts, FileError, LegalRole, Recourse, Row, at_rows, check};
use makegood_units::{BusinessDate, FactId, PartyId, StaffId};
use makegood_views::{Policy, ViewError, case_with_rows, row_on_file};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What rows handed in are called where a line of them is named.
const FILE: &str = "rows";
/// Versions about to be learnt stand after everything on file.
const NOT_YET: i64 = i64::MAX - 1_000_000;

/// Recourse and security of a case.
#[derive(Clone, Debug)]
pub struct RecourseOf {
    /// Everything it is worked out from: the debts of the book, the roles, the rows.
    pub facts: Facts,
    /// The answer, or why there is none.
    pub answer: Result<Recourse, Vec<makegood_recourse::Refusal>>,
    /// The rows as they stand, by table and id.
    pub rows: Vec<RecourseRow>,
}

/// A row as it stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RecourseRow {
    /// The event that brought it.
    pub event: i64,
    /// Its table.
    pub table: String,
    /// Its id.
    pub id: String,
    /// The row.
    pub toml: String,
    /// The day it was learnt.
    pub on: BusinessDate,
    /// Who wrote it down.
    pub by: String,
}

impl Desk {
    /// Recourse and security of a case, as of the last closed day or of a later one on
    /// which something was recorded of the debts that belong together.
    ///
    /// # Errors
    /// [`Refusal::UnknownParty`] for somebody without a loan, or a record that cannot be read.
    pub fn recourse(&self, party: &PartyId) -> Result<RecourseOf, DeskError> {
        self.recourse_on(party, None)
    }

    /// The same as of a day, with everything known now that counts by then.
    ///
    /// # Errors
    /// As [`Desk::recourse`].
    pub fn recourse_on(&self, party: &PartyId, on: Option<BusinessDate>) -> Result<RecourseOf, DeskError> {
        let policy = Some(policy(&self.book)?);
        let case = case_with_rows(&self.book, party, &[])?;
        let as_of = on.map_or_else(|| self.shown_on(&case), Ok)?;
        let known = Ground { as_of, policy }.read(&case)?;
        let answer = known.answer();
        let rows = known.rows.iter().filter_map(shown).collect();
        Ok(RecourseOf { facts: known.facts, answer, rows })
    }

    /// Writes rows of the tables of `docs/recourse.md` into a case: all of them, or none.
    /// A row with the table and id of an earlier one takes its place; a row that says the
    /// same as the one on file is passed over. Returns the numbers of the events.
    ///
    /// # Errors
    /// [`Refusal::NotRecourseRows`] with every row that does not read, or that would make
    /// the facts contradict each other; or another named [`Refusal`]. Nothing was written.
    pub fn learn_recourse(&mut self, party: &PartyId, toml: &str, by: &StaffId) -> Result<Vec<i64>, DeskError> {
        let today = self.clock.today();
        let clock = self.clock.clone();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let policy = Some(policy(&transaction)?);
        let before = case_with_rows(&transaction, party, &[])?;
        let ground = Ground { as_of: shown_on(&transaction, &before, today)?.max(today), policy };
        let known = ground.read(&before)?;
        let rows = known.facts.rows(FILE, toml).map_err(Refusal::NotRecourseRows)?;
        if rows.is_empty() {
            return Err(Refusal::NothingToLearn.into());
        }
        let is_new = |row: &&Row| {
            let held = known.rows.iter().filter_map(RowVersion::row);
            !held.into_iter().any(|held| held.fact() == row.fact() && held.toml == row.toml)
        };
        let new: Vec<Row> = rows.iter().filter(is_new).cloned().collect();
        let version = |(row, seq): (&Row, i64)| RowVersion {
            seq,
            on: today,
            learnt_in: party.clone(),
            by: by.clone(),
            change: RowChange::Learnt(row.clone()),
        };
        let more: Vec<RowVersion> = new.iter().zip(NOT_YET..).map(version).collect();
        let after = ground.read(&case_with_rows(&transaction, party, &more)?)?;
        let wrong = wrong(&transaction, &known, &after, &new, None, &ground)?;
        if !wrong.is_empty() {
            return Err(Refusal::NotRecourseRows(wrong).into());
        }
        let mut events = Vec::new();
        for row in new {
            let learnt = RecourseFactLearned { table: row.table, id: row.id, row: row.toml, by: by.clone() };
            let event = Event::Case { party: party.clone(), event: CaseEvent::RecourseFactLearned(learnt) };
            events.push(append_and_apply(&transaction, &clock, today, by.as_str(), event)?.seq);
        }
        transaction.commit()?;
        Ok(events)
    }

    /// Withdraws a row that turned out not to hold. It stays in the journal.
    ///
    /// # Errors
    /// [`Refusal::NoSuchRow`], [`Refusal::WithdrawnWithoutReason`], or
    /// [`Refusal::NotRecourseRows`] where something still on file rests on the row.
    /// Nothing was written.
    pub fn withdraw_recourse(
        &mut self,
        party: &PartyId,
        table: &str,
        id: &str,
        reason: &str,
        by: &StaffId,
    ) -> Result<i64, DeskError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Refusal::WithdrawnWithoutReason.into());
        }
        if reason.chars().count() > NOTE_CHARACTERS {
            return Err(Refusal::NoteTooLong(NOTE_CHARACTERS).into());
        }
        let today = self.clock.today();
        let clock = self.clock.clone();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let policy = Some(policy(&transaction)?);
        let before = case_with_rows(&transaction, party, &[])?;
        let ground = Ground { as_of: shown_on(&transaction, &before, today)?.max(today), policy };
        let known = ground.read(&before)?;
        let held = known.rows.iter().find(|version| version.key() == (table, id));
        let no_such = || Refusal::NoSuchRow { table: table.to_owned(), id: id.to_owned() };
        // A rule holds for the case it was learnt in, and is withdrawn there.
        let case = held.ok_or_else(no_such)?.learnt_in.clone();
        let change = RowChange::Withdrawn(table.to_owned(), id.to_owned());
        let gone = RowVersion { seq: NOT_YET, on: today, learnt_in: case.clone(), by: by.clone(), change };
        let after = ground.read(&case_with_rows(&transaction, party, &[gone])?)?;
        let wrong = wrong(&transaction, &known, &after, &[], Some(FactId::new(table, id)), &ground)?;
        if !wrong.is_empty() {
            return Err(Refusal::NotRecourseRows(wrong).into());
        }
        let (table, id, reason) = (table.to_owned(), id.to_owned(), reason.to_owned());
        let withdrawn = RecourseFactWithdrawn { table, id, reason, by: by.clone() };
        let event = Event::Case { party: case, event: CaseEvent::RecourseFactWithdrawn(withdrawn) };
        let entry = append_and_apply(&transaction, &clock, today, by.as_str(), event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    fn shown_on(&self, case: &CaseInput) -> Result<BusinessDate, DeskError> {
        shown_on(&self.book, case, self.clock.today())
    }
}

fn policy(book: &Connection) -> Result<Rc<Policy>, DeskError> {
    Ok(makegood_views::policy_of(book, i64::MAX)?.ok_or(Refusal::NoPolicy)?)
}

/// The last closed day, or a later one on which something was recorded of the cases that
/// belong together: the same from each of them. Before the first close, today.
fn shown_on(book: &Connection, case: &CaseInput, today: BusinessDate) -> Result<BusinessDate, DeskError> {
    let closed = makegood_views::last_closed(book)?.unwrap_or(today);
    let events = case.events.iter().chain(case.recourse.beside.iter().flat_map(|one| &one.events));
    Ok(events.map(|one| one.effective_on).fold(closed, BusinessDate::max))
}

/// On what a case is read: a day, and the policy in force, if there is one yet.
struct Ground {
    as_of: BusinessDate,
    policy: Option<Rc<Policy>>,
}

impl Ground {
    fn read(&self, case: &CaseInput) -> Result<RecourseCase, DeskError> {
        let book = |error: CloseError| ViewError::Book { loan: error.loan, source: error.source };
        let known = match &self.policy {
            Some(policy) => recourse_case(case, self.as_of, policy.rules()),
            None => recourse_before_policy(case, self.as_of),
        };
        Ok(known.map_err(book)?.ok_or_else(|| Refusal::UnknownParty(case.party.clone()))?)
    }
}

fn shown(version: &RowVersion) -> Option<RecourseRow> {
    let row = version.row()?;
    Some(RecourseRow {
        event: version.seq,
        table: row.table.clone(),
        id: row.id.clone(),
        toml: row.toml.clone(),
        on: version.on,
        by: version.by.to_string(),
    })
}

/// What new rows, or the want of a row, would contradict that did not contradict before:
/// a correction has to be possible where the book moved on under what was learnt.
fn wrong(
    book: &Connection,
    before: &RecourseCase,
    after: &RecourseCase,
    new: &[Row],
    withdrawn: Option<FactId>,
    ground: &Ground,
) -> Result<Vec<FileError>, DeskError> {
    if !after.unread.is_empty() {
        return Ok(after.unread.clone());
    }
    let known = check(&before.facts);
    let mut found = check(&after.facts);
    found.extend(across(book, after, ground)?);
    found.retain(|one| !known.iter().any(|old| (old.code, &old.says) == (one.code, &one.says)));
    found.dedup();
    let mut errors = at_rows(FILE, new, &found);
    errors.extend(lost(before, after, new, withdrawn));
    for row in new {
        errors.extend(elsewhere(book, after, row)?);
    }
    errors.sort_by_key(|error| error.line);
    Ok(errors)
}

/// Rows that would belong to nothing: a new one about no debt of this case, and one on file
/// that hangs on what is taken away.
fn lost(before: &RecourseCase, after: &RecourseCase, new: &[Row], withdrawn: Option<FactId>) -> Vec<FileError> {
    let stays = |row: &Row| after.rows.iter().filter_map(RowVersion::row).any(|one| one.fact() == row.fact());
    let error = |line, says, way_out: &str| {
        let (file, way_out) = (FILE.to_owned(), way_out.to_owned());
        FileError { file, line, code: "unknown_reference", says, way_out }
    };
    let stray = new.iter().filter(|row| !stays(row)).map(|row| {
        let says = format!("{} {} names no debt, group or security of this case", row.table, row.id);
        error(row.line, says, "name one that is there, or write it in the case of that debt")
    });
    let gone = before.rows.iter().filter_map(RowVersion::row).filter(|row| !stays(row));
    let gone = gone.filter(|row| Some(row.fact()) != withdrawn).map(|row| {
        let says = format!("{} {} rests on what is taken away", row.table, row.id);
        error(0, says, "correct or withdraw it first")
    });
    stray.chain(gone).collect()
}

/// A row of this table and id that stands in a case with which this one shares nothing.
fn elsewhere(book: &Connection, after: &RecourseCase, row: &Row) -> Result<Option<FileError>, DeskError> {
    if row.is_general() {
        return Ok(None);
    }
    let Some(held) = row_on_file(book, &row.table, &row.id)? else { return Ok(None) };
    Ok((!borrowers(&after.facts).any(|party| party == held.learnt_in)).then(|| FileError {
        file: FILE.to_owned(),
        line: row.line,
        code: "id_twice",
        says: format!("{} {} is on file in the case of {}, about other debts", row.table, row.id, held.learnt_in),
        way_out: "give it an id of its own".to_owned(),
    }))
}

/// Guarantors who stand in for each other across cases: everybody who guarantees here,
/// with whoever guarantees for them.
fn across(
    book: &Connection,
    after: &RecourseCase,
    ground: &Ground,
) -> Result<Vec<makegood_recourse::Refusal>, DeskError> {
    let mut all = after.facts.clone();
    let mut seen: BTreeSet<PartyId> = borrowers(&all).collect();
    while let Some(next) = all.liable.iter().map(|one| &one.party).find(|party| !seen.contains(*party)).cloned() {
        seen.insert(next.clone());
        let case = case_with_rows(book, &next, &[])?;
        if case.loans.is_empty() {
            continue;
        }
        let facts = ground.read(&case)?.facts;
        seen.extend(borrowers(&facts));
        let known = |all: &Facts, one: &makegood_recourse::Debt| all.debts.iter().any(|debt| debt.id == one.id);
        let new: Vec<_> = facts.debts.iter().filter(|debt| !known(&all, debt)).cloned().collect();
        let liable = facts.liable.into_iter().filter(|one| new.iter().any(|debt| debt.id == one.debt));
        all.liable.extend(liable);
        all.debts.extend(new);
    }
    let mut found = check(&all);
    found.retain(|one| one.code == "cyclic_guarantee");
    Ok(found)
}

fn borrowers(facts: &Facts) -> impl Iterator<Item = PartyId> {
    let own = facts.liable.iter().filter(|one| one.role == LegalRole::Borrower);
    own.map(|one| one.party.clone()).collect::<Vec<_>>().into_iter()
}

/// What a delivery brings one row at a time completes later: a group has one member after
/// its first row.
const COMPLETES_LATER: [&str; 2] = ["group_too_small", "borrower_not_member"];

/// What a delivered row would contradict, beside rows of the same delivery that are not
/// in the journal yet.
pub(crate) fn contradiction(
    book: &Connection,
    today: BusinessDate,
    pending: &[RowVersion],
    version: &RowVersion,
) -> Result<Option<FileError>, DeskError> {
    let Some(row) = version.row() else { return Ok(None) };
    let before = case_with_rows(book, &version.learnt_in, pending)?;
    let policy = makegood_views::policy_of(book, i64::MAX)?;
    let ground = Ground { as_of: shown_on(book, &before, today)?.max(today), policy };
    let more: Vec<RowVersion> = pending.iter().chain([version]).cloned().collect();
    let after = ground.read(&case_with_rows(book, &version.learnt_in, &more)?)?;
    let wrong = wrong(book, &ground.read(&before)?, &after, std::slice::from_ref(row), None, &ground)?;
    Ok(wrong.into_iter().find(|error| !COMPLETES_LATER.contains(&error.code)))
}
