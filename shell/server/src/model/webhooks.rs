//! Subscriptions to events, in words.

use super::people::moment;
use crate::layout::Frame;
use crate::pages::webhooks::{HookCard, MessageRow, Webhooks};
use crate::trouble::Trouble;
use makegood_api::Store;
use makegood_api::store::{Delivery, DeliveryState, Webhook, WebhookState};
use makegood_desk::Desk;

/// Messages shown of each subscription.
const SHOWN: u32 = 20;

/// The page.
///
/// # Errors
/// A file of secrets or a journal that cannot be read.
pub(crate) fn webhooks(desk: &Desk, frame: Frame, store: &Store) -> Result<Webhooks, Trouble> {
    let head = makegood_views::last_event(desk.book())?;
    let mut all = store.webhooks()?;
    // What stands still comes first; what was ended is there to be read, at the end.
    all.sort_by_key(|one| match one.state {
        WebhookState::Stopped => 0,
        WebhookState::Active => 1,
        WebhookState::Ended => 2,
    });
    let cards = all.iter().map(|one| Ok(card(one, &store.deliveries(one.id, SHOWN)?, head)));
    let cards = cards.collect::<Result<Vec<_>, Trouble>>()?;
    Ok(Webhooks { cards, frame })
}

fn card(webhook: &Webhook, messages: &[Delivery], head: i64) -> HookCard {
    let waiting = messages.iter().find(|one| one.state != DeliveryState::Delivered);
    let (state, chip, means) = match (webhook.state, waiting) {
        (WebhookState::Ended, _) => ("ended", "chip open", "It hears of nothing more."),
        (WebhookState::Stopped, _) => (
            "stopped",
            "chip bad",
            "A message was not taken for five days. Nothing goes out until it is sent again; nothing was lost meanwhile.",
        ),
        (WebhookState::Active, Some(one)) if one.attempts > 0 => (
            "not arriving",
            "chip warn",
            "A message was not taken. It is tried again by itself, for five days; those behind it wait.",
        ),
        (WebhookState::Active, _) => ("arrives", "chip good", "Every message so far was taken."),
    };
    HookCard {
        number: webhook.id,
        url: webhook.url.clone(),
        kinds: webhook.kinds.join(" "),
        branch: webhook.branch.as_ref().map(ToString::to_string).unwrap_or_default(),
        details: webhook.details,
        state,
        chip,
        means,
        heard: usize::try_from(webhook.cursor).unwrap_or_default(),
        // The one on its way is taken or not; behind it stands what the journal has more.
        behind: usize::try_from(head.saturating_sub(webhook.cursor)).unwrap_or_default(),
        made: moment(webhook.made_at.as_second()),
        by: webhook.made_by.clone(),
        can_end: webhook.state != WebhookState::Ended,
        can_send: webhook.state != WebhookState::Ended && waiting.is_some(),
        messages: messages.iter().map(row).collect(),
    }
}

fn row(one: &Delivery) -> MessageRow {
    let (state, chip) = match one.state {
        DeliveryState::Delivered => ("taken", "chip good"),
        DeliveryState::Pending if one.attempts == 0 => ("on its way", "chip"),
        DeliveryState::Pending => ("not taken yet", "chip warn"),
        DeliveryState::Dead => ("given up", "chip bad"),
    };
    MessageRow {
        id: one.message_id(),
        state,
        chip,
        attempts: one.attempts,
        said: one.said.clone(),
        next: if one.state == DeliveryState::Pending { moment(one.next_at.as_second()) } else { String::new() },
    }
}
