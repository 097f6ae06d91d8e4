//! Who gets what of the price of a security: costs, then the ranks, our debts by their
//! order, and what is left to the owner. Every minor unit of the price is given once.

use crate::facts::Facts;
use crate::facts::people::Debt;
use crate::facts::security::{Rank, Security};
use crate::law::{Cited, RuleKind};
use crate::sums::in_proportion;
use makegood_book::{Order, Split};
use makegood_units::{Amount, LoanId, Money, PartyId, Why};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the price is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The value less the haircut: nothing is sold yet.
    Expected,
    /// The price of the sale.
    Sold,
}

/// A price, given to whom it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Distribution {
    /// What the price is.
    pub basis: Basis,
    /// The price.
    pub price: Amount,
    /// The costs met out of it.
    pub costs: Amount,
    /// The costs it did not cover.
    pub costs_unpaid: Amount,
    /// Others with a right to it.
    pub ranks: Vec<RankPaid>,
    /// Our debts, in the order they are met.
    pub debts: Vec<DebtPaid>,
    /// What went to our debts.
    pub to_debts: Amount,
    /// What is owed back to the owner.
    pub surplus: Amount,
    /// To whom.
    pub owner: PartyId,
    /// What is left unpaid of our debts.
    pub deficiency: Amount,
    /// Whether that may be claimed.
    pub deficiency_claim: DeficiencyClaim,
    /// The rule that says so.
    pub cited: Option<Cited>,
    /// The distribution in one sentence.
    pub why: Why,
}

/// What another holder of a right got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RankPaid {
    /// Who.
    pub holder: String,
    /// Their rank.
    pub rank: u32,
    /// What they were owed.
    pub claim: Amount,
    /// What they got.
    pub paid: Amount,
}

/// What one of our debts got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DebtPaid {
    /// The debt.
    pub debt: LoanId,
    /// What was met of it, by component.
    pub paid: Split,
    /// What is left of it.
    pub left: Amount,
}

/// Whether what is left unpaid may be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeficiencyClaim {
    /// Nothing is left unpaid.
    None,
    /// Of the debtors, as an unsecured debt.
    Owed,
    /// Of nobody.
    NotOwed,
    /// Neither law nor contract on file says; it is not claimed until somebody knows.
    Unknown,
}

/// Gives a price to whom it belongs.
pub fn distribute(facts: &Facts, security: &Security, price: Amount, basis: Basis) -> Distribution {
    let mut debts: Vec<&Debt> = facts.debts.iter().filter(|debt| security.debts.contains(&debt.id)).collect();
    // Due longest first; what is not due at all comes last.
    debts.sort_by_key(|debt| (debt.due_since.is_none(), debt.due_since, &debt.id));
    let owed: Amount = debts.iter().map(|debt| debt.total()).sum();
    let secured = security.limit.map_or(owed, |limit| limit.min(owed));

    let costs_due = security.all_costs();
    let costs = costs_due.min(price);
    let (ranks, for_us, surplus) = by_rank(security, price.less(costs), secured);
    let (debts, to_debts) = by_debt(&debts, for_us);
    let deficiency = owed.less(to_debts);
    let (deficiency_claim, cited) = claim(facts, security, deficiency);

    let money = |amount| Money::new(amount, facts.currency);
    let of = if basis == Basis::Sold { "the price" } else { "what a sale should bring" };
    let others: Amount = ranks.iter().map(|rank| rank.paid).sum();
    let says = format!(
        "of {of}, {}: costs {}, others with a right to it {}, the debts {}, back to {} {}; {} stays unpaid",
        money(price),
        money(costs),
        money(others),
        money(to_debts),
        security.owner,
        money(surplus),
        money(deficiency)
    );
    let why = Why::new("distribution", says).with(security.fact());
    let why = security.debts.iter().filter_map(|debt| facts.debt(debt)).map(Debt::fact).fold(why, Why::with);
    Distribution {
        basis,
        price,
        costs,
        costs_unpaid: costs_due.less(costs),
        ranks,
        debts,
        to_debts,
        surplus,
        owner: security.owner.clone(),
        deficiency,
        deficiency_claim,
        cited: cited.cloned(),
        why,
    }
}

/// What each rank gets, what is for our debts, and what is left over. Equal ranks share
/// in proportion to their claims.
fn by_rank(security: &Security, price: Amount, secured: Amount) -> (Vec<RankPaid>, Amount, Amount) {
    let mut claims: BTreeMap<u32, Vec<(Option<&Rank>, Amount)>> = BTreeMap::new();
    claims.entry(security.rank).or_default().push((None, secured));
    let mut others: Vec<&Rank> = security.ranks.iter().collect();
    others.sort_by_key(|rank| (&rank.holder, rank.amount));
    for other in others {
        claims.entry(other.rank).or_default().push((Some(other), other.amount));
    }
    let (mut left, mut for_us) = (price, Amount::ZERO);
    let mut ranks = Vec::new();
    for same in claims.into_values() {
        let amounts: Vec<Amount> = same.iter().map(|(_, amount)| *amount).collect();
        let given = in_proportion(left, &amounts);
        left = left.less(given.iter().copied().sum());
        for ((whose, claim), paid) in same.into_iter().zip(given) {
            match whose {
                None => for_us = paid,
                Some(rank) => ranks.push(RankPaid { holder: rank.holder.clone(), rank: rank.rank, claim, paid }),
            }
        }
    }
    (ranks, for_us, left)
}

/// Our debts one after the other, each by its own order of components.
fn by_debt(debts: &[&Debt], available: Amount) -> (Vec<DebtPaid>, Amount) {
    let mut left = available;
    let paid = debts.iter().map(|debt| {
        let order = Order::try_new(&debt.waterfall).unwrap_or_default();
        let before = left;
        let paid = order.meet(&debt.owed, &mut left);
        DebtPaid { debt: debt.id.clone(), paid, left: debt.total().less(before.less(left)) }
    });
    let paid = paid.collect();
    (paid, available.less(left))
}

/// Whether what is left may be claimed: the law's word first, then the contract's.
fn claim<'a>(facts: &'a Facts, security: &Security, deficiency: Amount) -> (DeficiencyClaim, Option<&'a Cited>) {
    if deficiency.is_zero() {
        return (DeficiencyClaim::None, None);
    }
    let said = |claimable| if claimable { DeficiencyClaim::Owed } else { DeficiencyClaim::NotOwed };
    let by_law = facts.law.rules.iter().find_map(|rule| match rule.kind {
        RuleKind::Deficiency { security: kind, claimable } if kind == security.kind => Some((claimable, &rule.cited)),
        _ => None,
    });
    match by_law {
        Some((claimable, cited)) => (said(claimable), Some(cited)),
        None => (security.deficiency_claimable.map_or(DeficiencyClaim::Unknown, said), None),
    }
}
