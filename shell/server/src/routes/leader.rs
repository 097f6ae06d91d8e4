//! A leader's report as a file.

use super::unreadable_query;
use crate::asked::{Asked, Pages};
use crate::links::numbers::ReportQuery;
use crate::model::leader::report as made;
use crate::tongue::tongue;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

pub(super) async fn report(
    State(pages): State<Pages>,
    asked: Asked,
    headers: HeaderMap,
    query: Result<Query<ReportQuery>, QueryRejection>,
) -> Response {
    let tongue = tongue(&headers);
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            let report = made(desk, &query, &asked.caller()?.reach, tongue)?;
            let named = format!("inline; filename=\"report-{}.pdf\"", report.as_of);
            let headers = [(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, named)];
            Ok((headers, report.bytes).into_response())
        })
        .await
}
