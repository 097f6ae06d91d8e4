//! In which order to turn to whom.

use super::{Obstacle, Opened};
use crate::drawing::WayBar;
use makegood_units::Money;

/// The ways in their order, and those that are not open.
#[derive(Clone, Debug, Default)]
pub struct OrderBlock {
    /// One after the other.
    pub ways: Vec<WayLine>,
    /// Not open now.
    pub shut: Vec<ShutWay>,
}

/// A way in its place.
#[derive(Clone, Debug)]
pub struct WayLine {
    /// Its place, from 1.
    pub place: usize,
    /// What it is: `Mortgage S-20 for loan L-20`.
    pub title: String,
    /// What is expected to be left of it.
    pub net: Money,
    /// What it brings when it works.
    pub brings: Money,
    /// What it costs.
    pub cost: Money,
    /// Days until the money is there.
    pub days: i32,
    /// How likely it is: `65.00%, by expert`.
    pub likely: String,
    /// What stands before it, each with its rule.
    pub after: Vec<String>,
    /// What somebody has to agree to first. May be empty.
    pub needs: String,
    /// How it is worked out.
    pub opened: Opened,
    /// The same as a picture.
    pub bar: WayBar,
}

/// A way that is not open now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShutWay {
    /// What it is.
    pub title: String,
    /// What it would bring if nothing stood in the way.
    pub brings: Money,
    /// Why it is not open.
    pub because: Vec<Obstacle>,
}
