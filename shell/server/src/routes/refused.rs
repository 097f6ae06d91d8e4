//! The refused-action log, as a page and as a file.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::law::RefusedQuery;
use crate::model;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};

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

pub(super) async fn csv(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<RefusedQuery>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"refused.csv\""),
            ];
            Ok((headers, model::refused::csv(desk, &query, &asked.caller()?.reach)?).into_response())
        })
        .await
}
