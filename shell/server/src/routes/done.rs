//! What came of a form: on to the next page; or the page again as typed, with what is wrong
//! and the way out. Every form that is refused is answered here, so that nothing typed is lost.

use crate::trouble::{Trouble, sentence};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use makegood_desk::{DeskError, Refusal};

/// Why a form was not carried out.
pub(super) enum NotDone {
    /// What was typed is no command; the problem in words.
    Typed(String),
    /// The desk refused, or failed.
    Desk(DeskError),
}

impl From<DeskError> for NotDone {
    fn from(error: DeskError) -> Self {
        Self::Desk(error)
    }
}

/// A command read from a form and carried out: what the form got wrong, or the desk.
pub(super) fn read_and_done<T>(done: Result<Result<T, DeskError>, String>) -> Result<T, NotDone> {
    Ok(done.map_err(NotDone::Typed)??)
}

/// A refusal with its way out, as it stands above a form.
pub(super) fn in_words(refusal: &Refusal) -> String {
    format!("{} {}", sentence(&refusal.to_string()), refusal.way_out())
}

/// A page with a form that was not taken.
pub(super) fn not_taken(html: String) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()
}

/// On to `next`; or the page `again` makes of the problem.
///
/// # Errors
/// What is nobody's typing: a failure of the desk, or a case that is not known.
pub(super) fn finish<T>(
    done: Result<T, impl Into<NotDone>>,
    next: impl FnOnce(T) -> String,
    again: impl FnOnce(String) -> Result<String, Trouble>,
) -> Result<Response, Trouble> {
    match done.map_err(Into::into) {
        Ok(done) => Ok(Redirect::to(&next(done)).into_response()),
        Err(NotDone::Typed(problem)) => again(problem).map(not_taken),
        Err(NotDone::Desk(DeskError::Refused(refusal))) if !matches!(refusal, Refusal::UnknownParty(_)) => {
            again(in_words(&refusal)).map(not_taken)
        }
        Err(NotDone::Desk(failed)) => Err(failed.into()),
    }
}
