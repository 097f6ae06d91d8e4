//! `makegood report --tape`: each lender's own figures beside ours, with the verdict.
//!
//! As JSON, a line for each statement and a last line with the counts and findings.

use crate::End;
use anyhow::Result;
use makegood_book::{Buckets, Finding, Reconciled, ReconciledRow, TapeRow, Verdict, reconcile};
use makegood_desk::Desk;
use makegood_units::BusinessDate;
use makegood_views::{policy_of, tapes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One lender's tape and what it comes to.
struct Tape {
    lender: String,
    rows: Vec<TapeRow>,
    found: Reconciled,
}

impl Tape {
    /// The rows with what each comes to.
    fn pairs(&self) -> impl Iterator<Item = (&TapeRow, &ReconciledRow)> {
        self.rows.iter().zip(&self.found.rows)
    }
}

/// Open loans of one statement day, by bucket of the lender's days and of ours.
#[derive(Default)]
struct Day {
    open: u64,
    theirs: BTreeMap<usize, u64>,
    ours: BTreeMap<usize, u64>,
}

pub fn run(desk: &Desk, json: bool) -> Result<End> {
    let rules = policy_of(desk.book(), i64::MAX)?.map(|policy| policy.strategy.book.clone()).unwrap_or_default();
    let tapes: Vec<Tape> = tapes(desk.book(), &rules)?
        .into_iter()
        .map(|(lender, rows)| Tape { lender, found: reconcile(&rows), rows })
        .collect();
    if tapes.is_empty() {
        println!("No tape has been imported that states a lender's own days past due.");
        return Ok(End::Done);
    }
    if json {
        for row in tapes.iter().flat_map(|tape| &tape.found.rows) {
            println!("{}", serde_json::to_string(row)?);
        }
        println!("{}", summary(&tapes));
        return Ok(End::Done);
    }
    differing(&tapes);
    counts(&tapes);
    findings(&tapes);
    days(&tapes, &Buckets::default());
    Ok(End::Done)
}

/// The verdict on one figure of a row.
type Figure = fn(&ReconciledRow) -> &Verdict;

/// The figures of a tape: days and three amounts, by name.
const FIGURES: [(&str, Figure); 4] = [
    ("days past due", |row| &row.verdict),
    ("balance", |row| &row.balance.verdict),
    ("amount due next", |row| &row.next_amount_due.verdict),
    ("scheduled payment", |row| &row.scheduled_payment.verdict),
];

/// The verdicts by their words, in the order of the report.
const VERDICTS: [(&str, &str); 4] = [
    ("agrees", "agrees"),
    ("differs_by_convention", "by convention"),
    ("differs_by_fact", "by fact"),
    ("cannot_tell", "cannot tell"),
];

fn count(tapes: &[Tape], figure: Figure, word: &str) -> usize {
    tapes.iter().flat_map(|tape| &tape.found.rows).filter(|row| figure(row).word() == word).count()
}

fn summary(tapes: &[Tape]) -> Value {
    let of = |figure| -> serde_json::Map<String, Value> {
        VERDICTS.iter().map(|(word, _)| ((*word).to_owned(), json!(count(tapes, figure, word)))).collect()
    };
    let figures: serde_json::Map<String, Value> =
        FIGURES.iter().map(|(name, figure)| (name.replace(' ', "_"), json!(of(*figure)))).collect();
    let lenders = tapes.iter().map(|tape| {
        json!({ "lender": tape.lender, "statements": tape.rows.len(), "verdicts": tape.found.days(),
                "finding": tape.found.finding })
    });
    json!({ "summary": { "verdicts": of(|row| &row.verdict), "figures": figures,
                         "tapes": lenders.collect::<Vec<_>>() } })
}

/// Every row whose days do not agree.
fn differing(tapes: &[Tape]) {
    let number = |days: Option<i32>| days.map_or("-".to_owned(), |days| days.to_string());
    for row in tapes.iter().flat_map(|tape| &tape.found.rows).filter(|row| row.verdict != Verdict::Agrees) {
        let one = &row.difference;
        let (theirs, ours) = (number(one.theirs), number(one.ours));
        println!("{}  {}  theirs {theirs:>4}  ours {ours:>4}  {}", one.as_of, one.loan, row.verdict.says());
    }
}

fn counts(tapes: &[Tape]) {
    let head: String = VERDICTS.iter().map(|(_, name)| format!("{name:>15}")).collect();
    println!("\n{:<20}{head}", "verdict on");
    for (name, figure) in FIGURES {
        let row: String = VERDICTS.iter().map(|(word, _)| format!("{:>15}", count(tapes, figure, word))).collect();
        println!("{name:<20}{row}");
    }
}

/// How each lender counts, with the rows that show it.
fn findings(tapes: &[Tape]) {
    println!();
    for tape in tapes {
        let lender = if tape.lender.is_empty() { "(loans not boarded)" } else { &tape.lender };
        match &tape.found.finding {
            Some(finding) => println!("{lender}: {}", says(finding)),
            None => println!("{lender}: no convention can be claimed from its {} statements", tape.rows.len()),
        }
    }
}

fn says(finding: &Finding) -> String {
    let Finding { convention, explains, of, calendar_days_explain, also } = finding;
    let same: Vec<String> = also.iter().map(|other| other.says()).collect();
    let or = if same.is_empty() { String::new() } else { format!("; the same rows by: {}", same.join(", ")) };
    format!(
        "{}, explains {explains} of {of} rows that can tell (calendar days {calendar_days_explain}){or}",
        convention.says()
    )
}

/// Open means without a code for a zero balance.
fn days(tapes: &[Tape], buckets: &Buckets) {
    let mut days: BTreeMap<BusinessDate, Day> = BTreeMap::new();
    let all = tapes.iter().flat_map(Tape::pairs);
    for (row, found) in all.filter(|(row, _)| row.statement.zero_balance_code.is_none()) {
        let day = days.entry(row.statement.as_of).or_default();
        day.open += 1;
        for (days, counts) in [(found.difference.theirs, &mut day.theirs), (found.difference.ours, &mut day.ours)] {
            if let Some(days) = days {
                *counts.entry(buckets.of(days)).or_default() += 1;
            }
        }
    }
    let head: String = (0..buckets.count()).map(|place| format!("{:>9}", buckets.name(place))).collect();
    println!("\n{:<12}{:>6}  {:<7}{head}", "open on", "loans", "days by");
    for (on, day) in &days {
        for (whose, counts) in [("lender", &day.theirs), ("us", &day.ours)] {
            let row: String =
                (0..buckets.count()).map(|place| format!("{:>9}", counts.get(&place).unwrap_or(&0))).collect();
            println!("{:<12}{:>6}  {whose:<7}{row}", on.to_string(), day.open);
        }
    }
}
