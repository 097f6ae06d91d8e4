//! Rows: the tables of the file one by one, as they are learnt and kept. The debts and
//! the head are not among them; they come from the book.

use super::keys::{Keys, Source};
use super::{FileError, groups, law, people, things};
use crate::facts::{Facts, Policy};
use crate::law::{Law, SHIPPED};
use crate::refusal::Refusal;
use makegood_units::FactId;
use std::collections::BTreeMap;
use toml::de::DeTable;
use toml::{Table, Value};

/// One row of one table of `docs/recourse.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The table: `liable`, `security`.
    pub table: String,
    /// Its id; of `exempt` goods, their kind.
    pub id: String,
    /// The row as TOML with its keys in the order of the alphabet, so that two rows that
    /// say the same are the same text.
    pub toml: String,
    /// Where it stands in the file it was read from, from 1.
    pub line: usize,
}

impl Row {
    /// A row kept earlier.
    pub fn kept(table: &str, id: &str, toml: &str) -> Self {
        Self { table: table.to_owned(), id: id.to_owned(), toml: toml.to_owned(), line: 0 }
    }

    /// How other outputs refer to it.
    pub fn fact(&self) -> FactId {
        FactId::new(&self.table, &self.id)
    }
}

/// The rows of a file in which all reads.
fn split(source: Source<'_>, root: &DeTable<'_>) -> Vec<Row> {
    let text = source.text;
    let values: Table = toml::from_str(text).unwrap_or_default();
    let mut found = Vec::new();
    for (table, tables) in &values {
        let at = root.get(table.as_str()).and_then(|value| value.get_ref().as_array());
        let lines = at.into_iter().flatten().map(|one| source.error(one.span().start, String::new()).line);
        for (value, line) in tables.as_array().into_iter().flatten().zip(lines) {
            found.extend(row(table, value, line));
        }
    }
    found.sort_by_key(|row| row.line);
    found
}

fn row(table: &str, value: &Value, line: usize) -> Option<Row> {
    let key = if table == "exempt" { "kind" } else { "id" };
    let id = value.get(key)?.as_str()?.trim().to_owned();
    let alone: Table = [(table.to_owned(), Value::Array(vec![value.clone()]))].into_iter().collect();
    Some(Row { table: table.to_owned(), id, toml: toml::to_string(&alone).ok()?, line })
}

fn parsed<'a>(source: Source<'a>) -> Result<toml::Spanned<DeTable<'a>>, Vec<FileError>> {
    let (root, refused) = DeTable::parse_recoverable(source.text);
    let error = |error: &toml::de::Error| {
        source.error(error.span().map_or(0, |span| span.start), error.message().trim().replace('\n', ", "))
    };
    if refused.is_empty() { Ok(root) } else { Err(refused.iter().map(error).collect()) }
}

fn read(keys: &mut Keys<'_>, facts: &mut Facts) {
    law::own(keys, &mut facts.law);
    people::rows(keys, facts);
    groups::read(keys, facts);
    things::read(keys, facts);
}

impl Facts {
    /// What holds for a lender whatever the case: the rules of these shipped laws, and
    /// how old a valuation may be.
    #[must_use]
    pub fn under(mut self, laws: &[&str], valuation_max_age_days: i32) -> Self {
        self.law = law::shipped(laws);
        self.policy = Policy { valuation_max_age_days };
        self
    }

    /// Reads a file of rows to be learnt about these debts, each row by itself; whether
    /// they agree with what is known is asked of [`check`](crate::check), with them added.
    ///
    /// # Errors
    /// Every row that does not read, each with its line.
    pub fn rows(&self, file: &str, text: &str) -> Result<Vec<Row>, Vec<FileError>> {
        let source = Source { file, text };
        let root = parsed(source)?;
        let mut keys = Keys::new(source, root.get_ref(), 0);
        read(&mut keys, &mut Self::new("", self.as_of, self.currency));
        let (mut problems, _) = keys.finish();
        problems.sort_by_key(|problem| problem.line);
        if problems.is_empty() { Ok(split(source, root.get_ref())) } else { Err(problems) }
    }

    /// Adds rows to what is known otherwise. Where a row says who is liable, what was
    /// taken from elsewhere about the same party and debt, or the same borrower, gives way.
    ///
    /// # Errors
    /// Every row that no longer reads. Contradictions are told by [`check`](crate::check).
    pub fn with_rows<'a>(mut self, rows: impl IntoIterator<Item = &'a Row>) -> Result<Self, Vec<FileError>> {
        let text: String = rows.into_iter().map(|row| row.toml.as_str()).collect::<Vec<_>>().join("\n");
        let source = Source { file: "rows", text: &text };
        let root = parsed(source)?;
        let mut keys = Keys::new(source, root.get_ref(), 0);
        let mut told = Self { law: Law::default(), ..Self::new("", self.as_of, self.currency) };
        read(&mut keys, &mut told);
        let (problems, _) = keys.finish();
        if !problems.is_empty() {
            return Err(problems);
        }
        self.add(told);
        self.join_up();
        Ok(self)
    }

    fn add(&mut self, told: Self) {
        use crate::facts::people::LegalRole::Borrower;
        self.liable.retain(|known| {
            !told.liable.iter().any(|row| {
                let same = row.party == known.party && known.role != Borrower;
                row.debt == known.debt && (same || row.role == Borrower && known.role == Borrower)
            })
        });
        self.law.rules.extend(told.law.rules);
        self.law.processes.extend(told.law.processes);
        self.liable.extend(told.liable);
        self.happenings.extend(told.happenings);
        self.groups.extend(told.groups);
        self.contributions.extend(told.contributions);
        self.repayments.extend(told.repayments);
        self.notices.extend(told.notices);
        self.contacts.extend(told.contacts);
        self.cooperation.extend(told.cooperation);
        self.meetings.extend(told.meetings);
        self.shocks.extend(told.shocks);
        self.securities.extend(told.securities);
        self.events.extend(told.events);
        self.assets.extend(told.assets);
        self.exempt.extend(told.exempt);
        self.added.extend(told.added);
        self.routes.extend(told.routes);
        self.loose.valuations.extend(told.loose.valuations);
        self.loose.members.extend(told.loose.members);
    }
}

/// The names of the shipped laws.
pub fn laws() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// Refusals at the lines of the rows they are about; what is about none of them stands
/// at line 0 and concerns what is known already.
pub fn at_rows(file: &str, rows: &[Row], refusals: &[Refusal]) -> Vec<FileError> {
    let of_row = |row: &Row| row.facts().into_iter().map(|fact| (fact, row.line)).collect::<Vec<_>>();
    let lines: BTreeMap<FactId, usize> = rows.iter().flat_map(of_row).collect();
    let error = |refusal: &Refusal| FileError {
        file: file.to_owned(),
        line: refusal.facts.iter().find_map(|fact| lines.get(fact)).copied().unwrap_or(0),
        code: refusal.code,
        says: refusal.says.clone(),
        way_out: refusal.way_out.clone(),
    };
    refusals.iter().map(error).collect()
}
