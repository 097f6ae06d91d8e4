//! What the ladder has to know of a case, and the counts it reads from it.

use crate::{ActionKind, PlanRecord, Rung, Security};
use makegood_book::{Pause, paused_days};
use makegood_case::{Channel, Hold, HoldKind, Outcome, PartOutcome, PromiseState};
use makegood_diagnosis::{ContactRecord, PromiseRecord};
use makegood_units::{Amount, BusinessDate, Currency, FactId};

/// One case on the day, in plain figures.
#[derive(Clone, Debug)]
pub struct CaseFacts {
    /// Due and unpaid over all loans of the case.
    pub arrears: Amount,
    /// Of which currency.
    pub currency: Currency,
    /// Days past due of the oldest unpaid instalment.
    pub days_past_due: i32,
    /// Pauses of the loan those days are counted on: the ladder stands still in them.
    pub pauses: Vec<Pause>,
    /// The record the lateness rests on, such as `instalment:1402/5`.
    pub rests_on: Option<FactId>,
    /// The last day money came.
    pub last_paid_on: Option<BusinessDate>,
    /// Spells of arrears before this one, in the last twelve months.
    pub earlier_spells: u32,
    /// Whether a telephone number is known that reaches them.
    pub has_telephone: bool,
    /// Attempts and conversations up to the day.
    pub contacts: Vec<ContactRecord>,
    /// Promises with what became of them.
    pub promises: Vec<PromiseRecord>,
    /// Holds in force on the day.
    pub holds: Vec<Hold>,
    /// The last day a leader read the case.
    pub last_reviewed_on: Option<BusinessDate>,
    /// The products of the late loans, in the lender's words.
    pub products: Vec<String>,
    /// What stands behind the late loans.
    pub securities: Vec<Security>,
    /// What is noted in the case and has not ended.
    pub noted: Vec<NotedWord>,
    /// Steps in the house that were done.
    pub done: Vec<StepTaken>,
    /// Steps a second person agreed to.
    pub approved: Vec<StepTaken>,
    /// Steps a second person did not agree to.
    pub declined: Vec<StepTaken>,
    /// Steps gone on to before the gentler ones.
    pub skipped_to: Vec<StepTaken>,
    /// The plan somebody made last.
    pub plan_made: Option<PlanRecord>,
}

/// Something noted in a case: a death, a disappearance, a consent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotedWord {
    /// In one word.
    pub what: String,
    /// Since when.
    pub on: BusinessDate,
    /// The record of it.
    pub fact: FactId,
}

/// A rung somebody did, agreed to or went on to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    /// The rung of the strategy.
    pub rung: String,
    /// When.
    pub on: BusinessDate,
    /// The record of it.
    pub fact: FactId,
}

impl CaseFacts {
    /// Paused days among the days past due.
    pub(crate) fn paused_days(&self, as_of: BusinessDate) -> i32 {
        paused_days(&self.pauses, as_of, Some(as_of.plus_days(-self.days_past_due)))
    }

    /// The days the ladder counts: days past due without the paused ones.
    pub(crate) fn counted_days(&self, as_of: BusinessDate) -> i32 {
        self.days_past_due - self.paused_days(as_of)
    }

    /// The first day on which the ladder counts so many days, if nothing is paid.
    pub(crate) fn day_of_count(&self, count: i32, as_of: BusinessDate) -> BusinessDate {
        let began = as_of.plus_days(-self.days_past_due);
        let mut day = began.plus_days(count);
        // Each round skips the paused days found so far, so it ends when none are left.
        loop {
            let later = began.plus_days(count.saturating_add(paused_days(&self.pauses, day, Some(began))));
            if later <= day {
                return day;
            }
            day = later;
        }
    }

    /// The days past due in words, with the paused ones named.
    pub(crate) fn days_in_words(&self, as_of: BusinessDate) -> String {
        match self.paused_days(as_of) {
            0 => format!("{} days past due", self.days_past_due),
            paused => format!("{} days past due, {paused} of them paused", self.days_past_due),
        }
    }
}

/// What was tried since the last payment, without result.
pub(crate) struct Tried {
    pub(crate) calls: u32,
    pub(crate) visits: u32,
    pub(crate) broken_promises: u32,
    pub(crate) facts: Vec<FactId>,
}

impl Tried {
    /// In words: `3 calls, 1 visit and 2 broken promises`.
    pub(crate) fn words(&self) -> String {
        let some = |count: u32, one: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {one}s"),
        };
        let calls = some(self.calls, "call");
        format!("{calls}, {} and {}", some(self.visits, "visit"), some(self.broken_promises, "broken promise"))
    }
}

impl CaseFacts {
    pub(crate) fn tried(&self) -> Tried {
        let since = |day: BusinessDate| self.is_since_payment(day);
        let mut tried = Tried { calls: 0, visits: 0, broken_promises: 0, facts: Vec::new() };
        for record in self.contacts.iter().filter(|record| since(record.on)) {
            match (record.contact.channel, record.contact.outcome) {
                (Channel::Call, Outcome::NoAnswer | Outcome::Refused) => tried.calls += 1,
                (Channel::Visit, _) => tried.visits += 1,
                _ => continue,
            }
            tried.facts.push(record.fact.clone());
        }
        // A promise that was not kept is a call that was of no use.
        for broken in
            self.promises.iter().filter(|promise| promise.kept == PromiseState::Broken && since(promise.due_on))
        {
            tried.broken_promises += 1;
            tried.facts.push(broken.fact.clone());
        }
        tried
    }

    /// The parts still waited for, the nearest day first, with the record of each.
    pub(crate) fn open_parts(&self) -> Vec<(&PartOutcome, &FactId)> {
        let parts = self.promises.iter().flat_map(|one| one.parts.iter().map(move |part| (part, &one.fact)));
        let mut open: Vec<_> = parts.filter(|(part, _)| part.state.is_open()).collect();
        open.sort_by_key(|(part, _)| part.due_on);
        open
    }

    pub(crate) fn hold(&self, kind: HoldKind) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.kind == kind)
    }

    /// The last time the rung, or anything else by its channel, was done.
    pub(crate) fn last_done_on(&self, rung: &Rung) -> Option<BusinessDate> {
        if rung.action == ActionKind::LeaderReview {
            return self.last_reviewed_on;
        }
        if rung.channel.is_none() {
            return self.done.iter().filter(|step| step.rung == rung.id).map(|step| step.on).max();
        }
        let same = self.contacts.iter().filter(|record| Some(record.contact.channel) == rung.channel);
        same.map(|record| record.on).max()
    }

    /// Whether a leader went on to the rung and nobody has done it since.
    pub(crate) fn is_decided(&self, rung: &Rung) -> bool {
        let done = self.last_done_on(rung);
        self.skip_to(rung).is_some_and(|skip| done.is_none_or(|done| done < skip.on))
    }

    /// Whether something happened since money last came.
    pub(crate) fn is_since_payment(&self, on: BusinessDate) -> bool {
        self.last_paid_on.is_none_or(|paid| on > paid)
    }

    /// Whether a second person agreed to the rung since money last came.
    pub(crate) fn is_approved(&self, rung: &Rung) -> bool {
        self.approved.iter().any(|step| step.rung == rung.id && self.is_since_payment(step.on))
    }

    /// The refusal of a second person that holds for the rung since money last came.
    pub(crate) fn declined(&self, rung: &Rung) -> Option<&StepTaken> {
        self.declined.iter().rev().find(|step| step.rung == rung.id && self.is_since_payment(step.on))
    }

    /// Whether a leader went on to the rung before the gentler ones, since money last came.
    pub(crate) fn skip_to(&self, rung: &Rung) -> Option<&StepTaken> {
        self.skipped_to.iter().rev().find(|step| step.rung == rung.id && self.is_since_payment(step.on))
    }

    /// Contacts from our side in the seven days up to `as_of`.
    pub(crate) fn contacts_in_a_week(&self, as_of: BusinessDate) -> i64 {
        let ours = self.contacts.iter().filter(|record| record.contact.channel != Channel::InboundCall);
        let recent = ours.filter(|record| (0..7).contains(&as_of.days_since(record.on)));
        i64::try_from(recent.count()).unwrap_or(i64::MAX)
    }
}
