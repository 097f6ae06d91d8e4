//! What is known, before anything is worked out from it.
//!
//! Every fact has an id of its own, so that an answer can name what it rests on.
//! The order in which facts are told never matters.

pub mod asset;
mod find;
pub mod group;
pub mod loose;
pub mod people;
pub mod route;
pub mod security;

use crate::law::Law;
use asset::{AddedSecurity, Asset, ExemptGoods};
use group::{Contact, Contribution, Cooperation, Group, Meeting, Notice, Repayment, Shock};
use loose::Loose;
use makegood_units::{BusinessDate, Currency};
use people::{Debt, Happening, Liable};
use route::Route;
use security::{Event, Security};

/// What the lender decided for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A valuation older than so many days is not relied on.
    pub valuation_max_age_days: i32,
}

/// Everything known about some debts that belong together, on a day. Amounts are
/// minor units of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What this is about, in words.
    pub name: String,
    /// The day the answer is for.
    pub as_of: BusinessDate,
    /// Of all amounts.
    pub currency: Currency,
    /// The lender's own choices.
    pub policy: Policy,
    /// The rules that hold here.
    pub law: Law,
    /// The debts.
    pub debts: Vec<Debt>,
    /// Who is liable by borrowing, guaranteeing or inheriting.
    pub liable: Vec<Liable>,
    /// What happened about a debt or a guarantee.
    pub happenings: Vec<Happening>,
    /// Joint-liability groups.
    pub groups: Vec<Group>,
    /// What co-obligors paid for somebody else.
    pub contributions: Vec<Contribution>,
    /// What was paid back to them.
    pub repayments: Vec<Repayment>,
    /// Liability notices served.
    pub notices: Vec<Notice>,
    /// Whether the failing member was spoken to first, or why not.
    pub contacts: Vec<Contact>,
    /// Whether members take part.
    pub cooperation: Vec<Cooperation>,
    /// Meetings of a group.
    pub meetings: Vec<Meeting>,
    /// Shocks common to a group.
    pub shocks: Vec<Shock>,
    /// Pledges and mortgages.
    pub securities: Vec<Security>,
    /// What was done to enforce them.
    pub events: Vec<Event>,
    /// What obligors own besides.
    pub assets: Vec<Asset>,
    /// Goods nobody may be asked to give up.
    pub exempt: Vec<ExemptGoods>,
    /// Security offered in addition.
    pub added: Vec<AddedSecurity>,
    /// The ways to money, with what they cost and how likely they are.
    pub routes: Vec<Route>,
    /// What was told apart from the fact it belongs to, and found none.
    pub loose: Loose,
}

impl Facts {
    /// No facts yet.
    pub fn new(name: impl Into<String>, as_of: BusinessDate, currency: Currency) -> Self {
        Self {
            name: name.into(),
            as_of,
            currency,
            policy: Policy { valuation_max_age_days: 365 },
            law: Law::default(),
            debts: Vec::new(),
            liable: Vec::new(),
            happenings: Vec::new(),
            groups: Vec::new(),
            contributions: Vec::new(),
            repayments: Vec::new(),
            notices: Vec::new(),
            contacts: Vec::new(),
            cooperation: Vec::new(),
            meetings: Vec::new(),
            shocks: Vec::new(),
            securities: Vec::new(),
            events: Vec::new(),
            assets: Vec::new(),
            exempt: Vec::new(),
            added: Vec::new(),
            routes: Vec::new(),
            loose: Loose::default(),
        }
    }

    /// The same facts in the order of their ids.
    pub(crate) fn in_order(mut self) -> Self {
        self.law.rules.sort_by(|one, other| one.cited.rule.cmp(&other.cited.rule));
        self.law.processes.sort_by(|one, other| one.cited.rule.cmp(&other.cited.rule));
        self.debts.sort_by(|one, other| one.id.cmp(&other.id));
        self.liable.sort_by(|one, other| one.id.cmp(&other.id));
        self.happenings.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.groups.sort_by(|one, other| one.id.cmp(&other.id));
        for group in &mut self.groups {
            group.members.sort_by(|one, other| one.party.cmp(&other.party));
            group.debts.sort();
        }
        self.contributions.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.repayments.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.notices.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.contacts.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.cooperation.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.meetings.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        for meeting in &mut self.meetings {
            meeting.attendees.sort();
        }
        self.shocks.sort_by(|one, other| (one.begins_on, &one.id).cmp(&(other.begins_on, &other.id)));
        self.securities.sort_by(|one, other| one.id.cmp(&other.id));
        for security in &mut self.securities {
            security.debts.sort();
            security.valuations.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
            security.ranks.sort_by(|one, other| (one.rank, &one.holder).cmp(&(other.rank, &other.holder)));
            security.costs.sort_by(|one, other| (&one.stage, one.amount).cmp(&(&other.stage, other.amount)));
        }
        self.events.sort_by(|one, other| (one.on, &one.id).cmp(&(other.on, &other.id)));
        self.assets.sort_by(|one, other| one.id.cmp(&other.id));
        self.exempt.sort_by(|one, other| one.kind.cmp(&other.kind));
        self.added.sort_by(|one, other| one.id.cmp(&other.id));
        self.routes.sort_by(|one, other| one.id.cmp(&other.id));
        self
    }
}
