//! Events folded into the state of a case on a day.

use crate::judge::judge;
use crate::{
    Assigned, AttentionEvent, CaseEvent, CaseReviewed, Contact, ContactPointClosed, EvidenceNoted, FactStated,
    FileFact, FindingEvent, HappeningRecorded, Hold, HoldKind, HoldLifted, LadderSkipped, Outcome, PlanMade, Promise,
    PromiseOutcome, ReviewClosed, Snoozed, StepApproved, StepDeclined, StepDone,
};
use makegood_book::Payment;
use makegood_units::{BusinessDate, FactId};
use serde::{Deserialize, Serialize};

/// An event with its place in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Its number in the journal.
    pub seq: i64,
    /// The business day it counts from.
    pub effective_on: BusinessDate,
    /// What happened.
    pub event: CaseEvent,
}

impl Recorded {
    /// How other outputs refer to it.
    pub fn fact(&self) -> FactId {
        FactId::new("event", self.seq)
    }
}

/// A value and the event it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted<T> {
    /// The number of the event.
    pub seq: i64,
    /// The business day it counts from.
    pub on: BusinessDate,
    /// What it recorded.
    pub what: T,
}

/// The state of one case on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseState {
    /// Attempts and conversations, oldest first.
    pub contacts: Vec<Noted<Contact>>,
    /// Promises in the order they were made, judged by the cash. A later promise takes the
    /// place of an open one, unless it was given to stand beside it.
    pub promises: Vec<PromiseOutcome>,
    /// Holds in force that day.
    pub holds: Vec<Noted<Hold>>,
    /// Numbers and addresses that do not reach the person.
    pub closed_contact_points: Vec<Noted<ContactPointClosed>>,
    /// Observed facts about the borrower.
    pub evidence: Vec<Noted<EvidenceNoted>>,
    /// Readings by leaders, oldest first.
    pub reviews: Vec<Noted<CaseReviewed>>,
    /// What happened to the borrower or the case and has not ended, oldest first: a
    /// death, a disappearance, a consent. What happened to somebody else is not here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub happenings: Vec<Noted<HappeningRecorded>>,
    /// Facts stated about the case or a loan, the last of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Noted<FactStated>>,
    /// The borrower's file: every fact learnt, in journal order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub file: Vec<Noted<FileFact>>,
    /// Steps in the house that were done, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Noted<StepDone>>,
    /// Steps a second person agreed to, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Noted<StepApproved>>,
    /// Steps a second person did not agree to, unless somebody agreed later; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declined: Vec<Noted<StepDeclined>>,
    /// Where the ladder was gone up out of order, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skips: Vec<Noted<LadderSkipped>>,
    /// Plans, oldest first; the last one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<Noted<PlanMade>>,
    /// What people decided about findings, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_findings: Vec<Noted<FindingEvent>>,
    /// Who the case was given to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<Noted<Assigned>>,
    /// The last snooze after which nothing new happened, whether or not its day has come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed: Option<Noted<Snoozed>>,
    /// Reports, the leader's word on them, and reviews, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attention: Vec<Noted<AttentionEvent>>,
}

impl CaseState {
    /// Folds the events that count by `as_of`, in journal order, against the
    /// payments of the case, without days of grace for promises.
    pub fn fold(events: &[Recorded], payments: &[Payment], as_of: BusinessDate) -> Self {
        Self::fold_with_grace(events, payments, 0, as_of)
    }

    /// The same, with `promise_grace_days` after the day of a promise in which money
    /// still counts for it.
    pub fn fold_with_grace(
        events: &[Recorded],
        payments: &[Payment],
        promise_grace_days: i32,
        as_of: BusinessDate,
    ) -> Self {
        let mut state = Self::default();
        let mut promises: Vec<(i64, Promise)> = Vec::new();
        for recorded in events.iter().filter(|recorded| recorded.effective_on <= as_of) {
            state.take(recorded, &mut promises, as_of);
        }
        state.promises = judge(&promises, payments, promise_grace_days, as_of);
        state.holds.retain(|hold| hold.what.until.is_none_or(|until| as_of <= until));
        state.happenings.retain(|one| one.what.until.is_none_or(|until| as_of <= until));
        state
    }

    fn take(&mut self, recorded: &Recorded, promises: &mut Vec<(i64, Promise)>, as_of: BusinessDate) {
        let (seq, on) = (recorded.seq, recorded.effective_on);
        self.handle(recorded);
        match &recorded.event {
            CaseEvent::ContactRecorded(contact) => self.contacts.push(Noted { seq, on, what: contact.clone() }),
            CaseEvent::PromiseMade(promise) => promises.push((seq, promise.clone())),
            CaseEvent::HoldPlaced(hold) => self.holds.push(Noted { seq, on, what: hold.clone() }),
            CaseEvent::HoldLifted(lifted) => self.lift(lifted, as_of),
            CaseEvent::ContactPointClosed(closed) => {
                self.closed_contact_points.push(Noted { seq, on, what: closed.clone() });
            }
            CaseEvent::EvidenceNoted(noted) => self.evidence.push(Noted { seq, on, what: noted.clone() }),
            // What the law says of these is judged by the gate, from the events themselves.
            CaseEvent::HappeningRecorded(one) if one.person.is_none() => {
                self.happenings.push(Noted { seq, on, what: one.clone() });
            }
            CaseEvent::HappeningEnded(ended) if ended.person.is_none() => {
                self.happenings.retain(|one| one.what.what != ended.what);
            }
            CaseEvent::HappeningRecorded(_) | CaseEvent::HappeningEnded(_) => {}
            CaseEvent::FactStated(stated) => {
                self.stated.retain(|one| (&one.what.name, &one.what.debt) != (&stated.name, &stated.debt));
                self.stated.push(Noted { seq, on, what: stated.clone() });
            }
            CaseEvent::FileFactLearned(fact) => self.file.push(Noted { seq, on, what: fact.clone() }),
            CaseEvent::RestrictedFactsOpened(_)
            | CaseEvent::RecourseFactLearned(_)
            | CaseEvent::RecourseFactWithdrawn(_)
            | CaseEvent::VisitPrepared(_)
            | CaseEvent::VisitBegun(_)
            | CaseEvent::VisitFound(_)
            | CaseEvent::Assigned(_)
            | CaseEvent::Snoozed(_)
            | CaseEvent::NoteWritten(_)
            | CaseEvent::NoteRetracted(_)
            | CaseEvent::OnWords(_)
            | CaseEvent::OnTeam(_)
            | CaseEvent::OnTalk(_) => {}
            CaseEvent::StepDone(done) => self.steps.push(Noted { seq, on, what: done.clone() }),
            CaseEvent::StepApproved(approved) => {
                self.declined.retain(|one| one.what.step != approved.step);
                self.approvals.push(Noted { seq, on, what: approved.clone() });
            }
            CaseEvent::StepDeclined(declined) => {
                self.approvals.retain(|one| one.what.step != declined.step);
                self.declined.push(Noted { seq, on, what: declined.clone() });
            }
            CaseEvent::LadderSkipped(skipped) => self.skips.push(Noted { seq, on, what: skipped.clone() }),
            // Decisions are read in their own fold, `WorkoutStand`.
            CaseEvent::WorkoutRecorded(_) => {}
            CaseEvent::PlanMade(made) => self.plans.push(Noted { seq, on, what: made.clone() }),
            CaseEvent::OnFinding(one) => self.on_findings.push(Noted { seq, on, what: one.clone() }),
            CaseEvent::OnAttention(one) => {
                self.attention.push(Noted { seq, on, what: one.clone() });
                if let AttentionEvent::ReviewClosed(ReviewClosed { by, note, .. }) = one {
                    let what = CaseReviewed { by: by.clone(), on, note: note.clone() };
                    self.reviews.push(Noted { seq, on, what });
                }
            }
            CaseEvent::CaseReviewed(review) => self.reviews.push(Noted { seq, on, what: review.clone() }),
        }
    }

    fn lift(&mut self, lifted: &HoldLifted, as_of: BusinessDate) {
        if lifted.on <= as_of {
            self.holds.retain(|hold| hold.what.kind != lifted.kind);
        }
    }

    /// The promise still waited for, if any.
    pub fn open_promise(&self) -> Option<&PromiseOutcome> {
        self.promises.iter().rev().find(|promise| promise.state.is_open())
    }

    /// Whether a hold of this kind is in force.
    pub fn held(&self, kind: HoldKind) -> bool {
        self.holds.iter().any(|hold| hold.what.kind == kind)
    }

    /// The last conversation with the obligor.
    pub fn last_conversation(&self) -> Option<&Noted<Contact>> {
        self.contacts.iter().rev().find(|contact| contact.what.outcome.is_conversation())
    }

    /// Attempts since the last conversation that nobody answered.
    pub fn unanswered(&self) -> usize {
        let silent = |contact: &&Noted<Contact>| !contact.what.outcome.is_conversation();
        let attempts = self.contacts.iter().rev().take_while(silent);
        attempts.filter(|contact| contact.what.outcome == Outcome::NoAnswer).count()
    }
}
