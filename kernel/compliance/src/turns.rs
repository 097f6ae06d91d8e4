//! When something may change by itself: the law, days past due, or the end of
//! something already known to end.

use crate::hearing::Hearing;
use crate::judge::{Bite, View};
use makegood_units::{BusinessDate, Instant};

/// The first later instant at which a rule, a condition or a fact may change by itself.
pub(crate) fn next_turn(hearing: &mut Hearing<'_>, view: &View<'_>, at: Instant) -> Option<Instant> {
    let standing = || view.facts.standing.iter().filter(|one| one.is_seen(view.asked_at));
    let day_begins = hearing.dockets(view, at).filter_map(|(moment, docket)| {
        let today = moment.local.day;
        let by_facts = standing().flat_map(|one| one.turns()).filter(|day| *day > today);
        let day: BusinessDate = by_facts.chain(docket.next_turn(today)).min()?;
        match moment.until_start_of(day) {
            Bite::Until(begins) => Some(begins),
            _ => None,
        }
    });
    let ends = standing().filter_map(|one| one.ended_at());
    let withdrawn = view.facts.time_requests.iter().filter_map(|request| request.ended_at);
    day_begins.chain(ends).chain(withdrawn).filter(|turn| *turn > at).min()
}
