//! Intake: what a lender delivers, parsed once, into typed facts and named
//! refusals. Nothing is written here; the desk appends.
//!
//! A file goes through two steps. [`open`] yields a [`Reader`], whose rows are
//! read alone: columns, dates, words. A [`Check`] then holds each row against the
//! book (through [`BookLookup`]) and against the other rows of its file, and gives
//! a [`Verdict`]. A bad row never stops a good one, and none is dropped in
//! silence: accepted + repeats + refused + blank = rows read.
//!
//! The format is described in `docs/import-format.md`.

mod abs_ee;
mod arrival;
mod cell;
mod check;
mod date;
mod draft;
mod fact;
mod file_fact;
mod format;
mod layout;
mod lines;
mod loan_event;
mod parquet_cells;
mod parquet_footer;
mod parquet_pages;
mod parquet_rows;
mod reader;
mod recourse_row;
mod refusal;

pub use arrival::{Arrival, Report, arrival};
pub use check::{BookLookup, Check, Checked, KnownLoan, Notice, Verdict, Waiver};
pub use draft::Draft;
pub use fact::{Fact, Learnt, PastContact};
pub use format::{Column, Entity, Holds};
pub use reader::{Progress, Reader, Row, open, read_csv};
pub use recourse_row::RecourseRow;
pub use refusal::{FileRefusal, RefusalCode, RowRefusal};
