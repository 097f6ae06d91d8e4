//! The report of an officer, and the leader's word on it.

use super::review::decision;
use super::{done, on_case, shown};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::attention::report;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_desk::{AcknowledgeReport, Desk, DeskError, HandInReport};
use makegood_units::PartyId;
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let work = move |desk: &mut Desk, asked: &Asked| {
        Ok(shown(report(desk, asked.frame(desk)?, &party, None, String::new(), None)?.render()?))
    };
    pages.answer(asked, work).await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn again(Path(party): Path<String>) -> Response {
    Redirect::to(&links::report(&PartyId::new(party))).into_response()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    account: String,
    proposes: String,
    decision: String,
    note: String,
}

pub(super) async fn hand_in(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let clean = |text: String| text.replace("\r\n", "\n");
        let (account, proposes) = (clean(typed.account), clean(typed.proposes));
        let command = HandInReport { party: party.clone(), by, account, proposes };
        let done = desk.hand_in_report(&command);
        finish(desk, asked, party, Some((command.account, command.proposes)), String::new(), done)
    })
    .await
}

pub(super) async fn acknowledge(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let (decision, note) = (decision(&typed.decision)?, typed.note.replace("\r\n", "\n"));
        let command = AcknowledgeReport { party: party.clone(), by, decision, note };
        let done = desk.acknowledge_report(&command);
        finish(desk, asked, party, None, command.note, done)
    })
    .await
}

/// The report again; or as typed, with what is wrong with it.
fn finish(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    typed: Option<(String, String)>,
    note: String,
    done: Result<i64, DeskError>,
) -> Result<Response, Trouble> {
    done::finish(
        done,
        |_| links::report(party),
        |problem| Ok(report(desk, asked.frame(desk)?, party, typed, note, Some(problem))?.render()?),
    )
}
