//! Who may be contacted: whoever carries an obligation or an authority, for
//! every debt the contact is about.

use crate::facts::DebtNo;
use crate::judge::{Bite, Judgement, Note, View};
use crate::rule::Recipient;

impl Recipient {
    pub(crate) fn judge(&self, view: &View<'_>) -> Judgement {
        let mut allowed = Judgement::PASSES;
        for debt in view.debts.iter().copied() {
            let of_debt = |role_debt: DebtNo| role_debt.is_none() || debt.is_none() || role_debt == debt;
            let mut roles =
                view.facts.roles.iter().filter(|(role_debt, ..)| of_debt(*role_debt)).map(|(_, role, _)| role);
            let Some(first) = roles.clone().next() else {
                return Judgement { bite: Bite::Missing, note: Note::NoRole };
            };
            match roles.find(|role| self.only.contains(role)) {
                Some(role) => allowed.note = Note::Role { role: *role },
                None => return Judgement { bite: Bite::Closed, note: Note::Role { role: *first } },
            }
        }
        allowed
    }
}
