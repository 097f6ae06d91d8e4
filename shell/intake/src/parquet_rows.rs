//! Parquet, by its raw columns and in batches of rows. Types are those that
//! pyarrow, pandas and DuckDB write.

use crate::cell::Cell;
use crate::format::Holds;
use crate::layout::Layout;
use crate::parquet_cells::{Stored, decode, stored};
use crate::parquet_footer::holds_what_it_says;
use crate::parquet_pages::Pages;
use crate::refusal::Fault;
use crate::{FileRefusal, RefusalCode};
use parquet::basic::CompressionCodec;
use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

const BATCH: usize = 1_024;

type Column = std::vec::IntoIter<Result<Cell<'static>, Fault>>;
/// A row with its number; the fault of a value, or the fault that ends the file.
pub(crate) type NextRow = Result<(u64, Result<Vec<Cell<'static>>, Fault>), (u64, Fault)>;

/// The rows of a Parquet file.
pub(crate) struct ParquetRows {
    reader: SerializedFileReader<File>,
    names: Vec<String>,
    stored: Vec<Stored>,
    /// Whether the column is read at all.
    wanted: Vec<bool>,
    group: usize,
    left_in_group: usize,
    columns: Vec<Option<ColumnReader>>,
    batch: Vec<Option<Column>>,
    left_in_batch: usize,
    row: u64,
    bytes: u64,
    over: bool,
}

impl ParquetRows {
    /// Opens a file that begins as Parquet does.
    pub fn open(name: &str, mut file: File) -> Result<Self, FileRefusal> {
        let refuse = |code, found: String| FileRefusal::new(name, code, found);
        let mut end = [0_u8; 4];
        let ended = file.seek(SeekFrom::End(-4)).and_then(|_| file.read_exact(&mut end));
        if ended.is_err() || &end != b"PAR1" {
            return Err(refuse(RefusalCode::TruncatedParquet, "It does not end with PAR1.".to_owned()));
        }
        if footer(&mut file).is_some_and(|footer| !holds_what_it_says(&footer)) {
            let found = "Its footer speaks of more than it holds.".to_owned();
            return Err(refuse(RefusalCode::BrokenParquet, found));
        }
        let reader = guarded(|| SerializedFileReader::new(file))
            .map_err(|error| refuse(RefusalCode::BrokenParquet, format!("{error}.")))?;
        for group in reader.metadata().row_groups() {
            for column in group.columns() {
                let codec = column.compression_codec();
                if matches!(codec, CompressionCodec::LZO | CompressionCodec::BROTLI) {
                    let found = format!("Column {} is packed with {codec:?}.", column.column_path().string());
                    return Err(refuse(RefusalCode::UnsupportedCompression, found));
                }
            }
        }
        let schema = reader.metadata().file_metadata().schema_descr();
        let names: Vec<String> = schema.columns().iter().map(|column| column.path().string()).collect();
        let stored = schema.columns().iter().map(|column| stored(column)).collect();
        let wanted = vec![false; names.len()];
        Ok(Self {
            reader,
            names,
            stored,
            wanted,
            group: 0,
            left_in_group: 0,
            columns: Vec::new(),
            batch: Vec::new(),
            left_in_batch: 0,
            row: 0,
            bytes: 0,
            over: false,
        })
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn total(&self) -> u64 {
        u64::try_from(self.reader.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Whether the types of the columns can hold what the format wants there.
    pub fn fit(mut self, name: &str, layout: &Layout) -> Result<Self, FileRefusal> {
        for (at, stored) in self.stored.iter().enumerate() {
            let Some((column, place)) = layout.column_at(at) else { continue };
            let wrong = match (column.holds, stored) {
                (_, Stored::Other) => Some(RefusalCode::UnsupportedType),
                (Holds::Money, Stored::Float) => Some(RefusalCode::FloatMoney),
                (Holds::Money, Stored::Whole) if !place.minor => Some(RefusalCode::UnclearAmountUnit),
                (Holds::Money, Stored::Whole | Stored::Decimal(_) | Stored::Text) => None,
                (Holds::Money, _) => Some(RefusalCode::UnsupportedType),
                (Holds::Day, Stored::Day | Stored::Text | Stored::Time(_)) => None,
                (Holds::Day, _) => Some(RefusalCode::UnsupportedType),
                (Holds::Text | Holds::Other, _) => None,
            };
            let label = self.names.get(at).map_or(column.name, String::as_str);
            if let Some(code) = wrong {
                return Err(FileRefusal::new(name, code, format!("Column {label}.")));
            }
            if let Some(wanted) = self.wanted.get_mut(at) {
                *wanted = true;
            }
        }
        Ok(self)
    }

    /// The next row, or the fault that ends the file.
    pub fn next(&mut self) -> Option<NextRow> {
        if self.over {
            return None;
        }
        if self.left_in_batch == 0 {
            match guarded(|| self.fill()) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.over = true;
                    return Some(Err((self.row + 1, Fault::new("", error, RefusalCode::BrokenParquet))));
                }
            }
        }
        self.left_in_batch -= 1;
        self.row += 1;
        let cell = |column: &mut Option<Column>| column.as_mut().and_then(Column::next).unwrap_or(Ok(Cell::Absent));
        // Every column moves on, whatever the first fault is.
        let cells: Vec<Result<Cell<'static>, Fault>> = self.batch.iter_mut().map(cell).collect();
        Some(Ok((self.row, cells.into_iter().collect())))
    }

    /// Decodes the next batch; false at the end of the file.
    fn fill(&mut self) -> Result<bool, ParquetError> {
        while self.left_in_group == 0 {
            if self.group >= self.reader.num_row_groups() {
                return Ok(false);
            }
            let group = self.reader.get_row_group(self.group)?;
            self.left_in_group = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
            self.bytes += u64::try_from(group.metadata().compressed_size()).unwrap_or(0);
            let open = |(at, wanted): (usize, &bool)| wanted.then(|| column(&*group, at)).transpose();
            self.columns = self.wanted.iter().enumerate().map(open).collect::<Result<_, _>>()?;
            self.group += 1;
        }
        let want = self.left_in_group.min(BATCH);
        let mut batch = Vec::with_capacity(self.columns.len());
        for ((reader, stored), name) in self.columns.iter_mut().zip(&self.stored).zip(&self.names) {
            let Some(reader) = reader else {
                batch.push(None);
                continue;
            };
            let cells = decode(reader, name, *stored, want)?;
            if cells.len() != want {
                let said = format!("column {name} ends {} rows early", want.saturating_sub(cells.len()));
                return Err(ParquetError::General(said));
            }
            batch.push(Some(cells.into_iter()));
        }
        self.batch = batch;
        self.left_in_group -= want;
        self.left_in_batch = want;
        Ok(true)
    }
}

/// The bytes of the footer; none where the file is shorter than it says.
fn footer(file: &mut File) -> Option<Vec<u8>> {
    let end = file.seek(SeekFrom::End(-8)).ok()?;
    let mut length = [0_u8; 4];
    file.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    file.seek(SeekFrom::Start(end.checked_sub(length.into())?)).ok()?;
    let mut footer = vec![0; usize::try_from(length).ok()?];
    file.read_exact(&mut footer).ok()?;
    Some(footer)
}

fn column(group: &dyn RowGroupReader, at: usize) -> Result<ColumnReader, ParquetError> {
    let described = group.metadata().column(at).column_descr_ptr();
    let pages = Pages::new(group.get_column_page_reader(at)?, &described);
    Ok(get_column_reader(described, Box::new(pages)))
}

/// A damaged file must not end the program, whatever its decoder does with it.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ParquetError::General("the decoder gave up on it".to_owned())))
}
