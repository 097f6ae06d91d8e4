//! The law in force.

use super::shown;
use crate::asked::{Asked, Pages};
use crate::model;
use axum::extract::{Path, State};
use axum::response::Response;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(model::packs::packs(desk, asked.frame(desk)?)?.render()?))).await
}

pub(super) async fn pack(State(pages): State<Pages>, asked: Asked, Path(id): Path<String>) -> Response {
    pages
        .answer(asked, move |desk, asked| Ok(shown(model::packs::pack(desk, asked.frame(desk)?, &id)?.render()?)))
        .await
}
