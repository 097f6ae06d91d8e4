//! The ways out of a case: compared by address, decided, agreed to and followed by forms.

use super::{on_case, shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links;
use crate::model::workout::workout;
use crate::trouble::{Trouble, sentence};
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use makegood_case::{Check, ReliefEvent, ReliefLoan, Tranche};
use makegood_desk::{AgreeWorkout, DecideWorkout, DeclineWorkout, DeskError, RecordRelief, Refusal, WorkoutRefusal};
use makegood_units::{Amount, BusinessDate, Currency, FactId, PartyId};
use makegood_workout::case::{SetError, Sets};
use serde::Deserialize;

/// Fields as a form or an address sends them, some of them several times.
type Pairs = Vec<(String, String)>;

/// Values set otherwise, `route.key=value` each; a name without a dot is another field.
fn sets(pairs: &Pairs) -> Result<Sets, SetError> {
    let mut sets = Sets::default();
    for (name, value) in pairs {
        if let Some((route, key)) = name.split_once('.') {
            sets.put(route, key, value.trim())?;
        }
    }
    Ok(sets)
}

/// The page; what is set in the address is compared and nothing is written.
pub(super) async fn page(
    State(pages): State<Pages>,
    mut asked: Asked,
    Path(party): Path<String>,
    query: Result<Query<Pairs>, QueryRejection>,
) -> Response {
    let party = PartyId::new(party);
    asked.here = links::workout(&party);
    pages
        .answer(asked, move |desk, asked| {
            let Query(pairs) = query.map_err(|rejection| unreadable_query(&rejection))?;
            let saved = pairs.iter().find(|(name, _)| name == "saved").and_then(|(_, seq)| seq.parse().ok());
            let (sets, problem) = match sets(&pairs) {
                Ok(sets) => (sets, None),
                Err(error) => (Sets::default(), Some(sentence(&error.to_string()))),
            };
            let view = desk.workout(&party, None, &sets)?;
            Ok(shown(workout(&view, asked.frame(desk)?, problem, saved).render()?))
        })
        .await
}

/// A form that came back with a problem and is loaded again.
pub(super) async fn back(Path(party): Path<String>) -> Response {
    Redirect::to(&links::workout(&PartyId::new(party))).into_response()
}

fn saved(party: &PartyId, event: i64) -> Response {
    Redirect::to(&format!("{}?saved={event}", links::workout(party))).into_response()
}

pub(super) async fn decide(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, pairs| {
        let field = |name: &str| pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim());
        let refused = |error: SetError| DeskError::from(Refusal::from(WorkoutRefusal::from(error)));
        let sets = sets(&pairs).map_err(refused)?;
        let currency = desk.workout(party, None, &sets)?.currency;
        let retest_on = match field("retest_on") {
            "" => None,
            text => Some(text.parse().map_err(|source| Trouble::NoSuchDay { field: "look afresh on", source })?),
        };
        let event = desk.decide_workout(&DecideWorkout {
            party: party.clone(),
            route: field("route").to_owned(),
            by: asked.frame(desk)?.acting.id,
            reason: field("reason").replace("\r\n", "\n"),
            sets,
            assumptions: None,
            retest_on,
            relief: tranches(&pairs, currency)?,
        })?;
        Ok(saved(party, event))
    })
    .await
}

/// The tranches as typed; rows left empty are none.
fn tranches(pairs: &Pairs, currency: Currency) -> Result<Option<ReliefLoan>, Trouble> {
    let all =
        |name: &str| pairs.iter().filter(|(found, _)| found == name).map(|(_, value)| value.trim()).collect::<Vec<_>>();
    let (amounts, purposes, shows, days) = (all("amount"), all("purpose"), all("shows"), all("days"));
    let mut tranches = Vec::new();
    for (no, (((amount, purpose), shows), days)) in (1_u32..).zip(amounts.iter().zip(&purposes).zip(&shows).zip(&days))
    {
        if amount.is_empty() && purpose.is_empty() && shows.is_empty() {
            continue;
        }
        let amount = typed_amount(amount, currency)?;
        let check = Check {
            id: format!("check-{no}"),
            shows: (*shows).to_owned(),
            days_after_draw: days.parse().map_err(|_| {
                Trouble::Unreadable(format!("tranche {no}: say in how many days after the draw it has to be shown"))
            })?,
        };
        let checks = if shows.is_empty() { Vec::new() } else { vec![check] };
        let to_old_instalments = Amount::ZERO;
        tranches.push(Tranche { no, amount, purpose: (*purpose).to_owned(), to_old_instalments, checks });
    }
    Ok((!tranches.is_empty()).then_some(ReliefLoan { currency, tranches }))
}

fn typed_amount(text: &str, currency: Currency) -> Result<Amount, Trouble> {
    let amount = Amount::parse(text, currency);
    amount.map_err(|error| Trouble::Unreadable(format!("{text:?} is not an amount in {currency}: {error}")))
}

#[derive(Deserialize)]
pub(super) struct Agreed {
    #[serde(default)]
    note: String,
}

pub(super) async fn agree(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Agreed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let event = desk.agree_workout(&AgreeWorkout { party: party.clone(), by, note: typed.note })?;
        Ok(saved(party, event))
    })
    .await
}

pub(super) async fn decline(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Agreed>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let event = desk.decline_workout(&DeclineWorkout { party: party.clone(), by, reason: typed.note })?;
        Ok(saved(party, event))
    })
    .await
}

#[derive(Deserialize)]
pub(super) struct Moved {
    what: String,
    #[serde(default)]
    which: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn relief(
    State(pages): State<Pages>,
    asked: Asked,
    Path(party): Path<String>,
    form: Result<Form<Moved>, FormRejection>,
) -> Response {
    on_case(pages, asked, party, form, |desk, asked, party, typed| {
        let by = asked.frame(desk)?.acting.id;
        let note = typed.note.trim().to_owned();
        if typed.what == "signs" {
            let event = desk.read_relief_signs(party, &by, &note)?;
            return Ok(saved(party, event));
        }
        let view = desk.workout(party, None, &Sets::default())?;
        let what = happened(&typed, note, view.as_of, view.currency, &by)?;
        let event = desk.record_relief(&RecordRelief { party: party.clone(), by, what })?;
        Ok(saved(party, event))
    })
    .await
}

fn happened(
    typed: &Moved,
    note: String,
    on: BusinessDate,
    currency: Currency,
    by: &makegood_units::StaffId,
) -> Result<ReliefEvent, Trouble> {
    let no = || typed.which.parse::<u32>().map_err(|_| Trouble::Unreadable("a tranche has a number".to_owned()));
    let check = typed.which.clone();
    if note.is_empty() && !matches!(typed.what.as_str(), "approve" | "draw") {
        return Err(DeskError::from(Refusal::from(WorkoutRefusal::WithoutReason)).into());
    }
    Ok(match typed.what.as_str() {
        "approve" => ReliefEvent::TrancheApproved { no: no()?, on, by: by.clone() },
        "decline" => ReliefEvent::TrancheDeclined { no: no()?, on, by: by.clone(), reason: note },
        "draw" => {
            let amount = typed_amount(typed.amount.trim(), currency)?;
            ReliefEvent::TrancheDrawn { no: no()?, on, amount, purpose: typed.purpose.clone() }
        }
        "show" => {
            let evidence = FactId::new("document", note);
            ReliefEvent::EvidenceShown { check, on, seen_by: by.clone(), evidence }
        }
        "miss" => ReliefEvent::CheckMissed { check, on, found: note },
        "stop" => ReliefEvent::ReliefStopped { on, by: by.clone(), reason: note },
        other => return Err(Trouble::Unreadable(format!("{other:?} is nothing that happens to a relief loan"))),
    })
}
