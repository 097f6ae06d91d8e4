//! What a comparison of routes has to know of a case, from the book, the borrower's
//! file and the finding.

use crate::case_book::{Told, histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, CloseError, Rules, why_late};
use makegood_book::{BookError, Split, Standing};
use makegood_case::{CaseEvent, CaseState, HoldKind, WorkoutStand};
use makegood_diagnosis::{BorrowerFile, FileMonth, MonthSum, Situation};
use makegood_strategy::Security;
use makegood_units::{Amount, BusinessDate, LoanId, Why};
use makegood_workout::case::{CaseFacts, WriteOffSeen};
use makegood_workout::compare::{Flow, RouteKind, Verified, WriteOffNeed};

/// The case as a comparison reads it. `None` when it has no loan on the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn workout_facts(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<Option<CaseFacts>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    let state = state_on(case, &told, &owed, rules, as_of);
    let records = why_late::records(&state, &told, &owed, as_of);
    let file = BorrowerFile::on(&records.file, as_of);
    let month = records.here.as_ref().map(|here| FileMonth::of(&file, here));
    let instalment = records.here.as_ref().map(|here| here.instalment);
    let situation = why_late::ruled(&records, &state, as_of, rules).finding.situation;
    let securities = why_late::securities(case, &owed, &state, as_of);

    let counted = owed.loans.iter().filter(|day| day.currency == owed.currency);
    let open = counted.filter(|day| day.position.standing == Standing::Open);
    let (mut arrears, mut principal, mut ahead) = (Split::default(), Amount::ZERO, Vec::new());
    for day in open {
        let refuse = |source| CloseError { loan: day.loan.clone(), source };
        arrears = arrears.plus(&day.position.arrears.owed).map_err(refuse)?;
        let sum = principal.checked_add(day.position.outstanding_principal());
        principal = sum.ok_or(BookError::Overflow).map_err(refuse)?;
        let not_due = rules.strategy.book.convention.counting_day(as_of);
        ahead.extend(falls_due(&told, &day.loan, not_due).map_err(refuse)?);
    }
    ahead.sort_by_key(|flow| flow.on);
    let aside: Vec<&str> =
        owed.loans.iter().filter(|day| day.currency != owed.currency).map(|day| day.loan.as_str()).collect();
    let mut says = Vec::new();
    if !aside.is_empty() {
        says.push(format!("{} in another currency stand aside.", aside.join(", ")));
    }
    let guarantor = |one: &Security| *one == Security::Guarantor;
    Ok(Some(CaseFacts {
        party: case.party.clone(),
        as_of,
        currency: owed.currency,
        situation,
        income: verified(month.as_ref().map(|month| &month.income), "income", &mut says),
        surplus: verified(month.as_ref().map(|month| &month.before_debts), "surplus", &mut says),
        debt_service: instalment,
        other_debt_service: month.and_then(|month| month.other_debts.ok()).map(|sum| sum.amount),
        has_guarantor: securities.iter().any(guarantor),
        write_off_shown: seen(&state, situation, &securities),
        earlier_relief: relief_before(case, as_of),
        securities,
        arrears,
        principal,
        ahead,
        brought: Vec::new(),
        says,
    }))
}

/// What of a loan falls due from a day on: the first that is not past due yet.
fn falls_due(told: &[Told], loan: &LoanId, from: BusinessDate) -> Result<Vec<Flow>, BookError> {
    let of_loan = told.iter().filter(|told| told.loan == *loan).flat_map(|told| &told.history.instalments);
    let mut flows = Vec::new();
    for row in of_loan.filter(|row| row.due_on >= from) {
        let amount = row.unpaid()?;
        if !amount.is_zero() {
            flows.push(Flow { on: row.due_on, amount });
        }
    }
    Ok(flows)
}

/// A sum of the file, where it was seen and not only said.
fn verified(sum: Option<&Result<MonthSum, Why>>, what: &str, says: &mut Vec<String>) -> Option<Verified> {
    match sum {
        Some(Ok(sum)) if sum.is_verified => Some(Verified { amount: sum.amount, on: sum.rests_on }),
        Some(Ok(_)) => {
            says.push(format!("The {what} on file was said and not verified, so no limit is read against it."));
            None
        }
        Some(Err(why)) => {
            says.push(format!("The {what} a month is not known: {}", why.says));
            None
        }
        None => None,
    }
}

/// What the records show of what a write-off has to show.
fn seen(state: &CaseState, situation: Situation, securities: &[Security]) -> Vec<WriteOffSeen> {
    let mut shown = Vec::new();
    let mut show = |need, says: &str| shown.push(WriteOffSeen { need, says: says.to_owned() });
    if situation == Situation::ReducedAbility {
        show(WriteOffNeed::CauseKnown, "the finding: able to pay less, for good");
    }
    let spoken = state.last_conversation().is_some() && !state.held(HoldKind::CeaseRequest);
    let gone = state.happenings.iter().any(|one| one.what.what == "disappeared");
    if spoken && !gone {
        show(WriteOffNeed::Traced, "somebody spoke with them");
    }
    if !securities.iter().any(|one| matches!(one, Security::Pledge | Security::Mortgage)) {
        show(WriteOffNeed::SecurityRealised, "no security is on the book");
    }
    if !securities.iter().any(|one| matches!(one, Security::Guarantor | Security::Group)) {
        show(WriteOffNeed::GuarantorsCalled, "nobody else liable is on the book");
    }
    shown
}

/// The days on which a tranche of an earlier relief loan was drawn.
fn relief_before(case: &CaseInput, as_of: BusinessDate) -> Vec<BusinessDate> {
    let stands = decisions(case, as_of);
    let relief = stands.iter().filter(|stand| stand.decided.kind == RouteKind::ReliefLoan.word());
    let drawn = relief.flat_map(|stand| &stand.relief).filter_map(|event| match event {
        makegood_case::ReliefEvent::TrancheDrawn { on, .. } => Some(*on),
        _ => None,
    });
    drawn.collect()
}

/// Every decision about the way out of a case by a day, in order.
pub fn decisions(case: &CaseInput, as_of: BusinessDate) -> Vec<WorkoutStand> {
    let by_then = case.events.iter().filter(|one| one.effective_on <= as_of);
    WorkoutStand::fold(by_then.filter_map(|one| match &one.event {
        CaseEvent::WorkoutRecorded(event) => Some((one.seq, one.effective_on, event)),
        _ => None,
    }))
}
