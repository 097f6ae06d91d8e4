//! The law's part of a case: what is on file about a person, put on one sheet.

use crate::clocks;
use crate::recourse_roles::{securities, words_of};
use crate::{CaseInput, OtherParty, Rules};
use makegood_book::position;
use makegood_case::{CaseEvent, ContactPoint, Party, Recorded};
use makegood_compliance::{ARREARS_SINCE, FactSheet, FactValue, Facts, KnownFact, Role, RoleFact};
use makegood_units::{BusinessDate, FactId, LoanId, PartyId};

/// Everything on file about the borrower that counts by `as_of`.
pub fn facts_about(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Facts {
    settled(of_borrower(case, as_of, rules), case, as_of, rules)
}

/// Everything on file about somebody of the case: the borrower, or whoever has a
/// role in one of their loans. None for a stranger to the case.
pub fn facts_about_person(case: &CaseInput, person: &PartyId, as_of: BusinessDate, rules: Rules<'_>) -> Option<Facts> {
    Some(settled(sheet_about(case, person, as_of, rules)?, case, as_of, rules))
}

/// The sheet of somebody of the case, before its clocks are read.
pub(crate) fn sheet_about(
    case: &CaseInput,
    person: &PartyId,
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> Option<FactSheet> {
    if *person == case.party {
        return Some(of_borrower(case, as_of, rules));
    }
    let other: &OtherParty = case.others.iter().find(|other| other.party == *person)?;
    let mut sheet = sheet_of(case, person, &other.contact_points, as_of, rules);
    for held in other.roles.iter().filter(|held| held.holds_on(as_of)) {
        if let Some(role) = Role::named(&held.role) {
            let fact = FactId::new("party_role", format!("{}/{}/{}", held.loan, held.party, held.role));
            sheet.roles.push(RoleFact { fact, debt: Some(held.loan.clone()), role });
        }
    }
    Some(located(sheet, other.known.as_ref()))
}

/// Who stands in for a loan of the case, the first by number.
pub(crate) fn guarantor(case: &CaseInput, as_of: BusinessDate) -> Option<PartyId> {
    let stands_in = |other: &&OtherParty| {
        other.roles.iter().any(|held| held.holds_on(as_of) && Role::named(&held.role) == Some(Role::Guarantor))
    };
    case.others.iter().filter(stands_in).map(|other| other.party.clone()).min()
}

fn of_borrower(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> FactSheet {
    let mut sheet = sheet_of(case, &case.party, &case.contact_points, as_of, rules);
    for input in &case.loans {
        let (debt, role) = (Some(input.loan.id.clone()), Role::Borrower);
        sheet.roles.push(RoleFact { fact: FactId::new("loan", &input.loan.id), debt, role });
    }
    located(sheet, case.known.as_ref())
}

fn located(mut sheet: FactSheet, residence: Option<&Party>) -> FactSheet {
    if let Some(residence) = residence {
        sheet.locate(residence);
    }
    sheet
}

/// The sheet with what the clocks of the claims say: packs ask, and so does whoever
/// reads the words of a text. A loan whose amounts do not fit says nothing here; the close names it.
fn settled(mut sheet: FactSheet, case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Facts {
    if rules.packs.has_clocks() {
        let (person, facts) = (sheet.person.clone(), Facts::new(sheet.clone()));
        let clocks = clocks::clocks_against(case, &person, &facts, as_of, rules);
        clocks::settle(&mut sheet, &clocks.unwrap_or_default());
    }
    Facts::new(sheet)
}

/// What is on file about a person but for their roles and their zones. A contact
/// on a number of somebody else in the case was with them.
fn sheet_of(
    case: &CaseInput,
    person: &PartyId,
    points: &[ContactPoint],
    as_of: BusinessDate,
    rules: Rules<'_>,
) -> FactSheet {
    let mut sheet = FactSheet::new(person.clone());
    lender(&mut sheet, rules);
    debts(&mut sheet, case, as_of, rules);
    sheet.contact_points = points.to_vec();
    let is_borrower = *person == case.party;
    for Recorded { seq, event, effective_on } in case.events.iter().filter(|one| one.effective_on <= as_of) {
        let fact = FactId::new("event", seq);
        match whose(case, event) {
            Some(whose) if whose == *person => sheet.record(fact, *effective_on, event, &[]),
            Some(whose) if whose == case.party && !is_borrower => attempt(&mut sheet, fact, *effective_on, event),
            Some(_) => {}
            // Of no one in particular: of the case.
            None => sheet.record(fact, *effective_on, event, &[]),
        }
    }
    sheet
}

/// Whom an event is about: whoever its number reaches, whoever it names, else
/// the borrower. Facts about the loans are everybody's.
fn whose(case: &CaseInput, event: &CaseEvent) -> Option<PartyId> {
    let reached = |point: &makegood_units::ContactPointId| {
        let others = case.others.iter().find(|other| other.contact_points.iter().any(|own| own.id == *point));
        Some(others.map_or(&case.party, |other| &other.party).clone())
    };
    match event {
        CaseEvent::ContactRecorded(contact) => {
            contact.contact_point.as_ref().map_or_else(|| Some(case.party.clone()), reached)
        }
        CaseEvent::ContactPointClosed(closed) => reached(&closed.contact_point),
        CaseEvent::HappeningRecorded(one) => Some(one.person.as_ref().unwrap_or(&case.party).clone()),
        CaseEvent::HappeningEnded(one) => Some(one.person.as_ref().unwrap_or(&case.party).clone()),
        CaseEvent::FactStated(_) => None,
        _ => Some(case.party.clone()),
    }
}

/// What was tried with the borrower, on the sheet of somebody else.
fn attempt(sheet: &mut FactSheet, fact: FactId, on: BusinessDate, event: &CaseEvent) {
    if !matches!(event, CaseEvent::ContactRecorded(_)) {
        return;
    }
    let mut aside = FactSheet::new(sheet.person.clone());
    aside.record(fact, on, event, &[]);
    sheet.borrower_contacts.append(&mut aside.contacts);
}

/// What the strategy says of the lender: facts that are true, and `name = value`.
/// A fact by which a pack binds and of which it says nothing is false.
fn lender(sheet: &mut FactSheet, rules: Rules<'_>) {
    for fact in rules.packs.lender_facts() {
        sheet.lender.insert(fact.to_owned(), rules.strategy.facts.iter().any(|known| known == fact));
    }
    for (name, value) in rules.strategy.facts.iter().filter_map(|fact| fact.split_once(" = ")) {
        know(sheet, FactId::new("strategy", name.trim()), None, name.trim(), FactValue::told(value));
    }
}

fn know(sheet: &mut FactSheet, fact: FactId, debt: Option<LoanId>, name: &str, value: FactValue) {
    sheet.known.push(KnownFact { fact, debt, name: name.to_owned(), value });
}

/// What the book itself knows of each loan: since when it is in arrears, how much
/// is outstanding, what it is for and who lives where.
fn debts(sheet: &mut FactSheet, case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) {
    if let Some(country) = case.known.as_ref().and_then(|party| party.country.as_ref()) {
        let place = FactValue::Word(country.to_ascii_lowercase());
        know(sheet, FactId::new("party", &case.party), None, "debtor.place", place);
    }
    for security in securities(case, as_of) {
        for debt in &security.debts {
            let own = (security.owner == case.party).then_some("debt.security_is_debtors_own");
            for word in words_of(&security).into_iter().chain(["debt.is_secured"]).chain(own) {
                know(sheet, security.fact(), Some(debt.clone()), word, FactValue::Truth(true));
            }
        }
    }
    for input in &case.loans {
        let (loan, fact) = (&input.loan, FactId::new("loan", &input.loan.id));
        let debt = Some(loan.id.clone());
        if let Some(product) = &loan.product {
            let product = FactValue::Word(product.to_lowercase().replace(' ', "_"));
            know(sheet, fact.clone(), debt.clone(), "debt.product", product);
        }
        // Folding a loan takes time: only where a pack asks.
        let asked = rules.packs.asks(ARREARS_SINCE).then(|| position(input, as_of, &rules.strategy.book).ok());
        if let Some(since) = asked.flatten().and_then(|position| position.arrears.since) {
            know(sheet, fact, debt, ARREARS_SINCE, FactValue::Day(since));
        }
    }
}
