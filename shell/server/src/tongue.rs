//! Every page in its reader's language.
//!
//! What a route answered in English passes here: a page is said in the language that
//! was chosen, else the first the browser asks for. What is no page (files, JSON,
//! CSV, the style sheet) is never touched.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use makegood_tongues::{Tongue, page, shipped};

/// The name of the cookie that says which language was chosen.
pub(crate) const CHOSEN: &str = "lang";

/// Says the answer in the reader's language when it is a page.
pub(crate) async fn speak(request: Request, next: Next) -> Response {
    let tongue = tongue(request.headers());
    let mut answer = next.run(request).await;
    if !is_page(answer.headers()) {
        return answer;
    }
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(tongue.code()));
    headers.append(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    match shipped::catalogue(tongue) {
        None => answer,
        Some(catalogue) => {
            headers.remove(header::CONTENT_LENGTH);
            let (parts, body) = answer.into_parts();
            let Ok(bytes) = to_bytes(body, usize::MAX).await else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let said = page::read(&String::from_utf8_lossy(&bytes), tongue, catalogue).html;
            Response::from_parts(parts, Body::from(said))
        }
    }
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
}

/// The language a request asks for.
pub(crate) fn tongue(headers: &HeaderMap) -> Tongue {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let chosen = pairs.find(|(name, _)| *name == CHOSEN).map(|(_, value)| value);
    let accepts = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Tongue::chosen(chosen, accepts)
}
