//! One address after the other. A route reads the request, has the desk do the
//! work, and hands a model to its page.

mod acting;
mod assets;
mod book;
mod case;
mod lift;
mod outcome;
mod review;
mod search;
mod today;

use crate::asked::{Asked, Pages};
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::State;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};

/// Every address.
pub(crate) fn all() -> Router<Pages> {
    Router::new()
        .route("/", get(|| async { Redirect::to("/today") }))
        .route("/today", get(today::page))
        .route("/acting-as", post(acting::act))
        .route("/case/{party}", get(case::page))
        .route("/case/{party}/outcome", post(outcome::record).get(case::back))
        .route("/case/{party}/lift", post(lift::lift).get(case::back))
        .route("/case/{party}/review", post(review::record).get(case::back))
        .route("/book", get(book::page))
        .route("/book/rows", get(book::rows))
        .route("/review", get(review::page))
        .route("/search", get(search::page))
        .route("/assets/{file}", get(assets::file))
        .route("/healthz", get(healthy))
        .fallback(no_page)
        .method_not_allowed_fallback(no_page)
}

async fn no_page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |_, _| Err(Trouble::NoPage)).await
}

/// Answers when the desk does.
async fn healthy(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |_, _| Ok("ok\n".into_response())).await
}

/// A page that went well.
fn shown(html: String) -> Response {
    Html(html).into_response()
}

fn unreadable_query(rejection: &QueryRejection) -> Trouble {
    Trouble::Unreadable(format!("the address cannot be read: {}", rejection.body_text()))
}

fn unreadable_form(rejection: &FormRejection) -> Trouble {
    match rejection.status() {
        axum::http::StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
        _ => Trouble::Unreadable(format!("the form cannot be read: {}", rejection.body_text())),
    }
}
