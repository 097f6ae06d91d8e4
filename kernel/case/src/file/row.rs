//! A fact as a row of words: a line of a file, a form, a table of JSON.

use super::{BusinessLine, CostKind, FileEntry, FileFact, FileFault, Month, ReasonCode};
use crate::Confidence;
use makegood_units::{Amount, BusinessDate, Currency};
use std::collections::BTreeMap;

/// Every column a row may have, with what is written in it.
pub const FILE_COLUMNS: [&str; 23] = [
    "kind",
    "line",
    "says",
    "month",
    "amount",
    "monthly",
    "pay_day",
    "encumbered",
    "members",
    "dependants",
    "percent",
    "normal",
    "reversible",
    "rescue",
    "low_use",
    "saleable",
    "consented_on",
    "currency",
    "as_of",
    "observed_on",
    "source",
    "confidence",
    "restricted",
];
/// Columns every kind has.
const COMMON: [&str; 7] = ["kind", "currency", "as_of", "observed_on", "source", "confidence", "restricted"];

/// Every kind of fact, with the columns of its own.
pub const FILE_KINDS: [(&str, &[&str]); 20] = [
    ("address", &["says"]),
    ("occupation", &["says"]),
    ("household", &["members", "dependants"]),
    ("reason", &["line", "says"]),
    ("operations", &["normal", "says", "percent", "reversible", "rescue"]),
    ("asset", &["line", "amount", "encumbered", "low_use", "saleable"]),
    ("liability", &["line", "amount", "monthly"]),
    ("income", &["line", "monthly", "pay_day"]),
    ("fixed_cost", &["line", "monthly"]),
    ("flexible_cost", &["line", "monthly"]),
    ("tax", &["monthly"]),
    ("sales", &["month", "amount"]),
    ("purchases", &["month", "amount"]),
    ("running_costs", &["month", "amount"]),
    ("stock", &["month", "amount"]),
    ("receivables", &["month", "amount"]),
    ("payables", &["month", "amount"]),
    ("debt_service", &["month", "amount"]),
    ("inflow", &["month", "amount"]),
    ("health", &["says", "consented_on"]),
];

/// A row of words by column. Empty cells are not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRow(BTreeMap<String, String>);

impl FileRow {
    /// A row of these cells; blank ones are left out.
    pub fn new(cells: impl IntoIterator<Item = (String, String)>) -> Self {
        let trimmed = cells.into_iter().map(|(column, cell)| (column, cell.trim().to_owned()));
        Self(trimmed.filter(|(_, cell)| !cell.is_empty()).collect())
    }

    /// Reads the row. `currency` is meant where the row names none; `today` where it
    /// gives no day it was observed on, which is then also the day it is true for.
    ///
    /// # Errors
    /// A named [`FileFault`].
    pub fn read(&self, currency: Option<Currency>, today: BusinessDate) -> Result<FileFact, FileFault> {
        let kind = self.text("kind", "a fact")?;
        let known = FILE_KINDS.iter().find(|(word, _)| *word == kind);
        let (_, own) = known.ok_or_else(|| FileFault::UnknownKind(kind.clone()))?;
        for column in self.0.keys() {
            if !FILE_COLUMNS.contains(&column.as_str()) {
                return Err(FileFault::UnknownColumn(column.clone()));
            }
            if !COMMON.contains(&column.as_str()) && !own.contains(&column.as_str()) {
                return Err(FileFault::NotOfKind { kind, column: column.clone() });
            }
        }
        let currency = self.maybe("currency", "a currency of three letters", |text| text.parse().ok())?.or(currency);
        let observed_on = self.day("observed_on")?.unwrap_or(today);
        let as_of = self.day("as_of")?.unwrap_or(observed_on);
        if observed_on < as_of {
            return Err(FileFault::ObservedBeforeTrue { as_of, observed_on });
        }
        let cells = Cells { row: self, kind: &kind, currency, as_of };
        let entry = cells.entry()?;
        let is_figure = !entry.amounts().is_empty();
        let restricted = self.truth("restricted")?.unwrap_or(false);
        if is_figure && restricted {
            return Err(FileFault::RestrictedFigure(kind));
        }
        let words = [("stated", Confidence::Stated), ("verified", Confidence::Verified)];
        Ok(FileFact {
            restricted: restricted || matches!(entry, FileEntry::Health { .. }),
            currency: currency.filter(|_| is_figure),
            as_of,
            observed_on,
            source: self.text("source", &kind)?,
            confidence: self.word("confidence", &words)?.ok_or_else(|| missing(&kind, "confidence"))?,
            entry,
        })
    }

    fn cell(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    fn text(&self, column: &'static str, kind: &str) -> Result<String, FileFault> {
        self.cell(column).map(str::to_owned).ok_or_else(|| missing(kind, column))
    }

    fn maybe<T>(
        &self,
        column: &'static str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, FileFault> {
        let unreadable = |found: &str| FileFault::Unreadable { column, found: found.into(), expected: expected.into() };
        self.cell(column).map(|text| read(text).ok_or_else(|| unreadable(text))).transpose()
    }

    fn day(&self, column: &'static str) -> Result<Option<BusinessDate>, FileFault> {
        self.maybe(column, "a day written YYYY-MM-DD", |text| text.parse().ok())
    }

    fn word<T: Copy>(&self, column: &'static str, words: &[(&str, T)]) -> Result<Option<T>, FileFault> {
        let expected = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" or ");
        self.maybe(column, &expected, |text| words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value))
    }

    fn truth(&self, column: &'static str) -> Result<Option<bool>, FileFault> {
        self.word(column, &[("true", true), ("false", false), ("yes", true), ("no", false), ("1", true), ("0", false)])
    }
}

fn missing(kind: &str, column: &'static str) -> FileFault {
    FileFault::Missing { kind: kind.to_owned(), column }
}

/// A row whose kind and days are known.
struct Cells<'a> {
    row: &'a FileRow,
    kind: &'a str,
    currency: Option<Currency>,
    as_of: BusinessDate,
}

impl Cells<'_> {
    fn entry(&self) -> Result<FileEntry, FileFault> {
        if let Some((_, line)) = BusinessLine::ALL.iter().find(|(word, _)| *word == self.kind) {
            return Ok(FileEntry::Business { line: *line, month: self.month()?, amount: self.amount("amount")? });
        }
        let line = || self.row.text("line", self.kind);
        let says = || self.row.text("says", self.kind);
        let truth = |column| Ok(self.row.truth(column)?.unwrap_or(false));
        Ok(match self.kind {
            "address" => FileEntry::Address { says: says()? },
            "occupation" => FileEntry::Occupation { says: says()? },
            "household" => {
                let (members, dependants) = (self.count("members")?, self.count("dependants")?);
                let unreadable = || FileFault::Unreadable {
                    column: "dependants",
                    found: dependants.to_string(),
                    expected: format!("at most the {members} who live there"),
                };
                (dependants <= members)
                    .then_some(FileEntry::Household { members, dependants })
                    .ok_or_else(unreadable)?
            }
            "reason" => {
                let code = self.row.word("line", &ReasonCode::ALL)?.ok_or_else(|| missing(self.kind, "line"))?;
                FileEntry::Reason { code, says: says()? }
            }
            "operations" => self.operations()?,
            "asset" => FileEntry::Asset {
                name: line()?,
                value: self.amount("amount")?,
                encumbered: self.maybe_amount("encumbered")?.unwrap_or(Amount::ZERO),
                low_use: truth("low_use")?,
                saleable: truth("saleable")?,
            },
            "liability" => FileEntry::Liability {
                creditor: line()?,
                owed: self.amount("amount")?,
                monthly: self.amount("monthly")?,
            },
            "income" => {
                let day = |text: &str| text.parse::<u8>().ok().filter(|day| (1..=31).contains(day));
                let pay_day = self.row.maybe("pay_day", "a day of the month, from 1 to 31", day)?;
                FileEntry::Income { line: line()?, monthly: self.amount("monthly")?, pay_day }
            }
            "fixed_cost" => FileEntry::Cost { line: line()?, cost: CostKind::Fixed, monthly: self.amount("monthly")? },
            "flexible_cost" => {
                FileEntry::Cost { line: line()?, cost: CostKind::Flexible, monthly: self.amount("monthly")? }
            }
            "tax" => FileEntry::Tax { monthly: self.amount("monthly")? },
            "inflow" => FileEntry::Inflow { month: self.month()?, amount: self.amount("amount")? },
            "health" => FileEntry::Health {
                says: says()?,
                consented_on: self.row.day("consented_on")?.ok_or(FileFault::HealthWithoutConsent)?,
            },
            other => return Err(FileFault::UnknownKind(other.to_owned())),
        })
    }

    fn operations(&self) -> Result<FileEntry, FileFault> {
        let normal = self.row.truth("normal")?.ok_or_else(|| missing(self.kind, "normal"))?;
        let one_to_hundred = |text: &str| text.parse().ok().filter(|percent: &u32| (1..=100).contains(percent));
        let down_percent = self.row.maybe("percent", "a whole number from 1 to 100", one_to_hundred)?;
        let says = self.row.cell("says").unwrap_or_default().to_owned();
        if normal && down_percent.is_some() {
            return Err(FileFault::NormalAndDown);
        }
        if !normal && (down_percent.is_none() || says.is_empty()) {
            return Err(FileFault::OperationsUnexplained);
        }
        let rescue = self.row.cell("rescue").unwrap_or_default().to_owned();
        Ok(FileEntry::Operations { normal, says, down_percent, reversible: self.row.truth("reversible")?, rescue })
    }

    fn count(&self, column: &'static str) -> Result<u32, FileFault> {
        let number = |text: &str| text.parse().ok().filter(|number: &u32| *number <= 1_000);
        let found = self.row.maybe(column, "a whole number up to 1000", number)?;
        found.ok_or_else(|| missing(self.kind, column))
    }

    fn month(&self) -> Result<Month, FileFault> {
        let found = self.row.maybe("month", "a month written YYYY-MM", |text| text.parse().ok())?;
        let month: Month = found.ok_or_else(|| missing(self.kind, "month"))?;
        if month.last_day().is_none_or(|last| self.as_of < last) {
            return Err(FileFault::MonthNotOver { month, as_of: self.as_of });
        }
        Ok(month)
    }

    fn maybe_amount(&self, column: &'static str) -> Result<Option<Amount>, FileFault> {
        let Some(text) = self.row.cell(column) else { return Ok(None) };
        let currency = self.currency.ok_or_else(|| missing(self.kind, "currency"))?;
        let unreadable = |expected: String| FileFault::Unreadable { column, found: text.to_owned(), expected };
        let amount = Amount::parse(text, currency).map_err(|fault| unreadable(fault.to_string()))?;
        let positive = (amount >= Amount::ZERO).then_some(amount);
        positive.map(Some).ok_or_else(|| unreadable("an amount of zero or more".to_owned()))
    }

    fn amount(&self, column: &'static str) -> Result<Amount, FileFault> {
        self.maybe_amount(column)?.ok_or_else(|| missing(self.kind, column))
    }
}
