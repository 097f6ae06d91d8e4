//! What an executive has done on the morning of the demo: read a case, and taken the lead of one.
//! Every word is invented.

use anyhow::Result;
use makegood_case::{LeaderDecision, TeamLine};
use makegood_day_close::MorningList;
use makegood_desk::{AssignTeam, CloseReview, Desk};
use makegood_units::{PartyId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{Reach, hard_alone, morning_cases};

/// The case is read again after so many days.
const AGAIN_DAYS: i32 = 7;
/// So many of a list are looked through for one with something to read.
const LOOKED_AT: u32 = 50;

/// The executive reads the first case with something to read, leaving a broken promise of the
/// morning to its leader where there is another, and leads the
/// hard case that is the longest on the list. A demo without an executive has nothing of it.
pub fn read_by_executive(desk: &mut Desk) -> Result<()> {
    let executive = colleagues(desk.book(), i64::MAX)?.into_iter().find(|one| one.role == "executive");
    let Some(executive) = executive.map(|one| one.id) else { return Ok(()) };
    if let Some(party) = to_read(desk)? {
        review(desk, &party, &executive)?;
    }
    let hard = hard_alone(desk.book(), 1, &Reach::whole())?.into_iter().next();
    hard.map_or(Ok(()), |case| lead(desk, &case.party, &executive))
}

fn to_read(desk: &Desk) -> Result<Option<PartyId>> {
    for list in [MorningList::Hard, MorningList::Shortcomings, MorningList::Broken] {
        for case in morning_cases(desk.book(), list, LOOKED_AT, &Reach::whole())? {
            if !desk.attention(&case.party)?.measures.is_empty() {
                return Ok(Some(case.party));
            }
        }
    }
    Ok(None)
}

fn review(desk: &mut Desk, party: &PartyId, by: &StaffId) -> Result<()> {
    desk.open_review(party, by)?;
    let measures: Vec<i64> = desk.attention(party)?.measures.iter().map(|one| one.seq).collect();
    desk.read_measures(party, by, &measures)?;
    desk.close_review(&CloseReview {
        party: party.clone(),
        by: by.clone(),
        decision: LeaderDecision::FindTheCause,
        note: "(Invented.) Tried often enough. Ask what changed since the last payment before anything firmer."
            .to_owned(),
        next_on: desk.clock().today().plus_days(AGAIN_DAYS),
    })?;
    Ok(())
}

fn lead(desk: &mut Desk, party: &PartyId, by: &StaffId) -> Result<()> {
    let line = TeamLine {
        what: "(Invented.) Sit down with them and the officer, and go through what comes in and goes out".to_owned(),
        owner: by.clone(),
        due_on: desk.clock().today().plus_days(AGAIN_DAYS),
        required_result: "The cause is known, and what they can pay".to_owned(),
    };
    desk.assign_team(&AssignTeam {
        party: party.clone(),
        executive: by.clone(),
        members: Vec::new(),
        plan: vec![line],
        by: by.clone(),
    })?;
    Ok(())
}
