//! When something may change by itself: the law, days past due, or the end of
//! something already known to end.

use crate::judge::{Bite, Moment, View};
use crate::packs::Packs;
use makegood_units::{BusinessDate, Instant};

/// The first later instant at which a rule, a condition or a fact may change by itself.
pub(crate) fn next_turn(view: &View<'_>, packs: &Packs, at: Instant) -> Option<Instant> {
    let facts = view.facts;
    let standing = || facts.standing.iter().filter(|one| one.is_seen(view.asked_at));
    let day_begins = facts.zones.iter().filter_map(|place| {
        let moment = Moment::new(at, place);
        let today = moment.local.day;
        let by_conditions = packs.moving().iter().flat_map(|asked| asked.turns(facts, view.asked_debts()));
        let by_facts = standing().flat_map(|one| one.turns());
        let known = by_conditions.chain(by_facts).filter(|day| *day > today).min();
        let day: BusinessDate = known.into_iter().chain(packs.next_change(today)).min()?;
        match moment.until_start_of(day) {
            Bite::Until(begins) => Some(begins),
            _ => None,
        }
    });
    let ends = standing().filter_map(|one| one.ended_at());
    let withdrawn = facts.time_requests.iter().filter_map(|request| request.ended_at);
    day_begins.chain(ends).chain(withdrawn).filter(|turn| *turn > at).min()
}
