//! Guarantees, securities, valuations and members of groups: rows of the tables of
//! `docs/recourse.md`, a cell a key, with amounts in the currency of the loan.

use crate::cell::{Fields, Written};
use crate::refusal::Fault;
use crate::{Entity, RefusalCode};
use makegood_recourse::{Facts, FileError};
use makegood_units::{BusinessDate, Currency, LoanId};
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// A row about recourse or security, delivered in bulk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecourseRow {
    /// The loan it was delivered for; the row is kept in the case of its borrower.
    pub loan: LoanId,
    /// The table.
    pub table: String,
    /// Its id.
    pub id: String,
    /// The row as TOML.
    pub row: String,
    /// The day it speaks of: the signature, the valuation.
    pub since: Option<BusinessDate>,
}

/// A row understood, before its amounts have a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecourseDraft {
    table: &'static str,
    id: String,
    cells: Vec<(&'static str, Said)>,
    amounts: Vec<(&'static str, Written)>,
    since: Option<BusinessDate>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Text(String),
    Day(BusinessDate),
    Whole(i64),
    Truth(bool),
    List(Vec<String>),
}

impl Said {
    fn value(self) -> Option<Value> {
        Some(match self {
            Self::Text(text) => Value::String(text),
            Self::Day(day) => Value::Datetime(day.to_string().parse().ok()?),
            Self::Whole(number) => Value::Integer(number),
            Self::Truth(truth) => Value::Boolean(truth),
            Self::List(words) => Value::Array(words.into_iter().map(Value::String).collect()),
        })
    }
}

/// How a column is read.
enum Reads {
    Text,
    Day,
    Money,
    Whole,
    Truth,
}

/// Columns beside the ids, with the key each fills.
type Cells = &'static [(&'static str, &'static str, Reads)];

const SIGNED: [(&str, &str, Reads); 2] = [("proof", "proof", Reads::Text), ("signed_on", "signed_on", Reads::Day)];
const GUARANTEE: Cells = &[
    ("party_id", "party", Reads::Text),
    ("kind", "kind", Reads::Text),
    ("clause", "clause", Reads::Text),
    ("limit", "limit_minor", Reads::Money),
    ("stands_for", "stands_for", Reads::Text),
    ("without_consent", "without_consent_minor", Reads::Money),
    ("period_ends_on", "period_ends_on", Reads::Day),
    ("period_saved_on", "period_saved_on", Reads::Day),
    ("limitation_ends_on", "limitation_ends_on", Reads::Day),
    ("no_period", "no_period", Reads::Truth),
];
const SECURITY: Cells = &[
    ("owner_id", "owner", Reads::Text),
    ("kind", "kind", Reads::Text),
    ("what", "what", Reads::Text),
    ("limit", "limit_minor", Reads::Money),
    ("haircut_bp", "haircut_bp", Reads::Whole),
    ("insured_until", "insured_until", Reads::Day),
    ("rank", "rank", Reads::Whole),
    ("registered", "registered", Reads::Truth),
    ("process", "process", Reads::Text),
    ("deficiency_claimable", "deficiency_claimable", Reads::Truth),
];
const VALUATION: Cells = &[
    ("security_id", "security", Reads::Text),
    ("on", "on", Reads::Day),
    ("amount", "amount_minor", Reads::Money),
    ("by", "by", Reads::Text),
];
const MEMBER: Cells = &[
    ("group_id", "group", Reads::Text),
    ("party_id", "party", Reads::Text),
    ("share_bp", "share_bp", Reads::Whole),
    ("limit", "limit_minor", Reads::Money),
    ("liability", "liability", Reads::Text),
    ("clause", "clause", Reads::Text),
];

pub(crate) fn read(row: &Fields<'_>) -> Result<RecourseDraft, Fault> {
    let loan = row.text("loan_id")?;
    let (table, id, cells): (_, _, Cells) = match row.layout.entity {
        Entity::Guarantees => ("liable", row.text("guarantee_id")?, GUARANTEE),
        Entity::Securities => ("security", row.text("security_id")?, SECURITY),
        Entity::Valuations => ("valuation", row.text("valuation_id")?, VALUATION),
        _ => ("group_member", format!("{}/{}", row.text("group_id")?, row.text("party_id")?), MEMBER),
    };
    let mut draft = RecourseDraft { table, id: id.clone(), cells: Vec::new(), amounts: Vec::new(), since: None };
    draft.put("id", id);
    match table {
        "liable" => {
            draft.put("debt", loan);
            draft.put("role", "guarantor".to_owned());
        }
        "security" => draft.secures(loan, row.maybe("other_loans")?),
        "group_member" => draft.put("debt", loan),
        _ => {}
    }
    let signed = if table == "valuation" { &[][..] } else { &SIGNED[..] };
    for (column, key, reads) in cells.iter().chain(signed) {
        draft.cell(row, column, key, reads)?;
    }
    draft.since = draft.cells.iter().find_map(|(key, said)| match said {
        Said::Day(day) if matches!(*key, "signed_on" | "on") => Some(*day),
        _ => None,
    });
    Ok(draft)
}

impl RecourseDraft {
    fn put(&mut self, key: &'static str, text: String) {
        self.cells.push((key, Said::Text(text)));
    }

    fn secures(&mut self, loan: String, others: Option<String>) {
        let others = others.unwrap_or_default();
        let loans = std::iter::once(loan).chain(others.split_whitespace().map(str::to_owned));
        self.cells.push(("debts", Said::List(loans.collect())));
    }

    fn cell(&mut self, row: &Fields<'_>, column: &'static str, key: &'static str, reads: &Reads) -> Result<(), Fault> {
        let truths = [("true", true), ("false", false), ("yes", true), ("no", false), ("1", true), ("0", false)];
        let value = match reads {
            Reads::Text => row.maybe(column)?.map(Said::Text),
            Reads::Day => row.maybe_day(column)?.map(Said::Day),
            Reads::Whole => row.read(column, RefusalCode::NotAWholeNumber, |text| text.parse().ok())?.map(Said::Whole),
            Reads::Truth => row.word(column, &truths)?.map(Said::Truth),
            Reads::Money => {
                self.amounts.extend(row.maybe_amount(column)?.map(|written| (key, written)));
                None
            }
        };
        self.cells.extend(value.map(|said| (key, said)));
        Ok(())
    }

    /// The row in the currency of its loan, once it reads as one of its table.
    pub(crate) fn bind(self, loan: LoanId, currency: Currency) -> Result<RecourseRow, Fault> {
        let Self { table, id, cells, amounts, since } = self;
        let cells = cells.into_iter().filter_map(|(key, said)| Some((key.to_owned(), said.value()?)));
        let mut cells: Table = cells.collect();
        for (key, written) in amounts {
            cells.insert(key.to_owned(), Value::Integer(written.read(currency)?.minor()));
        }
        let alone: Table = [(table.to_owned(), Value::Array(vec![Value::Table(cells)]))].into_iter().collect();
        let text = toml::to_string(&alone).unwrap_or_default();
        let day = since.unwrap_or(BusinessDate::from_civil(jiff::civil::date(1970, 1, 1)));
        let fault = |error: &FileError| Fault::new("", &id, RefusalCode::NotARecourseRow).hint(capital(&error.says));
        let read = Facts::new("", day, currency).rows("row", &text).map_err(|errors| match errors.first() {
            Some(first) => fault(first),
            None => Fault::new("", &id, RefusalCode::NotARecourseRow),
        })?;
        let row = read.into_iter().next().ok_or_else(|| Fault::new("", &id, RefusalCode::NotARecourseRow))?;
        Ok(RecourseRow { loan, table: row.table, id: row.id, row: row.toml, since })
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    format!("{}.", first.unwrap_or_default())
}
