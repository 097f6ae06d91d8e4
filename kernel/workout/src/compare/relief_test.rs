//! With and without the relief loan.

use super::break_even::BreakEven;
use super::value::Interval;
use makegood_units::{Amount, Currency, Money};
use serde::{Deserialize, Serialize};

/// What new money does to the value of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adds {
    /// It adds, over the whole range that is thought possible.
    Adds,
    /// It takes away, over the whole range.
    TakesAway,
    /// The range holds both, or nothing changes.
    NotDistinguishable,
}

/// The case with a relief loan beside the best it can be without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefTest {
    /// The relief loan.
    pub route: String,
    /// The best route without new money that is not blocked.
    pub without: String,
    /// What the case is worth with it.
    pub with_npv: Amount,
    /// What it is worth without.
    pub without_npv: Amount,
    /// The difference.
    pub incremental: Amount,
    /// The difference over the ranges of the chances, when any is given as a range.
    pub interval: Option<Interval>,
    /// What it does.
    pub adds: Adds,
    /// For every chance the relief loan depends on, where it breaks even.
    pub break_evens: Vec<BreakEven>,
    /// The debt becomes forborne.
    pub forborne: bool,
    /// The test in a sentence.
    pub says: String,
}

/// The test, from figures already reckoned.
pub(super) fn test(
    with: (&str, Amount),
    without: (&str, Amount),
    (incremental, interval): (Amount, Option<Interval>),
    break_evens: Vec<BreakEven>,
    currency: Currency,
) -> ReliefTest {
    let ((route, with_npv), (without, without_npv)) = (with, without);
    let Interval { low, high } = interval.unwrap_or(Interval { low: incremental, high: incremental });
    let adds = if low > Amount::ZERO {
        Adds::Adds
    } else if high < Amount::ZERO {
        Adds::TakesAway
    } else {
        Adds::NotDistinguishable
    };
    let money = |amount| Money::new(amount, currency);
    let between = interval.map(|it| format!(" (from {} to {})", money(it.low), money(it.high))).unwrap_or_default();
    let verdict = match adds {
        Adds::Adds => "new money adds value",
        Adds::TakesAway => "new money takes value away",
        Adds::NotDistinguishable => "not distinguishable from leaving it",
    };
    let says = format!(
        "with {}, without ({without}) {}: {}{between}; {verdict}",
        money(with_npv),
        money(without_npv),
        money(incremental)
    );
    let (route, without) = (route.to_owned(), without.to_owned());
    ReliefTest { route, without, with_npv, without_npv, incremental, interval, adds, break_evens, forborne: true, says }
}
