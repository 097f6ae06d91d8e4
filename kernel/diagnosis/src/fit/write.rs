//! A fitted table, to diagnose by and to write down in the form of the shipped one.

use super::Fit;
use crate::table::HEADER;
use crate::{EvidenceKind, EvidenceTable};
use makegood_units::{Rounding, divide};

impl Fit {
    /// The table to diagnose by: weights in whole decibans, half to even.
    pub fn table(&self) -> EvidenceTable {
        EvidenceTable::of(self.kinds.iter().map(|one| EvidenceKind {
            decibans: one.weights.map(|weight| whole(weight.fitted_cdb)),
            ..one.kind.clone()
        }))
    }

    /// The same as text, with where it comes from at its head.
    pub fn text(&self) -> String {
        let mut text = format!(
            "# Fitted to {} cases; the expert's table counts for {} more. Whole decibans.\n{HEADER}\n",
            self.cases, self.prior_cases
        );
        for kind in self.table().iter() {
            let [now, durably, willing] = kind.decibans;
            let half_life = kind.half_life_days.map_or("none".to_owned(), |days| days.to_string());
            let (id, family, says) = (&kind.id, kind.family.word(), &kind.says);
            text.push_str(&format!("{id}\t{family}\t{now}\t{durably}\t{willing}\t{half_life}\t{says}\n"));
        }
        text
    }
}

fn whole(cdb: i32) -> i32 {
    divide(i128::from(cdb), 100, Rounding::HalfEven).and_then(|whole| i32::try_from(whole).ok()).unwrap_or(0)
}
