//! Looking up what belongs together.

use super::Facts;
use super::people::{Debt, LegalRole, Liable};
use super::security::Security;
use makegood_units::{Amount, FactId, LoanId, PartyId};

impl Facts {
    /// The debt of an id.
    pub(crate) fn debt(&self, id: &LoanId) -> Option<&Debt> {
        self.debts.iter().find(|debt| debt.id == *id)
    }

    /// The borrower of a debt.
    pub(crate) fn borrower(&self, debt: &LoanId) -> Option<&Liable> {
        self.liable.iter().find(|liable| liable.debt == *debt && liable.role == LegalRole::Borrower)
    }

    /// The borrower, the co-borrowers and the estate of a debt: those whose own debt it is.
    pub(crate) fn borrowed<'a>(&'a self, debt: &'a LoanId) -> impl Iterator<Item = &'a Liable> {
        let own = |role| matches!(role, LegalRole::Borrower | LegalRole::CoBorrower | LegalRole::Estate);
        self.liable.iter().filter(move |liable| liable.debt == *debt && own(liable.role))
    }

    /// The guarantee a party gave for a debt.
    pub(crate) fn liable_as_guarantor(&self, party: &PartyId, debt: &LoanId) -> Option<&Liable> {
        let is_it = |liable: &&Liable| liable.party == *party && liable.debt == *debt;
        self.liable.iter().filter(is_it).find(|liable| liable.role == LegalRole::Guarantor)
    }

    /// What a party paid on a debt for somebody else.
    pub(crate) fn paid_for_another(&self, party: &PartyId, debt: &LoanId) -> Amount {
        let paid = self.contributions.iter().filter(|paid| paid.by == *party && paid.debt == *debt);
        paid.map(|paid| paid.amount).sum()
    }

    /// The record that the borrower was spoken to about what is due now, or why not.
    pub(crate) fn spoken_to(&self, debt: &Debt) -> Option<FactId> {
        let about = |contact: &&crate::Contact| {
            contact.debt == debt.id && debt.due_since.is_some_and(|since| contact.on >= since)
        };
        let first = self.contacts.iter().filter(about).min_by_key(|contact| (contact.on, &contact.id));
        first.map(|contact| FactId::new("contact", &contact.id))
    }

    /// Whether a security belongs to one of those whose own debt it secures.
    pub(crate) fn is_own(&self, security: &Security, debt: &LoanId) -> bool {
        self.borrowed(debt).any(|liable| liable.party == security.owner)
    }
}
