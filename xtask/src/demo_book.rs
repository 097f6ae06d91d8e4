//! The demo book: the Kiva set, rewritten in the import format.
//!
//! Basis `scheduled_payments` (what the field partner owes) against
//! `processed_date` (when a payment was reported). Nothing is invented here.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// One row of a source file, by column name.
pub type Row = BTreeMap<String, String>;

/// Rewrites the three files of `from` as four files in `to`.
pub fn convert(from: &Path, to: &Path) -> Result<()> {
    let loans = read(&from.join("loans_min.csv"))?;
    std::fs::create_dir_all(to)?;
    let schedule = read(&from.join("schedule_min.csv"))?;
    let payments = read(&from.join("payments_min.csv"))?;
    let files = [
        ("loans.csv", loan_rows(&loans)?),
        ("parties.csv", party_rows(&loans)?),
        ("instalments.csv", instalment_rows(&schedule)?),
        ("payments.csv", payment_rows(&payments)?),
    ];
    for (name, text) in files {
        let rows = text.lines().count().saturating_sub(1);
        std::fs::write(to.join(name), text).with_context(|| format!("writing {name}"))?;
        println!("{name}: {rows} rows");
    }
    Ok(())
}

fn loan_rows(loans: &[Row]) -> Result<String> {
    let mut text = "loan_id,borrower_id,branch,currency,principal,disbursed_on,product,purpose\n".to_owned();
    for loan in loans {
        let id = value(loan, "loan_id")?;
        let partner = value(loan, "partner_id")?;
        let (principal, disbursed) = (value(loan, "loan_amount")?, value(loan, "disbursal_date")?);
        // The loans without a schedule leave the currency out; all amounts of the set are US dollars.
        let (product, purpose) = (quoted(value(loan, "sector")?), quoted(value(loan, "activity")?));
        writeln!(text, "{id},B-{id},partner-{partner},USD,{principal},{disbursed},{product},{purpose}")?;
    }
    Ok(text)
}

fn party_rows(loans: &[Row]) -> Result<String> {
    let mut text = "party_id,kind,country,time_zone\n".to_owned();
    for loan in loans {
        let country = value(loan, "country")?;
        writeln!(text, "B-{},person,{country},{}", value(loan, "loan_id")?, time_zone(country)?)?;
    }
    Ok(text)
}

fn instalment_rows(schedule: &[Row]) -> Result<String> {
    let mut text = "loan_id,no,due_on,principal\n".to_owned();
    for row in schedule {
        if value(row, "basis")? == "scheduled_payments" {
            let (loan, no) = (value(row, "loan_id")?, value(row, "seq")?);
            writeln!(text, "{loan},{no},{},{}", value(row, "due_date")?, value(row, "amount")?)?;
        }
    }
    Ok(text)
}

fn payment_rows(payments: &[Row]) -> Result<String> {
    let mut text = "payment_id,loan_id,value_on,amount\n".to_owned();
    for row in payments {
        let (id, loan) = (value(row, "payment_id")?, value(row, "loan_id")?);
        writeln!(text, "{id},{loan},{},{}", value(row, "processed_date")?, value(row, "amount")?)?;
    }
    Ok(text)
}

/// The time zone of a country of the set. All of these lie in one zone except
/// Mexico and Ecuador, where the zone of the capital and of the mainland is
/// assumed; Gaza has a zone of its own.
fn time_zone(country: &str) -> Result<&'static str> {
    Ok(match country {
        "UG" => "Africa/Kampala",
        "KE" => "Africa/Nairobi",
        "TZ" => "Africa/Dar_es_Salaam",
        "SN" => "Africa/Dakar",
        "HN" => "America/Tegucigalpa",
        "NI" => "America/Managua",
        "EC" => "America/Guayaquil",
        "MX" => "America/Mexico_City",
        "KH" => "Asia/Phnom_Penh",
        "IN" => "Asia/Kolkata",
        "PS" | "GZ" => "Asia/Gaza",
        "BG" => "Europe/Sofia",
        "MD" => "Europe/Chisinau",
        "WS" => "Pacific/Apia",
        other => bail!("no time zone is known here for country {other:?}"),
    })
}

/// Reads a CSV file with a header.
pub fn read(path: &Path) -> Result<Vec<Row>> {
    let mut reader = csv::Reader::from_path(path).with_context(|| format!("reading {}", path.display()))?;
    let rows = reader.deserialize().collect::<Result<Vec<Row>, _>>();
    rows.with_context(|| format!("reading {}", path.display()))
}

/// The value of a column.
pub fn value<'a>(row: &'a Row, column: &str) -> Result<&'a str> {
    row.get(column).map(String::as_str).with_context(|| format!("there is no column {column}"))
}

/// A text as a CSV cell.
pub fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
