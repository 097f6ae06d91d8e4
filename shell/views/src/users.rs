//! Who works with the book: from the events about them, now or as known on a day.

use crate::ViewError;
use crate::query_case::read;
use makegood_journal::{Connection, Entry, Event, Role, UserChanged, UserEvent, entries_of_kind};
use makegood_units::{BranchId, BusinessDate, Instant, StaffId};
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who works with the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// The lender's staff number where they have one, else their own.
    pub id: StaffId,
    /// What they type to log in.
    pub login: String,
    /// The name to show.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Whose cases they work.
    pub branches: BTreeSet<BranchId>,
    /// Their team within the branches.
    pub team: Option<String>,
    /// An invented person of the demo, entered without a password.
    pub persona: bool,
    /// Whether they may log in.
    pub is_open: bool,
    /// When what is said here was written down.
    pub changed_at: Instant,
}

/// A person after one event about them; `None` where the event is about nobody known.
fn after(before: Option<User>, id: &StaffId, change: &UserEvent, at: Instant) -> Option<User> {
    let of = |branches: &[BranchId]| branches.iter().cloned().collect();
    match (change, before) {
        (UserEvent::Added { name, login, role, branches, team, persona }, _) => Some(User {
            id: id.clone(),
            login: login.clone(),
            name: name.clone(),
            role: *role,
            branches: of(branches),
            team: team.clone(),
            persona: *persona,
            is_open: true,
            changed_at: at,
        }),
        (UserEvent::RightsSet { role, branches, team }, Some(user)) => {
            Some(User { role: *role, branches: of(branches), team: team.clone(), changed_at: at, ..user })
        }
        (UserEvent::Closed { .. }, Some(user)) => Some(User { is_open: false, changed_at: at, ..user }),
        (UserEvent::Reopened { .. }, Some(user)) => Some(User { is_open: true, changed_at: at, ..user }),
        (_, None) => None,
    }
}

/// Takes one event about a person into the view.
pub(crate) fn changed(book: &Connection, entry: &Entry, changed: &UserChanged) -> Result<(), ViewError> {
    let before = user(book, &changed.user)?;
    let Some(now) = after(before, &changed.user, &changed.change, entry.recorded_at) else { return Ok(()) };
    let body =
        serde_json::to_string(&now).map_err(|source| ViewError::Body { place: format!("user {}", now.id), source })?;
    book.prepare_cached("INSERT OR REPLACE INTO view_user (user, login, body) VALUES (?1, ?2, ?3)")?
        .execute(params![now.id.as_str(), now.login, body])?;
    Ok(())
}

/// Everybody, open or closed, by number.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn users(book: &Connection) -> Result<Vec<User>, ViewError> {
    let mut statement = book.prepare_cached("SELECT body FROM view_user ORDER BY user")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|body| read("a user", &body?)).collect()
}

/// One of them by number.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn user(book: &Connection, id: &StaffId) -> Result<Option<User>, ViewError> {
    one(book, "SELECT body FROM view_user WHERE user = ?1", id.as_str())
}

/// One of them by what they type to log in, in small letters.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn user_by_login(book: &Connection, login: &str) -> Result<Option<User>, ViewError> {
    one(book, "SELECT body FROM view_user WHERE login = ?1", login)
}

fn one(book: &Connection, sql: &str, key: &str) -> Result<Option<User>, ViewError> {
    let found: Option<String> = book.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()?;
    found.map(|body| read("a user", &body)).transpose()
}

/// Everybody as it was known at the end of a business day, by number.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn users_known_on(book: &Connection, day: BusinessDate) -> Result<Vec<User>, ViewError> {
    let mut known: BTreeMap<StaffId, User> = BTreeMap::new();
    for entry in entries_of_kind(book, "user")? {
        let Event::User(changed) = entry.event else { continue };
        if entry.effective_on > day {
            continue;
        }
        let before = known.remove(&changed.user);
        if let Some(now) = after(before, &changed.user, &changed.change, entry.recorded_at) {
            known.insert(changed.user, now);
        }
    }
    Ok(known.into_values().collect())
}
