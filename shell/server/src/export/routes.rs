//! The address of each file: that of its page, with an ending.

use super::answer::{Ending, file};
use super::{granted, lists, loans, numbers, work};
use crate::asked::{Asked, Pages};
use crate::links::RowsQuery;
use crate::links::law::RefusedQuery;
use crate::links::looks::LooksQuery;
use crate::links::numbers::NumbersQuery;
use crate::routes::unreadable_query;
use crate::trouble::Trouble;
use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use axum::routing::get;
use makegood_desk::Desk;
use makegood_sheets::Table;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A query of which nothing is read.
#[derive(Deserialize)]
struct Nothing {}

/// What a page's address says, and which figure it names.
type Made<Q> = fn(&Desk, &Asked, &str, &Q) -> Result<Table, Trouble>;

/// The router with both files of every table.
pub(crate) fn with_files(router: Router<Pages>) -> Router<Pages> {
    let router = both::<RowsQuery>(router, "/book/rows", |desk, asked, _, query| {
        loans::rows(desk, query, &asked.caller()?.reach)
    });
    let router = both::<RefusedQuery>(router, "/refused", |desk, asked, _, query| {
        work::refused(desk, query, &asked.caller()?.reach)
    });
    let router = both::<Nothing>(router, "/clocks", |desk, asked, _, _| work::clocks(desk, &asked.caller()?.reach));
    let router = both::<Nothing>(router, "/review", |desk, asked, _, _| lists::review(desk, asked));
    let router =
        both::<Nothing>(router, "/first-cash", |desk, asked, _, _| lists::first_cash(desk, &asked.caller()?.reach));
    let router = both::<Nothing>(router, "/origination", |desk, _, _, _| granted::origination(desk));
    let router = both::<Nothing>(router, "/methods", |desk, _, _, _| work::methods(desk));
    let router = both::<Nothing>(router, "/trial", |desk, _, _, _| work::trial(desk));
    let router = both::<LooksQuery>(router, "/looks", |desk, asked, _, query| {
        crate::model::looks::table(&asked.caller()?.door, desk.clock().today(), query)
    });
    let router = both::<NumbersQuery>(router, "/numbers", |desk, asked, _, query| {
        numbers::all(desk, query, &asked.caller()?.reach)
    });
    let router = both::<NumbersQuery>(router, "/numbers/{code}/history", |desk, asked, code, query| {
        numbers::history(desk, code, query, &asked.caller()?.reach)
    });
    let router = both::<NumbersQuery>(router, "/numbers/{code}/rows", |desk, asked, code, query| {
        numbers::rows(desk, code, query, &asked.caller()?.reach)
    });
    both::<NumbersQuery>(router, "/numbers/{code}/vintage", |desk, asked, code, query| {
        numbers::vintage(desk, code, query, &asked.caller()?.reach)
    })
}

fn both<Q: DeserializeOwned + Send + 'static>(router: Router<Pages>, page: &str, made: Made<Q>) -> Router<Pages> {
    let answer = move |ending: Ending| {
        move |State(pages): State<Pages>,
              asked: Asked,
              code: Option<Path<String>>,
              query: Result<Query<Q>, QueryRejection>| async move {
            give(pages, asked, code.map(|Path(code)| code).unwrap_or_default(), query, made, ending).await
        }
    };
    router
        .route(&format!("{page}.csv"), get(answer(Ending::Csv)))
        .route(&format!("{page}.xlsx"), get(answer(Ending::Xlsx)))
}

async fn give<Q: Send + 'static>(
    pages: Pages,
    asked: Asked,
    code: String,
    query: Result<Query<Q>, QueryRejection>,
    made: Made<Q>,
    ending: Ending,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(query) = query.map_err(|rejection| unreadable_query(&rejection))?;
            file(&made(desk, asked, &code, &query)?, ending)
        })
        .await
}
