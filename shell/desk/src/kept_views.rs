//! Filters of the queue that somebody keeps: convenience, and no event.

use crate::{Desk, DeskError};
use makegood_units::StaffId;
use makegood_views::KeptView;

impl Desk {
    /// Keeps a view in place of one of the same name and owner.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn keep_view(&mut self, view: &KeptView) -> Result<(), DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        makegood_views::keep_view(&transaction, view)?;
        Ok(transaction.commit()?)
    }

    /// Drops a view of a person.
    ///
    /// # Errors
    /// Whatever the database refuses.
    pub fn drop_view(&mut self, owner: &StaffId, name: &str) -> Result<(), DeskError> {
        let transaction = makegood_journal::begin(&mut self.book)?;
        makegood_views::drop_view(&transaction, owner, name)?;
        Ok(transaction.commit()?)
    }
}
