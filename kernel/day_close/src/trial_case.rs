//! A borrower as a trial counts them: from the first day late on, for 30 and 60 days, from
//! the book and the case alone.

use crate::case_book::CloseError;
use crate::{CaseInput, Rules};
use makegood_book::{Standing, history, position, timeline};
use makegood_case::{CaseEvent, Channel, Recorded};
use makegood_strategy::Strategy;
use makegood_strategy::trial::{CaseArm, TrialCase};
use makegood_units::{Amount, BusinessDate, Currency};

/// So many days after the first day late the case is looked at, and looked at again.
const FIRST_DAYS: i32 = 30;
const LATER_DAYS: i32 = 60;

/// How a borrower stands to a trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTrial {
    /// Late on the day before it began: what came after was begun without it.
    LateBefore,
    /// Not late while it ran.
    NotLate,
    /// Late for the first time while it ran.
    Counted(TrialCase),
}

/// What a trial counts of a borrower by the end of `as_of`. Not late where no trial runs.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn in_trial(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<InTrial, CloseError> {
    let Some(running) = rules.trial else { return Ok(InTrial::NotLate) };
    let (begins_on, ends_on) = (running.trial().begins_on, running.trial().ends_on.unwrap_or(as_of));
    let late = late_days(case, as_of, rules)?;
    if late.holds(begins_on.plus_days(-1)) {
        return Ok(InTrial::LateBefore);
    }
    let first = late.0.iter().map(|(from, _)| *from).filter(|from| begins_on <= *from && *from <= ends_on.min(as_of));
    let Some(entered_on) = first.min() else { return Ok(InTrial::NotLate) };
    let (own, Some(drawn)) = rules.of_case(case, entered_on) else { return Ok(InTrial::NotLate) };
    Ok(InTrial::Counted(counted(case, entered_on, as_of, &late, own, &drawn)?))
}

/// Spans of days on which a loan of the case counted as late; the day after the last, where
/// there is one.
struct LateDays(Vec<(BusinessDate, Option<BusinessDate>)>);

impl LateDays {
    fn holds(&self, day: BusinessDate) -> bool {
        self.0.iter().any(|(from, to)| *from <= day && to.is_none_or(|to| day < to))
    }
}

fn late_days(case: &CaseInput, as_of: BusinessDate, rules: Rules<'_>) -> Result<LateDays, CloseError> {
    let mut found = Vec::new();
    for facts in &case.loans {
        let unread = |source| CloseError { loan: facts.loan.id.clone(), source };
        let book = &rules.strategy.book;
        for span in timeline(facts, book, as_of).map_err(unread)? {
            // Arrears too small to count do not make a case.
            let is_late = span.arrears.since.is_some()
                && position(facts, span.from, book).map_err(unread)?.counted_from.is_some();
            if is_late {
                found.push((span.from, span.to));
            }
        }
    }
    Ok(LateDays(found))
}

fn counted(
    case: &CaseInput,
    entered_on: BusinessDate,
    as_of: BusinessDate,
    late: &LateDays,
    rules: Rules<'_>,
    drawn: &CaseArm,
) -> Result<TrialCase, CloseError> {
    let after = |days: i32| Some(entered_on.plus_days(days)).filter(|day| *day <= as_of);
    let last = entered_on.plus_days(FIRST_DAYS).min(as_of);
    let (currency, arrears, paid) = money(case, entered_on, last, rules)?;
    let events = case.events.iter().filter(|one| entered_on <= one.effective_on && one.effective_on <= last);
    let mut counted = TrialCase {
        arm: drawn.arm.name.clone(),
        unit_id: drawn.unit_id.clone(),
        entered_on,
        currency,
        arrears,
        cured_30: after(FIRST_DAYS).map(|day| !late.holds(day)),
        cured_60: after(LATER_DAYS).map(|day| !late.holds(day)),
        paid,
        contacts: 0,
        complaints: 0,
        minutes: 0,
        cost: Amount::ZERO,
    };
    events.for_each(|event| take(&mut counted, event, rules.strategy));
    Ok(counted)
}

/// The currency of the largest arrears on the first day late, those arrears, and what came
/// in over all loans in it from that day through `last`.
fn money(
    case: &CaseInput,
    entered_on: BusinessDate,
    last: BusinessDate,
    rules: Rules<'_>,
) -> Result<(Currency, Amount, Amount), CloseError> {
    let mut loans = Vec::with_capacity(case.loans.len());
    for facts in &case.loans {
        let unread = |source| CloseError { loan: facts.loan.id.clone(), source };
        let then = position(facts, entered_on, &rules.strategy.book).map_err(unread)?;
        let owed = if then.standing == Standing::Open { then.arrears.total() } else { Amount::ZERO };
        let received = history(facts, last, &rules.strategy.book).map_err(unread)?.payments;
        let paid = received.iter().filter(|one| entered_on <= one.value_on).map(|one| one.amount).sum::<Amount>();
        loans.push((facts.loan.currency, owed, paid));
    }
    let currency = loans.iter().max_by_key(|(_, owed, _)| *owed).map_or(Currency::USD, |(currency, ..)| *currency);
    let own = || loans.iter().filter(|(of_loan, ..)| *of_loan == currency);
    Ok((currency, own().map(|(_, owed, _)| *owed).sum(), own().map(|(.., paid)| *paid).sum()))
}

/// What one event adds. A contact names no rung, so it takes the minutes and the cost of
/// the first rung of the arm's ladder by its channel.
fn take(counted: &mut TrialCase, recorded: &Recorded, strategy: &Strategy) {
    let rung = match &recorded.event {
        CaseEvent::ContactRecorded(contact) if contact.channel != Channel::InboundCall => {
            counted.contacts = counted.contacts.saturating_add(1);
            strategy.rungs.iter().find(|rung| rung.channel == Some(contact.channel))
        }
        CaseEvent::StepDone(done) => strategy.rungs.iter().find(|rung| rung.id == done.step),
        CaseEvent::HappeningRecorded(one) if is_complaint(&one.what) => {
            counted.complaints = counted.complaints.saturating_add(1);
            None
        }
        _ => None,
    };
    if let Some(rung) = rung {
        counted.minutes = counted.minutes.saturating_add(u64::from(rung.minutes));
        counted.cost = counted.cost.checked_add(rung.cost).unwrap_or(Amount::LIMIT);
    }
}

/// Whether a happening is a complaint, in the words packs have for it.
fn is_complaint(what: &str) -> bool {
    what.contains("complaint") || what.contains("grievance")
}
