//! `makegood classes`

use crate::End;
use crate::args::{ClassesArgs, Place};
use crate::loan::{self, OneLoan};
use anyhow::{Context, Result, bail};
use makegood_book::class::{Class, SHIPPED, Scheme, shipped};
use makegood_book::readings;

pub fn run(place: &Place, args: &ClassesArgs) -> Result<End> {
    let Some(number) = &args.loan else { return list() };
    let OneLoan { facts, rules, until, classes, .. } = loan::read(place, number, args.until)?;
    let by = args.by.clone().or(classes).context(
        "say by which scheme: --by NAME. `makegood classes` without a loan lists them; a strategy may name one",
    )?;
    let scheme = scheme(&by)?;
    let history = readings::classes(&facts, &scheme, &rules, until)?;
    if args.json {
        println!("{:#}", serde_json::to_value(&history)?);
        return Ok(End::Done);
    }
    println!("Loan {number}, {}, up to {until}", scheme.says);
    for stay in &history.entries {
        let left = stay.left_on.map_or("still".to_owned(), |day| format!("left {day}"));
        let class = match &stay.class {
            Class::Known(name) => name.clone(),
            Class::Unknown { between, missing } => {
                format!("unknown: {}; deliver {}", between.join(" or "), missing.join(", "))
            }
        };
        println!("  {} {left:<15} {class}", stay.entered_on);
        println!("    {} [{}; {}]", stay.why.says, stay.why.code, stay.citation);
    }
    if let Some(day) = history.next_change_on {
        println!("  changes by itself on {day}");
    }
    Ok(End::Done)
}

fn list() -> Result<End> {
    for (name, _) in SHIPPED {
        let scheme = scheme(name)?;
        println!("{name}: {}", scheme.says);
        println!("  {}; {}; reviewed by {}", scheme.citation, scheme.status.word(), scheme.reviewed_by);
    }
    Ok(End::Done)
}

fn scheme(name: &str) -> Result<Scheme> {
    match shipped(name) {
        Ok(scheme) => Ok(scheme),
        Err(errors) => bail!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")),
    }
}
