//! What others liable, and securities, bring for a case: recourse in the words of the
//! comparison of routes.

use crate::DeskError;
use crate::recourse_check::Ground;
use makegood_journal::Connection;
use makegood_recourse::{Recourse, RouteAnswer, RouteKind as Way};
use makegood_units::{LoanId, PartyId};
use makegood_views::{case_with_rows, last_closed, policy_of};
use makegood_workout::case::Brought;
use makegood_workout::compare::{Basis, Probability, RouteKind, Source};

/// Every way of recourse for the loans of a case, open or not. Nothing where the book is
/// not closed yet, or the facts contradict each other.
pub(crate) fn brought(book: &Connection, party: &PartyId) -> Result<Vec<Brought>, DeskError> {
    let (Some(policy), Some(closed)) = (policy_of(book, i64::MAX)?, last_closed(book)?) else {
        return Ok(Vec::new());
    };
    let case = case_with_rows(book, party, &[])?;
    if case.loans.is_empty() {
        return Ok(Vec::new());
    }
    let as_of = case.events.iter().map(|one| one.effective_on).fold(closed, Ord::max);
    let loans: Vec<&LoanId> = case.loans.iter().map(|loan| &loan.loan.id).collect();
    let Ok(answer) = Ground { as_of, policy: Some(policy) }.read(&case)?.answer() else { return Ok(Vec::new()) };
    let ways = answer.order.steps.iter().map(|step| &step.route).chain(&answer.order.blocked);
    let mut found: Vec<Brought> = ways.filter(|way| loans.contains(&&way.debt)).filter_map(of_way).collect();
    found.extend(demands(&answer, &loans));
    Ok(found)
}

fn of_way(way: &RouteAnswer) -> Option<Brought> {
    let of = way.of.clone().unwrap_or_default();
    let (route, says) = match way.kind {
        Way::Guarantor => (RouteKind::GuarantorCall, format!("the guarantor, guarantee {of}")),
        Way::Group => (RouteKind::GuarantorCall, format!("the members of group {of}")),
        Way::Pledge => (RouteKind::Pledge, format!("pledge {of}")),
        Way::Mortgage => (RouteKind::Mortgage, format!("mortgage {of}")),
        Way::Plan | Way::VoluntarySale | Way::Suit => return None,
    };
    let chance = Probability::try_from_bp(i64::from(way.probability_bp));
    Some(Brought {
        route: route.word().to_owned(),
        amount: way.brings,
        cost: Some(way.cost),
        days: i32::try_from(way.days).ok(),
        chance: chance.map(|chance| (chance, source(&way.source))),
        says: format!("{says}, for {}", way.debt),
        blocked: way.blocked.iter().map(ToString::to_string).collect(),
    })
}

/// Guarantors of whom an amount may be demanded and of whom nobody said how likely they
/// pay: the lender's assumption speaks for them.
fn demands(answer: &Recourse, loans: &[&LoanId]) -> Vec<Brought> {
    let ways = || answer.order.steps.iter().map(|step| &step.route).chain(&answer.order.blocked);
    let is_weighed =
        |guarantee: &str| ways().any(|way| way.kind == Way::Guarantor && way.of.as_deref() == Some(guarantee));
    let own = answer.demands.iter().filter(|demand| loans.contains(&&demand.debt) && !is_weighed(&demand.guarantee));
    own.map(|demand| Brought {
        route: RouteKind::GuarantorCall.word().to_owned(),
        amount: demand.amount,
        cost: None,
        days: None,
        chance: None,
        says: format!("the guarantor, guarantee {}, for {}", demand.guarantee, demand.debt),
        blocked: demand.blocked.iter().map(ToString::to_string).collect(),
    })
    .collect()
}

/// Who says how likely: in the form of the comparison, else as it was written.
fn source(text: &str) -> Source {
    text.parse().unwrap_or_else(|_| Source { basis: Basis::Assumption, remark: Some(text.to_owned()) })
}
