//! The figures.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::numbers::NumbersQuery;
use crate::model::numbers;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;

type Asks = Result<Query<NumbersQuery>, QueryRejection>;

pub(super) async fn all(State(pages): State<Pages>, asked: Asked, query: Asks) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(numbers::all(desk, asked.frame(desk)?, query)?.render()?))
        })
        .await
}

pub(super) async fn one(State(pages): State<Pages>, asked: Asked, Path(code): Path<String>, query: Asks) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(numbers::one(desk, asked.frame(desk)?, &code, query)?.render()?))
        })
        .await
}

pub(super) async fn rows(State(pages): State<Pages>, asked: Asked, Path(code): Path<String>, query: Asks) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(numbers::rows(desk, asked.frame(desk)?, &code, query)?.render()?))
        })
        .await
}

pub(super) async fn vintage(
    State(pages): State<Pages>,
    asked: Asked,
    Path(code): Path<String>,
    query: Asks,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(numbers::vintage(desk, asked.frame(desk)?, &code, query)?.render()?))
        })
        .await
}
