//! What was typed into a form, kept beside the form's own reading of it: a write that does
//! not go through gives every field back.

use crate::serve::BODY_BYTES;
use crate::trouble::Trouble;
use axum::Form;
use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Names and values in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TypedFields(pub Arc<[(String, String)]>);

impl TypedFields {
    /// The value of a field, when it was sent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The number of the last event of the case that the person had seen.
    pub(crate) fn head(&self) -> Option<i64> {
        self.get("head").and_then(|head| head.parse().ok())
    }
}

/// Keeps the fields of a posted form for those who need them all.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if *request.method() != Method::POST || !kind.starts_with("application/x-www-form-urlencoded") {
        return next.run(request).await;
    }
    let place = request.uri().path().to_owned();
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, BODY_BYTES).await else { return Trouble::TooLarge.page(&place, None) };
    let copy = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    // What cannot be read is said by the form's own reading.
    let fields = Form::<Vec<(String, String)>>::from_request(copy, &()).await.map(|Form(fields)| fields);
    parts.extensions.insert(TypedFields(fields.unwrap_or_default().into()));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
