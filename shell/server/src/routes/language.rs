//! Choosing the language of the pages: a cookie for a year, kept by this browser, and with
//! whoever is logged in, so that their next login elsewhere begins with it.

use super::login::local;
use super::unreadable_form;
use crate::asked::{Asked, Pages};
use crate::door::{Door, session_of};
use crate::tongue::CHOSEN;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_access::AccessError;
use makegood_tongues::Tongue;
use makegood_units::StaffId;
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
    headers: HeaderMap,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    let chosen = form
        .map_err(|rejection| unreadable_form(&rejection))
        .and_then(|Form(choice)| chosen(&pages.door, &headers, &choice));
    match chosen {
        Ok(answer) => answer,
        Err(trouble) => pages.answer(asked, |_, _| Err(trouble)).await,
    }
}

fn chosen(door: &Door, headers: &HeaderMap, choice: &Choice) -> Result<Response, Trouble> {
    let unknown = || Trouble::Unknown(format!("there are no pages in the language {}", choice.lang));
    let tongue = Tongue::from_tag(&choice.lang).ok_or_else(unknown)?;
    if let Some(session) = session_of(door, headers)? {
        door.secrets(|secrets| secrets.keep_tongue(&session.user, tongue.code()))?;
    }
    Ok(([(header::SET_COOKIE, cookie(tongue))], Redirect::to(local(&choice.back))).into_response())
}

fn cookie(tongue: Tongue) -> String {
    format!("{CHOSEN}={}; Path=/; Max-Age={SECONDS}; HttpOnly; SameSite=Strict", tongue.code())
}

/// The cookie with which somebody begins who chose a language before; none who never did.
pub(super) fn kept(door: &Door, user: &StaffId) -> Result<Option<String>, AccessError> {
    let code = door.secrets(|secrets| secrets.tongue_of(user))?;
    Ok(code.as_deref().and_then(Tongue::from_tag).map(cookie))
}
