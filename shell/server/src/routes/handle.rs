//! Who has a case, until when it waits, and notes: short forms, posted from the case.

use super::{done, on_case};
use crate::asked::{Asked, Pages};
use crate::model::again;
use crate::trouble::{Trouble, sentence};
use crate::{links, model::words::title_of_day};
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use makegood_desk::{AssignCase, Desk, DeskError, RetractNote, SnoozeCase, WriteNote};
use makegood_units::{PartyId, spoken_day};
use serde::{Deserialize, Serialize};

/// What the short forms send; each reads its own.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    head: Option<i64>,
    note: String,
    reason: String,
    officer: String,
    until: String,
    event: i64,
}

impl Default for Typed {
    fn default() -> Self {
        let none = String::new;
        Self { head: None, note: none(), reason: none(), officer: none(), until: none(), event: 0 }
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

pub(super) async fn note(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let command = WriteNote { party: party.clone(), by, note: plain(&typed.note), seen: typed.head };
        let done = desk.write_note(&command);
        answered(desk, asked, party, &links::handle(party, "remark"), done)
    })
    .await
}

pub(super) async fn undo(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let done = desk.retract_note(&RetractNote { party: party.clone(), by, note: typed.event });
        answered(desk, asked, party, &links::handle(party, "remark/undo"), done)
    })
    .await
}

pub(super) async fn assign(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let officer = typed.officer.trim();
        let officer = (!officer.is_empty()).then(|| officer.into());
        let (reason, seen) = (plain(&typed.reason), typed.head);
        let done = desk.assign(&AssignCase { party: party.clone(), by, officer, reason, seen });
        answered(desk, asked, party, &links::handle(party, "assign"), done)
    })
    .await
}

pub(super) async fn snooze(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let (by, action) = (asked.frame(desk)?.acting.id, links::handle(party, "snooze"));
        let until = match spoken_day(&typed.until, desk.clock().today()) {
            Ok(until) => until,
            Err(error) => {
                let problem = format!("{} {}", sentence(&error.to_string()), error.way_out());
                let page = again::again(desk, asked, party, &action, problem, i64::MAX)?;
                return Ok(done::not_taken(page.render()?));
            }
        };
        let (reason, seen) = (plain(&typed.reason), typed.head);
        let done = desk.snooze(&SnoozeCase { party: party.clone(), by, until, reason, seen });
        answered(desk, asked, party, &action, done)
    })
    .await
}

/// Back to the case, or the form again with what the desk said.
fn answered(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    action: &str,
    done: Result<i64, DeskError>,
) -> Result<Response, Trouble> {
    done::finish(
        done,
        |event| format!("{}?saved={event}", links::case(party)),
        |problem| Ok(again::again(desk, asked, party, action, problem, i64::MAX)?.render()?),
    )
}

#[derive(Deserialize)]
pub(super) struct Said {
    #[serde(default)]
    say: String,
}

/// A day somebody typed, as it is understood.
#[derive(Serialize)]
struct Understood {
    /// The day; none when the words name none.
    day: Option<String>,
    /// The day with its weekday, or what is wrong.
    says: String,
}

pub(super) async fn day(State(pages): State<Pages>, asked: Asked, Query(said): Query<Said>) -> Response {
    pages
        .answer(asked, move |desk, _| {
            let understood = match spoken_day(&said.say, desk.clock().today()) {
                Ok(day) => Understood { day: Some(day.to_string()), says: title_of_day(&day) },
                Err(error) => Understood { day: None, says: sentence(&error.to_string()) },
            };
            Ok(Json(understood).into_response())
        })
        .await
}
