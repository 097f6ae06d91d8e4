//! Who paid how much for whom, and what they have back.
//!
//! What a co-obligor paid for the borrower is theirs to have back from the borrower.
//! What the borrower pays back is shared in proportion to what each still has to get.
//! All that was contributed is either repaid or still to be repaid.

use crate::facts::Facts;
use crate::refusal::Refusal;
use crate::sums::in_proportion;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;
use std::collections::BTreeMap;

/// What was paid for one debt by others than its borrower.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// The debt.
    pub debt: LoanId,
    /// Who owes it back.
    pub owed_by: Option<PartyId>,
    /// Contributor by contributor.
    pub balances: Vec<Balance>,
    /// The sum of the contributions.
    pub contributed: Amount,
    /// What was paid back of it.
    pub repaid: Amount,
    /// What the borrower still owes the contributors.
    pub balance: Amount,
    /// The sums in words, and every payment they rest on.
    pub why: Why,
}

/// One contributor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// Who.
    pub party: PartyId,
    /// What they paid, by the number of the instalment.
    pub toward: BTreeMap<u32, Amount>,
    /// The sum of that.
    pub contributed: Amount,
    /// What they have back.
    pub repaid: Amount,
    /// What they still have to get.
    pub balance: Amount,
}

enum Entry<'a> {
    Paid(&'a crate::Contribution),
    Back(&'a crate::Repayment),
}

impl Entry<'_> {
    /// By day; of one day, what was paid comes before what was paid back.
    fn at(&self) -> (BusinessDate, u8, &str) {
        match self {
            Self::Paid(paid) => (paid.on, 0, &paid.id),
            Self::Back(back) => (back.on, 1, &back.id),
        }
    }
}

/// The ledger of a debt; none when nobody paid for anybody.
///
/// # Errors
/// `repaid_above_recourse` when more was paid back than was owed back on that day.
pub fn ledger(facts: &Facts, debt: &LoanId) -> Result<Option<Ledger>, Refusal> {
    let paid = facts.contributions.iter().filter(|paid| paid.debt == *debt).map(Entry::Paid);
    let back = facts.repayments.iter().filter(|back| back.debt == *debt).map(Entry::Back);
    let mut entries: Vec<Entry<'_>> = paid.chain(back).collect();
    entries.sort_by(|one, other| one.at().cmp(&other.at()));
    if entries.is_empty() {
        return Ok(None);
    }
    let mut of: BTreeMap<PartyId, Balance> = BTreeMap::new();
    let mut used: Vec<FactId> = Vec::new();
    for entry in entries {
        match entry {
            Entry::Paid(paid) => {
                let balance = of.entry(paid.by.clone()).or_insert_with(|| Balance::none(&paid.by));
                let toward = balance.toward.entry(paid.instalment).or_insert(Amount::ZERO);
                *toward = sum(*toward, paid.amount);
                balance.contributed = sum(balance.contributed, paid.amount);
                balance.balance = sum(balance.balance, paid.amount);
                used.push(paid.fact());
            }
            Entry::Back(back) => {
                pay_back(&mut of, back, facts)?;
                used.push(back.fact());
            }
        }
    }
    let balances: Vec<Balance> = of.into_values().collect();
    let total = |part: fn(&Balance) -> Amount| balances.iter().map(part).sum::<Amount>();
    let (contributed, repaid) = (total(|it| it.contributed), total(|it| it.repaid));
    let balance = total(|it| it.balance);
    let money = |amount| Money::new(amount, facts.currency);
    let says = format!(
        "others paid {} on {debt}; {} was paid back to them and {} is owed back",
        money(contributed),
        money(repaid),
        money(balance)
    );
    let why = used.into_iter().fold(Why::new("recourse_balance", says), Why::with);
    let owed_by = facts.borrower(debt).map(|borrower| borrower.party.clone());
    Ok(Some(Ledger { debt: debt.clone(), owed_by, balances, contributed, repaid, balance, why }))
}

fn pay_back(of: &mut BTreeMap<PartyId, Balance>, back: &crate::Repayment, facts: &Facts) -> Result<(), Refusal> {
    let open: Vec<Amount> = of.values().map(|balance| balance.balance).collect();
    let owed: Amount = open.iter().copied().sum();
    if back.amount > owed {
        let money = |amount| Money::new(amount, facts.currency);
        let says = format!("{} was paid back when {} was owed back", money(back.amount), money(owed));
        let way_out = "record the part above it as a payment on the loan, or the contribution that is missing";
        return Err(Refusal::new("repaid_above_recourse", says, way_out).about(back.fact()));
    }
    for (balance, given) in of.values_mut().zip(in_proportion(back.amount, &open)) {
        balance.repaid = sum(balance.repaid, given);
        balance.balance = balance.balance.less(given);
    }
    Ok(())
}

impl Balance {
    fn none(party: &PartyId) -> Self {
        let zero = Amount::ZERO;
        Self { party: party.clone(), toward: BTreeMap::new(), contributed: zero, repaid: zero, balance: zero }
    }
}

fn sum(one: Amount, other: Amount) -> Amount {
    [one, other].into_iter().sum()
}
