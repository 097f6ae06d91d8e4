//! The leader's lists and the days from flag to first cash, as tables.

use crate::asked::Asked;
use crate::layout::Frame;
use crate::model::review::{LISTS, staff_name};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::{Amount, Money, StaffId};
use makegood_views::{MorningCase, Reach};

/// The lists of the morning, one after the other, each to its end.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn review(desk: &Desk, asked: &Asked) -> Result<Table, Trouble> {
    let frame = asked.frame(desk)?;
    let mut rows = Vec::new();
    for (list, title, _) in LISTS {
        let cases = makegood_views::morning_cases(desk.book(), list, u32::MAX, &frame.who.reach)?;
        rows.extend(cases.iter().map(|case| line(&frame, title, case)));
    }
    let mut columns = vec![Column::new("List", Kind::Text), Column::new("Case", Kind::Text)];
    columns.extend([Column::new("Borrower", Kind::Text), Column::new("Due and unpaid", Kind::Money)]);
    columns.extend([Column::new("Days past due", Kind::Count), Column::new("Promised", Kind::Money)]);
    columns.extend([Column::new("By", Kind::Day), Column::new("Came in", Kind::Money)]);
    columns.extend([Column::new("Because", Kind::Text), Column::new("Officer", Kind::Text)]);
    let caption = "The lists of the morning".to_owned();
    Ok(Table { name: "review".to_owned(), caption, as_of: frame.as_of, columns, rows })
}

fn line(frame: &Frame, list: &str, case: &MorningCase) -> Vec<Cell> {
    let money = |amount: Option<Amount>| {
        amount.map_or(Cell::Empty, |amount| Cell::Money(Money::new(amount, case.arrears.currency)))
    };
    vec![
        Cell::text(list),
        Cell::text(case.party.as_str()),
        Cell::text(&case.name),
        Cell::Money(case.arrears),
        Cell::count(case.days_past_due),
        money(case.line.amount),
        Cell::day(case.line.on),
        money(case.line.received),
        Cell::text(&case.line.because),
        Cell::text(staff_name(frame, &StaffId::new(case.officer.as_str()))),
    ]
}

/// Cases handed to a leader, and when money first came.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(super) fn first_cash(desk: &Desk, reach: &Reach) -> Result<Table, Trouble> {
    let (as_of, branches) = makegood_views::first_cash(desk.book(), reach)?.ok_or(Trouble::NeverClosed)?;
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
