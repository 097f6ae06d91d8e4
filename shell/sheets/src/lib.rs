//! Tables as files: one model, written as comma-separated values or as a workbook.
//!
//! Every table a page shows can be had as a file of exactly its rows. Cells keep their
//! type: a day is a day and an amount a number, so that a spreadsheet can go on with them.
//! The same table gives the same bytes: no clock is read.

mod csv;
mod table;
mod xlsx;

pub use csv::csv;
pub use table::{Cell, Column, Kind, Table};
pub use xlsx::{SheetError, xlsx};
