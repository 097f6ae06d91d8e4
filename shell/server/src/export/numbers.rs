//! Figures, their history, their rows and their triangles as tables.

use crate::links::numbers::NumbersQuery;
use crate::model::numbers::{Of, buckets, code_named, rows_of};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_metrics::{By, Metric, Subject};
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::{Amount, Currency, Money};
use makegood_views::{Reach, figure_history, name_of, vintages_of};

/// The columns of a figure. What is counted may be money or not, so an amount and a count
/// have a column each.
fn columns() -> Vec<Column> {
    let mut columns = vec![Column::new("Figure", Kind::Text), Column::new("Code", Kind::Text)];
    columns.extend([Column::new("Part", Kind::Text), Column::new("Value", Kind::Share)]);
    columns.extend([Column::new("Why none", Kind::Text), Column::new("Read as", Kind::Text)]);
    columns.extend([Column::new("Counted, money", Kind::Money), Column::new("Of, money", Kind::Money)]);
    columns.extend([Column::new("Counted", Kind::Count), Column::new("Of", Kind::Count)]);
    columns.extend([Column::new("From", Kind::Day), Column::new("As of", Kind::Day)]);
    columns
}

fn sums(currency: Option<Currency>, numerator: i64, denominator: i64) -> [Cell; 4] {
    let money = |amount| currency.map_or(Cell::Empty, |of| Cell::Money(Money::new(Amount::from_minor(amount), of)));
    let count = |count| if currency.is_none() { Cell::Count(count) } else { Cell::Empty };
    [money(numerator), money(denominator), count(numerator), count(denominator)]
}

fn line(metric: &Metric, name: String) -> Vec<Cell> {
    let (value, none) = match metric.reading() {
        Ok(value) => (Cell::Share(value), Cell::Empty),
        Err(none) => (Cell::Empty, Cell::text(none.to_string())),
    };
    let part = match &metric.by {
        By::OfficerIn(_) => metric.by.words(),
        other => other.of().to_owned(),
    };
    let part = if metric.by == By::Book { String::new() } else { format!("{}: {}", metric.by.kind(), part) };
    let mut cells = vec![Cell::text(name), Cell::text(metric.code.word()), Cell::text(part), value, none];
    cells.push(Cell::text(if metric.reading().is_ok() { metric.says() } else { String::new() }));
    cells.extend(sums(metric.currency, metric.numerator, metric.denominator));
    cells.extend([Cell::day(metric.from), Cell::Day(metric.as_of)]);
    cells
}

/// The page of all figures, every part of a kind where a kind alone is asked for.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn all(desk: &Desk, query: &NumbersQuery, reach: &Reach) -> Result<Table, Trouble> {
    let of = Of::read(desk, query, reach)?;
    let buckets = buckets(desk)?;
    let kind = of.kind();
    let told = of.figures(desk, &kind)?;
    let shown = told.iter().filter(|metric| of.by.as_ref().is_none_or(|by| *by == metric.by));
    Ok(Table {
        name: "numbers".to_owned(),
        caption: format!("Figures: {}", of.words()),
        as_of: of.as_of,
        columns: columns(),
        rows: shown.map(|metric| line(metric, metric.code.name(&buckets))).collect(),
    })
}

/// One figure at every close.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn history(desk: &Desk, code: &str, query: &NumbersQuery, reach: &Reach) -> Result<Table, Trouble> {
    let (code, of, buckets) = (code_named(desk, code)?, Of::read(desk, query, reach)?, buckets(desk)?);
    let by = of.part();
    let told = figure_history(desk.book(), code, &by, of.currency_for(code))?;
    Ok(Table {
        name: format!("{}-history", code.word()),
        caption: format!("{} at every close: {}", code.name(&buckets), by.words()),
        as_of: of.as_of,
        columns: columns(),
        rows: told.iter().map(|metric| line(metric, code.name(&buckets))).collect(),
    })
}

/// The rows that add up to one figure.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn rows(desk: &Desk, code: &str, query: &NumbersQuery, reach: &Reach) -> Result<Table, Trouble> {
    let (code, of, buckets) = (code_named(desk, code)?, Of::read(desk, query, reach)?, buckets(desk)?);
    let found = rows_of(desk, code, &of)?;
    let mut columns = vec![Column::new("Loan", Kind::Text), Column::new("Event", Kind::Count)];
    columns.extend([Column::new("Case", Kind::Text), Column::new("Borrower", Kind::Text)]);
    columns.push(Column::new("Branch", Kind::Text));
    columns.extend([Column::new("Counted, money", Kind::Money), Column::new("Of, money", Kind::Money)]);
    columns.extend([Column::new("Counted", Kind::Count), Column::new("Of", Kind::Count)]);
    let mut lines = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        let (loan, event) = match &row.subject {
            Subject::Loan(loan) => (Cell::text(loan.as_str()), Cell::Empty),
            Subject::Event(event) => (Cell::Empty, Cell::Count(*event)),
            Subject::Case => (Cell::Empty, Cell::Empty),
        };
        let name = name_of(desk.book(), &row.party)?;
        let mut cells = vec![loan, event, Cell::text(row.party.as_str()), Cell::text(name), Cell::text(&row.branch)];
        cells.extend(sums(found.metric.currency, row.numerator, row.denominator));
        lines.push(cells);
    }
    Ok(Table {
        name: format!("{}-rows", code.word()),
        caption: format!("{}, {}: {}", code.name(&buckets), found.metric.by.words(), found.metric.n_of_d()),
        as_of: of.as_of,
        columns,
        rows: lines,
    })
}

/// A triangle, one row for each month and age.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn vintage(desk: &Desk, code: &str, query: &NumbersQuery, reach: &Reach) -> Result<Table, Trouble> {
    let (code, of, buckets) = (code_named(desk, code)?, Of::read(desk, query, reach)?, buckets(desk)?);
    let mut columns = vec![Column::new("Paid out in", Kind::Text), Column::new("Currency", Kind::Text)];
    columns.extend([Column::new("Months on book", Kind::Count), Column::new("Share", Kind::Share)]);
    columns.extend([Column::new("Counted, money", Kind::Money), Column::new("Of, money", Kind::Money)]);
    columns.extend([Column::new("Counted", Kind::Count), Column::new("Of", Kind::Count)]);
    let mut lines = Vec::new();
    for vintage in vintages_of(desk.book(), code, reach)? {
        for cell in &vintage.cells {
            let metric = vintage.metric(code, *cell, of.as_of);
            let share = metric.reading().map_or(Cell::Empty, Cell::Share);
            let mut cells = vec![Cell::text(&vintage.month), Cell::text(vintage.currency.code())];
            cells.extend([Cell::count(cell.months), share]);
            let money = Some(vintage.currency).filter(|_| code.is_money());
            cells.extend(sums(money, cell.numerator, vintage.denominator));
            lines.push(cells);
        }
    }
    Ok(Table {
        name: format!("{}-vintage", code.word()),
        caption: format!("{} by month paid out and months on book", code.name(&buckets)),
        as_of: of.as_of,
        columns,
        rows: lines,
    })
}
