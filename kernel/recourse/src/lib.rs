//! Recourse and security: who is liable for a debt today and for how much, what a
//! guarantee, a group, a pledge or a mortgage can bring and what stands against it,
//! and in which order to turn to whom.
//!
//! [`Facts::parse`] reads what is known from one TOML file, described in
//! `docs/recourse.md`; [`recourse`] answers. The law comes as data with its citation
//! ([`Law`]); what may not be done now is a [`Refusal`] with a way out, never left out
//! in silence. Nobody is liable for more than their limit or the debt, and every
//! cent of a sale, a contribution or a repayment is accounted for.

mod answer;
mod assets;
mod check;
mod cycle;
mod demand;
mod distribute;
mod enforce;
mod facts;
mod group;
mod law;
mod ledger;
mod liability;
mod order;
mod read;
mod recourse;
mod refusal;
mod scope;
mod security;
mod sums;
mod view;

pub use answer::{Line, Recourse};
pub use assets::{AddedAnswer, SaleAnswer, added_security, voluntary_sale};
pub use check::check;
pub use demand::{Demand, demand};
pub use distribute::{Basis, DebtPaid, DeficiencyClaim, Distribution, RankPaid, distribute};
pub use enforce::{Enforcement, Redeem, Stage, StageStep, enforcement};
pub use facts::asset::{AddedSecurity, Asset, ExemptGoods, MaritalStatus};
pub use facts::group::{
    Contact, Contribution, Cooperation, CooperationStatus, Group, GroupLiability, Meeting, Member, Notice, Repayment,
    Shock,
};
pub use facts::loose::{Loose, LooseMember};
pub use facts::people::{Debt, GuaranteeKind, Happened, Happening, LegalRole, Liable, Period, Proof};
pub use facts::route::{Route, RouteKind};
pub use facts::security::{Event, EventKind, Rank, Security, SecurityKind, StageCost, Valuation};
pub use facts::{Facts, Policy};
pub use group::{Exposure, Failing, GroupAnswer, MemberAnswer, group};
pub use law::{Before, Cited, Law, Process, Rule, RuleKind, Way};
pub use ledger::{Balance, Ledger, ledger};
pub use liability::{Liability, liabilities};
pub use order::{After, Known, Order, RouteAnswer, Step, order};
pub use read::{FileError, Row, at_rows, laws};
pub use recourse::recourse;
pub use refusal::Refusal;
pub use scope::{Scope, scope};
pub use security::{CostLine, SecurityAnswer};
pub use view::{JointDebt, MemberView, member_view};
