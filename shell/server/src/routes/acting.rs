//! Acting as another colleague: a cookie, since there is no login in this version.

use super::unreadable_form;
use crate::asked::{ACTING, Asked, Pages};
use crate::links;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Choice {
    staff: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn act(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<Choice>, FormRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Form(choice) = form.map_err(|rejection| unreadable_form(&rejection))?;
            let known = asked.frame(desk)?.staff.iter().any(|one| one.id.as_str() == choice.staff);
            if !known {
                return Err(Trouble::Unknown(format!("there is no colleague {}", choice.staff)));
            }
            let cookie = format!("{ACTING}={}; Path=/; HttpOnly; SameSite=Strict", links::encoded(&choice.staff));
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(local(&choice.back))).into_response())
        })
        .await
}

/// Only a path of this server is gone back to.
pub(super) fn local(back: &str) -> &str {
    let stays = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    if stays { back } else { "/today" }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn nobody_is_sent_elsewhere() {
        for foreign in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nx: y"] {
            assert_eq!(local(foreign), "/today", "{foreign:?}");
        }
        assert_eq!(local("/book/rows?bucket=90%2B"), "/book/rows?bucket=90%2B");
    }
}
