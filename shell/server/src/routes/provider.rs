//! Logging in by the lender's sign-in provider: there and back.

use super::login::{address, begin, local};
use crate::asked::Pages;
use crate::at_desk::{Hand, NoAnswer};
use crate::door::cookie_of;
use crate::trouble::Trouble;
use crate::ways_in::{BEGUN, Begun, NotIn, PATIENCE_SECONDS};
use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_oidc::{Identity, OidcError};
use makegood_units::StaffId;
use makegood_views::{User, user, user_by_login};
use serde::Deserialize;
use std::net::SocketAddr;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
}

/// To the provider.
pub(super) async fn go(State(pages): State<Pages>, wanted: Result<Query<Wanted>, QueryRejection>) -> Response {
    let back = wanted.map(|Query(wanted)| local(&wanted.back).to_owned()).unwrap_or_default();
    let began = begun(&pages, back).await;
    began.unwrap_or_else(|trouble| trouble.page("/login/provider", None))
}

async fn begun(pages: &Pages, back: String) -> Result<Response, Trouble> {
    let provider = pages.door.ways.provider.clone().ok_or(Trouble::NoPage)?;
    let begun = waited(move || provider.begin()).await?;
    let began = Begun::AtProvider(Box::new(begun.pending), back);
    let word = pages.door.ways.begin(began, pages.door.now())?;
    Ok(([(header::SET_COOKIE, begun_cookie(pages, &word))], Redirect::to(&begun.go_to)).into_response())
}

/// The cookie of what was begun. Lax: the browser brings it along when the provider
/// sends it back.
pub(super) fn begun_cookie(pages: &Pages, word: &str) -> String {
    let secure = if pages.door.public_url.is_some() { "; Secure" } else { "" };
    format!("{BEGUN}={word}; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age={PATIENCE_SECONDS}")
}

/// What this browser began.
pub(super) fn taken(pages: &Pages, headers: &HeaderMap) -> Option<Begun> {
    let word = cookie_of(headers, BEGUN)?;
    pages.door.ways.take(&word, pages.door.now())
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Returned {
    state: String,
    code: String,
    error: String,
}

/// Back from the provider.
pub(super) async fn back(
    State(pages): State<Pages>,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    returned: Result<Query<Returned>, QueryRejection>,
) -> Response {
    let Query(returned) = returned.unwrap_or_default();
    match came_back(&pages, &headers, returned).await {
        Ok((user, to)) => begin(&pages.door, &user, &headers, &address(&pages.door, from, &headers), &to),
        Err(trouble) => trouble.page("/login/provider/back", None),
    }
}

async fn came_back(pages: &Pages, headers: &HeaderMap, returned: Returned) -> Result<(StaffId, String), Trouble> {
    let provider = pages.door.ways.provider.clone().ok_or(Trouble::NoPage)?;
    let Some(Begun::AtProvider(pending, to)) = taken(pages, headers) else {
        return Err(NotIn::from(OidcError::NotBegunHere).into());
    };
    if !returned.error.is_empty() {
        return Err(NotIn::from(OidcError::NotAccepted(returned.error)).into());
    }
    let who = waited(move || provider.finish(*pending, &returned.state, &returned.code)).await?;
    Ok((known(pages, who).await?.id, to))
}

/// Who it is here. The first time by the login, from then on by the provider's number:
/// somebody who is later given the same mail address is not the same person.
async fn known(pages: &Pages, who: Identity) -> Result<User, Trouble> {
    let bound = pages.door.secrets(|secrets| secrets.user_of_account(&who.issuer, &who.subject))?;
    let (is_bound, login) = (bound.is_some(), who.login.trim().to_lowercase());
    let found = pages.desk.ask(Hand::Reads, move |desk| match bound {
        Some(id) => user(desk.book(), &id),
        None => user_by_login(desk.book(), &login),
    });
    let found = found.await??.filter(|user| user.is_open && !user.persona);
    let user = found.ok_or_else(|| NotIn::NoUser(who.login.clone()))?;
    let now = pages.door.now();
    let is_theirs =
        is_bound || pages.door.secrets(|secrets| secrets.bind_account(&who.issuer, &who.subject, &user.id, now))?;
    if is_theirs { Ok(user) } else { Err(NotIn::OtherAccount(who.login).into()) }
}

/// Waits for the network beside the runtime.
async fn waited<T: Send + 'static>(work: impl FnOnce() -> Result<T, OidcError> + Send + 'static) -> Result<T, Trouble> {
    let worked = tokio::task::spawn_blocking(work).await;
    let done = worked.map_err(|_| Trouble::NoAnswer(NoAnswer::Failed))?;
    Ok(done.map_err(NotIn::from)?)
}
