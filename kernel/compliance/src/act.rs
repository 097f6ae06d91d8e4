//! What the gate must know of an action.

use crate::words::Purpose;
use makegood_case::Channel;
use makegood_units::{ContactPointId, LoanId, PartyId};

/// An action that reaches a person.
pub trait Act {
    /// Through which channel.
    fn channel(&self) -> Channel;
    /// With whom.
    fn person(&self) -> &PartyId;
    /// About which debts; none named means all of them.
    fn debts(&self) -> &[LoanId];
    /// On which number or at which address; none means any usable one.
    fn contact_point(&self) -> Option<&ContactPointId>;
    /// What for.
    fn purpose(&self) -> Purpose;
}

/// A contact and nothing more: the smallest act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedContact {
    /// With whom.
    pub person: PartyId,
    /// Through which channel.
    pub channel: Channel,
    /// About which debts; none named means all of them.
    pub debts: Vec<LoanId>,
    /// On which number or at which address; none means any usable one.
    pub contact_point: Option<ContactPointId>,
    /// What for.
    pub purpose: Purpose,
}

impl Act for PlannedContact {
    fn channel(&self) -> Channel {
        self.channel
    }
    fn person(&self) -> &PartyId {
        &self.person
    }
    fn debts(&self) -> &[LoanId] {
        &self.debts
    }
    fn contact_point(&self) -> Option<&ContactPointId> {
        self.contact_point.as_ref()
    }
    fn purpose(&self) -> Purpose {
        self.purpose
    }
}

impl<A: Act> Act for &A {
    fn channel(&self) -> Channel {
        (**self).channel()
    }
    fn person(&self) -> &PartyId {
        (**self).person()
    }
    fn debts(&self) -> &[LoanId] {
        (**self).debts()
    }
    fn contact_point(&self) -> Option<&ContactPointId> {
        (**self).contact_point()
    }
    fn purpose(&self) -> Purpose {
        (**self).purpose()
    }
}
