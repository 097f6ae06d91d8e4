//! Whether rows about recourse agree with what is known, before they are written.

use crate::{DeskError, Refusal};
use makegood_day_close::{CaseInput, CloseError, RecourseCase, RowVersion, recourse_before_policy, recourse_case};
use makegood_journal::Connection;
use makegood_recourse::{Debt, Facts, FileError, LegalRole, Row, at_rows, check};
use makegood_units::{BusinessDate, FactId, PartyId};
use makegood_views::{Policy, ViewError, case_with_rows, row_on_file};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What rows handed in are called where a line of them is named.
pub(crate) const FILE: &str = "rows";

pub(crate) fn policy(book: &Connection) -> Result<Rc<Policy>, DeskError> {
    Ok(makegood_views::policy_of(book, i64::MAX)?.ok_or(Refusal::NoPolicy)?)
}

/// The last closed day, or a later one on which something was recorded of the cases that
/// belong together: the same from each of them. Before the first close, today.
pub(crate) fn shown_on(book: &Connection, case: &CaseInput, today: BusinessDate) -> Result<BusinessDate, DeskError> {
    let closed = makegood_views::last_closed(book)?.unwrap_or(today);
    let events = case.events.iter().chain(case.recourse.beside.iter().flat_map(|one| &one.events));
    Ok(events.map(|one| one.effective_on).fold(closed, BusinessDate::max))
}

/// On what a case is read: a day, and the policy in force, if there is one yet.
pub(crate) struct Ground {
    pub(crate) as_of: BusinessDate,
    pub(crate) policy: Option<Rc<Policy>>,
}

impl Ground {
    pub(crate) fn read(&self, case: &CaseInput) -> Result<RecourseCase, DeskError> {
        let book = |error: CloseError| ViewError::Book { loan: error.loan, source: error.source };
        let known = match &self.policy {
            Some(policy) => recourse_case(case, self.as_of, policy.rules()),
            None => recourse_before_policy(case, self.as_of),
        };
        Ok(known.map_err(book)?.ok_or_else(|| Refusal::UnknownParty(case.party.clone()))?)
    }
}

/// What new rows, or the want of a row, would contradict that did not contradict before:
/// a correction has to be possible where the book moved on under what was learnt.
pub(crate) fn wrong(
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
        let known = |all: &Facts, one: &Debt| all.debts.iter().any(|debt| debt.id == one.id);
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
