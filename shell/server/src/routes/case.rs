//! One case.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::case::{Open, case, changed};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_units::PartyId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct After {
    saved: Option<i64>,
    note: Option<String>,
    fact: Option<String>,
    promise: Option<String>,
}

/// `?saved=` names the first event of what was just recorded; `?note=` and `?fact=` a
/// word or a fact that is about to be noted; `?promise=offered` fills the form with the
/// promise that can be kept.
pub(super) async fn page(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(party): Path<String>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    asked.here = links::case(&party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(after) = after.map_err(|rejection| unreadable_query(&rejection))?;
            let open = Open::case(desk, &party)?;
            let changes = after.saved.map(|saved| changed(desk, &open, saved)).transpose()?.unwrap_or_default();
            let as_offered = after.promise.as_deref() == Some(links::AS_OFFERED);
            let form = if as_offered { open.form_as_offered(desk) } else { open.form(desk) };
            let mut page = case(desk, asked.frame(desk)?, &open, form, changes)?;
            page.law.note.what = after.note.unwrap_or_default();
            page.law.fact.name = after.fact.unwrap_or_default();
            Ok(shown(page.render()?))
        })
        .await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn back(Path(party): Path<String>) -> Response {
    Redirect::to(&links::case(&PartyId::new(party))).into_response()
}
