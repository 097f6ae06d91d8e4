//! The queue of a person with one of its cases, from the worklist or from a filter.

use super::case::{Open, case};
use super::words::{kind, named, recorded, title_of_day};
use crate::layout::Frame;
use crate::links::work::WorkQuery;
use crate::pages::BucketMark;
use crate::pages::case::Case;
use crate::pages::hard::Script;
use crate::pages::work::{Handling, Line, List, NoWork, Saved, ViewLink, Work};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_book::Buckets;
use makegood_case::CaseEvent;
use makegood_day_close::CaseDay;
use makegood_desk::{Desk, UNDO_MINUTES};
use makegood_diagnosis::Situation;
use makegood_units::{Amount, Decimal, Money, PartyId, StaffId};
use makegood_views::{Policy, QueueFilter, QueueRow, WorkLine};

/// So many lines of a filter are shown; the count says how many there are.
const LINES: usize = 100;
/// The word of an address for a case nobody in particular has.
const NOBODY: &str = "nobody";

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a case that
/// is not on the book, views that cannot be read.
pub(crate) fn page(
    desk: &Desk,
    frame: Frame,
    party: Option<PartyId>,
    query: WorkQuery,
    saved: Option<(PartyId, i64)>,
    unfolds_script: bool,
) -> Result<String, Trouble> {
    makegood_views::last_closed(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let mut list = list(desk, &frame, &policy, query)?;
    list.saved = saved.map(|(of, event)| told(desk, &frame, &of, event)).transpose()?.flatten();
    let first = list.lines.iter().find(|line| !line.done).or(list.lines.first()).map(|line| line.party.clone());
    let Some(party) = party.or(first) else { return Ok(NoWork { frame, list }.render()?) };
    for line in list.lines.iter_mut().chain(&mut list.waiting) {
        line.is_here = line.party == party;
    }
    let open = Open::case(desk, &party)?;
    let handling = handling(&open, &frame, &list, &party, &policy);
    let mut form = open.form(desk);
    form.then.clone_from(&handling.then);
    let (then, is_unfolded) = (handling.stay.clone(), unfolds_script);
    let script = Script { then, is_unfolded, ..super::hard::beside_queue(desk, &frame.acting.id, &party)? };
    let case: Case = case(desk, frame, &open, form, Vec::new())?;
    Ok(Work { case, list, handling, script }.render()?)
}

fn list(desk: &Desk, frame: &Frame, policy: &Policy, query: WorkQuery) -> Result<List, Trouble> {
    let buckets = &policy.strategy.buckets;
    let mut list = List { query, ..List::default() };
    if list.query.is_filter() {
        let (rows, total) =
            makegood_views::queue(desk.book(), &filter(&list.query, buckets)?, LINES, &frame.who.reach)?;
        list.total = usize::try_from(total).unwrap_or(usize::MAX);
        list.lines = rows.iter().map(|row| row_line(row, buckets, &list.query)).collect();
    } else {
        of_the_day(desk, frame, buckets, &mut list)?;
    }
    choices(desk, frame, buckets, &mut list)?;
    Ok(list)
}

/// The worklist of the day, then what else the person was given; what waits apart.
fn of_the_day(desk: &Desk, frame: &Frame, buckets: &Buckets, list: &mut List) -> Result<(), Trouble> {
    let (officer, reach) = (&frame.acting.id, &frame.who.reach);
    let planned = makegood_views::worklist(desk.book(), officer)?;
    let assigned = makegood_views::assigned_to(desk.book(), officer)?;
    let others = assigned.into_iter().filter(|(case, _)| !planned.iter().any(|line| line.item.party == case.party));
    let mut within = Vec::new();
    for (case, name) in others {
        if reach.holds_case(desk.book(), &case.party)? {
            within.push((case, name));
        }
    }
    for line in &planned {
        let shown = work_line(line, buckets, &list.query);
        if line.case.snoozed.is_some() { list.waiting.push(shown) } else { list.lines.push(shown) }
    }
    for (case, name) in &within {
        let shown = case_line(case, name, buckets, &list.query);
        if case.snoozed.is_some() { list.waiting.push(shown) } else { list.lines.push(shown) }
    }
    list.total = list.lines.len();
    Ok(())
}

fn work_line(line: &WorkLine, buckets: &Buckets, query: &WorkQuery) -> Line {
    let step = line.case.considered.get(line.item.considered).filter(|step| step.proposal.action == line.item.action);
    let mut shown = case_line(&line.case, &line.name, buckets, query);
    shown.kind = Some(kind(line.item.channel));
    shown.done = line.done.is_some();
    // Once something was recorded the planned step may be none any more: then the case
    // says why as it now stands.
    if let (Some(step), None) = (step, &line.case.snoozed) {
        shown.why_now = sentence(&step.proposal.why.says);
    }
    shown
}

fn case_line(case: &CaseDay, name: &str, buckets: &Buckets, query: &WorkQuery) -> Line {
    let step = case.recommended.and_then(|at| case.considered.get(at));
    let waits = case.snoozed.as_ref().map(|one| waits_until(&one.what.until, &one.what.reason));
    let why = step.map(|step| sentence(&step.proposal.why.says));
    Line {
        name: named(name, &case.party),
        href: query.at(&case.party),
        is_here: false,
        kind: step.map(|step| kind(step.proposal.channel)),
        arrears: Money::new(case.owed.arrears, case.owed.currency),
        bucket: BucketMark::of(buckets, case.owed.days_past_due),
        why_now: waits.or(why).unwrap_or_else(|| format!("{} late", say::days(case.owed.days_past_due))),
        done: false,
        party: case.party.clone(),
    }
}

fn row_line(row: &QueueRow, buckets: &Buckets, query: &WorkQuery) -> Line {
    let known = Situation::ALL.into_iter().find(|one| one.code() == row.situation);
    let why = format!("{} late. {}", say::days(row.days_past_due), sentence(known.map_or("", Situation::words)));
    let waits = row.waits_until.map(|until| waits_until(&until, ""));
    Line {
        name: named(&row.name, &row.party),
        href: query.at(&row.party),
        is_here: false,
        kind: None,
        arrears: row.arrears,
        bucket: BucketMark::of(buckets, row.days_past_due),
        why_now: waits.unwrap_or(why),
        done: false,
        party: row.party.clone(),
    }
}

fn waits_until(until: &makegood_units::BusinessDate, reason: &str) -> String {
    let reason = if reason.is_empty() { String::new() } else { format!(" {}", sentence(reason)) };
    format!("Waits until {}.{reason}", title_of_day(until))
}

/// The filter an address asks for.
fn filter(query: &WorkQuery, buckets: &Buckets) -> Result<QueueFilter, Trouble> {
    let some = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let bucket = some(&query.bucket).map(|name| {
        let known = (0..buckets.count()).find(|bucket| buckets.name(*bucket) == name);
        known.ok_or_else(|| Trouble::Unknown(format!("there is no bucket {name}")))
    });
    let days = bucket.transpose()?.map(|bucket| {
        let (from, to) = buckets.range(bucket);
        (from, to.unwrap_or(i32::MAX))
    });
    let at_least = some(&query.at_least).map(|text| {
        let hundred = |amount: Decimal| amount.checked_mul(Decimal::ONE_HUNDRED)?.trunc().try_into().ok();
        let minor: Option<i64> = text.replace(',', "").parse().ok().and_then(hundred);
        minor.map(Amount::from_minor).ok_or_else(|| Trouble::Unreadable(format!("{text:?} is no amount")))
    });
    Ok(QueueFilter {
        days,
        branch: some(&query.branch),
        situation: some(&query.situation),
        promise: some(&query.promise),
        officer: some(&query.officer).map(|who| if who == NOBODY { String::new() } else { who }),
        waits: some(&query.waits).map(|waits| waits == "yes"),
        at_least: at_least.transpose()?,
    })
}

fn choices(desk: &Desk, frame: &Frame, buckets: &Buckets, list: &mut List) -> Result<(), Trouble> {
    let same = |text: String| (text.clone(), text);
    list.buckets = (1..buckets.count()).map(|bucket| same(buckets.name(bucket))).collect();
    let days = makegood_views::people::branch_days(desk.book(), i64::MAX)?;
    list.branches = days.iter().map(|day| same(day.branch.to_string())).collect();
    list.situations = Situation::ALL.into_iter().map(|one| (one.code().to_owned(), one.words().to_owned())).collect();
    list.people = frame.staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect();
    let here = list.query.query();
    let name_of = |id: &StaffId| frame.staff.iter().find(|one| one.id == *id).map(|one| one.name.clone());
    list.views = makegood_views::kept_views(desk.book(), &frame.acting.id)?
        .into_iter()
        .map(|view| {
            let is_own = view.owner == frame.acting.id;
            let says = match (is_own, view.is_default, view.is_shared) {
                (false, _, _) => {
                    format!("shared by {}", name_of(&view.owner).unwrap_or_else(|| view.owner.to_string()))
                }
                (true, true, _) => "where you begin".to_owned(),
                (true, false, true) => "shared by you".to_owned(),
                (true, false, false) => String::new(),
            };
            let href =
                if view.query.is_empty() { "/queue?list=today".to_owned() } else { format!("/queue?{}", view.query) };
            ViewLink { is_here: view.query == here, name: view.name, href, is_own, says }
        })
        .collect();
    Ok(())
}

/// What was saved, where that is an event of the case.
fn told(desk: &Desk, frame: &Frame, of: &PartyId, event: i64) -> Result<Option<Saved>, Trouble> {
    if !frame.who.reach.holds_case(desk.book(), of)? {
        return Ok(None);
    }
    let open = Open::case(desk, of)?;
    // A promise is recorded right after the contact it came of, and says more.
    let later = open.view.happened.iter().filter(|one| one.seq >= event);
    let promise = later.clone().find(|one| matches!(one.event, CaseEvent::PromiseMade(_)));
    let Some(one) = promise.or_else(|| later.clone().find(|one| one.seq == event)) else { return Ok(None) };
    let says = match &one.event {
        CaseEvent::PromiseMade(promise) => {
            let part = |part: makegood_case::PromisePart| {
                format!("{} by {}", Money::new(part.amount, open.view.day.owed.currency), title_of_day(&part.due_on))
            };
            format!("promise of {}", promise.parts().into_iter().map(part).collect::<Vec<_>>().join(", then "))
        }
        CaseEvent::Snoozed(snoozed) => format!("put off until {}", title_of_day(&snoozed.until)),
        _ => recorded(one, &open.local),
    };
    let undo = match &one.event {
        CaseEvent::NoteWritten(note) if note.by == frame.acting.id => {
            let age = desk.clock().now().duration_since(note.at).as_mins();
            (age < UNDO_MINUTES).then_some(one.seq)
        }
        _ => None,
    };
    Ok(Some(Saved { party: of.clone(), name: named(&open.view.name, of), says, undo }))
}

fn handling(open: &Open, frame: &Frame, list: &List, party: &PartyId, policy: &Policy) -> Handling {
    let at = list.lines.iter().position(|line| line.party == *party);
    let line = |at: Option<usize>| at.and_then(|at| list.lines.get(at)).map(|line| line.href.clone());
    let next = line(at.map_or(Some(0), |at| at.checked_add(1)));
    let stay = list.query.at(party);
    let open_after = at.map_or(0, |at| at.saturating_add(1));
    let undone = list.lines.iter().skip(open_after).chain(list.lines.iter().take(open_after));
    let undone = undone.filter(|line| !line.done && line.party != *party).map(|line| line.href.clone()).next();
    let name_of = |id: &StaffId| {
        let known = frame.staff.iter().find(|one| one.id == *id);
        known.map_or_else(|| id.to_string(), |one| one.name.clone())
    };
    let day = &open.view.day;
    let offer = open.view.offer.as_ref().filter(|offer| offer.is_known() && !offer.parts.is_empty());
    let part = |part: &makegood_case::PromisePart| {
        format!("{} by {}", Money::new(part.amount, day.owed.currency), title_of_day(&part.due_on))
    };
    Handling {
        officer: day.assigned.as_ref().and_then(|one| one.what.officer.as_ref()).map(name_of),
        waits: day.snoozed.as_ref().map(|one| waits_until(&one.what.until, &one.what.reason)),
        colleagues: frame.staff.iter().map(|one| (one.id.to_string(), format!("{}, {}", one.name, one.role))).collect(),
        then: undone.unwrap_or_else(|| stay.clone()),
        stay,
        previous: line(at.and_then(|at| at.checked_sub(1))),
        next,
        snooze_max_days: policy.ladder_of(day).snooze_max_days,
        affordable: offer.map(|offer| offer.parts.iter().map(part).collect::<Vec<_>>().join(", then ")),
    }
}
