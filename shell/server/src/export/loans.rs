//! The loans behind a number of the book, every page of them.

use crate::links::RowsQuery;
use crate::model::numbers::buckets;
use crate::model::rows::{filter, sorted, title};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::Money;
use makegood_views::{LoanFilter, Reach};

/// The table.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn rows(desk: &Desk, query: &RowsQuery, reach: &Reach) -> Result<Table, Trouble> {
    let close = crate::model::book::last_close(desk, reach)?;
    let buckets = buckets(desk)?;
    let (currency, _) = crate::model::book::currency(&close.census, query.currency.as_deref())?;
    let filter = LoanFilter { currency: Some(currency), reach: reach.clone(), ..filter(query, &buckets)? };
    let found = makegood_views::loans(desk.book(), &filter, sorted(query), 0, i64::MAX.unsigned_abs())?;
    let before = makegood_views::closes(desk.book())?.get(1).map(|close| close.as_of);
    let mut columns = vec![Column::new("Loan", Kind::Text), Column::new("Case", Kind::Text)];
    columns.extend([Column::new("Borrower", Kind::Text), Column::new("Days past due", Kind::Count)]);
    columns.extend([Column::new("Arrears", Kind::Money), Column::new("Outstanding", Kind::Money)]);
    columns.extend([Column::new("Since", Kind::Day), Column::new("Branch", Kind::Text)]);
    columns.extend([Column::new("Standing", Kind::Text), Column::new("Purpose", Kind::Text)]);
    let line = |row: &makegood_views::LoanRow| {
        let late = row.days_past_due;
        vec![
            Cell::text(row.loan.as_str()),
            Cell::text(row.party.as_str()),
            Cell::text(&row.name),
            Cell::count(late),
            Cell::Money(Money::new(row.arrears, row.currency)),
            Cell::Money(Money::new(row.outstanding, row.currency)),
            Cell::day((late > 0).then(|| close.as_of.plus_days(-late))),
            Cell::text(row.branch.as_str()),
            Cell::text(row.standing.replace('_', " ")),
            Cell::text(&row.purpose),
        ]
    };
    Ok(Table {
        name: "book-rows".to_owned(),
        caption: format!("{}, in {currency}", title(query, before)),
        as_of: close.as_of,
        columns,
        rows: found.rows.iter().map(line).collect(),
    })
}
