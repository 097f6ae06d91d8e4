//! `makegood report --first-cash`: days from flag to first cash, branch by branch.

use anyhow::{Result, bail};
use makegood_desk::Desk;
use makegood_views::{Reach, first_cash};
use serde_json::json;

/// Prints the table, or JSON.
pub fn run(desk: &Desk, as_json: bool) -> Result<()> {
    let Some((as_of, branches)) = first_cash(desk.book(), &Reach::whole())? else {
        bail!("no day is closed yet; close one with: makegood close DATE")
    };
    if as_json {
        println!("{:#}", json!({ "as_of": as_of, "branches": branches }));
        return Ok(());
    }
    println!("Days from the close that handed a case to a leader until money came, as of {as_of}.");
    println!("The middle is of those for whom money came, so read it beside how many wait.\n");
    println!("{:<24} {:>8} {:>10} {:>8} {:>8}", "branch", "cases", "with cash", "middle", "waiting");
    for branch in &branches {
        let middle = branch.median_days.map_or("-".to_owned(), |days| days.to_string());
        let paid = branch.cases.len() - branch.waiting;
        println!("{:<24} {:>8} {paid:>10} {middle:>8} {:>8}", branch.branch, branch.cases.len(), branch.waiting);
    }
    if branches.is_empty() {
        println!("No case was handed to a leader yet.");
    }
    Ok(())
}
