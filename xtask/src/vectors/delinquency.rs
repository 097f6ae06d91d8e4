//! Delinquency of loans and instalments, and named day counts.

use super::report::Report;
use super::value::{amount, cents, date, text};
use anyhow::{Context, Result, bail};
use makegood_book::{
    BookRules, Convention, Happened, History, Instalment, Lateness, Loan, LoanEvent, LoanFacts, Payment, Restructuring,
    Unpaid, history, unpaid_parts,
};
use makegood_units::{Amount, BusinessDate, Currency, LoanEventId, LoanId};
use serde_json::{Value, json};

/// Replays one scenario: every stated field of every check.
pub fn replay(vector: &Value, report: &mut Report) -> Result<()> {
    let told = &vector["convention"];
    let convention = convention(told)?;
    for check in list(&vector["checks"]) {
        let events = list(&vector["events"]);
        let count = check.get("after_events").and_then(Value::as_u64).map_or(events.len() as u64, |count| count);
        let known = &events[..events.len().min(usize::try_from(count)?)];
        let facts = facts(vector, known)?;
        one(check, &facts, &convention, told, report)?;
    }
    Ok(())
}

fn one(check: &Value, facts: &LoanFacts, convention: &Convention, told: &Value, report: &mut Report) -> Result<()> {
    let as_of = date(&check["as_of"])?;
    let own = Answer::of(facts, convention, told, as_of)?;
    let fields = check.as_object().context("a check is an object")?;
    let alt = check.get("alt").and_then(Value::as_object);
    for (field, stated) in fields {
        let plain = alt.and_then(|alt| alt.get(field)).unwrap_or(stated);
        let what = format!("{as_of} {field}");
        match field.as_str() {
            "history" => {
                let found = history_of_classes(facts, convention, told, as_of)?;
                report.check(&what, &by_day_count(plain), &found);
            }
            "next_due" => report.check(&what, plain, &own.next_due(text(&check["next_due_rule"])?)?),
            "as_of" | "after_events" | "line" | "quirk" | "alt" | "given" | "derived" | "next_due_rule" => {}
            // Where the alternative is stated under another convention, it is tried below.
            _ => report.check(&what, plain, &own.field(field)?),
        }
    }
    for (field, stated) in alt.into_iter().flatten() {
        let under = match field.split_once("_if_") {
            Some((_, "clipped")) => Convention { pause_days_clipped_to_due: true, ..convention.clone() },
            Some((_, "not_gated")) => Convention { instalments_gated_by_loan: false, ..convention.clone() },
            Some((_, other)) => bail!("an alternative under an unknown convention: {other}"),
            None => continue,
        };
        let name = field.split("_if_").next().unwrap_or(field);
        let found = Answer::of(facts, &under, told, as_of)?.field(name)?;
        report.check(&format!("{as_of} {field}"), stated, &found);
    }
    Ok(())
}

/// What the kernel says on a day.
struct Answer {
    as_of: BusinessDate,
    lateness: Lateness,
    history: History,
    buckets: Vec<Bucket>,
}

/// A range of days, with its name when it has one.
#[derive(Clone)]
struct Bucket {
    from: i64,
    to: Option<i64>,
    shown: Value,
}

impl Answer {
    fn of(facts: &LoanFacts, convention: &Convention, told: &Value, as_of: BusinessDate) -> Result<Self> {
        let history = history(facts, as_of, &BookRules::default())?;
        let rows: Vec<Unpaid> = history.instalments.iter().map(Unpaid::from).collect();
        let outstanding = unpaid_parts(&history.instalments)?;
        let lateness = convention.lateness(&rows, &history.pauses, &outstanding, as_of)?;
        Ok(Self { as_of, lateness, history, buckets: buckets(told) })
    }

    fn bucket(&self, days: i32) -> Value {
        let days = i64::from(days);
        let held = |bucket: &&Bucket| bucket.from <= days && bucket.to.is_none_or(|to| days <= to);
        self.buckets.iter().find(held).map_or(Value::Null, |bucket| bucket.shown.clone())
    }

    fn field(&self, name: &str) -> Result<Value> {
        let late = &self.lateness;
        Ok(match name {
            "past_due_days" => json!(late.past_due_days),
            "delinquent_days" => json!(late.delinquent_days),
            "delinquent_since" => late.delinquent_since.map_or(Value::Null, |day| json!(day.to_string())),
            "delinquent_amount" => json!(amount(late.delinquent_amount)),
            "bucket" | "class" => self.bucket(late.delinquent_days),
            "instalment_buckets" => self.instalments(),
            "pauses" => self.pauses(),
            other => bail!("no figure named {other:?} is known"),
        })
    }

    fn next_due(&self, rule: &str) -> Result<Value> {
        let first = match rule {
            "earliest-unpaid-date" => None,
            "next-unpaid-due-date" => Some(self.as_of),
            other => bail!("no rule of the next due date named {other:?} is known"),
        };
        let mut open = self.history.instalments.iter().filter(|row| row.cleared_on.is_none());
        let next = open.find(|row| first.is_none_or(|first| row.due_on >= first));
        Ok(next.map_or(Value::Null, |row| json!(row.due_on.to_string())))
    }

    /// Unpaid amounts by bucket, the mildest first.
    fn instalments(&self) -> Value {
        let sums = self.buckets.iter().filter_map(|bucket| {
            let own = |days: i32| i64::from(days) >= bucket.from && bucket.to.is_none_or(|to| i64::from(days) <= to);
            let sum: Amount = self.lateness.instalments.iter().filter(|row| own(row.0)).map(|row| row.1).sum();
            (!sum.is_zero()).then(|| json!({ "bucket": bucket.shown, "amount": amount(sum) }))
        });
        Value::Array(sums.collect())
    }

    fn pauses(&self) -> Value {
        let told = self.history.pauses.iter().map(|pause| {
            json!({ "from": pause.from.to_string(), "to": pause.to.to_string(), "active": pause.is_active(self.as_of) })
        });
        Value::Array(told.collect())
    }
}

/// When each class began to apply and the first day it no longer did, newest first,
/// where the days counted alone decide.
fn history_of_classes(facts: &LoanFacts, convention: &Convention, told: &Value, as_of: BusinessDate) -> Result<Value> {
    let first = facts.instalments.iter().map(|row| row.due_on).min().unwrap_or(as_of);
    let mut spells: Vec<(Value, BusinessDate, Option<BusinessDate>)> = Vec::new();
    let mut now = Value::Null;
    for day in (0..=as_of.days_since(first)).map(|days| first.plus_days(days)) {
        let next = Answer::of(facts, convention, told, day)?.field("bucket")?;
        if next == now {
            continue;
        }
        if let Some(spell) = spells.last_mut().filter(|_| !now.is_null()) {
            spell.2 = Some(day);
        }
        if !next.is_null() {
            spells.push((next.clone(), day, None));
        }
        now = next;
    }
    let shown = spells.iter().rev().map(|(bucket, added, lifted)| {
        json!({ "bucket": bucket, "added": added.to_string(), "lifted": lifted.map(|day| day.to_string()) })
    });
    Ok(Value::Array(shown.collect()))
}

/// A stated history without the days of the nightly runs it was stored on.
fn by_day_count(stated: &Value) -> Value {
    let plain = list(stated).iter().map(|spell| {
        let day = |name: &str| spell.get(format!("{name}_by_day_count")).unwrap_or(&spell[name]).clone();
        json!({ "bucket": spell["bucket"], "added": day("added"), "lifted": day("lifted") })
    });
    Value::Array(plain.collect())
}

fn convention(told: &Value) -> Result<Convention> {
    let flag = |name: &str| told.get(name).and_then(Value::as_bool);
    let days = |name: &str| told.get(name).and_then(Value::as_u64).unwrap_or(0);
    Ok(Convention {
        due_day: u8::try_from(days("due_day"))?,
        grace_days: u16::try_from(days("grace_days"))?,
        grace_on_instalments: flag("grace_on_instalments").unwrap_or(false),
        instalments_gated_by_loan: flag("instalments_gated_by_loan").unwrap_or(false),
        pause_days_clipped_to_due: flag("pause_days_clipped_to_due").unwrap_or(true),
        materiality: None,
    })
}

fn buckets(told: &Value) -> Vec<Bucket> {
    let range =
        |bucket: &Value| Some(Bucket { from: bucket[0].as_i64()?, to: bucket[1].as_i64(), shown: bucket.clone() });
    let named =
        |class: &Value| Some(Bucket { from: class[1].as_i64()?, to: class[2].as_i64(), shown: class[0].clone() });
    let ranges = list(&told["buckets"]).iter().filter_map(range);
    ranges.chain(list(&told["classes"]).iter().filter_map(named)).collect()
}

fn facts(vector: &Value, events: &[Value]) -> Result<LoanFacts> {
    let id = LoanId::new("vector");
    let loan = Loan {
        id: id.clone(),
        borrower: "B".into(),
        branch: "1".into(),
        currency: Currency::USD,
        principal: Amount::ZERO,
        disbursed_on: vector.get("disbursed").filter(|day| !day.is_null()).map(date).transpose()?,
        product: None,
        purpose: None,
    };
    let mut facts = LoanFacts { loan, instalments: Vec::new(), payments: Vec::new(), events: Vec::new() };
    for row in list(&vector["instalments"]) {
        facts.instalments.push(instalment(row, None)?);
    }
    for (at, event) in events.iter().enumerate() {
        take(&mut facts, &format!("e{at}"), event)?;
    }
    Ok(facts)
}

fn instalment(row: &Value, restructuring: Option<LoanEventId>) -> Result<Instalment> {
    Ok(Instalment {
        loan: LoanId::new("vector"),
        no: u32::try_from(row["no"].as_u64().context("an instalment has a number")?)?,
        due_on: date(&row["due"])?,
        principal: cents(&row["amount"])?,
        interest: Amount::ZERO,
        fee: Amount::ZERO,
        restructuring,
    })
}

fn take(facts: &mut LoanFacts, id: &str, told: &Value) -> Result<()> {
    let on = date(&told["on"])?;
    let value_on = told.get("value_date").map(date).transpose()?.unwrap_or(on);
    let mut happened = |effective_on: BusinessDate, happened: Happened| {
        let (loan, id) = (LoanId::new("vector"), LoanEventId::new(id));
        facts.events.push(LoanEvent { id, loan, effective_on, entered_on: on, happened });
    };
    match text(&told["kind"])? {
        "payment" => {
            let (loan, amount, kind) = (LoanId::new("vector"), cents(&told["amount"])?, None);
            facts.payments.push(Payment { id: id.into(), loan, value_on, amount, entered_on: Some(on), kind });
        }
        "charge" => {
            let component = told.get("component").and_then(Value::as_str).unwrap_or("fee");
            let charged = Happened::Charged {
                component: makegood_book::Component::from_word(component).context("a component")?,
                amount: cents(&told["amount"])?,
                due_on: told.get("due").map(date).transpose()?.unwrap_or(on),
                instalment: told.get("instalment").and_then(Value::as_u64).map(u32::try_from).transpose()?,
            };
            happened(value_on, charged);
        }
        "chargeback" => happened(value_on, Happened::ChargedBack { amount: cents(&told["amount"])? }),
        "pause" => happened(date(&told["from"])?, Happened::Paused { to: date(&told["to"])? }),
        "resume" => happened(on, Happened::Resumed),
        "restructure" => {
            let how = match told.get("type").and_then(Value::as_str) {
                Some("reage") => Restructuring::ReAge,
                Some("reamortise") => Restructuring::ReAmortise,
                _ => Restructuring::Reschedule,
            };
            happened(on, Happened::Restructured { how });
            for row in list(&told["instalments"]) {
                facts.instalments.push(instalment(row, Some(LoanEventId::new(id)))?);
            }
        }
        "restructure_undo" => {
            let last = facts.events.iter().rev().find(|event| matches!(event.happened, Happened::Restructured { .. }));
            let event = last.context("nothing was restructured")?.id.clone();
            let (loan, id) = (LoanId::new("vector"), LoanEventId::new(id));
            let happened = Happened::Undone { event };
            facts.events.push(LoanEvent { id, loan, effective_on: on, entered_on: on, happened });
        }
        // The nightly run of the system the vector was taken from; nothing is stored here.
        "classify" => {}
        other => bail!("no event named {other:?} is known"),
    }
    Ok(())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
