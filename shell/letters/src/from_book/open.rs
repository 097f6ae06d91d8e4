//! Which letters may be written in a case at this moment, and what stands against the others.

use super::LetterError;
use super::acts::acts;
use super::gather::Gathered;
use crate::{AskedLetter, Kind, Language, LetterRefusal};
use makegood_desk::{Desk, DeskError};
use makegood_units::PartyId;
use makegood_views::{Judgement, case_input};

/// One kind of letter, and whether it may be written now.
#[derive(Debug)]
pub struct OpenKind {
    /// Which letter.
    pub kind: Kind,
    /// To whom it was asked; none when nobody of the case has a role it is for.
    pub to: Option<PartyId>,
    /// What the law says of each act it is; or why it is not even asked.
    pub answer: Result<Vec<Judgement>, LetterError>,
}

/// Every kind with the law's answer at this moment, for the first of the case it is for.
///
/// # Errors
/// A book that cannot be read.
pub fn open_kinds(desk: &Desk, case: &PartyId) -> Result<Vec<OpenKind>, DeskError> {
    let today = desk.clock().today();
    let input = case_input(desk.book(), case, i64::MAX)?;
    let first = |kind: Kind| {
        if kind == Kind::LawyerPack || kind.is_for("borrower") {
            return Some(input.party.clone());
        }
        let fits = |role: &makegood_case::PartyRole| role.holds_on(today) && kind.is_for(&role.role);
        input.others.iter().find(|other| other.roles.iter().any(fits)).map(|other| other.party.clone())
    };
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let to = first(kind);
        let answer = match &to {
            None => Err(LetterRefusal::NobodyForIt { kind: kind.says() }.into()),
            Some(person) => look(desk, case, kind, person),
        };
        found.push(OpenKind { kind, to, answer });
    }
    Ok(found)
}

fn look(desk: &Desk, case: &PartyId, kind: Kind, person: &PartyId) -> Result<Vec<Judgement>, LetterError> {
    let mut asked = AskedLetter::new(case.clone(), kind, Language::English);
    asked.to = (person != case).then(|| person.clone());
    // Who writes decides nothing here.
    let sender = "lender".to_owned();
    (asked.lender, asked.reach, asked.officer) = (sender.clone(), sender.clone(), sender);
    let known = Gathered::of(desk, &asked)?;
    known.letter(&asked)?.sums()?;
    Ok(acts(&known, kind).iter().map(|act| desk.look_at_gate(act, None)).collect::<Result<_, _>>()?)
}
