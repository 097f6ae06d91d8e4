//! A fact for a borrower's file, read by the same reader as a form and a page of JSON.

use crate::cell::{Fields, missing};
use crate::refusal::Fault;
use crate::{Learnt, RefusalCode};
use makegood_case::{FILE_COLUMNS, FileFault, FileRow};
use makegood_units::PartyId;

pub(crate) fn read(row: &Fields<'_>) -> Result<Learnt, Fault> {
    let party = PartyId::new(row.text("party_id")?);
    let observed_on = row.maybe_day("observed_on")?.ok_or_else(|| missing("observed_on"))?;
    let mut cells = Vec::new();
    for column in FILE_COLUMNS {
        if column == "observed_on" {
            cells.push((column.to_owned(), observed_on.to_string()));
        } else if let Some(text) = row.maybe(column)? {
            cells.push((column.to_owned(), text));
        }
    }
    let fact = FileRow::new(cells).read(None, observed_on).map_err(|fault| refused(row, &fault))?;
    Ok(Learnt { party, fact })
}

fn refused(row: &Fields<'_>, fault: &FileFault) -> Fault {
    let column = match fault {
        FileFault::Missing { column, .. } | FileFault::Unreadable { column, .. } => column,
        FileFault::NotOfKind { column, .. } => column.as_str(),
        FileFault::ObservedBeforeTrue { .. } => "as_of",
        FileFault::MonthNotOver { .. } => "month",
        FileFault::HealthWithoutConsent => "consented_on",
        FileFault::RestrictedFigure(_) => "restricted",
        FileFault::OperationsUnexplained | FileFault::NormalAndDown => "percent",
        FileFault::UnknownColumn(_) | FileFault::UnknownKind(_) => "kind",
    };
    let value = row.maybe(column).ok().flatten().unwrap_or_default();
    Fault::new(column, value, RefusalCode::NotAFileFact).hint(format!("{fault}. {}", fault.way_out()))
}
