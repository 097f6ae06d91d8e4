//! Messages to whoever subscribed to the journal's events.
//!
//! The journal is the outbox. A subscription has a cursor over event numbers; moving it on
//! and putting a message in the queue is one transaction, so no event is passed over. One
//! message of a subscription is under way at a time, so they arrive in order. What was sent
//! and not noted as taken is sent again under the same id, so a receiver can tell a repeat.

pub mod address;
mod carry;
mod schedule;
mod sign;

pub use carry::{Carrier, OverTheWeb, Sent, deliver, round};
pub use schedule::{DAYS_TO_LIVE, next_attempt};
pub use sign::signature;
