//! Contracts of the ACTUS tests: annuities (ANN) and linear amortisers (LAM).
//!
//! What is theirs alone, events and states, is here; cycles, calendars, day counts,
//! interest and the level payment are the kernel's. Source of the rules: the technical
//! specification of the ACTUS Financial Research Foundation, to which the sections
//! named here refer.

mod events;
mod lifetime;
mod market;
mod state;
mod terms;
mod times;
#[cfg(test)]
mod worked;

use super::report::Report;
use anyhow::Result;
use events::{Event, Kind, events};
use lifetime::Lifetime;
use makegood_units::Decimal;
use market::Market;
use serde::Deserialize;
use serde_json::Value;
use state::State;
use terms::{Terms, Time};

#[derive(Deserialize)]
struct Vector {
    terms: Terms,
    #[serde(default)]
    observed: Market,
    to: Option<Time>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    date: Time,
    #[serde(rename = "type")]
    kind: String,
    payoff: Option<Decimal>,
    notional: Option<Decimal>,
    rate: Option<Decimal>,
    accrued: Option<Decimal>,
}

/// An event with what it paid and what it left.
struct Worked {
    event: Event,
    payoff: Decimal,
    notional: Decimal,
    rate: Decimal,
    accrued: Decimal,
}

/// Checks the events of one contract, figure by figure.
pub fn replay(vector: &Value, report: &mut Report) -> Result<()> {
    let kind = vector.get("type").and_then(Value::as_str).unwrap_or_default();
    if !matches!(kind, "ANN" | "LAM") {
        report.leave_out(&format!("contracts of type {kind} are not loans"));
        return Ok(());
    }
    let vector = Vector::deserialize(vector)?;
    if let Some(beyond) = vector.terms.beyond() {
        report.leave_out(&beyond);
        return Ok(());
    }
    match listed(&vector) {
        Ok(worked) => compare(&vector.expected, &worked, report),
        Err(error) => report.fail("events", &format!("{error:#}")),
    }
    Ok(())
}

/// The events that are listed: from a purchase on, up to the asked-for end.
fn listed(vector: &Vector) -> Result<Vec<Worked>> {
    let life = Lifetime::of(&vector.terms)?;
    let mut state = State::at_status(&vector.terms, &life, &vector.observed)?;
    let mut worked = Vec::new();
    for event in events(&vector.terms, &life)? {
        let payoff = state.work(&event)?;
        if event.kind == Kind::Purchase {
            worked.clear();
        }
        worked.push(Worked { event, payoff, notional: state.notional, rate: state.rate, accrued: state.accrued });
    }
    worked.retain(|worked| vector.to.is_none_or(|to| worked.event.on <= to));
    Ok(worked)
}

fn compare(expected: &[Expected], worked: &[Worked], report: &mut Report) {
    report.check("number of events", &expected.len(), &worked.len());
    for (at, (stated, found)) in expected.iter().zip(worked).enumerate() {
        let what = format!("event {} {} {}", at + 1, stated.date.day, stated.kind);
        report.check(&format!("{what} date"), &stated.date, &found.event.on);
        report.check(&format!("{what} kind"), &stated.kind.as_str(), &found.event.kind.word());
        let figures = [
            ("payoff", stated.payoff, found.payoff),
            ("notional", stated.notional, found.notional),
            ("rate", stated.rate, found.rate),
            ("accrued", stated.accrued, found.accrued),
        ];
        for (name, stated, found) in figures {
            if let Some(stated) = stated {
                report.check(&format!("{what} {name}"), &stated, &as_stated(stated, found));
            }
        }
    }
}

/// Ours as stated, when it is the same to ten figures: the published ones were reckoned
/// with binary floats and printed with ten decimals or more.
fn as_stated(stated: Decimal, found: Decimal) -> Decimal {
    let near = Decimal::new(1, 9) * stated.abs().max(Decimal::ONE);
    if (stated - found).abs() <= near { stated } else { found }
}

#[cfg(test)]
mod tests {
    use super::{Report, replay};
    use crate::vectors::run;

    const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/actus/actus.jsonl");

    #[test]
    fn the_kept_contracts_hold() {
        run(&[KEPT.to_owned()]).expect("every stated figure");
    }

    #[test]
    fn a_millionth_more_is_noticed() {
        let text = std::fs::read_to_string(KEPT).expect("the contracts are kept");
        let mut vector: serde_json::Value = text.lines().next().expect("a line").parse().expect("JSON");
        vector["expected"][1]["payoff"] = "400.8939923786".into();
        let mut report = Report::default();
        replay(&vector, &mut report).expect("readable");
        assert!(report.close().is_err());
    }
}
