//! Choosing the language of the pages: a cookie for a year, kept by this browser.

use super::acting::local;
use super::unreadable_form;
use crate::asked::{Asked, Pages};
use crate::tongue::CHOSEN;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use makegood_tongues::Tongue;
use serde::Deserialize;

/// How long a browser keeps the choice: a year.
const SECONDS: u32 = 365 * 24 * 60 * 60;

#[derive(Deserialize)]
pub(super) struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn choose(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    match form.map_err(|rejection| unreadable_form(&rejection)).and_then(chosen) {
        Ok(answer) => answer,
        Err(trouble) => pages.answer(asked, |_, _| Err(trouble)).await,
    }
}

fn chosen(Form(choice): Form<Choice>) -> Result<Response, Trouble> {
    let unknown = || Trouble::Unknown(format!("there are no pages in the language {}", choice.lang));
    let tongue = Tongue::from_tag(&choice.lang).ok_or_else(unknown)?;
    let cookie = format!("{CHOSEN}={}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Strict", tongue.code());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(local(&choice.back))).into_response())
}
