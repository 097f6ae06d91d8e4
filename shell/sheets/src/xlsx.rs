//! A workbook of one sheet.

use crate::{Cell, Kind, Table};
use makegood_units::BusinessDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// More rows than a sheet holds.
    #[error("{rows} rows are more than the 1,048,576 of a sheet; narrow the table, or take it as CSV")]
    TooManyRows {
        /// How many.
        rows: usize,
    },
    /// What the writer said.
    #[error("the workbook cannot be written: {0}")]
    Writer(#[from] XlsxError),
}

/// Rows a sheet holds, less the caption, the day, a blank and the heads.
const ROWS: usize = 1_048_576 - HEAD as usize - 1;
/// The line of the heads, from 0.
const HEAD: u32 = 3;
/// A spreadsheet's numbers are exact to so much; what is larger is written as words.
const EXACT: u64 = 1 << 53;

/// The table as the bytes of a workbook: caption and day above, heads that stay in sight,
/// days as days, amounts as numbers beside their currency, shares in percent. Words are
/// written as words, so that nothing is taken for a formula.
///
/// # Errors
/// [`SheetError`].
pub fn xlsx(table: &Table) -> Result<Vec<u8>, SheetError> {
    if table.rows.len() > ROWS {
        return Err(SheetError::TooManyRows { rows: table.rows.len() });
    }
    let bold = Format::new().set_bold();
    let mut workbook = Workbook::new();
    // Of the table's day and not of the machine's clock, so that the bytes are the same.
    let about = DocProperties::new().set_title(&table.caption).set_creation_datetime(&moment(table.as_of)?);
    workbook.set_properties(&about);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Rows")?;
    sheet.write_string_with_format(0, 0, &table.caption, &bold)?;
    sheet.write_string(1, 0, "As of")?;
    sheet.write_datetime_with_format(1, 1, moment(table.as_of)?, &Format::new().set_num_format("yyyy-mm-dd"))?;
    let mut at = 0;
    for column in &table.columns {
        sheet.write_string_with_format(HEAD, at, &column.head, &bold)?;
        sheet.set_column_width(at, if column.kind == Kind::Text { 24 } else { 14 })?;
        at = at.saturating_add(1);
        if column.kind == Kind::Money {
            sheet.write_string_with_format(HEAD, at, format!("{} currency", column.head), &bold)?;
            at = at.saturating_add(1);
        }
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    for (row, line) in table.rows.iter().zip(HEAD + 1..) {
        let mut at = 0;
        for (cell, column) in row.iter().zip(&table.columns) {
            write(sheet, line, at, cell)?;
            at = at.saturating_add(if column.kind == Kind::Money { 2 } else { 1 });
        }
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell) -> Result<(), SheetError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => {
            sheet.write_string(row, at, words)?;
        }
        Cell::Day(day) => {
            sheet.write_datetime_with_format(row, at, moment(*day)?, &Format::new().set_num_format("yyyy-mm-dd"))?;
        }
        Cell::Money(money) => {
            let digits = money.currency.minor_digits();
            let places = "0".repeat(digits as usize);
            let format = if digits == 0 { "#,##0".to_owned() } else { format!("#,##0.{places}") };
            number(sheet, row, at, money.amount.minor(), digits, &format)?;
            sheet.write_string(row, at.saturating_add(1), money.currency.code())?;
        }
        Cell::Count(count) => number(sheet, row, at, *count, 0, "#,##0")?,
        Cell::Share(share) => number(sheet, row, at, *share, 4, "0.00%")?,
    }
    Ok(())
}

/// A spreadsheet holds binary fractions; one that could not come back to the same minor
/// units is written as words.
fn number(sheet: &mut Worksheet, row: u32, at: u16, units: i64, digits: u32, format: &str) -> Result<(), SheetError> {
    let words = crate::table::decimal(units, digits);
    match words.parse::<f64>() {
        Ok(number) if units.unsigned_abs() < EXACT => {
            sheet.write_number_with_format(row, at, number, &Format::new().set_num_format(format))?;
        }
        _ => {
            sheet.write_string(row, at, words)?;
        }
    }
    Ok(())
}

fn moment(day: BusinessDate) -> Result<ExcelDateTime, SheetError> {
    let civil = day.civil();
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    Ok(ExcelDateTime::from_ymd(u16::try_from(civil.year()).unwrap_or(1900), part(civil.month()), part(civil.day()))?)
}

#[cfg(test)]
mod tests {
    use super::xlsx;
    use crate::{Cell, Column, Kind, Table};
    use makegood_units::{Amount, Money};

    #[test]
    fn a_workbook_is_the_same_each_time_and_days_before_its_calendar_are_refused() {
        let as_of = "2007-04-02".parse().expect("a day");
        let money = Money::new(Amount::from_minor(i64::MAX), "USD".parse().expect("a currency"));
        let mut table = Table {
            name: "rows".to_owned(),
            caption: "Rows".to_owned(),
            as_of,
            columns: vec![Column::new("Arrears", Kind::Money), Column::new("On", Kind::Day)],
            rows: vec![vec![Cell::Money(money), Cell::Day(as_of)], vec![Cell::Empty, Cell::Empty]],
        };
        let one = xlsx(&table).expect("a workbook");
        assert_eq!(one, xlsx(&table).expect("a workbook"));
        assert!(one.starts_with(b"PK"));
        table.rows.push(vec![Cell::Empty, Cell::Day("1850-01-01".parse().expect("a day"))]);
        assert!(xlsx(&table).is_err());
    }
}
