//! Whether a guarantor may be called today, for how much, and what stands against it.

use crate::enforce::is_dealt_with;
use crate::facts::Facts;
use crate::facts::people::{Debt, GuaranteeKind, LegalRole, Liable, Period, Proof};
use crate::law::{Cited, RuleKind};
use crate::liability::{is_free, of_contract};
use crate::refusal::Refusal;
use makegood_units::{Amount, BusinessDate, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;

/// A demand on a guarantor: what its letter would say, and what blocks it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Demand {
    /// The id of the guarantee.
    pub guarantee: String,
    /// The guarantor.
    pub guarantor: PartyId,
    /// For whom they stand in.
    pub stands_for: Option<PartyId>,
    /// For which debt.
    pub debt: LoanId,
    /// How the guarantee works; unclear where neither contract nor law says.
    pub kind: GuaranteeKind,
    /// How much may be demanded, and how much it would bring if it were paid.
    pub amount: Amount,
    /// Since when the debt is due.
    pub due_since: Option<BusinessDate>,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// The last day on which the guarantee can be saved.
    pub period_ends_on: Option<BusinessDate>,
    /// By when an act has to save the guarantee, whatever blocks payment: the period runs
    /// on, and after it the guarantor is free. None when nothing runs.
    pub save_by: Option<BusinessDate>,
    /// The signed paper.
    pub proof: Option<Proof>,
    /// Everything that blocks it; nothing when it may go out.
    pub blocked: Vec<Refusal>,
    /// The reason.
    pub why: Why,
}

impl Demand {
    /// Whether it may go out today.
    pub fn is_possible(&self) -> bool {
        self.blocked.is_empty()
    }
}

/// The demand on a guarantor. None for anybody who is no guarantor, or without a debt.
pub fn demand(facts: &Facts, liable: &Liable) -> Option<Demand> {
    if liable.role != LegalRole::Guarantor {
        return None;
    }
    let debt = facts.debt(&liable.debt)?;
    let liability = of_contract(facts, liable)?;
    let (kind, kind_cited) = kind(facts, liable);
    let stands_for = liable.stands_for.clone().or_else(|| facts.borrower(&liable.debt).map(|it| it.party.clone()));
    let mut blocked = liability.missing.clone();
    if debt.due.is_zero() {
        let refusal = Refusal::new("nothing_due", format!("nothing of {} is due", debt.id), "wait for the due day");
        blocked.push(refusal.about(debt.fact()));
    }
    blocked.extend(period_blocks(facts, liable));
    blocked.extend(limit_block(facts, liable));
    blocked.extend(kind_block(facts, liable, kind, kind_cited, stands_for.as_ref()));
    blocked.extend(primary_block(facts, debt));
    blocked.extend(own_security_block(facts, liable));
    let money = Money::new(liability.today, facts.currency);
    let says = match blocked.first() {
        None => format!("{money} may be demanded of {} today", liable.party),
        Some(first) => format!("{} may not be called today: {}", liable.party, first.says),
    };
    let code = if blocked.is_empty() { "demand_possible" } else { "demand_blocked" };
    let facts_used = liability.why.facts.iter().chain(blocked.iter().flat_map(|refusal| &refusal.facts));
    let mut why = Why::new(code, says);
    for fact in facts_used {
        if !why.facts.contains(fact) {
            why.facts.push(fact.clone());
        }
    }
    Some(Demand {
        guarantee: liable.id.clone(),
        guarantor: liable.party.clone(),
        stands_for,
        debt: liable.debt.clone(),
        kind,
        amount: liability.today,
        due_since: debt.due_since,
        clause: liable.clause.clone(),
        period_ends_on: match liable.period {
            Period::Ends { on, .. } => Some(on),
            Period::Unknown | Period::None => None,
        },
        save_by: match liable.period {
            Period::Ends { on, saved_on: None, .. } if on >= facts.as_of => Some(on),
            _ => None,
        },
        proof: liable.proof.clone(),
        blocked,
        why,
    })
}

/// How the guarantee works: what the contract says, else what the law of its day says.
fn kind<'a>(facts: &'a Facts, liable: &Liable) -> (GuaranteeKind, Option<&'a Cited>) {
    if liable.kind != GuaranteeKind::Unclear {
        return (liable.kind, None);
    }
    let by_law = liable.proof.as_ref().and_then(|proof| facts.law.unclear_guarantee(proof.signed_on));
    by_law.map_or((GuaranteeKind::Unclear, None), |(kind, cited)| (kind, Some(cited)))
}

fn period_blocks(facts: &Facts, liable: &Liable) -> Option<Refusal> {
    match &liable.period {
        Period::None => None,
        Period::Unknown => {
            let says = "nobody knows until when the guarantor can be called";
            let way_out = "read the guarantee clock and record period_ends_on, or no_period where none runs";
            Some(Refusal::new("period_unknown", says, way_out).about(liable.fact()))
        }
        Period::Ends { on, .. } if is_free(liable, facts) => {
            let says = format!("the guarantee period ended on {on} and nothing saved it, so the guarantor is free");
            let way_out = "turn to the debtor or to other security; a later signature does not bring it back";
            Some(Refusal::new("guarantor_free", says, way_out).about(liable.fact()))
        }
        Period::Ends { limitation_ends_on: Some(last), .. } if *last < facts.as_of => {
            let says = format!("the limitation of the claim against the guarantor ended on {last}");
            let way_out = "ask a lawyer whether something started it anew";
            Some(Refusal::new("limitation_over", says, way_out).about(liable.fact()))
        }
        Period::Ends { .. } => None,
    }
}

fn limit_block(facts: &Facts, liable: &Liable) -> Option<Refusal> {
    let limit = liable.limit?;
    let paid = facts.paid_for_another(&liable.party, &liable.debt);
    let says = format!("the limit of {} is used up", Money::new(limit, facts.currency));
    let refusal = Refusal::new("limit_used", says, "nothing more can be asked under this guarantee");
    (paid >= limit).then(|| refusal.about(liable.fact()))
}

/// A general guarantor comes after the debtor, unless something ended that.
fn kind_block(
    facts: &Facts,
    liable: &Liable,
    kind: GuaranteeKind,
    kind_cited: Option<&Cited>,
    stands_for: Option<&PartyId>,
) -> Option<Refusal> {
    match kind {
        GuaranteeKind::JointAndSeveral => None,
        GuaranteeKind::Unclear => {
            let says = "neither the contract nor the law on file says how the guarantee works";
            let way_out = "read the contract with a lawyer and record kind as general or joint_and_several";
            Some(Refusal::new("kind_unclear", says, way_out).about(liable.fact()))
        }
        GuaranteeKind::General => {
            let (ends, cited) = facts.law.general_guarantor();
            let ended = facts.happenings.iter().any(|happening| {
                let about = happening.debt == liable.debt
                    && (happening.party == liable.party) == (happening.what == crate::Happened::GuarantorWaived)
                    && (happening.party == liable.party || Some(&happening.party) == stands_for);
                about && happening.proof.is_some() && happening.on <= facts.as_of && ends.contains(&happening.what)
            });
            if ended {
                return None;
            }
            let words: Vec<&str> = ends.iter().map(|what| what.word()).collect();
            let says = "a general guarantor comes after the debtor, and execution against the debtor has not failed";
            let way_out = format!("sue the debtor and execute, or record with its proof one of: {}", words.join(", "));
            let refusal = Refusal::new("execution_first", says, way_out).cited(cited.or(kind_cited));
            Some(refusal.about(liable.fact()))
        }
    }
}

/// Where the debtor is spoken to first.
fn primary_block(facts: &Facts, debt: &Debt) -> Option<Refusal> {
    let rule = facts.law.rule(|kind| *kind == RuleKind::PrimaryFirst)?;
    let says = "the borrower was not spoken to about these arrears yet";
    let way_out = "speak with them first, or record the reason why they cannot be";
    let refusal = Refusal::new("primary_first", says, way_out).cited(Some(&rule.cited)).about(debt.fact());
    (facts.spoken_to(debt).is_none() && !debt.due.is_zero()).then_some(refusal)
}

/// Where the law puts the debtor's own security before the guarantor.
fn own_security_block(facts: &Facts, liable: &Liable) -> Option<Refusal> {
    let rule = facts.law.rule(|kind| *kind == RuleKind::OwnSecurityFirst)?;
    let debt = facts.debt(&liable.debt)?;
    if debt.order_agreed.is_some() {
        return None;
    }
    let waiting: Vec<FactId> = facts
        .securities
        .iter()
        .filter(|security| security.debts.contains(&debt.id) && facts.is_own(security, &debt.id))
        .filter(|security| !is_dealt_with(facts, security))
        .map(|security| security.fact())
        .collect();
    if waiting.is_empty() {
        return None;
    }
    let says = format!(
        "{} secures the debt, and {}",
        waiting.iter().map(FactId::as_str).collect::<Vec<_>>().join(", "),
        rule.says
    );
    let way_out = "realise it first, or record order_agreed with the document that agrees on another order";
    let refusal = Refusal::new("own_security_first", says, way_out).cited(Some(&rule.cited)).about(liable.fact());
    Some(waiting.into_iter().fold(refusal, Refusal::waits_for))
}
