//! The addresses of the law's pages.

use super::{case, encoded};
use makegood_units::PartyId;
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::fmt::Write;

/// Every pack in force.
pub const PACKS: &str = "/packs";

/// The page of one pack.
pub fn pack(id: &str) -> String {
    format!("/packs/{}", encoded(id))
}

/// A rule on the page of its pack.
pub fn rule(pack_id: &str, rule: &str) -> String {
    format!("{}#{}", pack(pack_id), anchor(rule))
}

/// The name of a rule's place on its page.
pub fn anchor(rule: &str) -> String {
    format!("rule-{rule}")
}

/// A kept judgement.
pub fn judgement(event: impl Borrow<i64>) -> String {
    format!("/judgement/{}", event.borrow())
}

/// Where something that happened is posted.
pub fn note(party: &PartyId) -> String {
    format!("{}/note", case(party))
}

/// Where a fact of the law is posted.
pub fn fact(party: &PartyId) -> String {
    format!("{}/fact", case(party))
}

/// Where the end of something that happened is posted.
pub fn end(party: &PartyId) -> String {
    format!("{}/end", case(party))
}

/// The case with a word, or a fact by its name, ready to be noted.
pub fn to_note(party: &PartyId, word: &str) -> String {
    format!("{}?note={}#law-note", case(party), encoded(word))
}

/// The case with a fact by its name ready to be stated.
pub fn to_state(party: &PartyId, name: &str) -> String {
    format!("{}?fact={}#law-fact", case(party), encoded(name))
}

/// Where questions about a case are looked at, and put on record.
pub fn law(party: &PartyId) -> String {
    format!("{}/law", case(party))
}

/// A question put to the gate: the query of `/case/{party}/law`, and its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LawQuery {
    /// The act, in a word of the packs.
    pub act: String,
    /// What for, in a word of the packs.
    pub purpose: String,
    /// Towards whom; empty for the borrower.
    pub person: String,
    /// About which loan; empty for all of the case.
    pub about: String,
    /// On which number or at which address; empty for none in particular.
    pub on: String,
    /// Where, in a word of the packs.
    pub at: String,
    /// What it carries or how it is done, words with commas or spaces between them.
    pub with: String,
    /// When, at the borrower's place, as 2026-03-02T10:00; empty for now.
    pub when: String,
    /// The reason to put on record where a rule only warns.
    pub reason: String,
}

/// What of the refused-action log is asked for: the query of `/refused`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RefusedQuery {
    /// A rule that stood against the act.
    pub rule: String,
    /// Who asked.
    pub by: String,
    /// The verdict in one word.
    pub verdict: String,
    /// The first day, as 2026-03-02; empty for no bound.
    pub from: String,
    /// The last day; empty for no bound.
    pub to: String,
    /// Which page, from 1; 0 and 1 are the same.
    pub page: usize,
}

impl RefusedQuery {
    /// The page of these rows.
    pub fn href(&self) -> String {
        self.at("/refused")
    }

    /// The same rows as a file.
    pub fn csv(&self) -> String {
        self.on_page(0).at("/refused.csv")
    }

    /// The same as a workbook.
    pub fn xlsx(&self) -> String {
        self.on_page(0).at("/refused.xlsx")
    }

    fn at(&self, path: &str) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let parts = [
            ("rule", &self.rule),
            ("by", &self.by),
            ("verdict", &self.verdict),
            ("from", &self.from),
            ("to", &self.to),
            ("page", &page),
        ];
        let mut href = path.to_owned();
        let mut mark = '?';
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(href, "{mark}{name}={}", encoded(value));
            mark = '&';
        }
        href
    }

    /// The same rows that a rule stood against.
    #[must_use]
    pub fn of_rule(&self, rule: &str) -> Self {
        Self { rule: rule.to_owned(), page: 0, ..self.clone() }
    }

    /// Another page of the same rows.
    #[must_use]
    pub fn on_page(&self, page: usize) -> Self {
        Self { page, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::{RefusedQuery, rule};

    #[test]
    fn the_log_is_asked_by_its_words() {
        let all = RefusedQuery::default();
        assert_eq!((all.href(), all.csv()), ("/refused".to_owned(), "/refused.csv".to_owned()));
        let some = RefusedQuery { by: "s-1".to_owned(), ..all }.of_rule("house.hours").on_page(2);
        assert_eq!(some.href(), "/refused?rule=house.hours&by=s-1&page=2");
        assert_eq!(some.csv(), "/refused.csv?rule=house.hours&by=s-1");
        assert_eq!(rule("us-regf", "us.regf.14b2iA"), "/packs/us-regf#rule-us.regf.14b2iA");
    }
}
