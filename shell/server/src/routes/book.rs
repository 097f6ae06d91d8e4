//! The book and the rows behind its numbers.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::RowsQuery;
use crate::model;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct In {
    currency: Option<String>,
}

pub(super) async fn page(State(pages): State<Pages>, asked: Asked, of: Result<Query<In>, QueryRejection>) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(of) = of.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(model::book::book(desk, asked.frame(desk)?, of.currency.as_deref())?.render()?))
        })
        .await
}

pub(super) async fn rows(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<RowsQuery>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(model::rows::rows(desk, asked.frame(desk)?, query)?.render()?))
        })
        .await
}
