//! A proposed step with everything the gate, the minutes and the map must know.

use makegood_capacity::{Skill, Work};
use makegood_case::{Channel, HoldKind};
use makegood_compliance::{Act, Deed, Purpose};
use makegood_routing::Point;
use makegood_strategy::ActionKind;
use makegood_units::{ContactPointId, LoanId, PartyId, StaffId};

/// One step for one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAction {
    /// Whose case.
    pub party: PartyId,
    /// Towards whom: the borrower, or the guarantor a demand is for.
    pub person: PartyId,
    /// About which loans.
    pub debts: Vec<LoanId>,
    /// Its place among the steps considered for the case.
    pub considered: usize,
    /// What is done.
    pub kind: ActionKind,
    /// Through which channel; none for what stays in the house.
    pub channel: Option<Channel>,
    /// On which number or at which address.
    pub contact_point: Option<ContactPointId>,
    /// What for.
    pub purpose: Purpose,
    /// Whether it is owed to the borrower, whatever it is worth.
    pub is_owed: bool,
    /// Minutes of somebody's day.
    pub minutes: u32,
    /// What it is expected to bring, in minor units.
    pub value_minor: i64,
    /// The village, town or quarter of a visit.
    pub place: Option<String>,
    /// Where that is.
    pub point: Option<Point>,
    /// Who has the case, when somebody was given it.
    pub officer: Option<StaffId>,
}

impl Act for CaseAction {
    fn deed(&self) -> Deed {
        self.channel.map_or_else(|| house_deed(self.kind), Deed::from)
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

impl Work for CaseAction {
    fn case(&self) -> &PartyId {
        &self.party
    }

    fn minutes(&self) -> u32 {
        self.minutes
    }

    /// What is owed counts as worth doing even where it costs more than it brings.
    fn value_minor(&self) -> i64 {
        if self.is_owed { self.value_minor.max(1) } else { self.value_minor }
    }

    fn skill(&self) -> Skill {
        self.channel.map_or(Skill::Any, Skill::from)
    }

    fn is_owed(&self) -> bool {
        self.is_owed
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn officer(&self) -> Option<&StaffId> {
        self.officer.as_ref()
    }
}

/// What a step in the house amounts to at law: most are work on papers, some begin
/// what binds somebody and are asked of the law as such.
fn house_deed(kind: ActionKind) -> Deed {
    match kind {
        ActionKind::GuarantorDemand => Deed::ClaimFromGuarantor,
        ActionKind::Acceleration => Deed::Accelerate,
        ActionKind::SecurityRealisation => Deed::SellSecurity,
        ActionKind::Suit => Deed::Sue,
        ActionKind::Placement => Deed::ReferForRecovery,
        _ => Deed::HouseWork,
    }
}

/// What a step is for, in the law's words.
pub(crate) fn purpose(kind: ActionKind) -> Purpose {
    match kind {
        ActionKind::AnswerDispute => Purpose::AnswerDispute,
        ActionKind::PlanConversation
        | ActionKind::ReliefOffer
        | ActionKind::SettlementOffer
        | ActionKind::VoluntarySale => Purpose::OfferPlan,
        ActionKind::Monitoring => Purpose::AtTheirRequest,
        _ => Purpose::Collect,
    }
}

/// What a contact with a borrower is for: the answer or the plan that is owed to them
/// first, else the arrears.
pub fn purpose_first(held: impl IntoIterator<Item = HoldKind>) -> Purpose {
    let held: Vec<HoldKind> = held.into_iter().collect();
    if held.contains(&HoldKind::Dispute) {
        Purpose::AnswerDispute
    } else if held.contains(&HoldKind::Hardship) {
        Purpose::OfferPlan
    } else {
        Purpose::Collect
    }
}
