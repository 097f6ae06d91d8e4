//! What a promise can rest on: what is left on each day on which money comes.
//!
//! A part of a promise that is offered is never more than what its own month leaves; what
//! is not paid in a month is taken to be spent.

use crate::Part;
use makegood_units::{Amount, BusinessDate};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A day on which money comes, with what is left of it for arrears.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoneyDay {
    /// When it comes.
    pub comes_on: BusinessDate,
    /// The day a part may be offered for.
    pub offer_on: BusinessDate,
    /// What is left of it when everything that goes on falling due is paid; minor units.
    /// Nothing when it does not reach.
    pub room: Amount,
}

/// The arrears in as few parts as the room allows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomOffer {
    /// In the order of their days; each inside the room of its day.
    pub parts: Vec<Part>,
    /// What of the arrears no day within reach has room for.
    pub rest: Amount,
}

/// Clears `arrears` in the fewest parts, and of those the soonest. Where the days together
/// have too little room, every one of them is used and the rest is named.
pub fn offer(arrears: Amount, days: &[MoneyDay]) -> RoomOffer {
    let mut open: Vec<MoneyDay> = days.iter().copied().filter(|day| day.room > Amount::ZERO).collect();
    open.sort_by_key(|day| day.offer_on);
    let chosen = fewest(arrears, &open).unwrap_or(open);
    let mut offered = RoomOffer { parts: Vec::new(), rest: arrears.max(Amount::ZERO) };
    for day in chosen.iter().filter(|_| arrears > Amount::ZERO) {
        let amount = offered.rest.min(day.room);
        if amount > Amount::ZERO {
            offered.parts.push(Part { due_on: day.offer_on, amount });
            offered.rest = offered.rest.less(amount);
        }
    }
    offered
}

/// The fewest days that have the room, ending soonest; `None` when all together have not.
fn fewest(arrears: Amount, open: &[MoneyDay]) -> Option<Vec<MoneyDay>> {
    let widest = |days: &[MoneyDay], count: usize| {
        let mut by_room = days.to_vec();
        by_room.sort_by_key(|day| (Reverse(day.room), day.offer_on));
        by_room.truncate(count);
        let room: Amount = by_room.iter().map(|day| day.room).sum();
        by_room.sort_by_key(|day| day.offer_on);
        (room >= arrears).then_some(by_room)
    };
    let count = (1..=open.len()).find(|count| widest(open, *count).is_some())?;
    (count..=open.len()).find_map(|through| widest(open.get(..through)?, count))
}

/// By how much the parts go beyond the room there is until their days, at the worst;
/// `None` when they stay inside it.
pub fn beyond(parts: &[Part], days: &[MoneyDay]) -> Option<Amount> {
    let over = |part: &Part| {
        let promised: Amount = parts.iter().filter(|one| one.due_on <= part.due_on).map(|one| one.amount).sum();
        let room: Amount = days.iter().filter(|day| day.comes_on <= part.due_on).map(|day| day.room).sum();
        promised.less(room)
    };
    parts.iter().map(over).max().filter(|over| *over > Amount::ZERO)
}
