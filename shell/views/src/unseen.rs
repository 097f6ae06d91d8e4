//! What somebody does not see of people: for as long as they read, the queries of a
//! connection answer without it, so that no page, file or search can forget to leave it out.
//!
//! A temporary view stands in front of each table that holds names or words somebody wrote;
//! every query names its tables without their schema, and SQLite looks among the temporary
//! ones first (<https://www.sqlite.org/lang_naming.html>).

use crate::ViewError;
use crate::find_words::{CONTACT, NAME, NOTE};
use makegood_journal::Connection;

/// What is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unseen {
    /// The names of borrowers and of those around them.
    pub names: bool,
    /// Notes and other words somebody wrote.
    pub notes: bool,
    /// Telephone numbers and addresses; only the search answers by them over several people.
    pub contacts: bool,
}

const NAMES: &str = "CREATE TEMP VIEW view_party AS SELECT party, '' AS name, country, zone FROM main.view_party;";

const NOTES: &str = "
    CREATE TEMP VIEW view_noted AS SELECT * FROM main.view_noted WHERE 0;
    CREATE TEMP VIEW view_critique AS SELECT * FROM main.view_critique WHERE 0;
    CREATE TEMP VIEW view_morning AS SELECT party, list, place, branch, days_past_due, arrears, currency,
        CASE WHEN list IN ('broken', 'due-today') THEN json_set(body, '$.because', '')
             WHEN json_extract(body, '$.second.by') IS NOT NULL
             THEN json_set(body, '$.because', '', '$.second.what', '')
             ELSE body END AS body FROM main.view_morning;";

impl Unseen {
    /// Whether nothing is left out.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// The kinds of words the search passes over, as JSON.
    pub(crate) fn kinds(self) -> String {
        let kinds = [(self.names, NAME), (self.notes, NOTE), (self.contacts, CONTACT)];
        let named = kinds.iter().filter(|(hidden, _)| *hidden).map(|(_, kind)| format!("\"{kind}\""));
        format!("[{}]", named.collect::<Vec<_>>().join(","))
    }

    /// From here on the queries of this connection leave it out.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn hide(self, book: &Connection) -> Result<(), ViewError> {
        show(book)?;
        if self.names {
            book.execute_batch(NAMES)?;
        }
        if self.notes {
            book.execute_batch(NOTES)?;
        }
        Ok(())
    }
}

/// The queries of this connection answer with everything again.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn show(book: &Connection) -> Result<(), ViewError> {
    Ok(book.execute_batch(
        "DROP VIEW IF EXISTS temp.view_party; DROP VIEW IF EXISTS temp.view_noted;
         DROP VIEW IF EXISTS temp.view_critique; DROP VIEW IF EXISTS temp.view_morning;",
    )?)
}
