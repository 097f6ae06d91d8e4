//! A fact of the file in words, the part of the file it stands in, the day it speaks of.

use super::{FileEntry, FileFact};
use makegood_units::{Amount, BusinessDate, Currency, Money};
use serde::{Deserialize, Serialize};

/// The parts of a file, in the order read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileGroup {
    /// Where and how they live.
    Situation,
    /// Why the loan is not paid.
    Reason,
    /// How the business runs.
    Operations,
    /// What is owned and owed.
    Balance,
    /// What comes into the household and goes out.
    Household,
    /// The months of the business and of the account.
    Business,
    /// What only those see who protect the borrower.
    Restricted,
}

impl FileGroup {
    /// Every part.
    pub const ALL: [Self; 7] = [
        Self::Situation,
        Self::Reason,
        Self::Operations,
        Self::Balance,
        Self::Household,
        Self::Business,
        Self::Restricted,
    ];

    /// Its heading.
    pub fn says(self) -> &'static str {
        match self {
            Self::Situation => "Current situation",
            Self::Reason => "Reason",
            Self::Operations => "Operating conditions",
            Self::Balance => "Assets and liabilities",
            Self::Household => "Household, a month",
            Self::Business => "Business and account, month by month",
            Self::Restricted => "Restricted",
        }
    }
}

impl FileFact {
    /// The part of the file it stands in.
    pub fn group(&self) -> FileGroup {
        if self.restricted {
            return FileGroup::Restricted;
        }
        match &self.entry {
            FileEntry::Address { .. } | FileEntry::Occupation { .. } | FileEntry::Household { .. } => {
                FileGroup::Situation
            }
            FileEntry::Reason { .. } => FileGroup::Reason,
            FileEntry::Operations { .. } => FileGroup::Operations,
            FileEntry::Asset { .. } | FileEntry::Liability { .. } => FileGroup::Balance,
            FileEntry::Income { .. } | FileEntry::Cost { .. } | FileEntry::Tax { .. } => FileGroup::Household,
            FileEntry::Business { .. } | FileEntry::Inflow { .. } => FileGroup::Business,
            FileEntry::Health { .. } => FileGroup::Restricted,
        }
    }

    /// The day it speaks of: the day it is true for, or the end of its month when that
    /// was over before. What was sold a year ago does not become recent by being told now.
    pub fn speaks_of(&self) -> BusinessDate {
        let month = match &self.entry {
            FileEntry::Business { month, .. } | FileEntry::Inflow { month, .. } => month.last_day(),
            _ => None,
        };
        month.map_or(self.as_of, |end| end.min(self.as_of))
    }

    /// What it is about and what it says of it: `income: wage` and `180.00 USD`.
    pub fn words(&self) -> (String, String) {
        let plain = |word: &str| word.replace('_', " ");
        let kind = plain(self.entry.kind());
        let money = |amount: &Amount| said(*amount, self.currency);
        let line = |line: &str| format!("{kind}: {}", plain(line));
        match &self.entry {
            FileEntry::Address { says } | FileEntry::Occupation { says } | FileEntry::Health { says, .. } => {
                (kind, says.clone())
            }
            FileEntry::Household { members, dependants } => {
                (kind, format!("{members} people, {dependants} of them provided for"))
            }
            FileEntry::Reason { code, says } => (plain(code.word()), says.clone()),
            FileEntry::Operations { normal: true, says, .. } => (kind, join("normal", says)),
            FileEntry::Operations { says, down_percent, reversible, rescue, .. } => {
                let down = down_percent.map_or_else(String::new, |percent| format!("down {percent} %"));
                let turn = match reversible {
                    Some(true) => "can be turned",
                    Some(false) => "cannot be turned",
                    None => "not known whether it can be turned",
                };
                (kind, join(&format!("{down}, {turn}"), &join(says, rescue)))
            }
            FileEntry::Asset { name, value, encumbered, low_use, saleable } => {
                let mut says = money(value);
                if *encumbered > Amount::ZERO {
                    says += &format!(", {} claimed by others", money(encumbered));
                }
                says += if *low_use { ", little used" } else { "" };
                says += if *saleable { ", may be sold" } else { "" };
                (line(name), says)
            }
            FileEntry::Liability { creditor, owed, monthly } => {
                (line(creditor), format!("{} owed, {} a month", money(owed), money(monthly)))
            }
            FileEntry::Income { line: name, monthly, pay_day: Some(day) } => {
                (line(name), format!("{}, on day {day} of the month", money(monthly)))
            }
            FileEntry::Income { line: name, monthly, .. } | FileEntry::Cost { line: name, monthly, .. } => {
                (line(name), money(monthly))
            }
            FileEntry::Tax { monthly } => (kind, money(monthly)),
            FileEntry::Business { month, amount, .. } | FileEntry::Inflow { month, amount } => {
                (format!("{kind} {month}"), money(amount))
            }
        }
    }
}

fn said(amount: Amount, currency: Option<Currency>) -> String {
    currency.map_or_else(|| amount.minor().to_string(), |currency| Money::new(amount, currency).to_string())
}

fn join(one: &str, other: &str) -> String {
    if other.is_empty() { one.to_owned() } else { format!("{one}; {other}") }
}
