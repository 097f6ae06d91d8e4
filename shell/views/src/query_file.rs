//! One borrower's file.

use crate::query_case::known_day;
use crate::{ViewError, load, policy};
use makegood_day_close::{FileDay, file_day};
use makegood_diagnosis::FileNeeds;
use makegood_journal::Connection;
use makegood_units::PartyId;

/// The file as of the last closed day, or of a later day on which something was
/// recorded. `None` when nothing is known of the borrower.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn file_view(
    book: &Connection,
    party: &PartyId,
    needs: &FileNeeds,
    with_restricted: bool,
) -> Result<Option<FileDay>, ViewError> {
    let Some(policy) = policy::policy_of(book, i64::MAX)? else { return Ok(None) };
    let Some(as_of) = known_day(book, party)? else { return Ok(None) };
    let input = load::case_input(book, party, i64::MAX)?;
    let read = file_day(&input, as_of, policy.rules(), needs, with_restricted);
    read.map_err(|error| ViewError::Book { loan: error.loan, source: error.source })
}
