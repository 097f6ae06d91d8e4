//! The law on a case: questions looked at and put on record, notes, kept judgements.

use super::{done, on_case, shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::links::law::LawQuery;
use crate::model::case::{Open, case};
use crate::model::law::{kept, may, typed_day, typed_moment, typed_word, typed_words};
use crate::pages::case::Case;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_case::{FactStated, HappeningEnded, HappeningRecorded};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::{BusinessDate, Instant, LoanId, PartyId};
use serde::Deserialize;

/// A question looked at; nothing is written.
pub(super) async fn look(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    query: Result<Query<LawQuery>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            let open = Open::case(desk, &party)?;
            let page = may::look(desk, asked.frame(desk)?, &open, &query)?;
            let status = if page.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            Ok((status, Html(page.render()?)).into_response())
        })
        .await
}

/// The same question put on record, whatever the answer is.
pub(super) async fn ask(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<LawQuery>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, query| {
        let open = Open::case(desk, party)?;
        let frame = asked.frame(desk)?;
        match may::act(&open, &query) {
            Ok((act, at)) => {
                let reason = Some(query.reason.trim()).filter(|reason| !reason.is_empty());
                let judged = desk.ask_gate(&act, at, reason, frame.acting.id.as_str())?;
                Ok(Redirect::to(&links::law::judgement(judged.seq)).into_response())
            }
            Err(_) => {
                let page = may::look(desk, frame, &open, &query)?;
                Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
            }
        }
    })
    .await
}

/// A judgement kept with an event.
pub(super) async fn judgement(State(pages): State<Pages>, asked: Asked, Path(event): Path<String>) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let gone = || Trouble::Unknown(format!("event {event} holds no judgement of the law"));
            let seq: i64 = event.parse().map_err(|_| gone())?;
            match kept::kept(desk, asked.frame(desk)?, seq) {
                Err(Trouble::Desk(DeskError::Refused(Refusal::NoSuchJudgement(_)))) => Err(gone()),
                other => Ok(shown(other?.render()?)),
            }
        })
        .await
}

/// Something that happened, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedNote {
    what: String,
    with: String,
    by: String,
    until: String,
    about: String,
    person: String,
    when: String,
}

pub(super) async fn note(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<TypedNote>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let recorded = happened(desk, party, &typed)?;
        let done = recorded.map(|one| desk.record_happening(party, one, by.as_str()));
        finish(desk, asked, party, done, |page, problem| {
            let fresh = std::mem::take(&mut page.law.note);
            page.law.note = crate::pages::case::NoteForm {
                words: fresh.words,
                what: typed.what.clone(),
                with: typed.with.clone(),
                by: typed.by.clone(),
                until: typed.until.clone(),
                about: typed.about.clone(),
                person: typed.person.clone(),
                when: typed.when.clone(),
                problem: Some(problem),
            };
        })
    })
    .await
}

/// What was typed as something that happened, or what is wrong with it.
fn happened(desk: &Desk, party: &PartyId, typed: &TypedNote) -> Result<Result<HappeningRecorded, String>, Trouble> {
    let open = Open::case(desk, party)?;
    let word = |text: &str| Some(typed_word(text)).filter(|word| !word.is_empty());
    let days: Result<(Option<BusinessDate>, Option<Instant>), String> =
        typed_day(&typed.until).and_then(|until| Ok((until, typed_moment(&open, &typed.when)?)));
    let (until, at) = match days {
        Ok(read) => read,
        Err(problem) => return Ok(Err(problem)),
    };
    let Some(what) = word(&typed.what) else {
        return Ok(Err("What happened is not said. Choose a word of the list, or type one of the packs.".to_owned()));
    };
    Ok(Ok(HappeningRecorded {
        what,
        at: at.unwrap_or_else(|| desk.clock().now()),
        with: typed_words(&typed.with),
        by: word(&typed.by),
        to: None,
        person: someone(&typed.person),
        debts: loan(&typed.about).into_iter().collect(),
        contact_point: None,
        place: None,
        amount: None,
        until,
    }))
}

fn someone(text: &str) -> Option<PartyId> {
    (!text.trim().is_empty()).then(|| PartyId::new(text.trim()))
}

fn loan(text: &str) -> Option<LoanId> {
    (!text.trim().is_empty()).then(|| LoanId::new(text.trim()))
}

/// A fact, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedFact {
    name: String,
    value: String,
    about: String,
}

pub(super) async fn fact(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<TypedFact>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let (name, value) = (typed_word(&typed.name), typed.value.trim().replace(' ', "_"));
        let done = if name.is_empty() || value.is_empty() {
            Err("A fact has a name and a value. Write true or false, a number, a day or a word.".to_owned())
        } else {
            Ok(desk.state_fact(party, FactStated { name, value, debt: loan(&typed.about) }, by.as_str()))
        };
        finish(desk, asked, party, done, |page, problem| {
            let form = &mut page.law.fact;
            (form.name, form.value, form.about) = (typed.name.clone(), typed.value.clone(), typed.about.clone());
            form.problem = Some(problem);
        })
    })
    .await
}

/// Something that ended.
#[derive(Deserialize)]
pub(super) struct TypedEnd {
    what: String,
    #[serde(default)]
    person: String,
}

pub(super) async fn end(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<TypedEnd>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let what = typed_word(&typed.what);
        let one = HappeningEnded { what, at: desk.clock().now(), person: someone(&typed.person) };
        let event = desk.end_happening(party, one, by.as_str())?;
        Ok(Redirect::to(&saved(party, event)).into_response())
    })
    .await
}

fn saved(party: &PartyId, event: i64) -> String {
    format!("{}?saved={event}", links::case(party))
}

/// Back to the case; or the case with the form as it was typed and what is wrong with it.
fn finish(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    done: Result<Result<i64, DeskError>, String>,
    put_back: impl FnOnce(&mut Case, String),
) -> Result<Response, Trouble> {
    done::finish(
        done::read_and_done(done),
        |event| saved(party, event),
        |problem| {
            let open = Open::case(desk, party)?;
            let mut page = case(desk, asked.frame(desk)?, &open, open.form(desk), Vec::new())?;
            put_back(&mut page, problem);
            Ok(page.render()?)
        },
    )
}
