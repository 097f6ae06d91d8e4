//! A letter as typed into the form, and the form.

use super::{kind_says, language};
use crate::links::letters::LetterQuery;
use crate::model::case::Open;
use crate::model::law::typed_day;
use crate::model::words::named;
use crate::pages::case::Choice;
use crate::pages::letters::LetterForm;
use crate::trouble::{Trouble, sentence};
use makegood_book::penalty::Shelf;
use makegood_desk::Desk;
use makegood_letters::{AskedLetter, Kind, Language};
use makegood_units::{LoanId, PartyId, Rate};
use makegood_views::case_input;

/// The letter a query asks for.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(crate) fn asked(party: &PartyId, query: &LetterQuery) -> Result<AskedLetter, String> {
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let word = given(&query.kind).unwrap_or_else(|| "payment".to_owned());
    let kind = Kind::named(&word).ok_or_else(|| format!("{word} is no letter. Choose one of the list."))?;
    let word = given(&query.lang).unwrap_or_else(|| "en".to_owned());
    let language = Language::named(&word);
    let language = language.ok_or_else(|| format!("No letters are written in {word}. Choose one of the list."))?;
    let rate = |text: &str| -> Result<Option<Rate>, String> {
        let read = given(text).map(|text| text.parse::<Rate>()).transpose();
        read.map_err(|error| format!("{} Write it as 9% a year.", sentence(&error.to_string())))
    };
    Ok(AskedLetter {
        to: given(&query.to).filter(|to| to != party.as_str()).map(PartyId::new),
        lawyer: given(&query.lawyer),
        about: given(&query.about).map(LoanId::new).into_iter().collect(),
        amount: given(&query.amount),
        group: given(&query.group),
        trigger: given(&query.trigger),
        pay_by: typed_day(&query.pay_by)?,
        cure_until: typed_day(&query.cure_until)?,
        convention: given(&query.convention),
        rate: rate(&query.rate)?,
        overdue_rate: rate(&query.overdue_rate)?,
        lender: query.lender.clone(),
        reach: query.reach.clone(),
        officer: query.officer.clone(),
        ..AskedLetter::new(party.clone(), kind, language)
    })
}

/// The form, as typed; what is not typed yet is as the last letter had it.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn form(desk: &Desk, open: &Open, query: &LetterQuery, acting: &str) -> Result<LetterForm, Trouble> {
    let party = &open.view.day.party;
    let mut query = query.clone();
    if query.lender.is_empty()
        && let Some((lender, reach)) = desk.last_sender()?
    {
        (query.lender, query.reach) = (lender, reach);
    }
    if query.officer.is_empty() {
        acting.clone_into(&mut query.officer);
    }
    if query.lang.is_empty() {
        let spoken = open.view.known.as_ref().and_then(|known| known.language.as_deref());
        let spoken = spoken.and_then(Language::named).unwrap_or(Language::English);
        spoken.word().clone_into(&mut query.lang);
    }
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let mut people = vec![choice("", format!("{}, borrower", named(&open.view.name, party)))];
    let today = desk.clock().today();
    for other in case_input(desk.book(), party, i64::MAX)?.others {
        let name = named(&makegood_views::name_of(desk.book(), &other.party)?, &other.party);
        if let Some(role) = other.roles.iter().find(|role| role.holds_on(today)) {
            people.push(choice(other.party.as_str(), format!("{name}, {}", role.role.replace('_', " "))));
        }
    }
    let shelf = Shelf::shipped().map_err(|error| Trouble::Unreadable(error.to_string()))?;
    let loans =
        open.view.loans.iter().map(|story| choice(story.input.loan.id.as_str(), story.input.loan.id.to_string()));
    Ok(LetterForm {
        kinds: Kind::ALL.map(|kind| choice(kind.word(), kind_says(kind))).to_vec(),
        languages: Language::ALL.map(|one| choice(one.word(), language(one.word()).to_owned())).to_vec(),
        people,
        loans: loans.collect(),
        conventions: shelf.conventions.iter().map(|one| choice(&one.id, one.title.clone())).collect(),
        query,
    })
}
