//! Style sheet, script and icon, kept by the browser for good: their addresses
//! change with their content.

use crate::asked::{Asked, Pages};
use crate::assets::{CACHE_CONTROL, find};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(super) async fn file(State(pages): State<Pages>, asked: Asked) -> Response {
    let path = asked.here.split('?').next().unwrap_or_default();
    match find(path) {
        Some(asset) => {
            let headers = [(header::CONTENT_TYPE, asset.content_type), (header::CACHE_CONTROL, CACHE_CONTROL)];
            (headers, asset.text).into_response()
        }
        None => super::no_page(State(pages), asked).await,
    }
}
