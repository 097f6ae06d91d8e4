//! Reads a CSV or a Parquet file row by row, whatever its types.

use crate::files::BookFile;
use crate::source::Source;
use crate::workers::guarded;
use crate::{AgeError, Place};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};

/// A heading is no longer than this.
const HEADING_BYTES: u64 = 1 << 20;

/// A value as the file holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or no such column.
    Empty,
    Text(&'a str),
    Whole(i64),
    /// Days since 1970-01-01.
    Day(i32),
    /// A decimal, written out.
    Decimal(String),
    /// Something this crate has no use for, as text.
    Other(String),
}

/// A column to read: its spellings, and whether the file may lack it.
pub(crate) struct Wanted {
    pub spellings: &'static [&'static str],
    pub optional: bool,
}

/// Hands every row to `visit`, its cells in the order of `wanted`.
pub(crate) fn each(
    file: &BookFile,
    wanted: &[Wanted],
    visit: &mut impl FnMut(Place, &[Cell]) -> Result<(), AgeError>,
) -> Result<(), AgeError> {
    if file.parquet { each_parquet(file, wanted, visit) } else { each_csv(file, wanted, visit) }
}

fn positions(file: &BookFile, wanted: &[Wanted], found: &[&str]) -> Result<Vec<Option<usize>>, AgeError> {
    let position = |column: &Wanted| {
        let at =
            column.spellings.iter().find_map(|name| found.iter().position(|known| known.eq_ignore_ascii_case(name)));
        if at.is_some() || column.optional {
            return Ok(at);
        }
        Err(AgeError::MissingColumn {
            file: file.name.clone(),
            wanted: column.spellings.join(" or "),
            found: found.iter().map(ToString::to_string).collect(),
        })
    };
    wanted.iter().map(position).collect()
}

fn each_csv(
    file: &BookFile,
    wanted: &[Wanted],
    visit: &mut impl FnMut(Place, &[Cell]) -> Result<(), AgeError>,
) -> Result<(), AgeError> {
    let broken = |error: csv::Error| {
        let line = error.position().map_or_else(String::new, |at| format!(", line {}", at.line()));
        AgeError::Broken { file: format!("{}{line}", file.name), says: error.to_string() }
    };
    let delimiter = delimiter(file)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(&file.path).map_err(broken)?;
    let heading = reader.headers().map_err(broken)?.clone();
    let positions = positions(file, wanted, &heading.iter().collect::<Vec<_>>())?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: &Option<usize>| match at.and_then(|at| record.get(at)) {
            None | Some("") => Cell::Empty,
            Some(text) => Cell::Text(text),
        };
        let cells: Vec<Cell> = positions.iter().map(cell).collect();
        visit(Place { file: file.name.clone(), group: None, row: line }, &cells)?;
    }
    Ok(())
}

/// Comma, semicolon or tab: whichever the heading holds most often.
fn delimiter(file: &BookFile) -> Result<u8, AgeError> {
    let refused = |source| AgeError::Io { path: file.path.clone(), source };
    let mut heading = Vec::new();
    let bytes = BufReader::new(File::open(&file.path).map_err(refused)?);
    bytes.take(HEADING_BYTES).read_until(b'\n', &mut heading).map_err(refused)?;
    let count = |mark: &u8| heading.iter().filter(|byte| *byte == mark).count();
    // Of equals the last wins, so the comma stands last.
    Ok(*b"\t;,".iter().max_by_key(|mark| count(mark)).unwrap_or(&b','))
}

fn each_parquet(
    file: &BookFile,
    wanted: &[Wanted],
    visit: &mut impl FnMut(Place, &[Cell]) -> Result<(), AgeError>,
) -> Result<(), AgeError> {
    let source = Source::open(file)?;
    let bytes = source.handle()?;
    let reader = guarded(&file.name, || SerializedFileReader::new(bytes))?;
    let fields = source.meta.file_metadata().schema().get_fields();
    let positions = positions(file, wanted, &fields.iter().map(|field| field.name()).collect::<Vec<_>>())?;
    for group in 0..source.groups() {
        let rows = guarded(&file.name, || reader.get_row_group(group))?;
        let mut rows = guarded(&file.name, || rows.get_row_iter(None))?;
        let mut at = 0;
        while let Some(row) = guarded(&file.name, || rows.next().transpose())? {
            let fields: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
            let cell =
                |at: &Option<usize>| at.and_then(|at| fields.get(at)).map_or(Cell::Empty, |field| cell_of(field));
            let cells: Vec<Cell> = positions.iter().map(cell).collect();
            visit(source.place(group, at), &cells)?;
            at += 1;
        }
        if at != source.rows(group) {
            let says = format!("row group {group} ends after {at} of {} rows", source.rows(group));
            return Err(AgeError::Broken { file: file.name.clone(), says });
        }
    }
    Ok(())
}

fn cell_of(field: &Field) -> Cell<'_> {
    match field {
        Field::Null => Cell::Empty,
        Field::Str(text) if text.is_empty() => Cell::Empty,
        Field::Str(text) => Cell::Text(text),
        Field::Byte(value) => Cell::Whole(i64::from(*value)),
        Field::Short(value) => Cell::Whole(i64::from(*value)),
        Field::Int(value) => Cell::Whole(i64::from(*value)),
        Field::Long(value) => Cell::Whole(*value),
        Field::Date(days) => Cell::Day(*days),
        Field::Decimal(_) => Cell::Decimal(field.to_string()),
        other => Cell::Other(other.to_string()),
    }
}
