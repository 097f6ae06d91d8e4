//! To whom a letter goes: their role, their address, and for a firm who decides there.

use crate::{Attention, Kind, LetterError, LetterRefusal};
use makegood_case::{CaseEvent, ContactPointKind, HappeningRecorded, PartyKind};
use makegood_day_close::CaseInput;
use makegood_desk::{AUTHORITY_VERIFIED, Desk, DeskError, Refusal};
use makegood_units::{BusinessDate, ContactPointId, PartyId};
use makegood_views::{case_input, name_of};

/// The addressee as the book has them.
pub(super) struct To {
    pub person: PartyId,
    pub role: String,
    pub contact_point: Option<ContactPointId>,
    pub address: Vec<String>,
    pub attention: Option<Attention>,
}

/// The addressee with the first address on file. A stranger to the case is refused, and so
/// is a firm of which nobody knows who may decide.
pub(super) fn addressee(
    desk: &Desk,
    input: &CaseInput,
    kind: Kind,
    to: Option<&PartyId>,
    written_on: BusinessDate,
) -> Result<To, LetterError> {
    if kind == Kind::LawyerPack {
        let person = input.party.clone();
        return Ok(To { person, role: "lawyer".to_owned(), contact_point: None, address: Vec::new(), attention: None });
    }
    let person = to.unwrap_or(&input.party).clone();
    let stranger = || DeskError::Refused(Refusal::NotOfTheCase(person.clone()));
    let (role, known, points) = if person == input.party {
        ("borrower".to_owned(), &input.known, &input.contact_points)
    } else {
        let other = input.others.iter().find(|other| other.party == person).ok_or_else(stranger)?;
        let role = other.roles.iter().filter(|role| role.holds_on(written_on)).map(|role| role.role.clone());
        let mut roles: Vec<String> = role.collect();
        // Of several roles the one this letter is for.
        roles.sort_by_key(|role| !kind.is_for(role));
        (roles.into_iter().next().ok_or_else(stranger)?, &other.known, &other.contact_points)
    };
    let is_firm = known.as_ref().is_some_and(|party| party.kind == PartyKind::Firm);
    let attention = if is_firm { Some(of_firm(desk, input, &person, written_on)?) } else { None };
    let point = points.iter().find(|point| point.kind == ContactPointKind::Address);
    let address = point.map(|point| point.value.split(", ").map(str::to_owned).collect()).unwrap_or_default();
    Ok(To { person, role, contact_point: point.map(|point| point.id.clone()), address, attention })
}

/// Who decides for the borrower of a case, where it is a firm.
///
/// # Errors
/// [`LetterRefusal::NoDecisionMaker`] when nobody's authority was verified.
pub fn decides_for(desk: &Desk, case: &PartyId) -> Result<Attention, LetterError> {
    let input = case_input(desk.book(), case, i64::MAX).map_err(DeskError::from)?;
    of_firm(desk, &input, case, desk.clock().today())
}

/// Who decides for a firm: somebody with a role in the loans whose authority was verified,
/// by a register or a paper that is named. Staff are not told.
fn of_firm(desk: &Desk, input: &CaseInput, firm: &PartyId, on: BusinessDate) -> Result<Attention, LetterError> {
    let who = verified(input, firm).find_map(|one| {
        let other = input.others.iter().find(|other| Some(&other.party) == one.person.as_ref())?;
        let role = other.roles.iter().find(|role| role.holds_on(on))?;
        Some((&other.party, role.role.clone(), one.with.join(", ").replace('_', " ")))
    });
    let (person, role, seen_in) = who.ok_or_else(|| LetterRefusal::NoDecisionMaker(firm.clone()))?;
    let name = Some(name_of(desk.book(), person).map_err(DeskError::from)?).filter(|name| !name.trim().is_empty());
    Ok(Attention { name, role, seen_in })
}

/// What was verified of a firm's authority and has not ended, newest first.
fn verified<'a>(input: &'a CaseInput, firm: &'a PartyId) -> impl Iterator<Item = &'a HappeningRecorded> {
    let has_ended = |one: &HappeningRecorded, from: usize| {
        input.events.iter().skip(from).any(|recorded| match &recorded.event {
            CaseEvent::HappeningEnded(end) => end.what == one.what && end.person == one.person,
            _ => false,
        })
    };
    input.events.iter().enumerate().rev().filter_map(move |(at, recorded)| match &recorded.event {
        CaseEvent::HappeningRecorded(one) => {
            let is_theirs = one.to.as_deref().map_or(*firm == input.party, |to| to == firm.as_str());
            let is_proven = !one.with.is_empty();
            (one.what == AUTHORITY_VERIFIED && is_theirs && is_proven && !has_ended(one, at)).then_some(one)
        }
        _ => None,
    })
}
