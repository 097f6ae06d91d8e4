//! The catalogue of routes, and what flows on them.

use super::odds::Odds;
use makegood_units::{Amount, BusinessDate, Cycle};
use serde::{Deserialize, Serialize};

/// The routes there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteKind {
    /// Leave it to cure by itself, with reminders.
    Wait,
    /// The arrears in parts beside the regular instalment.
    InstalmentPlan,
    /// New dates, or a new term, for the whole debt.
    Reschedule,
    /// New money that restores earning power, drawn in supervised tranches.
    ReliefLoan,
    /// Another lender pays the debt off, and is owed instead.
    Refinance,
    /// Less than full, agreed.
    Settlement,
    /// The guarantor is called upon.
    GuarantorCall,
    /// The thing pledged is sold.
    Pledge,
    /// The mortgage is enforced.
    Mortgage,
    /// A suit, and execution of the judgment.
    Suit,
    /// The claim is sold.
    Sale,
    /// Taken out of the accounts; the debt remains.
    WriteOff,
}

impl RouteKind {
    /// All of them, in the order in which they are usually thought of.
    pub const ALL: [Self; 12] = [
        Self::Wait,
        Self::InstalmentPlan,
        Self::Reschedule,
        Self::ReliefLoan,
        Self::Refinance,
        Self::Settlement,
        Self::GuarantorCall,
        Self::Pledge,
        Self::Mortgage,
        Self::Suit,
        Self::Sale,
        Self::WriteOff,
    ];

    /// The word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::InstalmentPlan => "instalment_plan",
            Self::Reschedule => "reschedule",
            Self::ReliefLoan => "relief_loan",
            Self::Refinance => "refinance",
            Self::Settlement => "settlement",
            Self::GuarantorCall => "guarantor_call",
            Self::Pledge => "pledge",
            Self::Mortgage => "mortgage",
            Self::Suit => "suit",
            Self::Sale => "sale",
            Self::WriteOff => "write_off",
        }
    }

    /// Whether it is a concession for difficulty, by which the debt becomes forborne
    /// (glossary: *forbearance*; new terms and refinancing for difficulty in the
    /// lender's own house are the two forms of CRR article 47b).
    pub fn is_forbearance(self) -> bool {
        matches!(self, Self::InstalmentPlan | Self::Reschedule | Self::ReliefLoan | Self::Settlement)
    }

    /// Whether it leaves the borrower with new instalments, so that the limit on debt
    /// service has to hold before it is offered.
    pub fn has_new_instalments(self) -> bool {
        matches!(self, Self::InstalmentPlan | Self::Reschedule | Self::ReliefLoan | Self::Refinance)
    }

    /// Whether a second person has to agree: money is given up, or more is put at risk.
    pub fn needs_four_eyes(self) -> bool {
        matches!(self, Self::ReliefLoan | Self::Settlement | Self::Sale | Self::WriteOff)
    }

    /// Where its cash comes from when nothing else is said.
    pub fn usual_payer(self) -> PaidFrom {
        match self {
            Self::Wait | Self::InstalmentPlan | Self::Reschedule | Self::ReliefLoan | Self::Settlement => {
                PaidFrom::Surplus
            }
            Self::Refinance | Self::Sale => PaidFrom::Buyer,
            Self::GuarantorCall => PaidFrom::Guarantor,
            Self::Pledge | Self::Mortgage => PaidFrom::Security,
            Self::Suit | Self::WriteOff => PaidFrom::Execution,
        }
    }
}

/// Out of what cash is paid. Only the surplus burdens the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidFrom {
    /// The borrower's monthly surplus.
    Surplus,
    /// Something the borrower has or is given: a thing sold, family.
    Lump,
    /// The guarantor.
    Guarantor,
    /// The thing pledged or mortgaged.
    Security,
    /// Execution of a judgment.
    Execution,
    /// Whoever buys the claim or takes the debt over.
    Buyer,
}

/// Which way an entry flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowKind {
    /// To the lender.
    Cash(PaidFrom),
    /// What the route costs the lender.
    Cost,
    /// New money to the borrower.
    Advance,
}

/// One amount on one day, in minor units, never below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// The day.
    pub on: BusinessDate,
    /// How much.
    pub amount: Amount,
}

/// One line of a route: the same thing on one day or on many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is, in words.
    pub what: String,
    /// Which way it flows.
    pub kind: FlowKind,
    /// The amounts by day.
    pub flows: Vec<Flow>,
    /// How likely.
    pub odds: Odds,
}

/// When a chance fails, the case goes on as on another route, later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FallBack {
    /// The other route.
    pub to: String,
    /// The chance that failed.
    pub unless: String,
    /// How much later its flows then come.
    pub after: Cycle,
}

/// A route with what flows on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// Its name within the case; the word of its kind when there is one of the kind.
    pub id: String,
    /// Which of the catalogue.
    pub kind: RouteKind,
    /// What flows.
    pub entries: Vec<Entry>,
    /// Where it leads when it fails.
    pub falls_back: Option<FallBack>,
    /// What the borrower then pays a month on this debt, when it is not what the entries
    /// paid from the surplus say.
    pub debt_service: Option<Amount>,
}
