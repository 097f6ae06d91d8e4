//! What people noted in a case, told for one loan in the words a clock compares.

use super::obligors::{Obligor, word_of};
use crate::CaseInput;
use jiff::tz::TimeZone;
use makegood_case::{CaseEvent, HappeningEnded, Hold, HoldKind, HoldLifted, Recorded};
use makegood_compliance::{Happening, Role};
use makegood_units::{BusinessDate, FactId, Instant, LoanId, PartyId};

/// The packs' word for the hold a court or a law placed.
const MORATORIUM: &str = "moratorium";

/// Any guarantor, where the note does not say which.
const GUARANTOR: &str = "guarantor";

/// Something noted, with the person it is of where that is not the borrower.
#[derive(Clone, Debug)]
pub(super) struct Noted {
    person: Option<PartyId>,
    happening: Happening,
}

/// Everything noted by a day that a clock may speak of.
pub(super) fn noted(case: &CaseInput, as_of: BusinessDate) -> Vec<Noted> {
    let mut all = Vec::new();
    for Recorded { seq, effective_on, event } in case.events.iter().filter(|one| one.effective_on <= as_of) {
        let fact = FactId::new("event", seq);
        match event {
            CaseEvent::HappeningRecorded(one) => {
                let happening = Happening::of(fact, one, *effective_on);
                all.push(Noted { person: one.person.clone(), happening });
            }
            CaseEvent::HappeningEnded(ended) => end(&mut all, case, ended, *effective_on),
            CaseEvent::HoldPlaced(hold) if hold.kind == HoldKind::Moratorium => all.push(moratorium(fact, hold)),
            CaseEvent::HoldLifted(lifted) if lifted.kind == HoldKind::Moratorium => lift(&mut all, lifted),
            _ => {}
        }
    }
    all
}

fn end(all: &mut [Noted], case: &CaseInput, ended: &HappeningEnded, on: BusinessDate) {
    let whose = |person: &Option<PartyId>| person.clone().unwrap_or_else(|| case.party.clone());
    let of = |one: &&mut Noted| one.happening.what == ended.what && whose(&one.person) == whose(&ended.person);
    for one in all.iter_mut().filter(of).filter(|one| one.happening.ended.is_none()) {
        one.happening.ended = Some((on, ended.at));
    }
}

fn moratorium(fact: FactId, hold: &Hold) -> Noted {
    let mut happening = Happening::new(fact, MORATORIUM, hold.from, start_of(hold.from));
    happening.until = hold.until;
    Noted { person: None, happening }
}

fn lift(all: &mut [Noted], lifted: &HoldLifted) {
    let open = |one: &&mut Noted| one.happening.what == MORATORIUM && one.happening.ended.is_none();
    for one in all.iter_mut().filter(open) {
        one.happening.ended = Some((lifted.on, start_of(lifted.on)));
    }
}

/// An instant of a day of which only the day is known.
pub(super) fn start_of(day: BusinessDate) -> Instant {
    let start = day.civil().to_zoned(TimeZone::UTC);
    start.map_or(Instant::UNIX_EPOCH, |start| start.timestamp())
}

/// What was noted of a loan, in its obligors' words, for a claim against one of them.
/// What concerns somebody who owes nothing is left out; so is, in a claim against those
/// who owe the debt itself, what was done by or to a guarantor: a guarantee is a debt of
/// its own.
///
/// Of acts of the debtor it has to be known whose they are: one noted of nobody in
/// particular is the borrower's, as everywhere in a case.
pub(super) fn told(
    noted: &[Noted],
    loan: &LoanId,
    (obligor, liable): (&Obligor, &[Obligor]),
    debtors_acts: &[&str],
) -> Vec<Happening> {
    let guarantors: Vec<&str> =
        liable.iter().filter(|one| one.role == Role::Guarantor).map(|one| one.word.as_str()).collect();
    let is_of_one =
        |word: &Option<String>| word.as_deref().is_some_and(|word| word == GUARANTOR || guarantors.contains(&word));
    let counts = |one: &Happening| obligor.role == Role::Guarantor || !(is_of_one(&one.by) || is_of_one(&one.to));
    noted.iter().filter_map(|one| tell(one, loan, liable, debtors_acts)).filter(counts).collect()
}

fn tell(one: &Noted, loan: &LoanId, obligors: &[Obligor], debtors_acts: &[&str]) -> Option<Happening> {
    let mut happening = one.happening.clone();
    if !happening.debts.is_empty() && !happening.debts.contains(loan) {
        return None;
    }
    let named = |word: &String| {
        let person = obligors.iter().find(|one| one.party.as_str() == word);
        person.map_or_else(|| word.clone(), |person| person.word.clone())
    };
    happening.by = happening.by.as_ref().map(named);
    happening.to = happening.to.as_ref().map(named);
    match &one.person {
        Some(person) => {
            let word = word_of(obligors, person)?.to_owned();
            happening.by.get_or_insert_with(|| word.clone());
            happening.to.get_or_insert(word);
        }
        None if debtors_acts.contains(&happening.what.as_str()) => {
            let borrower = obligors.first().map(|one| one.word.clone());
            happening.by = happening.by.or(borrower);
        }
        None => {}
    }
    Some(happening)
}
