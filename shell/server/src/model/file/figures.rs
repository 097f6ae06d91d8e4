//! The figures of the file, the months and the evidence, each with what it rests on.

use super::form::month_words;
use super::kinds::BUSINESS;
use crate::drawing::{Cash, CashColumn};
use crate::links;
use crate::pages::file::{EvidenceOfFile, FigureLine, MonthRow, Months, RestsOn, Untold};
use crate::trouble::{capital, sentence};
use makegood_case::Confidence;
use makegood_day_close::FileDay;
use makegood_diagnosis::CashMonth;
use makegood_units::{FactId, Money};

/// Every figure that can be told.
pub(super) fn known(day: &FileDay) -> Vec<FigureLine> {
    let line = |figure: &makegood_diagnosis::Figure| FigureLine {
        name: capital(figure.name.says()),
        measure: figure.measure.to_string(),
        is_verified: figure.confidence == Confidence::Verified,
        rests_on: figure.rests_on,
        says: sentence(&figure.why.says),
        facts: rests_on(day, &figure.why.facts),
    };
    day.figures.known.iter().map(line).collect()
}

/// Every figure that cannot, with where what it lacks is written down.
pub(super) fn unknown(day: &FileDay) -> Vec<Untold> {
    let line = |(name, why): &(makegood_diagnosis::FigureName, makegood_units::Why)| Untold {
        name: capital(name.says()),
        because: sentence(&why.says),
        fill: fills(&why.code).map(|(words, sheet)| (words.to_owned(), links::file::add(&day.party, sheet))),
    };
    day.figures.unknown.iter().map(line).collect()
}

/// The form that would tell what a figure lacks; none where no fact would help.
fn fills(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "no_income_on_file" | "no_income" => ("Add what comes in", "income"),
        "no_costs_on_file" => ("Add what is spent", "fixed_cost"),
        "no_business_on_file"
        | "business_month_missing"
        | "months_too_old"
        | "fewer_than_two_seasons"
        | "nothing_moved" => ("Add months of the business", BUSINESS),
        "no_inflow_on_file" | "fewer_than_six_months" => ("Add months of the account", "inflow"),
        "no_free_asset" => ("Add what is owned", "asset"),
        _ => return None,
    })
}

/// What something rests on, in words, with the place that shows it.
fn rests_on(day: &FileDay, facts: &[FactId]) -> Vec<RestsOn> {
    let one = |id: &FactId| match id.as_str().split_once(':') {
        Some(("event", seq)) => {
            let record = day.file.facts.iter().find(|record| record.seq.to_string() == seq)?;
            Some(RestsOn { says: record.fact.words().0, href: format!("#{}", links::file::anchor(record.seq)) })
        }
        Some(("instalment", key)) => {
            let no = key.rsplit_once('/').map_or(key, |(_, no)| no);
            Some(RestsOn { says: format!("instalment {no}"), href: links::file::instalment(key) })
        }
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

/// The months as a drawing and a table; none when no month can be told anything of.
pub(super) fn months(day: &FileDay) -> Option<Months> {
    let rows: Vec<MonthRow> = day.months.iter().map(row).collect();
    let column = |(month, row): (&CashMonth, &MonthRow)| CashColumn {
        label: row.month.split(' ').next().unwrap_or_default().to_owned(),
        says: spoken(row),
        left: month.left.map(|left| left.amount.minor()),
        due: month.due.amount.minor(),
        covers: month.covers,
    };
    let columns: Vec<CashColumn> = day.months.iter().zip(&rows).map(column).collect();
    (!rows.is_empty()).then(|| Months { drawing: Cash::new(columns), rows })
}

fn row(month: &CashMonth) -> MonthRow {
    let (says, chip) = match (month.left, month.covers, month.confidence) {
        (None, ..) if month.why.code == "month_not_over" => ("not over yet".to_owned(), None),
        (None, ..) => (sentence(&month.why.says), None),
        (_, None, _) => ("nothing falls due".to_owned(), None),
        (_, Some(covers), sure) => {
            let word = if covers { "covers it" } else { "falls short" };
            let sure = if sure == Some(Confidence::Stated) { ", as stated" } else { "" };
            (format!("{word}{sure}"), Some(if covers { "chip good" } else { "chip warn" }))
        }
    };
    let (business, household, left, due) = (month.business, month.household, month.left, month.due);
    MonthRow { month: month_words(month.month), business, household, left, due, says, chip }
}

fn spoken(row: &MonthRow) -> String {
    let left = row.left.map_or_else(|| "not told what is left".to_owned(), |left: Money| format!("{left} left"));
    format!("{}: {left}, {} falls due", row.month, row.due)
}

/// What the verified figures say.
pub(super) fn evidence(day: &FileDay) -> Vec<EvidenceOfFile> {
    let line = |item: &makegood_diagnosis::Item| EvidenceOfFile {
        id: item.evidence.clone(),
        says: sentence(&item.says),
        observed_on: item.observed_on,
        facts: rests_on(day, &item.facts),
    };
    day.evidence.iter().map(line).collect()
}
