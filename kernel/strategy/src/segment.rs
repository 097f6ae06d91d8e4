//! Whom a rung is for, beside the situation and the days.

use crate::CaseFacts;
use makegood_units::{Amount, Money, Why};
use serde::{Deserialize, Serialize};

/// The cases a rung is for. What is left out asks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// One of the late loans is of one of these products, in the lender's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<String>,
    /// One of the late loans is secured so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub securities: Vec<Security>,
    /// Above these arrears it is not done; minor units of the case's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_arrears: Option<Amount>,
    /// Only for people noted as vulnerable, or only for everybody else. Protects; it
    /// says nothing about what anybody would pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vulnerable: Option<bool>,
    /// Something noted in the case that has not ended, all of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<String>,
    /// Nothing of this is noted in the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
}

/// What stands behind a loan beside the borrower's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// Nothing and nobody.
    None,
    /// A movable thing or a right.
    Pledge,
    /// Land or a building.
    Mortgage,
    /// A guarantor.
    Guarantor,
    /// The members of a joint-liability group.
    Group,
}

impl Security {
    /// Every sort, in the order of the words.
    pub const ALL: [Self; 5] = [Self::None, Self::Pledge, Self::Mortgage, Self::Guarantor, Self::Group];

    /// The word used in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Pledge => "pledge",
            Self::Mortgage => "mortgage",
            Self::Guarantor => "guarantor",
            Self::Group => "group",
        }
    }

    /// The sort of a word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.word() == word)
    }
}

/// The word by which a case says that somebody is vulnerable.
pub(crate) const VULNERABLE: &str = "vulnerability";

impl Segment {
    /// Whether it asks nothing.
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Why the case is not of this segment.
    pub(crate) fn leaves_out(&self, case: &CaseFacts) -> Option<Why> {
        let noted = |word: &String| case.noted.iter().find(|noted| noted.what == *word);
        if let Some(missing) = self.when.iter().find(|word| noted(word).is_none()) {
            return says("not_noted", format!("Only once {} is noted.", plain(missing)));
        }
        if let Some(found) = self.unless.iter().find_map(noted) {
            let why = Why::new("noted", format!("{} is noted since {}.", capital(&found.what), found.on));
            return Some(why.with(found.fact.clone()));
        }
        let is_vulnerable = noted(&VULNERABLE.to_owned()).is_some();
        match self.vulnerable {
            Some(true) if !is_vulnerable => return says("not_vulnerable", "Only for people noted as vulnerable."),
            Some(false) if is_vulnerable => {
                return says("vulnerable", "They are noted as vulnerable; this step is not for them.");
            }
            _ => {}
        }
        if let Some(most) = self.max_arrears.filter(|most| case.arrears > *most) {
            let money = |amount| Money::new(amount, case.currency);
            let says_it = format!("{} in arrears; this step ends at {}.", money(case.arrears), money(most));
            return says("too_large", says_it);
        }
        self.other_loans(case)
    }

    fn other_loans(&self, case: &CaseFacts) -> Option<Why> {
        if !self.products.is_empty() && !case.products.iter().any(|one| self.products.contains(one)) {
            return says("other_product", format!("Only for {}.", self.products.join(", ")));
        }
        if !self.securities.is_empty() && !case.securities.iter().any(|one| self.securities.contains(one)) {
            let words: Vec<&str> = self.securities.iter().map(|one| one.word()).collect();
            return says("other_security", format!("Only for loans with security: {}.", words.join(", ")));
        }
        None
    }
}

fn says(code: &str, says: impl Into<String>) -> Option<Why> {
    Some(Why::new(code, says))
}

fn plain(word: &str) -> String {
    word.replace('_', " ")
}

fn capital(word: &str) -> String {
    let plain = plain(word);
    let mut letters = plain.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
