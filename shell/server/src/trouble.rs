//! Whatever keeps a page from being shown, and the page that says so.

use crate::RenderError;
use crate::at_desk::NoAnswer;
use crate::layout::Frame;
use crate::pages;
use crate::ways_in::NotIn;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use makegood_access::{AccessError, Right, Rights};
use makegood_api::store::StoreError;
use makegood_desk::{DeskError, Refusal, Role};
use makegood_units::DateError;
use makegood_views::ViewError;

/// Why a request was not answered with what it asked for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// There is nothing at this address.
    #[error("there is no page at this address")]
    NoPage,
    /// The address names something the book does not have.
    #[error("{0}")]
    Unknown(String),
    /// What was sent cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// A field of an address that should hold a day and does not.
    #[error("{field}: {source}")]
    NoSuchDay {
        /// Which field, as the page names it.
        field: &'static str,
        /// What is wrong with it.
        source: DateError,
    },
    /// A day is being closed already.
    #[error("a day is being closed already, and one is closed at a time")]
    CloseUnderWay {
        /// The number of that work.
        job: u64,
    },
    /// The work that should be stopped is not one that can be.
    #[error("{0}")]
    CannotStop(&'static str),
    /// There is no such record, or it is another's: one answer for both.
    #[error("nothing that you may see is found at this address")]
    NotFound,
    /// The person may not do this.
    #[error("as {role} you may not {says}; {who} may")]
    NoRight {
        /// Their role in words.
        role: &'static str,
        /// What, in words.
        says: &'static str,
        /// Who may.
        who: String,
    },
    /// Nobody is logged in any more.
    #[error("you are not logged in, or your session has ended. Nothing was recorded")]
    LoggedOut,
    /// A file that shows what is masked.
    #[error("this file shows numbers or addresses that are masked for you")]
    Masked {
        /// Whether they may have masks lifted.
        may: bool,
    },
    /// Nobody invented is entered here.
    #[error("nobody of that number is entered by one press here")]
    NoPersona,
    /// More requests than a person makes.
    #[error("more pages were asked for in a minute than a person reads")]
    TooOften,
    /// The file of secrets.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The same file, of programs.
    #[error(transparent)]
    Programs(#[from] StoreError),
    /// A way in beside the password led nowhere.
    #[error(transparent)]
    NotIn(#[from] NotIn),
    /// More was sent than a form can hold.
    #[error("what was sent is larger than a form can be")]
    TooLarge,
    /// Another site or another name.
    #[error("{0}")]
    Foreign(&'static str),
    /// No day was closed, so there is nothing to show yet.
    #[error("no day of this book has been closed yet, so there is no worklist and nothing has been counted")]
    NeverClosed,
    /// The desk's own refusals and failures.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The views could not be read.
    #[error(transparent)]
    View(#[from] ViewError),
    /// A template failed.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The desk gave no answer.
    #[error(transparent)]
    NoAnswer(#[from] NoAnswer),
}

impl Trouble {
    /// That a role lacks a right, with the roles that have it.
    pub(crate) fn no_right(rights: &Rights, right: Right, role: Role) -> Self {
        let who: Vec<&str> = rights.roles(right).into_iter().map(Role::says).collect();
        let who = if who.is_empty() { "nobody at this lender".to_owned() } else { who.join(", ") };
        Self::NoRight { role: role.says(), says: right.says(), who }
    }

    /// The HTTP status.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoPage | Self::Unknown(_) | Self::NotFound => StatusCode::NOT_FOUND,
            Self::NoRight { .. } | Self::NoPersona | Self::Masked { .. } => StatusCode::FORBIDDEN,
            Self::LoggedOut => StatusCode::UNAUTHORIZED,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Unreadable(_) | Self::NoSuchDay { .. } => StatusCode::BAD_REQUEST,
            Self::NotIn(not) => not.status(),
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Foreign(_) => StatusCode::FORBIDDEN,
            Self::NeverClosed | Self::CloseUnderWay { .. } | Self::CannotStop(_) => StatusCode::CONFLICT,
            Self::Desk(DeskError::Refused(Refusal::UnknownParty(_))) => StatusCode::NOT_FOUND,
            Self::Desk(DeskError::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NoAnswer(NoAnswer::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Desk(_)
            | Self::View(_)
            | Self::Render(_)
            | Self::NoAnswer(_)
            | Self::Access(_)
            | Self::Programs(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::NoPage => "no_page",
            Self::NotFound => "not_found",
            Self::NoRight { .. } => "no_right",
            Self::LoggedOut => "logged_out",
            Self::NoPersona => "no_persona",
            Self::Masked { .. } => "masked",
            Self::TooOften => "too_often",
            Self::Unknown(_) => "unknown",
            Self::Unreadable(_) => "unreadable",
            Self::NoSuchDay { .. } => "no_such_day",
            Self::NotIn(not) => not.code(),
            Self::TooLarge => "too_large",
            Self::CloseUnderWay { .. } => "close_under_way",
            Self::CannotStop(_) => "cannot_stop",
            Self::Foreign(_) => "foreign_request",
            Self::NeverClosed => "never_closed",
            Self::Desk(DeskError::Refused(refusal)) => refusal.code(),
            Self::NoAnswer(NoAnswer::Busy) => "busy",
            Self::Desk(_)
            | Self::View(_)
            | Self::Render(_)
            | Self::NoAnswer(_)
            | Self::Access(_)
            | Self::Programs(_) => "failed",
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NoPage => "There is no such page",
            Self::Unknown(_) => "Not on the book",
            Self::NotFound => "Nothing is found here",
            Self::NoRight { .. } => "Your role does not have this right",
            Self::LoggedOut => "You are logged out",
            Self::NotIn(_) => "You are not logged in by this way",
            Self::NoPersona => "Only invented people are entered so",
            Self::Masked { .. } => "Masked for you",
            Self::TooOften => "That was too fast",
            Self::NoSuchDay { .. } => "There is no such day",
            Self::CloseUnderWay { .. } | Self::CannotStop(_) => "This was not carried out",
            Self::Unreadable(_) | Self::TooLarge | Self::Desk(DeskError::Refused(_)) | Self::Foreign(_) => {
                "This was not carried out"
            }
            Self::NeverClosed => "No day has been closed yet",
            Self::NoAnswer(NoAnswer::Busy) => "The desk is busy",
            Self::Desk(_)
            | Self::View(_)
            | Self::Render(_)
            | Self::NoAnswer(_)
            | Self::Access(_)
            | Self::Programs(_) => "This page could not be made",
        }
    }

    /// What a person may read of it: not what a database said.
    fn happened(&self) -> String {
        match self {
            Self::Desk(DeskError::Refused(refusal)) => sentence(&refusal.to_string()),
            _ if self.status() == StatusCode::INTERNAL_SERVER_ERROR => {
                "Something failed while the page was made. Nothing was recorded. What failed is written where makegood was started.".to_owned()
            }
            Self::NoAnswer(NoAnswer::Busy) => {
                "Another piece of work took so long that this one was not begun. Nothing was recorded.".to_owned()
            }
            other => sentence(&other.to_string()),
        }
    }

    fn what_to_do(&self) -> Vec<String> {
        let steps: &[&str] = match self {
            Self::NoPage => &["Use the pages above, or find a case by name or number."],
            Self::Unknown(_) => {
                &["Find the case by the borrower's name, or by the number of the borrower or the loan."]
            }
            Self::NotFound => &[
                "Find the case by the borrower's name, or by the number of the borrower or the loan.",
                "If it belongs to another branch or team, ask somebody there, or your administrator for the right.",
            ],
            Self::NoRight { .. } => {
                &["Ask one of them to do it.", "If it is your work, ask your administrator for the right."]
            }
            Self::LoggedOut => &["Log in, then do it again; in most browsers the way back brings what you had typed."],
            Self::NoPersona => &[
                "Log in with a login and a password.",
                "Invented people exist in a book that makegood demo made, on its own machine.",
            ],
            Self::Masked { may: true } => {
                &["On the page of the case, have what is masked shown for a reason; then open the file again."]
            }
            Self::Masked { may: false } => &["Ask somebody who works the case."],
            Self::NotIn(not) => &[not.way_out()],
            Self::TooOften => &["Wait a minute and load the page again."],
            Self::Unreadable(_) => &["Go back and use the form as the page shows it."],
            Self::NoSuchDay { .. } => &["Go back and choose the day in its field, or write it as 2007-03-15."],
            Self::CloseUnderWay { job } => {
                return vec![format!(
                    "See how far it is on the page of work {job}, and close the next day when it has ended."
                )];
            }
            Self::CannotStop(_) => &["See on the page of the work how it stands."],
            Self::TooLarge => &["Shorten the note to what the next person needs."],
            Self::Foreign(_) => &["Open the address that makegood printed when it started, and use its own pages."],
            Self::NeverClosed => &["Close a day with: makegood close DATE", "Then open this page again."],
            Self::Desk(DeskError::Refused(refusal)) => &[refusal.way_out()],
            Self::NoAnswer(NoAnswer::Busy) => &["Wait a moment and load the page again."],
            Self::Desk(_)
            | Self::View(_)
            | Self::Render(_)
            | Self::NoAnswer(_)
            | Self::Access(_)
            | Self::Programs(_) => &["Load the page again.", "If it fails again, run: makegood verify"],
        };
        steps.iter().map(|step| (*step).to_owned()).collect()
    }

    /// The page that says so; what is not for the page goes to the error output.
    pub(crate) fn page(&self, place: &str, frame: Option<Frame>) -> Response {
        let status = self.status();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            eprintln!("{place}: {self}");
        }
        let page = pages::refusal::Refusal {
            frame,
            status: status.as_u16(),
            title: self.title().to_owned(),
            happened: self.happened(),
            place: place.to_owned(),
            what_to_do: self.what_to_do(),
            back: match self {
                Self::LoggedOut | Self::NoPersona | Self::NotIn(_) => ("Log in".to_owned(), "/login".to_owned()),
                _ => ("Back to today".to_owned(), "/".to_owned()),
            },
            code: self.code().to_owned(),
        };
        match page.render() {
            Ok(text) => (status, Html(text)).into_response(),
            Err(_) => (status, self.title()).into_response(),
        }
    }
}

/// Words as a sentence: a capital first, a full stop last.
pub(crate) fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    let mut after = words.chars();
    if after.next().is_none() {
        return words;
    }
    let end = if after.as_str().ends_with(['.', '?', '!', '"']) { "" } else { "." };
    words + end
}

/// Words with a capital first.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn words_become_a_sentence() {
        let said = ["there is none", "Ask \"why?\"", "", "É. ", "x"].map(sentence);
        assert_eq!(said, ["There is none.", "Ask \"why?\"", "", "É.", "X."]);
    }
}
