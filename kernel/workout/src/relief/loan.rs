//! What was agreed: tranches, their purpose, and the checks that follow each.

use super::event::ReliefRefused;
use makegood_units::{Amount, Currency};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something that has to be seen after a tranche was drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its id within the loan, such as `oven-bought`.
    pub id: String,
    /// What has to be shown, such as "the oven with its invoice".
    pub shows: String,
    /// Due so many days after the tranche is drawn.
    pub days_after_draw: u16,
}

/// A part of the loan, drawn on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tranche {
    /// Its number, from 1.
    pub no: u32,
    /// The most that may be drawn, minor units.
    pub amount: Amount,
    /// What it may be used for.
    pub purpose: String,
    /// How much of it goes to instalments of the old debt.
    pub to_old_instalments: Amount,
    /// What has to be shown afterwards; at least one thing.
    pub checks: Vec<Check>,
}

/// A relief loan as agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefLoan {
    /// Of all amounts.
    pub currency: Currency,
    /// In the order in which they are drawn.
    pub tranches: Vec<Tranche>,
}

impl ReliefLoan {
    /// Whether the loan is one that can be supervised.
    ///
    /// # Errors
    /// A [`ReliefRefused`] that names the tranche or the check.
    pub fn is_supervised(&self) -> Result<(), ReliefRefused> {
        if self.tranches.is_empty() {
            return Err(ReliefRefused::NoTranche);
        }
        let mut ids = BTreeSet::new();
        for (place, tranche) in self.tranches.iter().enumerate() {
            let no = tranche.no;
            if usize::try_from(no) != Ok(place + 1) {
                return Err(ReliefRefused::Numbering(no));
            }
            if tranche.amount <= Amount::ZERO || tranche.purpose.trim().is_empty() {
                return Err(ReliefRefused::NoPurpose(no));
            }
            if tranche.to_old_instalments < Amount::ZERO || tranche.to_old_instalments > tranche.amount {
                return Err(ReliefRefused::OldInstalments(no));
            }
            if tranche.checks.is_empty() {
                return Err(ReliefRefused::NoCheck(no));
            }
            if let Some(twice) = tranche.checks.iter().find(|check| !ids.insert(&check.id)) {
                return Err(ReliefRefused::SameCheck(twice.id.clone()));
            }
        }
        Ok(())
    }

    pub(super) fn tranche(&self, no: u32) -> Result<&Tranche, ReliefRefused> {
        self.tranches.iter().find(|tranche| tranche.no == no).ok_or(ReliefRefused::UnknownTranche(no))
    }

    /// A check with the tranche it belongs to.
    pub(super) fn check(&self, id: &str) -> Result<(&Tranche, &Check), ReliefRefused> {
        let all = self.tranches.iter().flat_map(|tranche| tranche.checks.iter().map(move |check| (tranche, check)));
        let found = all.into_iter().find(|(_, check)| check.id == id);
        found.ok_or_else(|| ReliefRefused::UnknownCheck(id.to_owned()))
    }
}
