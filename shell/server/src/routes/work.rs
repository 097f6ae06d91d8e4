//! The queue with its case beside it, the way on from a form posted there, and views kept
//! under a name.

use super::{shown, unreadable_form, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::links::work::WorkQuery;
use crate::model::work;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_units::PartyId;
use makegood_views::KeptView;
use serde::Deserialize;

/// What was just saved, and in whose case; whether the script was being gone through.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    saved: Option<i64>,
    of: String,
    script: String,
}

/// The queue with its first case that is still to be done.
pub(super) async fn first(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<WorkQuery>, QueryRejection>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    answer(pages, asked, None, query, after).await
}

/// The queue with one case.
pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    query: Result<Query<WorkQuery>, QueryRejection>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    answer(pages, asked, Some(PartyId::new(party)), query, after).await
}

async fn answer(
    pages: Pages,
    asked: Asked,
    party: Option<PartyId>,
    query: Result<Query<WorkQuery>, QueryRejection>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            let Query(after) = after.map_err(|rejection| unreadable_query(&rejection))?;
            let frame = asked.frame(desk)?;
            if party.is_none() && query == WorkQuery::default() {
                let kept = makegood_views::kept_views(desk.book(), &frame.acting.id)?;
                let usual = kept.into_iter().find(|view| view.is_default && view.owner == frame.acting.id);
                if let Some(usual) = usual.filter(|view| !view.query.is_empty()) {
                    return Ok(Redirect::to(&format!("/queue?{}", usual.query)).into_response());
                }
            }
            let saved = after.saved.map(|event| (PartyId::new(after.of.clone()), event));
            Ok(shown(work::page(desk, frame, party, query, saved, !after.script.is_empty())?))
        })
        .await
}

/// After a form posted beside the queue: to the case named in it, with what was saved.
pub(super) fn onward(asked: &Asked, party: &PartyId, answer: Response) -> Response {
    let then = asked.typed.get("then").filter(|then| is_work(then));
    let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
    let saved = place.and_then(|place| place.strip_prefix(&format!("{}?saved=", links::case(party))));
    match (then, saved) {
        (Some(then), Some(event)) if answer.status() == StatusCode::SEE_OTHER => {
            let mark = if then.contains('?') { '&' } else { '?' };
            Redirect::to(&format!("{then}{mark}saved={event}&of={}", links::encoded(party.as_str()))).into_response()
        }
        _ => answer,
    }
}

/// Back to the script: beside the queue, where it was being gone through there.
pub(super) fn to_script(asked: &Asked, party: &PartyId) -> Response {
    let place = match asked.typed.get("then").filter(|then| is_work(then)) {
        Some(then) => format!("{then}{}script=open#script", if then.contains('?') { '&' } else { '?' }),
        None => links::words::script(party),
    };
    Redirect::to(&place).into_response()
}

/// Only the queue is gone on to.
fn is_work(then: &str) -> bool {
    let stays = then == "/queue" || then.starts_with("/queue/") || then.starts_with("/queue?");
    stays && !then.contains(['\\', '\r', '\n', '#'])
}

/// A view to keep or to drop.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct View {
    name: String,
    query: String,
    shared: String,
    usual: String,
}

/// Longer than this a name is a sentence.
const NAME_CHARACTERS: usize = 60;

pub(super) async fn keep(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<View>, FormRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Form(view) = form.map_err(|rejection| unreadable_form(&rejection))?;
            let name = view.name.trim().to_owned();
            if name.is_empty() || name.chars().count() > NAME_CHARACTERS {
                return Err(Trouble::Unreadable(format!("a view has a name of 1 to {NAME_CHARACTERS} characters")));
            }
            let Query(query) = Query::<WorkQuery>::try_from_uri(
                &format!("/queue?{}", view.query)
                    .parse()
                    .map_err(|_| Trouble::Unreadable("the view cannot be read".to_owned()))?,
            )
            .map_err(|rejection| unreadable_query(&rejection))?;
            let kept = KeptView {
                owner: asked.frame(desk)?.acting.id,
                name,
                query: query.query(),
                is_shared: !view.shared.is_empty(),
                is_default: !view.usual.is_empty(),
            };
            desk.keep_view(&kept)?;
            Ok(Redirect::to(&query.href()).into_response())
        })
        .await
}

pub(super) async fn forget(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<View>, FormRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Form(view) = form.map_err(|rejection| unreadable_form(&rejection))?;
            desk.drop_view(&asked.frame(desk)?.acting.id, &view.name)?;
            Ok(Redirect::to(links::work::TODAY).into_response())
        })
        .await
}

/// An address of a form, loaded by hand.
pub(super) async fn back() -> Response {
    Redirect::to("/queue").into_response()
}

#[cfg(test)]
mod tests {
    use super::is_work;

    #[test]
    fn the_way_on_stays_in_the_queue() {
        for here in ["/queue", "/queue/B-1", "/queue?branch=north", "/queue/B-1?branch=north"] {
            assert!(is_work(here), "{here}");
        }
        for elsewhere in ["//evil.example", "/workout", "https://evil.example", "/queue/\\evil", "/case/B-1", ""] {
            assert!(!is_work(elsewhere), "{elsewhere}");
        }
    }
}
