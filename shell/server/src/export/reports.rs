//! The reports of the command line as files: the same tables as the pages have.

use super::answer::Ending;
use super::{granted, lists, numbers, work};
use crate::links::numbers::NumbersQuery;
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table, csv, xlsx};
use makegood_units::Money;
use makegood_views::{Reach, branches, closes};

/// Which report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportTable<'a> {
    /// The open loans branch by branch at the last close.
    Branches,
    /// The closed days.
    Days,
    /// What came of each means.
    Methods,
    /// Days from flag to first cash.
    FirstCash,
    /// What became of loans by how they were granted.
    Granted,
    /// The figures of a part, as it stands in an address: `branch:north`; all of the book
    /// where it is empty.
    Figures(&'a str),
}

/// The file of a report, for whoever may read the whole book.
///
/// # Errors
/// A sentence: no day is closed, there is no such part, or a table does not fit a sheet.
pub fn report_file(desk: &Desk, report: ReportTable<'_>, ending: Ending) -> Result<Vec<u8>, String> {
    let table = table(desk, report).map_err(|trouble| trouble.to_string())?;
    match ending {
        Ending::Csv => Ok(csv(&table).into_bytes()),
        Ending::Xlsx => xlsx(&table).map_err(|error| error.to_string()),
    }
}

fn table(desk: &Desk, report: ReportTable<'_>) -> Result<Table, Trouble> {
    match report {
        ReportTable::Branches => by_branch(desk),
        ReportTable::Days => days(desk),
        ReportTable::Methods => work::methods(desk),
        ReportTable::FirstCash => lists::first_cash(desk, &Reach::whole()),
        ReportTable::Granted => granted::origination(desk),
        ReportTable::Figures(part) => {
            let query = NumbersQuery { part: part.to_owned(), ..NumbersQuery::default() };
            numbers::all(desk, &query, &Reach::whole())
        }
    }
}

fn by_branch(desk: &Desk) -> Result<Table, Trouble> {
    let last = closes(desk.book())?.into_iter().next().ok_or(Trouble::NeverClosed)?;
    let mut columns = vec![Column::new("Branch", Kind::Text)];
    columns.extend(["Open loans", "Past due"].map(|head| Column::new(head, Kind::Count)));
    let amounts = ["Due and unpaid", "Outstanding", "Principal more than 30 days past due", "Principal"];
    columns.extend(amounts.map(|head| Column::new(head, Kind::Money)));
    let mut rows = Vec::new();
    for row in branches(desk.book(), last.as_of, &Reach::whole())? {
        let money = |amount| Cell::Money(Money::new(amount, row.currency));
        let mut cells = vec![Cell::text(row.branch.as_str()), Cell::count(row.open), Cell::count(row.late)];
        cells.extend([row.arrears, row.outstanding, row.par30_principal, row.principal].map(money));
        rows.push(cells);
    }
    let caption = "The open loans branch by branch".to_owned();
    Ok(Table { name: "branches".to_owned(), caption, as_of: last.as_of, columns, rows })
}

fn days(desk: &Desk) -> Result<Table, Trouble> {
    let closed = closes(desk.book())?;
    let as_of = closed.first().ok_or(Trouble::NeverClosed)?.as_of;
    let mut columns = vec![Column::new("Closed day", Kind::Day)];
    columns.extend(["Open loans", "Event"].map(|head| Column::new(head, Kind::Count)));
    let line = |day: &makegood_views::CloseCount| {
        vec![Cell::Day(day.as_of), Cell::count(day.census.open_loans()), Cell::Count(day.seq)]
    };
    let rows = closed.iter().map(line).collect();
    let caption = "The closed days, newest first".to_owned();
    Ok(Table { name: "days".to_owned(), caption, as_of, columns, rows })
}
