//! Commands the desk does not carry out, each with its name and a way out.

use crate::AttentionRefusal;
use crate::FindingRefusal;
use crate::HandlingRefusal;
use crate::PeopleRefusal;
use crate::WordsRefusal;
use crate::WorkoutRefusal;
use makegood_case::{Channel, FileFault, Outcome};
use makegood_recourse::FileError;
use makegood_units::{BusinessDate, ContactPointId, Currency, Instant, LoanId, Money, PartyId, StaffId};

/// Why a command was not carried out. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such party on the book.
    #[error("there is no borrower {0} on the book")]
    UnknownParty(PartyId),
    /// The contact point is not this person's.
    #[error("{0} is not a contact point of this person")]
    UnknownContactPoint(ContactPointId),
    /// A wrong number without saying which.
    #[error("a wrong number or address has to say which one it is")]
    WhichContactPoint,
    /// The outcome cannot come of that channel.
    #[error("{outcome} cannot come of {channel}")]
    OutcomeDoesNotFit {
        /// The channel used.
        channel: Channel,
        /// The outcome given.
        outcome: Outcome,
    },
    /// A promise outcome without amount or day.
    #[error("a promise has an amount above zero and a day")]
    PromiseIncomplete,
    /// A promise for a day gone by.
    #[error("the promised day {due_on} lies before the day it was given, {given_on}")]
    PromiseInThePast {
        /// The promised day.
        due_on: BusinessDate,
        /// The day of the conversation.
        given_on: BusinessDate,
    },
    /// A promise too far ahead.
    #[error("the promised day {due_on} lies more than {days} days ahead")]
    PromiseTooFar {
        /// The promised day.
        due_on: BusinessDate,
        /// How many days ahead the strategy allows.
        days: i32,
    },
    /// Parts of a promise that do not follow each other.
    #[error("the parts of the promise are out of order: {due_on} comes after {before}, and each part has a later day")]
    PromisePartsOutOfOrder {
        /// The day that does not follow.
        due_on: BusinessDate,
        /// The day before it in the list.
        before: BusinessDate,
    },
    /// A part of a promise without an amount.
    #[error("the part of the promise for {due_on} is of nothing")]
    PromisePartOfNothing {
        /// The day of the part.
        due_on: BusinessDate,
    },
    /// A promise above what is due by then.
    #[error("{promised} are promised, and only {owed} are in arrears or fall due by {until} without being promised")]
    PromiseAboveOwed {
        /// What was promised in all.
        promised: Money,
        /// Due and unpaid, with what falls due until the last day, less what other open
        /// promises name.
        owed: Money,
        /// The last day of the promise.
        until: BusinessDate,
    },
    /// A promise for a loan that is not of the case.
    #[error("{0} is no loan of this case in the currency of its arrears")]
    PromiseOfOtherLoan(LoanId),
    /// The reason given is not in the evidence table.
    #[error("{0} is not in the evidence table")]
    UnknownEvidence(String),
    /// Somebody else acted on the case meanwhile.
    #[error("somebody acted on this case since you opened it: {what}")]
    SeenIsStale {
        /// What happened meanwhile, in one line.
        what: String,
    },
    /// A moment after now.
    #[error("{on} lies after today, {today}")]
    NotYet {
        /// The day given.
        on: BusinessDate,
        /// The business day.
        today: BusinessDate,
    },
    /// The note is too long to be read.
    #[error("a note has at most {0} characters")]
    NoteTooLong(usize),
    /// The day lies before the last closed one.
    #[error("{asked} cannot be closed: {closed} is already closed, and days close in order")]
    DayBefore {
        /// The day asked for.
        asked: BusinessDate,
        /// The last closed day.
        closed: BusinessDate,
    },
    /// There is nothing to close.
    #[error("the book is empty, so there is no day to close")]
    EmptyBook,
    /// No such day.
    #[error("{0} was never closed")]
    NeverClosed(BusinessDate),
    /// The hold is not in force.
    #[error("there is no such hold on this case")]
    NoSuchHold,
    /// The hold is the borrower's, their lawyer's or a court's to end.
    #[error("this hold was not made by the lender, so the lender does not lift it")]
    NotOursToLift,
    /// A hold lifted without a word.
    #[error("lifting a hold says what was done about it")]
    LiftSaysNothing,
    /// A reading without a word.
    #[error("a leader's reading says something of the measures, or what is to be done")]
    ReviewSaysNothing,
    /// No day is closed, so no case stands anywhere yet.
    #[error("no day of this book is closed yet, so there is no case to record on")]
    NothingClosed,
    /// No strategy was adopted.
    #[error("no strategy has been adopted for this book")]
    NoPolicy,
    /// No case under that name.
    #[error("nothing is known of {0}: it is neither a borrower nor a loan of this book")]
    UnknownCase(String),
    /// A letter or message with a gap in it.
    #[error("the text lacks {0}")]
    TextLacks(&'static str),
    /// A text message that cannot be made short enough.
    #[error("the message has {characters} characters, and at most {at_most} are sent")]
    MessageTooLong {
        /// Its length without anything that can be left out.
        characters: usize,
        /// How many are sent.
        at_most: usize,
    },
    /// A plan without a method or a result.
    #[error("a plan says what is done and what has to have come of it")]
    PlanIncomplete,
    /// A plan for a day gone by.
    #[error("the plan's day {due_on} lies before today, {today}")]
    PlanInThePast {
        /// The day of the plan.
        due_on: BusinessDate,
        /// The business day.
        today: BusinessDate,
    },
    /// A plan before the cause.
    #[error("why they are behind is not known yet, and a plan answers a cause")]
    CauseUnknown,
    /// Nobody of that number works here.
    #[error("nobody of the number {0} works here")]
    UnknownColleague(StaffId),
    /// No rung of that id.
    #[error("the strategy has no step {step}; it has {known}")]
    UnknownStep {
        /// The step asked for.
        step: String,
        /// The ids of its rungs.
        known: String,
    },
    /// A contact recorded as work in the house.
    #[error("{0} reaches somebody, so it is recorded as a contact with its outcome")]
    StepIsAContact(String),
    /// The ladder or the law keeps the step closed.
    #[error("{step} is closed: {says}")]
    StepClosed {
        /// The step.
        step: String,
        /// Why, in one sentence.
        says: String,
    },
    /// A step without a word.
    #[error("a step done, agreed to or gone on to says what came of it, what was read, or why")]
    StepSaysNothing,
    /// Who agreed cannot be who does it.
    #[error("{0} was agreed to by the same person; it takes two")]
    SamePerson(String),
    /// The step waits for nobody.
    #[error("{0} does not wait for a second person")]
    NothingToAgree(String),
    /// The step is open already.
    #[error("{0} is open: there is nothing to pass over")]
    NothingToSkip(String),
    /// Somebody who does not lead.
    #[error("{0} is not a leader, and a leader decides that")]
    NotALeader(StaffId),
    /// A word no pack in force speaks of.
    #[error("neither a pack in force nor the strategy speaks of {0}; `makegood packs show` lists what packs ask for")]
    UnknownWord(String),
    /// Somebody without a role in the case.
    #[error("{0} has no role in any loan of this case; deliver it in party_roles")]
    NotOfTheCase(PartyId),
    /// No judgement under that number.
    #[error("event {0} holds no judgement of the law")]
    NoSuchJudgement(i64),
    /// A row that is no fact of a borrower's file.
    #[error("fact {row}: {fault} [{}]. {}", fault.code(), fault.way_out())]
    NotAFileFact {
        /// Which of the facts handed in, from 1.
        row: usize,
        /// What is wrong with it.
        fault: FileFault,
    },
    /// An amount in another currency than the loans of the case.
    #[error("the file of this case is in {of_case}, and the amount is in {found}")]
    FileOtherCurrency {
        /// The currency of the fact.
        found: Currency,
        /// The currency of the case.
        of_case: Currency,
    },
    /// No fact at all.
    #[error("there is no fact in it")]
    NothingToLearn,
    /// Rows about recourse and security that do not read, or contradict what is known.
    #[error("{}", told(_0))]
    NotRecourseRows(Vec<FileError>),
    /// No such row stands.
    #[error("no row {table} {id} stands in this case")]
    NoSuchRow {
        /// The table.
        table: String,
        /// The id.
        id: String,
    },
    /// A row withdrawn without a word.
    #[error("a row is withdrawn for a reason, which is kept")]
    WithdrawnWithoutReason,
    /// Restricted facts opened without a word.
    #[error("restricted facts are opened for a reason, which is kept")]
    RestrictedWithoutReason,
    /// A way out that is not decided upon, agreed to or followed.
    #[error(transparent)]
    Workout(#[from] WorkoutRefusal),
    /// Somebody who is not let in, changed or shut out.
    #[error(transparent)]
    People(#[from] PeopleRefusal),
    /// Nothing was written about words, a team or a conversation.
    #[error(transparent)]
    Words(#[from] WordsRefusal),
    /// A letter of weight to which nobody else agreed.
    #[error(
        "a second person has to agree to this letter before it is made, and nobody has: to {arrears} past due{}",
        until.map(|until| format!(" and the period until {until}")).unwrap_or_default()
    )]
    NoAgreement {
        /// What is past due by the letter.
        arrears: Money,
        /// The last day of the period it sets.
        until: Option<BusinessDate>,
    },
    /// No clock in the packs.
    #[error("no pack of the strategy in force has a clock, so no claim has an end to read")]
    NoClockInForce,
    /// A trial runs beside the strategy in force.
    #[error("the trial {0} runs beside the strategy in force, and its champion stays as it is")]
    TrialRuns(String),
    /// A trial that would begin on a day already closed.
    #[error("the trial begins on {begins_on}, and {closed} is closed already")]
    TrialInThePast {
        /// Its first day.
        begins_on: BusinessDate,
        /// The last closed day.
        closed: BusinessDate,
    },
    /// No trial.
    #[error("no trial runs")]
    NoTrial,
    /// A decision about a finding.
    #[error(transparent)]
    Finding(#[from] FindingRefusal),
    /// Who has a case, until when it waits, and notes.
    #[error(transparent)]
    Handling(#[from] HandlingRefusal),
    /// About a report or a review.
    #[error(transparent)]
    Attention(#[from] AttentionRefusal),
    /// A visit without anything to come away with.
    #[error("a visit has one thing to come away with: an amount, a paper, or a decision")]
    VisitWithoutTarget,
    /// Nobody said who comes along, nor why nobody does.
    #[error("a visit says who comes along, or why nobody does")]
    VisitWithoutCompany,
    /// Something a visit needs is not said.
    #[error("a visit says {0}")]
    VisitSaysNothing(&'static str),
    /// More than is owed.
    #[error("the visit would ask for more than is owed")]
    VisitAsksTooMuch,
    /// A time gone by.
    #[error("the time of the visit has gone by")]
    VisitInThePast,
    /// The law does not let it through.
    #[error("no visit now: {says}")]
    VisitClosed {
        /// Why, in one sentence.
        says: String,
        /// When it opens, where that is known.
        opens_at: Option<Instant>,
    },
    /// No lawful time in sight.
    #[error("in the next {days} days there is no time at which they are there and the law lets a visit through")]
    VisitNeverOpens {
        /// How far was looked.
        days: i32,
    },
    /// A visit nobody prepared.
    #[error("no visit is prepared, or the preparation is more than two weeks old")]
    VisitNotPrepared,
    /// Nowhere to go.
    #[error("no address in use is known")]
    NoAddress,
    /// The worklists are those of another day.
    #[error("the last closed day is {closed}, and today is {today}: its amounts are no longer those of today")]
    WorklistStale {
        /// The last closed day.
        closed: BusinessDate,
        /// The business day.
        today: BusinessDate,
    },
}

impl Refusal {
    /// The stable name of the refusal, as the gallery in `refusals/` has it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownParty(_) => "unknown_party",
            Self::UnknownContactPoint(_) => "unknown_contact_point",
            Self::WhichContactPoint => "which_contact_point",
            Self::OutcomeDoesNotFit { .. } => "outcome_does_not_fit",
            Self::PromiseIncomplete => "promise_incomplete",
            Self::PromiseInThePast { .. } => "promise_in_the_past",
            Self::PromiseTooFar { .. } => "promise_too_far",
            Self::PromisePartsOutOfOrder { .. } => "promise_parts_out_of_order",
            Self::PromisePartOfNothing { .. } => "promise_part_of_nothing",
            Self::PromiseAboveOwed { .. } => "promise_above_owed",
            Self::PromiseOfOtherLoan(_) => "promise_of_other_loan",
            Self::UnknownEvidence(_) => "unknown_evidence",
            Self::SeenIsStale { .. } => "seen_is_stale",
            Self::NotYet { .. } => "not_yet",
            Self::NoteTooLong(_) => "note_too_long",
            Self::DayBefore { .. } => "day_before",
            Self::EmptyBook => "empty_book",
            Self::NeverClosed(_) => "never_closed",
            Self::NoSuchHold => "no_such_hold",
            Self::NotOursToLift => "not_ours_to_lift",
            Self::LiftSaysNothing => "lift_says_nothing",
            Self::ReviewSaysNothing => "review_says_nothing",
            Self::NothingClosed => "nothing_closed",
            Self::NoPolicy => "no_policy",
            Self::UnknownCase(_) => "unknown_case",
            Self::TextLacks(_) => "text_lacks",
            Self::MessageTooLong { .. } => "message_too_long",
            Self::PlanIncomplete => "plan_incomplete",
            Self::PlanInThePast { .. } => "plan_in_the_past",
            Self::CauseUnknown => "cause_unknown",
            Self::UnknownColleague(_) => "unknown_colleague",
            Self::UnknownStep { .. } => "unknown_step",
            Self::StepIsAContact(_) => "step_is_a_contact",
            Self::StepClosed { .. } => "step_closed",
            Self::StepSaysNothing => "step_says_nothing",
            Self::SamePerson(_) => "same_person",
            Self::NothingToAgree(_) => "nothing_to_agree",
            Self::NothingToSkip(_) => "nothing_to_skip",
            Self::NotALeader(_) => "not_a_leader",
            Self::UnknownWord(_) => "no_pack_speaks_of_it",
            Self::NotOfTheCase(_) => "not_of_the_case",
            Self::NoSuchJudgement(_) => "no_such_judgement",
            Self::NotAFileFact { .. } => "not_a_file_fact",
            Self::FileOtherCurrency { .. } => "file_other_currency",
            Self::NothingToLearn => "nothing_to_learn",
            Self::NotRecourseRows(errors) => errors.first().map_or("bad_recourse_file", |first| first.code),
            Self::NoSuchRow { .. } => "no_such_row",
            Self::WithdrawnWithoutReason => "withdrawn_without_reason",
            Self::RestrictedWithoutReason => "restricted_without_reason",
            Self::Workout(refusal) => refusal.code(),
            Self::People(refusal) => refusal.code(),
            Self::Words(refusal) => refusal.code(),
            Self::NoAgreement { .. } => "no_agreement",
            Self::NoClockInForce => "no_clock_in_force",
            Self::TrialRuns(_) => "trial_runs",
            Self::TrialInThePast { .. } => "trial_in_the_past",
            Self::NoTrial => "no_trial",
            Self::Finding(refusal) => refusal.code(),
            Self::Handling(refusal) => refusal.code(),
            Self::Attention(refusal) => refusal.code(),
            Self::VisitWithoutTarget => "visit_without_target",
            Self::VisitWithoutCompany => "visit_without_company",
            Self::VisitSaysNothing(_) => "visit_says_nothing",
            Self::VisitAsksTooMuch => "visit_asks_too_much",
            Self::VisitInThePast => "visit_in_the_past",
            Self::VisitClosed { .. } => "visit_closed",
            Self::VisitNeverOpens { .. } => "visit_never_opens",
            Self::VisitNotPrepared => "visit_not_prepared",
            Self::NoAddress => "no_address",
            Self::WorklistStale { .. } => "worklist_stale",
        }
    }
}

/// Every problem with its way out, a line each.
fn told(errors: &[FileError]) -> String {
    let line = |error: &FileError| match error.line {
        0 => format!("{} [{}]. {}", error.says, error.code, error.way_out),
        line => format!("line {line}: {} [{}]. {}", error.says, error.code, error.way_out),
    };
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}
