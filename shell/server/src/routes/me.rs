//! One's own page: sessions and the password.

use super::link::hash;
use super::login::is_right;
use super::{shown, unreadable_form};
use crate::asked::{Asked, Pages};
use crate::model::people::me;
use crate::pages::people::Me;
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_access::{AccessError, password};
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(me(asked.frame(desk)?, asked.caller()?, &asked.host)?.render()?))).await
}

/// An address of a form, loaded again.
pub(super) async fn again() -> Redirect {
    Redirect::to("/me")
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    what: String,
    session: i64,
    old: String,
    password: String,
    again: String,
}

/// A session ended, or the password changed.
pub(super) async fn change(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/me", None),
    };
    let done = match typed.what.as_str() {
        "end" => end(&pages, &asked, typed.session).map(|()| Ok(false)),
        "password" => new_password(&pages, &asked, &typed).await.map(|changed| changed.map(|()| true)),
        _ => Err(Trouble::Unreadable("a session is ended here, or a password changed".to_owned())),
    };
    match done {
        Ok(Ok(true)) => Redirect::to("/login?told=chosen").into_response(),
        Ok(Ok(false)) => Redirect::to("/me").into_response(),
        Ok(Err(problem)) => {
            pages
                .answer(asked, |desk, asked| {
                    let page = Me { problem: Some(problem), ..me(asked.frame(desk)?, asked.caller()?, &asked.host)? };
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
                })
                .await
        }
        Err(trouble) => trouble.page("/me", None),
    }
}

fn end(pages: &Pages, asked: &Asked, session: i64) -> Result<(), Trouble> {
    let (door, user) = (&pages.door, &asked.caller()?.user.id);
    door.secrets(|secrets| secrets.end_session(user, session, door.now()))?;
    Ok(())
}

/// The password changed; every session of theirs ends. Tries count as they do at the login.
async fn new_password(pages: &Pages, asked: &Asked, typed: &Typed) -> Result<Result<(), String>, Trouble> {
    let (door, user, now) = (&pages.door, &asked.caller()?.user, pages.door.now());
    if typed.password != typed.again {
        return Ok(Err("The two new passwords are not the same.".to_owned()));
    }
    if let Err(unfit) = password::judge(&typed.password, &user.login) {
        return Ok(Err(sentence(&unfit.to_string())));
    }
    if door.secrets(|secrets| secrets.wait(&user.login, "", now))? > 0 {
        return Ok(Err("The password was tried too often. Wait a while, then try again.".to_owned()));
    }
    door.secrets(|secrets| secrets.failed(&user.login, "", now))?;
    let kept = door.secrets(|secrets| secrets.hash_of(&user.id))?;
    if !is_right(door, typed.old.clone(), kept).await? {
        return Ok(Err("The password you have was not typed right.".to_owned()));
    }
    let hash = hash(pages, typed.password.clone()).await?;
    door.secrets(|secrets| {
        secrets.forgiven(&user.login, "", now)?;
        secrets.set_hash(&user.id, &hash, now)?;
        secrets.end_sessions_of(&user.id, now)?;
        Ok::<(), AccessError>(())
    })?;
    Ok(Ok(()))
}
