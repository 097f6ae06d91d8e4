//! From the facts to the whole answer, one stage after the other.

use crate::answer::Recourse;
use crate::check::check;
use crate::facts::Facts;
use crate::ledger::{Ledger, ledger};
use crate::order::{Known, order};
use crate::refusal::Refusal;
use crate::{added_security, demand, group, liabilities, voluntary_sale};

/// Works everything out.
///
/// What cannot be relied on, such as a valuation that is too old, or a step of
/// enforcement that does not count, stands in the answer's `refused`; the rest holds
/// without it.
///
/// # Errors
/// Every contradiction in the facts, each by name and with a way out; nothing is worked
/// out from facts that contradict each other.
pub fn recourse(facts: &Facts) -> Result<Recourse, Vec<Refusal>> {
    let facts = &facts.clone().in_order();
    let wrong = check(facts);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let ledgers = facts.debts.iter().filter_map(|debt| ledger(facts, &debt.id).transpose());
    let ledgers: Vec<Ledger> = ledgers.collect::<Result<_, _>>().map_err(|refusal| vec![refusal])?;
    let demands: Vec<_> = facts.liable.iter().filter_map(|liable| demand(facts, liable)).collect();
    let groups: Vec<_> = facts.groups.iter().map(|it| group(facts, it)).collect();
    let securities: Vec<_> = facts.securities.iter().map(|it| crate::security::security(facts, it)).collect();
    let sales: Vec<_> = facts.assets.iter().filter_map(|asset| voluntary_sale(facts, asset)).collect();
    let known = Known { demands: &demands, groups: &groups, securities: &securities, sales: &sales };
    let order = order(facts, known);
    let too_old = |refusal: &&Refusal| refusal.code == "valuation_too_old";
    let of_value =
        securities.iter().flat_map(|it| it.blocked.iter()).chain(sales.iter().flat_map(|it| it.blocked.iter()));
    let steps = securities.iter().flat_map(|it| &it.enforcement.steps);
    let mut refused: Vec<Refusal> = of_value.filter(too_old).cloned().collect();
    refused.extend(steps.filter_map(|step| step.refused.clone()));
    let added: Vec<_> = facts.added.iter().map(|it| added_security(facts, it)).collect();
    refused.extend(added.iter().flat_map(|it| it.blocked.iter()).filter(too_old).cloned());
    Ok(Recourse {
        name: facts.name.clone(),
        as_of: facts.as_of,
        currency: facts.currency,
        liable: liabilities(facts),
        demands,
        groups,
        ledgers,
        securities,
        sales,
        added,
        order,
        refused,
    })
}
