//! Finding a case by anything: a page, or JSON for the palette.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::layout::Who;
use crate::model::words::named;
use crate::pages::search::{Hit, Search};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use makegood_desk::Desk;
use makegood_views::ViewError;
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
            let (hits, has_more) = find(desk, &words.q, &frame.who)?;
            let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
            if accepts.starts_with("application/json") {
                return Ok(Json(hits).into_response());
            }
            Ok(shown(Search { frame, asked: words.q, hits, has_more }.render()?))
        })
        .await
}

/// One hit a borrower within reach, with what it was found by where that is not the name or
/// a number.
fn find(desk: &Desk, words: &str, who: &Who) -> Result<(Vec<Hit>, bool), ViewError> {
    if words.trim().is_empty() {
        return Ok((Vec::new(), false));
    }
    let (reach, unseen) = (&who.reach, who.veils.unseen());
    let makegood_views::Search { found, has_more } =
        makegood_views::find_seen(desk.book(), words, HITS, reach, unseen)?;
    let hit = |makegood_views::FoundBy { case: one, by }: makegood_views::FoundBy| {
        let late = match one.days_past_due {
            0 => "current".to_owned(),
            days => format!("{}, {} past due", one.arrears, crate::say::days(days)),
        };
        Hit::new(
            &one.party,
            &named(&one.name, &one.party),
            format!("{late}, loan {}{}{by}", one.loan, if by.is_empty() { "" } else { " · " }),
        )
    };
    Ok((found.into_iter().map(hit).collect(), has_more))
}
