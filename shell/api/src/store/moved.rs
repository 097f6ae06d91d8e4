//! The file that held tokens and subscriptions apart before, taken into the file of secrets.

use super::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// Where an earlier version kept them: `book.sqlite` had `book-api.sqlite`.
fn path_before(book: &Path) -> PathBuf {
    let stem = book.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    book.with_file_name(format!("{stem}-api.sqlite"))
}

/// Moves what an earlier version kept beside a book, and takes its file away once that is
/// written. Cut off in between it is done again: what was moved is passed over.
///
/// # Errors
/// [`StoreError`]; then the file stands as it was.
pub(super) fn take_over(store: &mut Connection, book: &Path) -> Result<(), StoreError> {
    let before = path_before(book);
    if !before.exists() {
        return Ok(());
    }
    store.execute("ATTACH DATABASE ?1 AS before", [before.to_string_lossy()])?;
    let transaction = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in ["token", "webhook", "delivery"] {
        let is_there: bool = transaction.query_row(
            "SELECT EXISTS (SELECT 1 FROM before.sqlite_schema WHERE type = 'table' AND name = ?1)",
            [table],
            |row| row.get(0),
        )?;
        if is_there {
            transaction.execute(&format!("INSERT OR IGNORE INTO main.{table} SELECT * FROM before.{table}"), [])?;
        }
    }
    transaction.commit()?;
    store.execute("DETACH DATABASE before", [])?;
    for end in ["", "-wal", "-shm"] {
        let file = before.with_file_name(format!("{}{end}", before.file_name().unwrap_or_default().to_string_lossy()));
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::path_before;
    use crate::Scope;
    use crate::store::{NewToken, NewWebhook, Store};
    use makegood_access::Secrets;
    use makegood_units::Instant;

    #[test]
    fn what_an_earlier_version_kept_apart_is_moved_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let book = folder.path().join("book.sqlite");
        let new = |name: &str| NewToken {
            name: name.to_owned(),
            scopes: vec![Scope::CasesRead],
            acts_as: None,
            branch: None,
            until: None,
            per_minute: 60,
        };
        let at = Instant::UNIX_EPOCH;
        // A file as it was: the same tables, under the name of before.
        let before = Store::at(&path_before(&book)).expect("a store");
        let text = before.add_token(&new("core banking"), at).expect("a store").expect("a new name");
        let hook = NewWebhook {
            url: "http://127.0.0.1:9/in".to_owned(),
            kinds: vec![],
            details: false,
            allow_private: false,
            branch: None,
            after: 7,
            by: "S-1".to_owned(),
            request: None,
        };
        let secret = before.add_webhook(&hook, at).expect("a store").secret;
        drop(before);
        let secrets = Secrets::open_beside(&book).expect("secrets");
        for _ in 0..2 {
            let store = Store::beside(&book).expect("a store");
            let held = store.token(&text, "2026-11-30".parse().expect("a day"), at).expect("a store");
            assert_eq!(held.map(|token| token.name), Some("core banking".to_owned()));
            let hooks = store.webhooks().expect("a store");
            assert_eq!(
                hooks.iter().map(|one| (one.cursor, one.secret.clone())).collect::<Vec<_>>(),
                [(7, secret.clone())]
            );
            assert!(!path_before(&book).exists(), "the file of before is gone");
            assert_eq!(store.add_token(&new("core banking"), at).expect("a store"), None, "its name is taken");
        }
        assert!(secrets.setup_link(0).is_ok(), "the other secrets stand in the same file");
    }
}
