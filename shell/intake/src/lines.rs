//! CSV as lines: one row at a time, in bounded memory, resuming after damage.
//!
//! Rows without quotation marks are split here; rows with them go through the
//! `csv` crate. An unclosed quotation mark costs the row on which it stands, not
//! the rest of the file.

use crate::RefusalCode;
use crate::refusal::Fault;
use std::io::{self, BufRead, Read as _};

/// The longest row that is read: 1 MiB.
const LIMIT: u64 = 1 << 20;
/// How many lines one quoted value may reach over.
const LINES_IN_A_CELL: usize = 50;

/// Rows of a CSV file.
pub(crate) struct Lines {
    source: Box<dyn BufRead + Send>,
    delimiter: u8,
    /// Lines read ahead in search of a closing quotation mark.
    ahead: std::collections::VecDeque<Vec<u8>>,
    line: u64,
    pub bytes: u64,
}

/// What stands in the file next.
pub(crate) enum Next {
    /// The bytes of one row, without its end, and the line on which it begins.
    Row(u64, Vec<u8>),
    /// A row that cannot be split.
    Fault(u64, Fault),
    /// An empty line.
    Blank,
    /// The end.
    End,
}

impl Lines {
    pub fn new(source: Box<dyn BufRead + Send>) -> Self {
        Self { source, delimiter: b',', ahead: Default::default(), line: 0, bytes: 0 }
    }

    /// Takes the delimiter from the header: the one of `,`, `;` and tab that it
    /// holds most often.
    pub fn detect_delimiter(&mut self, header: &[u8]) {
        let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
        self.delimiter = [b'\t', b';', b','].into_iter().max_by_key(|wanted| count(*wanted)).unwrap_or(b',');
    }

    /// The next row.
    pub fn next(&mut self) -> io::Result<Next> {
        let Some((mut row, too_long)) = self.line()? else { return Ok(Next::End) };
        self.line += 1;
        let line = self.line;
        if too_long {
            return Ok(Next::Fault(line, Fault::new("", lossy(&row), RefusalCode::LineTooLong)));
        }
        if row.iter().all(u8::is_ascii_whitespace) && !row.contains(&b'\t') {
            return Ok(Next::Blank);
        }
        let mut taken = Vec::new();
        let mut at = after(At::CellStart, &row, self.delimiter);
        while at == At::Quoted {
            let more = if taken.len() < LINES_IN_A_CELL { self.line()? } else { None };
            match more {
                Some((more, false)) if (row.len() + more.len()) as u64 <= LIMIT => {
                    row.push(b'\n');
                    row.extend_from_slice(&more);
                    at = after(at, &more, self.delimiter);
                    taken.push(more);
                }
                other => {
                    // Give the lines back: they are rows of their own.
                    let first = row.split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
                    taken.extend(other.map(|(more, _)| more));
                    taken.into_iter().rev().for_each(|line| self.ahead.push_front(line));
                    return Ok(Next::Fault(line, Fault::new("", lossy(&first), RefusalCode::UnclosedQuote)));
                }
            }
        }
        self.line += taken.len() as u64;
        Ok(Next::Row(line, row))
    }

    /// One line without its end, and whether it was cut at the limit.
    fn line(&mut self) -> io::Result<Option<(Vec<u8>, bool)>> {
        if let Some(line) = self.ahead.pop_front() {
            let too_long = line.len() as u64 >= LIMIT;
            return Ok(Some((line, too_long)));
        }
        let mut line = Vec::new();
        let read = (&mut self.source).take(LIMIT).read_until(b'\n', &mut line)?;
        self.bytes += read as u64;
        if read == 0 {
            return Ok(None);
        }
        let ended = line.last() == Some(&b'\n');
        let too_long = !ended && line.len() as u64 >= LIMIT;
        if too_long {
            self.bytes += skip_line(&mut *self.source)?;
        }
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        Ok(Some((line, too_long)))
    }

    /// The cells of a row.
    pub fn split(&self, row: &[u8]) -> Result<Vec<String>, Fault> {
        let text = std::str::from_utf8(row).map_err(|error| {
            let at = error.valid_up_to();
            let byte = row.get(at).copied().unwrap_or_default();
            let guess = char::from(byte);
            let place = format!("byte {} of the row is 0x{byte:02X}", at + 1);
            let hint = format!("{place} ({guess:?} in Latin-1); save the file as UTF-8.");
            Fault::new("", lossy(row), RefusalCode::NotUtf8).hint(hint)
        })?;
        if !row.contains(&b'"') {
            return Ok(text.split(char::from(self.delimiter)).map(str::to_owned).collect());
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(self.delimiter)
            .buffer_capacity(row.len() + 1)
            .from_reader(row);
        let damaged = || Fault::new("", text, RefusalCode::DamagedRow);
        let record = reader.records().next().ok_or_else(damaged)?.map_err(|_| damaged())?;
        // A line break outside quotes would begin a second record.
        if reader.records().next().is_some() {
            return Err(damaged());
        }
        Ok(record.iter().map(str::to_owned).collect())
    }
}

fn skip_line(source: &mut dyn BufRead) -> io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = source.fill_buf()?;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let (used, done) = match end {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        source.consume(used);
        skipped += used as u64;
        if done {
            return Ok(skipped);
        }
    }
}

/// Where in a cell the reading stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    CellStart,
    Plain,
    Quoted,
    /// Just after a mark inside quotes: the end of the value, or half of a doubled mark.
    Mark,
}

/// Where the reading stands after `bytes`.
fn after(mut at: At, bytes: &[u8], delimiter: u8) -> At {
    for byte in bytes {
        at = match (at, *byte) {
            (At::Quoted, b'"') => At::Mark,
            (At::Quoted, _) | (At::CellStart | At::Mark, b'"') => At::Quoted,
            (_, byte) if byte == delimiter => At::CellStart,
            _ => At::Plain,
        };
    }
    at
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.get(..400).unwrap_or(bytes)).into_owned()
}
