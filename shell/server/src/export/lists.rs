//! The leader's lists and the days from flag to first cash, as tables.

use crate::asked::Asked;
use crate::pages::review::{CaseLine, PromiseLine};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table};

/// The lists of the morning, one after the other.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn review(desk: &Desk, asked: &Asked) -> Result<Table, Trouble> {
    let page = crate::model::review::review(desk, asked.frame(desk)?)?;
    let as_of = page.frame.as_of;
    let mut rows = Vec::new();
    let cases = [
        ("newly over 30 days", &page.new_over_30),
        ("undiagnosed", &page.undiagnosed),
        ("held", &page.held),
        ("hard", &page.hard),
        ("case plan wanting", &page.plans),
    ];
    for (list, lines) in cases {
        rows.extend(lines.iter().map(|line| case(list, line)));
    }
    for (list, lines) in [("promise broken", &page.broken), ("promise due today", &page.due_today)] {
        rows.extend(lines.iter().map(|line| promise(list, line)));
    }
    let mut columns = vec![Column::new("List", Kind::Text), Column::new("Case", Kind::Text)];
    columns.extend([Column::new("Borrower", Kind::Text), Column::new("Arrears or promised", Kind::Money)]);
    columns.extend([Column::new("Received", Kind::Money), Column::new("Days past due", Kind::Count)]);
    columns.extend([Column::new("Due on", Kind::Day), Column::new("Because", Kind::Text)]);
    columns.push(Column::new("Officer", Kind::Text));
    Ok(Table { name: "review".to_owned(), caption: "The lists of the morning".to_owned(), as_of, columns, rows })
}

fn case(list: &str, line: &CaseLine) -> Vec<Cell> {
    vec![
        Cell::text(list),
        Cell::text(line.party.as_str()),
        Cell::text(&line.name),
        Cell::Money(line.arrears),
        Cell::Empty,
        Cell::count(line.days_past_due),
        Cell::Empty,
        Cell::text(&line.because),
        Cell::text(&line.officer),
    ]
}

fn promise(list: &str, line: &PromiseLine) -> Vec<Cell> {
    vec![
        Cell::text(list),
        Cell::text(line.party.as_str()),
        Cell::text(&line.name),
        Cell::Money(line.amount),
        Cell::Money(line.paid),
        Cell::Empty,
        Cell::Day(line.due_on),
        Cell::text(&line.source_of_funds),
        Cell::text(&line.officer),
    ]
}

/// Cases handed to a leader, and when money first came.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(super) fn first_cash(desk: &Desk) -> Result<Table, Trouble> {
    let (as_of, branches) = makegood_views::first_cash(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let mut columns = vec![Column::new("Branch", Kind::Text), Column::new("Case", Kind::Text)];
    columns.extend([Column::new("Flagged on", Kind::Day), Column::new("First cash on", Kind::Day)]);
    columns.push(Column::new("Days", Kind::Count));
    let line = |branch: &str, case: &makegood_views::Flagged| {
        let days = case.days.map_or(Cell::Empty, Cell::count);
        let days_on = [Cell::Day(case.flagged_on), Cell::day(case.first_cash_on), days];
        [Cell::text(branch), Cell::text(case.party.as_str())].into_iter().chain(days_on).collect()
    };
    let rows = branches.iter().flat_map(|branch| branch.cases.iter().map(|case| line(branch.branch.as_str(), case)));
    Ok(Table {
        name: "first-cash".to_owned(),
        caption: "Days from the close that handed a case to a leader until money came".to_owned(),
        as_of,
        columns,
        rows: rows.collect(),
    })
}
