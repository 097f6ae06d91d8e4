//! The borrower's file on a day, with what follows from it.

use crate::case_book::{histories, owed};
use crate::cash::state_on;
use crate::{CaseInput, CloseError, Rules, why_late};
use makegood_diagnosis::{BorrowerFile, CashMonth, Completeness, Figures, FileNeeds, Item, observe};
use makegood_units::{BusinessDate, Currency, PartyId};
use serde::{Deserialize, Serialize};

/// A borrower's file as a page or a command shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDay {
    /// Whose.
    pub party: PartyId,
    /// Of the figures.
    pub currency: Currency,
    /// The facts that count.
    pub file: BorrowerFile,
    /// Facts left out because they are restricted.
    pub restricted: usize,
    /// How complete it is.
    pub completeness: Completeness,
    /// What follows by arithmetic, and what cannot be said.
    pub figures: Figures,
    /// Month by month what was left for the instalments here, and what fell due.
    #[serde(default)]
    pub months: Vec<CashMonth>,
    /// The evidence the verified figures are.
    pub evidence: Vec<Item>,
}

/// Reads the file of a case. Restricted facts are in it only when `with_restricted`.
/// `None` when the case has no loan on the book.
///
/// # Errors
/// [`CloseError`] when the amounts of a loan do not fit.
pub fn file_day(
    case: &CaseInput,
    as_of: BusinessDate,
    rules: Rules<'_>,
    needs: &FileNeeds,
    with_restricted: bool,
) -> Result<Option<FileDay>, CloseError> {
    let Some(owed) = owed(case, as_of, rules)? else { return Ok(None) };
    let told = histories(case, as_of, rules)?;
    let state = state_on(case, &told, &owed, rules, as_of);
    let records = why_late::records(&state, &told, &owed, as_of);
    let whole = BorrowerFile::on(&records.file, as_of);
    let (open, left_out) = whole.without_restricted();
    let products: Vec<&str> = case.loans.iter().filter_map(|facts| facts.loan.product.as_deref()).collect();
    let figures = records.here.as_ref().map(|here| Figures::of(&whole, here)).unwrap_or_default();
    let months = records.here.as_ref().map(|here| Figures::months(&whole, here)).unwrap_or_default();
    let of_file = makegood_diagnosis::Case { file: records.file, here: records.here, ..Default::default() };
    let evidence = observe(&of_file, as_of).items;
    Ok(Some(FileDay {
        party: case.party.clone(),
        currency: owed.currency,
        completeness: needs.weigh(&whole, &products),
        file: if with_restricted { whole } else { open },
        restricted: if with_restricted { 0 } else { left_out },
        figures,
        months,
        evidence,
    }))
}
