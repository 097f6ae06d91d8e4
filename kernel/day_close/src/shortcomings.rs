//! Shortcomings of method: what should have been done by the ladder and the lender's own
//! terms, and was not. Each rests on a fact.

use crate::case_book::Owed;
use crate::report::failed;
use crate::{CLOCK_ENDS, CaseClock, CaseInput, Considered, Rules, ShortcomingKind, visits};
use makegood_case::{AttentionEvent, CaseState, Channel, Contact, Noted};
use makegood_strategy::{ActionKind, AttentionTerms, CaseFacts, Rung};
use makegood_units::{BusinessDate, FactId, StaffId, Why};
use serde::{Deserialize, Serialize};

/// One shortcoming of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortcoming {
    /// Which kind.
    pub kind: ShortcomingKind,
    /// Its name within the case, the same on every day it is found.
    pub key: String,
    /// The day it came to be.
    pub on: BusinessDate,
    /// Whose doing, where the records name somebody.
    pub officer: Option<StaffId>,
    /// The fact.
    pub why: Why,
}

/// What they are looked for in.
pub(crate) struct Looked<'a> {
    pub case: &'a CaseInput,
    pub state: &'a CaseState,
    pub owed: &'a Owed,
    pub ladder: &'a CaseFacts,
    pub rules: Rules<'a>,
    pub as_of: BusinessDate,
}

/// The shortcomings of a case in these arrears, since a leader last read it, by day. What
/// is a state of today, such as a plan past its day, stays until it is mended.
pub(crate) fn shortcomings(
    looked: &Looked<'_>,
    considered: &[Considered],
    clocks: &[CaseClock],
    defects: &[Why],
) -> Vec<Shortcoming> {
    let Some(since) = looked.owed.since.filter(|_| looked.owed.days_past_due > looked.rules.strategy.grace_days) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    found.extend(late_first_contact(looked, since));
    found.extend(contacts(looked, since));
    found.extend(repeated(looked, since));
    found.extend(promises(looked, since));
    found.extend(reports_left(looked, since));
    let read = looked.state.reviews.last();
    found.retain(|one| read.is_none_or(|read| one.on > read.on || seq_of(one).is_some_and(|seq| seq > read.seq)));
    found.extend(unprepared(looked));
    found.extend(of_today(looked, since, considered, clocks, defects));
    found.sort_by(|one, two| (one.on, one.kind, &one.key).cmp(&(two.on, two.kind, &two.key)));
    found
}

fn event(seq: i64) -> FactId {
    FactId::new("event", seq)
}

/// The event a shortcoming rests on, where it rests on one.
fn seq_of(one: &Shortcoming) -> Option<i64> {
    one.why.facts.iter().filter_map(|fact| fact.as_str().strip_prefix("event:")?.parse().ok()).max()
}

fn shortcoming(
    kind: ShortcomingKind,
    mark: impl std::fmt::Display,
    on: BusinessDate,
    officer: Option<&StaffId>,
    says: String,
) -> Shortcoming {
    let key = format!("{}:{mark}", kind.word());
    Shortcoming { kind, key, on, officer: officer.cloned(), why: Why::new(kind.word(), says) }
}

/// Attempts of the lender in these arrears, oldest first.
fn ours<'a>(looked: &'a Looked<'_>, since: BusinessDate) -> Vec<&'a Noted<Contact>> {
    let counts = |one: &&Noted<Contact>| one.on >= since && one.what.channel != Channel::InboundCall;
    let mut found: Vec<&Noted<Contact>> = looked.state.contacts.iter().filter(counts).collect();
    found.sort_by_key(|one| (one.on, one.seq));
    found
}

fn late_first_contact(looked: &Looked<'_>, since: BusinessDate) -> Option<Shortcoming> {
    if looked.ladder.noted.iter().any(|noted| noted.what == "death") {
        return None;
    }
    let opened = since.plus_days(looked.rules.strategy.grace_days.saturating_add(1));
    let days = looked.rules.strategy.attention.first_contact_days;
    let limit = opened.plus_days(days);
    let kind = ShortcomingKind::LateFirstContact;
    // Who called by themselves before that was in touch all the same.
    let first = looked.state.contacts.iter().filter(|one| one.on >= since).min_by_key(|one| (one.on, one.seq));
    match first {
        Some(first) if first.on > limit => {
            let says = format!("open since {opened}, and first tried on {}; {days} days are allowed", first.on);
            let found = shortcoming(kind, since, first.on, Some(&first.what.by), says);
            Some(Shortcoming { why: found.why.with(event(first.seq)), ..found })
        }
        None if looked.as_of > limit => {
            let says = format!("open since {opened}, and no attempt is on file; {days} days are allowed");
            Some(shortcoming(kind, since, limit.plus_days(1), None, says))
        }
        _ => None,
    }
}

/// Contacts since money last came that the ladder had no step for, or a firmer one than
/// was due. Contacts from before the system was in use are not looked at.
fn contacts(looked: &Looked<'_>, since: BusinessDate) -> Vec<Shortcoming> {
    let paid = looked.ladder.last_paid_on;
    let mut found = Vec::new();
    let all = ours(looked, since);
    let counted = all.iter().filter(|one| one.what.judged.is_some() && paid.is_none_or(|paid| one.on > paid));
    for one in counted {
        let by = Some(&one.what.by);
        let made = |kind, says: String| {
            let found = shortcoming(kind, one.seq, one.on, by, says);
            Shortcoming { why: found.why.with(event(one.seq)), ..found }
        };
        let (channel, on) = (one.what.channel, one.on);
        if one.what.clearance != "cleared" {
            let says = format!("{channel} on {on}; the law said: {}", one.what.clearance);
            found.push(made(ShortcomingKind::ContactOutsidePlan, says));
            continue;
        }
        let rungs = || looked.rules.strategy.rungs.iter().filter(|rung| rung.channel == Some(channel));
        let day = on.days_since(since);
        let in_range =
            |rung: &&Rung| rung.from_days_past_due <= day && rung.to_days_past_due.is_none_or(|last| day <= last);
        let owed_anyway = matches!(channel, Channel::Letter | Channel::Email);
        if !owed_anyway && !rungs().any(|rung| in_range(&rung)) {
            let says = format!("{channel} on {on}, {day} days past due; the ladder has no such step for that day");
            found.push(made(ShortcomingKind::ContactOutsidePlan, says));
        } else if channel == Channel::Visit && !rungs().any(|rung| gentler_done(looked, rung, &all, one)) {
            let says = format!("a visit on {on} before the gentler steps had failed; no leader had said why");
            found.push(made(ShortcomingKind::SkippedRung, says));
        }
    }
    found
}

/// Whether what has to come before a rung had been of no use before a contact, or a leader
/// had gone on to it.
fn gentler_done(looked: &Looked<'_>, rung: &Rung, all: &[&Noted<Contact>], at: &Noted<Contact>) -> bool {
    let paid = looked.ladder.last_paid_on;
    let before = |on: BusinessDate| on <= at.on && paid.is_none_or(|paid| on > paid);
    if looked.ladder.skipped_to.iter().any(|step| step.rung == rung.id && before(step.on)) {
        return true;
    }
    let repeat = looked.rules.strategy.repeat_arrears_spells;
    if !looked.ladder.has_telephone || repeat.is_some_and(|spells| looked.ladder.earlier_spells >= spells) {
        return true;
    }
    let tried = || all.iter().filter(|one| one.seq != at.seq && before(one.on));
    let calls = tried().filter(|one| one.what.channel == Channel::Call && failed(&one.what)).count();
    let visits = tried().filter(|one| one.what.channel == Channel::Visit).count();
    let missed = looked.state.promises.iter().flat_map(|one| &one.parts);
    let missed = missed.filter(|part| part.state.is_missed() && before(part.due_on)).count();
    let enough = |count: usize, wanted: u32| u32::try_from(count).unwrap_or(u32::MAX) >= wanted;
    enough(calls.saturating_add(missed), rung.after_fruitless_calls) && enough(visits, rung.after_visits)
}

/// The first attempt at a number or address beyond those that had failed one after the other.
fn repeated(looked: &Looked<'_>, since: BusinessDate) -> Vec<Shortcoming> {
    let AttentionTerms { failed_attempts, .. } = looked.rules.strategy.attention;
    let Some(enough) = usize::try_from(failed_attempts).ok().filter(|enough| *enough > 0) else { return Vec::new() };
    let paid = looked.ladder.last_paid_on;
    let mut found = Vec::new();
    let mut run: Vec<&Noted<Contact>> = Vec::new();
    for one in ours(looked, since).into_iter().filter(|one| paid.is_none_or(|paid| one.on > paid)) {
        let same = |last: &&Noted<Contact>| {
            (last.what.channel, &last.what.contact_point) == (one.what.channel, &one.what.contact_point)
        };
        if !failed(&one.what) || !run.last().is_none_or(same) {
            run.clear();
        }
        if failed(&one.what) {
            run.push(one);
        }
        if run.len() == enough.saturating_add(1) {
            let says = format!("{} on {}, the same as {enough} times before without result", one.what.channel, one.on);
            let made = shortcoming(ShortcomingKind::RepeatedFailedChannel, one.seq, one.on, Some(&one.what.by), says);
            found.push(Shortcoming { why: run.iter().fold(made.why, |why, one| why.with(event(one.seq))), ..made });
        }
    }
    found
}

fn promises(looked: &Looked<'_>, since: BusinessDate) -> Vec<Shortcoming> {
    let strategy = looked.rules.strategy;
    let days = strategy.attention.follow_up_days;
    let mut found = Vec::new();
    for one in &looked.state.promises {
        for part in one.parts.iter().filter(|part| part.state.is_missed() && part.due_on >= since) {
            let limit = part.due_on.plus_days(strategy.promises.grace_days.saturating_add(days));
            let in_time = |on: BusinessDate| on > part.due_on && on <= limit;
            let asked = looked.state.contacts.iter().any(|contact| in_time(contact.on));
            let paid = looked.ladder.last_paid_on.is_some_and(|on| on > part.due_on);
            if asked || paid || looked.as_of <= limit {
                continue;
            }
            let taken = looked.state.contacts.iter().rev().find(|contact| contact.seq < one.seq);
            let says = format!("promised by {} and missed; nobody asked by {limit}", part.due_on);
            let mark = format!("{}:{}", one.seq, part.due_on);
            let by = taken.map(|contact| &contact.what.by);
            let made = shortcoming(ShortcomingKind::PromiseNotFollowedUp, mark, limit.plus_days(1), by, says);
            found.push(Shortcoming { why: made.why.with(event(one.seq)), ..made });
        }
    }
    found
}

fn reports_left(looked: &Looked<'_>, since: BusinessDate) -> Vec<Shortcoming> {
    let left = looked.state.attention.iter().filter_map(|one| match &one.what {
        AttentionEvent::ReportHandedIn(report) if report.as_drafted && one.on >= since => Some((one, report)),
        _ => None,
    });
    left.map(|(one, report)| {
        let says = format!("nobody handed the report in; it went to the leader as drafted on {}", one.on);
        let made = shortcoming(ShortcomingKind::ReportLeft, one.seq, one.on, Some(&report.by), says);
        Shortcoming { why: made.why.with(event(one.seq)), ..made }
    })
    .collect()
}

fn unprepared(looked: &Looked<'_>) -> Vec<Shortcoming> {
    let bare = visits::unprepared(&looked.case.events);
    let found = bare.into_iter().filter_map(|why| {
        let seq: i64 = why.facts.first()?.as_str().strip_prefix("event:")?.parse().ok()?;
        let made = looked.state.contacts.iter().find(|one| one.seq == seq)?;
        let by = Some(&made.what.by);
        let found = shortcoming(ShortcomingKind::VisitUnprepared, seq, made.on, by, why.says.clone());
        Some(Shortcoming { why, ..found })
    });
    found.collect()
}

/// What stands in the state of the day: the plan, the guarantor, the clocks.
fn of_today(
    looked: &Looked<'_>,
    since: BusinessDate,
    considered: &[Considered],
    clocks: &[CaseClock],
    defects: &[Why],
) -> Vec<Shortcoming> {
    let mut found = Vec::new();
    let owner = looked.state.plans.last().map(|plan| &plan.what.owner);
    for defect in defects {
        let kind = match defect.code.as_str() {
            "plan_void" => ShortcomingKind::PlanVoid,
            "plan_missing" => ShortcomingKind::PlanMissing,
            "plan_overdue" => ShortcomingKind::PlanOverdue,
            _ => continue,
        };
        let mark = defect.facts.first().map_or_else(|| since.to_string(), ToString::to_string);
        let made = shortcoming(kind, mark, looked.as_of, owner, defect.says.clone());
        found.push(Shortcoming { why: defect.clone(), ..made });
    }
    for step in considered {
        if step.proposal.why.code == CLOCK_ENDS && step.proposal.is_owed {
            let fact = step.proposal.why.facts.first().map_or_else(String::new, ToString::to_string);
            let end = clocks.iter().find(|clock| clock.fact().as_str() == fact).and_then(|clock| clock.counted_end);
            let on = end.map_or(looked.as_of, |end| end.plus_days(-30)).min(looked.as_of);
            let made = shortcoming(ShortcomingKind::ClockRunningOut, &fact, on, None, step.proposal.why.says.clone());
            found.push(Shortcoming { why: step.proposal.why.clone(), ..made });
        }
        let lawful = matches!(step.gate.verdict.as_str(), "cleared" | "needs_approval");
        let rungs = &looked.rules.strategy.rungs;
        let rung = rungs.iter().find(|rung| rung.id == step.proposal.rung);
        let Some(rung) = rung.filter(|rung| rung.action == ActionKind::GuarantorDemand && lawful) else { continue };
        let late = looked.owed.days_past_due - rung.from_days_past_due;
        if late > looked.rules.strategy.attention.first_contact_days {
            let (from, now) = (rung.from_days_past_due, looked.owed.days_past_due);
            let says = format!("the ladder has the guarantor asked from day {from}; it is day {now} and nobody has");
            let on = looked.as_of.plus_days(-late);
            found.push(shortcoming(ShortcomingKind::GuarantorNotAsked, since, on, None, says));
        }
    }
    found
}
