//! What every request passes: a token that holds, its pace, its scope, a key for a write, a
//! body that reads. Only then the desk is asked.

use crate::asked::Asked;
use crate::document::document;
use crate::operation::{Operation, Work};
use crate::problem::{ChangedSince, Problem};
use crate::store::Token;
use crate::{Hand, Shared, jobs};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{RawPathParams, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get, on};
use makegood_desk::Desk;
use makegood_journal::{Event, KeptAnswer, entries_of, forget_requests, keep_answer, kept_answer};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A delivery of rows is the largest thing sent.
const BODY_BYTES: usize = 8 * 1024 * 1024;
/// Answers are kept for so many days; docs/api.md promises seven.
const KEPT_DAYS: i64 = 8;
/// The version of a case that no case has.
const NO_VERSION: i64 = -1;
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// Every operation at its address below `/api/v1`, and the document.
pub fn router(shared: Arc<Shared>) -> Router {
    let mut router = Router::new().route("/openapi.json", get(|| async { as_json(document().to_string()) }));
    for operation in crate::operations() {
        let (operation, shared) = (Arc::new(operation), shared.clone());
        let path = operation.head.path;
        let method = MethodFilter::try_from(operation.method.clone()).unwrap_or(MethodFilter::GET);
        router = router.route(
            path,
            on(method, move |names: Result<RawPathParams, RawPathParamsRejection>, request: Request| {
                let (operation, shared) = (operation.clone(), shared.clone());
                async move { answer(shared, &operation, names, request).await }
            }),
        );
    }
    router
        .fallback(|uri: Uri| async move { elsewhere("not_found", "There is nothing at this address.", &uri) })
        .method_not_allowed_fallback(|uri: Uri| async move {
            elsewhere("no_such_method", "This address does not know the method.", &uri)
        })
        .layer(axum::middleware::map_response(private))
}

/// Personal data: no copy stays behind in a cache, and nothing is taken for what it is not.
async fn private(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer
}

fn elsewhere(code: &str, says: &str, uri: &Uri) -> Response {
    Problem { instance: place(uri), ..Problem::own(code, says) }.answer()
}

/// The address as the caller knows it: the router is mounted below it.
fn place(uri: &Uri) -> String {
    format!("/api/v1{}", uri.path())
}

fn as_json(body: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}

async fn answer(
    shared: Arc<Shared>,
    operation: &Operation,
    names: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
) -> Response {
    let instance = place(request.uri());
    match passed(shared, operation, names, request).await {
        Ok(answer) => answer,
        Err(problem) => Problem { instance, ..problem }.answer(),
    }
}

async fn passed(
    shared: Arc<Shared>,
    operation: &Operation,
    names: Result<RawPathParams, RawPathParamsRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let token = token(&shared, &parts.headers)?;
    if !token.has(operation.head.scope) {
        let says = format!("The token {:?} lacks the scope {}.", token.name, operation.head.scope.word());
        return Err(Problem::own("scope_missing", says));
    }
    let key = if operation.writes() { Some(key(&parts.headers)?) } else { None };
    let seen = if operation.on_case() { seen(&parts.headers) } else { None };
    let names = names.map_err(|error| Problem::unreadable(error.body_text()))?;
    let path = names.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let body = read_body(operation, &parts.headers, body).await?;
    let query = parts.uri.query().unwrap_or_default();
    let work = operation.read(query, &body)?;
    let asked = Asked { path, token, key: key.clone(), shared: shared.clone() };
    let print = print(&operation.method, parts.uri.path(), query, &body);
    let (scope, right, fields) = (operation.head.scope, operation.right, operation.fields);
    let hand = if operation.writes() { Hand::Writes } else { Hand::Reads };
    let done = shared.at_desk(hand, move |desk| {
        crate::standing::holds(desk, &asked, scope, right)?;
        match key {
            Some(key) => once(desk, &asked, &Keyed { key, print, seen, fields }, work),
            None => {
                let unseen = asked.unseen(desk)?;
                let reply = desk.without(unseen, |desk| work(desk, &asked))??;
                let (mut answer, kept, job) = told(reply)?;
                crate::within::cover(&mut answer.body, unseen)?;
                Ok(Done::fresh((answer, kept, job)))
            }
        }
    });
    let done = done.await?;
    if let Some(job) = done.job {
        tokio::spawn(jobs::carry_out(shared, job));
    }
    Ok(done.response(operation.status))
}

/// The token of the request, when it holds and has not asked too often.
fn token(shared: &Shared, headers: &HeaderMap) -> Result<Token, Problem> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let text = given.and_then(|given| given.split_once(' ')).filter(|(how, _)| how.eq_ignore_ascii_case("bearer"));
    let Some((_, text)) = text else {
        return Err(Problem::own("token_missing", "The request carries no bearer token."));
    };
    let (now, today) = (shared.clock.recorded_at(), shared.clock.day_of(shared.clock.recorded_at()));
    let token = shared.store.token(text.trim(), today, now).map_err(|error| Problem::failed(&error))?;
    let token = token.ok_or_else(|| Problem::own("token_not_valid", "The token is unknown, ended or past its day."))?;
    shared.pace.take(token.id, token.per_minute, now).map_err(|seconds| {
        let says = format!("The token {:?} may ask {} times a minute.", token.name, token.per_minute);
        Problem { retry_after: Some(seconds), ..Problem::own("too_many_requests", says) }
    })?;
    Ok(token)
}

fn key(headers: &HeaderMap) -> Result<String, Problem> {
    let given = headers.get(KEY).and_then(|value| value.to_str().ok()).map(str::trim);
    let fits = |key: &&str| (1..=255).contains(&key.len()) && key.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
    given.filter(fits).map(str::to_owned).ok_or_else(|| {
        Problem::own("key_missing", "A write carries an Idempotency-Key of 1 to 255 printable characters.")
    })
}

/// The version of the case the write rests on. An ETag no case ever had fits no state
/// (RFC 9110, 13.1.1).
fn seen(headers: &HeaderMap) -> Option<i64> {
    let text = headers.get(header::IF_MATCH)?.to_str().unwrap_or_default().trim();
    if text == "*" {
        return None;
    }
    let number = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).and_then(|number| number.parse().ok());
    Some(number.unwrap_or(NO_VERSION))
}

async fn read_body(operation: &Operation, headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Problem> {
    if operation.body.is_none() {
        return Ok(Vec::new());
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::own("not_json", format!("The body is {kind:?}.")));
    }
    let read = to_bytes(body, BODY_BYTES).await;
    let too_large = |_| Problem::own("too_large", format!("A body has at most {BODY_BYTES} bytes."));
    Ok(read.map_err(too_large)?.to_vec())
}

/// What was asked, so that a key cannot stand for two things.
fn print(method: &Method, path: &str, query: &str, body: &[u8]) -> String {
    let mut hash = Sha256::new();
    for part in [method.as_str().as_bytes(), path.as_bytes(), query.as_bytes(), body] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A write with its key.
struct Keyed {
    key: String,
    print: String,
    seen: Option<i64>,
    fields: &'static [(&'static str, &'static str)],
}

/// The headers of a kept answer.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    location: Option<String>,
    version: Option<i64>,
}

/// An answer on its way out.
struct Done {
    answer: KeptAnswer,
    kept: Kept,
    is_replayed: bool,
    job: Option<i64>,
}

impl Done {
    fn fresh((answer, kept, job): (KeptAnswer, Kept, Option<i64>)) -> Self {
        Self { answer, kept, is_replayed: false, job }
    }

    fn response(self, when_well: u16) -> Response {
        let status = if self.answer.status == 0 { when_well } else { self.answer.status };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = if status.is_success() { "application/json" } else { "application/problem+json" };
        let mut answer = (status, self.answer.body).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let mut put = |name, text: Option<String>| {
            if let Some(value) = text.and_then(|text| HeaderValue::from_str(&text).ok()) {
                headers.insert(name, value);
            }
        };
        put(header::LOCATION, self.kept.location);
        put(header::ETAG, self.kept.version.map(|version| format!("\"{version}\"")));
        put(REPLAYED, self.is_replayed.then(|| "true".to_owned()));
        answer
    }
}

/// What an operation told, as it is kept; the status is the operation's own.
fn told(reply: crate::operation::Reply) -> Result<(KeptAnswer, Kept, Option<i64>), Problem> {
    let kept = Kept { location: reply.location, version: reply.version };
    let headers = serde_json::to_string(&kept).map_err(|error| Problem::failed(&error))?;
    Ok((KeptAnswer { asked: String::new(), status: 0, headers, body: reply.body }, kept, reply.job))
}

/// Carries a write out once: what it does and its answer are one transaction. The same key
/// with the same request gives the same answer; what the desk refused is an answer as well.
fn once(desk: &mut Desk, asked: &Asked, keyed: &Keyed, work: Work) -> Result<Done, Problem> {
    let caller = asked.token.id.to_string();
    desk.as_one(|desk| {
        if let Some(answer) = kept_answer(desk.book(), &caller, &keyed.key)? {
            return replayed(answer, &keyed.print);
        }
        if let Some(seen) = keyed.seen {
            unchanged(desk, asked, seen)?;
        }
        let (mut answer, kept, job) = match work(desk, asked) {
            Ok(reply) => told(reply)?,
            Err(problem) if problem.status == 409 => refused(&pointed(problem, keyed.fields))?,
            Err(problem) => return Err(problem),
        };
        answer.asked.clone_from(&keyed.print);
        let now = desk.clock().recorded_at();
        let long_ago = now.checked_sub(jiff::SignedDuration::from_hours(KEPT_DAYS * 24)).unwrap_or(now);
        forget_requests(desk.book(), long_ago)?;
        keep_answer(desk.book(), &caller, &keyed.key, now, &answer)?;
        Ok(Done { answer, kept, is_replayed: false, job })
    })
}

/// A refusal of the desk with the field it is about, where the operation knows it.
fn pointed(problem: Problem, fields: &[(&str, &str)]) -> Problem {
    let field = fields.iter().find(|(code, _)| *code == problem.code).filter(|_| problem.errors.is_empty());
    match field {
        Some((_, pointer)) => problem.at(pointer),
        None => problem,
    }
}

fn refused(problem: &Problem) -> Result<(KeptAnswer, Kept, Option<i64>), Problem> {
    let body = serde_json::to_string(problem).map_err(|error| Problem::failed(&error))?;
    let kept = Kept::default();
    let headers = serde_json::to_string(&kept).map_err(|error| Problem::failed(&error))?;
    Ok((KeptAnswer { asked: String::new(), status: problem.status, headers, body }, kept, None))
}

fn replayed(answer: KeptAnswer, print: &str) -> Result<Done, Problem> {
    if answer.asked != print {
        let says = "The key came before with another method, address or body. Nothing was done this time.";
        return Err(Problem::own("key_used_for_another", says));
    }
    let kept = serde_json::from_str(&answer.headers).unwrap_or_default();
    Ok(Done { answer, kept, is_replayed: true, job: None })
}

/// Refuses a write that rests on an earlier state of the case, and says what changed.
fn unchanged(desk: &Desk, asked: &Asked, seen: i64) -> Result<(), Problem> {
    let party = asked.case(desk)?;
    let since = entries_of(desk.book(), &party, i64::MAX)?.into_iter().filter(|entry| entry.seq > seen);
    let changed: Vec<ChangedSince> = since
        .filter(|entry| matches!(entry.event, Event::Case { .. }))
        .map(|entry| ChangedSince {
            event: entry.seq.into(),
            kind: crate::shape::event::kind(&entry.event),
            by: entry.actor,
        })
        .collect();
    if seen == NO_VERSION {
        return Err(Problem::own("changed_meanwhile", "No state of the case ever had this ETag."));
    }
    if changed.is_empty() {
        return Ok(());
    }
    let says = format!("{} events were written on the case since the state you read.", changed.len());
    Err(Problem { changed, ..Problem::own("changed_meanwhile", says) })
}
