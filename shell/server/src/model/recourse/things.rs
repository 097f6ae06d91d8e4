//! Pledges, mortgages, belongings and added security as their page shows them.

use super::{Told, forms, law, obstacle, obstacles, sentence_of};
use crate::drawing::StageMark;
use crate::pages::recourse::{AddedCard, DealtLine, Paper, SaleCard, SecurityCard, StageLine, Sum};
use crate::say;
use crate::trouble::{capital, sentence};
use makegood_recourse::{
    AddedAnswer, AddedSecurity, Basis, DebtPaid, DeficiencyClaim, Distribution, Enforcement, EventKind, MaritalStatus,
    RankPaid, Redeem, SaleAnswer, SecurityAnswer, Stage, Way,
};
use makegood_units::BusinessDate;

/// A pledge or a mortgage.
pub(super) fn thing(told: &Told<'_>, one: &SecurityAnswer) -> SecurityCard {
    let enforced = &one.enforcement;
    let dealt = one.distribution.as_ref();
    SecurityCard {
        id: one.security.clone(),
        kind: capital(one.kind.word()),
        what: one.what.clone(),
        owner: told.who(&one.owner),
        is_third_party: one.is_third_party,
        loans: one.debts.iter().map(ToString::to_string).collect(),
        stage: stage_word(enforced.stage).to_owned(),
        process: enforced.process.as_ref().map(law).unwrap_or_default(),
        stages: stages(told, enforced),
        valuation_age: one.valuation_age_days,
        value: told.opened(&one.why, &one.lines, None),
        costs: one.costs.iter().map(|it| Sum { says: sentence_of(&it.stage), amount: told.money(it.amount) }).collect(),
        reserve: enforced.reserve.map(|amount| told.money(amount)),
        redeem: redeem(enforced.redeemable),
        insured: insured(one.insured_until, told.of.facts.as_of),
        dealt: dealt.map(|it| shares(told, one, it)).unwrap_or_default(),
        dealt_title: dealt.map(|it| dealt_title(told, it)).unwrap_or_default(),
        deficiency: dealt.map(|it| deficiency(told, it)).unwrap_or_default(),
        dealt_opened: dealt.map(|it| told.opened(&it.why, &[], it.cited.as_ref())).unwrap_or_default(),
        because: obstacles(&one.blocked),
        notes: one.notes.iter().map(|note| sentence(note)).collect(),
        forms: forms::of_security(told, one),
    }
}

/// What was done, what may be done next, and what comes after that.
fn stages(told: &Told<'_>, enforced: &Enforcement) -> Vec<StageLine> {
    let as_of = told.of.facts.as_of;
    let mut lines = Vec::new();
    let mut before: Option<BusinessDate> = None;
    for step in &enforced.steps {
        let counts = step.refused.is_none();
        lines.push(StageLine {
            name: step_word(step.what).to_owned(),
            mark: if counts { StageMark::Done } else { StageMark::Refused },
            on: Some(step.on),
            word: if counts { "done".to_owned() } else { "does not count".to_owned() },
            days: before.map(|before| step.on.days_since(before)),
            refused: step.refused.as_ref().map(obstacle),
        });
        before = if counts { Some(step.on) } else { before };
    }
    let Some((next, on)) = enforced.next else { return lines };
    let is_open = on <= as_of;
    lines.push(StageLine {
        name: step_word(next).to_owned(),
        mark: if is_open { StageMark::Open } else { StageMark::Waits },
        on: Some(on),
        word: if is_open { "possible since".to_owned() } else { "possible from".to_owned() },
        days: before.map(|before| on.days_since(before)),
        refused: None,
    });
    let later = path(told, enforced).into_iter().skip_while(|what| *what != next).skip(1);
    lines.extend(later.map(|what| StageLine {
        name: step_word(what).to_owned(),
        mark: StageMark::Waits,
        on: None,
        word: "comes after that".to_owned(),
        days: None,
        refused: None,
    }));
    lines
}

/// The steps of a process in their order.
fn path(told: &Told<'_>, enforced: &Enforcement) -> Vec<EventKind> {
    let process = enforced.process.as_ref().and_then(|cited| told.of.facts.law.process(&cited.rule));
    let reach = match process.map(|process| process.way) {
        Some(Way::Possession) => EventKind::Possession,
        Some(Way::Court) => EventKind::CourtOrder,
        None => return Vec::new(),
    };
    vec![EventKind::Notice, reach, EventKind::SaleAnnounced, EventKind::Sold, EventKind::Distributed]
}

/// A step in words.
pub(super) fn step_word(what: EventKind) -> &'static str {
    match what {
        EventKind::Notice => "Notice to the owner",
        EventKind::Possession => "Possession",
        EventKind::CourtOrder => "Court order",
        EventKind::SaleAnnounced => "Sale announced",
        EventKind::AuctionFailed => "Nobody bought",
        EventKind::Sold => "Sold",
        EventKind::Distributed => "Price given out",
        EventKind::Redeemed => "Paid and given back",
    }
}

/// How far it went, in words.
pub(super) fn stage_word(stage: Stage) -> &'static str {
    match stage {
        Stage::NotBegun => "not begun",
        Stage::CurePeriod => "time to pay runs",
        Stage::CureOver => "time to pay is over",
        Stage::Possession => "in the lender's hands",
        Stage::Ordered => "sale ordered",
        Stage::Announced => "sale announced",
        Stage::Unsold => "nobody bought",
        Stage::Sold => "sold",
        Stage::Distributed => "price given out",
        Stage::Redeemed => "back with its owner",
    }
}

fn redeem(until: Redeem) -> String {
    match until {
        Redeem::UntilStep(what) => format!("until this step: {}", step_word(what).to_lowercase()),
        Redeem::Through(last) => format!("through {}", say::day_text(&last)),
        Redeem::Over(last) => format!("no more; it could be through {}", say::day_text(&last)),
        Redeem::Done(on) => format!("it was, on {}", say::day_text(&on)),
        Redeem::Unknown => String::new(),
    }
}

fn insured(until: Option<BusinessDate>, as_of: BusinessDate) -> String {
    match until {
        None => "nobody knows".to_owned(),
        Some(last) if last < as_of => format!("no more; it was through {}", say::day_text(&last)),
        Some(last) => format!("through {}", say::day_text(&last)),
    }
}

fn dealt_title(told: &Told<'_>, dealt: &Distribution) -> String {
    let price = told.money(dealt.price);
    match dealt.basis {
        Basis::Expected => format!("Who would get what of {price}, which a sale should bring"),
        Basis::Sold => format!("Who gets what of the price, {price}"),
    }
}

/// Costs, others' ranks before and after ours, our loans, and what goes back.
fn shares(told: &Told<'_>, one: &SecurityAnswer, dealt: &Distribution) -> Vec<DealtLine> {
    let line = |name: String, amount, says: String, class| DealtLine { name, amount: told.money(amount), says, class };
    let unpaid = match dealt.costs_unpaid.is_zero() {
        true => String::new(),
        false => format!("{} of the costs is not covered", told.money(dealt.costs_unpaid)),
    };
    let mut lines = vec![line("Costs".to_owned(), dealt.costs, unpaid, "same")];
    let ours = told.of.facts.securities.iter().find(|it| it.id == one.security).map_or(1, |it| it.rank);
    let rank = |it: &RankPaid| {
        let says = format!("rank {}, {} claimed", it.rank, told.money(it.claim));
        line(capital(&it.holder), it.paid, says, "b1")
    };
    let debt = |it: &DebtPaid| {
        let says = format!("{}{} stays unpaid", parts(told, it), told.money(it.left));
        line(format!("Loan {}", it.debt), it.paid.total().unwrap_or_default(), says, "b0")
    };
    lines.extend(dealt.ranks.iter().filter(|it| it.rank <= ours).map(rank));
    lines.extend(dealt.debts.iter().map(debt));
    lines.extend(dealt.ranks.iter().filter(|it| it.rank > ours).map(rank));
    let back = format!("Back to {}", told.who(&dealt.owner).name);
    lines.push(line(back, dealt.surplus, "owed to the owner".to_owned(), "better"));
    lines
}

/// What was met of a loan, by component.
fn parts(told: &Told<'_>, it: &DebtPaid) -> String {
    let paid = &it.paid;
    let named = [
        ("costs", paid.cost),
        ("fees", paid.fee),
        ("penalty", paid.penalty),
        ("interest", paid.interest),
        ("principal", paid.principal),
    ];
    let met = named.into_iter().filter(|(_, amount)| !amount.is_zero());
    met.map(|(name, amount)| format!("{name} {}; ", told.money(amount).number(","))).collect()
}

fn deficiency(told: &Told<'_>, dealt: &Distribution) -> String {
    let left = told.money(dealt.deficiency);
    match dealt.deficiency_claim {
        DeficiencyClaim::None => String::new(),
        DeficiencyClaim::Owed => format!("{left} stays unpaid and is owed as an unsecured debt."),
        DeficiencyClaim::NotOwed => format!("{left} stays unpaid and is claimed of nobody."),
        DeficiencyClaim::Unknown => {
            format!(
                "{left} stays unpaid. Nobody on file says whether it may be claimed; it is not until somebody knows."
            )
        }
    }
}

/// Something an owner could sell.
pub(super) fn sale(told: &Told<'_>, one: &SaleAnswer) -> SaleCard {
    SaleCard {
        id: one.asset.clone(),
        what: capital(&one.what),
        owner: told.who(&one.owner),
        used: if one.low_use { "used little or not at all" } else { "in use" }.to_owned(),
        loan: one.debt.to_string(),
        to_debt: told.money(one.to_debt),
        surplus: told.money(one.surplus),
        left: told.money(one.debt_left),
        is_agreed: one.is_agreed,
        is_kept: one.blocked.iter().any(|refusal| refusal.code == "exempt_goods"),
        opened: told.opened(&one.why, &one.lines, None),
        because: obstacles(&one.blocked),
        forms: forms::of_sale(told, one),
    }
}

/// Family property offered in addition. None where its facts are not on file.
pub(super) fn added(told: &Told<'_>, one: &AddedAnswer) -> Option<AddedCard> {
    let fact = told.of.facts.added.iter().find(|fact| fact.id == one.added)?;
    Some(AddedCard {
        id: one.added.clone(),
        what: capital(&fact.what),
        owner: told.who(&one.owner),
        loan: one.debt.to_string(),
        value: told.money(one.value),
        valued_on: fact.valued_on,
        papers: papers(fact),
        because: obstacles(&one.blocked),
        opened: told.opened(&one.why, &[], None),
        forms: forms::of_added(told, fact),
    })
}

fn papers(fact: &AddedSecurity) -> Vec<Paper> {
    let paper = |name: &str, document: &Option<String>| Paper { name: name.to_owned(), document: document.clone() };
    let mut papers = vec![
        paper("who owns it", &fact.owner_identity),
        paper("the owner's consent", &fact.owner_consent),
        paper("independent advice", &fact.advice),
    ];
    match fact.marital {
        MaritalStatus::Married => papers.insert(2, paper("the spouse's consent", &fact.spouse_consent)),
        MaritalStatus::Unmarried => papers.insert(2, paper("no spouse", &Some("unmarried".to_owned()))),
        MaritalStatus::Unknown => papers.insert(2, paper("whether there is a spouse", &None)),
    }
    papers
}
