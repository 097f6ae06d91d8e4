//! `makegood schedule`

use crate::End;
use crate::args::ScheduleArgs;
use anyhow::{Context, Result};
use makegood_book::schedule::{Schedule, Terms, schedule};
use makegood_units::{BusinessCalendar, LoanId, Money};
use serde::de::DeserializeOwned;
use std::path::Path;

pub fn run(args: &ScheduleArgs) -> Result<End> {
    let terms: Terms = read(&args.terms)?;
    let calendar: Option<BusinessCalendar> = args.calendar.as_deref().map(read).transpose()?;
    let rows = schedule(&terms, calendar.as_ref()).with_context(|| format!("{}", args.terms.display()))?;
    if let Some(loan) = &args.loan {
        return csv(&rows, &LoanId::new(loan));
    }
    if args.json {
        println!("{:#}", serde_json::to_value(&rows)?);
        return Ok(End::Done);
    }
    let money = |amount| Money::new(amount, args.currency).number(",");
    println!("{:>4}  {:<10}  {:>15}  {:>15}  {:>15}", "no", "due on", "principal", "interest", "balance after");
    for row in &rows.rows {
        let (principal, interest) = (money(row.principal), money(row.interest));
        println!("{:>4}  {}  {principal:>15}  {interest:>15}  {:>15}", row.no, row.due_on, money(row.balance_after));
    }
    println!("in all {} {}", money(rows.total), args.currency.code());
    Ok(End::Done)
}

/// The rows as the instalments file of the import format.
fn csv(rows: &Schedule, loan: &LoanId) -> Result<End> {
    let mut out = csv::Writer::from_writer(std::io::stdout());
    out.write_record(["loan_id", "no", "due_on", "principal_minor", "interest_minor", "fee_minor"])?;
    for row in rows.instalments(loan) {
        let amounts = [row.principal, row.interest, row.fee].map(|amount| amount.minor().to_string());
        let [principal, interest, fee] = amounts;
        out.write_record([loan.to_string(), row.no.to_string(), row.due_on.to_string(), principal, interest, fee])?;
    }
    out.flush()?;
    Ok(End::Done)
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    toml::from_str(&text).map_err(|error| anyhow::anyhow!("{}: {error}", file.display()))
}
