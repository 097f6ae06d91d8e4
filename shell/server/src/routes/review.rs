//! A leader's morning, and a leader's reading of one case.

use super::{on_case, shown};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model;
use crate::model::case::{Open, case};
use crate::pages::case::Reading;
use crate::trouble::sentence;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{DeskError, Refusal, ReviewCase};
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(model::review::review(desk, asked.frame(desk)?)?.render()?))).await
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    note: String,
}

pub(super) async fn record(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let frame = asked.frame(desk)?;
        let note = typed.note.replace("\r\n", "\n");
        let command = ReviewCase { party: party.clone(), by: frame.acting.id.clone(), note };
        match desk.review_case(&command) {
            Ok(event) => Ok(Redirect::to(&format!("{}?saved={event}", links::case(party))).into_response()),
            Err(DeskError::Refused(refusal)) if !matches!(refusal, Refusal::UnknownParty(_)) => {
                let problem = format!("{} {}", sentence(&refusal.to_string()), refusal.way_out());
                let open = Open::case(desk, party)?;
                let reading = Reading { note: command.note, problem: Some(problem) };
                let page = case(desk, frame, &open, open.form(desk), Vec::new(), reading)?;
                Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
            }
            Err(failed) => Err(failed.into()),
        }
    })
    .await
}
