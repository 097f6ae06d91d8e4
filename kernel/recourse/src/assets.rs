//! What an owner could sell, goods nobody is asked for, and security offered in addition.

use crate::answer::Line;
use crate::facts::Facts;
use crate::facts::asset::{AddedSecurity, Asset, ExemptGoods, MaritalStatus};
use crate::law::Cited;
use crate::refusal::Refusal;
use crate::security::too_old;
use makegood_units::{Amount, FactId, LoanId, Money, PartyId, Why};
use serde::Serialize;

/// What selling something would bring to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SaleAnswer {
    /// The asset.
    pub asset: String,
    /// Whose it is.
    pub owner: PartyId,
    /// What it is.
    pub what: String,
    /// Whether it is used little.
    pub low_use: bool,
    /// The debt it would go to.
    pub debt: LoanId,
    /// From the value to what is left.
    pub lines: Vec<Line>,
    /// What would go to the debt.
    pub to_debt: Amount,
    /// What would stay with the owner.
    pub surplus: Amount,
    /// What would be left of the debt.
    pub debt_left: Amount,
    /// Whether the owner agreed to sell.
    pub is_agreed: bool,
    /// What forbids proposing it.
    pub blocked: Vec<Refusal>,
    /// The reason.
    pub why: Why,
}

/// What a voluntary sale would bring. None when the debt is not on file.
pub fn voluntary_sale(facts: &Facts, asset: &Asset) -> Option<SaleAnswer> {
    let debt = facts.debt(&asset.debt)?;
    let mut blocked: Vec<Refusal> = exempt(facts, &asset.kind, asset.value, asset.fact()).into_iter().collect();
    if !facts.liable.iter().any(|liable| liable.party == asset.owner && liable.debt == asset.debt) {
        let says = format!("{} belongs to {}, who is not liable for {}", asset.id, asset.owner, asset.debt);
        let way_out = "leave it out: only an obligor is asked to sell";
        blocked.push(Refusal::new("owner_not_liable", says, way_out).about(asset.fact()));
    }
    blocked.extend(too_old(facts, asset.valued_on, facts.as_of, &asset.id).map(|it| it.about(asset.fact())));
    let net = asset.value.less(asset.sale_cost).less(asset.liens);
    let to_debt = net.min(debt.total());
    let surplus = net.less(to_debt);
    let minus = |amount: Amount| Amount::from_minor(amount.minor().saturating_neg());
    let lines = vec![
        Line::new(format!("value on {}", asset.valued_on), asset.value),
        Line::new("cost of selling", minus(asset.sale_cost)),
        Line::new("others with a right to it", minus(asset.liens)),
        Line::new("to the debt", to_debt),
        Line::new("stays with the owner", surplus),
    ];
    let money = |amount| Money::new(amount, facts.currency);
    let says = match blocked.first() {
        Some(first) => format!("{} is not proposed: {}", asset.id, first.says),
        None => format!(
            "{} could bring {} to {} and leave {} with {}{}",
            asset.id,
            money(to_debt),
            asset.debt,
            money(surplus),
            asset.owner,
            if asset.low_use { "; it is used little" } else { "; it is in use" }
        ),
    };
    let why = Why::new("voluntary_sale", says).with(asset.fact()).with(debt.fact());
    Some(SaleAnswer {
        asset: asset.id.clone(),
        owner: asset.owner.clone(),
        what: asset.what.clone(),
        low_use: asset.low_use,
        debt: asset.debt.clone(),
        lines,
        to_debt,
        surplus,
        debt_left: debt.total().less(to_debt),
        is_agreed: asset.agreed.is_some(),
        blocked,
        why,
    })
}

/// Goods nobody is asked to give up.
fn exempt(facts: &Facts, kind: &str, value: Amount, fact: FactId) -> Option<Refusal> {
    let covers = |goods: &&ExemptGoods| goods.kind == kind && goods.up_to.is_none_or(|most| value <= most);
    let goods = facts.exempt.iter().find(covers)?;
    let cited = Cited {
        rule: format!("exempt.{kind}"),
        citation: goods.citation.clone(),
        status: goods.status,
        reviewed_by: "nobody yet".to_owned(),
    };
    let says = format!("{} may be kept", kind.replace('_', " "));
    let refusal = Refusal::new("exempt_goods", says, "leave it with the owner and look at something else");
    Some(refusal.cited(Some(&cited)).about(fact))
}

/// Whether security offered in addition may be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AddedAnswer {
    /// What is offered.
    pub added: String,
    /// Whose it is.
    pub owner: PartyId,
    /// Which debt it would secure.
    pub debt: LoanId,
    /// Its value.
    pub value: Amount,
    /// Each thing that is missing; nothing when it may be taken.
    pub blocked: Vec<Refusal>,
    /// The reason.
    pub why: Why,
}

/// Whether family property may be taken as security in addition: the owner is known and
/// agreed, the spouse agreed, somebody independent advised them.
pub fn added_security(facts: &Facts, added: &AddedSecurity) -> AddedAnswer {
    let mut blocked = Vec::new();
    let mut needs = |is_there: bool, code, says: &str, way_out: &str| {
        if !is_there {
            blocked.push(Refusal::new(code, says, way_out).about(added.fact()));
        }
    };
    let owner = &added.owner;
    needs(
        added.owner_identity.is_some(),
        "owner_identity_missing",
        &format!("nothing proves that {owner} owns it"),
        "record the proof of ownership and identity",
    );
    needs(
        added.owner_consent.is_some(),
        "owner_consent_missing",
        &format!("{owner} did not consent in writing"),
        "ask the owner; without their consent it is not taken",
    );
    needs(
        added.marital != MaritalStatus::Unknown,
        "marital_status_unknown",
        &format!("nobody knows whether {owner} is married"),
        "ask, and record marital as married or unmarried",
    );
    let no_spouse = added.marital == MaritalStatus::Unmarried;
    needs(
        no_spouse || added.spouse_consent.is_some(),
        "spouse_consent_missing",
        "the spouse did not consent in writing",
        "ask the spouse apart from the owner; without their consent it is not taken",
    );
    needs(
        added.advice.is_some(),
        "advice_missing",
        "nobody independent advised them",
        "have somebody who does not work for the lender advise them, and record it",
    );
    blocked.extend(exempt(facts, &added.kind, added.value, added.fact()));
    blocked.extend(too_old(facts, added.valued_on, facts.as_of, &added.id).map(|it| it.about(added.fact())));
    let says = match blocked.as_slice() {
        [] => format!("{} may be taken as security in addition", added.id),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
            format!("{} is not taken: {}{more}", added.id, first.says)
        }
    };
    let why = Why::new("added_security", says).with(added.fact());
    let papers = [&added.owner_identity, &added.owner_consent, &added.spouse_consent, &added.advice];
    let why = papers.into_iter().flatten().map(|paper| FactId::new("document", paper)).fold(why, Why::with);
    AddedAnswer {
        added: added.id.clone(),
        owner: added.owner.clone(),
        debt: added.debt.clone(),
        value: added.value,
        blocked,
        why,
    }
}
