//! What was learnt after the day a page is shown as known on.

use super::{Shown, says};
use crate::pages::loan::{LearntLine, Since};
use crate::trouble::capital;
use makegood_units::Currency;
use makegood_views::{Learnt, RowVersion};

impl Shown<'_> {
    pub(super) fn since(&self) -> Option<Since> {
        let (since, known_on) = (self.view.since.as_ref()?, self.at.known_on?);
        let (then, now) = (&self.view.stand, &since.now);
        let arrears = [then.position.arrears.total(), now.position.arrears.total(), since.change];
        Some(Since {
            known_on,
            arrears: arrears.map(|sum| self.money(sum)),
            days_past_due: [then.days_past_due, now.days_past_due],
            learnt: since.learnt.iter().map(|one| line(one, self.currency)).collect(),
            later: since.later,
        })
    }
}

/// A row that was known shows only what changed; one that was not shows all of it.
fn line(one: &Learnt, currency: Currency) -> LearntLine {
    let fields = |row: &Option<RowVersion>| row.as_ref().map(|row| says::row(&row.says, currency)).unwrap_or_default();
    let (was, is) = (fields(&one.was), fields(&one.is));
    let changed = |mine: &[(&'static str, String)], other: &[(&'static str, String)]| {
        let mut mine = mine.to_vec();
        mine.retain(|field| !other.contains(field));
        says::line(&mine)
    };
    let named = one.is.as_ref().or(one.was.as_ref());
    LearntLine {
        what: named.map(name).unwrap_or_default(),
        was: changed(&was, &is),
        is: changed(&is, &was),
        learnt_on: one.learnt_on,
    }
}

/// `Payment P-7`.
pub(super) fn name(row: &RowVersion) -> String {
    let kind = if row.kind == "loan_event" { "event" } else { row.kind };
    capital(&format!("{kind} {}", row.fact.key))
}
