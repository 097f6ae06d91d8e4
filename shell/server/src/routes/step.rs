//! A step in the house: a command to the desk, then back to the case.

use super::on_case;
use crate::asked::{Asked, Pages};
use crate::links;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_desk::{TakeStep, TakenHow};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    step: String,
    how: TakenHow,
    #[serde(default)]
    note: String,
}

pub(super) async fn take(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let note = typed.note.replace("\r\n", "\n");
        let event = desk.take_step(&TakeStep { party: party.clone(), step: typed.step, by, note, how: typed.how })?;
        Ok(Redirect::to(&format!("{}?saved={event}", links::case(party))).into_response())
    })
    .await
}
