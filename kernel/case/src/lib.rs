//! The case: everything that happened between the lender and one obligor about
//! all their loans in arrears. Small human facts are events; the state of a case
//! is a fold of them.

mod attention;
mod event;
mod file;
mod finding;
mod fold;
mod handling;
mod judge;
mod people;
mod promise;
mod promise_words;
mod recourse;
mod talk;
mod team;
mod visit;
mod words;
mod workout;

pub use attention::{
    AttentionEvent, AttentionMissed, Demand, LeaderDecision, MeasureRead, OfficerReport, OpenReview,
    ReportAcknowledged, ReportHandedIn, ReportedMeasure, ReviewClosed, ReviewOpened, attention_of, last_report,
    last_review, open_reviews,
};
pub use event::{
    CaseEvent, CaseReviewed, Channel, Confidence, Contact, ContactPointClosed, EvidenceNoted, FactStated,
    HappeningEnded, HappeningRecorded, Hold, HoldKind, HoldLifted, LadderSkipped, Outcome, PlanMade, Promise,
    PromisePart, RestrictedFactsOpened, StepApproved, StepDeclined, StepDone,
};
pub use file::{
    BusinessLine, CostKind, FILE_COLUMNS, FILE_KINDS, FileEntry, FileFact, FileFault, FileGroup, FileRow, Month,
    MonthError, OWN_BUSINESS, ReasonCode,
};
pub use finding::{AppealDecided, AppealOutcome, CarriedBy, FindingAppealed, FindingBasis, FindingEvent, FindingRead};
pub use fold::{CaseState, Noted, Recorded};
pub use handling::{Assigned, NoteRetracted, NoteWritten, Snoozed};
pub use people::{ContactPoint, ContactPointKind, Party, PartyKind, PartyName, PartyRole};
pub use promise::{PartOutcome, PromiseOutcome, PromiseState};
pub use promise_words::{PartsError, parts_in_words, read_parts};
pub use recourse::{RecourseFactLearned, RecourseFactWithdrawn};
pub use talk::{TalkEvent, opening_checked};
pub use team::{Delegation, TeamEvent, TeamLine, TeamLineStand, TeamLineState, TeamStand};
pub use visit::{
    Company, VISIT_PREPARED_DAYS, VisitBegun, VisitFound, VisitPlace, VisitPrepared, VisitTarget, visit_prepared,
};
pub use words::{
    CritiqueAnswer, CritiqueMade, CritiqueStand, CritiqueState, METHOD_FAULTS, Pin, TextSpan, TranscriptKept,
    WordsEvent, critiques, place_of,
};
pub use workout::{
    Check, ReliefEvent, ReliefHappened, ReliefLoan, ReliefSignsRead, Tranche, WorkoutAgreed, WorkoutDecided,
    WorkoutDeclined, WorkoutEvent, WorkoutStand,
};
