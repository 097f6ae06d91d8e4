//! Why nothing was written about words, a team or a conversation, each with its name and a
//! way on.

use makegood_units::StaffId;

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsRefusal {
    /// The event is no contact of this case.
    #[error("event {0} is no contact of this case")]
    NoSuchContact(i64),
    /// The event has no text, or is not of this case.
    #[error("event {0} of this case has no text")]
    NoSuchText(i64),
    /// A conversation without a word, or with too many.
    #[error("a conversation that is kept has from 1 to {0} characters")]
    TranscriptSize(usize),
    /// The words do not stand there.
    #[error("the text of event {0} does not have these words there")]
    QuoteNotThere(i64),
    /// The category is not in the list.
    #[error("{0} is no category of critique")]
    UnknownCategory(String),
    /// Without a word.
    #[error("{0} says in a sentence what and why")]
    SaysNothing(&'static str),
    /// There is no such critique.
    #[error("event {0} is no critique")]
    NoSuchCritique(i64),
    /// Somebody else was told.
    #[error("this was told to {0}, who answers it")]
    NotTheirs(StaffId),
    /// It is over.
    #[error("this critique is closed or withdrawn")]
    CritiqueEnded,
    /// The officer has not answered.
    #[error("{0} has not answered yet")]
    NotAnswered(StaffId),
    /// None of the criteria holds.
    #[error("by the last close this case is not hard: none of the criteria of the strategy holds")]
    NotHard,
    /// Somebody who is no executive.
    #[error("{0} is no executive, and an executive leads a hard case in person")]
    NotAnExecutive(StaffId),
    /// A team without a plan.
    #[error("a team has a plan: for each line what, who, by when, and what has to have come of it")]
    TeamWithoutPlan,
    /// Nobody leads the case.
    #[error("no executive was named for this case")]
    NoTeam,
    /// The plan has no such line, or it is done.
    #[error("the team's plan has no line {0} that is still to be done")]
    NoSuchLine(usize),
    /// Who is speaking was not asked today.
    #[error("nobody has asked yet today who is speaking and said what for, and this strategy wants that first")]
    OpeningNotAsked,
}

impl WordsRefusal {
    /// The stable name, as the gallery in `refusals/` has it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchContact(_) => "no_such_contact",
            Self::NoSuchText(_) => "no_such_text",
            Self::TranscriptSize(_) => "transcript_size",
            Self::QuoteNotThere(_) => "quote_not_there",
            Self::UnknownCategory(_) => "unknown_category",
            Self::SaysNothing(_) => "critique_says_nothing",
            Self::NoSuchCritique(_) => "no_such_critique",
            Self::NotTheirs(_) => "not_their_critique",
            Self::CritiqueEnded => "critique_ended",
            Self::NotAnswered(_) => "critique_not_answered",
            Self::NotHard => "not_a_hard_case",
            Self::NotAnExecutive(_) => "not_an_executive",
            Self::TeamWithoutPlan => "team_without_plan",
            Self::NoTeam => "no_team",
            Self::NoSuchLine(_) => "no_such_team_line",
            Self::OpeningNotAsked => "opening_not_asked",
        }
    }

    /// What to do.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NoSuchContact(_) | Self::NoSuchText(_) | Self::QuoteNotThere(_) => {
                "Read the texts of the case with their events: makegood critique texts CASE."
            }
            Self::TranscriptSize(_) => "Keep what was said, and nothing else; divide a longer one.",
            Self::UnknownCategory(_) => "See the list: makegood critique categories.",
            Self::SaysNothing(_) => "Write a sentence for the person who reads it, and for the auditor.",
            Self::NoSuchCritique(_) => "See what was found: makegood critique list.",
            Self::NotTheirs(_) => "Let them answer; a leader closes or withdraws it.",
            Self::CritiqueEnded => "Make a new one if it happened again.",
            Self::NotAnswered(_) => "Wait for their answer, or withdraw it with the reason.",
            Self::NotHard => "See the criteria that hold: makegood hard-cases. They are in the strategy as [[hard]].",
            Self::NotAnExecutive(_) => "Name somebody with role executive in the staff file.",
            Self::TeamWithoutPlan => {
                "Give at least one line, such as 'See the warehouse|S-1|2026-03-10|A count of the stock'."
            }
            Self::NoTeam => "Name one first: makegood hard-cases team CASE --help.",
            Self::NoSuchLine(_) => "Read the plan with its lines: makegood hard-cases show CASE.",
            Self::OpeningNotAsked => {
                "Take the first step of the script: makegood script CASE --help, or the Script page of the case."
            }
        }
    }
}
