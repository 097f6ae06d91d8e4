//! Amounts and numbers of facts within which every sum fits.

use crate::facts::Facts;
use crate::refusal::Refusal;
use makegood_units::{Amount, FactId};

/// So many amounts of at most [`Amount::LIMIT`] add up without overflow.
const MOST_AMOUNTS: usize = 9_000;

pub(super) fn check(facts: &Facts, found: &mut Vec<Refusal>) {
    let amounts = amounts(facts);
    if amounts.len() > MOST_AMOUNTS {
        let says = format!("{} amounts are more than fit together; at most {MOST_AMOUNTS} do", amounts.len());
        let way_out = "ask for debts that belong together, not for a whole book";
        found.push(Refusal::new("too_many_facts", says, way_out));
    }
    for (fact, amount) in amounts {
        if amount < Amount::ZERO || amount > Amount::LIMIT {
            let says = format!("{} minor units is no amount from 0 to {}", amount.minor(), Amount::LIMIT.minor());
            found.push(Refusal::new("amount_out_of_range", says, "correct the amount").about(fact));
        }
    }
}

/// Every amount; limits are looked at apart, they have to be above zero.
fn amounts(facts: &Facts) -> Vec<(FactId, Amount)> {
    let mut all = Vec::new();
    for debt in &facts.debts {
        let owed = &debt.owed;
        let parts = [owed.cost, owed.fee, owed.penalty, owed.interest, owed.principal, debt.due];
        all.extend(parts.map(|part| (debt.fact(), part)));
    }
    all.extend(facts.liable.iter().map(|it| (it.fact(), it.without_consent)));
    all.extend(facts.contributions.iter().map(|it| (it.fact(), it.amount)));
    all.extend(facts.repayments.iter().map(|it| (it.fact(), it.amount)));
    for security in &facts.securities {
        all.extend(security.ranks.iter().map(|it| (security.fact(), it.amount)));
        all.extend(security.costs.iter().map(|it| (security.fact(), it.amount)));
        all.extend(security.valuations.iter().map(|it| (it.fact(), it.amount)));
    }
    all.extend(facts.events.iter().filter_map(|it| Some((it.fact(), it.amount?))));
    for asset in &facts.assets {
        all.extend([asset.value, asset.liens, asset.sale_cost].map(|amount| (asset.fact(), amount)));
    }
    all.extend(facts.exempt.iter().filter_map(|it| Some((FactId::new("exempt", &it.kind), it.up_to?))));
    all.extend(facts.added.iter().map(|it| (it.fact(), it.value)));
    for route in &facts.routes {
        all.extend([Some(route.cost), route.brings].into_iter().flatten().map(|amount| (route.fact(), amount)));
    }
    all
}

/// A limit has to be above zero; nobody is liable for nothing, and none means no limit.
pub(super) fn limit(limit: Option<Amount>, fact: FactId) -> Option<Refusal> {
    let limit = limit?;
    let says = format!("a limit of {} minor units is none", limit.minor());
    let way_out = "write the amount of the contract, or leave the limit out where there is none";
    let is_one = limit > Amount::ZERO && limit <= Amount::LIMIT;
    (!is_one).then(|| Refusal::new("limit_not_positive", says, way_out).about(fact))
}
