//! `makegood webhook`: who hears of what happens in the book.

use crate::End;
use crate::args::Place;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use makegood_api::Store;
use makegood_api::store::{NewWebhook, WebhookState};
use makegood_api::webhook::address;
use serde_json::json;

/// `webhook`
#[derive(Args, Debug)]
#[command(after_help = "\
Messages are signed by Standard Webhooks, arrive in order and at least once; a repeat has the same
webhook-id. A message nobody takes for five days stops its subscription until it is replayed.

Example:  makegood webhook add https://hooks.example.org/in --kind case.promise_made")]
pub struct WebhookArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Subscribe an address to events; prints the secret
    Add {
        /// Where messages go: https, or http on this machine.
        url: String,
        /// A kind of event, such as case.promise_made or day_closed; all when none is named.
        #[arg(long, value_name = "KIND")]
        kind: Vec<String>,
        /// Put the event itself into the message, personal data included.
        #[arg(long)]
        details: bool,
        /// Allow addresses of the inner network.
        #[arg(long)]
        allow_private: bool,
        /// Begin after this event; from now on when it is not said.
        #[arg(long, value_name = "EVENT")]
        after: Option<i64>,
        /// Who subscribes it.
        #[arg(long, value_name = "NAME", default_value = "webhook")]
        by: String,
    },
    /// The subscriptions, how far each is, and what does not arrive
    List {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// End a subscription for good
    End {
        /// Its number.
        webhook: i64,
    },
    /// Hear everything after an event once more, and go on where messages were stopped
    Replay {
        /// Its number.
        webhook: i64,
        /// After this event; before the first message nobody took when it is not said.
        #[arg(long, value_name = "EVENT")]
        after: Option<i64>,
    },
}

pub fn run(place: &Place, args: &WebhookArgs) -> Result<End> {
    let desk = place.open()?;
    let store = Store::beside(&place.file())?;
    let last = makegood_journal::head(desk.book())?.0;
    match &args.what {
        What::Add { url, kind, details, allow_private, after, by } => {
            address::allowed(url)?;
            let new = NewWebhook {
                url: url.clone(),
                kinds: kind.clone(),
                details: *details,
                allow_private: *allow_private,
                branch: None,
                after: after.map_or(last, |after| after.clamp(0, last)),
                by: by.clone(),
                request: None,
            };
            let made = store.add_webhook(&new, desk.clock().recorded_at())?;
            println!("{}", made.secret);
            eprintln!(
                "Subscription {} after event {}. Messages are signed with the secret above.",
                made.id, made.cursor
            );
        }
        What::List { json } => return list(&store, *json),
        What::End { webhook } => {
            if !store.end_webhook(*webhook)? {
                bail!("no subscription {webhook} goes on; see makegood webhook list");
            }
            println!("Ended {webhook}.");
        }
        What::Replay { webhook, after } => replay(&store, *webhook, *after, last)?,
    }
    Ok(End::Done)
}

fn replay(store: &Store, webhook: i64, after: Option<i64>, last: i64) -> Result<()> {
    let Some(found) = store.webhook(webhook)? else { bail!("there is no subscription {webhook}") };
    let waiting = store.deliveries(webhook, u32::MAX)?.into_iter().rev();
    let first = waiting.filter(|one| one.state.word() != "delivered").map(|one| one.event).next();
    let after = after.unwrap_or_else(|| first.map_or(found.cursor, |event| event.saturating_sub(1))).clamp(0, last);
    if !store.replay_webhook(webhook, after)? {
        bail!("the subscription {webhook} was ended; make a new one");
    }
    println!("Subscription {webhook} hears everything after event {after} once more.");
    Ok(())
}

/// The subscriptions; the exit code says that one of them is stopped.
fn list(store: &Store, as_json: bool) -> Result<End> {
    let mut stopped = false;
    for one in store.webhooks()? {
        stopped |= one.state == WebhookState::Stopped;
        let waiting = store.deliveries(one.id, 1)?.into_iter().find(|message| message.state.word() != "delivered");
        if as_json {
            let message = waiting.map(|message| {
                json!({ "id": message.message_id(), "attempts": message.attempts, "next_at": message.next_at,
                        "said": message.said, "state": message.state.word() })
            });
            println!(
                "{}",
                json!({ "webhook": one.id, "url": one.url, "kinds": one.kinds, "state": one.state.word(),
                        "cursor": one.cursor, "waiting": message })
            );
            continue;
        }
        let kinds = if one.kinds.is_empty() { "everything".to_owned() } else { one.kinds.join(" ") };
        println!("{}  {}  {}, through event {}: {kinds}", one.id, one.state.word(), one.url, one.cursor);
        if let Some(message) = waiting {
            println!("    {} after {} attempts: {}", message.message_id(), message.attempts, message.said);
        }
    }
    Ok(if stopped { End::Partly } else { End::Done })
}
