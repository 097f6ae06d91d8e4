//! The desk: the one place that loads, decides and appends.
//!
//! A command becomes events or a named [`Refusal`]; deciding is pure ([`decide`]).
//! What is decided, the rows it boards and the views it changes are one transaction,
//! synced before it is acknowledged.

mod attention;
mod beside;
mod board;
mod board_recourse;
mod clock;
mod close;
mod command;
pub mod decide;
pub mod decide_workout;
mod evidence;
mod file;
mod finding;
mod handling;
mod handling_refusal;
mod job;
mod judge;
mod kept_views;
mod letter;
mod letter_agreed;
mod letter_list;
mod make_plan;
mod people;
mod people_refusal;
pub mod promise;
mod record;
mod recourse;
mod recourse_check;
mod refusal;
mod refusal_way_out;
mod refused;
mod replay;
mod send;
mod source;
mod step;
mod talk;
pub mod team;
mod trial;
mod try_strategy;
mod visit;
pub mod words;
mod workout;
mod workout_brought;
mod workout_refusal;

use makegood_intake::FileRefusal;
use makegood_journal::{ChainError, Connection, Entry, Event, JournalError, Whole, append};
use makegood_units::BusinessDate;
use makegood_views::ViewError;
use std::path::{Path, PathBuf};

pub use attention::{AcknowledgeReport, AttentionRefusal, CaseAttention, CloseReview, HandInReport};
pub use board::{BoardOptions, Boarded, Step, board, board_until};
pub use clock::{Clock, wall_now};
pub use close::{Closed, PolicyTexts};
pub use command::{LiftHold, MakePlan, PromiseGiven, RecordOutcome, TakeStep, TakenHow};
pub use file::FileLearned;
pub use finding::{DecideFinding, FindingDecision, FindingRefusal, Meant, finding_decided, may_decide, meant};
pub use handling::{AssignCase, RetractNote, SnoozeCase, UNDO_MINUTES, WriteNote, snooze_decided};
pub use handling_refusal::HandlingRefusal;
pub use job::{Job, JobKind, JobLog, JobState, NotTaken};
pub use judge::{ASKED_ELSEWHERE, AUTHORITY_VERIFIED, Judged, Kept, Rejudged};
pub use letter::{LetterToKeep, Made, Service};
pub use letter_agreed::{AgreeToLetter, NEEDS_SECOND_PERSON};
pub use letter_list::{LetterOnRecord, Letters};
pub use makegood_journal::Role;
pub use people::{AddUser, SetRights};
pub use people_refusal::PeopleRefusal;
pub use record::Recorded;
pub use recourse::{RecourseOf, RecourseRow};
pub use refusal::Refusal;
pub use refused::{OnRecord, RefusedLine};
pub use replay::Replayed;
pub use send::Outgoing;
pub use source::Source;
pub use talk::{CheckOpening, Counted, Script, TellConsequences};
pub use team::{AssignTeam, DelegateTeam};
pub use trial::TrialTexts;
pub use try_strategy::{DaySums, Move, Tried};
pub use visit::{PrepareVisit, prepared};
pub use words::{
    CritiqueAbout, KeepTranscript, MakeCritique, OnCritique, TRANSCRIPT_CHARACTERS, WordsRefusal, critique_categories,
    words_context,
};
pub use workout::{AgreeWorkout, DecideWorkout, DeclineWorkout, RecordRelief};
pub use workout_refusal::WorkoutRefusal;

/// Why the desk could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Not carried out, by name. Nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A file of which nothing can be taken.
    #[error(transparent)]
    File(#[from] FileRefusal),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The chain does not hold.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The views.
    #[error(transparent)]
    View(#[from] ViewError),
    /// A file that could not be read.
    #[error("{path}: {source}")]
    Io {
        /// Which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Something that always serialises did not.
    #[error("{0} could not be written down")]
    Json(&'static str),
}

impl From<FindingRefusal> for DeskError {
    fn from(refusal: FindingRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<HandlingRefusal> for DeskError {
    fn from(refusal: HandlingRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<AttentionRefusal> for DeskError {
    fn from(refusal: AttentionRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}

impl From<makegood_journal::SqliteError> for DeskError {
    fn from(error: makegood_journal::SqliteError) -> Self {
        Self::Journal(JournalError::Sqlite(error))
    }
}

/// An open book and its clock.
pub struct Desk {
    book: Connection,
    clock: Clock,
    /// The file of the book; none where it lives in memory.
    file: Option<PathBuf>,
}

impl Desk {
    /// Opens or creates a book.
    ///
    /// # Errors
    /// A file that is not a book, or whatever SQLite refuses.
    pub fn open(path: &Path, clock: Clock) -> Result<Self, DeskError> {
        Ok(Self { file: Some(path.to_owned()), ..Self::over(makegood_journal::open(path)?, clock)? })
    }

    /// A book that lives in memory, for stories and simulations.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn in_memory(clock: Clock) -> Result<Self, DeskError> {
        Self::over(makegood_journal::open_in_memory()?, clock)
    }

    fn over(mut book: Connection, clock: Clock) -> Result<Self, DeskError> {
        makegood_views::prepare(&book)?;
        let transaction = makegood_journal::begin(&mut book)?;
        makegood_views::rebuild::catch_up(&transaction)?;
        transaction.commit()?;
        Ok(Self { book, clock, file: None })
    }

    /// The book, for reading.
    pub fn book(&self) -> &Connection {
        &self.book
    }

    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Goes on with another clock.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
    }

    /// Has several works done as one: all of them hold, or none does. What `work` keeps
    /// beside the events, such as the request that asked for them, holds with them.
    ///
    /// # Errors
    /// What `work` says, or whatever SQLite refuses; then nothing was written.
    pub fn as_one<T, E: From<DeskError>>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let mut whole = Whole::begin(self).map_err(DeskError::from)?;
        let done = work(whole.owner())?;
        whole.commit().map_err(DeskError::from)?;
        Ok(done)
    }

    /// Proves the chain, then the views.
    ///
    /// # Errors
    /// The first place where the chain does not hold.
    pub fn verify(&mut self, progress: impl FnMut(u64, u64)) -> Result<Verified, DeskError> {
        let proof = makegood_journal::verify(&self.book)?;
        let views = makegood_views::rebuild::prove(&mut self.book, progress)?;
        Ok(Verified { proof, views })
    }
}

impl AsRef<Connection> for Desk {
    fn as_ref(&self) -> &Connection {
        &self.book
    }
}

/// What a verification found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The chain.
    pub proof: makegood_journal::Proof,
    /// Each view, kept against rebuilt.
    pub views: Vec<makegood_views::rebuild::Compared>,
}

impl Verified {
    /// Whether every view is the same rebuilt.
    pub fn holds(&self) -> bool {
        self.views.iter().all(|view| view.same)
    }
}

/// Appends an event and takes it into the views.
fn append_and_apply(
    book: &Connection,
    clock: &Clock,
    effective_on: BusinessDate,
    actor: &str,
    event: Event,
) -> Result<Entry, DeskError> {
    let entry = append(book, clock.recorded_at(), effective_on, actor, event)?;
    makegood_views::apply(book, &entry)?;
    Ok(entry)
}
