//! One loan on a day, as known on a day.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::links::LoanAt;
use crate::model;
use crate::trouble::Trouble;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use makegood_units::{BusinessDate, LoanId};
use serde::Deserialize;

/// The days as typed; an empty field is as good as none.
#[derive(Deserialize)]
pub(super) struct Days {
    as_of: Option<String>,
    known_on: Option<String>,
}

fn day(field: &'static str, typed: Option<String>) -> Result<Option<BusinessDate>, Trouble> {
    let typed = typed.filter(|text| !text.trim().is_empty());
    typed.map(|text| text.trim().parse().map_err(|source| Trouble::NoSuchDay { field, source })).transpose()
}

pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    Path(loan): Path<String>,
    days: Result<Query<Days>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(days) = days.map_err(|rejection| unreadable_query(&rejection))?;
            let at = LoanAt {
                loan: LoanId::new(loan),
                as_of: day("as of", days.as_of)?,
                known_on: day("as known on", days.known_on)?,
            };
            Ok(shown(model::loan::loan(desk, asked.frame(desk)?, at)?.render()?))
        })
        .await
}
