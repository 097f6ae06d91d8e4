//! What waits for a second person.

use super::shown;
use crate::asked::{Asked, Pages};
use crate::model::approvals::approvals;
use axum::extract::State;
use axum::response::Response;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(approvals(desk, asked)?.render()?))).await
}
