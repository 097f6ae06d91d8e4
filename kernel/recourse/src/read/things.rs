//! `[[security]]`, `[[enforcement]]`, `[[asset]]`, `[[exempt]]`, `[[added_security]]` and
//! `[[route]]`.

use super::keys::{BASIS_POINTS, DAY, Keys, MINOR, TEXT, amount, count, date, text, truth};
use super::law::status;
use crate::facts::Facts;
use crate::facts::asset::{AddedSecurity, Asset, ExemptGoods, MaritalStatus};
use crate::facts::route::{Route, RouteKind};
use crate::facts::security::{Event, EventKind, Rank, Security, SecurityKind, StageCost, Valuation};
use makegood_units::FactId;

const KINDS: [(&str, SecurityKind); 2] = [("pledge", SecurityKind::Pledge), ("mortgage", SecurityKind::Mortgage)];
const MARITAL: [(&str, MaritalStatus); 2] =
    [("married", MaritalStatus::Married), ("unmarried", MaritalStatus::Unmarried)];

pub(super) fn read(keys: &mut Keys<'_>, facts: &mut Facts) {
    facts.securities = keys.tables("security", security);
    facts.loose.valuations = keys.tables("valuation", loose_valuation);
    facts.events = keys.tables("enforcement", event);
    facts.assets = keys.tables("asset", asset);
    facts.exempt = keys.tables("exempt", exempt);
    facts.added = keys.tables("added_security", added);
    facts.routes = keys.tables("route", route);
}

fn security(keys: &mut Keys<'_>) -> Option<Security> {
    let (id, owner, debts) = (keys.id(), keys.party("owner"), keys.debts());
    let kind = keys.word("kind", &KINDS);
    let what = keys.must("what", TEXT, text);
    let (proof, limit) = (keys.signed(), keys.limit());
    let haircut_bp = keys.must("haircut_bp", BASIS_POINTS, count);
    let insured_until = keys.may("insured_until", DAY, date);
    let rank = keys.may("rank", "a rank from 1; 1 is met first", |value| count(value).filter(|rank| *rank > 0));
    let registered = keys.may("registered", "true or false", truth);
    let process = keys.may("process", "the name of a process in quotes", text);
    let deficiency_claimable = keys.may("deficiency_claimable", "true or false", truth);
    let ranks = keys.tables("other_rank", |keys| {
        let holder = keys.must("holder", TEXT, text);
        let rank = keys.must("rank", "a rank from 1; 1 is met first", |value| count(value).filter(|rank| *rank > 0));
        let amount = keys.amount("amount_minor");
        Some(Rank { holder: holder?, rank: rank?, amount: amount? })
    });
    let valuations = keys.tables("valuation", valuation);
    let costs = keys.tables("cost", |keys| {
        let stage = keys.must("stage", TEXT, text);
        let amount = keys.amount("amount_minor");
        Some(StageCost { stage: stage?, amount: amount? })
    });
    let security = Security {
        id: id?,
        kind: kind?,
        owner: owner?,
        what: what?,
        debts: debts?,
        proof,
        limit,
        haircut_bp: haircut_bp?,
        insured_until,
        rank: rank.unwrap_or(1),
        ranks,
        valuations,
        costs,
        registered,
        process,
        deficiency_claimable,
    };
    keys.is(security.fact());
    Some(security)
}

fn valuation(keys: &mut Keys<'_>) -> Option<Valuation> {
    let (id, on, amount) = (keys.id(), keys.on(), keys.amount("amount_minor"));
    let by = keys.must("by", TEXT, text);
    let valuation = Valuation { id: id?, on: on?, amount: amount?, by: by? };
    keys.is(valuation.fact());
    Some(valuation)
}

/// A valuation told apart from its security; one of a security nobody told of is left
/// for the check to name.
fn loose_valuation(keys: &mut Keys<'_>) -> Option<(String, Valuation)> {
    let security = keys.must("security", "the id of a security in quotes", text);
    Some((security?, valuation(keys)?))
}

fn event(keys: &mut Keys<'_>) -> Option<Event> {
    let (id, on) = (keys.id(), keys.on());
    let security = keys.must("security", "the id of a security in quotes", text);
    let what = keys.word("what", &EventKind::WORDS);
    let amount = keys.may("amount_minor", MINOR, amount);
    let proof = keys.document("proof");
    let event = Event { id: id?, security: security?, what: what?, on: on?, amount, proof };
    keys.is(event.fact());
    Some(event)
}

fn asset(keys: &mut Keys<'_>) -> Option<Asset> {
    let (id, owner, debt) = (keys.id(), keys.party("owner"), keys.debt());
    let kind = keys.must("kind", "a word in quotes", text);
    let what = keys.must("what", TEXT, text);
    let value = keys.amount("value_minor");
    let valued_on = keys.must("valued_on", DAY, date);
    let low_use = keys.must("low_use", "true or false", truth);
    let (liens, sale_cost) = (keys.may_amount("liens_minor"), keys.may_amount("sale_cost_minor"));
    let agreed = keys.document("agreed");
    let asset = Asset {
        id: id?,
        owner: owner?,
        debt: debt?,
        kind: kind?,
        what: what?,
        value: value?,
        valued_on: valued_on?,
        low_use: low_use?,
        liens,
        sale_cost,
        agreed,
    };
    keys.is(asset.fact());
    Some(asset)
}

fn exempt(keys: &mut Keys<'_>) -> Option<ExemptGoods> {
    let kind = keys.must("kind", "a word in quotes", text);
    let up_to = keys.may("up_to_minor", MINOR, amount);
    let citation = keys.must("citation", TEXT, text);
    let status = status(keys);
    let goods = ExemptGoods { kind: kind?, up_to, citation: citation?, status: status? };
    keys.is(FactId::new("exempt", &goods.kind));
    Some(goods)
}

fn added(keys: &mut Keys<'_>) -> Option<AddedSecurity> {
    let (id, owner, debt) = (keys.id(), keys.party("owner"), keys.debt());
    let what = keys.must("what", TEXT, text);
    let kind = keys.must("kind", "a word in quotes", text);
    let value = keys.amount("value_minor");
    let valued_on = keys.must("valued_on", DAY, date);
    let marital = keys.may_word("marital", &MARITAL).unwrap_or(MaritalStatus::Unknown);
    let (owner_identity, owner_consent) = (keys.document("owner_identity"), keys.document("owner_consent"));
    let (spouse_consent, advice) = (keys.document("spouse_consent"), keys.document("advice"));
    let added = AddedSecurity {
        id: id?,
        owner: owner?,
        debt: debt?,
        what: what?,
        kind: kind?,
        value: value?,
        valued_on: valued_on?,
        marital,
        owner_identity,
        owner_consent,
        spouse_consent,
        advice,
    };
    keys.is(added.fact());
    Some(added)
}

fn route(keys: &mut Keys<'_>) -> Option<Route> {
    let (id, debt) = (keys.id(), keys.debt());
    let kind = keys.word("kind", &RouteKind::WORDS);
    let of = keys.may("of", "the id of a guarantee, group, security or asset in quotes", text);
    let brings = keys.may("brings_minor", MINOR, amount);
    let cost = keys.amount("cost_minor");
    let days = keys.must("days", "a number of days from 0", count);
    let probability_bp = keys.must("probability_bp", BASIS_POINTS, count);
    let source = keys.must("source", TEXT, text);
    let route = Route {
        id: id?,
        kind: kind?,
        debt: debt?,
        of,
        brings,
        cost: cost?,
        days: days?,
        probability_bp: probability_bp?,
        source: source?,
    };
    keys.is(route.fact());
    Some(route)
}
