//! The evidence table: how strongly each observed fact moves each belief.

use crate::Questions;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where evidence comes from. Items of one family share their causes, so they do
/// not add up as independent witnesses would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// How instalments were paid.
    Pay,
    /// What happened to debits.
    Rail,
    /// Other lenders.
    Bureau,
    /// Promises given.
    Promise,
    /// Conversations and attempts.
    Contact,
    /// Money coming in and going out.
    Cash,
    /// The state of the business.
    Business,
    /// Events of life.
    Life,
    /// How the loan was granted.
    Underwriting,
    /// What the borrower owns.
    Assets,
}

impl Family {
    const ALL: [(&'static str, Self); 10] = [
        ("pay", Self::Pay),
        ("rail", Self::Rail),
        ("bureau", Self::Bureau),
        ("promise", Self::Promise),
        ("contact", Self::Contact),
        ("cash", Self::Cash),
        ("business", Self::Business),
        ("life", Self::Life),
        ("underwriting", Self::Underwriting),
        ("assets", Self::Assets),
    ];

    /// Whether the family speaks of the borrower's means themselves.
    ///
    /// A missed, partial or returned payment, a broken promise and an unanswered
    /// call are symptoms: they show that money did not come, not whether it could
    /// have. Means are seen outside the record of this loan: debts elsewhere, cash,
    /// the business, an event of life, belongings. A file review speaks of the day
    /// the loan was granted, not of today.
    pub fn speaks_of_means(self) -> bool {
        matches!(self, Self::Bureau | Self::Cash | Self::Business | Self::Life | Self::Assets)
    }

    /// The word used in the table.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, family)| *family == self).map_or("", |(word, _)| word)
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceKind {
    /// Its id, such as `P02`.
    pub id: String,
    /// Its family.
    pub family: Family,
    /// Decibans on able now, durably able, willing.
    pub decibans: [i32; 3],
    /// The days after which it counts half; none when it does not fade.
    pub half_life_days: Option<i32>,
    /// What is observed, in words.
    pub says: String,
}

/// Why a table is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct TableError {
    /// Which table.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What was expected and what was found.
    pub problem: String,
}

/// All kinds of evidence, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceTable(BTreeMap<String, EvidenceKind>);

pub(crate) const HEADER: &str = "id\tfamily\table_now_db\table_durably_db\twilling_db\thalf_life_days\tevidence";

impl EvidenceTable {
    /// No single fact may outweigh a whole axis.
    pub(crate) const STRONGEST_DB: i32 = 20;

    /// A table of these kinds; of two with one id the later counts.
    pub(crate) fn of(kinds: impl Iterator<Item = EvidenceKind>) -> Self {
        Self(kinds.map(|kind| (kind.id.clone(), kind)).collect())
    }

    /// The table shipped with the product: expert values, fitted to no book.
    ///
    /// # Errors
    /// [`TableError`] when the shipped text is malformed, which a test rules out.
    pub fn shipped() -> Result<Self, TableError> {
        Self::parse("evidence.tsv", include_str!("../data/evidence.tsv"))
    }

    /// Reads a lender's own table in the shipped form.
    ///
    /// # Errors
    /// The first line that is not a row, with what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Self, TableError> {
        let mut kinds = BTreeMap::new();
        for row in rows(file, text, HEADER)? {
            let kind = kind(&row).map_err(|problem| row.refuse(problem))?;
            if let Some(twice) = kinds.insert(kind.id.clone(), kind) {
                return Err(row.refuse(format!("{} stands twice in the table", twice.id)));
            }
        }
        Ok(Self(kinds))
    }

    /// The kind of evidence with this id.
    pub fn get(&self, id: &str) -> Option<&EvidenceKind> {
        self.0.get(id)
    }

    /// All kinds, by id.
    pub fn iter(&self) -> impl Iterator<Item = &EvidenceKind> {
        self.0.values()
    }
}

/// The evidence table with the questions that go with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// How strongly each fact counts.
    pub table: EvidenceTable,
    /// What may be asked.
    pub questions: Questions,
}

impl Method {
    /// The shipped table and questions.
    ///
    /// # Errors
    /// [`TableError`] when a shipped text is malformed, which a test rules out.
    pub fn shipped() -> Result<Self, TableError> {
        let table = EvidenceTable::shipped()?;
        let questions = Questions::shipped(&table)?;
        Ok(Self { table, questions })
    }
}

/// One line of a table, split at its tabs.
pub(crate) struct Row<'a> {
    file: &'a str,
    line: usize,
    pub(crate) cells: Vec<&'a str>,
}

impl Row<'_> {
    pub(crate) fn refuse(&self, problem: String) -> TableError {
        TableError { file: self.file.to_owned(), line: self.line, problem }
    }

    pub(crate) fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }
}

/// The rows below the header; comment lines start with `#`.
pub(crate) fn rows<'a>(file: &'a str, text: &'a str, header: &str) -> Result<Vec<Row<'a>>, TableError> {
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let refuse = |line, problem| TableError { file: file.to_owned(), line, problem };
    match lines.next() {
        Some((_, first)) if first == header => {}
        Some((at, first)) => return Err(refuse(at + 1, format!("the header is {header:?}, found {first:?}"))),
        None => return Err(refuse(1, format!("the table is empty; it starts with the header {header:?}"))),
    }
    let columns = header.split('\t').count();
    let row = |(at, line): (usize, &'a str)| {
        let row = Row { file, line: at + 1, cells: line.split('\t').collect() };
        let found = row.cells.len();
        if found == columns { Ok(row) } else { Err(row.refuse(format!("{columns} columns expected, found {found}"))) }
    };
    lines.map(row).collect()
}

fn kind(row: &Row<'_>) -> Result<EvidenceKind, String> {
    let (id, word, says) = (row.cell(0), row.cell(1), row.cell(6));
    if id.is_empty() || says.is_empty() {
        return Err("an id and words for the evidence are needed".to_owned());
    }
    let known = || Family::ALL.map(|(word, _)| word).join(", ");
    let family = Family::ALL.iter().find(|(known, _)| *known == word).map(|(_, family)| *family);
    Ok(EvidenceKind {
        id: id.to_owned(),
        family: family.ok_or_else(|| format!("the family is one of {}; found {word:?}", known()))?,
        decibans: [strength(row.cell(2))?, strength(row.cell(3))?, strength(row.cell(4))?],
        half_life_days: half_life(row.cell(5))?,
        says: says.to_owned(),
    })
}

fn strength(text: &str) -> Result<i32, String> {
    let whole =
        text.parse().ok().filter(|db: &i32| (-EvidenceTable::STRONGEST_DB..=EvidenceTable::STRONGEST_DB).contains(db));
    whole.ok_or_else(|| format!("a strength is a whole number of decibans from -20 to 20; found {text:?}"))
}

fn half_life(text: &str) -> Result<Option<i32>, String> {
    if text == "none" {
        return Ok(None);
    }
    let days = text.parse().ok().filter(|days: &i32| *days > 0);
    days.map(Some).ok_or_else(|| format!("a half-life is a number of days above 0, or none; found {text:?}"))
}
