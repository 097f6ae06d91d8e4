//! The diagnosis' part of a case: its records put before the method and the ladder.

use crate::case_book::{Owed, Told};
use crate::recourse_roles::{HAS_MORTGAGE, HAS_PLEDGE, HAS_REGISTERED_PLEDGE, words_of};
use crate::{CaseInput, Rules};
use makegood_book::{Loan, Pause, Standing};
use makegood_case::{CaseState, HoldKind, Noted, PlanMade, PromiseState};
use makegood_compliance::{FactValue, Role};
use makegood_diagnosis::{
    Case, ContactRecord, DebtHere, FileRecord, LenderMatter, LoanHistory, MatterKind, NotedRecord, PromiseRecord,
    Ruled, Situation, earlier_spells, observe, rule,
};
use makegood_strategy::{CaseFacts, NotedWord, PlanRecord, Security, StepTaken};
use makegood_units::{BusinessDate, FactId, LoanId};

/// The fact by which a pledge or a mortgage was stated before the words of the packs were
/// read; a book of then may hold it.
const SECURITY_BEFORE: &str = "debt.security";

/// The words of the packs for a security, and the sort each is.
const SORTS: [(&str, Security); 3] =
    [(HAS_MORTGAGE, Security::Mortgage), (HAS_PLEDGE, Security::Pledge), (HAS_REGISTERED_PLEDGE, Security::Pledge)];

const TRUE: FactValue = FactValue::Truth(true);

fn event(seq: i64) -> FactId {
    FactId::new("event", seq)
}

/// The records of the case in the words of the diagnosis.
pub(crate) fn records<'a>(state: &CaseState, told: &'a [Told], owed: &Owed, as_of: BusinessDate) -> Case<'a> {
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
                due_on: one.missed_last().map_or(one.promise.due_on, |part| part.due_on),
                amount: one.promise.amount,
                kept: one.state,
                parts: one.parts.clone(),
            })
            .collect(),
        noted: state.evidence.iter().map(|one| NotedRecord { fact: event(one.seq), noted: one.what.clone() }).collect(),
        matters: disputes
            .map(|hold| LenderMatter { kind: MatterKind::Dispute, on: hold.what.from, fact: event(hold.seq) })
            .collect(),
        file: file(state),
        here: here(told, owed, as_of),
    }
}

/// The borrower's file as the diagnosis reads it.
pub(crate) fn file(state: &CaseState) -> Vec<FileRecord> {
    state.file.iter().map(|one| FileRecord { seq: one.seq, fact: one.what.clone() }).collect()
}

/// What is owed here, over the open loans in the currency of the case.
pub(crate) fn here(told: &[Told], owed: &Owed, as_of: BusinessDate) -> Option<DebtHere> {
    let counts = |told: &&Told| {
        let mut loans = owed.loans.iter().filter(|day| day.loan == told.loan);
        loans.any(|day| day.currency == owed.currency && day.position.standing == Standing::Open)
    };
    let loans: Vec<LoanHistory<'_>> =
        told.iter().filter(counts).map(|told| LoanHistory { loan: &told.loan, history: &told.history }).collect();
    DebtHere::of(&loans, owed.currency, owed.arrears, as_of)
}

/// The finding of the day under what people decided about it.
pub(crate) fn ruled(records: &Case<'_>, state: &CaseState, as_of: BusinessDate, rules: Rules<'_>) -> Ruled {
    rule(&observe(records, as_of), &state.on_findings, as_of, rules.method)
}

/// The pauses of the loan whose days past due the case carries.
fn pauses_of_the_oldest(owed: &Owed, told: &[Told]) -> Vec<Pause> {
    let oldest = owed.loans.iter().find(|loan| loan.days_past_due == owed.days_past_due);
    let told = oldest.and_then(|loan| told.iter().find(|told| told.loan == loan.loan));
    told.map(|told| told.history.pauses.clone()).unwrap_or_default()
}

/// The case in the plain figures the ladder reads.
pub(crate) fn case_facts(
    case: &CaseInput,
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
        products: late_loans(case, owed).filter_map(|loan| loan.product.clone()).collect(),
        securities: securities(case, owed, state, as_of),
        noted: state
            .happenings
            .iter()
            .map(|one| NotedWord { what: one.what.what.clone(), on: one.on, fact: event(one.seq) })
            .collect(),
        done: state.steps.iter().map(|one| taken(&one.what.step, one.seq, one.on)).collect(),
        approved: state.approvals.iter().map(|one| taken(&one.what.step, one.seq, one.on)).collect(),
        declined: state.declined.iter().map(|one| taken(&one.what.step, one.seq, one.on)).collect(),
        plan_made: state.plans.last().and_then(plan_made),
        skipped_to: state.skips.iter().map(|one| taken(&one.what.to, one.seq, one.on)).collect(),
    }
}

/// A plan whose situation is no longer known under that code counts as none.
fn plan_made(one: &Noted<PlanMade>) -> Option<PlanRecord> {
    let made = &one.what;
    let situation = Situation::ALL.into_iter().find(|situation| situation.code() == made.situation)?;
    Some(PlanRecord {
        situation,
        method: made.method.clone(),
        owner: made.owner.clone(),
        due_on: made.due_on,
        required_result: made.required_result.clone(),
        fact: event(one.seq),
    })
}

fn taken(rung: &str, seq: i64, on: BusinessDate) -> StepTaken {
    StepTaken { rung: rung.to_owned(), on, fact: event(seq) }
}

fn late_loans<'a>(case: &'a CaseInput, owed: &'a Owed) -> impl Iterator<Item = &'a Loan> {
    let is_late = |loan: &&Loan| owed.loans.iter().any(|day| day.loan == loan.id && day.days_past_due > 0);
    case.loans.iter().map(|input| &input.loan).filter(is_late)
}

/// What stands behind the late loans: roles as delivered or learnt, security as learnt or
/// stated, and nothing where nothing is known. What was stated of a loan goes before what
/// rows say.
pub(crate) fn securities(case: &CaseInput, owed: &Owed, state: &CaseState, as_of: BusinessDate) -> Vec<Security> {
    let mut found: Vec<Security> = Vec::new();
    let things = crate::recourse_roles::securities(case, as_of);
    for loan in late_loans(case, owed) {
        let before = found.len();
        let about = |debt: &Option<LoanId>| debt.as_ref().is_none_or(|debt| *debt == loan.id);
        let stated = || state.stated.iter().filter(|one| about(&one.what.debt));
        let before_packs = stated().filter(|one| one.what.name == SECURITY_BEFORE);
        found.extend(before_packs.filter_map(|one| Security::named(one.what.value.trim())));
        let behind = things.iter().filter(|security| security.debts.contains(&loan.id));
        let derived: Vec<&str> = behind.flat_map(words_of).collect();
        for (word, sort) in SORTS {
            let said = stated().rfind(|one| one.what.name == word).map(|one| FactValue::told(&one.what.value) == TRUE);
            found.extend(said.unwrap_or(derived.contains(&word)).then_some(sort));
        }
        let roles = case.others.iter().flat_map(|other| &other.roles);
        for held in roles.filter(|held| held.loan == loan.id && held.holds_on(as_of)) {
            found.extend(match Role::named(&held.role) {
                Some(Role::Guarantor) => Some(Security::Guarantor),
                Some(Role::GroupMember) => Some(Security::Group),
                _ => None,
            });
        }
        if found.len() == before {
            found.push(Security::None);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
