//! What is told to open pages: which events came, and a sentence about one of them.

use crate::asked::{Asked, Pages};
use crate::live::Watcher;
use crate::model;
use crate::trouble::Trouble;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<i64>,
}

/// Server-sent events: each event after `?after=`, or after the last one a broken
/// connection got, by number, kind and case.
pub(super) async fn watch(
    State(pages): State<Pages>,
    asked: Asked,
    headers: HeaderMap,
    Query(from): Query<After>,
) -> Response {
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()).and_then(|id| id.parse().ok());
    let watcher = Watcher::after(pages, asked, resumed.or(from.after));
    let stream = Sse::new(futures_util::stream::unfold(watcher, Watcher::next)).keep_alive(KeepAlive::default());
    // A proxy that gathers answers would keep news back.
    ([(header::CACHE_CONTROL, "no-store"), (header::HeaderName::from_static("x-accel-buffering"), "no")], stream)
        .into_response()
}

/// Who recorded what at which hour, in one line of text.
pub(super) async fn says(State(pages): State<Pages>, asked: Asked, Path(event): Path<i64>) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let nothing = || Trouble::Unknown(format!("there is no event {event}"));
            let party = makegood_views::case_of_event(desk.book(), event)?;
            let within = party.map_or(Ok(true), |party| {
                asked.caller()?.reach.holds_case(desk.book(), &party).map_err(Trouble::from)
            })?;
            if !within {
                return Err(nothing());
            }
            let says = model::live::says(desk, event)?;
            Ok(says.ok_or_else(nothing)?.into_response())
        })
        .await
}
