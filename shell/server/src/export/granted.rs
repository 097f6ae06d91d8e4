//! How loans were granted, as a table.

use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_views::OriginationRow;
use std::collections::BTreeMap;

/// Loans by product, originator and month, every group of them.
///
/// # Errors
/// [`Trouble`] as the page.
pub(super) fn origination(desk: &Desk) -> Result<Table, Trouble> {
    let found = makegood_views::origination(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let mut columns = ["Product", "Originator", "Paid out in"].map(|head| Column::new(head, Kind::Text)).to_vec();
    columns.extend(["Ever 30 days late", "Loans"].map(|head| Column::new(head, Kind::Count)));
    columns.extend(["Share", "From", "To"].map(|head| Column::new(head, Kind::Share)));
    columns.push(Column::new("Late now", Kind::Count));
    columns.extend(["Why late", "What was wrong with the granting"].map(|head| Column::new(head, Kind::Text)));
    let line = |row: &OriginationRow| {
        let share = |bp: Option<i64>| bp.map_or(Cell::Empty, Cell::Share);
        let wrong =
            row.defects().into_iter().map(|(id, count)| (found.defects.get(id).map_or(id, String::as_str), count));
        vec![
            Cell::text(&row.product),
            Cell::text(&row.originator),
            Cell::text(&row.month),
            Cell::count(row.ever_30.numerator),
            Cell::count(row.ever_30.denominator),
            share(row.ever_30.share_bp),
            share(row.ever_30.low_bp),
            share(row.ever_30.high_bp),
            Cell::count(row.late.len()),
            Cell::text(listed(row.causes())),
            Cell::text(listed(wrong.collect())),
        ]
    };
    Ok(Table {
        name: "origination".to_owned(),
        caption: "What became of loans by product, originator and month".to_owned(),
        as_of: found.as_of,
        columns,
        rows: found.rows.iter().map(line).collect(),
    })
}

fn listed(counts: BTreeMap<&str, usize>) -> String {
    let each: Vec<String> = counts.into_iter().map(|(what, count)| format!("{what}: {count}")).collect();
    each.join("; ")
}
