//! A clock about to end is somebody's work: one line a clock, renewed at each alarm.

use super::model::CaseClock;
use makegood_case::Recorded;
use makegood_strategy::{ActionKind, Proposal};
use makegood_units::{Amount, BusinessDate, FactId, Why};

/// Minutes to read a clock and to set about what can save the claim.
const MINUTES: u32 = 15;
/// From this alarm on it comes before everything that is only worth doing.
const PRESSING_DAYS: i32 = 30;

/// The code of the reason of such a line; the first of its facts names the clock.
pub const CLOCK_ENDS: &str = "clock_ends";

/// The alarms that are somebody's work on a day, soonest first.
///
/// A leader who reads the case from the day of an alarm on has taken note of it: it
/// comes again with the next one. A clock that starts anew has no alarm any more.
pub(crate) fn raised<'c>(
    clocks: &'c [CaseClock],
    events: &[Recorded],
    as_of: BusinessDate,
) -> impl Iterator<Item = Proposal> + use<'c> {
    let read: Vec<BusinessDate> = events
        .iter()
        .filter(|one| one.effective_on <= as_of && one.event.is_reading())
        .map(|one| one.effective_on)
        .collect();
    let is_open = move |clock: &&CaseClock| {
        let since = clock.alarm.zip(clock.counted_end).map(|(days, end)| end.plus_days(-days));
        since.is_some_and(|since| !read.iter().any(|on| *on >= since))
    };
    // Of the parts of a claim, the one that ends first stands for all.
    let mut open: Vec<&CaseClock> = clocks.iter().filter(is_open).collect();
    open.sort_by_key(|clock| clock.counted_end);
    let mut known: Vec<FactId> = Vec::new();
    open.retain(|clock| {
        let is_new = !known.contains(&clock.fact());
        known.push(clock.fact());
        is_new
    });
    open.into_iter().map(proposal)
}

fn proposal(clock: &CaseClock) -> Proposal {
    let why = Why::new(CLOCK_ENDS, sentence(clock));
    Proposal {
        rung: clock.rule.clone(),
        action: ActionKind::RequiredAct,
        channel: None,
        minutes: MINUTES,
        cost: Amount::ZERO,
        uplift_bp: 0,
        uplift_source: None,
        value: Amount::ZERO,
        is_owed: clock.alarm.is_some_and(|days| days <= PRESSING_DAYS),
        asks: None,
        needs: Vec::new(),
        why: clock.facts.iter().cloned().fold(why.with(clock.fact()), Why::with),
    }
}

fn sentence(clock: &CaseClock) -> String {
    let end = clock.counted_end.map_or_else(String::new, |end| end.to_string());
    let left = match clock.days_left {
        Some(days) if days > 1 => format!("{days} days left"),
        Some(1) => "1 day left".to_owned(),
        Some(0) => "the last day".to_owned(),
        _ => "past as counted".to_owned(),
    };
    let acts: Vec<&str> = clock.rescue.iter().map(|act| act.says.as_str()).collect();
    let save = match acts.as_slice() {
        [] => "Nothing the packs name can save it.".to_owned(),
        acts => format!("What can save it: {}.", acts.join("; ")),
    };
    let unsure =
        clock.unsure.as_ref().map_or_else(String::new, |asked| format!(" Nobody said yet {asked}; find out first."));
    format!(
        "{} ends on {end}, {left}; after it {}: {}.{unsure} {save} ({}, {})",
        clock.rule,
        clock.effect,
        clock.claim(),
        clock.citation,
        clock.status
    )
}
