//! Addresses of the figures.

use super::encoded;
use serde::{Deserialize, Serialize};

/// All figures.
pub const NUMBERS: &str = "/numbers";

/// Which part of the book and which currency: the query of every page of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumbersQuery {
    /// The part, as `branch:north`; empty for the whole book, and a kind alone (`branch`)
    /// for a list of all of that kind.
    pub part: String,
    /// The currency; empty for the only one, or the first.
    pub currency: String,
    /// Which page of rows, from 1; 0 and 1 are the same.
    pub page: usize,
}

impl NumbersQuery {
    /// The query of an address, with its question mark; empty for the whole book.
    pub fn query(&self) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let parts = [("part", &self.part), ("currency", &self.currency), ("page", &page)];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) }
    }

    /// All figures of the part.
    pub fn all(&self) -> String {
        format!("{NUMBERS}{}", self.query())
    }

    /// One figure of the part.
    pub fn one(&self, word: &str) -> String {
        format!("{NUMBERS}/{word}{}", self.query())
    }

    /// What stands below one figure: `rows`, `vintage`, `history.csv`.
    pub fn below(&self, word: &str, what: &str) -> String {
        format!("{NUMBERS}/{word}/{what}{}", self.query())
    }

    /// The same of another part.
    #[must_use]
    pub fn of_part(&self, part: &str) -> Self {
        Self { part: part.to_owned(), page: 0, ..self.clone() }
    }

    /// The same on another page.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }

    /// The same in another currency.
    #[must_use]
    pub fn in_currency(&self, code: &str) -> Self {
        Self { currency: code.to_owned(), page: 0, ..self.clone() }
    }
}

/// A leader's report as a file.
pub const REPORT: &str = "/report.pdf";

/// Which report: the query of its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportQuery {
    /// `branch:north`; empty for the whole book, or the first branch within reach.
    pub part: String,
    /// The month, as `2007-03`: its last close. Empty for the last close of all.
    pub month: String,
    /// The currency; empty for that of most loans.
    pub currency: String,
}

impl ReportQuery {
    /// The address.
    pub fn address(&self) -> String {
        let parts = [("part", &self.part), ("month", &self.month), ("currency", &self.currency)];
        let parts = parts.iter().filter(|(_, value)| !value.is_empty());
        let query: Vec<String> = parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if query.is_empty() { REPORT.to_owned() } else { format!("{REPORT}?{}", query.join("&")) }
    }
}

#[cfg(test)]
mod tests {
    use super::NumbersQuery;

    #[test]
    fn a_part_with_any_name_stays_one_value() {
        let query = NumbersQuery::default();
        assert_eq!(query.all(), "/numbers");
        assert_eq!(query.of_part("branch:a & b").one("par-30"), "/numbers/par-30?part=branch%3Aa%20%26%20b");
        assert_eq!(
            query.in_currency("USD").on_page(2).below("par-30", "rows"),
            "/numbers/par-30/rows?currency=USD&page=2"
        );
    }
}
