//! The people of a case and what is on file about them.

use super::{Open, step};
use crate::model::words::{self, named};
use crate::pages::ActionKind;
use crate::pages::case::{Fact, HoldLine, Person, Point};
use crate::say;
use crate::trouble::sentence;
use makegood_case::{ContactPoint, ContactPointKind, HoldKind};

/// Trade, branch and the borrower's clock in one line.
pub(super) fn about(open: &Open) -> String {
    let loan = open.view.loans.iter().map(|story| &story.input.loan).next_back();
    let trade = loan.and_then(|loan| loan.purpose.clone().or(loan.product.clone()));
    let country = open.view.known.as_ref().and_then(|known| known.country.clone());
    let zone = open.view.zone.as_ref().map(|_| format!("clock {}", open.local.place()));
    let lot = open.view.day.trial.as_ref().map(|lot| lot.short());
    let parts = [trade, Some(open.view.day.owed.branch.to_string()), country, zone, lot];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn people(open: &Open) -> Vec<Person> {
    vec![Person {
        id: open.view.day.party.clone(),
        name: named(&open.view.name, &open.view.day.party),
        role: "borrower".to_owned(),
        note: match step::in_use(open).next() {
            Some(_) => String::new(),
            None => "No number or address on file reaches them.".to_owned(),
        },
        points: open.view.contact_points.iter().map(|one| point(open, one)).collect(),
    }]
}

fn point(open: &Open, one: &ContactPoint) -> Point {
    let closed = open.view.day.closed_contact_points.iter().find(|closed| closed.what.contact_point == one.id);
    let agreed = if one.consent { "agreed to be reached there" } else { "has not agreed to be reached there" };
    Point {
        kind: match one.kind {
            ContactPointKind::Phone => ActionKind::Call,
            ContactPointKind::Email => ActionKind::Email,
            ContactPointKind::Address => ActionKind::Visit,
        },
        value: one.value.clone(),
        provenance: match one.provenance.is_empty() {
            true => agreed.to_owned(),
            false => format!("{}; {agreed}", one.provenance),
        },
        closed: closed.map(|closed| {
            format!("Not used since {}: {}", say::day_text(&closed.what.on), sentence(&closed.what.reason))
        }),
    }
}

pub(super) fn holds(open: &Open) -> Vec<HoldLine> {
    let line = |hold: &makegood_case::Hold| HoldLine {
        kind: words::hold(hold.kind).to_owned(),
        reason: sentence(&hold.reason),
        from: hold.from,
        until: hold.until,
        lift: match hold.kind {
            HoldKind::Dispute => Some(("dispute".to_owned(), "What was answered or corrected".to_owned())),
            HoldKind::Hardship => Some(("hardship".to_owned(), "What was agreed with them".to_owned())),
            _ => None,
        },
    };
    open.view.day.holds.iter().map(|held| line(&held.what)).collect()
}

pub(super) fn facts(open: &Open) -> Vec<Fact> {
    let fact = |name: &str, value: Option<String>, source: &str| {
        value.map(|value| Fact { name: name.to_owned(), value, source: source.to_owned() })
    };
    let known = open.view.known.as_ref();
    let mut facts: Vec<Option<Fact>> = vec![
        fact("Country", known.and_then(|known| known.country.clone()), "party record"),
        fact("Language", known.and_then(|known| known.language.clone()), "party record"),
        fact("Ladder", open.view.day.trial.as_ref().map(|lot| lot.says()), "the trial in force"),
        fact("Time zone", open.view.zone.clone(), "party record or contact point"),
    ];
    for story in &open.view.loans {
        let loan = &story.input.loan;
        let source = format!("loan {}", loan.id);
        facts.push(fact("Purpose", loan.purpose.clone(), &source));
        facts.push(fact("Product", loan.product.clone(), &source));
        facts.push(fact("Paid out", loan.disbursed_on.as_ref().map(say::day_text), &source));
    }
    facts.into_iter().flatten().collect()
}
