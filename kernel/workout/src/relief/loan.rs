//! Whether what was agreed can be supervised: tranches, their purpose, and the checks
//! that follow each.

use super::event::ReliefRefused;
use makegood_case::{Check, ReliefLoan, Tranche};
use makegood_units::Amount;
use std::collections::BTreeSet;

/// Whether the loan is one that can be supervised.
///
/// # Errors
/// A [`ReliefRefused`] that names the tranche or the check.
pub fn is_supervised(loan: &ReliefLoan) -> Result<(), ReliefRefused> {
    if loan.tranches.is_empty() {
        return Err(ReliefRefused::NoTranche);
    }
    let mut ids = BTreeSet::new();
    for (place, tranche) in loan.tranches.iter().enumerate() {
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

pub(super) fn tranche(loan: &ReliefLoan, no: u32) -> Result<&Tranche, ReliefRefused> {
    loan.tranches.iter().find(|tranche| tranche.no == no).ok_or(ReliefRefused::UnknownTranche(no))
}

/// A check with the tranche it belongs to.
pub(super) fn check<'l>(loan: &'l ReliefLoan, id: &str) -> Result<(&'l Tranche, &'l Check), ReliefRefused> {
    let mut all = loan.tranches.iter().flat_map(|tranche| tranche.checks.iter().map(move |check| (tranche, check)));
    all.find(|(_, check)| check.id == id).ok_or_else(|| ReliefRefused::UnknownCheck(id.to_owned()))
}
