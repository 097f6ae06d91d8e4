//! The log of looks, as a page and as a file.

use super::people::moment;
use crate::door::Door;
use crate::layout::Frame;
use crate::links;
use crate::links::looks::LooksQuery;
use crate::pages::looks::{LookRow, Looks};
use crate::trouble::Trouble;
use makegood_access::{LookFilter, LookLine};
use makegood_sheets::{Cell, Column, Kind, Table};
use makegood_units::BusinessDate;

/// So many rows fit a page.
const ROWS: u64 = 100;

fn filter(query: &LooksQuery) -> LookFilter {
    let word = |text: &str| text.trim().to_owned();
    LookFilter { party: word(&query.party), user: word(&query.user), day: word(&query.day) }
}

/// The page.
///
/// # Errors
/// Secrets that cannot be read.
pub(crate) fn looks(door: &Door, frame: Frame, query: LooksQuery) -> Result<Looks, Trouble> {
    let query = query.on_page(query.page.max(1));
    let offset = query.page.saturating_sub(1).saturating_mul(ROWS);
    let (found, count) = door.secrets(|secrets| secrets.looks(&filter(&query), offset, ROWS))?;
    let name = |one: &LookLine| {
        let known = frame.staff.iter().find(|person| person.id == one.user);
        known.map_or_else(|| one.user.to_string(), |person| person.name.clone())
    };
    let row = |one: &LookLine| LookRow {
        at: moment(one.at),
        on: one.on.clone(),
        who: name(one),
        party: one.party.to_string(),
        case: links::case(&one.party),
        page: one.page.clone(),
        unmasked: one.unmasked.clone(),
    };
    Ok(Looks {
        rows: found.iter().map(row).collect(),
        people: frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        count: usize::try_from(count).unwrap_or(usize::MAX),
        pages: count.div_ceil(ROWS).max(1),
        csv: query.csv(),
        query,
        frame,
    })
}

/// Every look that matches, as a table.
///
/// # Errors
/// Secrets that cannot be read.
pub(crate) fn table(door: &Door, as_of: BusinessDate, query: &LooksQuery) -> Result<Table, Trouble> {
    let most = u64::from(u32::MAX);
    let (found, _) = door.secrets(|secrets| secrets.looks(&filter(query), 0, most))?;
    let mut columns = vec![Column::new("look", Kind::Count)];
    columns.extend(["at", "on", "user", "party", "page", "unmasked"].map(|head| Column::new(head, Kind::Text)));
    let row = |one: LookLine| {
        let words = [moment(one.at), one.on, one.user.to_string(), one.party.to_string(), one.page, one.unmasked];
        std::iter::once(Cell::Count(one.no)).chain(words.map(Cell::text)).collect()
    };
    let caption = "Who looked at whom".to_owned();
    Ok(Table { name: "looks".to_owned(), caption, as_of, columns, rows: found.into_iter().map(row).collect() })
}
