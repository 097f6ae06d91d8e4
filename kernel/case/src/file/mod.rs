//! The borrower's file: what was learnt about one borrower, fact by fact.
//!
//! Each fact is dated twice (the day it is true for, the day it was learnt), says
//! where it comes from and how sure it is. A later fact about the same thing takes the
//! place of an earlier one; nothing is struck out.

mod entry;
mod fault;
mod month;
mod row;
mod words;

pub use entry::{BusinessLine, CostKind, FileEntry, FileFact, OWN_BUSINESS, ReasonCode};
pub use fault::FileFault;
pub use month::{Month, MonthError};
pub use row::{FILE_COLUMNS, FILE_KINDS, FileRow};
pub use words::FileGroup;
