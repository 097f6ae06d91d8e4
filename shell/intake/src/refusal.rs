//! What was not taken, where it stands, and the way out.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $sentence:literal, $way_out:literal;)*) => {
        /// Every reason for which intake refuses a file or a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RefusalCode { $($(#[$doc])* #[doc = $sentence] $name,)* }

        impl RefusalCode {
            /// Every code there is, for the documentation and the gallery.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable code, in snake case.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The reason in one sentence.
            pub fn sentence(self) -> &'static str {
                match self { $(Self::$name => $sentence),* }
            }

            /// What the person who delivers the file can do.
            pub fn way_out(self) -> &'static str {
                match self { $(Self::$name => $way_out),* }
            }
        }
    };
}

codes! {
    // Whole files.
    UnreadableFile = "unreadable_file", "The file cannot be opened or read.", "Check the path, the permissions and that the disk or share is still there.";
    EmptyFile = "empty_file", "The file has nothing in it.", "Export it again; the export probably failed.";
    HeaderOnly = "header_only", "The file has a header and no rows.", "Export it again, or leave the file out when there is nothing to deliver.";
    Utf16 = "utf16", "The file is written in UTF-16.", "Save it as \"CSV UTF-8\", or convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW.";
    NotText = "not_text", "The file is a workbook, an archive or other binary, not CSV or Parquet.", "Open it where it was made and save it as CSV (UTF-8) or Parquet; unpack an archive first.";
    UnknownEntity = "unknown_entity", "The columns of the header are of none of the known files.", "Rename the columns to those of the import format (docs/import-format.md).";
    AmbiguousEntity = "ambiguous_entity", "The columns of the header fit more than one kind of file equally well.", "Deliver each kind in a file of its own, with only its columns.";
    MissingColumns = "missing_columns", "Required columns are missing from the header.", "Add the columns named, or rename the ones that hold these values.";
    RepeatedColumn = "repeated_column", "A column stands in the header twice.", "Rename or remove one of the two.";
    HeaderTooLong = "header_too_long", "The first line is not a header: it is longer than any header could be.", "Put each row on a line of its own, the column names first.";
    NotParquet = "not_parquet", "The file is called Parquet but is not.", "Export it again as Parquet, or rename it when it is CSV.";
    TruncatedParquet = "truncated_parquet", "The Parquet file ends before its footer.", "Copy it again; the transfer was cut short.";
    BrokenParquet = "broken_parquet", "The Parquet file cannot be decoded.", "Export it again; the part named is damaged.";
    UnsupportedCompression = "unsupported_compression", "The Parquet file is packed with a method this build does not read.", "Write it with snappy, zstd, gzip, lz4_raw or no compression.";
    UnsupportedType = "unsupported_type", "A Parquet column has a type that cannot hold this value.", "Write the column in the type the import format names.";
    FloatMoney = "float_money", "A money column is stored as floating point, which cannot hold cents exactly.", "Write it as decimal, as text, or as whole minor units in a column named ..._minor.";
    UnclearAmountUnit = "unclear_amount_unit", "A money column holds whole numbers and does not say whether they are cents.", "Call it ..._minor when they are minor units; otherwise write decimals or text.";
    // Rows as they stand in the file.
    NotUtf8 = "not_utf8", "The row holds a byte that is not UTF-8.", "Save the file as UTF-8; the byte is probably from Windows-1252 or another old code page.";
    UnclosedQuote = "unclosed_quote", "A quoted value is not closed.", "Close the quotation mark, and write a quotation mark inside a value twice.";
    LineTooLong = "line_too_long", "The row is longer than 1 MiB.", "Check for a missing line break or a quotation mark that was never closed.";
    RaggedRow = "ragged_row", "The row has more or fewer cells than the header.", "Quote values that contain the delimiter, and fill empty cells with nothing between two delimiters.";
    DamagedRow = "damaged_row", "The row cannot be split into cells.", "Export the row again.";
    // Values.
    MissingValue = "missing_value", "A required value is empty.", "Fill it in.";
    TextTooLong = "text_too_long", "The text is longer than 1,000 bytes.", "Shorten it.";
    ControlCharacter = "control_character", "The text holds a control character.", "Remove it; it does not show on a screen.";
    BadDate = "bad_date", "This is not a day of the calendar written YYYY-MM-DD.", "Write it as 2007-04-02.";
    SpreadsheetDate = "spreadsheet_date", "The date is written as a spreadsheet shows it.", "Format the column as YYYY-MM-DD before you export.";
    AmbiguousDate = "ambiguous_date", "Day and month cannot be told apart in this date.", "Write it as YYYY-MM-DD.";
    NotAnAmount = "not_an_amount", "This is not an amount.", "Write digits with a point before the decimals, such as 1134.72.";
    ThousandsSeparator = "thousands_separator", "The amount has a separator between thousands, or a comma before the decimals.", "Write 1134.72.";
    CurrencySign = "currency_sign", "The amount carries a currency sign.", "Write the number alone; the currency stands in its own column.";
    ExponentAmount = "exponent_amount", "The amount is written with an exponent.", "Write all its digits.";
    NegativeAmount = "negative_amount", "The amount is negative.", "Amounts owed and received are never below zero; a reversed payment is a row of loan_events.";
    TooManyDecimals = "too_many_decimals", "The amount has more decimals than its currency.", "Round it where it was made; intake never rounds money.";
    AmountTooLarge = "amount_too_large", "The amount is beyond 10 million million minor units.", "Check the unit: minor units may stand in a column for whole ones.";
    NotAWholeNumber = "not_a_whole_number", "This is not a whole number within its range.", "Write digits only.";
    BadCurrency = "bad_currency", "This is not a currency code.", "Write the three capital letters of ISO 4217, such as USD.";
    UnknownWord = "unknown_word", "The word is not one of those this column knows.", "Use one of the words listed.";
    BadTime = "bad_time", "This is not an instant written as in RFC 3339.", "Write it with its offset, such as 2007-03-28T10:15:00+03:00.";
    BadCoordinate = "bad_coordinate", "This is not a latitude or longitude in degrees.", "Write degrees with a point, such as 0.347600; south and west are negative.";
    BadTimeZone = "bad_time_zone", "This is not the name of a time zone.", "Use an IANA name such as Africa/Kampala, or leave it empty.";
    BadCountry = "bad_country", "This is not a country code.", "Write the two capital letters of ISO 3166, such as UG, or leave it empty.";
    HalfPromise = "half_promise", "A promise needs its amount, its currency and its day, and only a promise has them.", "Fill promise_amount, currency and promise_due_on for promise_to_pay, and leave them empty otherwise.";
    NotAFileFact = "not_a_file_fact", "The row is not a fact of a borrower's file.", "See file_facts in docs/import-format.md for the kinds and their columns.";
    NotARecourseRow = "not_a_recourse_row", "The row is none of a guarantee, a security, a valuation or a member of a group.", "See docs/recourse.md for the keys and what each holds.";
    ContradictsRecourse = "contradicts_recourse", "The row contradicts what is known about recourse and security.", "Correct the row, or what it contradicts; makegood recourse CASE shows what is on file.";
    EndsBeforeItBegins = "ends_before_it_begins", "A span ends before it begins.", "Correct one of the two days.";
    // Against the book.
    LoanUnknown = "loan_unknown", "The loan is not on the book.", "Import the loans file first, or correct the loan id.";
    CurrencyMismatch = "currency_mismatch", "The row states another currency than its loan.", "Correct the currency, or convert the amount where it was made.";
    PaymentBeforeDisbursement = "payment_before_disbursement", "The payment counts from a day before the loan was paid out.", "Correct one of the two dates, or import with the waiver payment_before_disbursement.";
    DuplicateId = "duplicate_id", "The same id stands in this file twice with different content.", "Keep one of the two, or tell them apart by reported_on.";
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A file of which nothing is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{file}: {sentence} {found} {way_out}")]
pub struct FileRefusal {
    /// The file, as it was named.
    pub file: String,
    /// The reason.
    pub code: RefusalCode,
    /// The reason in one sentence.
    pub sentence: String,
    /// What was found, in words; may be empty.
    pub found: String,
    /// What to do.
    pub way_out: String,
}

impl FileRefusal {
    pub(crate) fn new(file: &str, code: RefusalCode, found: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            code,
            sentence: code.sentence().to_owned(),
            found: found.into(),
            way_out: code.way_out().to_owned(),
        }
    }
}

/// A row that is not taken. The rows around it are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{file}:{line}: {column} {value:?}: {sentence} {way_out}")]
pub struct RowRefusal {
    /// The file, as it was named.
    pub file: String,
    /// The line on which the row begins, from 1; in Parquet the row's number.
    pub line: u64,
    /// The column, or empty when the row as a whole is meant.
    pub column: String,
    /// The value as found, cut at 200 characters.
    pub value: String,
    /// The reason.
    pub code: RefusalCode,
    /// The reason in one sentence.
    pub sentence: String,
    /// What to do.
    pub way_out: String,
}

/// A value that cannot be taken, before it is known on which line it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub column: String,
    pub value: String,
    pub code: RefusalCode,
    /// What to do, when more can be said than the code does.
    pub hint: Option<String>,
}

impl Fault {
    pub fn new(column: &str, value: impl fmt::Display, code: RefusalCode) -> Self {
        Self { column: column.to_owned(), value: short(&value.to_string()), code, hint: None }
    }

    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn at(self, file: &str, line: u64) -> RowRefusal {
        RowRefusal {
            file: file.to_owned(),
            line,
            column: self.column,
            value: self.value,
            code: self.code,
            sentence: self.code.sentence().to_owned(),
            way_out: self.hint.unwrap_or_else(|| self.code.way_out().to_owned()),
        }
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= 200 {
        return text.to_owned();
    }
    text.chars().take(200).chain(['…']).collect()
}
