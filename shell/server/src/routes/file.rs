//! The borrower's file: read, added to by forms, opened where it is restricted.

use super::done::{in_words, not_taken};
use super::{shown, unreadable_form, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::file::{OpenFile, Typed, is_visit, learnt, visit_sheet};
use crate::pages::file::{FactForm, Restricted};
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::PartyId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Wanted {
    add: Option<String>,
    #[serde(default)]
    line: String,
    learnt: Option<usize>,
    known: Option<usize>,
}

/// `?add=` opens the form for a kind of fact, with `?line=` in it; `?learnt=` and `?known=` say what became of
/// the facts just handed in.
pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(wanted) = wanted.map_err(|rejection| unreadable_query(&rejection))?;
            let file = OpenFile::of(desk, &party, false)?;
            let form = wanted.add.map(|word| file.form_on(&word, &wanted.line)).transpose()?;
            let mut page = file.page(asked.frame(desk)?, form);
            page.saved = wanted.learnt.map(|new| learnt(new, wanted.known.unwrap_or_default()));
            Ok(shown(page.render()?))
        })
        .await
}

#[derive(Deserialize)]
pub(super) struct Where {
    at: String,
}

/// What to learn on a visit.
pub(super) async fn visit(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    at: Result<Query<Where>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(Where { at }) = at.map_err(|rejection| unreadable_query(&rejection))?;
            let sheet = visit_sheet(&at).ok_or_else(|| Trouble::Unknown(format!("there is no visit at {at}")))?;
            let file = OpenFile::of(desk, &party, false)?;
            let form = file.form(sheet)?;
            Ok(shown(file.visit(asked.frame(desk)?, form).render()?))
        })
        .await
}

/// Facts from a form: all of them enter the file, or the form comes back as it was typed.
pub(super) async fn learn(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    on_file(pages, asked, party, move |desk, asked, party| {
        let Form(fields) = form.map_err(|rejection| unreadable_form(&rejection))?;
        let typed = Typed::new(fields);
        let file = OpenFile::of(desk, party, false)?;
        let facts = match file.facts(&typed) {
            Ok(facts) => facts,
            Err(faults) => return again(desk, asked, &file, file.back(&typed, &faults)?),
        };
        let by = asked.frame(desk)?.acting.id;
        match desk.learn(party, &facts, &by) {
            Ok(done) => Ok(Redirect::to(&links::file::learnt(party, done.events.len(), done.known)).into_response()),
            Err(DeskError::Refused(refusal)) => {
                let form = FactForm { problem: Some(in_words(&refusal)), ..file.back(&typed, &[])? };
                again(desk, asked, &file, form)
            }
            Err(failed) => Err(failed.into()),
        }
    })
    .await
}

fn again(desk: &Desk, asked: &Asked, file: &OpenFile, form: FactForm) -> Result<Response, Trouble> {
    let frame = asked.frame(desk)?;
    let html =
        if is_visit(&form) { file.visit(frame, form).render()? } else { file.page(frame, Some(form)).render()? };
    Ok(not_taken(html))
}

#[derive(Deserialize)]
pub(super) struct Why {
    #[serde(default)]
    reason: String,
}

/// Restricted facts, opened for a reason on record. They are shown in this answer alone:
/// no address shows them, so that looking again is a reason of its own.
pub(super) async fn restricted(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Why>, FormRejection>,
) -> Response {
    on_file(pages, asked, party, move |desk, asked, party| {
        let Form(Why { reason }) = form.map_err(|rejection| unreadable_form(&rejection))?;
        let acting = asked.frame(desk)?.acting;
        let (status, opened, problem) = match desk.open_restricted(party, &acting.id, &reason) {
            Ok(_) => (StatusCode::OK, Some(format!("{}: {}", acting.name, sentence(&reason))), None),
            Err(DeskError::Refused(refusal)) if !matches!(refusal, Refusal::UnknownParty(_)) => {
                (StatusCode::UNPROCESSABLE_ENTITY, None, Some(in_words(&refusal)))
            }
            Err(failed) => return Err(failed.into()),
        };
        let file = OpenFile::of(desk, party, opened.is_some())?;
        let mut page = file.page(asked.frame(desk)?, None);
        let hidden = page.restricted.hidden;
        page.restricted = Restricted { hidden, opened, reason, problem };
        Ok((status, Html(page.render()?)).into_response())
    })
    .await
}

/// A form of the file that is loaded again.
pub(super) async fn back(Path(party): Path<String>) -> Response {
    Redirect::to(&links::file::file(&PartyId::new(party))).into_response()
}

/// Work on a file, with the file's address as the place to come back to.
async fn on_file(
    pages: Pages,
    mut asked: Asked,
    party: String,
    work: impl FnOnce(&mut Desk, &Asked, &PartyId) -> Result<Response, Trouble> + Send + 'static,
) -> Response {
    let party = PartyId::new(party);
    asked.here = links::file::file(&party);
    pages.answer(asked, move |desk, asked| work(desk, asked, &party)).await
}
