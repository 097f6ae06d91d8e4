//! The end of a hold: a command to the desk, then back to the case.

use super::on_case;
use crate::asked::{Asked, Pages};
use crate::links;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_case::HoldKind;
use makegood_desk::LiftHold;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    kind: HoldKind,
    reason: String,
}

pub(super) async fn lift(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let reason = typed.reason.replace("\r\n", "\n");
        let event = desk.lift_hold(&LiftHold { party: party.clone(), by, kind: typed.kind, reason })?;
        Ok(Redirect::to(&format!("{}?saved={event}", links::case(party))).into_response())
    })
    .await
}
