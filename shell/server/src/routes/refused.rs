//! The refused-action log.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::law::RefusedQuery;
use crate::model;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;

pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<RefusedQuery>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(model::refused::refused(desk, asked.frame(desk)?, query)?.render()?))
        })
        .await
}
