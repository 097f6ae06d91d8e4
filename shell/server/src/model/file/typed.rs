//! What came in from a form of the file, as rows of words.
//!
//! A field of a fact is posted as `KIND@WHICH.COLUMN`: which month of a line of the
//! business, which named line of a cost, or just a number. `KIND.COLUMN` is said of
//! every fact of the kind on the form, `COLUMN` of every fact. A row of which nothing is
//! filled in is no fact: what nobody wrote is not known.

use super::kinds;
use makegood_case::{FileFact, FileFault, FileRow};
use makegood_units::{BusinessDate, Currency};

/// Columns that may be said once for several facts.
const COMMON: [&str; 5] = ["observed_on", "as_of", "source", "confidence", "restricted"];

/// The fields in the order they were posted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Typed(Vec<(String, String)>);

/// The filled cells that make one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypedRow {
    /// `KIND@WHICH`.
    pub prefix: String,
    cells: Vec<(String, String)>,
}

impl Typed {
    /// The fields of a posted form.
    pub(crate) fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name, value.replace("\r\n", "\n"))).collect())
    }

    /// What was typed into a field.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Every row of which something is filled in, in the order posted.
    pub(crate) fn rows(&self) -> Vec<TypedRow> {
        let mut rows: Vec<TypedRow> = Vec::new();
        for (name, value) in self.0.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let Some((prefix, column)) = name.rsplit_once('.').filter(|(prefix, _)| prefix.contains('@')) else {
                continue;
            };
            let cell = (column.to_owned(), value.clone());
            match rows.iter_mut().find(|row| row.prefix == prefix) {
                Some(row) => row.cells.push(cell),
                None => rows.push(TypedRow { prefix: prefix.to_owned(), cells: vec![cell] }),
            }
        }
        rows
    }

    /// Reads every row: all facts, or what is wrong with each row that is none.
    ///
    /// # Errors
    /// The rows that are no facts by their prefix, each with its fault.
    pub(crate) fn read(
        &self,
        currency: Currency,
        today: BusinessDate,
    ) -> Result<Vec<FileFact>, Vec<(String, FileFault)>> {
        let (mut facts, mut faults) = (Vec::new(), Vec::new());
        for row in self.rows() {
            match self.row(&row).read(Some(currency), today) {
                Ok(fact) => facts.push(fact),
                Err(fault) => faults.push((row.prefix, fault)),
            }
        }
        if faults.is_empty() { Ok(facts) } else { Err(faults) }
    }

    fn row(&self, row: &TypedRow) -> FileRow {
        let (kind, which) = row.split();
        let columns = kinds::columns(kind);
        let mut cells = vec![("kind".to_owned(), kind.to_owned())];
        if columns.contains(&"month") {
            cells.push(("month".to_owned(), which.to_owned()));
        } else if columns.contains(&"line") && which.parse::<u32>().is_err() {
            cells.push(("line".to_owned(), which.to_owned()));
        }
        for column in COMMON {
            let of_kind = self.value(&format!("{}.{column}", kinds::sheet_of(kind)));
            let said = of_kind.filter(|value| !value.trim().is_empty()).or(self.value(column));
            cells.extend(said.map(|value| (column.to_owned(), value.to_owned())));
        }
        let named = |(column, value): &(String, String)| match column.as_str() {
            "line" if matches!(kind, "income" | "fixed_cost" | "flexible_cost") => (column.clone(), line(value)),
            _ => (column.clone(), value.clone()),
        };
        cells.extend(row.cells.iter().map(named));
        FileRow::new(cells)
    }
}

impl TypedRow {
    /// The kind of fact, and which of them.
    pub(crate) fn split(&self) -> (&str, &str) {
        self.prefix.split_once('@').unwrap_or((&self.prefix, ""))
    }
}

/// A line of a budget as the file names it, so that `Own business` is not a second one.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::Typed;
    use makegood_case::FileFact;
    use makegood_units::{BusinessDate, Currency};

    fn read(fields: &[(&str, &str)]) -> Result<Vec<FileFact>, Vec<(String, makegood_case::FileFault)>> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let today: BusinessDate = "2026-11-20".parse().expect("a day");
        Typed::new(fields).read(Currency::USD, today)
    }

    #[test]
    fn a_cell_of_a_month_is_a_fact_and_an_empty_one_is_not_zero() {
        let facts = read(&[
            ("source", "cash book"),
            ("confidence", "stated"),
            ("business.confidence", "verified"),
            ("sales@2026-10.amount", "900"),
            ("purchases@2026-10.amount", " "),
            ("income@own_business.monthly", ""),
            ("income@1.line", "Own  business"),
            ("income@1.monthly", "120.50"),
        ]);
        let words: Vec<_> = facts.expect("facts").iter().map(|fact| (fact.words(), fact.confidence)).collect();
        let said: Vec<_> = words.iter().map(|((about, says), sure)| format!("{about} = {says} {sure:?}")).collect();
        assert_eq!(said, ["sales 2026-10 = 900.00 USD Verified", "income: own business = 120.50 USD Stated"]);
    }

    #[test]
    fn every_row_that_is_no_fact_is_named() {
        let faults = read(&[("confidence", "stated"), ("asset@1.saleable", "true"), ("moon@1.says", "x")]);
        let faults: Vec<_> = faults.expect_err("faults").into_iter().map(|(row, fault)| (row, fault.code())).collect();
        assert_eq!(faults, [("asset@1".into(), "file_missing"), ("moon@1".into(), "file_unknown_kind")]);
    }
}
