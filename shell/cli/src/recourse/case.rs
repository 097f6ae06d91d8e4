//! `makegood recourse CASE`

use super::{RecourseArgs, say, view};
use crate::End;
use crate::args::Place;
use crate::gate;
use anyhow::{Context, Result, bail};
use makegood_desk::RecourseOf;
use makegood_units::StaffId;
use serde_json::json;

pub(super) fn run(place: &Place, args: &RecourseArgs) -> Result<End> {
    let mut desk = place.open_as(args.on_last_close)?;
    let party = gate::case(&desk, &args.what)?;
    let by = StaffId::from(args.by.as_str());
    if let Some(path) = &args.learn {
        let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let events = desk.learn_recourse(&party, &text, &by)?;
        eprintln!("{} rows learnt", events.len());
    }
    if let (Some([table, id]), Some(reason)) = (args.withdraw.as_deref(), &args.reason) {
        let seq = desk.withdraw_recourse(&party, table, id, reason, &by)?;
        eprintln!("event {seq}: {table} {id} withdrawn");
    }
    let known = desk.recourse(&party)?;
    if let Some(member) = &args.member {
        return view(&known.facts, member, args.json);
    }
    let RecourseOf { answer, rows, .. } = known;
    if args.json {
        let told = match &answer {
            Ok(answer) => json!({ "rows": rows, "answer": answer }),
            Err(wrong) => json!({ "rows": rows, "refused": wrong }),
        };
        println!("{told:#}");
    } else {
        println!("Rows on file");
        rows.iter().for_each(|row| {
            println!("  {} {}: event {}, {}, {}", row.table, row.id, row.event, row.on, row.by);
        });
        if rows.is_empty() {
            println!("  none; the debts and the roles come from the book");
        }
        println!();
    }
    match answer {
        Err(wrong) => bail!("nothing was worked out\n{}", say::refusals(&wrong)),
        Ok(answer) => {
            if !args.json {
                print!("{}", say::answer(&answer));
            }
            Ok(if answer.refused.is_empty() { End::Done } else { End::Partly })
        }
    }
}
