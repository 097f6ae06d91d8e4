//! What is recorded about a case for the first time: a guarantor, a pledge or mortgage,
//! something that could be sold, what is offered in addition, a way to money, or rows as
//! the documentation writes them.

use super::asks::{amount, ask, loans, on, one, people, pick};
use super::group::{built, text};
use super::reader::{Faults, Reader};
use super::{Row, form};
use crate::model::recourse::Told;
use crate::pages::recourse::{FieldKind, Pick, RowForm};
use makegood_recourse::{LegalRole, SecurityKind};
use toml::Value;

/// The forms of a case.
pub(super) fn forms(told: &Told<'_>) -> Vec<RowForm> {
    let mut forms = Vec::new();
    if told.of.facts.debts.iter().any(|debt| !debt.due.is_zero()) {
        let reason = ask("because", "Why not, where they could not be spoken to first", FieldKind::Words).if_known();
        let fields = vec![one("debt", "About loan", loans(told)), on(told, "On"), reason];
        forms.push(form(told, "contact", "", "The borrower was spoken to, or could not be", fields));
    }
    forms.extend([guarantor(told), security(told), asset(told), added(told)]);
    forms.extend(way(told));
    let rows = ask("rows", "Rows", FieldKind::Lines)
        .hinting("Each begins with its table in double brackets, such as [[group]]. Amounts are whole minor units.");
    forms.push(
        form(told, "rows", "", "Anything else, as docs/recourse.md writes it", vec![rows]).saying(
            "For groups, ranks, rules of the lender's own and many rows at once. All of them are taken, or none.",
        ),
    );
    forms
}

fn signed(told: &Told<'_>) -> [crate::pages::recourse::Field; 2] {
    let day = on(told, "");
    [ask("proof", "Signed document", FieldKind::Words), ask("signed_on", "Signed on", FieldKind::Day).with(&day.value)]
}

fn guarantor(told: &Told<'_>) -> RowForm {
    let kinds = vec![
        pick("unclear", "the contract does not say"),
        pick("general", "general: after the borrower"),
        pick("joint_and_several", "joint and several"),
    ];
    let [proof, signed_on] = signed(told);
    let fields = vec![
        ask("party", "Number of the guarantor", FieldKind::Words),
        one("debt", "For loan", loans(told)),
        one("kind", "How", kinds),
        amount(told, "limit", "At most").if_known(),
        ask("clause", "Where the contract says so", FieldKind::Words).if_known(),
        proof,
        signed_on,
        ask("period_ends_on", "Guarantee period ends", FieldKind::Day).if_known(),
    ];
    form(told, "guarantor", "", "Somebody guaranteed a loan", fields)
}

fn security(told: &Told<'_>) -> RowForm {
    let [proof, signed_on] = signed(told);
    let fields = vec![
        one("kind", "It is a", vec![pick("pledge", "pledge"), pick("mortgage", "mortgage")]),
        ask("what", "What it is", FieldKind::Words),
        ask("owner", "Number of its owner", FieldKind::Words).with(told.party.as_str()),
        one("debt", "It secures loan", loans(told)),
        ask("haircut", "A forced sale loses, in percent", FieldKind::Words),
        one("process", "Enforced by", processes(told)).if_known(),
        ask("insured_until", "Insured through", FieldKind::Day).if_known(),
        proof,
        signed_on,
    ];
    form(told, "security", "", "A pledge or mortgage was given", fields)
}

/// The processes of the law in force here, each with what it is for.
fn processes(told: &Told<'_>) -> Vec<Pick> {
    let kinds = |kinds: &[SecurityKind]| kinds.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
    let processes = told.of.facts.law.processes.iter();
    let known = processes.map(|it| pick(&it.cited.rule, &format!("{} ({})", it.cited.rule, kinds(&it.kinds))));
    [pick("", "nobody said yet")].into_iter().chain(known).collect()
}

fn asset(told: &Told<'_>) -> RowForm {
    let fields = vec![
        ask("what", "What it is", FieldKind::Words),
        ask("kind", "Its kind, in one word", FieldKind::Words)
            .hinting("Compared with the lender's list of what stays with a household."),
        one("party", "Whose", people(told, told.everybody().map(|(party, _)| party))).with(told.party.as_str()),
        one("debt", "A sale would go to loan", loans(told)),
        amount(told, "amount", "Worth"),
        on(told, "Of which day"),
        one("low_use", "It is", vec![pick("true", "used little or not at all"), pick("false", "in use")]),
        amount(told, "sale_cost", "Selling costs").if_known(),
        amount(told, "liens", "Others have a right to").if_known(),
    ];
    form(told, "asset", "", "Something the owner could sell", fields)
}

fn added(told: &Told<'_>) -> RowForm {
    let fields = vec![
        ask("what", "What it is", FieldKind::Words),
        ask("kind", "Its kind, in one word", FieldKind::Words),
        ask("owner", "Number of its owner", FieldKind::Words),
        one("debt", "For loan", loans(told)),
        amount(told, "amount", "Worth"),
        on(told, "Of which day"),
    ];
    form(told, "added", "", "Security was offered in addition", fields)
        .saying("Consents and advice are recorded once it is on file; without them it is not taken.")
}

/// A way that may be put on file: its kind, of which guarantee or thing, for which loan.
struct Way<'t> {
    kind: &'t str,
    of: &'t str,
    debt: &'t str,
}

impl Way<'_> {
    /// The way as the form posts it and as people read it.
    fn words(&self) -> String {
        let kind = self.kind.replace('_', " ");
        let of = if self.of.is_empty() { String::new() } else { format!(" {}", self.of) };
        format!("{kind}{of}, loan {}", self.debt)
    }
}

/// A plan, a suit, and a way by everything on file that has none.
fn ways<'t>(told: &'t Told<'_>) -> Vec<Way<'t>> {
    let facts = &told.of.facts;
    let mut all: Vec<Way<'_>> = Vec::new();
    for debt in &facts.debts {
        all.extend(["plan", "suit"].map(|kind| Way { kind, of: "", debt: debt.id.as_str() }));
    }
    let guarantors = facts.liable.iter().filter(|one| one.role == LegalRole::Guarantor);
    all.extend(guarantors.map(|one| Way { kind: "guarantor", of: &one.id, debt: one.debt.as_str() }));
    for group in &facts.groups {
        all.extend(group.debts.iter().map(|debt| Way { kind: "group", of: &group.id, debt: debt.as_str() }));
    }
    for thing in &facts.securities {
        let of = &thing.id;
        all.extend(thing.debts.iter().map(|debt| Way { kind: thing.kind.word(), of, debt: debt.as_str() }));
    }
    all.extend(facts.assets.iter().map(|it| Way { kind: "voluntary_sale", of: &it.id, debt: it.debt.as_str() }));
    all.retain(|way| {
        let same = |it: &makegood_recourse::Route| {
            (it.kind.word(), it.of.as_deref().unwrap_or(""), it.debt.as_str()) == (way.kind, way.of, way.debt)
        };
        !facts.routes.iter().any(same)
    });
    all
}

/// A way to money.
fn way(told: &Told<'_>) -> Option<RowForm> {
    let picks: Vec<Pick> = ways(told).iter().map(|way| pick(&way.words(), &way.words())).collect();
    if picks.is_empty() {
        return None;
    }
    let fields = vec![
        one("way", "Which way", picks),
        amount(told, "brings", "Brings if it works")
            .if_known()
            .hinting("For a plan and a suit only; for the others it follows from what is on file."),
        amount(told, "cost", "Costs"),
        ask("days", "Days until the money is there", FieldKind::Number),
        ask("likely", "Likely, in percent", FieldKind::Words),
        ask("source", "Who says how likely it is", FieldKind::Words),
    ];
    Some(form(told, "way", "", "A way to money, to be weighed against the others", fields))
}

/// The row of what was typed; none for a form of another kind.
pub(super) fn row(what: &str, told: &Told<'_>, read: &mut Reader<'_>) -> Option<Result<Row, Faults>> {
    Some(match what {
        "guarantor" => guarantor_row(told, read),
        "security" => security_row(told, read),
        "asset" => asset_row(told, read),
        "added" => added_row(told, read),
        "way" => way_row(told, read),
        _ => return None,
    })
}

fn guarantor_row(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("party", text(read.words("party"))),
        ("debt", text(read.words("debt"))),
        ("role", text(Some("guarantor".to_owned()))),
        ("kind", text(read.words("kind"))),
        ("limit_minor", read.amount_if_any("limit")),
        ("clause", text(read.words_if_any("clause"))),
        ("proof", text(read.words("proof"))),
        ("signed_on", read.day("signed_on")),
        ("period_ends_on", read.day_if_any("period_ends_on")),
    ];
    built(told, read, "liable", &["debt", "role", "party"], keys)
}

fn security_row(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let debt = read.words("debt");
    let keys = [
        ("kind", text(read.words("kind"))),
        ("what", text(read.words("what"))),
        ("owner", text(read.words("owner"))),
        ("debts", debt.map(|debt| Value::Array(vec![Value::String(debt)]))),
        ("haircut_bp", read.percent("haircut")),
        ("process", text(read.words_if_any("process"))),
        ("insured_until", read.day_if_any("insured_until")),
        ("proof", text(read.words("proof"))),
        ("signed_on", read.day("signed_on")),
    ];
    built(told, read, "security", &["kind", "owner", "proof"], keys)
}

fn asset_row(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let low_use = read.words("low_use").map(|words| Value::Boolean(words == "true"));
    let keys = [
        ("what", text(read.words("what"))),
        ("kind", text(read.words("kind"))),
        ("owner", text(read.words("party"))),
        ("debt", text(read.words("debt"))),
        ("value_minor", read.amount("amount")),
        ("valued_on", read.day("on")),
        ("low_use", low_use),
        ("sale_cost_minor", read.amount_if_any("sale_cost")),
        ("liens_minor", read.amount_if_any("liens")),
    ];
    built(told, read, "asset", &["owner", "kind"], keys)
}

fn added_row(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let keys = [
        ("what", text(read.words("what"))),
        ("kind", text(read.words("kind"))),
        ("owner", text(read.words("owner"))),
        ("debt", text(read.words("debt"))),
        ("value_minor", read.amount("amount")),
        ("valued_on", read.day("on")),
    ];
    built(told, read, "added_security", &["owner", "kind", "debt"], keys)
}

fn way_row(told: &Told<'_>, read: &mut Reader<'_>) -> Result<Row, Faults> {
    let typed = read.words("way").unwrap_or_default();
    let known = ways(told);
    let way = known.iter().find(|way| way.words() == typed);
    if way.is_none() {
        read.fault("way", "This way is no longer one to choose. Choose another.");
    }
    let said = way.is_some_and(|way| matches!(way.kind, "plan" | "suit"));
    if said {
        read.words("brings");
    } else if read.words_if_any("brings").is_some() {
        read.fault("brings", "What this way brings follows from what is on file. Leave it empty.");
    }
    read.words("cost");
    let cost = read.amount_if_any("cost");
    let keys = [
        ("kind", text(way.map(|way| way.kind.to_owned()))),
        ("of", text(way.map(|way| way.of.to_owned()).filter(|of| !of.is_empty()))),
        ("debt", text(way.map(|way| way.debt.to_owned()))),
        ("brings_minor", read.amount_if_any("brings")),
        ("cost_minor", cost),
        ("days", read.number("days")),
        ("probability_bp", read.percent("likely")),
        ("source", text(read.words("source"))),
    ];
    built(told, read, "route", &["kind", "of", "debt"], keys)
}
