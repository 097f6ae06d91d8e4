//! A plan made by hand: a command to the desk, then back to the case.

use super::on_case;
use crate::asked::{Asked, Pages};
use crate::links;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_desk::MakePlan;
use makegood_units::BusinessDate;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    method: String,
    #[serde(default)]
    required_result: String,
    due_on: BusinessDate,
    owner: String,
}

pub(super) async fn make(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let plain = |text: &str| text.replace("\r\n", "\n");
        let event = desk.make_plan(&MakePlan {
            party: party.clone(),
            by: asked.frame(desk)?.acting.id,
            method: plain(&typed.method),
            owner: typed.owner.as_str().into(),
            due_on: typed.due_on,
            required_result: plain(&typed.required_result),
        })?;
        Ok(Redirect::to(&format!("{}?saved={event}", links::case(party))).into_response())
    })
    .await
}
