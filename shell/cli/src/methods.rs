//! `makegood report --methods`: what came of each means in each situation.

use crate::trial::percent;
use anyhow::{Result, bail};
use makegood_desk::Desk;
use makegood_strategy::methods::{FEWEST_COUNTED, Figure, MethodRow};
use makegood_views::{Methods, methods};

/// Prints the table, or JSON.
pub fn run(desk: &Desk, as_json: bool) -> Result<()> {
    let Some(found) = methods(desk.book())? else { bail!("no day is closed yet; close one with: makegood close DATE") };
    if as_json {
        println!("{}", serde_json::to_string_pretty(&found)?);
    } else {
        say(&found);
    }
    Ok(())
}

fn say(found: &Methods) {
    let since = found.since.map_or_else(|| "no attempt yet".to_owned(), |day| format!("from {day}"));
    println!("What came of each means, by why they were late the day before; {since}, as of {}.", found.as_of);
    println!("This is what was, not what a means does: people choose whom they call. What a step brings is told by a");
    println!("trial (makegood strategy trial). Shares with their 95 % interval; - where nothing can be said.\n");
    println!(
        "{:<18} {:<22} {:>8}  {:<30} {:<30} {:<30} {:<30}",
        "means", "situation", "attempts", "spoke / attempts", "promised / spoke", "kept / due", "paid in 14 days"
    );
    for row in &found.rows {
        let MethodRow { means, situation, attempts, conversations, promises, kept, paid } = row;
        println!(
            "{:<18} {:<22} {attempts:>8}  {:<30} {:<30} {:<30} {:<30}",
            means.words(),
            situation.map_or("nothing late", |one| one.words()),
            told(conversations),
            told(promises),
            told(kept),
            told(paid)
        );
    }
    println!("\nOf fewer than {FEWEST_COUNTED} only the counts are given: nothing can be told from so few.");
}

/// `12/40 30% (18.07%–45.43%)`; of too few the counts alone.
fn told(one: &Figure) -> String {
    let counts = format!("{}/{}", one.measured.numerator, one.measured.denominator);
    match (one.measured.share_bp, one.measured.low_bp, one.measured.high_bp) {
        (Some(_), ..) if one.too_few => format!("{counts} too few"),
        (Some(share), Some(low), Some(high)) => {
            format!("{counts} {} ({}–{})", percent(share), percent(low), percent(high))
        }
        _ => "-".to_owned(),
    }
}
