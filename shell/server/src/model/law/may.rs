//! A question as typed, the act it means, and its answer.

use super::{acts::plain, typed_moment, typed_word, typed_words, verdict};
use crate::layout::Frame;
use crate::links::law::LawQuery;
use crate::model::case::Open;
use crate::model::case::law::ask_form;
use crate::model::words::named;
use crate::pages::law::MayWe;
use crate::trouble::Trouble;
use makegood_compliance::{Deed, Purpose};
use makegood_desk::Desk;
use makegood_units::{ContactPointId, Instant, LoanId, PartyId};
use makegood_views::AskedAct;

/// The act and the moment a question names.
///
/// # Errors
/// What is wrong with it, and what to do.
pub(crate) fn act(open: &Open, query: &LawQuery) -> Result<(AskedAct, Option<Instant>), String> {
    let or = |text: &str, usual: &str| if text.trim().is_empty() { usual.to_owned() } else { typed_word(text) };
    let word = or(&query.act, "call");
    let deed = Deed::named(&word).ok_or_else(|| format!("{} is no act. Choose one of the list.", plain(&word)))?;
    let word = or(&query.purpose, "collect");
    let purpose = Purpose::named(&word);
    let purpose = purpose.ok_or_else(|| format!("{} is no purpose. Choose one of the list.", plain(&word)))?;
    let case = open.view.day.party.clone();
    let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let act = AskedAct {
        person: given(&query.person).map_or_else(|| case.clone(), PartyId::new),
        case,
        deed,
        purpose,
        debts: given(&query.about).map(LoanId::new).into_iter().collect(),
        contact_point: given(&query.on).map(ContactPointId::new),
        place: given(&query.at).map(|place| typed_word(&place)),
        carries: typed_words(&query.with),
    };
    Ok((act, typed_moment(open, &query.when)?))
}

/// The page: the answer to a question that is only looked at.
///
/// # Errors
/// Views that cannot be read, or somebody who is not of the case.
pub(crate) fn look(desk: &Desk, frame: Frame, open: &Open, query: &LawQuery) -> Result<MayWe, Trouble> {
    let asked = act(open, query);
    let problem = asked.as_ref().err().cloned();
    let (act, at) = match asked {
        Ok(asked) => asked,
        Err(_) => act(open, &LawQuery::default()).map_err(Trouble::Unreadable)?,
    };
    let judgement = desk.look_at_gate(&act, at)?;
    Ok(MayWe {
        party: open.view.day.party.clone(),
        name: named(&open.view.name, &open.view.day.party),
        verdict: verdict(desk, open, &judgement)?,
        ask: ask_form(desk, open, query)?,
        takes_reason: judgement.verdict == "warned",
        problem,
        frame,
    })
}
