//! What one member may see of the others: the amounts of the joint debt and nothing
//! else. No names beside amounts they do not owe, no reasons, no belongings, no word on
//! who cooperates. What is not in [`MemberView`] cannot be shown by mistake.

use crate::facts::Facts;
use crate::facts::group::Group;
use crate::ledger::ledger;
use crate::liability::of_member;
use makegood_units::{Amount, LoanId, PartyId};
use serde::Serialize;

/// A group as one of its members may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MemberView {
    /// Who looks.
    pub viewer: PartyId,
    /// Their own loans, and those they answer for.
    pub debts: Vec<JointDebt>,
}

/// One loan as far as it is joint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointDebt {
    /// The loan.
    pub debt: LoanId,
    /// Whether the viewer borrowed it.
    pub is_own: bool,
    /// What of it is due.
    pub due: Amount,
    /// What the viewer answers for of that.
    pub you_answer_for: Amount,
    /// What the others paid for the borrower, all together.
    pub others_paid: Amount,
    /// What the viewer paid for the borrower.
    pub you_paid: Amount,
    /// What the viewer has to get back.
    pub owed_back_to_you: Amount,
}

/// The view of a member; none for anybody who is no member.
pub fn member_view(facts: &Facts, group: &Group, viewer: &PartyId) -> Option<MemberView> {
    let member = group.member(viewer)?;
    let debts = facts.debts.iter().filter(|debt| group.debts.contains(&debt.id));
    let debts = debts.map(|debt| {
        let liability = of_member(facts, group, debt, member);
        let ledger = ledger(facts, &debt.id).ok().flatten();
        let yours = ledger.as_ref().and_then(|ledger| ledger.balances.iter().find(|it| it.party == *viewer));
        let (you_paid, owed_back_to_you) = yours.map_or_else(Default::default, |it| (it.contributed, it.balance));
        let contributed = ledger.as_ref().map_or(Amount::ZERO, |ledger| ledger.contributed);
        JointDebt {
            debt: debt.id.clone(),
            is_own: liability.is_none(),
            due: debt.due,
            you_answer_for: liability.map_or(debt.due, |liability| liability.today),
            others_paid: contributed.less(you_paid),
            you_paid,
            owed_back_to_you,
        }
    });
    Some(MemberView { viewer: viewer.clone(), debts: debts.collect() })
}
