//! The worklist of the person acting.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::model;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use makegood_units::StaffId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Of {
    by: Option<String>,
}

/// `?by=` shows a colleague's worklist without acting as them from then on.
pub(super) async fn page(
    State(pages): State<Pages>,
    mut asked: Asked,
    of: Result<Query<Of>, QueryRejection>,
) -> Response {
    let by = of.as_ref().ok().and_then(|of| of.by.clone());
    if let Some(by) = by {
        asked.acting = Some(StaffId::new(by));
        asked.here = "/today".to_owned();
    }
    pages
        .answer(asked, move |desk, asked| {
            of.map_err(|rejection| unreadable_query(&rejection))?;
            Ok(shown(model::today::today(desk, asked.frame(desk)?)?.render()?))
        })
        .await
}
