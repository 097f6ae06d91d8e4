//! The lender's own weights of the evidence: adopted, and given up again.

use crate::close::adopted;
use crate::{Desk, DeskError, append_and_apply};
use makegood_journal::{Event, PolicyAdopted, keep_document};
use makegood_views::own_method;

impl Desk {
    /// Adopts an evidence table, by file name and text; `None` goes back to the shipped one.
    /// From then on every case is diagnosed by it, and a later close and its replay name it.
    /// Returns whether anything was written.
    ///
    /// # Errors
    /// A table that cannot be read, with file, line and what was expected;
    /// [`crate::Refusal::NoPolicy`] before a strategy was adopted.
    pub fn adopt_evidence(&mut self, table: Option<(&str, &str)>, actor: &str) -> Result<bool, DeskError> {
        if let Some((file, text)) = table {
            own_method(file, text)?;
        }
        let transaction = makegood_journal::begin(&mut self.book)?;
        let held = adopted(&transaction, i64::MAX)?;
        let evidence = table.map(|(_, text)| keep_document(&transaction, text)).transpose()?;
        if held.evidence == evidence {
            return Ok(false);
        }
        let event = Event::PolicyAdopted(PolicyAdopted { evidence, ..held });
        append_and_apply(&transaction, &self.clock, self.clock.today(), actor, event)?;
        transaction.commit()?;
        Ok(true)
    }
}
