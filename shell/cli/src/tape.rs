//! `makegood report --tape`: a lender's own days past due beside ours.

use crate::End;
use anyhow::Result;
use makegood_book::{Buckets, Difference, Statement, compare};
use makegood_desk::Desk;
use makegood_units::BusinessDate;
use makegood_views::statements;
use std::collections::BTreeMap;

/// Open loans of one statement day, by bucket of the lender's days and of ours.
#[derive(Default)]
struct Day {
    open: u64,
    theirs: BTreeMap<usize, u64>,
    ours: BTreeMap<usize, u64>,
}

pub fn run(desk: &Desk, json: bool) -> Result<End> {
    let statements = statements(desk.book())?;
    if statements.is_empty() {
        println!("No tape has been imported that states a lender's own days past due.");
        return Ok(End::Done);
    }
    let compared: Vec<(&Statement, Difference)> = statements.iter().map(|one| (one, compare(one))).collect();
    if json {
        for (_, difference) in &compared {
            println!("{}", serde_json::to_string(difference)?);
        }
        return Ok(End::Done);
    }
    differences(&compared);
    reasons(&compared);
    days(&compared, &Buckets::default());
    Ok(End::Done)
}

fn differences(compared: &[(&Statement, Difference)]) {
    let number = |days: Option<i32>| days.map_or("-".to_owned(), |days| days.to_string());
    for (_, one) in compared.iter().filter(|(_, one)| one.theirs != one.ours) {
        let (theirs, ours) = (number(one.theirs), number(one.ours));
        println!("{}  {}  theirs {theirs:>4}  ours {ours:>4}  {}", one.as_of, one.loan, one.reason.says());
    }
}

fn reasons(compared: &[(&Statement, Difference)]) {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    compared.iter().for_each(|(_, one)| *counts.entry(one.reason.says()).or_default() += 1);
    println!();
    counts.iter().for_each(|(reason, count)| println!("{count:>6}  {reason}"));
}

/// Open means without a code for a zero balance.
fn days(compared: &[(&Statement, Difference)], buckets: &Buckets) {
    let mut days: BTreeMap<BusinessDate, Day> = BTreeMap::new();
    for (statement, one) in compared.iter().filter(|(statement, _)| statement.zero_balance_code.is_none()) {
        let day = days.entry(statement.as_of).or_default();
        day.open += 1;
        for (days, counts) in [(one.theirs, &mut day.theirs), (one.ours, &mut day.ours)] {
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
