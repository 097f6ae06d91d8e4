//! One case.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::case::{Open, case, changed};
use crate::pages::case::Reading;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_units::PartyId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct After {
    saved: Option<i64>,
}

/// `?saved=` names the first event of what was just recorded.
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
            let form = open.form(desk);
            Ok(shown(case(desk, asked.frame(desk)?, &open, form, changes, Reading::default())?.render()?))
        })
        .await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn back(Path(party): Path<String>) -> Response {
    Redirect::to(&links::case(&PartyId::new(party))).into_response()
}
