//! Values of a Parquet column, by what the column stores.

use crate::RefusalCode;
use crate::cell::Cell;
use crate::refusal::Fault;
use makegood_units::{BusinessDate, Instant};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::schema::types::ColumnDescriptor;
use std::borrow::Cow;

/// What a column stores, as far as reading it differs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stored {
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

/// What a column stores.
pub(crate) fn stored(column: &ColumnDescriptor) -> Stored {
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

/// Values of a column, in the order of the rows.
pub(crate) type Cells = Vec<Result<Cell<'static>, Fault>>;

/// Decodes the next `rows` values of a column.
pub(crate) fn decode(
    reader: &mut ColumnReader,
    name: &str,
    stored: Stored,
    rows: usize,
) -> Result<Cells, ParquetError> {
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
