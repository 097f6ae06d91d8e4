//! Small invented books, written in every layout the crate reads.
#![allow(dead_code)] // Each test binary uses its own part.

use makegood_age::{AgeError, Options, Summary, run};
use makegood_units::{Amount, BusinessDate, Currency, Money};
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::record::Field;
use parquet::schema::parser::parse_message_type;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

/// loan, number, due day, principal, interest, fee
pub type Row = (i64, i32, i32, i64, i64, i64);
/// loan, value day, amount
pub type Pay = (i64, i32, i64);
/// fee, interest, principal, since, days past due, bucket, overdue basis
pub type Found = (i64, i64, i64, Option<String>, i64, i64, i64);

pub fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

/// One column of a Parquet file to write.
pub enum Values {
    Int(Vec<Option<i32>>),
    Long(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
}

/// Writes columns as `(type and annotation, name, values)`, cut into row groups.
pub fn write_parquet(path: &Path, columns: &[(&str, &str, Values)], group_rows: usize) {
    let fields: String = columns
        .iter()
        .map(|(kind, name, _)| match kind.split_once('(') {
            Some((physical, logical)) => format!("{physical} {name} ({logical};\n"),
            None => format!("{kind} {name};\n"),
        })
        .collect();
    let schema = Arc::new(parse_message_type(&format!("message book {{ {fields} }}")).unwrap());
    let zstd = Compression::ZSTD(Default::default());
    let properties = Arc::new(WriterProperties::builder().set_compression(zstd).build());
    let mut writer = SerializedFileWriter::new(File::create(path).unwrap(), schema, properties).unwrap();
    let rows = match &columns[0].2 {
        Values::Int(values) => values.len(),
        Values::Long(values) => values.len(),
        Values::Text(values) => values.len(),
    };
    for from in (0..rows).step_by(group_rows) {
        let to = rows.min(from + group_rows);
        let mut group = writer.next_row_group().unwrap();
        for (kind, _, values) in columns {
            let mut column = group.next_column().unwrap().unwrap();
            let optional = kind.starts_with("optional");
            macro_rules! put {
                ($type:ty, $values:expr) => {{
                    let levels: Vec<i16> = $values[from..to].iter().map(|value| i16::from(value.is_some())).collect();
                    let given: Vec<_> = $values[from..to].iter().flatten().cloned().collect();
                    column.typed::<$type>().write_batch(&given, optional.then_some(&levels[..]), None).unwrap();
                }};
            }
            match values {
                Values::Int(values) => put!(Int32Type, values),
                Values::Long(values) => put!(Int64Type, values),
                Values::Text(values) => {
                    let bytes: Vec<Option<ByteArray>> =
                        values.iter().map(|text| text.as_deref().map(ByteArray::from)).collect();
                    put!(ByteArrayType, bytes)
                }
            }
            column.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn ints<T>(rows: &[T], of: impl Fn(&T) -> i32) -> Values {
    Values::Int(rows.iter().map(|row| Some(of(row))).collect())
}

fn longs<T>(rows: &[T], of: impl Fn(&T) -> i64) -> Values {
    Values::Long(rows.iter().map(|row| Some(of(row))).collect())
}

/// The layout of the benchmark: whole numbers, optional columns.
pub fn write_bench(dir: &Path, rows: &[Row], pays: &[Pay], group_rows: usize) {
    let schedule = [
        ("optional int64", "loan_id", longs(rows, |row| row.0)),
        ("optional int32(integer(16, true))", "inst_no", ints(rows, |row| row.1)),
        ("optional int32(date)", "due_date", ints(rows, |row| 20_000 + row.2)),
        ("optional int64", "principal", longs(rows, |row| row.3)),
        ("required int64", "interest", longs(rows, |row| row.4)),
        ("optional int64", "fee", longs(rows, |row| row.5)),
    ];
    write_parquet(&dir.join("schedule.parquet"), &schedule, group_rows);
    let payments = [
        ("required int64", "loan_id", longs(pays, |pay| pay.0)),
        ("optional int32(date)", "pay_date", ints(pays, |pay| 20_000 + pay.1)),
        ("optional int64", "amount", longs(pays, |pay| pay.2)),
    ];
    write_parquet(&dir.join("payments.parquet"), &payments, group_rows);
}

/// The product's own layout as CSV, decimals in dollars.
pub fn write_csv(dir: &Path, rows: &[Row], pays: &[Pay]) {
    let dollars = |minor: i64| Money::new(Amount::from_minor(minor), Currency::USD).number("");
    let mut text = "loan_id,no,due_on,principal,interest,fee\n".to_owned();
    for (loan, no, due, principal, interest, fee) in rows {
        let amounts = [principal, interest, fee].map(|minor| dollars(*minor)).join(",");
        text.push_str(&format!("{loan},{no},{},{amounts}\n", day(*due)));
    }
    fs::write(dir.join("instalments.csv"), text).unwrap();
    let mut text = "payment_id,loan_id,value_on,amount\n".to_owned();
    for (at, (loan, value, amount)) in pays.iter().enumerate() {
        text.push_str(&format!("{at},{loan},{},{}\n", day(*value), dollars(*amount)));
    }
    fs::write(dir.join("payments.csv"), text).unwrap();
}

/// Text ids in Parquet, everything else as numbers.
pub fn write_text_parquet(dir: &Path, rows: &[Row], pays: &[Pay], group_rows: usize) {
    let names = |ids: Vec<i64>| Values::Text(ids.into_iter().map(|id| Some(id.to_string())).collect());
    let instalments = [
        ("optional binary(string)", "loan_id", names(rows.iter().map(|row| row.0).collect())),
        ("optional int32", "no", ints(rows, |row| row.1)),
        ("optional int32(date)", "due_on", ints(rows, |row| 20_000 + row.2)),
        ("optional int64", "principal_minor", longs(rows, |row| row.3)),
        ("optional int64", "interest_minor", longs(rows, |row| row.4)),
        ("optional int64", "fee_minor", longs(rows, |row| row.5)),
    ];
    write_parquet(&dir.join("instalments.parquet"), &instalments, group_rows);
    let payments = [
        ("optional binary(string)", "loan_id", names(pays.iter().map(|pay| pay.0).collect())),
        ("optional int32(date)", "value_on", ints(pays, |pay| 20_000 + pay.1)),
        ("optional int64", "amount_minor", longs(pays, |pay| pay.2)),
    ];
    write_parquet(&dir.join("payments.parquet"), &payments, group_rows);
}

pub fn options(dir: &Path, as_of: BusinessDate, out: &str) -> Options {
    let mut options = Options::new(dir, as_of, dir.join(out));
    options.currency = Some(Currency::USD);
    options
}

/// Ages `dir` into `out` and reads the positions back.
pub fn aged(options: &Options) -> Result<(Summary, BTreeMap<String, Found>), AgeError> {
    let summary = run(options, |_| {})?;
    let csv = options.out.extension().is_some_and(|extension| extension == "csv");
    let rows = if csv { read_csv(&options.out) } else { read_parquet(&options.out) };
    let count = rows.len();
    let found: BTreeMap<String, Found> = rows.into_iter().collect();
    assert_eq!((found.len(), summary.loans), (count, count as u64), "each loan once");
    Ok((summary, found))
}

fn read_csv(path: &Path) -> Vec<(String, Found)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let number = |record: &csv::StringRecord, at: usize| record[at].parse::<i64>().unwrap();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let since = Some(record[4].to_owned()).filter(|text| !text.is_empty());
        let [fee, interest, principal, days, bucket, basis] = [1, 2, 3, 5, 6, 7].map(|at| number(&record, at));
        (record[0].to_owned(), (fee, interest, principal, since, days, bucket, basis))
    });
    rows.collect()
}

fn read_parquet(path: &Path) -> Vec<(String, Found)> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let rows = reader.get_row_iter(None).unwrap().map(|row| {
        let fields: Vec<Field> = row.unwrap().into_columns().into_iter().map(|(_, field)| field).collect();
        let number = |at: usize| match &fields[at] {
            Field::Long(value) => *value,
            Field::Int(value) => i64::from(*value),
            other => panic!("{other}"),
        };
        let since = match &fields[4] {
            Field::Date(days) => Some(BusinessDate::try_from_epoch_days(*days).unwrap().to_string()),
            Field::Null => None,
            other => panic!("{other}"),
        };
        let loan = match &fields[0] {
            Field::Str(text) => text.clone(),
            _ => number(0).to_string(),
        };
        (loan, (number(1), number(2), number(3), since, number(5), number(6), number(7)))
    });
    rows.collect()
}
