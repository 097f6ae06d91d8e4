//! The columns of a schedule, read side by side.

use crate::AgeError;
use crate::fold::Row;
use crate::lane::Lane;
use crate::source::{Column, Source};
use makegood_book::Due;
use makegood_units::Amount;
use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

/// The columns of the schedule.
pub(crate) struct DueColumns {
    pub loan: Column,
    pub no: Column,
    pub due_on: Column,
    pub principal: Column,
    pub interest: Column,
    pub fee: Column,
}

/// The columns of a schedule in the hands of one thread.
pub(crate) struct Lanes<'a> {
    file: Arc<File>,
    no: Lane<'a>,
    due_on: Lane<'a>,
    principal: Lane<'a>,
    interest: Lane<'a>,
    fee: Lane<'a>,
}

impl<'a> Lanes<'a> {
    pub(crate) fn new(source: &'a Source, columns: &DueColumns) -> Result<Self, AgeError> {
        Ok(Self {
            file: Arc::new(source.handle()?),
            no: Lane::new(source, &columns.no),
            due_on: Lane::new(source, &columns.due_on),
            principal: Lane::new(source, &columns.principal),
            interest: Lane::new(source, &columns.interest),
            fee: Lane::new(source, &columns.fee),
        })
    }

    /// Goes to the start of a row group.
    pub(crate) fn start(&mut self, group: usize) -> Result<(), AgeError> {
        for lane in [&mut self.no, &mut self.due_on, &mut self.principal, &mut self.interest, &mut self.fee] {
            lane.start(&self.file, group)?;
        }
        Ok(())
    }

    /// Reads the next `rows` rows of every column.
    pub(crate) fn read(&mut self, rows: usize) -> Result<(), AgeError> {
        self.no.read_wide(rows)?;
        self.due_on.read_days(rows)?;
        self.principal.read_instalments(rows)?;
        self.interest.read_instalments(rows)?;
        self.fee.read_instalments(rows)
    }

    /// The handle of this thread.
    pub(crate) fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// Rows of the step, as the kernel reads them.
    pub(crate) fn dues(&self, rows: Range<usize>) -> impl Iterator<Item = Due> + Clone {
        let [principal, interest, fee] =
            [&self.principal, &self.interest, &self.fee].map(|lane| lane.wholes()[rows.clone()].iter());
        self.due_on.days()[rows].iter().zip(principal).zip(interest.zip(fee)).map(
            |((due_on, principal), (interest, fee))| {
                let [principal, interest, fee] = [principal, interest, fee].map(|minor| Amount::from_minor(*minor));
                Due { due_on: *due_on, principal, interest, fee }
            },
        )
    }

    /// Rows of the step with their numbers.
    pub(crate) fn rows(&self, rows: Range<usize>) -> impl Iterator<Item = Row> {
        self.no.wholes()[rows.clone()].iter().zip(self.dues(rows)).map(|(no, due)| Row { no: *no, due })
    }

    /// Whether both date and number rise from row to row.
    pub(crate) fn rise(&self, rows: Range<usize>) -> bool {
        let (days, numbers) = (&self.due_on.days()[rows.clone()], &self.no.wholes()[rows]);
        days.windows(2).zip(numbers.windows(2)).all(|(day, no)| day[0] < day[1] && no[0] < no[1])
    }
}
