//! What the law refused, clocks, outcomes by means, and the trial, as tables.

use crate::links::law::RefusedQuery;
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::{Measured, Money};
use makegood_views::Reach;

/// The refused-action log with its filters.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn refused(desk: &Desk, query: &RefusedQuery, reach: &Reach) -> Result<Table, Trouble> {
    crate::model::refused::table(desk, query, reach)
}

/// Clocks that end within 180 days, soonest first.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn clocks(desk: &Desk, reach: &Reach) -> Result<Table, Trouble> {
    let board = makegood_views::clock_board(desk.book(), reach)?;
    let mut columns = vec![Column::new("Case", Kind::Text), Column::new("Borrower", Kind::Text)];
    columns.extend([Column::new("Loan", Kind::Text), Column::new("Against", Kind::Text)]);
    columns.extend([Column::new("As", Kind::Text), Column::new("Rule", Kind::Text)]);
    columns.extend([Column::new("Source", Kind::Text), Column::new("State", Kind::Text)]);
    columns.extend([Column::new("Counted from", Kind::Day), Column::new("Act by", Kind::Day)]);
    columns.extend([Column::new("Days left", Kind::Count), Column::new("What its end does", Kind::Text)]);
    let line = |line: &makegood_views::BoardLine| {
        let clock = &line.clock;
        vec![
            Cell::text(line.case.as_str()),
            Cell::text(&line.name),
            Cell::text(clock.loan.as_str()),
            Cell::text(clock.party.as_str()),
            Cell::text(clock.role.replace('_', " ")),
            Cell::text(&clock.rule),
            Cell::text(&clock.citation),
            Cell::text(clock.state.word()),
            Cell::day(clock.began_on),
            Cell::day(clock.counted_end),
            clock.days_left.map_or(Cell::Empty, Cell::count),
            Cell::text(&clock.effect),
        ]
    };
    Ok(Table {
        name: "clocks".to_owned(),
        caption: "Claims whose clock ends within 180 days, soonest first".to_owned(),
        as_of: board.as_of.ok_or(Trouble::NeverClosed)?,
        columns,
        rows: board.soon.iter().map(line).collect(),
    })
}

/// A share with its counts: four columns.
fn share_columns(name: &str) -> [Column; 3] {
    let head = |what: &str, kind| Column::new(&format!("{name}, {what}"), kind);
    [head("counted", Kind::Count), head("of", Kind::Count), head("share", Kind::Share)]
}

fn share_cells(of: &Measured, is_told: bool) -> [Cell; 3] {
    let share = of.share_bp.filter(|_| is_told).map_or(Cell::Empty, Cell::Share);
    [Cell::count(of.numerator), Cell::count(of.denominator), share]
}

/// Outcomes by means and situation. Of too few to be read the counts alone.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn methods(desk: &Desk) -> Result<Table, Trouble> {
    let found = makegood_views::methods(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let mut columns = vec![Column::new("Means", Kind::Text), Column::new("Situation", Kind::Text)];
    columns.push(Column::new("Attempts", Kind::Count));
    for name in ["Spoke of attempts", "Promised of spoke", "Kept of due", "Money in 14 days"] {
        columns.extend(share_columns(name));
    }
    let line = |row: &makegood_strategy::methods::MethodRow| {
        let situation = row.situation.map_or("nothing late", |one| one.words());
        let mut cells = vec![Cell::text(row.means.words()), Cell::text(situation), Cell::count(row.attempts)];
        for figure in [&row.conversations, &row.promises, &row.kept, &row.paid] {
            cells.extend(share_cells(&figure.measured, !figure.too_few));
        }
        cells
    };
    Ok(Table {
        name: "methods".to_owned(),
        caption: "What came of each means, by why they were late the day before".to_owned(),
        as_of: found.as_of,
        columns,
        rows: found.rows.iter().map(line).collect(),
    })
}

/// The arms of the last trial, one row for each currency of their cash.
///
/// # Errors
/// [`Trouble`] as the page; [`Trouble::Unknown`] where there was no trial.
pub(super) fn trial(desk: &Desk) -> Result<Table, Trouble> {
    let none = || Trouble::Unknown("no trial was ever adopted".to_owned());
    let results = makegood_views::trial_results(desk.book())?.ok_or_else(none)?;
    let mut columns = vec![Column::new("Arm", Kind::Text), Column::new("Share of cases", Kind::Share)];
    columns.push(Column::new("Cases", Kind::Count));
    columns.extend(share_columns("Cured at 30 days"));
    columns.extend(share_columns("Cured at 60 days"));
    columns.extend(["Contacts", "Complaints", "Minutes"].map(|head| Column::new(head, Kind::Count)));
    columns.extend(["Past due", "Received", "Cost"].map(|head| Column::new(head, Kind::Money)));
    let mut rows = Vec::new();
    for arm in &results.arms {
        let mut cells = vec![Cell::text(&arm.arm.name), Cell::Share(i64::from(arm.arm.share_bp))];
        cells.push(Cell::count(arm.cases));
        cells.extend(share_cells(&arm.cured_30, true));
        cells.extend(share_cells(&arm.cured_60, true));
        cells.extend([arm.contacts, arm.complaints, arm.minutes].map(Cell::count));
        if arm.cash.is_empty() {
            let mut cells = cells.clone();
            cells.extend([Cell::Empty, Cell::Empty, Cell::Empty]);
            rows.push(cells);
        }
        for (currency, cash) in &arm.cash {
            let mut cells = cells.clone();
            let money = |amount| Cell::Money(Money::new(amount, *currency));
            cells.extend([money(cash.arrears), money(cash.paid), money(cash.cost)]);
            rows.push(cells);
        }
    }
    Ok(Table {
        name: "trial".to_owned(),
        caption: format!("The arms of the trial {}", results.trial.name),
        as_of: results.as_of,
        columns,
        rows,
    })
}
