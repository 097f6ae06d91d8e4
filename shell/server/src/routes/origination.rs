//! How loans were granted, and what became of them.

use super::shown;
use crate::asked::{Asked, Pages};
use crate::model;
use axum::extract::State;
use axum::response::Response;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    let answer =
        pages.answer(asked, |desk, asked| Ok(shown(model::origination::granted(desk, asked.frame(desk)?)?.render()?)));
    answer.await
}
