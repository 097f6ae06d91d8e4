//! The words of the interface: texts of a stated length, days, moments, amounts. What the
//! document says of a word and what is read of it come from one place.

mod amount;
mod list;
mod number;
mod text;
mod time;

pub use amount::{Currency3, Decimal, Given, Money, money};
pub use list::{List, UpTo};
pub use number::{Limit, Number};
pub use text::{Id, Long, Short, Text};
pub use time::{Day, Moment};
