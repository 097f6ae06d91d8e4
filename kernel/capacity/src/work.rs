//! What goes into an allocation and what comes out.

use makegood_case::Channel;
use makegood_compliance::Cleared;
use makegood_units::{Amount, BranchId, PartyId, StaffId, Why};
use serde::{Deserialize, Serialize};

/// What an officer must be able to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skill {
    /// Anybody can do it: a message, a letter, desk work.
    Any,
    /// Speaking with people on the telephone.
    Call,
    /// Going to see people.
    Visit,
}

impl From<Channel> for Skill {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Call | Channel::InboundCall => Self::Call,
            Channel::Visit => Self::Visit,
            Channel::Message | Channel::Email | Channel::Letter => Self::Any,
        }
    }
}

/// One thing that could be done for one case today. Several for the same case
/// exclude each other.
pub trait Work {
    /// The obligor whose case it is.
    fn case(&self) -> &PartyId;
    /// How many minutes of an officer it takes, travel included.
    fn minutes(&self) -> u32;
    /// What it is expected to bring, in minor units of the lender's reporting
    /// currency. Held within [`Amount::LIMIT`]; nothing at or below zero is done.
    fn value_minor(&self) -> i64;
    /// Who can do it.
    fn skill(&self) -> Skill;
    /// Whether it is owed to the obligor: an answer, a plan. It is done before anything
    /// is weighed by value, as far as the minutes reach.
    fn is_owed(&self) -> bool {
        false
    }
    /// Who it was given to. They get it as far as their skill and their minutes reach;
    /// beyond that somebody else does, so that it does not wait for a full day.
    fn officer(&self) -> Option<&StaffId> {
        None
    }
    /// Where it is done, if it is a visit. Visits to one place go to one officer
    /// where the minutes allow.
    fn place(&self) -> Option<&str>;
}

impl<A: Work> Work for Cleared<A> {
    fn case(&self) -> &PartyId {
        self.action().case()
    }

    fn minutes(&self) -> u32 {
        self.action().minutes()
    }

    fn value_minor(&self) -> i64 {
        self.action().value_minor()
    }

    fn skill(&self) -> Skill {
        self.action().skill()
    }

    fn is_owed(&self) -> bool {
        self.action().is_owed()
    }

    fn place(&self) -> Option<&str> {
        self.action().place()
    }

    fn officer(&self) -> Option<&StaffId> {
        self.action().officer()
    }
}

/// A person of the lender and their day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Who.
    pub id: StaffId,
    /// Minutes available today.
    pub minutes: u32,
    /// Whether they place calls.
    pub can_call: bool,
    /// Whether they visit.
    pub can_visit: bool,
}

/// The officers of one branch and all the work that is theirs to do.
#[derive(Clone, Debug)]
pub struct Pool<W> {
    /// Which branch.
    pub branch: BranchId,
    /// Its people.
    pub officers: Vec<Officer>,
    /// What could be done; a case belongs to one pool.
    pub work: Vec<W>,
}

/// Work that is done today, by whom, and why.
#[derive(Clone, Debug)]
pub struct Chosen<W> {
    /// The work, as it was given.
    pub work: W,
    /// The branch whose minutes it takes.
    pub branch: BranchId,
    /// Who does it.
    pub officer: StaffId,
    /// `worth_its_minutes`, or `fills_the_day` where it took minutes that
    /// nothing better fitted.
    pub why: Why,
}

/// Work that is not done today, and why.
#[derive(Clone, Debug)]
pub struct Left<W> {
    /// The work, as it was given.
    pub work: W,
    /// The branch that left it.
    pub branch: BranchId,
    /// `brings_nothing`, `nobody_can`, `other_step_chosen`, `below_the_price` or
    /// `does_not_fit`.
    pub why: Why,
}

/// The arithmetic of one pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolLedger {
    /// Which branch.
    pub branch: BranchId,
    /// Minutes of all its officers.
    pub minutes: u64,
    /// Minutes given to work.
    pub used_minutes: u64,
    /// What one more minute would bring: thousandths of a minor unit. Zero when
    /// there are minutes for everything.
    pub price_milli: i64,
    /// How much more a minute of an officer who calls would bring, where they are
    /// the scarce ones: thousandths of a minor unit.
    pub call_extra_milli: i64,
    /// The same for a minute of an officer who visits.
    pub visit_extra_milli: i64,
    /// What the chosen work is expected to bring.
    pub value: Amount,
    /// What no plan for these minutes could exceed.
    pub dual_bound: Amount,
}

impl PoolLedger {
    /// How far the plan may be from the best one, in hundredths of a percent of
    /// the bound, rounded up.
    pub fn gap_bp(&self) -> u32 {
        gap_bp(self.value, self.dual_bound)
    }
}

/// Who does what today.
#[derive(Clone, Debug)]
pub struct Allocation<W> {
    /// What is done, by branch in the order given, then by case.
    pub chosen: Vec<Chosen<W>>,
    /// What is not done, in the same order.
    pub left: Vec<Left<W>>,
    /// One ledger for each pool, in the order given.
    pub pools: Vec<PoolLedger>,
}

impl<W> Allocation<W> {
    /// What the chosen work of all pools is expected to bring.
    pub fn value(&self) -> Amount {
        self.pools.iter().map(|pool| pool.value).sum()
    }

    /// What no plan for these minutes could exceed.
    pub fn dual_bound(&self) -> Amount {
        self.pools.iter().map(|pool| pool.dual_bound).sum()
    }

    /// How far the plan may be from the best one, in hundredths of a percent of
    /// the bound, rounded up.
    pub fn gap_bp(&self) -> u32 {
        gap_bp(self.value(), self.dual_bound())
    }
}

fn gap_bp(value: Amount, bound: Amount) -> u32 {
    let missing = i128::from(bound.less(value).minor());
    let share = makegood_units::divide(missing * 10_000, i128::from(bound.minor()), makegood_units::Rounding::Up);
    share.and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}
