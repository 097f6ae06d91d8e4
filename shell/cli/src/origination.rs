//! `makegood report --defects`: what became of loans by how they were granted, and what nobody
//! answers for.

use anyhow::{Result, bail};
use makegood_desk::Desk;
use makegood_views::{Origination, OriginationRow, Ownerless, Reach, origination, ownerless};
use serde_json::json;
use std::collections::BTreeMap;

/// Prints the table, or JSON.
pub fn run(desk: &Desk, as_json: bool) -> Result<()> {
    let Some(found) = origination(desk.book())? else {
        bail!("no day is closed yet; close one with: makegood close DATE")
    };
    let owners = ownerless(desk.book(), usize::MAX, &Reach::whole())?;
    if as_json {
        let rows = found.rows.iter().map(|row| {
            json!({
                "product": row.product, "originator": row.originator, "month": row.month, "ever_30": row.ever_30,
                "late": row.late, "causes": row.causes(), "defects": row.defects(),
            })
        });
        let rows: Vec<_> = rows.collect();
        println!(
            "{:#}",
            json!({ "as_of": found.as_of, "late": found.late, "defects": found.defects, "rows": rows,
                              "owners": owners })
        );
    } else {
        say(&found);
        owners.iter().for_each(say_owners);
    }
    Ok(())
}

fn say(found: &Origination) {
    println!(
        "Loans by how they were granted, as of {}; {} are past due, and the rows add up to them.",
        found.as_of, found.late
    );
    println!("Ever late: 30 days past due on any day until now, of all granted.\n");
    println!(
        "{:<24} {:<16} {:<8} {:>18} {:>6}  why, and what was wrong with the granting",
        "product", "originator", "month", "ever late", "late"
    );
    let (quiet, told): (Vec<_>, Vec<_>) =
        found.rows.iter().partition(|row| row.late.is_empty() && row.ever_30.numerator == 0);
    for row in &told {
        println!(
            "{:<24} {:<16} {:<8} {:>18} {:>6}  {}",
            or_dash(&row.product),
            or_dash(&row.originator),
            or_dash(&row.month),
            share(row),
            row.late.len(),
            said(row)
        );
    }
    println!("\n{} more groups of loans were never late.", quiet.len());
    found.defects.iter().for_each(|(id, says)| println!("  {id} {says}"));
}

/// So many cases without an owner are printed; the JSON has all.
const PRINTED: usize = 20;

fn say_owners(found: &Ownerless) {
    println!("\nNobody answers for {} of {} late cases, as of {}.", found.cases, found.late, found.as_of);
    for one in found.first.iter().take(PRINTED) {
        let had = one.left.as_ref().map_or(String::new(), |left| format!("; it was with {left}, who is here no more"));
        println!(
            "  {:<16} {:<16} {:>5} days late {:>18}{had}",
            one.party.as_str(),
            one.branch.as_str(),
            one.days_past_due,
            one.arrears
        );
    }
    if found.cases > PRINTED {
        println!("  and {} more: --json has all of them", found.cases.saturating_sub(PRINTED));
    }
    for one in &found.officers {
        println!(
            "  {}, {} ({}): {} late cases, and the branch has no leader",
            one.officer, one.name, one.branch, one.cases
        );
    }
}

fn said(row: &OriginationRow) -> String {
    let words = |counts: BTreeMap<&str, usize>| {
        counts.iter().map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(", ")
    };
    let (causes, defects) = (words(row.causes()), words(row.defects()));
    if defects.is_empty() { causes } else { format!("{causes}; {defects}") }
}

fn share(row: &OriginationRow) -> String {
    let of = &row.ever_30;
    let percent = of.share_bp.map_or("-".to_owned(), |bp| format!("{} %", bp / 100));
    format!("{} of {}, {percent}", of.numerator, of.denominator)
}

fn or_dash(text: &str) -> &str {
    if text.is_empty() { "-" } else { text }
}
