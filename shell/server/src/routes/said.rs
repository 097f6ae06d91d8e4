//! Words and critiques: read, found, answered, closed; each a command to the desk.

use super::{done, on_case, shown, unreadable_form, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::words as links;
use crate::model;
use crate::pages::said::CritiqueForm;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_case::{CritiqueAnswer, CritiqueState};
use makegood_desk::{CritiqueAbout, KeepTranscript, MakeCritique, OnCritique};
use makegood_units::PartyId;
use serde::Deserialize;

pub(super) async fn page(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let answer = pages.answer(asked, move |desk, asked| {
        let page = model::said::words(desk, asked.frame(desk)?, &party, CritiqueForm::default(), None)?;
        Ok(shown(page.render()?))
    });
    answer.await
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    event: i64,
    officer: String,
    sentence: String,
    quote: String,
    category: String,
    says: String,
    instead: String,
}

impl Typed {
    fn about(&self) -> CritiqueAbout {
        let quote = self.quote.replace("\r\n", "\n");
        if self.event == 0 {
            return CritiqueAbout::Measure {
                officer: self.officer.as_str().into(),
                event: None,
                on: None,
                seen: quote,
            };
        }
        let chosen = self.sentence.split_once(':').filter(|_| quote.trim().is_empty());
        let chosen = chosen.and_then(|(from, words)| Some((from.parse().ok()?, words.to_owned())));
        let (quote, from) = chosen.map_or((quote, None), |(from, words): (usize, String)| (words, Some(from)));
        CritiqueAbout::Words { event: self.event, quote, from }
    }
}

pub(super) async fn find(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let frame = asked.frame(desk)?;
        let command = MakeCritique {
            party: party.clone(),
            by: frame.acting.id.clone(),
            about: typed.about(),
            category: typed.category.clone(),
            says: typed.says.clone(),
            instead: typed.instead.clone(),
        };
        done::finish(
            desk.make_critique(&command),
            |event| format!("{}#c-{event}", links::words(party)),
            |problem| {
                let Typed { event, quote, category, says, instead, .. } = typed;
                let form = CritiqueForm { event, quote, category, says, instead };
                Ok(model::said::words(desk, frame, party, form, Some(problem))?.render()?)
            },
        )
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Kept {
    contact: i64,
    #[serde(default)]
    text: String,
}

pub(super) async fn keep(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Kept>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let source = "typed".to_owned();
        let (event, _) = desk.keep_transcript(&KeepTranscript {
            party: party.clone(),
            contact: typed.contact,
            by,
            text: typed.text,
            source,
        })?;
        Ok(Redirect::to(&links::text(party, event)).into_response())
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct ReadIt {
    event: i64,
}

pub(super) async fn read(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<ReadIt>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        desk.read_text(party, typed.event, &by)?;
        Ok(Redirect::to(&links::text(party, typed.event)).into_response())
    })
    .await
}

/// Back to the page, when one of its posts is asked for.
pub(super) async fn back(Path(party): Path<String>) -> Response {
    Redirect::to(&links::words(&PartyId::new(party))).into_response()
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    officer: Option<String>,
    category: String,
    state: String,
}

pub(super) async fn list(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<Chosen>, QueryRejection>,
) -> Response {
    let answer = pages.answer(asked, move |desk, asked| {
        let Query(chosen) = query.map_err(|rejection| unreadable_query(&rejection))?;
        let state = match chosen.state.as_str() {
            "" => None,
            word => Some(
                CritiqueState::ALL
                    .into_iter()
                    .find(|state| state.word() == word)
                    .ok_or_else(|| Trouble::Unreadable(format!("no critique stands as {word}")))?,
            ),
        };
        let page = model::said::list(desk, asked.frame(desk)?, chosen.officer, &chosen.category, state)?;
        Ok(shown(page.render()?))
    });
    answer.await
}

#[derive(Deserialize)]
pub(super) struct Answered {
    what: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn answer(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(critique): Path<i64>,
    form: Result<Form<Answered>, FormRejection>,
) -> Response {
    asked.here = links::critiques("", "", "");
    let answer = pages.answer(asked, move |desk, asked| {
        let Form(typed) = form.map_err(|rejection| unreadable_form(&rejection))?;
        let answers = CritiqueAnswer::ALL.into_iter().find(|answer| answer.word() == typed.what);
        let what = match (typed.what.as_str(), answers) {
            ("close", _) => OnCritique::Close,
            ("withdraw", _) => OnCritique::Withdraw,
            (_, Some(answer)) => OnCritique::Answer(answer),
            (other, None) => return Err(Trouble::Unreadable(format!("{other} is nothing to do about a critique"))),
        };
        let by = asked.frame(desk)?.acting.id;
        let (party, _) = desk.on_critique(critique, &by, &what, &typed.note.replace("\r\n", "\n"))?;
        Ok(Redirect::to(&format!("{}#c-{critique}", links::words(&party))).into_response())
    });
    answer.await
}

/// Back to the list, when an answer is asked for.
pub(super) async fn back_to_list() -> Response {
    Redirect::to(&links::critiques("", "", "")).into_response()
}
