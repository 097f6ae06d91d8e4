//! Logging in with a passkey, making one on one's own page, taking one away.
//!
//! The script asks what the device is to be asked (`…/begin`, as JSON), has the device
//! answer, and posts the answer as the field of a form.

use super::login::{address, begin, is_right, local};
use super::provider::{begun_cookie, taken};
use super::unreadable_form;
use crate::asked::{Asked, Caller, Pages};
use crate::at_desk::Hand;
use crate::trouble::Trouble;
use crate::ways_in::{Begun, NotIn};
use axum::extract::rejection::FormRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use makegood_passkeys::{Handle, Kept, PasskeyError, Passkeys};
use makegood_units::StaffId;
use makegood_views::user;
use serde::Deserialize;
use std::net::SocketAddr;

/// What a device is called where its owner gave it no name.
const UNNAMED: &str = "a device";
/// So long may a name be.
const NAME_CHARACTERS: usize = 60;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    back: String,
    answer: String,
    password: String,
    name: String,
    no: i64,
}

type Form_ = Result<Form<Typed>, FormRejection>;

/// What a device is asked when somebody logs in.
pub(super) async fn begin_use(State(pages): State<Pages>, asked: Asked, form: Form_) -> Response {
    let back = form.map(|Form(typed)| local(&typed.back).to_owned()).unwrap_or_default();
    let begun = passkeys(&pages, &asked).and_then(|passkeys| Ok(passkeys.begin_use().map_err(NotIn::from)?));
    asks(&pages, begun.map(|(asked, using)| (asked, Begun::Using(Box::new(using), back))))
}

/// The answer of a device: in, or not.
pub(super) async fn enter(
    State(pages): State<Pages>,
    asked: Asked,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    form: Form_,
) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/login", None),
    };
    match used(&pages, &asked, &headers, &typed).await {
        Ok((user, to)) => begin(&pages.door, &user, &headers, &address(&pages.door, from, &headers), &to),
        Err(trouble) => trouble.page("/login", None),
    }
}

async fn used(pages: &Pages, asked: &Asked, headers: &HeaderMap, typed: &Typed) -> Result<(StaffId, String), Trouble> {
    let passkeys = passkeys(pages, asked)?;
    let Some(Begun::Using(using, to)) = taken(pages, headers) else {
        return Err(too_late().into());
    };
    let Handle(handle) = passkeys.holder(&typed.answer).map_err(NotIn::from)?;
    let holder =
        pages.door.secrets(|secrets| secrets.user_of_handle(handle))?.ok_or(NotIn::Passkey(PasskeyError::Unknown))?;
    let held = pages.door.secrets(|secrets| secrets.passkeys_of(&holder))?;
    let kept: Vec<Kept> = held.iter().map(|one| Kept(one.kept.clone())).collect();
    let (meant, anew) = passkeys.finish_use(&typed.answer, *using, &kept).map_err(NotIn::from)?;
    let wanted = holder.clone();
    let found = pages.desk.ask(Hand::Reads, move |desk| user(desk.book(), &wanted)).await??;
    if !found.is_some_and(|user| user.is_open && !user.persona) {
        return Err(NotIn::from(PasskeyError::Unknown).into());
    }
    if let Some(line) = held.get(meant) {
        pages.door.secrets(|secrets| secrets.passkey_used(line.no, &anew.0, pages.door.now()))?;
    }
    Ok((holder, to))
}

/// What a device is asked when a passkey is made: by somebody who has just shown that
/// they know the password, where they have one.
pub(super) async fn begin_making(State(pages): State<Pages>, asked: Asked, form: Form_) -> Response {
    let typed = form.map(|Form(typed)| typed).unwrap_or_default();
    let begun = match asked.caller() {
        Ok(caller) => making(&pages, &asked, caller, typed.password).await,
        Err(trouble) => Err(trouble),
    };
    asks(&pages, begun)
}

async fn making(pages: &Pages, asked: &Asked, caller: &Caller, typed: String) -> Result<(String, Begun), Trouble> {
    let (door, user, now) = (&pages.door, &caller.user, pages.door.now());
    let passkeys = passkeys(pages, asked)?;
    if let Some(kept) = door.secrets(|secrets| secrets.hash_of(&user.id))? {
        if door.secrets(|secrets| secrets.wait(&user.login, "", now))? > 0 {
            return Err(Trouble::TooOften);
        }
        door.secrets(|secrets| secrets.failed(&user.login, "", now))?;
        if !is_right(door, typed, Some(kept)).await? {
            return Err(NotIn::WrongPassword.into());
        }
        door.secrets(|secrets| secrets.forgiven(&user.login, "", now))?;
    }
    let handle = door.secrets(|secrets| secrets.handle_of(&user.id))?;
    let held = door.secrets(|secrets| secrets.passkeys_of(&user.id))?;
    let held: Vec<Kept> = held.into_iter().map(|one| Kept(one.kept)).collect();
    let begun = passkeys.begin_making(Handle(handle), &user.login, &user.name, &held);
    let (ask, made) = begun.map_err(NotIn::from)?;
    Ok((ask, Begun::Making(Box::new(made), user.id.clone())))
}

/// The answer of a device: the passkey is kept.
pub(super) async fn make(State(pages): State<Pages>, asked: Asked, headers: HeaderMap, form: Form_) -> Response {
    let typed = match form {
        Ok(Form(typed)) => typed,
        Err(rejection) => return unreadable_form(&rejection).page("/me", None),
    };
    match made(&pages, &asked, &headers, &typed) {
        Ok(()) => Redirect::to("/me").into_response(),
        Err(trouble) => trouble.page("/me", None),
    }
}

fn made(pages: &Pages, asked: &Asked, headers: &HeaderMap, typed: &Typed) -> Result<(), Trouble> {
    let user = &asked.caller()?.user.id;
    let passkeys = passkeys(pages, asked)?;
    let begun = taken(pages, headers);
    let Some(Begun::Making(making, _)) =
        begun.filter(|begun| matches!(begun, Begun::Making(_, whose) if whose == user))
    else {
        return Err(too_late().into());
    };
    let kept = passkeys.finish_making(&typed.answer, &making).map_err(NotIn::from)?;
    let name: String = typed.name.trim().chars().take(NAME_CHARACTERS).collect();
    let name = if name.is_empty() { UNNAMED } else { &name };
    pages.door.secrets(|secrets| secrets.keep_passkey(user, &kept.0, name, pages.door.now()))?;
    Ok(())
}

/// A passkey taken away.
pub(super) async fn end(State(pages): State<Pages>, asked: Asked, form: Form_) -> Response {
    let ended = form.map_err(|rejection| unreadable_form(&rejection)).and_then(|Form(typed)| {
        let user = &asked.caller()?.user.id;
        Ok(pages.door.secrets(|secrets| secrets.end_passkey(user, typed.no))?)
    });
    match ended {
        Ok(_) => Redirect::to("/me").into_response(),
        Err(trouble) => trouble.page("/me", None),
    }
}

fn too_late() -> NotIn {
    NotIn::Passkey(PasskeyError::NotProven("it was asked for too long ago, or by another browser".to_owned()))
}

fn passkeys<'a>(pages: &'a Pages, asked: &Asked) -> Result<&'a Passkeys, Trouble> {
    pages.door.ways.passkeys(&asked.host).ok_or_else(|| NotIn::from(PasskeyError::NoName(asked.host.clone())).into())
}

/// What the device is asked, as JSON; or what is wrong, as JSON too.
fn asks(pages: &Pages, begun: Result<(String, Begun), Trouble>) -> Response {
    let kept = begun.and_then(|(ask, begun)| Ok((ask, pages.door.ways.begin(begun, pages.door.now())?)));
    match kept {
        Ok((ask, word)) => {
            let kind = (header::CONTENT_TYPE, "application/json".to_owned());
            ([kind, (header::SET_COOKIE, begun_cookie(pages, &word))], ask).into_response()
        }
        Err(trouble) => {
            let says = serde_json::json!({ "happened": crate::trouble::sentence(&trouble.to_string()) });
            (trouble.status().max(StatusCode::BAD_REQUEST), axum::Json(says)).into_response()
        }
    }
}
