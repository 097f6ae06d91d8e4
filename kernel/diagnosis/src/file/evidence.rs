//! Evidence the file shows by its figures: F01 to F06, F08, B03, A01.
//!
//! Thresholds are those of the evidence table's words. Only figures of which every
//! fact is verified are evidence; a figure that rests on somebody's word is shown and
//! not weighed. Each item is as old as the oldest fact behind it.

use super::figures::Quotient;
use super::parts::Part;
use super::sums::{Sums, rests_on};
use super::{BorrowerFile, DebtHere, FileRecord};
use crate::Item;
use makegood_case::{BusinessLine, Confidence};
use makegood_units::{Amount, BusinessDate, Money};

/// A month is a trough when its sales are at most three quarters of the mean of the
/// twelve months before.
const TROUGH: (i128, i128) = (3, 4);
/// It is the own season's when its sales are at least four fifths of the same month's mean.
const AS_IN_SEASON: (i128, i128) = (4, 5);

/// Every item the verified figures show.
pub(crate) fn observed(records: &[FileRecord], here: &DebtHere, as_of: BusinessDate) -> Vec<Item> {
    let file = BorrowerFile::on(records, as_of);
    let sums = Sums { file: &file, here };
    let found = [budget(sums), coverage(sums), inflow(sums), season(sums), burden(sums), assets(sums)];
    found.into_iter().flatten().collect()
}

fn item(evidence: &str, part: &Part, as_of: BusinessDate, says: String) -> Option<Item> {
    if part.is_stated {
        return None;
    }
    let (observed_on, facts) = rests_on(part, as_of);
    Some(Item { evidence: evidence.to_owned(), observed_on, confidence: Confidence::Verified, says, facts })
}

fn money(part: &Part, sums: Sums<'_>) -> String {
    let minor = i64::try_from(part.minor).unwrap_or(i64::MAX);
    Money::new(Amount::from_minor(minor), sums.here.currency).to_string()
}

/// F01, F02, F03: the budget against the instalment. With nothing left over exactly,
/// none of the three is true.
fn budget(sums: Sums<'_>) -> Option<Item> {
    let (surplus, instalment) = (sums.surplus().ok()?, sums.instalment().ok()?);
    let evidence = match surplus.minor {
        left if left < 0 => "F03",
        left if left >= instalment.minor => "F01",
        left if left > 0 => "F02",
        _ => return None,
    };
    let says = format!(
        "The verified budget leaves {} a month; the instalment is {}.",
        money(&surplus, sums),
        money(&instalment, sums)
    );
    item(evidence, &surplus.beside(&instalment), sums.file.as_of, says)
}

/// F04 on the three months together, F05 when they and each of them fall short.
fn coverage(sums: Sums<'_>) -> Option<Item> {
    let window = sums.window().ok()?;
    let cover = sums.coverage(&window).ok()?;
    let percent = percent(&cover);
    let says = format!("Over three months to {}, earnings cover {percent} % of debt service.", window[2]);
    if cover.is_at_least(12, 10) {
        return item("F04", &cover.part(), sums.file.as_of, says);
    }
    let months: Vec<Quotient> = window.iter().filter_map(|month| sums.coverage(&[*month]).ok()).collect();
    let short = |cover: &Quotient| !cover.is_at_least(1, 1);
    if short(&cover) && months.iter().all(short) { item("F05", &cover.part(), sums.file.as_of, says) } else { None }
}

/// F06: the account's last month at most three fifths of the mean of the six before.
fn inflow(sums: Sums<'_>) -> Option<Item> {
    let change = sums.inflow_change().ok()?;
    if change.over.minor.saturating_mul(5) > change.under.minor.saturating_mul(3) {
        return None;
    }
    let says = format!("The last month's inflow is {} % of the mean of the six before.", percent(&change));
    item("F06", &change.part(), sums.file.as_of, says)
}

/// F08: a month that is low against the year, and not low for its season.
fn season(sums: Sums<'_>) -> Option<Item> {
    let (season, month) = (sums.season().ok()?, sums.latest_sales()?);
    let this = sums.line(BusinessLine::Sales, month)?;
    let year: Vec<Part> = (1..=12).filter_map(|back| sums.line(BusinessLine::Sales, month.plus(-back))).collect();
    if year.len() < 12 {
        return None;
    }
    let year = Part { oldest: None, ..Part::sum(year) };
    let is_trough = this.minor.saturating_mul(12 * TROUGH.1) <= year.minor.saturating_mul(TROUGH.0);
    if !is_trough || !season.is_at_least(AS_IN_SEASON.0, AS_IN_SEASON.1) {
        return None;
    }
    let says = format!("{month} is low in the year, at {} % of the same month of earlier years.", percent(&season));
    item("F08", &season.part().beside(&year), sums.file.as_of, says)
}

/// B03: more than half of income goes to debts.
fn burden(sums: Sums<'_>) -> Option<Item> {
    let share = sums.service_share().ok()?;
    if share.over.minor.saturating_mul(2) <= share.under.minor {
        return None;
    }
    let says = format!("Debt service takes {} % of verified income.", percent(&share));
    item("B03", &share.part(), sums.file.as_of, says)
}

/// A01: what may be sold, free of claims, is worth the arrears.
fn assets(sums: Sums<'_>) -> Option<Item> {
    let free = sums.free_verified();
    let arrears = i128::from(sums.here.arrears.minor());
    if arrears <= 0 || free.minor < arrears {
        return None;
    }
    let says = format!("Free assets that may be sold are worth {}.", money(&free, sums));
    item("A01", &free, sums.file.as_of, says)
}

/// Whole percent, towards zero.
fn percent(quotient: &Quotient) -> i128 {
    quotient.over.minor.saturating_mul(100).checked_div(quotient.under.minor).unwrap_or(0)
}
