//! The letters of a case: looked at, agreed to, made, served, printed again.

use super::{on_case, shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::links::letters::LetterQuery;
use crate::model::case::Open;
use crate::model::clocks::of_case;
use crate::model::law::{typed_moment, typed_word};
use crate::model::letters::{asked as letter_asked, letters, preview, problem};
use crate::pages::letters::Problem;
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{Desk, DeskError, Made, Service};
use makegood_letters::{draft, make};
use makegood_units::PartyId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct After {
    made: Option<i64>,
    served: Option<i64>,
}

/// The letters of a case; `?made=` and `?served=` name what was just put on record.
pub(super) async fn page(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(party): Path<String>,
    after: Result<Query<After>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    asked.here = links::letters::letters(&party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(after) = after.map_err(|rejection| unreadable_query(&rejection))?;
            let open = Open::case(desk, &party)?;
            let made = after.made.map(|event| {
                format!("Kept as event {event}, to the byte. Print it, and record below how it was served.")
            });
            let served = after.served.map(|event| format!("How it was served is on record as event {event}."));
            let mut page = letters(desk, asked.frame(desk)?, &open, served.or(made))?;
            if after.served.is_some() {
                page.clocks = of_case(&open.view);
            }
            Ok(shown(page.render()?))
        })
        .await
}

/// A letter looked at; nothing is written.
pub(super) async fn look(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    query: Result<Query<LetterQuery>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            looked_at(desk, asked, &party, &query, None)
        })
        .await
}

fn looked_at(
    desk: &Desk,
    asked: &Asked,
    party: &PartyId,
    query: &LetterQuery,
    problem: Option<Problem>,
) -> Result<Response, Trouble> {
    let open = Open::case(desk, party)?;
    let page = preview(desk, asked.frame(desk)?, &open, query, problem)?;
    let status = if page.problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// A letter made by whoever acts; what the law does not let through is on record and shown.
pub(super) async fn make_one(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<LetterQuery>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, query| {
        let Ok(letter) = letter_asked(party, &query) else { return looked_at(desk, asked, party, &query, None) };
        let by = asked.frame(desk)?.acting.id;
        match make(desk, &letter, None, by.as_str(), |_| Ok(())) {
            Ok((Made::Now { seq } | Made::Before { seq }, _)) => {
                let href = format!("{}?made={seq}#letter-{seq}", links::letters::letters(party));
                Ok(Redirect::to(&href).into_response())
            }
            Ok((Made::NotCleared { seq, .. }, _)) => Ok(Redirect::to(&links::law::judgement(seq)).into_response()),
            Err(error) => {
                let problem = problem(error)?;
                looked_at(desk, asked, party, &query, Some(problem))
            }
        }
    })
    .await
}

/// What a second person read, beside the letter.
#[derive(Deserialize)]
pub(super) struct TypedAgreement {
    #[serde(default)]
    note: String,
    #[serde(flatten)]
    query: LetterQuery,
}

pub(super) async fn agree(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<TypedAgreement>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let Ok(letter) = letter_asked(party, &typed.query) else {
            return looked_at(desk, asked, party, &typed.query, None);
        };
        let note = typed.note.replace("\r\n", "\n");
        let command = draft(desk, &letter, None).map(|draft| draft.to_agree(by, note));
        let agreed = command.and_then(|command| Ok(desk.agree_to_letter(&command)?));
        match agreed {
            Ok(_) => Ok(Redirect::to(&typed.query.href(party)).into_response()),
            Err(error) => {
                let problem = problem(error)?;
                looked_at(desk, asked, party, &typed.query, Some(problem))
            }
        }
    })
    .await
}

/// How a letter was served, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedService {
    letter: i64,
    how: String,
    when: String,
    tracking: String,
    signed: Option<String>,
    returned: Option<String>,
    read: Option<String>,
}

pub(super) async fn served(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<TypedService>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let open = Open::case(desk, party)?;
        let by = asked.frame(desk)?.acting.id;
        match recorded(desk, &open, &typed, by.as_str())? {
            Ok(event) => {
                let href = format!("{}?served={event}#letter-{event}", links::letters::letters(party));
                Ok(Redirect::to(&href).into_response())
            }
            Err(says) => {
                let mut page = letters(desk, asked.frame(desk)?, &open, None)?;
                page.problem = Some(says);
                Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
            }
        }
    })
    .await
}

/// The letter whose service was put on record, or what is wrong with what was typed.
fn recorded(desk: &mut Desk, open: &Open, typed: &TypedService, by: &str) -> Result<Result<i64, String>, Trouble> {
    let at = match typed_moment(open, &typed.when) {
        Ok(at) => at.unwrap_or_else(|| desk.clock().now()),
        Err(says) => return Ok(Err(says)),
    };
    if typed.returned.is_some() && (typed.signed.is_some() || typed.read.is_some()) {
        return Ok(Err("What came back was neither signed for nor read. Choose one of them.".to_owned()));
    }
    let is_theirs = desk.letter(typed.letter)?.is_some_and(|(made, _)| made.party == open.view.day.party);
    if !is_theirs {
        return Ok(Err(format!("Event {} made no letter of this case.", typed.letter)));
    }
    let how = typed_word(&typed.how);
    let service = Service {
        letter: typed.letter,
        at,
        how: if how.is_empty() { "post".to_owned() } else { how },
        tracking: Some(typed.tracking.trim().to_owned()).filter(|number| !number.is_empty()),
        is_signed: typed.signed.is_some(),
        is_returned: typed.returned.is_some(),
        is_read: typed.read.is_some(),
    };
    match desk.record_served(&service, by) {
        Ok(_) => Ok(Ok(typed.letter)),
        Err(DeskError::Refused(refusal)) => {
            Ok(Err(format!("{} {}", sentence(&refusal.to_string()), refusal.way_out())))
        }
        Err(failed) => Err(failed.into()),
    }
}

/// A letter as it was made: the same bytes.
pub(super) async fn file(State(pages): State<Pages>, asked: Asked, Path(name): Path<String>) -> Response {
    pages
        .answer(asked, move |desk, _| {
            let gone = || Trouble::Unknown(format!("there is no letter {name}"));
            let event = name.strip_suffix(".pdf").and_then(|event| event.parse::<i64>().ok()).ok_or_else(gone)?;
            let (_, bytes) = desk.letter(event)?.ok_or_else(gone)?;
            let named = format!("inline; filename=\"letter-{event}.pdf\"");
            let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, named)];
            Ok((headers, bytes).into_response())
        })
        .await
}
