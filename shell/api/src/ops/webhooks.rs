//! Subscriptions to events, read and changed.

use crate::asked::Asked;
use crate::operation::{Nothing, Told};
use crate::problem::Problem;
use crate::shape::{Page, webhook as shape};
use crate::store::{NewWebhook, StoreError, Webhook, WebhookState};
use crate::webhook::address;
use crate::words::{Number, Text, UpTo};
use makegood_desk::Desk;
use makegood_journal::head;
use schemars::JsonSchema;
use serde::Deserialize;

/// Messages shown with a subscription.
const SHOWN: u32 = 20;

fn kept(error: StoreError) -> Problem {
    Problem::failed(&error)
}

/// A subscription the token may see: its own branch's, or any for the whole book.
fn found(asked: &Asked) -> Result<Webhook, Problem> {
    let number = asked.number("webhook")?;
    let webhook = asked.shared.store.webhook(number).map_err(kept)?;
    let seen = |webhook: &Webhook| asked.token.branch.is_none() || webhook.branch == asked.token.branch;
    webhook.filter(seen).ok_or_else(|| Problem::not_found("webhook", asked.named("webhook")))
}

fn shown(asked: &Asked, webhook: &Webhook) -> Result<shape::Webhook, Problem> {
    let deliveries = asked.shared.store.deliveries(webhook.id, SHOWN).map_err(kept)?;
    Ok(shape::webhook(webhook, &deliveries))
}

/// Every subscription, the ended ones among them.
///
/// # Errors
/// A store that cannot be read.
pub fn list(_: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<Page<shape::Webhook>>, Problem> {
    let all = asked.shared.store.webhooks().map_err(kept)?;
    let seen = all.iter().filter(|one| asked.token.branch.is_none() || one.branch == asked.token.branch);
    let entries = seen.map(|webhook| shown(asked, webhook)).collect::<Result<_, _>>()?;
    Ok(Page { entries, next_cursor: None }.into())
}

/// One subscription with its newest messages.
///
/// # Errors
/// [`Problem::not_found`].
pub fn one(_: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<shape::Webhook>, Problem> {
    Ok(shown(asked, &found(asked)?)?.into())
}

/// What a subscription's messages are signed with.
///
/// # Errors
/// [`Problem::not_found`].
pub fn secret(_: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<shape::Secret>, Problem> {
    Ok(shape::Secret { secret: found(asked)?.secret }.into())
}

/// A subscription to be made.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookIn {
    /// Where messages go: https, or http on this machine.
    pub url: Text<1, 500>,
    /// Which kinds of event, such as `case.promise_made`; all when none is named.
    #[serde(default)]
    pub kinds: UpTo<Text<1, 60>, 50>,
    /// Whether a message carries the event itself, personal data included.
    #[serde(default)]
    pub details: bool,
    /// After which event it begins; what comes from now on when it is not said.
    #[serde(default)]
    pub after: Option<Number>,
}

/// Makes a subscription.
///
/// # Errors
/// `webhook_address` for one that may not be.
pub fn add(desk: &mut Desk, asked: &Asked, sent: WebhookIn) -> Result<Told<shape::Webhook>, Problem> {
    let by = asked.by(desk)?;
    address::allowed(sent.url.as_str())
        .map_err(|error| Problem::own("webhook_address", error.to_string()).at("/url"))?;
    let (last, _) = head(desk.book())?;
    let new = NewWebhook {
        url: sent.url.to_string(),
        // A word with a space in it is none; the list is kept with spaces between.
        kinds: sent.kinds.iter().flat_map(|kind| kind.as_str().split_whitespace()).map(str::to_owned).collect(),
        details: sent.details,
        allow_private: false,
        branch: asked.token.branch.clone(),
        after: sent.after.map_or(last, |after| after.get().min(last)),
        by: by.to_string(),
        request: asked.key.as_ref().map(|key| format!("{} {key}", asked.token.id)),
    };
    let webhook = asked.shared.store.add_webhook(&new, desk.clock().recorded_at()).map_err(kept)?;
    let location = Some(format!("/api/v1/webhooks/{}", webhook.id));
    Ok(Told { location, ..Told::from(shown(asked, &webhook)?) })
}

/// Ends a subscription for good.
///
/// # Errors
/// [`Problem::not_found`].
pub fn end(_: &mut Desk, asked: &Asked) -> Result<Told<shape::Webhook>, Problem> {
    let webhook = found(asked)?;
    asked.shared.store.end_webhook(webhook.id).map_err(kept)?;
    Ok(shown(asked, &found(asked)?)?.into())
}

/// Has the message nobody took be sent once more, now, and wakes the subscription.
///
/// # Errors
/// [`Problem::not_found`]; `webhook_ended` for one that was ended; `nothing_to_send` where
/// every message was taken.
pub fn again(desk: &mut Desk, asked: &Asked, _: Nothing) -> Result<Told<shape::Webhook>, Problem> {
    let webhook = found(asked)?;
    if webhook.state == WebhookState::Ended {
        return Err(ended(&webhook));
    }
    if !asked.shared.store.send_again(webhook.id, desk.clock().recorded_at()).map_err(kept)? {
        let says = format!("Every message of the subscription {} was taken.", webhook.id);
        return Err(Problem::own("nothing_to_send", says));
    }
    Ok(shown(asked, &found(asked)?)?.into())
}

fn ended(webhook: &Webhook) -> Problem {
    let says = format!("The subscription {} was ended.", webhook.id);
    Problem::refused("webhook_ended", &says, "Make a new one: POST /webhooks, or makegood webhook add.")
}

/// From where to hear once more.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplayIn {
    /// Everything after this event.
    pub after: Number,
}

/// Has a subscription hear events once more, and wakes it when it was stopped.
///
/// # Errors
/// [`Problem::not_found`]; `webhook_ended` for one that was ended.
pub fn replay(desk: &mut Desk, asked: &Asked, sent: ReplayIn) -> Result<Told<shape::Webhook>, Problem> {
    let webhook = found(asked)?;
    let (last, _) = head(desk.book())?;
    let is_awake = asked.shared.store.replay_webhook(webhook.id, sent.after.get().min(last)).map_err(kept)?;
    if !is_awake {
        return Err(ended(&webhook));
    }
    Ok(shown(asked, &found(asked)?)?.into())
}
