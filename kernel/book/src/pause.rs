//! Pauses: days on which the count of delinquent days stands still.

use crate::{Happened, LoanEvent};
use makegood_units::BusinessDate;
use serde::{Deserialize, Serialize};

/// A pause as it holds. Its first day adds no paused day; the count moves again on
/// the day after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// The first day.
    pub from: BusinessDate,
    /// The last day, brought forward when the pause was ended early.
    pub to: BusinessDate,
}

impl Pause {
    /// Whether the pause holds on the day.
    pub fn is_active(&self, day: BusinessDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// The pauses of a loan in the order of their entry, resumed ones cut short. Later
/// entries act on earlier ones only; those of one day come in the order of their first days.
pub fn pauses<'a>(events: impl IntoIterator<Item = &'a LoanEvent>) -> Vec<Pause> {
    let mut pauses: Vec<Pause> = Vec::new();
    for event in events {
        let on = event.effective_on;
        match event.happened {
            Happened::Paused { to } => pauses.push(Pause { from: on, to: to.max(on) }),
            Happened::Resumed => {
                // Where two meet on one day, the one that would go on is the one resumed.
                if let Some(held) = pauses.iter_mut().filter(|pause| pause.is_active(on)).max_by_key(|pause| pause.to) {
                    held.to = on;
                }
            }
            _ => {}
        }
    }
    pauses
}

/// Paused days up to `as_of`: days between the first and the last of each pause, a day
/// under two pauses counted once, and none before `not_before`.
pub fn paused_days(pauses: &[Pause], as_of: BusinessDate, not_before: Option<BusinessDate>) -> i32 {
    let mut spans: Vec<(BusinessDate, BusinessDate)> = pauses
        .iter()
        .map(|pause| (not_before.map_or(pause.from, |first| first.max(pause.from)), pause.to.min(as_of)))
        .filter(|(from, to)| from < to)
        .collect();
    spans.sort_unstable();
    let mut reached = None;
    let mut days = 0;
    for (from, to) in spans {
        let begins = reached.map_or(from, |end: BusinessDate| end.max(from));
        if begins < to {
            days += to.days_since(begins);
            reached = Some(to);
        }
    }
    days
}
