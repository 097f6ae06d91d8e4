//! Security beside a case, groups, and the forms that write a row.

use super::{on_case, shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::recourse::forms::{self, Faults, Typed};
use crate::model::recourse::{self, After, Told};
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_units::{PartyId, StaffId};
use serde::Deserialize;

/// Who else is liable in a case, and its security.
pub(super) async fn security(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(party): Path<String>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    asked.here = links::recourse::security(&party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(after) = after.map_err(|rejection| unreadable_query(&rejection))?;
            let of = desk.recourse(&party)?;
            let told = Told::of(desk, &party, &of)?;
            Ok(shown(recourse::security(&told, asked.frame(desk)?, after).render()?))
        })
        .await
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    member: Option<String>,
    saved: Option<i64>,
    back: Option<i64>,
}

/// A group; with `?member=` as that member may see it.
pub(super) async fn group(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(id): Path<String>,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    asked.here = links::recourse::group(&id);
    pages
        .answer(asked, move |desk, asked| {
            let Query(wanted) = wanted.map_err(|rejection| unreadable_query(&rejection))?;
            let party = makegood_views::case_of_group(desk.book(), &id)?;
            let party = party.ok_or_else(|| Trouble::Unknown(format!("there is no group {id} on file")))?;
            let of = desk.recourse(&party)?;
            let told = Told::of(desk, &party, &of)?;
            if let Some(member) = wanted.member {
                let page = recourse::member(&told, asked.frame(desk)?, &id, &PartyId::new(member))?;
                return Ok(shown(page.render()?));
            }
            if of.answer.is_err() {
                return Ok(Redirect::to(&links::recourse::security(&party)).into_response());
            }
            let after = After { saved: wanted.saved, back: wanted.back };
            Ok(shown(recourse::group(desk, asked, &told, &id, after)?.render()?))
        })
        .await
}

/// Writes the row of a form; what cannot be taken comes back in the form it was typed into.
pub(super) async fn learn(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let typed = signed(typed, &by);
        let rows = {
            let of = desk.recourse(party)?;
            forms::rows(&Told::of(desk, party, &of)?, &typed)
        };
        let learnt = match rows {
            Err(faults) => Err(faults),
            Ok(rows) => taken(desk.learn_recourse(party, &rows, &by))?,
        };
        match learnt.map(|events| events.last().copied()) {
            Ok(Some(event)) => Ok(Redirect::to(&place(&typed, party, "saved", event)).into_response()),
            Ok(None) => {
                back(desk, asked, party, &typed, &Faults::whole("The same is on file already. Nothing was recorded."))
            }
            Err(faults) => back(desk, asked, party, &typed, &faults),
        }
    })
    .await
}

/// Takes a row back with a reason.
pub(super) async fn withdraw(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let typed = signed(typed, &by);
        let done = desk.withdraw_recourse(party, typed.get("table"), typed.get("id"), typed.get("reason"), &by);
        match taken(done)? {
            Ok(event) => Ok(Redirect::to(&place(&typed, party, "back", event)).into_response()),
            Err(faults) => back(desk, asked, party, &typed, &faults),
        }
    })
    .await
}

/// A form loaded again after it came back.
pub(super) async fn again(Path(party): Path<String>) -> Response {
    Redirect::to(&links::recourse::security(&PartyId::new(party))).into_response()
}

/// What was typed, with whoever is acting as the one who recorded it.
fn signed(mut typed: Vec<(String, String)>, by: &StaffId) -> Typed {
    typed.retain(|(name, _)| name != "recorded_by");
    typed.push(("recorded_by".to_owned(), by.to_string()));
    Typed(typed)
}

/// A refusal of the desk as what is wrong with the form; every other failure stays one.
fn taken<T>(done: Result<T, DeskError>) -> Result<Result<T, Faults>, Trouble> {
    match done {
        Ok(done) => Ok(Ok(done)),
        Err(DeskError::Refused(Refusal::NotRecourseRows(errors))) => Ok(Err(forms::refused_rows(&errors))),
        Err(DeskError::Refused(refusal)) => {
            Ok(Err(forms::refused(refusal.code(), &refusal.to_string(), refusal.way_out())))
        }
        Err(other) => Err(other.into()),
    }
}

/// Where a saved form leads: the page it stands on.
fn place(typed: &Typed, party: &PartyId, done: &str, event: i64) -> String {
    let page = match typed.get("group") {
        "" => links::recourse::security(party),
        group => links::recourse::group(group),
    };
    format!("{page}?{done}={event}#main")
}

/// The page the form stands on, with what was typed and what is wrong with it.
fn back(desk: &Desk, asked: &Asked, party: &PartyId, typed: &Typed, faults: &Faults) -> Result<Response, Trouble> {
    let of = desk.recourse(party)?;
    let told = Told::of(desk, party, &of)?;
    let html = match typed.get("group") {
        "" => {
            let mut page = recourse::security(&told, asked.frame(desk)?, After::default());
            forms::put_back(page.forms(), typed, faults);
            page.render()?
        }
        group => {
            let mut page = recourse::group(desk, asked, &told, group, After::default())?;
            forms::put_back(page.forms.iter_mut(), typed, faults);
            page.render()?
        }
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response())
}
