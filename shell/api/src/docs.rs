//! Pages for whoever writes a program against the interface, made from the document and the
//! gallery. They hold no data of the book, so they need no login.

use crate::docs_text::{contents, escaped, operations};
use crate::gallery::{Meaning, meaning, meanings};
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
            let body = "<p>No problem has this code. <a href=\"/api/docs#problems\">The interface for programs</a> lists them.</p>";
            (StatusCode::NOT_FOUND, Html(page(style, "There is no such problem", body))).into_response()
        }
    }
}

fn about(one: &Meaning) -> String {
    format!(
        "<section class=\"card\"><h2>What happened</h2><p>{}</p><h2>Why</h2><p>{}</p><h2>What can be done</h2><p>{}</p>\
         <p>It comes with the status {}; <code>detail</code> says what it was this time, and <code>errors</code> which \
         field. <a href=\"/api/docs#problems\">All problems</a></p></section>",
        escaped(one.cause),
        why(one.status),
        escaped(one.way_out),
        one.status
    )
}

/// Whose word it is that the request was not carried out, by the status.
fn why(status: u16) -> &'static str {
    match status {
        400 | 413 | 415 => "What was sent is not what the document describes, so it was not read to its end.",
        401 => "Nobody is let in without a token that holds.",
        403 => "A token does what its scopes say, and never more than the user it acts as.",
        404 | 405 => "What a token may not see is answered like what is not there.",
        409 => "The book, the law or the lender's own rules do not allow it as things stand. Nothing was written.",
        412 => "The write rests on a state of the case that has passed, so somebody may have acted on it already.",
        429 => "Each token may ask so many times a minute, so that one program does not take the book from the others.",
        503 => "Others are writing at this moment. Nothing was begun.",
        _ => "Something failed in the program. Nothing was written.",
    }
}

fn docs() -> String {
    let mut body = String::from(
        "<section class=\"card\" aria-labelledby=\"how\"><h2 id=\"how\">How it is used</h2><p>Every address below is under \
         <code>/api/v1</code>; the whole of it, for machines, is \
         <a href=\"/api/v1/openapi.json\">the OpenAPI 3.1 document</a> this page is made of. A request carries \
         <code>Authorization: Bearer TOKEN</code>; <code>makegood token add</code> makes one. A write carries an \
         <code>Idempotency-Key</code>: the same key with the same request gives the same answer and no second effect, \
         for at least seven days. A list goes on where <code>next_cursor</code> says.</p>",
    );
    body += "<pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"An example with curl\"><code>curl -H &quot;Authorization: Bearer $TOKEN&quot; \\\n  &#39;http://127.0.0.1:8080/api/v1/cases?days_past_due_from=30&amp;limit=20&#39;</code></pre>";
    body += &contents();
    body += "</section>";
    body += &operations();
    let scopes = Scope::ALL.iter().map(|(_, word, says)| vec![code(word), escaped(says)]);
    body += &section("scopes", "Scopes", &table("What a token may be let into", &["Scope", "What it lets do"], scopes));
    let problems = meanings().map(|one| {
        let link = format!("<a href=\"/api/problems/{0}\">{0}</a>", one.code);
        vec![link, one.status.to_string(), escaped(one.cause)]
    });
    let problems = table("Why a request is not carried out", &["Code", "Status", "What it means"], problems);
    body + &section("problems", "Problems", &problems)
}

fn section(id: &str, title: &str, body: &str) -> String {
    format!("<section class=\"card\" aria-labelledby=\"{id}\"><h2 id=\"{id}\">{title}</h2>{body}</section>")
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escaped(text))
}

/// A table of cells that are markup already.
fn table(caption: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut text = format!(
        "<div class=\"scroll\" role=\"region\" aria-label=\"{caption}\" tabindex=\"0\"><table><caption>{caption}</caption><thead><tr>"
    );
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
         <link rel=\"stylesheet\" href=\"{style}\"></head><body><header class=\"masthead\"><a class=\"brand\" href=\"/\">Makegood</a>\
         <nav aria-label=\"Pages\"><ul><li><a href=\"/api/docs\">The interface for programs</a></li></ul></nav></header>\
         <main id=\"main\" class=\"lawpage programs\"><div class=\"title\"><h1>{title}</h1></div>{body}</main></body></html>"
    )
}
