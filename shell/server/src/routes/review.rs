//! A leader's morning, the rows behind its numbers, and the review of one case.

use super::{done, on_case, shown};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model;
use crate::pages::attention::ReviewForm;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_case::LeaderDecision;
use makegood_desk::{CloseReview, Desk, DeskError};
use makegood_units::{BusinessDate, PartyId};
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked) -> Response {
    pages.answer(asked, |desk, asked| Ok(shown(model::review::review(desk, asked.frame(desk)?)?.render()?))).await
}

pub(super) async fn rows(State(pages): State<Pages>, asked: Asked, Path(list): Path<String>) -> Response {
    let work = move |desk: &mut Desk, asked: &Asked| {
        Ok(shown(model::morning_rows::rows(desk, asked.frame(desk)?, &list)?.render()?))
    };
    pages.answer(asked, work).await
}

pub(super) async fn case(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let work = move |desk: &mut Desk, asked: &Asked| {
        let form = ReviewForm::default();
        Ok(shown(model::attention::case_review(desk, asked.frame(desk)?, &party, form, None)?.render()?))
    };
    pages.answer(asked, work).await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn again(Path(party): Path<String>) -> Response {
    Redirect::to(&links::reading(&PartyId::new(party))).into_response()
}

pub(super) async fn open(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    on_case(pages, asked, party, Ok(Form(())), |desk, asked, party, ()| {
        let by = asked.frame(desk)?.acting.id;
        let done = desk.open_review(party, &by);
        finish(desk, asked, party, ReviewForm::default(), done)
    })
    .await
}

/// The measures ticked; a browser sends the same name once for each.
pub(super) async fn read(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let ticked = typed.iter().filter(|(name, _)| name == "measure");
        let measures: Result<Vec<i64>, Trouble> = ticked
            .map(|(_, value)| value.parse().map_err(|_| Trouble::Unreadable(format!("{value} is no measure"))))
            .collect();
        let done = desk.read_measures(party, &by, &measures?);
        finish(desk, asked, party, ReviewForm::default(), done)
    })
    .await
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(super) struct Typed {
    decision: String,
    note: String,
    next_on: String,
}

pub(super) async fn close(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let decision = decision(&typed.decision)?;
        let next_on: BusinessDate =
            typed.next_on.trim().parse().map_err(|source| Trouble::NoSuchDay { field: "Read it again on", source })?;
        let by = asked.frame(desk)?.acting.id;
        let note = typed.note.replace("\r\n", "\n");
        let command = CloseReview { party: party.clone(), by, decision, note, next_on };
        let done = desk.close_review(&command);
        let form = ReviewForm { decision: typed.decision, note: command.note, next_on: typed.next_on };
        finish(desk, asked, party, form, done)
    })
    .await
}

pub(super) fn decision(word: &str) -> Result<LeaderDecision, Trouble> {
    LeaderDecision::named(word).ok_or_else(|| Trouble::Unreadable(format!("{word:?} is no decision of the list")))
}

/// The review again; or as typed, with what is wrong with it.
fn finish(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    form: ReviewForm,
    done: Result<i64, DeskError>,
) -> Result<Response, Trouble> {
    done::finish(
        done,
        |_| links::reading(party),
        |problem| Ok(model::attention::case_review(desk, asked.frame(desk)?, party, form, Some(problem))?.render()?),
    )
}
