//! Hard cases, their teams, and the script; what is posted is a command to the desk.

use super::work::to_script;
use super::{on_case, shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::words as links;
use crate::model;
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_case::{Channel, TeamLine};
use makegood_desk::{AssignTeam, CheckOpening, DelegateTeam, TellConsequences};
use makegood_units::PartyId;
use serde::Deserialize;
use std::collections::BTreeMap;

/// So many lines of a plan and colleagues are read from a form.
const ROWS: usize = 5;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asks {
    ended: bool,
    page: usize,
}

pub(super) async fn list(
    State(pages): State<Pages>,
    asked: Asked,
    query: Result<Query<Asks>, QueryRejection>,
) -> Response {
    let answer = pages.answer(asked, move |desk, asked| {
        let Query(asks) = query.map_err(|rejection| unreadable_query(&rejection))?;
        Ok(shown(model::hard::list(desk, asked.frame(desk)?, asks.ended, asks.page)?.render()?))
    });
    answer.await
}

pub(super) async fn team(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let answer = pages
        .answer(asked, move |desk, asked| Ok(shown(model::hard::team(desk, asked.frame(desk)?, &party)?.render()?)));
    answer.await
}

/// The fields of the form by name: a plan has several lines.
type Fields = BTreeMap<String, String>;

fn field<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields.get(name).map_or("", |text| text.trim())
}

fn plan(fields: &Fields) -> Result<Vec<TeamLine>, Trouble> {
    let mut lines = Vec::new();
    for row in 1..=ROWS {
        let part = |name: &str| field(fields, &format!("{name}{row}"));
        let (what, required_result, due_on) = (part("what"), part("result"), part("due"));
        if what.is_empty() && required_result.is_empty() {
            continue;
        }
        let due_on = due_on.parse().map_err(|_| Trouble::Unreadable(format!("line {row} of the plan has no day")))?;
        let (what, required_result) = (what.to_owned(), required_result.to_owned());
        lines.push(TeamLine { what, owner: part("owner").into(), due_on, required_result });
    }
    Ok(lines)
}

pub(super) async fn assign(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Fields>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, fields| {
        let members = (1..=ROWS).map(|row| field(&fields, &format!("member{row}")).to_owned());
        desk.assign_team(&AssignTeam {
            party: party.clone(),
            executive: field(&fields, "executive").into(),
            members: members.filter(|id| !id.is_empty()).map(|id| id.as_str().into()).collect(),
            plan: plan(&fields)?,
            by: asked.frame(desk)?.acting.id,
        })?;
        Ok(Redirect::to(&links::team(party)).into_response())
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Done {
    line: usize,
    #[serde(default)]
    result: String,
}

pub(super) async fn done(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Done>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        desk.finish_team_line(party, typed.line, &by, &typed.result)?;
        Ok(Redirect::to(&links::team(party)).into_response())
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct HandedOn {
    to: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn delegate(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<HandedOn>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let to = typed.to.as_str().into();
        desk.delegate_team(&DelegateTeam { party: party.clone(), by, to, reason: typed.reason })?;
        Ok(Redirect::to(&links::team(party)).into_response())
    })
    .await
}

/// Back to the team, when one of its posts is asked for.
pub(super) async fn back_to_team(Path(party): Path<String>) -> Response {
    Redirect::to(&links::team(&PartyId::new(party))).into_response()
}

pub(super) async fn script(State(pages): State<Pages>, asked: Asked, Path(party): Path<String>) -> Response {
    let party = PartyId::new(party);
    let answer = pages
        .answer(asked, move |desk, asked| Ok(shown(model::hard::script(desk, asked.frame(desk)?, &party)?.render()?)));
    answer.await
}

#[derive(Deserialize)]
pub(super) struct Opening {
    #[serde(default)]
    channel: String,
    #[serde(default)]
    identity: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    purpose: Option<String>,
}

pub(super) async fn open(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Opening>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        desk.check_opening(&CheckOpening {
            party: party.clone(),
            by: asked.frame(desk)?.acting.id,
            channel: match typed.channel.as_str() {
                "inbound_call" => Channel::InboundCall,
                "visit" => Channel::Visit,
                _ => Channel::Call,
            },
            identity: typed.identity,
            is_right_party: typed.who == "them",
            purpose_said: typed.purpose.is_some(),
        })?;
        Ok(to_script(asked, party))
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    said: String,
    #[serde(default)]
    acknowledged: Option<String>,
}

pub(super) async fn told(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Told>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        desk.tell_consequences(&TellConsequences {
            party: party.clone(),
            by: asked.frame(desk)?.acting.id,
            acknowledged: typed.acknowledged.is_some(),
            said: typed.said.replace("\r\n", "\n"),
        })?;
        Ok(to_script(asked, party))
    })
    .await
}

/// Back to the script, when what is posted there is asked for.
pub(super) async fn back_to_script(Path(party): Path<String>) -> Response {
    Redirect::to(&links::script(&PartyId::new(party))).into_response()
}
