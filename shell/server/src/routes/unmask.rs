//! What is masked, shown for a reason until the session ends; the reason is a look.

use super::on_case;
use crate::asked::{Asked, Pages};
use crate::links;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_access::Look;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    reason: String,
}

pub(super) async fn unmask(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let caller = asked.caller()?;
        let reason = typed.reason.trim();
        if reason.is_empty() {
            return Err(Trouble::Unreadable("what is masked is shown for a reason, which is kept".to_owned()));
        }
        let page = links::looks::unmask(party);
        let (user, session) = (&caller.user.id, caller.session);
        let look = Look { user, session, party, page: &page, unmasked: reason, on: desk.clock().today() };
        caller.door.secrets(|secrets| secrets.looked(&look, caller.door.now()))?;
        Ok(Redirect::to(&links::case(party)).into_response())
    })
    .await
}
