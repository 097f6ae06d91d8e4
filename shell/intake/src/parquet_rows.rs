//! Parquet, by its raw columns and in batches of rows. Types are those that
//! pyarrow, pandas and DuckDB write.

use crate::cell::Cell;
use crate::format::Holds;
use crate::layout::Layout;
use crate::refusal::Fault;
use crate::{FileRefusal, RefusalCode};
use makegood_units::{BusinessDate, Instant};
use parquet::basic::{CompressionCodec, ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::ColumnDescriptor;
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

const BATCH: usize = 1_024;

/// What a column stores, as far as reading it differs.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Stored {
    Whole,
    Float,
    Truth,
    Text,
    Day,
    Decimal(u32),
    /// Ticks a second.
    Time(i64),
    Other,
}

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
            let open = |(at, wanted): (usize, &bool)| wanted.then(|| group.get_column_reader(at)).transpose();
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

/// A damaged file must not end the program, whatever its decoder does with it.
fn guarded<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ParquetError::General("the decoder gave up on it".to_owned())))
}

fn stored(column: &ColumnDescriptor) -> Stored {
    let physical = column.physical_type();
    let converted = column.converted_type();
    let scale =
        |scale: i32| u32::try_from(scale).ok().filter(|scale| *scale <= 38).map_or(Stored::Other, Stored::Decimal);
    if column.max_rep_level() > 0 {
        return Stored::Other;
    }
    match (column.logical_type_ref(), converted, physical) {
        (Some(LogicalType::Decimal(decimal)), ..) => scale(decimal.scale),
        (_, ConvertedType::DECIMAL, _) => scale(column.type_scale()),
        (Some(LogicalType::Date), ..) | (_, ConvertedType::DATE, _) => Stored::Day,
        (Some(LogicalType::Timestamp(time)), ..) => Stored::Time(match time.unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        }),
        (_, ConvertedType::TIMESTAMP_MILLIS, _) => Stored::Time(1_000),
        (_, ConvertedType::TIMESTAMP_MICROS, _) => Stored::Time(1_000_000),
        (Some(LogicalType::Time(_) | LogicalType::Uuid | LogicalType::Float16), ..) => Stored::Other,
        (_, ConvertedType::INTERVAL, _) => Stored::Other,
        (_, _, Physical::INT32 | Physical::INT64) => Stored::Whole,
        (_, _, Physical::INT96) => Stored::Time(1_000),
        (_, _, Physical::FLOAT | Physical::DOUBLE) => Stored::Float,
        (_, _, Physical::BOOLEAN) => Stored::Truth,
        (_, _, Physical::BYTE_ARRAY | Physical::FIXED_LEN_BYTE_ARRAY) => Stored::Text,
    }
}

type Cells = Vec<Result<Cell<'static>, Fault>>;

fn decode(reader: &mut ColumnReader, name: &str, stored: Stored, rows: usize) -> Result<Cells, ParquetError> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => values(reader, rows, |truth| Ok(Cell::Truth(truth))),
        ColumnReader::Int32ColumnReader(reader) => values(reader, rows, |number| whole(name, stored, number.into())),
        ColumnReader::Int64ColumnReader(reader) => values(reader, rows, |number| whole(name, stored, number)),
        ColumnReader::Int96ColumnReader(reader) => values(reader, rows, |time| whole(name, stored, time.to_millis())),
        ColumnReader::FloatColumnReader(reader) => values(reader, rows, |number| Ok(float(number.into()))),
        ColumnReader::DoubleColumnReader(reader) => values(reader, rows, |number| Ok(float(number))),
        ColumnReader::ByteArrayColumnReader(reader) => values(reader, rows, |bytes| text(name, stored, bytes.data())),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            values(reader, rows, |bytes| text(name, stored, bytes.data()))
        }
    }
}

/// Reads `rows` rows of a column, with absent ones in their places.
fn values<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    cell: impl Fn(T::T) -> Result<Cell<'static>, Fault>,
) -> Result<Cells, ParquetError> {
    let (mut present, mut levels) = (Vec::with_capacity(rows), Vec::with_capacity(rows));
    let mut read = 0;
    while read < rows {
        let (records, ..) = reader.read_records(rows - read, Some(&mut levels), None, &mut present)?;
        if records == 0 {
            break;
        }
        read += records;
    }
    if levels.is_empty() {
        return Ok(present.into_iter().map(cell).collect());
    }
    // The highest level is that of a value; anything lower is an absent one.
    let full = levels.iter().copied().max().unwrap_or(0);
    let all_absent = present.is_empty();
    let mut present = present.into_iter();
    let place = |level: i16| match (level == full && !all_absent).then(|| present.next()).flatten() {
        Some(value) => cell(value),
        None => Ok(Cell::Absent),
    };
    Ok(levels.into_iter().map(place).collect())
}

/// Not a number is how pandas writes an absent value.
fn float(number: f64) -> Cell<'static> {
    if number.is_nan() { Cell::Absent } else { Cell::Float(number) }
}

fn whole(name: &str, stored: Stored, number: i64) -> Result<Cell<'static>, Fault> {
    match stored {
        Stored::Decimal(scale) => Ok(Cell::Decimal { unscaled: number.into(), scale }),
        Stored::Day => {
            let day = i32::try_from(number).ok().and_then(BusinessDate::try_from_epoch_days);
            day.map(Cell::Day).ok_or_else(|| Fault::new(name, number, RefusalCode::BadDate))
        }
        Stored::Time(ticks) => {
            let nanoseconds = i128::from(number) * i128::from(1_000_000_000 / ticks);
            let at = Instant::from_nanosecond(nanoseconds);
            at.map(Cell::At).map_err(|_| Fault::new(name, number, RefusalCode::BadTime))
        }
        _ => Ok(Cell::Whole(number)),
    }
}

fn text(name: &str, stored: Stored, bytes: &[u8]) -> Result<Cell<'static>, Fault> {
    if let Stored::Decimal(scale) = stored {
        let unscaled = big_endian(bytes).ok_or_else(|| Fault::new(name, "", RefusalCode::AmountTooLarge))?;
        return Ok(Cell::Decimal { unscaled, scale });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cell::Text(Cow::Owned(text.to_owned()))),
        Err(_) => Err(Fault::new(name, String::from_utf8_lossy(bytes), RefusalCode::NotUtf8)),
    }
}

/// A decimal's digits: big-endian, two's complement.
fn big_endian(bytes: &[u8]) -> Option<i128> {
    let negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
    let fill = if negative { 0xFF } else { 0 };
    let (beyond, kept) = bytes.split_at(bytes.len().saturating_sub(16));
    if beyond.iter().any(|byte| *byte != fill) {
        return None;
    }
    let mut wide = [fill; 16];
    wide.iter_mut().rev().zip(kept.iter().rev()).for_each(|(to, from)| *to = *from);
    Some(i128::from_be_bytes(wide))
}
