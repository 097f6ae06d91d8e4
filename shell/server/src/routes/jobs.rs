//! Closing a day and importing files from a page.

use super::{shown, unreadable_form};
use crate::asked::{Asked, Pages};
use crate::jobs::Order;
use crate::model;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use makegood_desk::Source;
use serde::Deserialize;

/// So much may be sent at once: what is imported from a page is held in memory.
pub(super) const SENT_BYTES: usize = 256 * 1024 * 1024;

pub(super) async fn list(State(pages): State<Pages>, asked: Asked) -> Response {
    let jobs = pages.jobs.all();
    pages
        .answer(asked, move |desk, asked| Ok(shown(model::jobs::list(desk, asked.frame(desk)?, &jobs).render()?)))
        .await
}

pub(super) async fn page(State(pages): State<Pages>, asked: Asked, Path(number): Path<u64>) -> Response {
    let job = pages.jobs.one(number);
    pages
        .answer(asked, move |desk, asked| {
            let job = job.ok_or_else(|| Trouble::Unknown(format!("there is no work {number}")))?;
            Ok(shown(model::jobs::one(desk, asked.frame(desk)?, job).render()?))
        })
        .await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn back() -> Response {
    Redirect::to("/jobs").into_response()
}

#[derive(Deserialize)]
pub(super) struct Day {
    day: String,
}

pub(super) async fn close(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<Day>, FormRejection>,
) -> Response {
    let read = form.map_err(|rejection| unreadable_form(&rejection)).and_then(|Form(typed)| {
        let no_day = |source| Trouble::NoSuchDay { field: "Business day", source };
        Ok(Order::Close(typed.day.trim().parse().map_err(no_day)?))
    });
    order(pages, asked, read).await
}

pub(super) async fn import(
    State(pages): State<Pages>,
    asked: Asked,
    sent: Result<Multipart, MultipartRejection>,
) -> Response {
    let read = match sent {
        Ok(sent) => files(sent).await,
        Err(rejection) => Err(Trouble::Unreadable(rejection.body_text())),
    };
    order(pages, asked, read.map(Order::Import)).await
}

/// The files of a form; fields without a file are passed over.
async fn files(mut sent: Multipart) -> Result<Vec<Source>, Trouble> {
    let unreadable = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        _ => Trouble::Unreadable(format!("what was sent cannot be read: {}", error.body_text())),
    };
    let mut files = Vec::new();
    while let Some(field) = sent.next_field().await.map_err(unreadable)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        if !name.is_empty() {
            files.push(Source::Sent(name, bytes.as_ref().into()));
        }
    }
    if files.is_empty() {
        return Err(Trouble::Unreadable("no file was chosen".to_owned()));
    }
    Ok(files)
}

/// Orders the work in the name of who asks, and goes to its page. The queue of the desk
/// is not waited in: work can be ordered while other work goes on.
async fn order(pages: Pages, mut asked: Asked, order: Result<Order, Trouble>) -> Response {
    let jobs = pages.jobs.clone();
    asked.hand = crate::at_desk::Hand::Reads;
    pages
        .answer(asked, move |desk, asked| {
            let number = jobs.order(order?, asked.frame(desk)?.acting.id.as_str(), desk.clock().now())?;
            Ok(Redirect::to(&format!("/jobs/{number}")).into_response())
        })
        .await
}

pub(super) async fn stop(State(pages): State<Pages>, mut asked: Asked, Path(number): Path<u64>) -> Response {
    let jobs = pages.jobs.clone();
    asked.hand = crate::at_desk::Hand::Reads;
    pages
        .answer(asked, move |_, _| {
            jobs.stop(number)?;
            Ok(Redirect::to(&format!("/jobs/{number}")).into_response())
        })
        .await
}
