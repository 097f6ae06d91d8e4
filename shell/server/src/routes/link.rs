//! A link of one use: the first administrator makes themself, others choose a password.

use super::{shown, unreadable_form};
use crate::asked::{Asked, Pages};
use crate::model::door::{chosen_by, link_page};
use crate::pages::door::LinkPage;
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_access::{AccessError, password};
use makegood_desk::{AddUser, Desk, DeskError, Role};
use makegood_units::StaffId;
use makegood_views::{user, users};
use serde::Deserialize;

/// The page of a link.
pub(super) async fn page(State(pages): State<Pages>, asked: Asked, Path(word): Path<String>) -> Response {
    let door = pages.door.clone();
    pages
        .answer(asked, move |desk, asked| {
            let page = link_page(desk, &door, asked, &word)?;
            let status = if page.holds { StatusCode::OK } else { StatusCode::NOT_FOUND };
            Ok((status, shown(page.render()?)).into_response())
        })
        .await
}

#[derive(Clone, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Typed {
    name: String,
    login: String,
    password: String,
    again: String,
}

/// A password chosen. The link is used up with it, and every session of theirs ends.
pub(super) async fn choose(
    State(pages): State<Pages>,
    asked: Asked,
    Path(word): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/login", None),
    };
    let hash = match hashed(&pages, &typed).await {
        Ok(hash) => hash,
        Err(trouble) => return trouble.page("/login", None),
    };
    let door = pages.door.clone();
    pages
        .answer(asked, move |desk, asked| {
            let page = link_page(desk, &door, asked, &word)?;
            if !page.holds {
                return Ok((StatusCode::NOT_FOUND, shown(page.render()?)).into_response());
            }
            let now = door.now();
            let done = match hash {
                Err(problem) => Err(problem),
                Ok(hash) => who(desk, &page, &typed, chosen_by(&door, &word)?)?.map(|id| (id, hash)),
            };
            match done {
                Ok((id, hash)) => {
                    let used = door.secrets(|secrets| {
                        let used = secrets.use_link(&word, now)?;
                        if used {
                            secrets.set_hash(&id, &hash, now)?;
                            secrets.end_sessions_of(&id, now)?;
                        }
                        Ok::<bool, AccessError>(used)
                    })?;
                    let to = if used { "/login?told=chosen" } else { "/login" };
                    Ok(Redirect::to(to).into_response())
                }
                Err(problem) => {
                    let page = LinkPage { problem: Some(problem), ..page };
                    let page =
                        if page.is_setup { LinkPage { name: typed.name, login: typed.login, ..page } } else { page };
                    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
                }
            }
        })
        .await
}

/// The hash of what was chosen, or why it is not taken; worked out beside the desk.
async fn hashed(pages: &Pages, typed: &Typed) -> Result<Result<String, String>, Trouble> {
    if typed.password != typed.again {
        return Ok(Err("The two passwords are not the same.".to_owned()));
    }
    if let Err(unfit) = password::judge(&typed.password, typed.login.trim()) {
        return Ok(Err(sentence(&unfit.to_string())));
    }
    Ok(Ok(hash(pages, typed.password.clone()).await?))
}

/// A hash, worked out beside the runtime.
pub(super) async fn hash(pages: &Pages, chosen: String) -> Result<String, Trouble> {
    let _turn = pages.door.hashing.acquire().await.map_err(|_| AccessError::NoHash)?;
    let worked = tokio::task::spawn_blocking(move || password::hash(&chosen)).await;
    Ok(worked.map_err(|_| AccessError::NoHash)??)
}

/// Whose password it is: the first administrator is made on the way.
fn who(
    desk: &mut Desk,
    page: &LinkPage,
    typed: &Typed,
    chosen: Option<StaffId>,
) -> Result<Result<StaffId, String>, Trouble> {
    if !page.is_setup {
        let known = chosen.and_then(|id| user(desk.book(), &id).transpose()).transpose()?;
        return Ok(known.map(|user| user.id).ok_or_else(|| "Nobody has this link any more.".to_owned()));
    }
    if !users(desk.book())?.is_empty() {
        return Ok(Err("This book has people by now; ask one of them who is an administrator.".to_owned()));
    }
    let command = AddUser {
        staff: None,
        name: typed.name.clone(),
        login: typed.login.clone(),
        role: Role::Administrator,
        branches: Vec::new(),
        team: None,
        persona: false,
    };
    match desk.add_user(&command, "") {
        Ok(id) => Ok(Ok(id)),
        Err(DeskError::Refused(refusal)) => Ok(Err(sentence(&refusal.to_string()))),
        Err(failed) => Err(failed.into()),
    }
}
