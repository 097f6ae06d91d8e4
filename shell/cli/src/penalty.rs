//! `makegood penalty`

use crate::End;
use crate::args::{PenaltyArgs, Place};
use crate::loan::{self, OneLoan};
use anyhow::{Context, Result};
use makegood_book::penalty::{Accrual, Shelf, Treatment};
use makegood_book::readings;
use makegood_units::{Amount, BusinessDate, Money};
use serde_json::{Value, json};

pub fn run(place: &Place, args: &PenaltyArgs) -> Result<End> {
    let shelf = Shelf::shipped()?;
    let Some(number) = &args.loan else { return Ok(list(&shelf)) };
    let OneLoan { facts, rules, until, penalty, .. } = loan::read(place, number, args.until)?;
    let by = args.by.clone().or(penalty).context(
        "say by which convention: --by ID. `makegood penalty` without a loan lists them; a strategy may name one",
    )?;
    let mut contract = readings::contract_of(&facts);
    (contract.rate, contract.penalty_rate) = (args.rate, args.overdue_rate);
    let accrual = readings::penalty(&facts, &by, &contract, &shelf, &rules, until)?;
    let money = |amount: Amount| Money::new(amount, facts.loan.currency);
    if args.json {
        println!("{:#}", told(&accrual, &by, until));
        return Ok(End::Done);
    }
    println!("Loan {number}, {by}, up to and with {until}");
    for treatment in Treatment::ALL {
        let sum = accrual.posted(treatment);
        if treatment == Treatment::Charged || !sum.is_zero() {
            println!("  {:<9} {:>18}", treatment.word(), money(sum).to_string());
        }
    }
    match args.day {
        Some(day) => accrual.explain(day).for_each(|part| println!("  {}", part.says())),
        None => accrual.lines.iter().for_each(|line| println!("  from {} to {}: {}", line.from, line.to, line.says)),
    }
    Ok(End::Done)
}

fn list(shelf: &Shelf) -> End {
    for convention in &shelf.conventions {
        let source = &convention.source;
        println!("{}: {}", convention.id, convention.title);
        println!("  {}; {}; reviewed by {}", source.citation, source.status.word(), source.reviewed_by);
    }
    End::Done
}

fn told(accrual: &Accrual, by: &str, until: BusinessDate) -> Value {
    let sums: serde_json::Map<String, Value> = Treatment::ALL
        .into_iter()
        .map(|treatment| (format!("{}_minor", treatment.word()), accrual.posted(treatment).minor().into()))
        .collect();
    let lines: Vec<Value> = accrual
        .lines
        .iter()
        .map(|line| {
            json!({ "from": line.from, "to": line.to, "base_minor": line.base.minor(),
                    "posted_minor": line.posted.minor(), "treatment": line.treatment.word(),
                    "rule": line.bound.as_ref().map(|bound| &bound.rule), "says": line.says })
        })
        .collect();
    json!({ "convention": by, "until": until, "sums": sums, "lines": lines })
}
