//! Who hears of events, what does not arrive there, and what can be done about it.

use super::shown;
use crate::asked::{Asked, Pages};
use crate::model;
use crate::trouble::Trouble;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_api::Store;
use makegood_api::store::StoreError;
use makegood_units::Instant;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    let programs = pages.door.programs.clone();
    pages
        .answer(asked, move |desk, asked| {
            Ok(shown(model::webhooks::webhooks(desk, asked.frame(desk)?, &programs.store)?.render()?))
        })
        .await
}

/// An address of a form, loaded again.
pub(super) async fn back() -> Redirect {
    Redirect::to("/webhooks")
}

/// The message nobody took, sent once more.
pub(super) async fn again(State(pages): State<Pages>, asked: Asked, Path(number): Path<i64>) -> Response {
    changed(pages, asked, move |store, now| store.send_again(number, now), "there is no message to send again").await
}

/// The subscription ended for good.
pub(super) async fn end(State(pages): State<Pages>, asked: Asked, Path(number): Path<i64>) -> Response {
    changed(pages, asked, move |store, _| store.end_webhook(number), "no such subscription goes on").await
}

/// Changes a subscription and shows how they stand; the book is not written, so nobody is
/// kept waiting by who writes it.
async fn changed(
    pages: Pages,
    mut asked: Asked,
    change: impl FnOnce(&Store, Instant) -> Result<bool, StoreError> + Send + 'static,
    otherwise: &'static str,
) -> Response {
    let programs = pages.door.programs.clone();
    asked.hand = crate::at_desk::Hand::Reads;
    pages
        .answer(asked, move |desk, _| {
            if !change(&programs.store, desk.clock().recorded_at())? {
                return Err(Trouble::Unknown(otherwise.to_owned()));
            }
            Ok(Redirect::to("/webhooks").into_response())
        })
        .await
}
