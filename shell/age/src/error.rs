//! Why a book could not be aged.

use makegood_book::BookError;
use makegood_units::Amount;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the file inside the folder.
    pub file: String,
    /// The row group of a Parquet file, from 0 as Parquet tools count; `None` in a CSV.
    pub group: Option<usize>,
    /// The row from 1, the heading not counted, in Parquet; the line from 1 in a CSV.
    pub row: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.group {
            Some(group) => write!(f, "{}, row group {group}, row {}", self.file, self.row),
            None => write!(f, "{}, line {}", self.file, self.row),
        }
    }
}

/// Why a book could not be aged. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AgeError {
    /// A file is not there.
    #[error("{} holds no {wanted}.parquet and no {wanted}.csv", dir.display())]
    NoFile {
        /// The folder.
        dir: PathBuf,
        /// The name looked for.
        wanted: &'static str,
    },
    /// The same rows may stand in two files.
    #[error("{} holds both {one} and {two}; keep the one that is meant", dir.display())]
    TwoFiles {
        /// The folder.
        dir: PathBuf,
        /// One of them.
        one: String,
        /// Another.
        two: String,
    },
    /// The system refused to read or write.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The bytes are not what the name of the file promises.
    #[error("{file} cannot be read: {says}")]
    Broken {
        /// The file, with the place when it is known.
        file: String,
        /// What the reader says.
        says: String,
    },
    /// A column is not there.
    #[error("{file} has no column {wanted}; it has {}", found.join(", "))]
    MissingColumn {
        /// The file.
        file: String,
        /// The spellings looked for.
        wanted: String,
        /// The columns there are.
        found: Vec<String>,
    },
    /// A column has another type than it needs.
    #[error("{file}: column {column} is {found}, wanted {wanted}")]
    WrongType {
        /// The file.
        file: String,
        /// The column.
        column: String,
        /// Its type.
        found: String,
        /// The type it needs.
        wanted: &'static str,
    },
    /// A value is missing.
    #[error("{place}: {column} is empty")]
    Empty {
        /// Where.
        place: Place,
        /// The column.
        column: String,
    },
    /// A value says something else than its column.
    #[error("{place}: {column} {value:?}: {says}")]
    Unreadable {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// The value as found.
        value: String,
        /// What is wrong with it.
        says: String,
    },
    /// A day count outside the years 0001 to 9999.
    #[error("{place}: {column} is day {days} from 1970-01-01, outside the calendar")]
    NoSuchDay {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// Days since 1970-01-01.
        days: i32,
    },
    /// An instalment below zero, or an amount beyond what a book may hold.
    #[error("{place}: {column} is {minor} minor units; {says}")]
    AmountOut {
        /// Where.
        place: Place,
        /// The column.
        column: String,
        /// The amount.
        minor: i64,
        /// What an amount of that column must be.
        says: &'static str,
    },
    /// Two past-due instalments of a loan share their number.
    #[error("loan {loan} has two instalments with number {no}")]
    TwiceTheInstalment {
        /// The loan.
        loan: String,
        /// The number.
        no: i64,
    },
    /// Payments of one loan add up beyond 64 bits.
    #[error("the payments of loan {loan} add up beyond what can be held")]
    TooMuchPaid {
        /// The loan.
        loan: String,
    },
    /// The kernel could not age a loan.
    #[error("loan {loan}: {source}")]
    Book {
        /// The loan.
        loan: String,
        /// Why.
        source: BookError,
    },
    /// A decimal amount of a loan whose currency nobody names.
    #[error("{place}: the currency of loan {loan} is not known; give it in loans or name one for all")]
    NoCurrency {
        /// Where.
        place: Place,
        /// The loan.
        loan: String,
    },
    /// A loan stands twice in `loans`.
    #[error("{place}: loan {loan} was already listed")]
    TwiceTheLoan {
        /// Where.
        place: Place,
        /// The loan.
        loan: String,
    },
    /// A payment stands twice. Re-filed rows are for `makegood import` to settle.
    #[error("{place}: payment {payment} was already there")]
    TwiceThePayment {
        /// Where.
        place: Place,
        /// The payment.
        payment: String,
    },
    /// The name of the output says no form.
    #[error("{}: positions are written as .parquet or .csv", out.display())]
    UnknownForm {
        /// The output.
        out: PathBuf,
    },
    /// The output would replace an input.
    #[error("{} is one of the files to read; write elsewhere", out.display())]
    OverInput {
        /// The output.
        out: PathBuf,
    },
}

/// What an instalment's amount must be.
pub(crate) const INSTALMENT_RANGE: &str = "instalments lie between 0 and 10 million million";
/// What a payment's amount must be.
pub(crate) const PAYMENT_RANGE: &str = "payments lie within 10 million million either way";

/// Whether an instalment may hold this amount of minor units.
pub(crate) fn fits_instalment(minor: i64) -> bool {
    (0..=Amount::LIMIT.minor()).contains(&minor)
}

/// Whether a payment may hold this amount of minor units.
pub(crate) fn fits_payment(minor: i64) -> bool {
    minor.unsigned_abs() <= Amount::LIMIT.minor().unsigned_abs()
}
