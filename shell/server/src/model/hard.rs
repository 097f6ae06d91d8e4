//! The pages of hard cases, their teams, and the script.

use super::words::{channel, named};
use crate::layout::Frame;
use crate::links::words as links;
use crate::pages::hard::{Count, HardCases, HardLine, Line, PlanLine, Script, ScriptPage, Team};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_case::{TeamLineState, TeamStand};
use makegood_desk::Desk;
use makegood_units::{PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{HARD_PAGE, HardCase, case_events, hard_case, hard_cases, hard_count, name_of};

fn staff_name(frame: &Frame, id: &StaffId) -> String {
    frame.staff.iter().find(|one| one.id == *id).map_or_else(|| id.to_string(), |one| one.name.clone())
}

fn line(frame: &Frame, case: &HardCase) -> HardLine {
    let team = case.team.as_ref();
    let handed_on = team.filter(|team| !team.is_in_person()).map(|team| {
        let why = team.delegated.last().map_or("", |one| one.reason.as_str());
        format!("handed on to {}: {}", staff_name(frame, team.leads()), sentence(why))
    });
    let late = |team: &TeamStand| team.plan.iter().filter(|line| line.state == TeamLineState::Late).count();
    HardLine {
        party: case.party.clone(),
        name: named(&case.name, &case.party),
        branch: case.branch.to_string(),
        arrears: case.arrears,
        since: case.since,
        days: case.days,
        reasons: case.reasons.iter().map(|reason| (sentence(&reason.says), reason.since)).collect(),
        executive: team.map(|team| staff_name(frame, &team.executive)),
        handed_on,
        days_without: case.days_without_executive,
        first_cash: case.days_to_first_cash.zip(case.first_cash_on),
        late: team.map_or(0, late),
    }
}

/// The list.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn list(desk: &Desk, frame: Frame, ended: bool, page: usize) -> Result<HardCases, Trouble> {
    let at = page.saturating_sub(1);
    let (_, found) = hard_cases(desk.book(), ended, at, &frame.who.reach)?.ok_or(Trouble::NeverClosed)?;
    let counted = hard_count(desk.book(), &frame.who.reach)?;
    let all = if ended { counted.ended } else { counted.cases };
    let href = |page: usize| format!("{}?page={page}{}", links::HARD, if ended { "&ended=true" } else { "" });
    let before = (at > 0).then(|| href(at));
    let after = (at.saturating_add(1).saturating_mul(HARD_PAGE) < all).then(|| href(at.saturating_add(2)));
    Ok(HardCases {
        cases: counted.cases,
        without_executive: counted.without_executive,
        left: counted.ended,
        ended,
        lines: found.iter().map(|case| line(&frame, case)).collect(),
        pages: (before, after),
        frame,
    })
}

/// The team of a case.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn team(desk: &Desk, frame: Frame, party: &PartyId) -> Result<Team, Trouble> {
    let book = desk.book();
    let hard = hard_case(book, party)?;
    let stand = TeamStand::of(&case_events(book, party)?, frame.as_of.max(desk.clock().today()));
    let staff = colleagues(book, i64::MAX)?;
    let name = |id: &StaffId| staff_name(&frame, id);
    let plan = stand.iter().flat_map(|team| &team.plan).map(|one| PlanLine {
        what: sentence(&one.line.what),
        owner: name(&one.line.owner),
        due_on: one.line.due_on,
        required_result: sentence(&one.line.required_result),
        state: one.state.word(),
        done: one.done.as_ref().map(|(on, result)| format!("{}: {}", say::day_text(on), sentence(result))),
    });
    let delegated = stand.iter().flat_map(|team| &team.delegated).map(|one| {
        format!(
            "{}: {} handed on to {}. {}",
            say::day_text(&one.on),
            name(&one.by),
            name(&one.to),
            sentence(&one.reason)
        )
    });
    Ok(Team {
        party: party.clone(),
        name: named(&name_of(book, party)?, party),
        hard: hard.as_ref().map(|case| line(&frame, case)),
        members: stand.iter().flat_map(|team| &team.members).map(name).collect(),
        plan: plan.collect(),
        delegated: delegated.collect(),
        executives: staff
            .iter()
            .filter(|one| one.role == "executive")
            .map(|one| (one.id.to_string(), one.name.clone()))
            .collect(),
        colleagues: staff.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
        may_delegate: stand.as_ref().is_some_and(|team| team.executive == frame.acting.id),
        frame,
    })
}

/// What may be said by whoever is acting, to show beside the queue.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn beside_queue(desk: &Desk, by: &StaffId, party: &PartyId) -> Result<Script, Trouble> {
    Ok(lines(desk.script(party, by)?).0)
}

fn lines(script: makegood_desk::Script) -> (Script, Vec<makegood_desk::Counted>) {
    let lines = script.lines.into_iter().map(|line| Line {
        title: line.title.to_owned(),
        says: line.says,
        closed: line.closed,
        rests_on: line.rests_on,
        is_consequence: line.is_consequence,
    });
    (Script { opening: script.opening, lines: lines.collect(), ..Script::default() }, script.contacts)
}

/// The script for whoever is acting.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn script(desk: &Desk, frame: Frame, party: &PartyId) -> Result<ScriptPage, Trouble> {
    let (script, contacts) = lines(desk.script(party, &frame.acting.id)?);
    let contacts = contacts.into_iter().map(|one| Count {
        channel: channel(one.channel).to_owned(),
        in_7_days: one.in_7_days,
        in_30_days: one.in_30_days,
        in_arrears: one.in_arrears,
        is_open: one.is_open,
        cap: one.cap,
    });
    Ok(ScriptPage {
        party: party.clone(),
        name: named(&name_of(desk.book(), party)?, party),
        script,
        contacts: contacts.collect(),
        frame,
    })
}
