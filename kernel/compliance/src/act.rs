//! What the gate must know of an action.

use crate::deed::Deed;
use crate::words::Purpose;
use makegood_case::Channel;
use makegood_units::{ContactPointId, LoanId, PartyId};

/// An action the law may have something to say about.
pub trait Act {
    /// What is done.
    fn deed(&self) -> Deed;
    /// To whom.
    fn person(&self) -> &PartyId;
    /// About which debts; none named means all of them.
    fn debts(&self) -> &[LoanId];
    /// On which number or at which address; none means any usable one.
    fn contact_point(&self) -> Option<&ContactPointId>;
    /// What for.
    fn purpose(&self) -> Purpose;
    /// Where the person is met or called, in one word of a pack: `home`, `work`.
    fn place(&self) -> Option<&str> {
        None
    }
    /// What it carries or how it is done, in words of a pack: `opt_out_line`,
    /// `autodialler`, `two_persons`.
    fn carries(&self) -> &[String] {
        &[]
    }
}

/// What every planned act says by a field of the same name.
macro_rules! by_field {
    () => {
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
    };
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
    fn deed(&self) -> Deed {
        self.channel.into()
    }
    by_field!();
}

/// Any deed, with everything a rule may ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedDeed {
    /// To whom.
    pub person: PartyId,
    /// What is done.
    pub deed: Deed,
    /// About which debts; none named means all of them.
    pub debts: Vec<LoanId>,
    /// On which number or at which address; none means any usable one.
    pub contact_point: Option<ContactPointId>,
    /// What for.
    pub purpose: Purpose,
    /// Where, in one word of a pack.
    pub place: Option<String>,
    /// What it carries or how it is done, in words of a pack.
    pub carries: Vec<String>,
}

impl Act for PlannedDeed {
    fn deed(&self) -> Deed {
        self.deed
    }
    by_field!();
    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
    fn carries(&self) -> &[String] {
        &self.carries
    }
}

impl<A: Act> Act for &A {
    fn deed(&self) -> Deed {
        (**self).deed()
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
    fn place(&self) -> Option<&str> {
        (**self).place()
    }
    fn carries(&self) -> &[String] {
        (**self).carries()
    }
}
