//! Carrying messages: the next event of each subscription into its queue, the first of each
//! queue to its receiver.

use super::address::{is_public, is_this_machine};
use super::{next_attempt, signature};
use crate::store::{Delivery, DeliveryState, StoreError, Webhook, WebhookState};
use crate::{Hand, Problem, Shared, shape};
use makegood_journal::{Entry, entries_page};
use makegood_units::PartyId;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// A receiver answers within so many seconds.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often the journal is looked at for something new.
const PAUSE: Duration = Duration::from_millis(500);
/// Events looked at before others have their turn.
const AT_ONCE: u32 = 200;

/// What came of sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The receiver took it: a status of the 200s.
    Taken(u16),
    /// It did not; why.
    NotTaken(String),
}

/// Whatever brings a message to a receiver.
pub trait Carrier: Send + Sync + 'static {
    /// Sends one message.
    fn send(&self, webhook: &Webhook, id: &str, timestamp: i64, body: &str) -> Sent;
}

/// Names become addresses of the public network alone, unless others are allowed: looked up
/// and checked in one, so that a name cannot change its mind in between.
#[derive(Debug)]
struct Outside {
    inner: DefaultResolver,
    allow_private: bool,
}

impl Resolver for Outside {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let own = uri.host().is_some_and(is_this_machine);
        let may = |ip: std::net::IpAddr| self.allow_private || is_public(ip) || (own && ip.is_loopback());
        let mut kept = self.empty();
        found.iter().filter(|address| may(address.ip())).for_each(|address| kept.push(*address));
        if kept.is_empty() { Err(Error::HostNotFound) } else { Ok(kept) }
    }
}

/// The web, without redirects, proxies or addresses of the inner network.
pub struct OverTheWeb {
    outside: Agent,
    anywhere: Agent,
}

impl Default for OverTheWeb {
    fn default() -> Self {
        let agent = |allow_private| {
            let config = Config::builder()
                .timeout_global(Some(PATIENCE))
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .proxy(None)
                .user_agent(concat!("Makegood/", env!("CARGO_PKG_VERSION")))
                .build();
            let resolver = Outside { inner: DefaultResolver::default(), allow_private };
            Agent::with_parts(config, DefaultConnector::default(), resolver)
        };
        Self { outside: agent(false), anywhere: agent(true) }
    }
}

impl Carrier for OverTheWeb {
    fn send(&self, webhook: &Webhook, id: &str, timestamp: i64, body: &str) -> Sent {
        let agent = if webhook.allow_private { &self.anywhere } else { &self.outside };
        let answer = agent
            .post(&webhook.url)
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp.to_string())
            .header("webhook-signature", signature(&webhook.secret, id, timestamp, body))
            .send(body);
        match answer {
            Ok(answer) if answer.status().is_success() => Sent::Taken(answer.status().as_u16()),
            Ok(answer) => Sent::NotTaken(format!("status {}", answer.status().as_u16())),
            Err(Error::HostNotFound) => Sent::NotTaken("no address it may be sent to".to_owned()),
            Err(error) => Sent::NotTaken(error.to_string()),
        }
    }
}

/// Carries messages for as long as the server runs.
pub async fn deliver(shared: Arc<Shared>) {
    let carrier: Arc<dyn Carrier> = Arc::new(OverTheWeb::default());
    loop {
        if let Err(problem) = round(&shared, &carrier).await {
            eprintln!("webhooks: {}", problem.detail);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// One round: every subscription gets its turn, and those that wait for a slow receiver hold
/// up no other.
///
/// # Errors
/// A store or a journal that cannot be read.
pub async fn round(shared: &Arc<Shared>, carrier: &Arc<dyn Carrier>) -> Result<(), Problem> {
    let webhooks = shared.store.webhooks().map_err(|error| Problem::failed(&error))?;
    let mut turns = tokio::task::JoinSet::new();
    for webhook in webhooks.into_iter().filter(|one| one.state == WebhookState::Active) {
        turns.spawn(turn(shared.clone(), carrier.clone(), webhook));
    }
    while let Some(done) = turns.join_next().await {
        done.map_err(|_| Problem::own("failed", "A message could not be carried."))??;
    }
    Ok(())
}

/// Carries what a subscription has to hear, until it waits or has heard all.
async fn turn(shared: Arc<Shared>, carrier: Arc<dyn Carrier>, mut webhook: Webhook) -> Result<(), Problem> {
    let stored = |error: StoreError| Problem::failed(&error);
    loop {
        if let Some(message) = shared.store.first_pending(webhook.id).map_err(stored)? {
            let is_due = message.next_at <= shared.clock.recorded_at();
            if !is_due || !attempt(&shared, &carrier, &webhook, message).await? {
                return Ok(());
            }
        } else if !next(&shared, &webhook).await? {
            return Ok(());
        }
        // Somebody may have ended or replayed it meanwhile.
        match shared.store.webhook(webhook.id).map_err(stored)? {
            Some(now) if now.state == WebhookState::Active => webhook = now,
            _ => return Ok(()),
        }
    }
}

/// Sends a message and notes what came of it. Whether it was taken.
async fn attempt(
    shared: &Arc<Shared>,
    carrier: &Arc<dyn Carrier>,
    webhook: &Webhook,
    message: Delivery,
) -> Result<bool, Problem> {
    let (carrier, to, sent) = (carrier.clone(), webhook.clone(), message.clone());
    let timestamp = shared.clock.recorded_at().as_second();
    let sending = tokio::task::spawn_blocking(move || carrier.send(&to, &sent.message_id(), timestamp, &sent.body));
    let came = sending.await.unwrap_or_else(|_| Sent::NotTaken("sending failed here".to_owned()));
    let now = shared.clock.recorded_at();
    let attempts = message.attempts.saturating_add(1);
    let is_taken = matches!(came, Sent::Taken(_));
    let noted = match came {
        Sent::Taken(status) => {
            Delivery { attempts, state: DeliveryState::Delivered, said: format!("status {status}"), ..message }
        }
        Sent::NotTaken(said) => match next_attempt(&message.message_id(), attempts, message.made_at, now) {
            Some(next_at) => Delivery { attempts, next_at, said, ..message },
            None => Delivery { attempts, state: DeliveryState::Dead, said, ..message },
        },
    };
    shared.store.attempted(&noted, now).map_err(|error| Problem::failed(&error))?;
    Ok(is_taken)
}

/// Moves a subscription on to the next event it hears of, and puts its message in the
/// queue. Whether there was anything new.
async fn next(shared: &Arc<Shared>, webhook: &Webhook) -> Result<bool, Problem> {
    let hears = webhook.clone();
    let found = shared.at_desk(Hand::Reads, move |desk| {
        let entries = entries_page(desk.book(), hears.cursor, AT_ONCE)?;
        let last = entries.last().map(|entry| entry.seq);
        for entry in entries {
            let of_branch = match (&hears.branch, entry.event.subject()) {
                (None, _) => true,
                (Some(branch), Some(party)) => {
                    makegood_views::branch_of_case(desk.book(), &PartyId::new(party))?.as_ref() == Some(branch)
                }
                (Some(_), None) => false,
            };
            if of_branch && hears.hears(&shape::event::kind(&entry.event)) {
                return Ok(Some((entry.seq, Some(message(&hears, &entry)))));
            }
        }
        Ok(last.map(|last| (last, None)))
    });
    let Some((to, body)) = found.await? else { return Ok(false) };
    let now = shared.clock.recorded_at();
    shared.store.advance(webhook, to, body.as_deref(), now).map_err(|error| Problem::failed(&error))?;
    Ok(true)
}

/// What a message says: the numbers of the event and the case, and the event itself where
/// that was asked for.
fn message(webhook: &Webhook, entry: &Entry) -> String {
    let line = shape::event::line(entry);
    let mut data = json!({ "event": line.event, "case": line.case, "effective_on": line.effective_on });
    if let Some(data) = data.as_object_mut().filter(|_| webhook.details) {
        data.insert("by".to_owned(), json!(line.by));
        data.insert("body".to_owned(), line.body.unwrap_or_default());
    }
    json!({ "type": line.kind, "timestamp": line.recorded_at, "data": data }).to_string()
}
