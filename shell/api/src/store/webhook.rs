//! Subscriptions to the journal's events.

use super::{Store, StoreError, moment, random, seconds};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use makegood_units::{BranchId, Instant};
use rusqlite::{OptionalExtension, Row, params};

/// What a secret begins with (Standard Webhooks).
pub const SECRET_MARK: &str = "whsec_";

/// A subscription to be made.
#[derive(Clone, Debug)]
pub struct NewWebhook {
    /// Where messages go.
    pub url: String,
    /// Which kinds of event; none named means all.
    pub kinds: Vec<String>,
    /// Whether a message carries the event itself and not only its number.
    pub details: bool,
    /// Whether the address may be a private one.
    pub allow_private: bool,
    /// The branch whose cases it hears of; none for the whole book.
    pub branch: Option<BranchId>,
    /// The event after which it begins.
    pub after: i64,
    /// Who made it.
    pub by: String,
    /// The request that made it: the same one again makes no second.
    pub request: Option<String>,
}

/// Whether messages go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// They do.
    Active,
    /// A message was not taken for days; nothing goes out until it is replayed.
    Stopped,
    /// Ended for good.
    Ended,
}

impl WebhookState {
    const ALL: [Self; 3] = [Self::Active, Self::Stopped, Self::Ended];

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }
}

/// A subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its number.
    pub id: i64,
    /// Where messages go.
    pub url: String,
    /// Which kinds of event; none named means all.
    pub kinds: Vec<String>,
    /// What messages are signed with.
    pub secret: String,
    /// Whether a message carries the event itself.
    pub details: bool,
    /// Whether the address may be a private one.
    pub allow_private: bool,
    /// The branch whose cases it hears of.
    pub branch: Option<BranchId>,
    /// Whether messages go out.
    pub state: WebhookState,
    /// Every event up to this one is delivered or in delivery.
    pub cursor: i64,
    /// When it was made.
    pub made_at: Instant,
    /// Who made it.
    pub made_by: String,
}

impl Webhook {
    /// Whether it hears of a kind of event.
    pub fn hears(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|known| known == kind)
    }
}

const COLUMNS: &str =
    "SELECT id, url, kinds, secret, details, allow_private, branch, state, cursor, made_at, made_by FROM webhook";

impl Store {
    /// Makes a subscription; the same request again gives the one it made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_webhook(&self, new: &NewWebhook, at: Instant) -> Result<Webhook, StoreError> {
        let secret = format!("{SECRET_MARK}{}", BASE64_STANDARD.encode(random::<32>()?));
        let branch = new.branch.as_ref().map(BranchId::as_str);
        let book = self.open();
        let made = book.execute(
            "INSERT OR IGNORE INTO webhook
             (url, kinds, secret, details, allow_private, branch, state, cursor, made_at, made_by, request)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                new.url,
                new.kinds.join(" "),
                secret,
                new.details,
                new.allow_private,
                branch,
                WebhookState::Active.word(),
                new.after,
                seconds(at),
                new.by,
                new.request
            ],
        )?;
        if made > 0 {
            let sql = format!("{COLUMNS} WHERE id = ?1");
            return Ok(book.prepare_cached(&sql)?.query_row([book.last_insert_rowid()], read)?);
        }
        let sql = format!("{COLUMNS} WHERE request = ?1");
        Ok(book.prepare_cached(&sql)?.query_row([&new.request], read)?)
    }

    /// Every subscription, oldest first, the ended ones among them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let book = self.open();
        let mut statement = book.prepare_cached(&format!("{COLUMNS} ORDER BY id"))?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// One subscription.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn webhook(&self, id: i64) -> Result<Option<Webhook>, StoreError> {
        let sql = format!("{COLUMNS} WHERE id = ?1");
        Ok(self.open().prepare_cached(&sql)?.query_row([id], read).optional()?)
    }

    /// Ends a subscription for good. Whether there was one to end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn end_webhook(&self, id: i64) -> Result<bool, StoreError> {
        let sql = "UPDATE webhook SET state = 'ended' WHERE id = ?1 AND state <> 'ended'";
        Ok(self.open().execute(sql, [id])? > 0)
    }

    /// Has a subscription hear everything after an event once more, and wakes it when it was
    /// stopped. Messages keep their ids. Whether there is such a subscription.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn replay_webhook(&self, id: i64, after: i64) -> Result<bool, StoreError> {
        let mut book = self.open();
        let transaction = book.transaction()?;
        let sql = "UPDATE webhook SET state = 'active', cursor = ?2 WHERE id = ?1 AND state <> 'ended'";
        let is_there = transaction.execute(sql, [id, after])? > 0;
        if is_there {
            transaction.execute("DELETE FROM delivery WHERE webhook = ?1 AND event > ?2", [id, after])?;
        }
        transaction.commit()?;
        Ok(is_there)
    }
}

impl Store {
    /// Has the message nobody took be sent once more, now, and wakes its subscription. It
    /// keeps its id, its body and the count of its attempts; its days begin anew. Whether
    /// there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn send_again(&self, id: i64, at: Instant) -> Result<bool, StoreError> {
        let mut book = self.open();
        let transaction = book.transaction()?;
        let sql = "UPDATE webhook SET state = 'active' WHERE id = ?1 AND state <> 'ended'";
        let is_there = transaction.execute(sql, [id])? > 0
            && transaction.execute(
                "UPDATE delivery SET state = 'pending', made_at = ?2, next_at = ?2
                 WHERE webhook = ?1 AND event = (SELECT min(event) FROM delivery
                                                 WHERE webhook = ?1 AND state IN ('pending', 'dead'))",
                [id, seconds(at)],
            )? > 0;
        if is_there {
            transaction.commit()?;
        }
        Ok(is_there)
    }

    /// How many subscriptions stopped because nobody took their messages: somebody has to look.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn stopped(&self) -> Result<usize, StoreError> {
        let sql = "SELECT count(*) FROM webhook WHERE state = 'stopped'";
        let count: i64 = self.open().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(usize::MAX))
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    let (kinds, state): (String, String) = (row.get(2)?, row.get(7)?);
    Ok(Webhook {
        id: row.get(0)?,
        url: row.get(1)?,
        kinds: kinds.split_whitespace().map(str::to_owned).collect(),
        secret: row.get(3)?,
        details: row.get(4)?,
        allow_private: row.get(5)?,
        branch: row.get::<_, Option<String>>(6)?.map(BranchId::new),
        state: WebhookState::ALL.into_iter().find(|known| known.word() == state).unwrap_or(WebhookState::Ended),
        cursor: row.get(8)?,
        made_at: moment(row.get(9)?),
        made_by: row.get(10)?,
    })
}
