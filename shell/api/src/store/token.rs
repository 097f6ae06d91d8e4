//! Tokens of programs: made once, kept as a hash, used until they end.

use super::{Store, StoreError, moment, random, seconds};
use crate::scope::Scope;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use makegood_units::{BranchId, BusinessDate, Instant, StaffId};
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// What every token begins with, so that one found in a log can be told for what it is.
const MARK: &str = "mgt_";

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// What the lender calls it: the program that has it.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Whom it acts as; none for one that only reads.
    pub acts_as: Option<StaffId>,
    /// The branch it is bound to.
    pub branch: Option<BranchId>,
    /// The last day it holds.
    pub until: Option<BusinessDate>,
    /// Requests a minute.
    pub per_minute: u32,
}

/// A token as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Whom it acts as.
    pub acts_as: Option<StaffId>,
    /// The branch it is bound to.
    pub branch: Option<BranchId>,
    /// The last day it holds.
    pub until: Option<BusinessDate>,
    /// Requests a minute.
    pub per_minute: u32,
    /// When it was made.
    pub made_at: Instant,
    /// When it was ended.
    pub ended_at: Option<Instant>,
    /// When it was last used, to the minute.
    pub used_at: Option<Instant>,
}

impl Token {
    /// Whether it lets do something.
    pub fn has(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }
}

const COLUMNS: &str =
    "SELECT id, name, scopes, acts_as, branch, until_on, per_minute, made_at, ended_at, used_at FROM token";

impl Store {
    /// Makes a token and returns its text, which is nowhere kept. `None` when the name is
    /// taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_token(&self, new: &NewToken, at: Instant) -> Result<Option<String>, StoreError> {
        let text = format!("{MARK}{}", BASE64_URL_SAFE_NO_PAD.encode(random::<32>()?));
        let scopes: Vec<&str> = new.scopes.iter().map(|scope| scope.word()).collect();
        let (acts_as, branch) = (new.acts_as.as_ref().map(StaffId::as_str), new.branch.as_ref().map(BranchId::as_str));
        let until = new.until.map(|day| day.to_string());
        let made = self.open().execute(
            "INSERT OR IGNORE INTO token (name, hash, scopes, acts_as, branch, until_on, per_minute, made_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![new.name, hash(&text), scopes.join(" "), acts_as, branch, until, new.per_minute, seconds(at)],
        )?;
        Ok((made > 0).then_some(text))
    }

    /// The token of a text, when it holds on that day; its use is noted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn token(&self, text: &str, today: BusinessDate, at: Instant) -> Result<Option<Token>, StoreError> {
        let book = self.open();
        let sql = format!("{COLUMNS} WHERE hash = ?1");
        let found = book.prepare_cached(&sql)?.query_row([hash(text)], read).optional()?;
        let holds = |token: &Token| token.ended_at.is_none() && token.until.is_none_or(|until| today <= until);
        let Some(token) = found.filter(holds) else { return Ok(None) };
        // To the minute, so that reading does not write each time.
        if token.used_at.is_none_or(|used| seconds(at) - seconds(used) >= 60) {
            book.prepare_cached("UPDATE token SET used_at = ?2 WHERE id = ?1")?.execute([token.id, seconds(at)])?;
        }
        Ok(Some(token))
    }

    /// Ends a token. Whether there was one of that name that held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn end_token(&self, name: &str, at: Instant) -> Result<bool, StoreError> {
        let sql = "UPDATE token SET ended_at = ?2 WHERE name = ?1 AND ended_at IS NULL";
        Ok(self.open().execute(sql, params![name, seconds(at)])? > 0)
    }

    /// Every token there is or was, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tokens(&self) -> Result<Vec<Token>, StoreError> {
        let book = self.open();
        let mut statement = book.prepare_cached(&format!("{COLUMNS} ORDER BY id"))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Token> {
    let scopes: String = row.get(2)?;
    let until: Option<String> = row.get(5)?;
    Ok(Token {
        id: row.get(0)?,
        name: row.get(1)?,
        scopes: scopes.split(' ').filter_map(Scope::named).collect(),
        acts_as: row.get::<_, Option<String>>(3)?.map(StaffId::new),
        branch: row.get::<_, Option<String>>(4)?.map(BranchId::new),
        until: until.and_then(|day| day.parse().ok()),
        per_minute: row.get(6)?,
        made_at: moment(row.get(7)?),
        ended_at: row.get::<_, Option<i64>>(8)?.map(moment),
        used_at: row.get::<_, Option<i64>>(9)?.map(moment),
    })
}

/// Tokens are 256 random bits, so a plain hash cannot be searched back.
fn hash(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::{NewToken, Store};
    use crate::scope::Scope;
    use makegood_units::{BusinessDate, Instant};

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_token_holds_until_its_day_or_until_it_is_ended() {
        let store = Store::in_memory().expect("a store");
        let new = NewToken {
            name: "core banking".to_owned(),
            scopes: vec![Scope::CasesRead],
            acts_as: None,
            branch: None,
            until: Some(day("2026-11-30")),
            per_minute: 600,
        };
        let at = Instant::UNIX_EPOCH;
        let text = store.add_token(&new, at).expect("a store").expect("a new name");
        assert_eq!(store.add_token(&new, at).expect("a store"), None, "the name is taken");
        let holds = |text: &str, on: &str| store.token(text, day(on), at).expect("a store").is_some();
        assert!(holds(&text, "2026-11-30"));
        assert!(!holds(&text, "2026-12-01"));
        assert!(!holds("mgt_guessed", "2026-11-30"));
        assert!(store.end_token("core banking", at).expect("a store"));
        assert!(!store.end_token("core banking", at).expect("a store"), "ended once");
        assert!(!holds(&text, "2026-11-30"));
    }
}
