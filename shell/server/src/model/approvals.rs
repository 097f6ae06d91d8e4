//! What waits for a second person, within the reader's reach, and whether they are one.

use super::words::named;
use crate::asked::Asked;
use crate::layout::Right;
use crate::links;
use crate::pages::approvals::{Approval, Approvals, Says};
use crate::trouble::Trouble;
use makegood_day_close::{MorningList, SecondEyes, SecondKind};
use makegood_desk::Desk;
use makegood_units::PartyId;
use makegood_views::{morning_cases, morning_count};

/// More rows than this are a matter for an export.
const MOST: u32 = 1_000;

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close; views that cannot be read.
pub(crate) fn approvals(desk: &Desk, asked: &Asked) -> Result<Approvals, Trouble> {
    let (book, frame, caller) = (desk.book(), asked.frame(desk)?, asked.caller()?);
    makegood_views::last_closed(book)?.ok_or(Trouble::NeverClosed)?;
    let everybody = makegood_views::users(book)?;
    let reaches = |right: Right, party: &PartyId| match caller.door.rights.reach(&caller.user, right, &everybody) {
        Some(reach) => reach.holds_case(book, party),
        None => Ok(false),
    };
    let staff = |id: &str| {
        let known = frame.staff.iter().find(|one| one.id.as_str() == id);
        known.map_or_else(|| id.to_owned(), |one| one.name.clone())
    };
    let mut rows = Vec::new();
    for case in morning_cases(book, MorningList::SecondPerson, MOST, &caller.reach)? {
        let Some(waits) = &case.line.second else { continue };
        let (kind, right, href) = of_kind(waits, &case.party);
        let says = if waits.by.as_ref() == Some(&frame.acting.id) {
            Says::Own
        } else if reaches(right, &case.party)? {
            Says::Yours
        } else {
            Says::Others(caller.door.rights.roles(right).into_iter().map(|role| role.says()).collect())
        };
        rows.push(Approval {
            name: named(&case.name, &case.party),
            kind,
            what: waits.what.clone(),
            by: waits.by.as_ref().map(|by| staff(by.as_str())),
            on: waits.on,
            arrears: case.arrears,
            href,
            says,
        });
    }
    // What the reader can end comes first.
    rows.sort_by_key(|row| row.says != Says::Yours);
    let all = morning_count(book, MorningList::SecondPerson, &caller.reach)?;
    Ok(Approvals { frame, rows, all })
}

/// What it is called, who may agree to it, and where.
fn of_kind(waits: &SecondEyes, party: &PartyId) -> (&'static str, Right, String) {
    match waits.kind {
        SecondKind::Step => ("Step of the ladder", Right::AgreeStep, links::case(party)),
        SecondKind::Workout => ("Way out", Right::AgreeWorkout, links::workout(party)),
        SecondKind::Tranche => ("Tranche of relief", Right::ApproveRelief, links::workout(party)),
        SecondKind::Intent => ("Finding of intent", Right::AgreeFinding, links::diagnosis(party)),
        SecondKind::Ability => ("Finding of reduced ability", Right::SignFinding, links::diagnosis(party)),
        SecondKind::Appeal => ("Contested finding", Right::AgreeFinding, links::diagnosis(party)),
    }
}
