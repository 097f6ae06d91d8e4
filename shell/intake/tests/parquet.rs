//! Parquet as other tools write it, and as it arrives damaged.
#![allow(clippy::unwrap_used)]

use makegood_intake::{BookLookup, Fact, KnownLoan, Verdict, open};
use makegood_units::{Currency, LoanId, PartyId};
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::ColumnPath;
use std::path::Path;
use std::sync::Arc;

struct AnyLoan;

impl BookLookup for AnyLoan {
    fn loan(&self, _: &LoanId) -> Option<KnownLoan> {
        Some(KnownLoan { currency: Currency::USD, disbursed_on: None })
    }

    fn has_party(&self, _: &PartyId) -> bool {
        true
    }
}

/// Two values of a column, the second of which may be absent.
enum Two {
    I32([i32; 2]),
    I64([i64; 2]),
    F64([f64; 2]),
    Text([&'static [u8]; 2]),
    Fixed([&'static [u8]; 2]),
    OneText(&'static [u8]),
}

fn write(path: &Path, schema: &str, columns: &[Two], compression: Compression) {
    write_as(path, schema, columns, WriterProperties::builder().set_compression(compression).build());
}

fn write_as(path: &Path, schema: &str, columns: &[Two], properties: WriterProperties) {
    let schema = Arc::new(parse_message_type(&format!("message m {{ {schema} }}")).unwrap());
    let file = std::fs::File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for two in columns {
        let mut column = group.next_column().unwrap().unwrap();
        let bytes = |texts: &[&'static [u8]]| texts.iter().map(|text| ByteArray::from(*text)).collect::<Vec<_>>();
        match (column.untyped(), two) {
            (ColumnWriter::Int32ColumnWriter(to), Two::I32(values)) => to.write_batch(values, None, None).unwrap(),
            (ColumnWriter::Int64ColumnWriter(to), Two::I64(values)) => to.write_batch(values, None, None).unwrap(),
            (ColumnWriter::DoubleColumnWriter(to), Two::F64(values)) => to.write_batch(values, None, None).unwrap(),
            (ColumnWriter::ByteArrayColumnWriter(to), Two::Text(texts)) => {
                to.write_batch(&bytes(texts), None, None).unwrap()
            }
            (ColumnWriter::ByteArrayColumnWriter(to), Two::OneText(text)) => {
                to.write_batch(&bytes(&[text]), Some(&[1, 0]), None).unwrap()
            }
            (ColumnWriter::FixedLenByteArrayColumnWriter(to), Two::Fixed(texts)) => {
                let fixed: Vec<_> = bytes(texts).into_iter().map(FixedLenByteArray::from).collect();
                to.write_batch(&fixed, None, None).unwrap()
            }
            _ => panic!("the schema and the values differ"),
        };
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
}

/// The amounts in minor units of a payments file, or the code of the refusal.
fn check(path: &Path) -> String {
    let reader = match open(path) {
        Ok(reader) => reader,
        Err(refusal) => return refusal.code.code().to_owned(),
    };
    let word = |verdict| match verdict {
        Verdict::Accepted { facts, .. } => match &facts[0] {
            Fact::Payment(payment) => format!("{}@{}={}", payment.id, payment.value_on, payment.amount.minor()),
            other => other.key(),
        },
        Verdict::Refused(refusal) => format!("{}:{}:{}", refusal.line, refusal.column, refusal.code),
        Verdict::Repeat { .. } => "repeat".to_owned(),
    };
    reader.checked(&AnyLoan, &[]).map(word).collect::<Vec<_>>().join(" ")
}

const IDS: &str = "required int64 payment_id; required binary loan_id (UTF8);";

fn payments(days: &str, amount: &str, two_days: Two, two_amounts: Two, compression: Compression) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("payments.parquet");
    let ids = [Two::I64([1, 2]), Two::Text([b"L1", b"L2"])];
    let columns: Vec<Two> = ids.into_iter().chain([two_days, two_amounts]).collect();
    write(&path, &format!("{IDS} {days} {amount}"), &columns, compression);
    check(&path)
}

#[test]
fn types_as_other_tools_write_them() {
    let good = "1@2007-04-02=113472 2@2007-04-03=5";
    let date = "required int32 value_on (DATE);";
    let dates = || Two::I32([13_605, 13_606]);
    let table = [
        (date, "required int64 amount (DECIMAL(18,2));", dates(), Two::I64([113_472, 5]), good),
        (date, "required int32 amount (DECIMAL(9,2));", dates(), Two::I32([113_472, 5]), good),
        (
            date,
            "required fixed_len_byte_array(4) amount (DECIMAL(9,2));",
            dates(),
            Two::Fixed([b"\0\x01\xBB\x40", b"\0\0\0\x05"]),
            good,
        ),
        (date, "required binary amount (DECIMAL(30,2));", dates(), Two::Text([b"\x01\xBB\x40", b"\x05"]), good),
        (date, "required binary amount (UTF8);", dates(), Two::Text([b"1134.72", b"0.05"]), good),
        (date, "required binary amount;", dates(), Two::Text([b"1134.72", b"0.05"]), good),
        (date, "required int64 amount_minor;", dates(), Two::I64([113_472, 5]), good),
        (
            "required binary value_on (UTF8);",
            "required int64 amount_minor;",
            Two::Text([b"2007-04-02", b"2007-04-03"]),
            Two::I64([113_472, 5]),
            good,
        ),
        (
            "required int64 value_on (TIMESTAMP(NANOS,false));",
            "required int64 amount_minor;",
            Two::I64([13_605 * 86_400_000_000_000, 13_606 * 86_400_000_000_000]),
            Two::I64([113_472, 5]),
            good,
        ),
        (
            "required int64 value_on (TIMESTAMP_MICROS);",
            "required int64 amount_minor;",
            Two::I64([13_605 * 86_400_000_000, 13_606 * 86_400_000_000]),
            Two::I64([113_472, 5]),
            good,
        ),
        (date, "required double amount;", dates(), Two::F64([1134.72, 0.05]), "float_money"),
        (date, "required int64 amount;", dates(), Two::I64([1134, 5]), "unclear_amount_unit"),
        (
            "required int64 value_on;",
            "required int64 amount_minor;",
            Two::I64([39_174, 39_175]),
            Two::I64([1, 5]),
            "unsupported_type",
        ),
        (
            date,
            "required int64 amount (DECIMAL(18,2));",
            dates(),
            Two::I64([-1, 5]),
            "1:amount:negative_amount 2@2007-04-03=5",
        ),
        (
            date,
            "required int64 amount (DECIMAL(18,3));",
            dates(),
            Two::I64([1, 50]),
            "1:amount:too_many_decimals 2@2007-04-03=5",
        ),
        (
            date,
            "required int64 amount_minor;",
            dates(),
            Two::I64([i64::MAX, 5]),
            "1:amount_minor:amount_too_large 2@2007-04-03=5",
        ),
        (
            date,
            "optional binary amount (UTF8);",
            dates(),
            Two::OneText(b"1134.72"),
            "1@2007-04-02=113472 2:amount:missing_value",
        ),
        (
            date,
            "required binary amount (UTF8);",
            dates(),
            Two::Text([b"\xFF1", b"0.05"]),
            "1:amount:not_utf8 2@2007-04-03=5",
        ),
        (
            "required int32 value_on (DATE);",
            "required int64 amount_minor;",
            Two::I32([i32::MAX, 13_606]),
            Two::I64([1, 5]),
            "1:value_on:bad_date 2@2007-04-03=5",
        ),
    ];
    for (days, amount, two_days, two_amounts, expected) in table {
        assert_eq!(payments(days, amount, two_days, two_amounts, Compression::SNAPPY), expected, "{days} {amount}");
    }
}

#[test]
fn packed_in_the_usual_ways() {
    let packings = [
        Compression::UNCOMPRESSED,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::GZIP(Default::default()),
        Compression::LZ4_RAW,
    ];
    for packing in packings {
        let found = payments(
            "required int32 value_on (DATE);",
            "required int64 amount_minor;",
            Two::I32([13_605, 13_606]),
            Two::I64([113_472, 5]),
            packing,
        );
        assert_eq!(found, "1@2007-04-02=113472 2@2007-04-03=5", "{packing:?}");
    }
}

#[test]
fn damaged_ones_are_refused_and_never_end_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("payments.parquet");
    let columns = [Two::I64([1, 2]), Two::Text([b"L1", b"L2"]), Two::I32([13_605, 13_606]), Two::I64([113_472, 5])];
    let schema = format!("{IDS} required int32 value_on (DATE); required int64 amount_minor;");
    write(&path, &schema, &columns, Compression::SNAPPY);
    let whole = std::fs::read(&path).unwrap();

    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(check(&path), "truncated_parquet");
    std::fs::write(&path, b"loan_id,no\n").unwrap();
    assert_eq!(check(&path), "not_parquet");
    std::fs::write(&path, b"PAR1\xFF\xFF\xFF\x7FPAR1").unwrap();
    assert_eq!(check(&path), "broken_parquet");
    // One damaged byte at a time: any outcome but a panic.
    for at in 4..whole.len() - 4 {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xFF;
        std::fs::write(&path, &damaged).unwrap();
        check(&path);
    }
}

/// Its dictionary of a few bytes speaks of 667 million texts; found by fuzzing.
#[test]
fn a_dictionary_larger_than_its_page_is_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    assert_eq!(check(&folder.join("damaged_dictionary.parquet")), "1::broken_parquet");
}

/// A list in its footer speaks of 33 million entries that take no bytes; found by fuzzing.
#[test]
fn a_footer_that_speaks_of_more_than_it_holds_is_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    assert_eq!(check(&folder.join("damaged_footer.parquet")), "broken_parquet");
}

/// Texts packed by what they share with the one before.
#[test]
fn texts_packed_by_differences() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("payments.parquet");
    for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties = WriterProperties::builder().set_dictionary_enabled(false).set_writer_version(version);
            let amount = "optional binary amount (UTF8);";
            let schema = format!("{IDS} required int32 value_on (DATE); {amount}");
            let columns =
                [Two::I64([1, 2]), Two::Text([b"L1", b"L2"]), Two::I32([13_605, 13_606]), Two::OneText(b"1134.72")];
            let column = |name: &str| ColumnPath::from(name);
            let properties = properties.set_column_encoding(column("loan_id"), encoding);
            write_as(&path, &schema, &columns, properties.set_column_encoding(column("amount"), encoding).build());
            assert_eq!(check(&path), "1@2007-04-02=113472 2:amount:missing_value", "{encoding:?} {version:?}");
            let whole = std::fs::read(&path).unwrap();
            for at in 4..whole.len() - 4 {
                let mut damaged = whole.clone();
                damaged[at] ^= 0xFF;
                std::fs::write(&path, &damaged).unwrap();
                check(&path);
            }
        }
    }
}

#[test]
fn an_empty_one_has_no_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("names.parquet");
    write_empty(&path);
    assert_eq!(check(&path), "header_only");
}

fn write_empty(path: &Path) {
    let schema = "message m { required binary party_id (UTF8); required binary name (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = std::fs::File::create(path).unwrap();
    SerializedFileWriter::new(file, schema, Arc::default()).unwrap().close().unwrap();
}

/// Files written by pyarrow 26 and DuckDB 2; the third payment has no date.
#[test]
fn files_of_real_tools() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    let table = [
        ("payments_pyarrow", "1@2007-04-02=113472 2@2007-04-03=5 3:value_on:missing_value"),
        ("payments_as_pandas_writes", "1@2007-04-02=113472 2@2007-04-03=5 3:payment_id:missing_value"),
        ("payments_duckdb", "1@2007-04-02=113472 2@2007-04-03=5 3:value_on:missing_value"),
        ("payments_duckdb_v2", "1@2007-04-02=113472 2@2007-04-03=5 3:value_on:missing_value"),
        ("payments_duckdb_wide", "1@2007-04-02=113472 2@2007-04-03=5 3:value_on:missing_value"),
        ("payments_brotli", "unsupported_compression"),
    ];
    for (name, expected) in table {
        assert_eq!(check(&folder.join(format!("{name}.parquet"))), expected, "{name}");
    }
}
