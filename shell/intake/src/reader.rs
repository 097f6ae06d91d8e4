//! One file, row by row.

use crate::cell::{Cell, Fields};
use crate::draft::{self, Draft};
use crate::layout::Layout;
use crate::lines::{Lines, Next};
use crate::parquet_rows::ParquetRows;
use crate::refusal::Fault;
use crate::{Entity, FileRefusal, RefusalCode, RowRefusal};
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// A row, read alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// Understood. [`crate::Check`] holds it against the book.
    Read(Box<Draft>),
    /// Not taken.
    Refused(Box<RowRefusal>),
}

/// How far a file has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows read, blank ones included.
    pub rows: u64,
    /// Blank rows among them.
    pub blank: u64,
    /// Bytes read.
    pub bytes: u64,
    /// The size of the file.
    pub bytes_total: u64,
    /// How many rows there are, where the file says so (Parquet).
    pub rows_total: Option<u64>,
}

enum Source {
    Csv(Lines),
    Parquet(Box<ParquetRows>),
    /// A read error was reported; nothing follows.
    Over,
}

/// The rows of one file, in the order of the file.
pub struct Reader {
    file: String,
    layout: Layout,
    source: Source,
    progress: Progress,
    /// A row read while the file was opened, to see that there is one.
    first: Option<Row>,
}

/// Opens a file and reads its header.
///
/// # Errors
/// A [`FileRefusal`] when nothing of the file can be taken.
pub fn open(path: &Path) -> Result<Reader, FileRefusal> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unreadable = |error: std::io::Error| FileRefusal::new(&name, RefusalCode::UnreadableFile, format!("{error}."));
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut source = BufReader::with_capacity(1 << 16, file);
    let start = source.fill_buf().map_err(unreadable)?;
    let called_parquet = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("parquet"));
    if start.starts_with(b"PAR1") {
        return Reader::parquet(name, source.into_inner(), size);
    }
    if called_parquet && size > 0 {
        return Err(FileRefusal::new(&name, RefusalCode::NotParquet, "It does not begin with PAR1."));
    }
    read_csv(&name, Box::new(source), size)
}

/// Reads CSV from anything; `size` is for the progress only.
///
/// # Errors
/// A [`FileRefusal`] when nothing of the file can be taken.
pub fn read_csv(name: &str, mut source: Box<dyn BufRead + Send>, size: u64) -> Result<Reader, FileRefusal> {
    let unreadable = |error: std::io::Error| FileRefusal::new(name, RefusalCode::UnreadableFile, format!("{error}."));
    let start = source.fill_buf().map_err(unreadable)?;
    if let Some((code, found)) = not_csv(start) {
        return Err(FileRefusal::new(name, code, found));
    }
    let mark = if start.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    source.consume(mark);
    let mut lines = Lines::new(source);
    let header = loop {
        match lines.next().map_err(unreadable)? {
            Next::Blank => {}
            Next::End => return Err(FileRefusal::new(name, RefusalCode::EmptyFile, "")),
            Next::Fault(_, fault) => {
                return Err(FileRefusal::new(name, RefusalCode::HeaderTooLong, fault.code.sentence()));
            }
            Next::Row(_, bytes) => break bytes,
        }
    };
    lines.detect_delimiter(&header);
    let cells = lines.split(&header).map_err(|fault| {
        FileRefusal::new(name, RefusalCode::NotText, fault.hint.unwrap_or_else(|| fault.code.sentence().to_owned()))
    })?;
    let layout = Layout::detect(name, &cells)?;
    let progress = Progress { bytes_total: size, ..Progress::default() };
    Reader { file: name.to_owned(), layout, source: Source::Csv(lines), progress, first: None }.with_first()
}

/// Why these first bytes are not CSV in UTF-8.
fn not_csv(start: &[u8]) -> Option<(RefusalCode, &'static str)> {
    let head = start.get(..256).unwrap_or(start);
    let magic: [(&[u8], RefusalCode, &str); 6] = [
        (b"\xFF\xFE", RefusalCode::Utf16, "Byte 1 begins a UTF-16 (little endian) byte-order mark."),
        (b"\xFE\xFF", RefusalCode::Utf16, "Byte 1 begins a UTF-16 (big endian) byte-order mark."),
        (b"PK\x03\x04", RefusalCode::NotText, "It is an Excel workbook or a zip archive."),
        (b"\xD0\xCF\x11\xE0", RefusalCode::NotText, "It is an old Excel workbook."),
        (b"\x1F\x8B", RefusalCode::NotText, "It is packed with gzip."),
        (b"%PDF", RefusalCode::NotText, "It is a PDF."),
    ];
    let known = magic.into_iter().find(|(bytes, ..)| head.starts_with(bytes)).map(|(_, code, found)| (code, found));
    let nul = || head.iter().position(|byte| *byte == 0);
    known.or_else(|| match nul()? {
        1 if head.get(3) == Some(&0) => Some((RefusalCode::Utf16, "Every second byte is zero, from byte 2 on.")),
        0 if head.get(2) == Some(&0) => Some((RefusalCode::Utf16, "Every second byte is zero, from byte 1 on.")),
        _ => Some((RefusalCode::NotText, "It holds zero bytes.")),
    })
}

impl Reader {
    fn parquet(name: String, file: File, size: u64) -> Result<Self, FileRefusal> {
        let rows = ParquetRows::open(&name, file)?;
        let layout = Layout::detect(&name, rows.names())?;
        let rows = rows.fit(&name, &layout)?;
        let progress = Progress { bytes_total: size, rows_total: Some(rows.total()), ..Progress::default() };
        Self { file: name, layout, source: Source::Parquet(Box::new(rows)), progress, first: None }.with_first()
    }

    fn with_first(mut self) -> Result<Self, FileRefusal> {
        self.first = self.read();
        if self.first.is_none() {
            return Err(FileRefusal::new(&self.file, RefusalCode::HeaderOnly, ""));
        }
        Ok(self)
    }

    /// What kind of file this is.
    pub fn entity(&self) -> Entity {
        self.layout.entity
    }

    /// The file, as it was named.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Columns of the file that the format does not know. They are not read, and
    /// the person who imports is told so.
    pub fn unknown_columns(&self) -> &[String] {
        &self.layout.unknown
    }

    /// How far the file has been read.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    fn read(&mut self) -> Option<Row> {
        loop {
            let (line, cells) = match &mut self.source {
                Source::Over => return None,
                Source::Parquet(rows) => {
                    let next = rows.next();
                    self.progress.bytes = rows.bytes();
                    match next? {
                        Ok(row) => row,
                        Err((line, fault)) => {
                            self.source = Source::Over;
                            (line, Err(fault))
                        }
                    }
                }
                Source::Csv(lines) => {
                    let next = lines.next();
                    self.progress.bytes = lines.bytes;
                    match next {
                        Ok(Next::End) => return None,
                        Ok(Next::Blank) => (0, Ok(Vec::new())),
                        Ok(Next::Fault(line, fault)) => (line, Err(fault)),
                        Ok(Next::Row(line, bytes)) => (line, csv_cells(lines, &bytes, &self.layout)),
                        Err(error) => {
                            self.source = Source::Over;
                            (0, Err(Fault::new("", error, RefusalCode::UnreadableFile)))
                        }
                    }
                }
            };
            self.progress.rows += 1;
            match cells {
                Ok(cells) if cells.iter().all(is_blank) => self.progress.blank += 1,
                Ok(cells) => return Some(self.understand(line, &cells)),
                Err(fault) => return Some(Row::Refused(Box::new(fault.at(&self.file, line)))),
            }
        }
    }

    fn understand(&self, line: u64, cells: &[Cell<'_>]) -> Row {
        match draft::read(&Fields { layout: &self.layout, cells }) {
            Ok((reported_on, body)) => Row::Read(Box::new(Draft { line, reported_on, body })),
            Err(fault) => Row::Refused(Box::new(fault.at(&self.file, line))),
        }
    }
}

fn csv_cells(lines: &Lines, bytes: &[u8], layout: &Layout) -> Result<Vec<Cell<'static>>, Fault> {
    let cells = lines.split(bytes)?;
    let blank = cells.iter().all(|cell| cell.trim().is_empty());
    if cells.len() != layout.width && !blank {
        let found = format!("{} cells, the header has {}", cells.len(), layout.width);
        return Err(Fault::new("", found, RefusalCode::RaggedRow));
    }
    Ok(cells.into_iter().map(|cell| Cell::Text(Cow::Owned(cell))).collect())
}

fn is_blank(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Absent => true,
        Cell::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

impl Iterator for Reader {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        self.first.take().or_else(|| self.read())
    }
}
