//! A form that comes back: everything that was typed, and beside it what is wrong.

use super::form::{field, month_words, plain};
use super::kinds;
use super::typed::Typed;
use crate::pages::file::{FactForm, Field, Input, MonthGrid};
use crate::say;
use crate::trouble::sentence;
use makegood_case::{FileFault, Month};
use makegood_units::Currency;
use std::collections::BTreeSet;

/// A form as it was typed, with what is wrong beside the fields it is wrong with.
pub(super) fn back(mut form: FactForm, typed: &Typed, faults: &[(String, FileFault)], currency: Currency) -> FactForm {
    for grid in form.blocks.iter_mut().filter_map(|block| block.grid.as_mut()) {
        keep_months(grid, typed, currency);
    }
    for field in form.fields_mut() {
        // A box that was not ticked is not posted.
        let unticked = (field.input == Input::Tick).then_some("");
        if let Some(value) = typed.value(&field.name).or(unticked) {
            field.value = value.to_owned();
        }
    }
    if !faults.is_empty() {
        let elsewhere: Vec<String> = faults.iter().filter_map(|(row, fault)| place(&mut form, row, fault)).collect();
        let lines = say::counted(faults.len(), "line");
        let says = format!("{lines} cannot be taken as written; what is wrong stands beside the field.");
        form.problem = Some([vec![says], elsewhere].concat().join(" "));
    }
    form
}

/// Puts a fault beside the field of its column, else at the front of its row. Its words
/// come back when the form shows neither.
fn place(form: &mut FactForm, row: &str, fault: &FileFault) -> Option<String> {
    let (kind, column) = (row.split('@').next().unwrap_or_default(), fault.column());
    let names = [format!("{row}.{column}"), format!("{}.{column}", kinds::sheet_of(kind)), column.to_owned()];
    let shown: Vec<&str> = names.iter().map(String::as_str).collect();
    let shown = shown.into_iter().find(|name| form.fields_mut().any(|field| field.name == *name));
    let front = format!("{row}.");
    let found = form.fields_mut().find(|field| match shown {
        Some(name) => field.name == name,
        None => field.name.starts_with(&front),
    });
    match found {
        Some(field) => {
            field.fault = Some(in_words(fault));
            None
        }
        None => Some(in_words(fault)),
    }
}

/// Months that were filled in and are not on a fresh form, such as when the month turned.
fn keep_months(grid: &mut MonthGrid, typed: &Typed, currency: Currency) {
    let line = |cell: &Field| cell.name.split('@').next().unwrap_or_default().to_owned();
    let lines: Vec<String> = grid.months.first().map(|(_, cells)| cells.iter().map(line).collect()).unwrap_or_default();
    let shown: Vec<&str> = grid.months.iter().map(|(month, _)| month.as_str()).collect();
    let rows = typed.rows();
    let of_grid = rows.iter().map(|row| row.split()).filter(|(kind, _)| lines.iter().any(|line| line == kind));
    let months: BTreeSet<Month> = of_grid.filter_map(|(_, month)| month.parse().ok()).collect();
    let lost: Vec<Month> = months.into_iter().filter(|month| !shown.contains(&month_words(*month).as_str())).collect();
    for month in lost {
        let cell = |line: &String| {
            let label = format!("{} of {}, in {currency}", plain(line), month_words(month));
            field(&format!("{line}@{month}.amount"), &label, "", Input::Amount, "")
        };
        grid.months.push((month_words(month), lines.iter().map(cell).collect()));
    }
}

/// What is wrong, and the way out.
fn in_words(fault: &FileFault) -> String {
    let says = match fault {
        FileFault::Missing { .. } => "This is needed to make it a fact.".to_owned(),
        FileFault::Unreadable { expected, .. } => format!("This cannot be taken: {expected}."),
        other => sentence(&other.to_string()),
    };
    format!("{says} {}", fault.way_out())
}
