//! A pledge or a mortgage today: what it is worth, where its enforcement stands, what it
//! brings to whom, and what stands in the way.

use crate::answer::Line;
use crate::distribute::{Basis, Distribution, distribute};
use crate::enforce::{Enforcement, Stage, enforcement};
use crate::facts::Facts;
use crate::facts::security::{Security, SecurityKind, StageCost, Valuation};
use crate::refusal::Refusal;
use crate::sums::{WHOLE_BP, share};
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;

/// How a security stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SecurityAnswer {
    /// The security.
    pub security: String,
    /// Its kind.
    pub kind: SecurityKind,
    /// What it is.
    pub what: String,
    /// Whose it is.
    pub owner: PartyId,
    /// Whether the owner owes none of the debts it secures.
    pub is_third_party: bool,
    /// The debts it secures.
    pub debts: Vec<LoanId>,
    /// The age of the newest valuation, in days.
    pub valuation_age_days: Option<i32>,
    /// From the valuation to what a sale should bring.
    pub lines: Vec<Line>,
    /// What each stage costs.
    pub costs: Vec<CostLine>,
    /// The last day it is insured.
    pub insured_until: Option<BusinessDate>,
    /// Where enforcement stands.
    pub enforcement: Enforcement,
    /// Who gets what: of the price when it is sold, else of what a sale should bring.
    pub distribution: Option<Distribution>,
    /// What blocks enforcing it.
    pub blocked: Vec<Refusal>,
    /// What to see to, though it blocks nothing.
    pub notes: Vec<String>,
    /// Its state in one sentence.
    pub why: Why,
}

/// The cost of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CostLine {
    /// Which stage.
    pub stage: String,
    /// How much.
    pub amount: Amount,
}

/// The newest valuation of a day, when it is not older than the policy allows.
///
/// # Errors
/// `valuation_missing` or `valuation_too_old`.
pub(crate) fn fresh_valuation<'a>(
    facts: &Facts,
    security: &'a Security,
    on: BusinessDate,
) -> Result<&'a Valuation, Refusal> {
    let Some(valuation) = security.valuation_on(on) else {
        let says = format!("nobody valued {} by {on}", security.id);
        return Err(Refusal::new("valuation_missing", says, "have it valued").about(security.fact()));
    };
    match too_old(facts, valuation.on, on, &security.id) {
        Some(refusal) => Err(refusal.about(valuation.fact())),
        None => Ok(valuation),
    }
}

/// The refusal of a value of another time.
pub(crate) fn too_old(facts: &Facts, valued_on: BusinessDate, on: BusinessDate, what: &str) -> Option<Refusal> {
    let (age, most) = (on.days_since(valued_on), facts.policy.valuation_max_age_days);
    let says =
        format!("the valuation of {what} of {valued_on} is {age} days old on {on}, and the policy allows {most}");
    (age > most).then(|| Refusal::new("valuation_too_old", says, "have it valued again; nothing is worked out from it"))
}

/// How a security stands on the day.
pub(crate) fn security(facts: &Facts, security: &Security) -> SecurityAnswer {
    let enforcement = enforcement(facts, security);
    let mut blocked = Vec::new();
    let mut lines = Vec::new();
    let sold = enforcement.price.filter(|_| enforcement.stage == Stage::Sold);
    let price = match (sold, fresh_valuation(facts, security, facts.as_of)) {
        (Some(price), _) => {
            lines.push(Line::new("price of the sale", price));
            Some((price, Basis::Sold))
        }
        // What was distributed is booked, and the debts on file are what it left of them.
        (None, _) if matches!(enforcement.stage, Stage::Distributed | Stage::Redeemed) => None,
        (None, Err(refusal)) => {
            blocked.push(refusal);
            None
        }
        (None, Ok(valuation)) => {
            let kept = share(valuation.amount, WHOLE_BP.saturating_sub(security.haircut_bp));
            lines.push(Line::new(format!("valued on {} by {}", valuation.on, valuation.by), valuation.amount));
            lines.push(Line::new(
                "less the haircut",
                Amount::from_minor(kept.minor().saturating_sub(valuation.amount.minor())),
            ));
            lines.push(Line::new("a sale should bring", kept));
            Some((kept, Basis::Expected))
        }
    };
    blocked.extend(blocks(facts, security, &enforcement));
    let distribution = price.map(|(price, basis)| distribute(facts, security, price, basis));
    let is_third_party = !security.debts.iter().any(|debt| facts.is_own(security, debt));
    let notes = notes(facts, security, distribution.as_ref(), is_third_party);
    let says = match (&distribution, blocked.first()) {
        (_, Some(first)) => format!("{} is not enforced now: {}", security.id, first.says),
        (Some(distribution), None) => distribution.why.says.clone(),
        (None, None) if enforcement.stage == Stage::Distributed => {
            format!("the price of {} is distributed", security.id)
        }
        (None, None) => format!("{} is back with {}", security.id, security.owner),
    };
    let mut why = Why::new("security_state", says).with(security.fact());
    why.facts.extend(security.proof.as_ref().map(|proof| proof.fact()));
    why.facts.extend(security.valuation_on(facts.as_of).map(Valuation::fact));
    let counted = enforcement.steps.iter().filter(|step| step.refused.is_none());
    why.facts.extend(counted.map(|step| FactId::new("enforcement", &step.id)));
    SecurityAnswer {
        security: security.id.clone(),
        kind: security.kind,
        what: security.what.clone(),
        owner: security.owner.clone(),
        is_third_party,
        debts: security.debts.clone(),
        valuation_age_days: security.valuation_on(facts.as_of).map(|it| facts.as_of.days_since(it.on)),
        lines,
        costs: security
            .costs
            .iter()
            .map(|StageCost { stage, amount }| CostLine { stage: stage.clone(), amount: *amount })
            .collect(),
        insured_until: security.insured_until,
        enforcement,
        distribution,
        blocked,
        notes,
        why,
    }
}

fn blocks(facts: &Facts, security: &Security, enforcement: &Enforcement) -> Vec<Refusal> {
    let mut blocked = Vec::new();
    if matches!(enforcement.stage, Stage::Sold | Stage::Distributed | Stage::Redeemed) {
        return blocked;
    }
    if security.proof.is_none() {
        let says = format!("no signed paper on file shows that {} secures anything", security.id);
        blocked.push(
            Refusal::new("proof_missing", says, "find the contract and record its document and day")
                .about(security.fact()),
        );
    }
    if enforcement.process.is_none() {
        let says = format!("nobody said by which process {} is enforced", security.id);
        blocked.push(
            Refusal::new("no_process", says, "name the process, from the law or the lender's own")
                .about(security.fact()),
        );
    }
    let due: Amount = facts.debts.iter().filter(|debt| security.debts.contains(&debt.id)).map(|debt| debt.due).sum();
    if due.is_zero() {
        let says = format!("nothing is due of what {} secures", security.id);
        blocked.push(Refusal::new("nothing_due", says, "wait for the due day").about(security.fact()));
    }
    blocked
}

fn notes(facts: &Facts, security: &Security, distribution: Option<&Distribution>, is_third_party: bool) -> Vec<String> {
    let mut notes = Vec::new();
    match security.insured_until {
        None => notes.push("nobody knows whether it is insured".to_owned()),
        Some(last) if last < facts.as_of => notes.push(format!("its insurance ended on {last}")),
        Some(_) => {}
    }
    if is_third_party {
        notes.push(format!("{} owes nothing beyond the thing itself", security.owner));
    }
    if let Some(distribution) = distribution.filter(|it| it.basis == Basis::Sold && !it.surplus.is_zero()) {
        let surplus = Money::new(distribution.surplus, facts.currency);
        notes.push(format!("{surplus} is owed back to {}", distribution.owner));
    }
    notes
}
