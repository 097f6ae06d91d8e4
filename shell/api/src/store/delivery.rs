//! Messages on their way to a subscriber, one after the other.

use super::{Store, StoreError, Webhook, moment, seconds};
use makegood_units::Instant;
use rusqlite::{OptionalExtension, Row, params};

/// How a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It waits for its first or its next attempt.
    Pending,
    /// The receiver took it.
    Delivered,
    /// Nobody took it for days.
    Dead,
}

impl DeliveryState {
    const ALL: [Self; 3] = [Self::Pending, Self::Delivered, Self::Dead];

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Dead => "dead",
        }
    }
}

/// One message to one subscriber.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The subscription.
    pub webhook: i64,
    /// The event it tells of.
    pub event: i64,
    /// What is sent, to the byte.
    pub body: String,
    /// When it was put in the queue.
    pub made_at: Instant,
    /// Attempts made.
    pub attempts: u32,
    /// When the next one is due.
    pub next_at: Instant,
    /// What came of the last attempt.
    pub said: String,
    /// How it stands.
    pub state: DeliveryState,
}

impl Delivery {
    /// The message's id: the same at every attempt and every replay.
    pub fn message_id(&self) -> String {
        format!("msg_{}_{}", self.webhook, self.event)
    }
}

const COLUMNS: &str = "SELECT webhook, event, body, made_at, attempts, next_at, said, state FROM delivery";
/// Delivered messages are shown for so long, in seconds.
const SHOWN_SECONDS: i64 = 30 * 24 * 60 * 60;

impl Store {
    /// Moves a subscription on: to an event it does not hear of, or to one whose message is
    /// put in its queue. Both in one transaction, so that no event is passed over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn advance(&self, webhook: &Webhook, to: i64, message: Option<&str>, at: Instant) -> Result<(), StoreError> {
        let mut store = self.open();
        let transaction = store.transaction()?;
        let sql = "UPDATE webhook SET cursor = ?2 WHERE id = ?1 AND cursor = ?3 AND state = 'active'";
        // Somebody who replayed or ended it meanwhile has the last word.
        if transaction.execute(sql, [webhook.id, to, webhook.cursor])? == 0 {
            return Ok(());
        }
        if let Some(body) = message {
            transaction.execute(
                "INSERT OR REPLACE INTO delivery (webhook, event, body, made_at, attempts, next_at, said, state)
                 VALUES (?1, ?2, ?3, ?4, 0, ?4, '', 'pending')",
                params![webhook.id, to, body, seconds(at)],
            )?;
        }
        Ok(transaction.commit()?)
    }

    /// The oldest message of a subscription that nobody has taken.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn first_pending(&self, webhook: i64) -> Result<Option<Delivery>, StoreError> {
        let sql = format!("{COLUMNS} WHERE state = 'pending' AND webhook = ?1 ORDER BY event LIMIT 1");
        Ok(self.open().prepare_cached(&sql)?.query_row([webhook], read).optional()?)
    }

    /// The newest messages of a subscription, at most so many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn deliveries(&self, webhook: i64, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let store = self.open();
        let sql = format!("{COLUMNS} WHERE webhook = ?1 ORDER BY event DESC LIMIT ?2");
        let mut statement = store.prepare_cached(&sql)?;
        let rows = statement.query_map(params![webhook, limit], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Notes what came of an attempt. A dead message stops its subscription.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn attempted(&self, after: &Delivery, at: Instant) -> Result<(), StoreError> {
        let mut store = self.open();
        let transaction = store.transaction()?;
        transaction.execute(
            "UPDATE delivery SET attempts = ?3, next_at = ?4, said = ?5, state = ?6 WHERE webhook = ?1 AND event = ?2",
            params![after.webhook, after.event, after.attempts, seconds(after.next_at), after.said, after.state.word()],
        )?;
        if after.state == DeliveryState::Dead {
            let sql = "UPDATE webhook SET state = 'stopped' WHERE id = ?1 AND state = 'active'";
            transaction.execute(sql, [after.webhook])?;
        }
        let sql = "DELETE FROM delivery WHERE state = 'delivered' AND made_at < ?1";
        transaction.execute(sql, [seconds(at) - SHOWN_SECONDS])?;
        Ok(transaction.commit()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let state: String = row.get(7)?;
    Ok(Delivery {
        webhook: row.get(0)?,
        event: row.get(1)?,
        body: row.get(2)?,
        made_at: moment(row.get(3)?),
        attempts: row.get(4)?,
        next_at: moment(row.get(5)?),
        said: row.get(6)?,
        state: DeliveryState::ALL.into_iter().find(|known| known.word() == state).unwrap_or(DeliveryState::Dead),
    })
}
