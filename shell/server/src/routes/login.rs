//! Logging in, as somebody of the demo or by a password; and out.

use super::{shown, unreadable_form};
use crate::asked::{Asked, Caller, Pages};
use crate::at_desk::Hand;
use crate::door::{Door, session_of};
use crate::layout::Right;
use crate::model::door::login;
use crate::pages::door::Login;
use crate::trouble::Trouble;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{ConnectInfo, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use makegood_access::{AccessError, password};
use makegood_units::StaffId;
use makegood_views::{User, user, user_by_login};
use serde::Deserialize;
use std::net::SocketAddr;

/// The first page of somebody: what their role is for.
pub(super) async fn home(Extension(caller): Extension<Caller>) -> Redirect {
    let may = |right| caller.door.rights.scope(caller.user.role, right).is_some();
    let first = [(Right::SeeWork, "/today"), (Right::ManageUsers, "/people"), (Right::SeeLooks, "/looks")];
    Redirect::to(first.iter().find(|(right, _)| may(*right)).map_or("/me", |(_, page)| page))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    back: String,
    told: String,
}

/// The page.
pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    let door = pages.door.clone();
    let Query(wanted) = wanted.unwrap_or_default();
    pages
        .answer(asked, move |desk, asked| {
            let told = match wanted.told.as_str() {
                "chosen" => Some("Your password is chosen. Log in with it.".to_owned()),
                "out" => Some("You are logged out.".to_owned()),
                _ => None,
            };
            let page = Login { told, back: local(&wanted.back).to_owned(), ..login(desk, &door, asked)? };
            Ok(shown(page.render()?))
        })
        .await
}

/// An address of a form, loaded again.
pub(super) async fn again() -> Redirect {
    Redirect::to("/login")
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

/// By a login and its password. What does not fit is answered in the same words and the
/// same time, whether or not anybody has the login.
pub(super) async fn enter(
    State(pages): State<Pages>,
    asked: Asked,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/login", None),
    };
    let address = address(&pages.door, from, &headers);
    match tried(&pages, &typed, &address).await {
        Ok(Tried::Right(user)) => begin(&pages.door, &user.id, &headers, &address, &typed.back),
        Ok(Tried::Wrong(status, problem)) => {
            let (door, login_typed) = (pages.door.clone(), typed.login);
            let back = local(&typed.back).to_owned();
            pages
                .answer(asked, move |desk, asked| {
                    let page = login(desk, &door, asked)?;
                    let page = Login { problem: Some(problem), login: login_typed, back, ..page };
                    Ok((status, Html(page.render()?)).into_response())
                })
                .await
        }
        Err(trouble) => trouble.page("/login", None),
    }
}

enum Tried {
    Right(Box<User>),
    Wrong(StatusCode, String),
}

async fn tried(pages: &Pages, typed: &Typed, address: &str) -> Result<Tried, Trouble> {
    let (door, now) = (&pages.door, pages.door.now());
    let wait = door.secrets(|secrets| secrets.wait(&typed.login, address, now))?;
    if wait > 0 {
        return Ok(Tried::Wrong(StatusCode::TOO_MANY_REQUESTS, waits(wait)));
    }
    // Noted before the slow part, so that many tries at once count as many.
    door.secrets(|secrets| secrets.failed(&typed.login, address, now))?;
    let name = typed.login.trim().to_lowercase();
    let found = pages.desk.ask(Hand::Reads, move |desk| user_by_login(desk.book(), &name)).await??;
    let found = found.filter(|user| user.is_open && !user.persona);
    let kept = match &found {
        Some(user) => door.secrets(|secrets| secrets.hash_of(&user.id))?,
        None => None,
    };
    let outdated = kept.as_deref().is_some_and(password::is_outdated);
    let right = is_right(door, typed.password.clone(), kept).await?;
    match found.filter(|_| right) {
        Some(user) => {
            door.secrets(|secrets| secrets.forgiven(&typed.login, address, now))?;
            if outdated {
                let hash = super::link::hash(pages, typed.password.clone()).await?;
                door.secrets(|secrets| secrets.set_hash(&user.id, &hash, now))?;
            }
            Ok(Tried::Right(Box::new(user)))
        }
        None => {
            let says = "The login or the password is not right. After five tries one has to wait.";
            Ok(Tried::Wrong(StatusCode::UNAUTHORIZED, says.to_owned()))
        }
    }
}

/// Whether a password is right, worked out beside the runtime.
pub(super) async fn is_right(door: &Door, typed: String, kept: Option<String>) -> Result<bool, Trouble> {
    let _turn = door.hashing.acquire().await.map_err(|_| AccessError::NoHash)?;
    let worked = tokio::task::spawn_blocking(move || password::is_right(&typed, kept.as_deref())).await;
    Ok(worked.map_err(|_| AccessError::NoHash)?)
}

fn waits(seconds: i64) -> String {
    let minutes = seconds.div_euclid(60).saturating_add(1);
    let minutes = if minutes == 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
    format!("This login was tried too often. Wait {minutes}, then try again; or ask your administrator for a link.")
}

#[derive(Deserialize)]
pub(super) struct Persona {
    user: String,
    #[serde(default)]
    back: String,
}

/// As an invented person of the demo: on this machine alone, and only as one of them.
pub(super) async fn as_persona(
    State(pages): State<Pages>,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Result<Form<Persona>, FormRejection>,
) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/login", None),
    };
    let id = StaffId::new(typed.user);
    let found = pages.desk.ask(Hand::Reads, move |desk| user(desk.book(), &id)).await;
    let known = match found {
        Ok(Ok(found)) => found.filter(|user| user.is_open && user.persona && pages.door.public_url.is_none()),
        Ok(Err(failed)) => return Trouble::from(failed).page("/login", None),
        Err(none) => return Trouble::from(none).page("/login", None),
    };
    let Some(user) = known else { return Trouble::NoPersona.page("/login", None) };
    let address = address(&pages.door, from, &headers);
    begin(&pages.door, &user.id, &headers, &address, &typed.back)
}

/// Begins a session and goes where they wanted to; the session of the cookie ends.
pub(super) fn begin(door: &Door, user: &StaffId, headers: &HeaderMap, address: &str, back: &str) -> Response {
    let browser = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or("not named");
    let begun = ended(door, headers)
        .and_then(|()| door.secrets(|secrets| secrets.begin_session(user, address, browser, door.now())))
        .and_then(|word| Ok((word, super::language::kept(door, user)?)));
    match begun {
        Ok((word, tongue)) => {
            let secure = if door.public_url.is_some() { "; Secure" } else { "" };
            let cookie = format!("{}={word}; Path=/; HttpOnly; SameSite=Lax{secure}", door.cookie());
            let cookies = std::iter::once(cookie).chain(tongue).map(|cookie| (header::SET_COOKIE, cookie));
            (AppendHeaders(cookies), Redirect::to(local(back))).into_response()
        }
        Err(failed) => Trouble::from(failed).page("/login", None),
    }
}

fn ended(door: &Door, headers: &HeaderMap) -> Result<(), AccessError> {
    let Some(session) = session_of(door, headers)? else { return Ok(()) };
    door.secrets(|secrets| secrets.end_session(&session.user, session.no, door.now())).map(|_| ())
}

/// Out.
pub(super) async fn leave(State(pages): State<Pages>, headers: HeaderMap) -> Response {
    match ended(&pages.door, &headers) {
        Ok(()) => {
            let secure = if pages.door.public_url.is_some() { "; Secure" } else { "" };
            let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax{secure}; Max-Age=0", pages.door.cookie());
            ([(header::SET_COOKIE, cookie)], Redirect::to("/login?told=out")).into_response()
        }
        Err(failed) => Trouble::from(failed).page("/logout", None),
    }
}

/// Where a request came from: behind a proxy the address it adds last.
pub(super) fn address(door: &Door, from: Option<Extension<ConnectInfo<SocketAddr>>>, headers: &HeaderMap) -> String {
    let proxied = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let proxied = proxied.and_then(|hops| hops.rsplit(',').next()).map(|hop| hop.trim().to_owned());
    let direct =
        || from.map_or_else(|| "this machine".to_owned(), |Extension(ConnectInfo(from))| from.ip().to_string());
    proxied.filter(|hop| door.public_url.is_some() && !hop.is_empty()).unwrap_or_else(direct)
}

/// Only a path of this server is gone back to.
pub(super) fn local(back: &str) -> &str {
    let stays = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    if stays { back } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::{local, waits};

    #[test]
    fn nobody_is_sent_elsewhere() {
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nx: y"] {
            assert_eq!(local(foreign), "/", "{foreign:?}");
        }
        assert_eq!(local("/book/rows?bucket=90%2B"), "/book/rows?bucket=90%2B");
    }

    #[test]
    fn a_wait_is_said_in_minutes() {
        assert!(waits(30).contains("Wait a minute,") && waits(61).contains("Wait 2 minutes,"));
    }
}
