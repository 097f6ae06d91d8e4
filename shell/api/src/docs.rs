//! Pages for whoever writes a program against the interface, made from the document and the
//! gallery. They hold no data of the book, so they need no login.

use crate::gallery::{Meaning, meaning, meanings};
use crate::operation::Operation;
use crate::scope::Scope;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::fmt::Write as _;
use std::sync::Arc;

/// `/api/docs` and `/api/problems/{code}`, with the address of the product's style sheet.
pub fn pages(style: &str) -> Router {
    let (style, same): (Arc<str>, Arc<str>) = (style.into(), style.into());
    Router::new()
        .route(
            "/docs",
            get(move || async move { Html(page(&style, "The interface for programs", &docs())).into_response() }),
        )
        .route("/problems/{code}", get(move |Path(code): Path<String>| async move { problem(&same, &code) }))
}

fn problem(style: &str, code: &str) -> Response {
    match meaning(code) {
        Some(one) => Html(page(style, one.code, &about(&one))).into_response(),
        None => {
            let body =
                "<p>No problem has this code. <a href=\"/api/docs\">The interface for programs</a> lists them.</p>";
            (StatusCode::NOT_FOUND, Html(page(style, "There is no such problem", body))).into_response()
        }
    }
}

fn about(one: &Meaning) -> String {
    format!(
        "<p>{}</p><h2>What can be done</h2><p>{}</p><p>It comes with the status {}. <a href=\"/api/docs\">All problems</a></p>",
        escaped(one.cause),
        escaped(one.way_out),
        one.status
    )
}

fn docs() -> String {
    let mut body = String::from(
        "<p>Every address below is under <code>/api/v1</code>; the whole of it, with every field, is in \
         <a href=\"/api/v1/openapi.json\">the OpenAPI 3.1 document</a>. A request carries \
         <code>Authorization: Bearer TOKEN</code>; <code>makegood token add</code> makes one. A write carries an \
         <code>Idempotency-Key</code>: the same key with the same request gives the same answer and no second effect, \
         for at least seven days.</p>",
    );
    body += &table("Operations", &["Method", "Address", "What it does", "Scope"], crate::operations().iter().map(line));
    let scopes = Scope::ALL.iter().map(|(_, word, says)| vec![code(word), escaped(says)]);
    body += &table("Scopes", &["Scope", "What it lets do"], scopes);
    let problems = meanings().map(|one| {
        let link = format!("<a href=\"/api/problems/{0}\">{0}</a>", one.code);
        vec![link, one.status.to_string(), escaped(one.cause)]
    });
    body + &table("Problems", &["Code", "Status", "What it means"], problems)
}

fn line(operation: &Operation) -> Vec<String> {
    let head = operation.head;
    vec![operation.method.to_string(), code(head.path), escaped(head.says), code(head.scope.word())]
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

/// A table of cells that are markup already.
fn table(caption: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!("<div class=\"scroll\"><table><caption>{caption}</caption><thead><tr>");
    for head in heads {
        // Writing to a String cannot fail.
        let _ = write!(text, "<th scope=\"col\">{head}</th>");
    }
    text += "</tr></thead><tbody>";
    for row in rows {
        let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        let _ = write!(text, "<tr>{cells}</tr>");
    }
    text + "</tbody></table></div>"
}

fn page(style: &str, title: &str, body: &str) -> String {
    let (style, title) = (escaped(style), escaped(title));
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title} · Makegood</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><main id=\"main\"><div class=\"title\"><h1>{title}</h1></div>\
         <section class=\"card\">{body}</section></main></body></html>"
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
