//! Desks beside the first one, at the same book: readers, and one for long work.

use crate::{Desk, DeskError};
use makegood_journal::{begin_reading, end_reading, open, open_reading};
use makegood_views::Unseen;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;

impl Desk {
    /// The file of the book; none where it lives in memory.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// A desk at the same book that can read and not write; none for a book in memory,
    /// which has one connection only.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn reader(&self) -> Result<Option<Self>, DeskError> {
        let Some(file) = &self.file else { return Ok(None) };
        Ok(Some(Self { book: open_reading(file)?, clock: self.clock.clone(), file: Some(file.clone()) }))
    }

    /// A desk at the same book for long work, such as a close: it writes in turn with
    /// this one. None for a book in memory.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn second(&self) -> Result<Option<Self>, DeskError> {
        let Some(file) = &self.file else { return Ok(None) };
        Ok(Some(Self { book: open(file)?, clock: self.clock.clone(), file: Some(file.clone()) }))
    }

    /// Has work done that only reads, in one state of the book, whatever others write
    /// meanwhile. A panic of the work goes on after the state was let go.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn in_one_state<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> Result<T, DeskError> {
        begin_reading(&self.book)?;
        let answer = catch_unwind(AssertUnwindSafe(|| work(self)));
        end_reading(&self.book)?;
        answer.map_err(|panic| resume_unwind(panic))
    }

    /// Has work done that only reads, for somebody who does not see everything of people. A
    /// panic of the work goes on after the queries answer with everything again.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn without<T>(&mut self, unseen: Unseen, work: impl FnOnce(&mut Self) -> T) -> Result<T, DeskError> {
        if unseen.is_nothing() {
            return Ok(work(self));
        }
        unseen.hide(&self.book)?;
        let answer = catch_unwind(AssertUnwindSafe(|| work(self)));
        makegood_views::show(&self.book)?;
        answer.map_err(|panic| resume_unwind(panic))
    }
}
