//! Payments over instalments whose amounts are given.

use super::report::Report;
use super::value::{amount, cents, date, text};
use anyhow::{Context, Result};
use makegood_book::{
    Ahead, Applied, BookRules, ChargesKnown, Component, LoanFooting, Moment, Order, Part, Receipt, Row, Split, Sweep,
    Waterfall, apply,
};
use makegood_units::{Amount, BusinessDate};
use serde_json::{Value, json};

/// Replays one snapshot: rows, each payment's split, what is left over.
pub fn replay(vector: &Value, report: &mut Report) -> Result<()> {
    let as_of = date(&vector["as_of"])?;
    let waterfall = waterfall(&vector["terms"]["order"])?;
    let events = vector["events"].as_array().context("events")?;
    let rows = rows(vector, events, &waterfall, as_of)?;
    let mut payments: Vec<(BusinessDate, &Value)> = Vec::new();
    for event in events.iter().filter(|event| event["kind"] == "payment") {
        // A reversed payment counts for nothing.
        if event.get("reversed").and_then(Value::as_bool) != Some(true) {
            payments.push((date(&event["value_date"])?, event));
        }
    }
    payments.sort_by_key(|(value_on, _)| *value_on);
    payments.retain(|(value_on, _)| *value_on <= as_of);
    let mut receipts = Vec::new();
    for (value_on, event) in &payments {
        let kind = event.get("type").and_then(Value::as_str);
        let at = Moment { on: *value_on, entered_on: date(&event["on"])? };
        receipts.push(Receipt { at, amount: cents(&event["amount"])?, kind, footing: LoanFooting::Standard });
    }
    let applied = apply(&rows, &receipts, &BookRules::from(waterfall), as_of)?;
    check_rows(vector, &applied, report)?;
    for ((_, event), split) in payments.iter().zip(&applied.receipts) {
        if let Some(stated) = event.get("expected_split") {
            report.check(&format!("split of {}", event["value_date"]), stated, &shown(split));
        }
    }
    if let Some(stated) = vector.get("expected_overpaid") {
        report.check("overpaid", stated, &json!(amount(applied.over)));
    }
    Ok(())
}

fn check_rows(vector: &Value, applied: &Applied, report: &mut Report) -> Result<()> {
    for (stated, row) in vector["expected_rows"].as_array().context("rows")?.iter().zip(&applied.rows) {
        let found = [
            ("paid", json!(amount(row.met.total()?))),
            ("in_advance", json!(amount(row.in_advance))),
            ("late", json!(amount(row.late))),
            ("outstanding", json!(amount(row.unpaid()?))),
            ("paid_on", row.cleared_on.map_or(Value::Null, |day| json!(day.to_string()))),
            ("paid_by_component", shown(&row.met)),
        ];
        for (field, found) in found {
            if let Some(stated) = stated.get(field) {
                report.check(&format!("row {} {field}", row.no), stated, &found);
            }
        }
    }
    Ok(())
}

/// The amounts of the rows are given; their charges are told apart by the events.
fn rows(vector: &Value, events: &[Value], waterfall: &Waterfall, as_of: BusinessDate) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for told in vector["expected_rows"].as_array().context("rows")? {
        let due_on = date(&told["due"])?;
        let no = u32::try_from(told["no"].as_u64().context("a row has a number")?)?;
        let mut base = Split {
            principal: cents(&told["principal_due"])?,
            interest: cents(&told["interest_due"])?,
            fee: cents(&told["fees"])?,
            penalty: cents(&told["penalties"])?,
            ..Split::default()
        };
        let mut parts = Vec::new();
        for charge in events.iter().filter(|event| event["kind"] == "charge" && event["instalment"] == told["no"]) {
            let component = Component::from_word(text(&charge["component"])?).context("a component")?;
            let (entered, charge_due) = (date(&charge["on"])?, date(&charge["due"])?);
            let late = waterfall.charges_known_from == ChargesKnown::EntryOrDue;
            let opens = late.then(|| Moment { on: entered.min(charge_due), entered_on: entered });
            if opens.is_some_and(|opens| opens.on > as_of) {
                continue;
            }
            let owed = Split::of(component, cents(&charge["amount"])?);
            // What the row states includes its charges.
            base = base.minus(&owed);
            parts.push(Part { owed, due_on: charge_due, opens, is_charge: true });
        }
        parts.insert(0, Part { owed: base, due_on, opens: None, is_charge: false });
        rows.push(Row { no, due_on, parts });
    }
    rows.sort_by_key(|row| (row.due_on, row.no));
    Ok(rows)
}

fn waterfall(told: &Value) -> Result<Waterfall> {
    let order = |name: &str| -> Result<Order> {
        let words = told[name].as_array().context("an order is a list")?;
        let named: Option<Vec<Component>> =
            words.iter().map(|word| word.as_str().and_then(Component::from_word)).collect();
        named.and_then(|named| Order::try_new(&named)).context("an order names components once")
    };
    let mut waterfall =
        Waterfall { due: order("due")?, in_advance: Some(order("in_advance")?), ..Waterfall::default() };
    if told["sweep"] == "component" {
        waterfall.sweep = Sweep::Component;
    }
    waterfall.due_charges_first = told.get("charges_already_due_rank_as_due").and_then(Value::as_bool) == Some(true);
    if told.get("charge_counts_from").is_some() {
        waterfall.charges_known_from = ChargesKnown::EntryOrDue;
    }
    for (kind, ahead) in told.get("future").and_then(Value::as_object).into_iter().flatten() {
        let ahead = match text(ahead)? {
            "last" => Ahead::Last,
            "even" => Ahead::Even,
            _ => Ahead::Next,
        };
        match kind.as_str() {
            "default" => waterfall.ahead = ahead,
            _ => {
                waterfall.ahead_by_kind.insert(kind.clone(), ahead);
            }
        }
    }
    Ok(waterfall)
}

fn shown(split: &Split) -> Value {
    let part = |part: Amount| json!(amount(part));
    json!({ "penalty": part(split.penalty), "fee": part(split.fee), "interest": part(split.interest),
            "principal": part(split.principal) })
}
