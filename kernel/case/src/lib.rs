//! The case: everything that happened between the lender and one obligor about
//! all their loans in arrears. Small human facts are events; the state of a case
//! is a fold of them.

mod event;
mod file;
mod finding;
mod fold;
mod people;
mod promise;
mod visit;

pub use event::{
    CaseEvent, CaseReviewed, Channel, Confidence, Contact, ContactPointClosed, EvidenceNoted, FactStated,
    HappeningEnded, HappeningRecorded, Hold, HoldKind, HoldLifted, LadderSkipped, Outcome, PlanMade, Promise,
    RestrictedFactsOpened, StepApproved, StepDone,
};
pub use file::{
    BusinessLine, CostKind, FILE_COLUMNS, FILE_KINDS, FileEntry, FileFact, FileFault, FileGroup, FileRow, Month,
    MonthError, OWN_BUSINESS, ReasonCode,
};
pub use finding::{AppealDecided, AppealOutcome, CarriedBy, FindingAppealed, FindingBasis, FindingEvent, FindingRead};
pub use fold::{CaseState, Noted, PromiseOutcome, Recorded};
pub use people::{ContactPoint, ContactPointKind, Party, PartyKind, PartyName, PartyRole};
pub use promise::PromiseState;
pub use visit::{
    Company, VISIT_PREPARED_DAYS, VisitBegun, VisitFound, VisitPlace, VisitPrepared, VisitTarget, visit_prepared,
};
