//! What went wrong, as RFC 9457 wants it told: a type with a page behind it, a status, a
//! sentence, and what can be done.

use crate::words::Number;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use makegood_desk::{DeskError, Refusal};
use makegood_units::Currency;
use makegood_views::ViewError;
use schemars::JsonSchema;
use serde::Serialize;

/// Something that happened in a case since the caller read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChangedSince {
    /// The number of the event.
    pub event: Number,
    /// What kind of event it was.
    pub kind: String,
    /// Who wrote it down.
    pub by: String,
}

/// A field of the request that is wrong, and with what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldError {
    /// Where it stands in the body: a JSON pointer (RFC 6901) as a fragment, `#/promise/parts/0/due_on`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Its name, where it stands in the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// What is wrong with it.
    pub detail: String,
}

/// Why a request was not carried out (RFC 9457). Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// What kind of problem it is: an address on this server with a page about it.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened this time, in one sentence.
    pub detail: String,
    /// The stable name of the problem.
    pub code: String,
    /// What can be done about it.
    pub way_out: String,
    /// The address asked.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub instance: String,
    /// The fields that are wrong, where it is one of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// What changed meanwhile, for a write that rested on an earlier state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<ChangedSince>,
    /// Seconds to wait before asking again.
    #[serde(skip)]
    pub retry_after: Option<u64>,
    /// How to authenticate (RFC 6750).
    #[serde(skip)]
    pub authenticate: Option<&'static str>,
}

/// The problems of the interface itself: code, status, title, way out. Refusals of the desk
/// and of intake have theirs in the gallery.
pub const OWN: [(&str, u16, &str, &str); 20] = [
    ("token_missing", 401, "No token", "Send `Authorization: Bearer TOKEN`; makegood token add makes one."),
    (
        "token_not_valid",
        401,
        "The token does not hold",
        "Have a new one made with makegood token add: it was ended, ran out, or never was.",
    ),
    ("scope_missing", 403, "The token may not do this", "Have a token made with the scope named."),
    (
        "whole_book_only",
        403,
        "The token is bound to a branch",
        "Use a token that is not bound to a branch; this concerns the whole book.",
    ),
    (
        "nobody_to_act",
        403,
        "The token acts as nobody",
        "Have a token made with --as STAFF: what is written down needs somebody who does it.",
    ),
    ("not_found", 404, "There is no such thing", "Check the number; a token bound to a branch sees that branch alone."),
    ("no_such_method", 405, "The method is not known here", "Use one of the methods in the Allow header."),
    ("unreadable", 400, "What was sent cannot be read", "Send what the document describes: GET /api/v1/openapi.json."),
    (
        "key_missing",
        400,
        "No Idempotency-Key",
        "Send a key of 1 to 255 printable characters with every write, a new one for each new thing, the same one to try again.",
    ),
    (
        "key_used_for_another",
        409,
        "The key stands for another request",
        "Use a new key for a new request; a key stands for one method, address and body.",
    ),
    ("too_large", 413, "What was sent is too large", "Send rows in several batches."),
    ("not_json", 415, "Only JSON is read", "Send Content-Type: application/json."),
    (
        "changed_meanwhile",
        412,
        "Somebody acted on the case meanwhile",
        "Read the case again; send the write with its new ETag if it still holds.",
    ),
    (
        "not_an_amount",
        409,
        "The amount does not fit the currency",
        "Write it with at most the decimals of the currency.",
    ),
    (
        "other_currency",
        409,
        "The amount is in another currency than the case",
        "Write the amount in the currency of the case; GET /cases/{case} says which.",
    ),
    (
        "webhook_address",
        409,
        "Messages may not go to this address",
        "Give an https address of the public network, or http on this machine; without a user and a password.",
    ),
    (
        "nothing_to_send",
        409,
        "There is no message to send again",
        "To hear earlier events once more, replay from an event: POST /webhooks/{webhook}/replay.",
    ),
    ("too_many_requests", 429, "Too many requests", "Wait as long as Retry-After says."),
    ("busy", 503, "The book is busy", "Ask again in a moment; with the same key nothing is done twice."),
    (
        "failed",
        500,
        "Something failed here",
        "Ask again with the same key; if it fails again, tell whoever runs the server.",
    ),
];

impl Problem {
    /// One of the interface's own.
    pub fn own(code: &str, detail: impl Into<String>) -> Self {
        let found = OWN.iter().find(|(name, ..)| *name == code);
        let (status, title, way_out) = found.map_or((500, "", ""), |(_, status, title, way)| (*status, *title, *way));
        Self::of(code, status, title, &detail.into(), way_out)
    }

    fn of(code: &str, status: u16, title: &str, detail: &str, way_out: &str) -> Self {
        Self {
            kind: format!("/api/problems/{code}"),
            title: title.to_owned(),
            status,
            detail: detail.to_owned(),
            code: code.to_owned(),
            way_out: way_out.to_owned(),
            instance: String::new(),
            errors: Vec::new(),
            changed: Vec::new(),
            retry_after: (status == 503).then_some(2),
            authenticate: match code {
                "token_missing" => Some("Bearer realm=\"makegood\""),
                "token_not_valid" => Some("Bearer realm=\"makegood\", error=\"invalid_token\""),
                "scope_missing" => Some("Bearer realm=\"makegood\", error=\"insufficient_scope\""),
                _ => None,
            },
        }
    }

    /// Nothing there by that name.
    pub fn not_found(what: &str, name: &str) -> Self {
        Self::own("not_found", format!("There is no {what} {name:?} that this token may see."))
    }

    /// What was sent does not read.
    pub fn unreadable(says: impl std::fmt::Display) -> Self {
        Self::own("unreadable", says.to_string())
    }

    /// The same, with the field of the body it is about: `/promise/parts/0/amount`.
    #[must_use]
    pub fn at(self, pointer: &str) -> Self {
        let field = FieldError { pointer: Some(format!("#{pointer}")), parameter: None, detail: self.detail.clone() };
        Self { errors: vec![field], ..self }
    }

    /// The same, with the parameter of the address it is about.
    #[must_use]
    pub fn of_parameter(self, name: &str) -> Self {
        let field = FieldError { pointer: None, parameter: Some(name.to_owned()), detail: self.detail.clone() };
        Self { errors: vec![field], ..self }
    }

    /// An amount in another currency than it has to be.
    pub fn other_currency(found: Currency, wanted: Currency) -> Self {
        Self::own("other_currency", format!("The amount is in {found}; the case is in {wanted}."))
    }

    /// An amount with too many decimals.
    pub fn not_an_amount(says: &str) -> Self {
        Self::own("not_an_amount", says)
    }

    /// What the desk or a letter refused by name.
    pub fn refused(code: &str, says: &str, way_out: &str) -> Self {
        let title = crate::gallery::cause(code).unwrap_or("It was not carried out.");
        Self::of(code, 409, title, says, way_out)
    }

    /// The answer.
    pub fn answer(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut answer = (status, body).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if let Some(how) = self.authenticate {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(how));
        }
        answer
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(Refusal::UnknownParty(party)) => Self::not_found("case", party.as_str()),
            DeskError::Refused(Refusal::NoSuchJudgement(event)) => Self::not_found("judgement", &event.to_string()),
            DeskError::Refused(refusal) => Self::refused(refusal.code(), &refusal.to_string(), refusal.way_out()),
            DeskError::File(refusal) => {
                Self::refused(refusal.code.code(), &format!("{} {}", refusal.sentence, refusal.found), &refusal.way_out)
            }
            other => Self::failed(&other),
        }
    }
}

impl From<ViewError> for Problem {
    fn from(error: ViewError) -> Self {
        Self::failed(&error)
    }
}

impl From<makegood_journal::JournalError> for Problem {
    fn from(error: makegood_journal::JournalError) -> Self {
        Self::failed(&error)
    }
}

impl Problem {
    /// Something that should not fail did. What it was is for whoever runs the server.
    pub fn failed(error: &dyn std::error::Error) -> Self {
        eprintln!("api: {error}");
        Self::own("failed", "Something failed while the request was carried out. Nothing was written.")
    }
}
