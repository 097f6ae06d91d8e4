//! Ages a whole book straight from Parquet or CSV, without a database.
//!
//! What is owed is the kernel's word: every loan goes through
//! [`makegood_book::age`], the same fold the pages and the letters use, and its basis
//! of penalty interest through [`makegood_book::overdue_basis`]. This crate only
//! brings its rows to them, in whatever order the files hold them.
//!
//! **Input.** A folder with `payments` and either `schedule` or `instalments`, each
//! as `.parquet` or `.csv`. `loans` beside them is read when it is there: `loan_id`
//! (or `id`), `currency`, `disbursed_on`.
//!
//! | column | also read as | type on the fast path |
//! |---|---|---|
//! | `loan_id` | | integer |
//! | `no` | `inst_no` | integer |
//! | `due_on` | `due_date` | date |
//! | `principal`, `interest`, `fee` | with `_minor` behind | integer |
//! | `value_on` | `pay_date` | date |
//! | `amount` | `amount_minor` | integer |
//!
//! Beside a `schedule`, whole numbers of a Parquet money column are minor units. Beside
//! `instalments`, the product's import format, they are so in a column called
//! `..._minor` only; the others hold decimals, whose currency `loans` or
//! [`Options::currency`] names, and an empty interest or fee is zero.
//!
//! The fast path takes Parquet without `loans` whose ids and amounts are integers; no
//! value may be missing there, and payment ids are not compared. Everything else is
//! read row by row, with the same answers, and a payment id that stands twice is
//! refused. What was filed again (`reported_on`) is for `makegood import` to settle.
//!
//! **Payments.** A payment counts from its date on, the day itself included. A
//! reversed payment is a row with a negative amount: it takes money back from the
//! day of its own date. A loan whose reversals exceed its receipts is listed in
//! [`Summary::over_reversed`], because a receipt must be missing. Payments of loans
//! that have no instalment are counted in [`Summary::unknown`].
//!
//! **Refusals.** Anything else that cannot be read refuses the run and names the
//! file, the row and the column: half an ageing is worse than none. The output
//! takes its name only when it is complete.

mod book;
mod error;
mod files;
mod fold;
mod found;
mod gather;
mod index;
mod lane;
mod lanes;
mod output;
mod paid;
mod parquet_out;
mod receipts;
mod rows;
mod slots;
mod sorted;
mod source;
mod summary;
mod text;
mod workers;

pub use error::{AgeError, Place};
pub use summary::{Summary, Sums, UnknownLoan};

use makegood_book::{Buckets, Order};
use makegood_units::{BusinessDate, Currency};
use std::path::PathBuf;

/// What to age, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder that holds the book.
    pub dir: PathBuf,
    /// The day the positions are true for.
    pub as_of: BusinessDate,
    /// Where the positions go: `.parquet` or `.csv`.
    pub out: PathBuf,
    /// The order of the components inside one instalment.
    pub order: Order,
    /// The ranges of days past due.
    pub buckets: Buckets,
    /// The currency of loans that `loans` does not name. Read for its decimals only.
    pub currency: Option<Currency>,
    /// How many threads work; 0 takes one for each processor.
    pub threads: usize,
}

impl Options {
    /// Fee, interest, principal; the kernel's buckets; all processors.
    pub fn new(dir: impl Into<PathBuf>, as_of: BusinessDate, out: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            as_of,
            out: out.into(),
            order: Order::default(),
            buckets: Buckets::default(),
            currency: None,
            threads: 0,
        }
    }
}

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Finding the loans of the schedule.
    Loans,
    /// Adding up what each loan has paid.
    Payments,
    /// Ageing the schedule.
    Ageing,
    /// Writing the positions.
    Writing,
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// Parts done.
    pub done: usize,
    /// Parts there are.
    pub of: usize,
}

/// Ages the book and writes its positions: `loan_id`, `past_due_fee`,
/// `past_due_interest`, `past_due_principal` (minor units), `arrears_since`,
/// `days_past_due`, `bucket` (0 current, then the late ranges in order),
/// `overdue_basis` (minor-unit-days: the overdue balance of every day before the day
/// of the ageing, added up, the basis of penalty interest) and, when `loans` names it,
/// `currency`. Rows come in the order of the loan ids.
///
/// # Errors
/// The first thing that cannot be read, by name; nothing is written then.
pub fn run(options: &Options, mut progress: impl FnMut(Progress)) -> Result<Summary, AgeError> {
    let form = output::Form::of(&options.out)?;
    let files = files::Files::find(&options.dir)?;
    files.refuse_overwriting(&options.out)?;
    let aged = match book::Book::open(&files)? {
        Some(book) => book.age(options, &mut progress)?,
        None => text::age(&files, options, &mut progress)?,
    };
    output::write(&aged, form, options, &mut progress)?;
    Ok(aged.summary(options))
}
