//! What to learn on a visit: at home, and where they work.

use super::form::{Sheet, sure};
use super::kinds::BUSINESS;
use crate::pages::file::{Block, FactForm};

/// A visit: its word in an address, its title, what to learn there. Each kind with its
/// lines, and how sure what is learnt on the spot usually is.
pub(super) struct Visit {
    /// `home` or `business`.
    pub at: &'static str,
    /// The form it is.
    pub sheet: &'static str,
    /// Its heading.
    pub title: &'static str,
    kinds: &'static [(&'static str, &'static [&'static str], &'static str)],
}

const ONE: &[&str] = &["1"];
const TWO: &[&str] = &["1", "2"];

/// Both visits. Health is on neither: it is not asked for, and kept only when offered.
pub(super) const VISITS: [Visit; 2] = [
    Visit {
        at: "home",
        sheet: "visit_home",
        title: "Visit at home",
        kinds: &[
            ("address", ONE, "verified"),
            ("reason", ONE, "stated"),
            ("occupation", ONE, "stated"),
            ("household", ONE, "stated"),
            ("income", &["wage", "own_business", "1", "2"], "stated"),
            ("fixed_cost", &["rent", "food", "school", "1"], "stated"),
            ("flexible_cost", &["transport", "1", "2"], "stated"),
            ("tax", ONE, "stated"),
            ("liability", TWO, "stated"),
            ("asset", TWO, "verified"),
        ],
    },
    Visit {
        at: "business",
        sheet: "visit_business",
        title: "Visit at the business",
        kinds: &[
            ("operations", ONE, "verified"),
            ("reason", ONE, "stated"),
            (BUSINESS, ONE, "stated"),
            ("inflow", ONE, "stated"),
            ("asset", &["1", "2", "3"], "verified"),
            ("liability", TWO, "stated"),
        ],
    },
];

/// The visit a form is of.
pub(super) fn at(sheet: &str) -> Option<&'static Visit> {
    VISITS.iter().find(|visit| visit.sheet == sheet)
}

impl Sheet<'_> {
    /// The form of a visit, with what the file says already beside each question.
    pub(super) fn visit(&self, visit: &Visit) -> FactForm {
        let block = |(kind, lines, usual): &(&'static str, &'static [&'static str], &str)| Block {
            about: vec![sure(&format!("{kind}.confidence"), "How sure", usual)],
            held: self.held(kind),
            ..self.block(kind, super::form::VISIT_MONTHS, lines)
        };
        let source = visit.title.to_lowercase();
        FactForm {
            sheet: visit.sheet.to_owned(),
            title: visit.title.to_owned(),
            common: self
                .common(&source, "stated", false)
                .into_iter()
                .filter(|field| field.name != "confidence")
                .collect(),
            blocks: visit.kinds.iter().map(block).collect(),
            problem: None,
        }
    }
}
