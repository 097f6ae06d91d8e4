//! The columns of a schedule, read side by side.

use crate::AgeError;
use crate::fold::Row;
use crate::lane::Lane;
use crate::source::{Column, Source};
use makegood_book::Due;
use makegood_units::{Amount, BusinessDate};
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
    pub(crate) fn read(&mut self, rows: usize, days: &mut Days) -> Result<(), AgeError> {
        self.no.read_wide(rows)?;
        days.cover(self.due_on.read_days(rows)?);
        self.principal.read_instalments(rows)?;
        self.interest.read_instalments(rows)?;
        self.fee.read_instalments(rows)
    }

    /// The handle of this thread.
    pub(crate) fn file(&self) -> &Arc<File> {
        &self.file
    }

    /// The due days of the step.
    pub(crate) fn days(&self) -> &[i32] {
        self.due_on.days()
    }

    /// The row `at` of the step.
    pub(crate) fn due(&self, at: usize, days: &Days) -> Due {
        Due {
            due_on: days.day(self.due_on.days()[at]),
            principal: Amount::from_minor(self.principal.wholes()[at]),
            interest: Amount::from_minor(self.interest.wholes()[at]),
            fee: Amount::from_minor(self.fee.wholes()[at]),
        }
    }

    /// The row `at` of the step with its number.
    pub(crate) fn row(&self, at: usize, days: &Days) -> Row {
        Row { no: self.no.wholes()[at], due: self.due(at, days) }
    }

    /// Whether both date and number rise from row to row.
    pub(crate) fn rise(&self, rows: Range<usize>) -> bool {
        let (days, numbers) = (&self.due_on.days()[rows.clone()], &self.no.wholes()[rows]);
        days.windows(2).zip(numbers.windows(2)).all(|(day, no)| day[0] < day[1] && no[0] < no[1])
    }
}

/// The business dates of a span of days, made once: a schedule names few days many times.
#[derive(Default)]
pub(crate) struct Days {
    first: i32,
    dates: Vec<BusinessDate>,
}

impl Days {
    /// Makes the span reach from `low` to `high`, both inside the calendar.
    fn cover(&mut self, (low, high): (i32, i32)) {
        let held = self.first..self.first + i32::try_from(self.dates.len()).unwrap_or(0);
        if low > high || (held.contains(&low) && held.contains(&high)) {
            return;
        }
        let (low, high) = if held.is_empty() { (low, high) } else { (held.start.min(low), (held.end - 1).max(high)) };
        self.first = low;
        self.dates = (low..=high).filter_map(BusinessDate::try_from_epoch_days).collect();
    }

    fn day(&self, days: i32) -> BusinessDate {
        self.dates[days.abs_diff(self.first) as usize]
    }
}
