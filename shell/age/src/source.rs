//! A Parquet file and the columns of it that are read.

use crate::files::BookFile;
use crate::workers::guarded;
use crate::{AgeError, Place};
use parquet::basic::{ConvertedType, LogicalType, Type};
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::fs::{File, Metadata};
use std::io;
use std::path::PathBuf;

/// What a column must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Signed integers of 32 or 64 bits.
    Whole,
    /// Days since 1970-01-01.
    Day,
}

/// One column of a file.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub at: usize,
    pub name: String,
    pub wide: bool,
}

/// A Parquet file, its footer read.
pub(crate) struct Source {
    pub path: PathBuf,
    pub name: String,
    pub meta: ParquetMetaData,
    /// Rows of the file before each row group.
    before: Vec<u64>,
    version: Version,
}

/// What tells a file from its replacement: length and time of change.
struct Version(Metadata);

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.modified().ok() == other.0.modified().ok()
    }
}

fn version(file: &File) -> io::Result<Version> {
    file.metadata().map(Version)
}

impl Source {
    pub(crate) fn open(file: &BookFile) -> Result<Self, AgeError> {
        let broken = |says: String| AgeError::Broken { file: file.name.clone(), says };
        let refused = |source| AgeError::Io { path: file.path.clone(), source };
        let bytes = File::open(&file.path).map_err(refused)?;
        let version = version(&bytes).map_err(refused)?;
        let reader = guarded(&file.name, || SerializedFileReader::new(bytes))?;
        let meta = reader.metadata().clone();
        let mut before = Vec::with_capacity(meta.num_row_groups());
        let mut rows = 0_u64;
        for group in meta.row_groups() {
            before.push(rows);
            let more = u64::try_from(group.num_rows()).ok();
            rows = more
                .and_then(|more| rows.checked_add(more))
                .ok_or_else(|| broken("its row counts make no sense".to_owned()))?;
        }
        if u64::try_from(meta.file_metadata().num_rows()) != Ok(rows) {
            return Err(broken("its row groups do not add up to the rows it promises".to_owned()));
        }
        Ok(Self { path: file.path.clone(), name: file.name.clone(), meta, before, version })
    }

    pub(crate) fn groups(&self) -> usize {
        self.meta.num_row_groups()
    }

    pub(crate) fn rows(&self, group: usize) -> usize {
        usize::try_from(self.meta.row_group(group).num_rows()).unwrap_or(0)
    }

    /// The place of the row `at` of a row group, both from 0.
    pub(crate) fn place(&self, group: usize, at: usize) -> Place {
        Place { file: self.name.clone(), group: Some(group), row: self.before[group] + at as u64 + 1 }
    }

    /// A file handle of one thread: handles that are cloned share their position.
    /// A file that was replaced since its footer was read is refused.
    pub(crate) fn handle(&self) -> Result<File, AgeError> {
        let refused = |source| AgeError::Io { path: self.path.clone(), source };
        let file = File::open(&self.path).map_err(refused)?;
        if version(&file).map_err(refused)? != self.version {
            let says = "it changed while it was being read".to_owned();
            return Err(AgeError::Broken { file: self.name.clone(), says });
        }
        Ok(file)
    }

    fn find(&self, spellings: &[&str]) -> Option<(usize, &ColumnDescriptor)> {
        let columns = self.meta.file_metadata().schema_descr().columns();
        let named = |wanted: &str| columns.iter().position(|column| column.path().string() == wanted);
        let at = spellings.iter().find_map(|wanted| named(wanted))?;
        Some((at, columns.get(at)?))
    }

    /// Whether a column of that name holds what it must.
    pub(crate) fn holds(&self, spellings: &[&str], holds: Holds) -> bool {
        self.find(spellings).is_some_and(|(_, column)| fits(column, holds))
    }

    /// The column of that name.
    pub(crate) fn column(&self, spellings: &[&str], holds: Holds) -> Result<Column, AgeError> {
        let columns = self.meta.file_metadata().schema_descr().columns();
        let (at, column) = self.find(spellings).ok_or_else(|| AgeError::MissingColumn {
            file: self.name.clone(),
            wanted: spellings.join(" or "),
            found: columns.iter().map(|column| column.path().string()).collect(),
        })?;
        if !fits(column, holds) {
            return Err(AgeError::WrongType {
                file: self.name.clone(),
                column: column.name().to_owned(),
                found: describe(column),
                wanted: match holds {
                    Holds::Whole => "a signed integer of 32 or 64 bits",
                    Holds::Day => "a date",
                },
            });
        }
        Ok(Column { at, name: column.name().to_owned(), wide: column.physical_type() == Type::INT64 })
    }
}

fn fits(column: &ColumnDescriptor, holds: Holds) -> bool {
    let flat = column.max_rep_level() == 0 && column.max_def_level() <= 1;
    let physical = column.physical_type();
    let means = match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Date), _) | (None, ConvertedType::DATE) => Some(Holds::Day),
        (Some(LogicalType::Integer(kind)), _) if kind.is_signed => Some(Holds::Whole),
        (None, ConvertedType::NONE | ConvertedType::INT_8 | ConvertedType::INT_16) => Some(Holds::Whole),
        (None, ConvertedType::INT_32 | ConvertedType::INT_64) => Some(Holds::Whole),
        _ => None,
    };
    let width = match holds {
        Holds::Whole => physical == Type::INT32 || physical == Type::INT64,
        Holds::Day => physical == Type::INT32,
    };
    flat && width && means == Some(holds)
}

fn describe(column: &ColumnDescriptor) -> String {
    let nested = if column.max_rep_level() > 0 || column.max_def_level() > 1 { "nested " } else { "" };
    match column.logical_type_ref() {
        Some(logical) => format!("{nested}{} {logical:?}", column.physical_type()),
        None => format!("{nested}{}", column.physical_type()),
    }
}
