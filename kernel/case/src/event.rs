//! What people record about a case. Past tense: these have happened.

use crate::{
    Assigned, AttentionEvent, FileFact, FindingEvent, NoteRetracted, NoteWritten, RecourseFactLearned,
    RecourseFactWithdrawn, Snoozed, TalkEvent, TeamEvent, VisitBegun, VisitFound, VisitPrepared, WordsEvent,
    WorkoutEvent,
};
use makegood_units::{Amount, BusinessDate, ContactPointId, Decimal, Instant, LoanId, PartyId, StaffId};
use serde::{Deserialize, Serialize};
use std::fmt;

/// How the lender and a person reach each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A telephone call the lender places.
    Call,
    /// A telephone call the borrower places.
    InboundCall,
    /// A text message.
    Message,
    /// An e-mail.
    Email,
    /// A letter.
    Letter,
    /// A visit to the home or the place of business.
    Visit,
}

/// The disposition of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It rang, or somebody knocked, and nobody answered.
    NoAnswer,
    /// The call did not connect: engaged, or the number is out of service.
    NotConnected,
    /// A conversation with the obligor, identity confirmed.
    RightParty,
    /// The obligor promised an amount by a day.
    PromiseToPay,
    /// The obligor said they will not pay.
    Refused,
    /// The number or address belongs to somebody else.
    WrongNumber,
    /// The obligor says the debt is wrong.
    Dispute,
    /// The obligor says they cannot pay.
    Hardship,
    /// A message, e-mail or letter went out.
    Sent,
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Call => "a call",
            Self::InboundCall => "a call from them",
            Self::Message => "a message",
            Self::Email => "an e-mail",
            Self::Letter => "a letter",
            Self::Visit => "a visit",
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoAnswer => "no answer",
            Self::NotConnected => "not connected",
            Self::RightParty => "a conversation",
            Self::PromiseToPay => "a promise to pay",
            Self::Refused => "a refusal to pay",
            Self::WrongNumber => "a wrong number or address",
            Self::Dispute => "a dispute",
            Self::Hardship => "a hardship told",
            Self::Sent => "something sent",
        })
    }
}

impl Outcome {
    /// Whether the lender and the obligor spoke.
    pub fn is_conversation(self) -> bool {
        matches!(self, Self::RightParty | Self::PromiseToPay | Self::Refused | Self::Dispute | Self::Hardship)
    }
}

/// One attempt or conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// When it took place.
    pub at: Instant,
    /// Through which channel.
    pub channel: Channel,
    /// On which number or at which address, when known.
    pub contact_point: Option<ContactPointId>,
    /// Who of the lender's people.
    pub by: StaffId,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said, in the officer's words.
    pub note: String,
    /// What the law's gate said when it was recorded: `cleared`, or the rule that
    /// was against it.
    pub clearance: String,
    /// Document hash of the gate's whole judgement, with the packs it was given
    /// under; none for contacts from before the system was in use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<String>,
}

/// An amount promised by a day, or several amounts by several days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// When it was given.
    pub made_on: BusinessDate,
    /// How much in all, in the currency of the loans of the case.
    pub amount: Amount,
    /// By which day; the last one where there are several.
    pub due_on: BusinessDate,
    /// For which loan; none means any loan of the case.
    pub loan: Option<LoanId>,
    /// Where the money will come from, in the borrower's words.
    pub source_of_funds: String,
    /// The parts in the order of their days, where there are several; they add up to
    /// the amount. [`Promise::parts`] reads both forms.
    #[serde(default, rename = "parts", skip_serializing_if = "Vec::is_empty")]
    pub dated: Vec<PromisePart>,
    /// What the borrower said, word for word; empty when nobody wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// It stands beside earlier promises that are still open. Without this it takes
    /// their place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beside: bool,
    /// By how much it goes beyond what the borrower's verified file had left when it was
    /// given; none when it does not, or when that could not be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_surplus: Option<Amount>,
}

/// One dated part of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PromisePart {
    /// By which day.
    pub due_on: BusinessDate,
    /// How much, in the currency of the promise.
    pub amount: Amount,
}

/// Why activity is suspended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldKind {
    /// The debt is disputed; an answer is owed first.
    Dispute,
    /// The borrower said they cannot pay; a plan is owed first.
    Hardship,
    /// The borrower asked not to be contacted.
    CeaseRequest,
    /// A lawyer speaks for the borrower.
    AttorneyRepresentation,
    /// A court or a law stopped collection.
    Moratorium,
}

/// Activity suspended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Why.
    pub kind: HoldKind,
    /// From which day.
    pub from: BusinessDate,
    /// Through which day; none until lifted.
    pub until: Option<BusinessDate>,
    /// The reason in words.
    pub reason: String,
}

/// A hold ended by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoldLifted {
    /// Which kind of hold.
    pub kind: HoldKind,
    /// From which day activity may resume.
    pub on: BusinessDate,
    /// Why it was lifted.
    pub reason: String,
}

/// A number or address no longer used for this person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPointClosed {
    /// Which.
    pub contact_point: ContactPointId,
    /// From which day.
    pub on: BusinessDate,
    /// Why.
    pub reason: String,
}

/// How sure an observation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Somebody said so.
    Stated,
    /// Seen, or shown by a document.
    Verified,
}

/// An observed fact that moves the diagnosis, by its id in the evidence table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceNoted {
    /// The id in the evidence table, such as `L01`.
    pub evidence: String,
    /// The day it was observed.
    pub on: BusinessDate,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it comes from.
    pub source: String,
}

/// A leader read the case: the measures taken, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseReviewed {
    /// Who read it.
    pub by: StaffId,
    /// On which day.
    pub on: BusinessDate,
    /// What the leader says of the measures and what is to be done.
    pub note: String,
}

/// Something of which the law may speak: a request, a notice served, a grievance,
/// an approval. The words are those of the packs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HappeningRecorded {
    /// What it was, in one word of a pack: `default_notice`, `grievance`.
    pub what: String,
    /// When it was received, served or took place.
    pub at: Instant,
    /// Its form and its evidence: `written`, `signed`, `proof_of_service`.
    pub with: Vec<String>,
    /// Who did it or where it came from, in one word.
    pub by: Option<String>,
    /// To or against whom, in one word.
    pub to: Option<String>,
    /// Of whom it is, where it is not the borrower: a guarantor, a relative.
    pub person: Option<PartyId>,
    /// About which loans; none named means all of the case.
    pub debts: Vec<LoanId>,
    /// At which number or address, when it is about one.
    pub contact_point: Option<ContactPointId>,
    /// At which place, in one word.
    pub place: Option<String>,
    /// How much, in major units as written, when it is about an amount.
    pub amount: Option<Decimal>,
    /// The last day it lasts, where that was said at the time.
    pub until: Option<BusinessDate>,
}

/// Such a thing ended: it was withdrawn, answered or released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HappeningEnded {
    /// What had happened.
    pub what: String,
    /// When it ended.
    pub at: Instant,
    /// Of whom it was, where not of the borrower.
    pub person: Option<PartyId>,
}

/// A fact about the person or a loan that a pack asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactStated {
    /// Its name, such as `debt.purpose`.
    pub name: String,
    /// Its value as written: a word, a number, a day, true or false.
    pub value: String,
    /// Of which loan; none means of the case.
    pub debt: Option<LoanId>,
}

/// Restricted facts of the borrower's file were opened, by whom and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestrictedFactsOpened {
    /// Who opened them.
    pub by: StaffId,
    /// What for: how it protects the borrower.
    pub reason: String,
}

/// A step that stays in the house was done: a search, a check of the file, papers for
/// a lawyer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// The rung of the strategy.
    pub step: String,
    /// Who did it.
    pub by: StaffId,
    /// What came of it.
    pub note: String,
}

/// A second person agreed to a step before it is taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepApproved {
    /// The rung of the strategy.
    pub step: String,
    /// Who agreed.
    pub by: StaffId,
    /// What they read, and why they agree.
    pub note: String,
}

/// A second person read a step and does not agree; the ladder passes it over until they or
/// somebody else agree, or money comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDeclined {
    /// The rung of the strategy.
    pub step: String,
    /// Who does not agree.
    pub by: StaffId,
    /// Why not.
    pub reason: String,
}

/// The ladder goes on to a step before the gentler ones were tried, for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderSkipped {
    /// The rung gone on to.
    pub to: String,
    /// The leader who decided it.
    pub by: StaffId,
    /// Why the gentler steps would be of no use.
    pub reason: String,
}

/// Somebody made a plan for the case: what is done about the cause that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMade {
    /// The code of the situation it is for; another finding voids it.
    pub situation: String,
    /// What is done.
    pub method: String,
    /// Who answers for it.
    pub owner: StaffId,
    /// By when.
    pub due_on: BusinessDate,
    /// What has to have come of it by then.
    pub required_result: String,
}

/// Something that happened in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CaseEvent {
    /// An attempt or a conversation.
    ContactRecorded(Contact),
    /// A promise was given.
    PromiseMade(Promise),
    /// Activity was suspended.
    HoldPlaced(Hold),
    /// A hold ended.
    HoldLifted(HoldLifted),
    /// A number or address turned out not to reach the person.
    ContactPointClosed(ContactPointClosed),
    /// A fact about the borrower was observed.
    EvidenceNoted(EvidenceNoted),
    /// A leader read the case.
    CaseReviewed(CaseReviewed),
    /// Something happened of which the law may speak.
    HappeningRecorded(HappeningRecorded),
    /// It ended.
    HappeningEnded(HappeningEnded),
    /// A fact a pack asks for was stated.
    FactStated(FactStated),
    /// A fact entered the borrower's file.
    FileFactLearned(FileFact),
    /// Somebody opened the restricted facts of the file.
    RestrictedFactsOpened(RestrictedFactsOpened),
    /// A step that stays in the house was done.
    StepDone(StepDone),
    /// A second person agreed to a step.
    StepApproved(StepApproved),
    /// A second person did not agree to a step.
    StepDeclined(StepDeclined),
    /// Gentler steps were passed over for a reason.
    LadderSkipped(LadderSkipped),
    /// A plan was made.
    PlanMade(PlanMade),
    /// A way out was decided upon, agreed to or followed.
    WorkoutRecorded(WorkoutEvent),
    /// A row about recourse or security was learnt.
    RecourseFactLearned(RecourseFactLearned),
    /// Such a row was withdrawn.
    RecourseFactWithdrawn(RecourseFactWithdrawn),
    /// Somebody decided about a finding, or the borrower contests it.
    OnFinding(FindingEvent),
    /// A visit was prepared.
    VisitPrepared(VisitPrepared),
    /// A prepared visit began.
    VisitBegun(VisitBegun),
    /// What was found on a visit.
    VisitFound(VisitFound),
    /// A conversation was kept, or a critique made, answered or ended.
    OnWords(WordsEvent),
    /// An executive leads the case with a team.
    OnTeam(TeamEvent),
    /// A conversation was opened, or consequences explained.
    OnTalk(TalkEvent),
    /// The case was given to somebody, or to nobody in particular.
    Assigned(Assigned),
    /// What is only worth doing waits until a day.
    Snoozed(Snoozed),
    /// Somebody wrote a note.
    NoteWritten(NoteWritten),
    /// A note was taken back.
    NoteRetracted(NoteRetracted),
    /// An officer's report, a leader's word on it, or a review.
    OnAttention(AttentionEvent),
}

impl CaseEvent {
    /// Whether a leader has read the case: a word on it, or a review closed.
    pub fn is_reading(&self) -> bool {
        matches!(self, Self::CaseReviewed(_) | Self::OnAttention(AttentionEvent::ReviewClosed(_)))
    }
}
