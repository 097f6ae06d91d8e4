//! Schedules: the rows that follow from terms.
//!
//! The terms are those of a lending system whose level instalments are reckoned over
//! nominal periods and whose amounts have two decimals.

use super::report::Report;
use anyhow::{Context, Result, bail};
use makegood_book::schedule::{LevelBasis, Method, Repayment, Row, Terms, schedule};
use makegood_units::{
    Amount, BusinessDate, BusinessDays, Currency, Cycle, DayCount, Decimal, MonthEnd, Rate, Rounding,
};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
struct Vector {
    terms: Stated,
    expected_rows: Vec<Expected>,
}

/// Terms as the vector states them.
#[derive(Deserialize)]
struct Stated {
    principal: String,
    annual_rate_pct: String,
    method: Method,
    amortization: Repayment,
    n: u32,
    unit: String,
    every: u16,
    start: BusinessDate,
    first_due: Option<BusinessDate>,
    day_count: String,
    rounding: Rounding,
    instalment_multiple: Option<String>,
    #[serde(default)]
    principal_grace: u32,
    #[serde(default)]
    interest_payment_grace: u32,
}

#[derive(Deserialize)]
struct Expected {
    due: BusinessDate,
    principal_due: String,
    interest_due: String,
    balance_after: String,
}

/// Checks the rows of one vector, field by field.
pub fn replay(vector: &Value, report: &mut Report) -> Result<()> {
    let vector = Vector::deserialize(vector)?;
    let rows = match schedule(&vector.terms.read()?, None) {
        Ok(schedule) => schedule.rows,
        Err(error) => {
            report.fail("schedule", &error.to_string());
            return Ok(());
        }
    };
    report.check("number of rows", &vector.expected_rows.len(), &rows.len());
    for (expected, row) in vector.expected_rows.iter().zip(&rows) {
        check(expected, row, report)?;
    }
    Ok(())
}

fn check(expected: &Expected, row: &Row, report: &mut Report) -> Result<()> {
    report.check(&format!("row {} due", row.no), &expected.due, &row.due_on);
    let amounts = [
        ("principal", &expected.principal_due, row.principal),
        ("interest", &expected.interest_due, row.interest),
        ("balance after", &expected.balance_after, row.balance_after),
    ];
    for (what, stated, found) in amounts {
        report.check(&format!("row {} {what}", row.no), &amount(stated)?, &found);
    }
    Ok(())
}

impl Stated {
    fn read(&self) -> Result<Terms> {
        let percent = self.annual_rate_pct.parse::<Decimal>().context("annual_rate_pct")?;
        let cycle = format!("{} {}", self.every, self.unit).parse::<Cycle>()?;
        let multiple = self.instalment_multiple.as_deref().map(amount).transpose()?;
        Ok(Terms {
            principal: amount(&self.principal)?,
            rate: Rate::a_year(percent),
            rate_changes: Vec::new(),
            method: self.method,
            repayment: self.amortization,
            instalments: self.n,
            cycle,
            start_on: self.start,
            first_due_on: self.first_due,
            principal_grace: self.principal_grace,
            interest_payment_grace: self.interest_payment_grace,
            interest_free: 0,
            day_count: day_count(&self.day_count)?,
            level_basis: LevelBasis::NominalPeriod,
            instalment_multiple: multiple,
            rounding: self.rounding,
            business_days: BusinessDays::None,
            interest_to: Default::default(),
            month_end: MonthEnd::SameDay,
        })
    }
}

fn amount(text: &str) -> Result<Amount> {
    Ok(Amount::parse(text, Currency::USD)?)
}

fn day_count(word: &str) -> Result<Option<DayCount>> {
    Ok(Some(match word {
        "period" => return Ok(None),
        "act/365" => DayCount::Actual365,
        "act/360" => DayCount::Actual360,
        "act/act" => DayCount::ActualActual,
        "30/360" => DayCount::Thirty360,
        "30E/360" => DayCount::ThirtyE360,
        other => bail!("no day count named {other:?}"),
    }))
}

#[cfg(test)]
mod tests {
    use super::{Report, replay};

    const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../testdata/vectors/schedules.jsonl");

    #[test]
    fn a_cent_more_is_noticed() {
        let text = std::fs::read_to_string(KEPT).expect("the vectors are kept");
        let of_terms = text.lines().find(|line| line.contains("\"kind\": \"schedule\"")).expect("a schedule");
        let mut vector: serde_json::Value = of_terms.parse().expect("JSON");
        vector["expected_rows"][1]["interest_due"] = "30.01".into();
        let mut report = Report::default();
        replay(&vector, &mut report).expect("readable");
        assert!(report.close().is_err());
    }
}
