//! The borrower's file read on a day: what counts, what follows from it by plain
//! arithmetic, what is missing and what is too old.
//!
//! Restricted facts enter nothing here: no figure, no evidence, no score.

mod evidence;
mod figures;
mod here;
mod month;
mod months;
mod needs;
mod parts;
mod sums;

pub use figures::{Figure, FigureName, Measure};
pub use here::DebtHere;
pub use month::{FileMonth, MonthSum};
pub use months::CashMonth;
pub use needs::{Completeness, FileNeeds, Gap};

pub(crate) use evidence::observed;

use makegood_case::{FileEntry, FileFact};
use makegood_units::{BusinessDate, FactId, Why};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact of the file with the event that recorded it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FileRecord {
    /// The number of the event.
    pub seq: i64,
    /// What was learnt.
    pub fact: FileFact,
}

impl FileRecord {
    /// How other outputs refer to it.
    pub fn id(&self) -> FactId {
        FactId::new("event", self.seq)
    }
}

/// The facts that count on a day, by what they are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BorrowerFile {
    /// The day.
    pub as_of: BusinessDate,
    /// One fact for each thing known, restricted ones among them.
    pub facts: Vec<FileRecord>,
}

impl BorrowerFile {
    /// Of each thing the fact that is true for the latest day, and of these the one
    /// recorded last; what was observed after `as_of` is not known yet.
    pub fn on(records: &[FileRecord], as_of: BusinessDate) -> Self {
        let mut current: BTreeMap<String, &FileRecord> = BTreeMap::new();
        for record in records.iter().filter(|record| record.fact.observed_on <= as_of) {
            let held = current.entry(record.fact.entry.key()).or_insert(record);
            if (record.fact.as_of, record.seq) > (held.fact.as_of, held.seq) {
                *held = record;
            }
        }
        Self { as_of, facts: current.into_values().cloned().collect() }
    }

    /// On which days of the month income comes, as far as known: of the largest line first.
    pub fn pay_days(&self) -> Vec<(u8, FactId)> {
        let mut days: Vec<_> = self
            .open()
            .filter_map(|record| match record.fact.entry {
                FileEntry::Income { monthly, pay_day: Some(day), .. } => Some((monthly, day, record.id())),
                _ => None,
            })
            .collect();
        days.sort_by_key(|(monthly, day, _)| (std::cmp::Reverse(*monthly), *day));
        days.into_iter().map(|(_, day, fact)| (day, fact)).collect()
    }

    /// Facts that may be weighed and summed.
    pub(crate) fn open(&self) -> impl Iterator<Item = &FileRecord> {
        self.facts.iter().filter(|record| !record.fact.restricted && !is_health(record))
    }

    /// Whether anything is known of a business.
    pub(crate) fn has_business(&self) -> bool {
        let business = |entry: &FileEntry| match entry {
            FileEntry::Business { .. } | FileEntry::Operations { .. } => true,
            FileEntry::Income { line, .. } => line == makegood_case::OWN_BUSINESS,
            _ => false,
        };
        self.open().any(|record| business(&record.fact.entry))
    }

    /// The same without what only those may see who protect the borrower, and how
    /// many facts that leaves out.
    #[must_use]
    pub fn without_restricted(&self) -> (Self, usize) {
        let open: Vec<FileRecord> = self.open().cloned().collect();
        let left_out = self.facts.len().saturating_sub(open.len());
        (Self { as_of: self.as_of, facts: open }, left_out)
    }
}

fn is_health(record: &FileRecord) -> bool {
    matches!(record.fact.entry, FileEntry::Health { .. })
}

/// What follows from the facts by arithmetic, and what cannot be said, each by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Figures that can be worked out.
    pub known: Vec<Figure>,
    /// Figures that cannot, with the reason.
    pub unknown: Vec<(FigureName, Why)>,
}

impl Figures {
    /// Every figure of the file, beside what is owed here.
    pub fn of(file: &BorrowerFile, here: &DebtHere) -> Self {
        let mut figures = Self::default();
        for name in FigureName::ALL {
            match figures::work_out(name, file, here) {
                Ok(figure) => figures.known.push(figure),
                Err(why) => figures.unknown.push((name, why)),
            }
        }
        figures
    }

    /// The same month by month: what was left for the instalments here, and what fell due.
    /// Empty when no month can be told anything of.
    pub fn months(file: &BorrowerFile, here: &DebtHere) -> Vec<CashMonth> {
        months::months(file, here)
    }

    /// One of them, when it can be worked out.
    pub fn get(&self, name: FigureName) -> Option<&Figure> {
        self.known.iter().find(|figure| figure.name == name)
    }
}
