//! The page of a joint-liability group.

use super::{After, Told, forms, obstacles, percent};
use crate::asked::Asked;
use crate::links;
use crate::model::words;
use crate::pages::BucketMark;
use crate::pages::recourse::{
    AskedLine, FailingCard, Group, Late, LedgerCard, LedgerLine, MeetingLine, MemberLine, ShockCard,
};
use crate::say;
use crate::trouble::{Trouble, sentence};
use makegood_desk::Desk;
use makegood_recourse as known;
use makegood_recourse::{CooperationStatus, Exposure, Failing, GroupLiability, MemberAnswer};
use makegood_units::{LoanId, PartyId};
use makegood_views::CaseView;

/// The page of a group that is on file and of which something was worked out.
///
/// # Errors
/// [`Trouble::Unknown`] where the group is not on file; views that cannot be read.
pub(crate) fn group(desk: &Desk, asked: &Asked, told: &Told<'_>, id: &str, after: After) -> Result<Group, Trouble> {
    let unknown = || Trouble::Unknown(format!("there is no group {id} on file"));
    let answer = told.of.answer.as_ref().map_err(|_| {
        Trouble::Unknown(format!("what is on file about group {id} contradicts itself, so nothing is worked out"))
    })?;
    let facts = &told.of.facts;
    let given = facts.groups.iter().find(|group| group.id == id).ok_or_else(unknown)?;
    let one = answer.groups.iter().find(|group| group.group == id).ok_or_else(unknown)?;
    let mut members = Vec::new();
    for exposure in &one.exposure {
        members.push(member(desk, told, given, exposure)?);
    }
    let mut meetings: Vec<MeetingLine> = one.meetings.iter().map(|meeting| meeting_line(told, meeting)).collect();
    meetings.reverse();
    let ledgers = answer.ledgers.iter().filter(|ledger| given.debts.contains(&ledger.debt));
    Ok(Group {
        frame: asked.frame(desk)?,
        id: id.to_owned(),
        of: told.who(told.party),
        as_of: facts.as_of,
        about: about(given),
        state: told.opened(&one.why, &[], None),
        saved: forms::saved(told, after),
        shock: one.shock.as_ref().map(|shock| ShockCard {
            reason: shock.reason.clone(),
            since: shock.begins_on,
            until: shock.ends_on,
            by: shock.by.clone(),
        }),
        failing: one.failing.iter().map(|failing| failing_card(told, failing)).collect(),
        members,
        shares: percent(one.shares_bp),
        ledgers: ledgers.map(|ledger| ledger_card(told, ledger)).collect(),
        meetings,
        forms: forms::of_group(told, given, one),
    })
}

fn about(given: &known::Group) -> String {
    let how = match given.liability {
        GroupLiability::JointAndSeveral => "Each member answers for the whole of the others' loans, up to their limit",
        GroupLiability::Several => "Each member answers for their share of the others' loans",
    };
    let clause = given
        .clause
        .as_ref()
        .map_or_else(|| "; where the contract says so is not on file".to_owned(), |clause| format!(" ({clause})"));
    format!("{how}{clause}.")
}

fn member(desk: &Desk, told: &Told<'_>, given: &known::Group, exposure: &Exposure) -> Result<MemberLine, Trouble> {
    let fact = given.member(&exposure.party);
    let view = case(desk, &exposure.party)?;
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let late = view.as_ref().map(|view| Late {
        days: view.day.owed.days_past_due,
        bucket: BucketMark::of(&policy.strategy.buckets, view.day.owed.days_past_due),
    });
    Ok(MemberLine {
        who: told.who(&exposure.party),
        share: percent(exposure.share_bp),
        limit: fact.and_then(|member| member.limit).map(|limit| told.money(limit)),
        paper: fact.and_then(|member| member.proof.as_ref()).map(|proof| (proof.document.clone(), proof.signed_on)),
        own: told.money(exposure.own),
        for_others: told.money(exposure.for_others),
        late,
        situation: view.as_ref().map(|view| words::situation(view.day.finding.situation)),
        view: links::recourse::member(&given.id, &exposure.party),
    })
}

/// A member's own case; none for somebody who borrowed nothing on this book.
fn case(desk: &Desk, party: &PartyId) -> Result<Option<CaseView>, Trouble> {
    Ok(makegood_views::case_view_known_to(desk.book(), party, desk.clock().now(), i64::MAX)?)
}

fn failing_card(told: &Told<'_>, failing: &Failing) -> FailingCard {
    FailingCard {
        loan: failing.debt.to_string(),
        who: failing.borrower.as_ref().map(|party| told.who(party)),
        due: told.money(failing.due),
        since: failing.due_since,
        spoken: spoken(told, failing),
        would_bring: told.money(failing.would_bring),
        because: obstacles(&failing.blocked),
        asked: failing.members.iter().map(|one| asked_line(told, &failing.debt, one)).collect(),
    }
}

/// How the member who fell behind was spoken to first, or why not.
fn spoken(told: &Told<'_>, failing: &Failing) -> String {
    let by_id = |id: &str| told.of.facts.contacts.iter().find(|contact| contact.id == id);
    let contact =
        failing.spoken_to.as_ref().and_then(|fact| fact.as_str().split_once(':')).and_then(|(_, id)| by_id(id));
    contact.map_or_else(String::new, |one| {
        let on = say::day_text(&one.on);
        match &one.not_first_because {
            None => format!("spoken to on {on}, by {}", one.by),
            Some(reason) => format!("not first, because: {reason} (noted {on} by {})", one.by),
        }
    })
}

fn asked_line(told: &Told<'_>, debt: &LoanId, one: &MemberAnswer) -> AskedLine {
    let served = |on| {
        let same = told.of.facts.notices.iter().filter(|it| it.party == one.party && it.debt == *debt && it.on == on);
        same.map(|notice| notice.proof.clone()).next_back().unwrap_or_default()
    };
    let lines = told.of.answer.as_ref().map(|answer| answer.liable.as_slice()).unwrap_or_default();
    let liable = lines.iter().find(|it| it.party == one.party && it.debt == *debt);
    AskedLine {
        who: told.who(&one.party),
        amount: told.money(one.amount),
        clause: one.clause.clone().unwrap_or_default(),
        notice: one.notice_on.map(|on| (on, served(on))),
        takes_part: one.cooperation.map(|(status, on)| (takes_part(status).to_owned(), on)),
        because: obstacles(&one.blocked),
        opened: told.opened(&one.why, liable.map(|it| it.lines.as_slice()).unwrap_or_default(), None),
    }
}

/// A member's answer in words.
pub(super) fn takes_part(status: CooperationStatus) -> &'static str {
    match status {
        CooperationStatus::Refused => "does not take part",
        CooperationStatus::Partial => "takes part in part",
        CooperationStatus::Agreed => "takes part",
    }
}

fn ledger_card(told: &Told<'_>, ledger: &known::Ledger) -> LedgerCard {
    let line = |one: &known::Balance| LedgerLine {
        who: Some(told.who(&one.party)),
        toward: one
            .toward
            .iter()
            .map(|(no, amount)| format!("no. {no}: {}", told.money(*amount).number(",")))
            .collect::<Vec<_>>()
            .join(", "),
        contributed: told.money(one.contributed),
        repaid: told.money(one.repaid),
        balance: told.money(one.balance),
    };
    LedgerCard {
        loan: ledger.debt.to_string(),
        owed_by: ledger.owed_by.as_ref().map(|party| told.who(party)),
        lines: ledger.balances.iter().map(line).collect(),
        total: LedgerLine {
            who: None,
            toward: String::new(),
            contributed: told.money(ledger.contributed),
            repaid: told.money(ledger.repaid),
            balance: told.money(ledger.balance),
        },
        opened: told.opened(&ledger.why, &[], None),
    }
}

fn meeting_line(told: &Told<'_>, meeting: &known::Meeting) -> MeetingLine {
    MeetingLine {
        on: meeting.on,
        came: meeting.attendees.iter().map(|party| told.who(party)).collect(),
        minutes: meeting.minutes.clone(),
        outcome: sentence(&meeting.outcome),
    }
}
