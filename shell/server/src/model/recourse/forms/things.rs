//! What is recorded about pledges, mortgages, belongings and added security.

use super::asks::{amount, ask, on, one, pick};
use super::group::{built, text};
use super::reader::{Faults, Reader};
use super::{Row, form};
use crate::model::recourse::Told;
use crate::model::recourse::things::step_word;
use crate::pages::recourse::{Field, FieldKind, RowForm};
use makegood_recourse::{AddedSecurity, EventKind, MaritalStatus, SaleAnswer, SecurityAnswer, Stage};
use toml::Value;

/// The forms that apply to a security as it stands.
pub(in crate::model::recourse) fn of_security(told: &Told<'_>, one: &SecurityAnswer) -> Vec<RowForm> {
    let is_over = matches!(one.enforcement.stage, Stage::Distributed | Stage::Redeemed);
    if is_over {
        return Vec::new();
    }
    let id = &one.security;
    let mut forms = Vec::new();
    let steps = next_steps(one);
    if !steps.is_empty() {
        forms.push(form(told, "step", id, "A step of enforcement was taken", step_fields(told, &steps)).saying(
            "A step before its day, out of turn, without proof or below the reserve is kept and does not count.",
        ));
    }
    if one.enforcement.stage != Stage::Sold {
        let fields =
            vec![on(told, "As of"), amount(told, "amount", "Market value"), ask("by", "Valued by", FieldKind::Words)];
        forms.push(form(told, "valuation", id, "It was valued", fields));
        let until = ask("insured_until", "Insured through", FieldKind::Day);
        let until = until.with(&one.insured_until.map(|on| on.to_string()).unwrap_or_default());
        forms.push(form(told, "insurance", id, "Its insurance was seen", vec![until]));
    }
    forms
}

/// The steps that may follow, by the stage it stands in.
fn next_steps(one: &SecurityAnswer) -> Vec<EventKind> {
    let enforced = &one.enforcement;
    let mut steps: Vec<EventKind> = enforced.next.map(|(what, _)| what).into_iter().collect();
    if enforced.stage == Stage::Announced {
        steps.push(EventKind::AuctionFailed);
    }
    if enforced.process.is_some() {
        steps.push(EventKind::Redeemed);
    }
    steps
}

fn step_fields(told: &Told<'_>, steps: &[EventKind]) -> Vec<Field> {
    let picks = steps.iter().map(|what| pick(what.word(), step_word(*what))).collect();
    let mut fields =
        vec![one("step", "Which", picks), on(told, "On"), ask("proof", "Document that proves it", FieldKind::Words)];
    let with_price = |what: &EventKind| matches!(what, EventKind::Sold | EventKind::Redeemed);
    if steps.iter().any(with_price) {
        let says = "The price of a sale, or what was paid to have it back.";
        fields.push(amount(told, "amount", "For how much").if_known().hinting(says));
    }
    fields
}

/// Records that the owner agreed to sell, while they may be asked and have not.
pub(in crate::model::recourse) fn of_sale(told: &Told<'_>, one: &SaleAnswer) -> Vec<RowForm> {
    if one.is_agreed || !one.blocked.is_empty() {
        return Vec::new();
    }
    let paper = ask("agreed", "Document in which the owner agreed", FieldKind::Words);
    vec![form(told, "agreed", &one.asset, "The owner agreed to sell", vec![paper])]
}

/// Records what is missing before family property may be taken.
pub(in crate::model::recourse) fn of_added(told: &Told<'_>, fact: &AddedSecurity) -> Vec<RowForm> {
    let paper = |name: &str, label: &str| ask(name, label, FieldKind::Words).if_known();
    let mut fields = Vec::new();
    if fact.owner_identity.is_none() {
        fields.push(paper("owner_identity", "Document that proves who owns it"));
    }
    if fact.owner_consent.is_none() {
        fields.push(paper("owner_consent", "Document of the owner's consent"));
    }
    if fact.marital == MaritalStatus::Unknown {
        let picks = vec![pick("", "nobody asked"), pick("married", "married"), pick("unmarried", "not married")];
        fields.push(one("marital", "The owner is", picks).if_known());
    }
    if fact.marital != MaritalStatus::Unmarried && fact.spouse_consent.is_none() {
        fields.push(paper("spouse_consent", "Document of the spouse's consent"));
    }
    if fact.advice.is_none() {
        fields.push(paper("advice", "Document of independent advice"));
    }
    if fields.is_empty() {
        return Vec::new();
    }
    let says = "The spouse is asked apart from the owner. Whoever advises them does not work for the lender.";
    vec![form(told, "papers", &fact.id, "A consent or advice is on paper", fields).saying(says)]
}

/// The row of what was typed; none for a form of another kind.
pub(super) fn row(what: &str, told: &Told<'_>, read: &mut Reader<'_>) -> Option<Result<Row, Faults>> {
    Some(match what {
        "step" => step(told, read),
        "valuation" => valuation(told, read),
        "insurance" => insurance(told, read),
        "agreed" => agreed(told, read),
        "papers" => papers(told, read),
        _ => return None,
    })
}

fn step(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let what = read.words("step");
    if what.as_deref() == Some(EventKind::Sold.word()) && read.words_if_any("amount").is_none() {
        read.fault("amount", "A sale has a price.");
    }
    let keys = [
        ("security", text(Some(read.fixed("of")))),
        ("what", text(what)),
        ("on", read.day("on")),
        ("proof", text(read.words("proof"))),
        ("amount_minor", read.amount_if_any("amount")),
    ];
    built(told, read, "enforcement", &["security", "what", "on"], keys)
}

fn valuation(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("security", text(Some(read.fixed("of")))),
        ("on", read.day("on")),
        ("amount_minor", read.amount("amount")),
        ("by", text(read.words("by"))),
    ];
    built(told, read, "valuation", &["security", "on"], keys)
}

fn insurance(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    read.words("insured_until");
    let until = read.day_if_any("insured_until");
    let id = read.fixed("of");
    let Some(until) = until.filter(|_| read.is_good()) else { return Err(read.faults()) };
    Row::changed(told, "security", &id, |keys| {
        keys.insert("insured_until".to_owned(), until);
    })
}

fn agreed(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let Some(paper) = read.words("agreed") else { return Err(read.faults()) };
    Row::changed(told, "asset", &read.fixed("of"), |keys| {
        keys.insert("agreed".to_owned(), Value::String(paper));
    })
}

fn papers(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    const PAPERS: [&str; 5] = ["owner_identity", "owner_consent", "marital", "spouse_consent", "advice"];
    let found: Vec<(&str, String)> =
        PAPERS.iter().filter_map(|name| read.words_if_any(name).map(|words| (*name, words))).collect();
    if found.is_empty() {
        return Err(Faults::whole("No document was named. Name the one that is on paper now."));
    }
    Row::changed(told, "added_security", &read.fixed("of"), |keys| {
        keys.extend(found.into_iter().map(|(name, words)| (name.to_owned(), Value::String(words))));
    })
}
