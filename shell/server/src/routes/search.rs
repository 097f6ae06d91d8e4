//! Finding a case by name or number: a page, or JSON for the palette.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::model::words::named;
use crate::pages::search::{Hit, Search};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use makegood_desk::Desk;
use makegood_views::{Reach, ViewError};
use serde::Deserialize;

/// So many hits fit a screen.
const HITS: usize = 20;

#[derive(Deserialize)]
pub(super) struct Words {
    #[serde(default)]
    q: String,
}

pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    headers: HeaderMap,
    words: Result<Query<Words>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(words) = words.map_err(|rejection| unreadable_query(&rejection))?;
            let frame = asked.frame(desk)?;
            let hits = find(desk, &words.q, &frame.who.reach)?;
            let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
            if accepts.starts_with("application/json") {
                return Ok(Json(hits).into_response());
            }
            Ok(shown(Search { frame, asked: words.q, hits }.render()?))
        })
        .await
}

/// One hit a borrower, the loan with the largest arrears speaking for them.
fn find(desk: &Desk, words: &str, reach: &Reach) -> Result<Vec<Hit>, ViewError> {
    if words.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut found = makegood_views::find(desk.book(), words, 100, reach)?;
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|one| seen.insert(one.party.clone()));
    found.truncate(HITS);
    let hit = |one: makegood_views::Found| {
        let late = match one.days_past_due {
            0 => "current".to_owned(),
            days => format!("{}, {} past due", one.arrears, crate::say::days(days)),
        };
        Hit::new(&one.party, &named(&one.name, &one.party), format!("{late}, loan {}", one.loan))
    };
    Ok(found.into_iter().map(hit).collect())
}
