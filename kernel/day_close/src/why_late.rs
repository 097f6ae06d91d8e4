//! The diagnosis' part of a case: its records put before the method and the ladder.

use crate::Rules;
use crate::case_book::{Owed, Told};
use makegood_book::Pause;
use makegood_case::{CaseState, HoldKind, PromiseState};
use makegood_diagnosis::{
    Case, ContactRecord, Finding, LenderMatter, LoanHistory, MatterKind, NotedRecord, PromiseRecord, diagnose,
    earlier_spells, observe,
};
use makegood_strategy::CaseFacts;
use makegood_units::{BusinessDate, FactId};

fn event(seq: i64) -> FactId {
    FactId::new("event", seq)
}

/// The records of the case in the words of the diagnosis.
pub(crate) fn records<'a>(state: &CaseState, told: &'a [Told]) -> Case<'a> {
    let disputes = state.holds.iter().filter(|hold| hold.what.kind == HoldKind::Dispute);
    // A promise that another took the place of says nothing about the first.
    let promises = state.promises.iter().filter(|one| one.state != PromiseState::Replaced);
    Case {
        loans: told.iter().map(|told| LoanHistory { loan: &told.loan, history: &told.history }).collect(),
        contacts: state
            .contacts
            .iter()
            .map(|one| ContactRecord { fact: event(one.seq), contact: one.what.clone(), on: one.on })
            .collect(),
        promises: promises
            .map(|one| PromiseRecord {
                fact: event(one.seq),
                made_on: one.promise.made_on,
                due_on: one.promise.due_on,
                amount: one.promise.amount,
                kept: one.state,
            })
            .collect(),
        noted: state.evidence.iter().map(|one| NotedRecord { fact: event(one.seq), noted: one.what.clone() }).collect(),
        matters: disputes
            .map(|hold| LenderMatter { kind: MatterKind::Dispute, on: hold.what.from, fact: event(hold.seq) })
            .collect(),
    }
}

pub(crate) fn finding(records: &Case<'_>, as_of: BusinessDate, rules: Rules<'_>) -> Finding {
    diagnose(&observe(records, as_of), as_of, rules.method)
}

/// The pauses of the loan whose days past due the case carries.
fn pauses_of_the_oldest(owed: &Owed, told: &[Told]) -> Vec<Pause> {
    let oldest = owed.loans.iter().find(|loan| loan.days_past_due == owed.days_past_due);
    let told = oldest.and_then(|loan| told.iter().find(|told| told.loan == loan.loan));
    told.map(|told| told.history.pauses.clone()).unwrap_or_default()
}

/// The case in the plain figures the ladder reads.
pub(crate) fn case_facts(
    owed: &Owed,
    has_telephone: bool,
    state: &CaseState,
    records: Case<'_>,
    told: &[Told],
    as_of: BusinessDate,
) -> CaseFacts {
    CaseFacts {
        arrears: owed.arrears,
        currency: owed.currency,
        days_past_due: owed.days_past_due,
        pauses: pauses_of_the_oldest(owed, told),
        rests_on: owed.why.facts.first().cloned(),
        last_paid_on: told.iter().filter_map(|told| told.history.payments.last()).map(|paid| paid.value_on).max(),
        earlier_spells: records.loans.iter().map(|loan| earlier_spells(loan, as_of)).max().unwrap_or(0),
        has_telephone,
        contacts: records.contacts,
        promises: records.promises,
        holds: state.holds.iter().map(|hold| hold.what.clone()).collect(),
        last_reviewed_on: state.reviews.last().map(|review| review.what.on),
    }
}
