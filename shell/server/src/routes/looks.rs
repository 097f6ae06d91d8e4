//! Who looked at whom, as a page and as a file.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::looks::LooksQuery;
use crate::model;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;

pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<LooksQuery>, QueryRejection>,
) -> Response {
    let door = pages.door.clone();
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(model::looks::looks(&door, asked.frame(desk)?, query)?.render()?))
        })
        .await
}
