//! The worklist of whoever is logged in, or of a colleague.

use super::{shown, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::model;
use crate::trouble::Trouble;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Response;
use makegood_units::StaffId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Of {
    by: Option<String>,
}

/// `?by=` shows a colleague's worklist.
pub(super) async fn page(State(pages): State<Pages>, asked: Asked, of: Result<Query<Of>, QueryRejection>) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(of) = of.map_err(|rejection| unreadable_query(&rejection))?;
            let frame = asked.frame(desk)?;
            let by = of.by.map(StaffId::new).filter(|by| *by != frame.acting.id);
            let officer = match by {
                Some(by) => frame.staff.iter().find(|one| one.id == by).cloned().ok_or(Trouble::NotFound)?,
                None => frame.acting.clone(),
            };
            Ok(shown(model::today::today(desk, frame, officer)?.render()?))
        })
        .await
}
