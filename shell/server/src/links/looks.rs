//! The address of the log of looks.

use super::encoded;
use makegood_units::PartyId;
use serde::Deserialize;

/// Which looks are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LooksQuery {
    /// At whom; empty for everybody.
    pub party: String,
    /// By whom; empty for anybody.
    pub user: String,
    /// On which business day; empty for any.
    pub day: String,
    /// Which page, from 1.
    pub page: u64,
}

impl LooksQuery {
    /// The looks at one person.
    pub fn at(party: &PartyId) -> Self {
        Self { party: party.to_string(), ..Self::default() }
    }

    /// The same on another page.
    #[must_use]
    pub fn on_page(&self, page: u64) -> Self {
        Self { page, ..self.clone() }
    }

    fn query(&self) -> String {
        let words = [("party", &self.party), ("user", &self.user), ("day", &self.day)];
        let words = words.iter().filter(|(_, value)| !value.is_empty());
        let mut parts: Vec<String> = words.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        if self.page > 1 {
            parts.push(format!("page={}", self.page));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The address of the page.
    pub fn href(&self) -> String {
        format!("/looks{}", self.query())
    }

    /// The address of the file, with every row.
    pub fn csv(&self) -> String {
        format!("/looks.csv{}", self.on_page(0).query())
    }
}

/// Where a reason is posted for which masks are lifted.
pub fn unmask(party: &PartyId) -> String {
    format!("{}/unmask", super::case(party))
}

/// The page of somebody who works with the book.
pub fn person(id: &str) -> String {
    format!("/people/{}", encoded(id))
}
