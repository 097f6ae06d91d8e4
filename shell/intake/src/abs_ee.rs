//! The month-end record of a US auto loan as filed on Form ABS-EE (Exhibit 102,
//! element names of 17 CFR 229.1125 Schedule AL, item 3).
//!
//! One record yields the party, the loan, the lender's statement and, where a
//! vehicle is named, the collateral, all reported on `reportDate`: a re-filed
//! record has a later one and so supersedes. An empty cell means absent. Amounts
//! are US dollars; the form has no currency.

use crate::cell::{Fields, missing};
use crate::draft::Body;
use crate::refusal::Fault;
use crate::{Fact, RefusalCode};
use makegood_book::{Collateral, Loan, Statement};
use makegood_case::{Party, PartyKind};
use makegood_units::{Amount, BranchId, BusinessDate, Currency, LoanId, PartyId};

pub(crate) fn read(row: &Fields<'_>) -> Result<(Option<BusinessDate>, Body), Fault> {
    let day = |name: &str| row.maybe_day(name)?.ok_or_else(|| missing(name));
    let reported_on = day("reportDate")?;
    let pool = row.text("securitizationKey")?;
    // An asset number is unique within its pool only.
    let id = format!("{pool}/{}", row.text("assetNumber")?);
    let statement = statement(row, LoanId::new(&*id), day("reportingPeriodEndingDate")?)?;
    let mut facts = vec![Fact::Statement(statement), Fact::Party(party(row, &id)?)];
    if let Some(loan) = loan(row, &id, &pool)? {
        facts.push(Fact::Loan(loan));
    }
    facts.extend(vehicle(row, &id)?.map(Fact::Collateral));
    Ok((Some(reported_on), Body::Complete(facts)))
}

fn money(row: &Fields<'_>, name: &str) -> Result<Option<Amount>, Fault> {
    row.maybe_amount(name)?.map(|written| written.read(Currency::USD)).transpose()
}

fn statement(row: &Fields<'_>, loan: LoanId, as_of: BusinessDate) -> Result<Statement, Fault> {
    let days = |text: &str| text.parse::<i32>().ok().filter(|days| (0..=36_500).contains(days));
    Ok(Statement {
        loan,
        as_of,
        days_past_due: row.read("currentDelinquencyStatus", RefusalCode::NotAWholeNumber, days)?,
        balance: money(row, "reportingPeriodActualEndBalanceAmount")?,
        scheduled_payment: money(row, "reportingPeriodScheduledPaymentAmount")?,
        next_amount_due: money(row, "nextReportingPeriodPaymentAmountDue")?,
        first_due_on: row.maybe_day("originalFirstPaymentDate")?,
        interest_paid_through: row.maybe_day("interestPaidThroughDate")?,
        zero_balance_code: row.maybe("zeroBalanceCode")?,
        repossessed: row
            .word("repossessedIndicator", &[("1", true), ("0", false), ("true", true), ("false", false)])?,
    })
}

fn party(row: &Fields<'_>, id: &str) -> Result<Party, Fault> {
    let state = row.maybe("obligorGeographicLocation")?;
    let time_zone = state.as_deref().and_then(only_zone_of).map(str::to_owned);
    Ok(Party {
        id: PartyId::new(id),
        kind: PartyKind::Person,
        country: Some("US".to_owned()),
        time_zone,
        language: None,
    })
}

/// The loan, unless the record leaves its terms out, as the last record of a
/// removed asset may; then an earlier record keeps them.
fn loan(row: &Fields<'_>, id: &str, pool: &str) -> Result<Option<Loan>, Fault> {
    let Some(principal) = money(row, "originalLoanAmount")? else { return Ok(None) };
    Ok(Some(Loan {
        id: LoanId::new(id),
        borrower: PartyId::new(id),
        branch: BranchId::new(pool),
        currency: Currency::USD,
        principal,
        disbursed_on: row.maybe_day("originationDate")?,
        product: Some("auto loan".to_owned()),
        purpose: described(row)?,
    }))
}

fn described(row: &Fields<'_>) -> Result<Option<String>, Fault> {
    let parts = [row.maybe("vehicleModelYear")?, row.maybe("vehicleManufacturerName")?, row.maybe("vehicleModelName")?];
    let words: Vec<String> = parts.into_iter().flatten().collect();
    Ok((!words.is_empty()).then(|| words.join(" ")))
}

fn vehicle(row: &Fields<'_>, id: &str) -> Result<Option<Collateral>, Fault> {
    let Some(description) = described(row)? else { return Ok(None) };
    let value = money(row, "vehicleValueAmount")?;
    // The form states the value at origination.
    let valued_on = if value.is_some() { row.maybe_day("originationDate")? } else { None };
    let id = id.to_owned();
    Ok(Some(Collateral { loan: LoanId::new(&*id), id, kind: "lien".to_owned(), description, value, valued_on }))
}

/// The time zone of a US state that lies in one zone only. For the others the
/// zone of a person there is unknown, and stays so.
fn only_zone_of(state: &str) -> Option<&'static str> {
    Some(match state {
        "CT" | "DC" | "DE" | "GA" | "MA" | "MD" | "ME" | "NC" | "NH" | "NJ" | "NY" | "OH" | "PA" | "RI" | "SC"
        | "VA" | "VT" | "WV" => "America/New_York",
        "AR" | "IA" | "IL" | "LA" | "MN" | "MO" | "MS" | "OK" | "WI" => "America/Chicago",
        "CO" | "MT" | "NM" | "UT" | "WY" => "America/Denver",
        "CA" | "WA" => "America/Los_Angeles",
        "HI" => "Pacific/Honolulu",
        _ => return None,
    })
}
