//! The last trial, and outcomes by means.

use super::shown;
use crate::asked::{Asked, Pages};
use crate::model;
use axum::extract::State;
use axum::response::Response;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(model::trial::trial(desk, asked.frame(desk)?)?.render()?))).await
}

pub(super) async fn methods(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(model::trial::methods(desk, asked.frame(desk)?)?.render()?))).await
}
