//! What is told apart from the fact it belongs to: a valuation delivered later than its
//! security, a member who joins a group.

use super::Facts;
use super::group::{Group, GroupLiability, Member};
use super::security::Valuation;
use makegood_units::{FactId, LoanId};

/// What waits for the fact it belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loose {
    /// Valuations, each with the id of its security.
    pub valuations: Vec<(String, Valuation)>,
    /// Members of groups.
    pub members: Vec<LooseMember>,
}

/// A member told apart from their group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseMember {
    /// The id of this fact.
    pub id: String,
    /// Which group.
    pub group: String,
    /// How the members answer, where the row says so.
    pub liability: Option<GroupLiability>,
    /// Where the contract says so.
    pub clause: Option<String>,
    /// A loan the group answers for.
    pub debt: Option<LoanId>,
    /// The member.
    pub member: Member,
}

impl LooseMember {
    /// The reference to this fact.
    pub fn fact(&self) -> FactId {
        FactId::new("group_member", &self.id)
    }
}

impl Facts {
    /// Puts to each security and group what was told apart from it. A valuation of a
    /// security nobody told of stays loose, and the check names it. Among members the
    /// last word about a party holds.
    pub(crate) fn join_up(&mut self) {
        let Loose { valuations, members } = std::mem::take(&mut self.loose);
        for (security, valuation) in valuations {
            match self.securities.iter_mut().find(|one| one.id == security) {
                Some(one) => one.valuations.push(valuation),
                None => self.loose.valuations.push((security, valuation)),
            }
        }
        for member in members {
            self.join(member);
        }
    }

    /// A group nobody told of is what its members say of it: each answers for their
    /// share only, unless a row says otherwise.
    fn join(&mut self, one: LooseMember) {
        let LooseMember { group: id, liability, clause, debt, member, .. } = one;
        let Some(group) = self.groups.iter_mut().find(|group| group.id == id) else {
            let liability = liability.unwrap_or(GroupLiability::Several);
            self.groups.push(Group { id, liability, clause, debts: debt.into_iter().collect(), members: vec![member] });
            return;
        };
        group.clause = group.clause.take().or(clause);
        let new = debt.filter(|debt| !group.debts.contains(debt));
        group.debts.extend(new);
        group.members.retain(|other| other.party != member.party);
        group.members.push(member);
    }
}
