//! Recording what happened: a command to the desk, then back to the case.

use super::on_case;
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::case::form::{NotYet, Typed};
use crate::model::case::{Open, case};
use crate::pages::case::Reading;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::PartyId;

pub(super) async fn record(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| match carry_out(desk, asked, party, &typed)? {
        Ok(first) => Ok(Redirect::to(&format!("{}?saved={first}", links::case(party))).into_response()),
        Err((status, problem)) => again(desk, asked, party, typed, status, problem),
    })
    .await
}

/// The number of the first event, or the status and the problem to show on the form.
fn carry_out(
    desk: &mut Desk,
    asked: &Asked,
    party: &PartyId,
    typed: &Typed,
) -> Result<Result<i64, (StatusCode, NotYet)>, Trouble> {
    let open = Open::case(desk, party)?;
    let frame = asked.frame(desk)?;
    let by = frame.acting.id;
    let command = match typed.command(party, by, open.view.day.owed.currency, desk.clock()) {
        Ok(command) => command,
        Err(problem) => return Ok(Err((StatusCode::UNPROCESSABLE_ENTITY, problem))),
    };
    match desk.record_outcome(&command) {
        Ok(recorded) => Ok(Ok(recorded.events.first().copied().unwrap_or_default())),
        Err(DeskError::Refused(refusal)) => {
            let status = match refusal {
                Refusal::SeenIsStale { .. } => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            Ok(Err((status, NotYet::refused(&refusal))))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// The case as it stands, with the form as it was typed and what is wrong with it.
fn again(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    typed: Typed,
    status: StatusCode,
    problem: NotYet,
) -> Result<Response, Trouble> {
    let open = Open::case(desk, party)?;
    let form = typed.back(open.form(desk), problem);
    let page = case(desk, asked.frame(desk)?, &open, form, Vec::new(), Reading::default())?;
    Ok((status, Html(page.render()?)).into_response())
}
