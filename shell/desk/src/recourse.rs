//! Recourse and security of a case: rows learnt one by one into the journal, and what
//! follows from them and from the book.

use crate::decide::NOTE_CHARACTERS;
use crate::recourse_check::{FILE, Ground, policy, shown_on, wrong};
use crate::{Desk, DeskError, Refusal, append_and_apply};
use makegood_case::{CaseEvent, RecourseFactLearned, RecourseFactWithdrawn};
use makegood_day_close::{CaseInput, RowChange, RowVersion};
use makegood_journal::Event;
use makegood_recourse::{Facts, Recourse, Row};
use makegood_units::{BusinessDate, FactId, PartyId, StaffId};
use makegood_views::case_with_rows;

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
