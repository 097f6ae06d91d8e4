//! Transactions: one work on the book is one commit, and several works can be made one.

use crate::JournalError;
use rusqlite::Connection;
use std::ops::Deref;

/// A transaction that writes. Dropped without [`Transaction::commit`], nothing of it stays.
///
/// Begun inside a [`Whole`], it is a part of that: its commit holds when the whole is
/// committed, and dropping it takes back this part alone.
#[derive(Debug)]
pub struct Transaction<'a> {
    connection: &'a Connection,
    is_part: bool,
    is_over: bool,
}

/// Begins a transaction that will write. It takes the writer's place at once, so that
/// what it reads cannot change under it; another writer waits up to ten seconds.
///
/// # Errors
/// Whatever SQLite refuses, such as a writer that does not end.
pub fn begin(connection: &mut Connection) -> Result<Transaction<'_>, JournalError> {
    let is_part = !connection.is_autocommit();
    connection.execute_batch(if is_part { "SAVEPOINT part" } else { "BEGIN IMMEDIATE" })?;
    Ok(Transaction { connection, is_part, is_over: false })
}

impl Transaction<'_> {
    /// Makes it hold.
    ///
    /// # Errors
    /// Whatever SQLite refuses; then nothing of it stays.
    pub fn commit(mut self) -> Result<(), rusqlite::Error> {
        self.connection.execute_batch(if self.is_part { "RELEASE part" } else { "COMMIT" })?;
        self.is_over = true;
        Ok(())
    }

    /// Takes it back.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn rollback(mut self) -> Result<(), rusqlite::Error> {
        self.is_over = true;
        self.take_back()
    }

    fn take_back(&self) -> Result<(), rusqlite::Error> {
        self.connection.execute_batch(if self.is_part { "ROLLBACK TO part; RELEASE part" } else { "ROLLBACK" })
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            // Nobody is left to be told; what cannot be taken back now is when the file is
            // opened again, since it was never committed.
            let _ = self.take_back();
        }
    }
}

/// Several works as one: whoever owns a connection begins the whole, has the works done,
/// and ends it. A whole that is not committed is taken back when it is dropped.
pub struct Whole<'a, T: AsRef<Connection>>(&'a mut T);

impl<'a, T: AsRef<Connection>> Whole<'a, T> {
    /// Begins it.
    ///
    /// # Errors
    /// Whatever SQLite refuses, such as a writer that does not end.
    pub fn begin(owner: &'a mut T) -> Result<Self, JournalError> {
        (*owner).as_ref().execute_batch("BEGIN IMMEDIATE")?;
        Ok(Self(owner))
    }

    /// The owner, to have a part of it done.
    pub fn owner(&mut self) -> &mut T {
        self.0
    }

    /// Makes it hold.
    ///
    /// # Errors
    /// Whatever SQLite refuses; then nothing of it stays.
    pub fn commit(self) -> Result<(), JournalError> {
        Ok((*self.0).as_ref().execute_batch("COMMIT")?)
    }
}

impl<T: AsRef<Connection>> Drop for Whole<'_, T> {
    fn drop(&mut self) {
        let book = (*self.0).as_ref();
        if !book.is_autocommit() {
            let _ = book.execute_batch("ROLLBACK");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Whole, begin};
    use crate::{keep_document, open_in_memory};
    use rusqlite::Connection;

    struct Owner(Connection);

    impl AsRef<Connection> for Owner {
        fn as_ref(&self) -> &Connection {
            &self.0
        }
    }

    fn documents(owner: &Owner) -> i64 {
        owner.0.query_row("SELECT count(*) FROM document", [], |row| row.get(0)).expect("a count")
    }

    #[test]
    fn a_part_taken_back_leaves_the_other_part_and_the_whole_decides() {
        let mut owner = Owner(open_in_memory().expect("a book"));
        for (is_committed, kept) in [(false, 0), (true, 1)] {
            let mut whole = Whole::begin(&mut owner).expect("a whole");
            let first = begin(&mut whole.owner().0).expect("a part");
            keep_document(&first, "kept").expect("kept");
            first.commit().expect("a part committed");
            let second = begin(&mut whole.owner().0).expect("a part");
            keep_document(&second, "dropped").expect("kept");
            drop(second);
            if is_committed {
                whole.commit().expect("committed");
            } else {
                drop(whole);
            }
            assert_eq!(documents(&owner), kept);
        }
    }
}
