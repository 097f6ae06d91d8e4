//! Writes positions as Parquet: the parts are encoded side by side, then joined.

use crate::found::Part;
use crate::summary::{Aged, Loans};
use crate::workers::{Crew, threads};
use crate::{AgeError, Options, Progress, Step};
use bytes::Bytes;
use makegood_book::Arrears;
use parquet::basic::{Compression, Encoding};
use parquet::column::writer::{ColumnCloseResult, get_column_writer, get_typed_column_writer};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesPtr};
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::{ColumnPath, SchemaDescriptor};
use std::fs::File;
use std::sync::Arc;

/// One encoded column of one part.
type Chunk = (Bytes, ColumnCloseResult);

pub(crate) fn write(
    aged: &Aged,
    options: &Options,
    file: File,
    progress: &mut impl FnMut(Progress),
) -> Result<(), AgeError> {
    let name = options.out.display().to_string();
    let refused = |error: ParquetError| AgeError::Broken { file: name.clone(), says: error.to_string() };
    let schema = Arc::new(parse_message_type(&message(aged)).map_err(refused)?);
    let columns = SchemaDescriptor::new(schema.clone());
    let properties = properties(&aged.loans);
    let mut first = 0;
    let mut parts = Vec::new();
    for part in aged.parts.iter().filter(|part| !part.is_empty()) {
        parts.push((first, part));
        first += part.len();
    }
    let crew = Crew { step: Step::Writing, tasks: parts.len(), threads: threads(options.threads) };
    let encode = |(): &mut (), task: usize| {
        let (first, found) = parts[task];
        let part = Group { aged, first, found, options, columns: &columns, properties: &properties };
        part.encode().map_err(refused)
    };
    let (encoded, _) = crew.run(|| Ok(()), encode, progress)?;
    let mut writer = SerializedFileWriter::new(file, schema, properties.clone()).map_err(refused)?;
    for chunks in encoded {
        append(&mut writer, chunks).map_err(refused)?;
    }
    writer.close().map_err(refused).map(drop)
}

fn append(writer: &mut SerializedFileWriter<File>, chunks: Vec<Chunk>) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    for (bytes, close) in chunks {
        group.append_column(&bytes, close)?;
    }
    group.close().map(drop)
}

fn message(aged: &Aged) -> String {
    let loan = match aged.loans {
        Loans::Numbers(_) => "int64 loan_id",
        Loans::Texts(_) => "binary loan_id (string)",
    };
    let currency = if aged.currencies.is_empty() { "" } else { "optional binary currency (string);" };
    format!(
        "message positions {{ required {loan}; required int64 past_due_fee; required int64 past_due_interest;
         required int64 past_due_principal; optional int32 arrears_since (date); required int32 days_past_due;
         required int32 bucket; required int64 overdue_basis; {currency} }}"
    )
}

/// Most loans are current, so most values are zero: plain pages that snappy squeezes
/// are quicker than a dictionary. Numbers rise: differences are enough.
fn properties(loans: &Loans) -> WriterPropertiesPtr {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::Chunk);
    let ids = match loans {
        Loans::Numbers(_) => Encoding::DELTA_BINARY_PACKED,
        Loans::Texts(_) => Encoding::DELTA_BYTE_ARRAY,
    };
    Arc::new(properties.set_column_encoding(ColumnPath::from("loan_id"), ids).build())
}

/// A run of loans that becomes a row group.
struct Group<'a> {
    aged: &'a Aged,
    first: usize,
    found: &'a Part,
    options: &'a Options,
    columns: &'a SchemaDescriptor,
    properties: &'a WriterPropertiesPtr,
}

impl Group<'_> {
    fn encode(&self) -> Result<Vec<Chunk>, ParquetError> {
        let last = self.first + self.found.len();
        let days = |arrears: &Arrears| arrears.days_past_due(self.options.as_of);
        let bucket = |arrears: &Arrears| i32::try_from(self.options.buckets.of(days(arrears))).unwrap_or(i32::MAX);
        let since: Vec<i32> =
            self.found.late().iter().filter_map(|(_, arrears)| Some(arrears.since?.epoch_days())).collect();
        let known = self.found.column(|arrears| i16::from(arrears.since.is_some()));
        let mut chunks = vec![
            match &self.aged.loans {
                Loans::Numbers(ids) => self.column::<Int64Type>(0, &ids[self.first..last], None)?,
                Loans::Texts(ids) => {
                    let ids: Vec<ByteArray> =
                        ids[self.first..last].iter().map(|id| ByteArray::from(id.as_str())).collect();
                    self.column::<ByteArrayType>(0, &ids, None)?
                }
            },
            self.column::<Int64Type>(1, &self.found.column(|arrears| arrears.owed.fee.minor()), None)?,
            self.column::<Int64Type>(2, &self.found.column(|arrears| arrears.owed.interest.minor()), None)?,
            self.column::<Int64Type>(3, &self.found.column(|arrears| arrears.owed.principal.minor()), None)?,
            self.column::<Int32Type>(4, &since, Some(&known))?,
            self.column::<Int32Type>(5, &self.found.column(days), None)?,
            self.column::<Int32Type>(6, &self.found.column(bucket), None)?,
            self.column::<Int64Type>(7, self.found.basis(), None)?,
        ];
        if let Some(currencies) = self.aged.currencies.get(self.first..last) {
            let known: Vec<i16> = currencies.iter().map(|currency| i16::from(currency.is_some())).collect();
            let codes: Vec<ByteArray> =
                currencies.iter().flatten().map(|currency| ByteArray::from(currency.code())).collect();
            chunks.push(self.column::<ByteArrayType>(8, &codes, Some(&known))?);
        }
        Ok(chunks)
    }

    fn column<T: DataType>(&self, at: usize, values: &[T::T], levels: Option<&[i16]>) -> Result<Chunk, ParquetError> {
        let mut bytes = TrackedWrite::new(Vec::new());
        let pages = Box::new(SerializedPageWriter::new(&mut bytes));
        let mut writer =
            get_typed_column_writer::<T>(get_column_writer(self.columns.column(at), self.properties.clone(), pages));
        writer.write_batch(values, levels, None)?;
        let close = writer.close()?;
        Ok((Bytes::from(bytes.into_inner()?), close))
    }
}
