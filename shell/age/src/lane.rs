//! One column, read step by step into a buffer that is used again.

use crate::AgeError;
use crate::error::{INSTALMENT_RANGE, PAYMENT_RANGE, fits_instalment, fits_payment};
use crate::source::{Column, Source};
use crate::workers::guarded;
use makegood_units::BusinessDate;
use parquet::column::reader::ColumnReaderImpl;
use parquet::data_type::{Int32Type, Int64Type};
use parquet::file::serialized_reader::SerializedPageReader;
use std::fs::File;
use std::sync::Arc;

enum Reader {
    Narrow(ColumnReaderImpl<Int32Type>),
    Wide(ColumnReaderImpl<Int64Type>),
}

/// One column of a file in the hands of one thread.
pub(crate) struct Lane<'a> {
    source: &'a Source,
    column: Column,
    group: usize,
    /// Rows of the row group read before the present step.
    before: usize,
    reader: Option<Reader>,
    levels: Vec<i16>,
    narrow: Vec<i32>,
    wide: Vec<i64>,
    days: Vec<BusinessDate>,
}

impl<'a> Lane<'a> {
    pub(crate) fn new(source: &'a Source, column: &Column) -> Self {
        let (levels, narrow, wide, days) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { source, column: column.clone(), group: 0, before: 0, reader: None, levels, narrow, wide, days }
    }

    /// Goes to the start of a row group.
    pub(crate) fn start(&mut self, file: &Arc<File>, group: usize) -> Result<(), AgeError> {
        (self.group, self.before) = (group, 0);
        let chunk = self.source.meta.row_group(group).column(self.column.at);
        let (offset, bytes) = (chunk.data_page_offset(), chunk.compressed_size());
        if offset < 0 || bytes < 0 {
            return Err(self.broken("a column lies outside the file"));
        }
        if chunk.num_values() != self.source.meta.row_group(group).num_rows() {
            return Err(self.broken("a column is shorter or longer than its row group"));
        }
        let rows = self.source.rows(group);
        let pages = guarded(&self.source.name, || SerializedPageReader::new(file.clone(), chunk, rows, None));
        let pages = Box::new(pages.map_err(|error| self.at_column(error))?);
        let about = chunk.column_descr_ptr();
        self.reader = Some(match self.column.wide {
            true => Reader::Wide(ColumnReaderImpl::new(about, pages)),
            false => Reader::Narrow(ColumnReaderImpl::new(about, pages)),
        });
        self.levels.clear();
        self.narrow.clear();
        self.wide.clear();
        Ok(())
    }

    /// Reads exactly the next `rows` rows; an empty value is refused.
    pub(crate) fn read(&mut self, rows: usize) -> Result<(), AgeError> {
        self.before += self.narrow.len().max(self.wide.len());
        self.levels.clear();
        self.narrow.clear();
        self.wide.clear();
        let levels = Some(&mut self.levels);
        let read = guarded(&self.source.name, || match &mut self.reader {
            Some(Reader::Narrow(reader)) => reader.read_records(rows, levels, None, &mut self.narrow),
            Some(Reader::Wide(reader)) => reader.read_records(rows, levels, None, &mut self.wide),
            None => Ok((0, 0, 0)),
        });
        let (found, filled, _) = read.map_err(|error| self.at_column(error))?;
        if filled < found
            && let Some(at) = self.levels.iter().position(|level| *level == 0)
        {
            let place = self.source.place(self.group, self.before + at);
            return Err(AgeError::Empty { place, column: self.column.name.clone() });
        }
        if found != rows || filled != rows {
            return Err(self.broken("a column ends before its row group does"));
        }
        Ok(())
    }

    /// As [`Lane::read`]; a column of 32 bits is widened.
    pub(crate) fn read_wide(&mut self, rows: usize) -> Result<(), AgeError> {
        self.read(rows)?;
        if !self.column.wide {
            self.wide.extend(self.narrow.iter().map(|value| i64::from(*value)));
        }
        Ok(())
    }

    /// As [`Lane::read_wide`]; an amount no instalment may have is refused.
    pub(crate) fn read_instalments(&mut self, rows: usize) -> Result<(), AgeError> {
        self.read_wide(rows)?;
        // One pass without branches tells that all is well; the slow look is for bad files.
        let bits = self.wide.iter().fold(0, |bits, minor| bits | *minor);
        if (0..1 << 49).contains(&bits) { Ok(()) } else { self.all(fits_instalment, INSTALMENT_RANGE) }
    }

    /// As [`Lane::read_wide`]; an amount no payment may have is refused.
    pub(crate) fn read_payments(&mut self, rows: usize) -> Result<(), AgeError> {
        self.read_wide(rows)?;
        let bits = self.wide.iter().fold(0, |bits, minor| bits | (*minor ^ (*minor >> 63)));
        if bits < 1 << 49 { Ok(()) } else { self.all(fits_payment, PAYMENT_RANGE) }
    }

    /// As [`Lane::read`]; a day outside the calendar is refused.
    pub(crate) fn read_days(&mut self, rows: usize) -> Result<(), AgeError> {
        self.read(rows)?;
        self.days.clear();
        let known = |days: i32| BusinessDate::try_from_epoch_days(days);
        let ends = (i32::MAX, i32::MIN);
        let (first, last) = self.narrow.iter().fold(ends, |(low, high), day| (low.min(*day), high.max(*day)));
        if let (Some(first), Some(_)) = (known(first), known(last)) {
            // The days between two of the calendar are of it too: the first stands for none of them.
            self.days.extend(self.narrow.iter().map(|day| known(*day).unwrap_or(first)));
            return Ok(());
        }
        let Some(at) = self.narrow.iter().position(|days| known(*days).is_none()) else { return Ok(()) };
        let place = self.source.place(self.group, self.before + at);
        Err(AgeError::NoSuchDay { place, column: self.column.name.clone(), days: self.narrow[at] })
    }

    /// The step read last, of a column of days.
    pub(crate) fn days(&self) -> &[BusinessDate] {
        &self.days
    }

    /// The step read last, widened.
    pub(crate) fn wholes(&self) -> &[i64] {
        &self.wide
    }

    fn all(&self, fits: fn(i64) -> bool, says: &'static str) -> Result<(), AgeError> {
        let Some(at) = self.wide.iter().position(|minor| !fits(*minor)) else { return Ok(()) };
        let place = self.source.place(self.group, self.before + at);
        Err(AgeError::AmountOut { place, column: self.column.name.clone(), minor: self.wide[at], says })
    }

    fn broken(&self, says: &str) -> AgeError {
        self.at_column(AgeError::Broken { file: String::new(), says: says.to_owned() })
    }

    /// The same refusal, with the row group and the column.
    fn at_column(&self, error: AgeError) -> AgeError {
        match error {
            AgeError::Broken { says, .. } => {
                let file = format!("{}, row group {}, column {}", self.source.name, self.group, self.column.name);
                AgeError::Broken { file, says }
            }
            other => other,
        }
    }
}
