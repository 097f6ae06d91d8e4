//! Lines of arithmetic in a worked example: what is owed, what came, and what the
//! convention behind a rule makes of it.

mod allocate;
mod expect;
mod interest;
mod ledger;
mod loan;
mod read;
mod read_interest;
mod state;
mod words;

pub(super) use ledger::{Ledger, Under};
pub(super) use read::{read_dated, read_line};

use expect::Expected;
use makegood_book::Component;
use makegood_units::{BusinessDate, Currency, Decimal, Rate};

/// An amount, or a count, as it is written; the currency tells its decimals.
pub(crate) type Figure = Decimal;

/// Amounts by component.
pub(crate) type Parts = Vec<(Component, Figure)>;

/// A line of arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sum {
    /// One of several debts of a person.
    Debt(DebtLine),
    /// All that is outstanding on a loan, of which kind, since when.
    Exposure(Exposure),
    /// Something falls due.
    Due { day: BusinessDate, parts: Parts },
    /// Money comes.
    Pay { day: BusinessDate, amount: Figure },
    /// A question.
    Asked(Box<Asked>),
}

/// All that is outstanding on a loan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exposure {
    pub amount: Figure,
    pub currency: Option<Currency>,
    pub portfolio: Option<String>,
    pub since: Option<BusinessDate>,
}

/// A debt beside others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DebtLine {
    pub name: String,
    pub owed: Figure,
    /// None: not yet due.
    pub due: Option<BusinessDate>,
    pub since: Option<BusinessDate>,
    /// What its security is worth.
    pub secured: Option<Figure>,
    pub rate: Option<Rate>,
    pub disputed: bool,
    pub deferral_ends: bool,
}

/// A question to the convention behind a rule, and the answer expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub by: String,
    pub question: SumQuestion,
    pub expected: Expected,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SumQuestion {
    Allocate(Allocate),
    Interest(Interest),
    State(BusinessDate),
    DaysPastDue(BusinessDate),
}

/// Where one payment goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allocate {
    pub amount: Figure,
    pub on: Option<BusinessDate>,
    pub currency: Option<Currency>,
    /// Inside one debt: what is owed of each component.
    pub over: Parts,
    pub minimum: Option<Figure>,
    /// Over several: what was agreed, named by the debtor, chosen by the creditor.
    pub agreed: Directed,
    pub designated: Directed,
    pub chosen: Directed,
}

/// Debts named, each with the most it shall get.
pub(crate) type Directed = Vec<(String, Option<Figure>)>;

/// What runs on something overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Interest {
    pub on: Parts,
    /// The first day it is overdue.
    pub from: BusinessDate,
    /// The last day that counts.
    pub to: BusinessDate,
    /// It is paid on that day; else it stays unpaid.
    pub is_paid: bool,
    pub told: ContractTold,
}

/// What a line says of the contract and of what stops the clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContractTold {
    pub currency: Option<Currency>,
    /// The rate agreed for overdue amounts.
    pub agreed: Option<Rate>,
    pub contract: Option<Rate>,
    pub beside: Option<Rate>,
    pub made: Option<BusinessDate>,
    pub lent: Option<Figure>,
    pub charged_before: Option<Figure>,
    pub late_fee: Option<Figure>,
    pub fees_before: Option<Figure>,
    /// The principal when it became non-performing.
    pub defaulted: Option<Figure>,
    pub instalment: Option<Figure>,
    pub loss: Option<Figure>,
    /// What stops the clock: its first and last day.
    pub stopped: Option<(BusinessDate, Option<BusinessDate>)>,
}

impl Sum {
    /// The rule a question is about.
    pub fn asked_of(&self) -> Option<&str> {
        match self {
            Self::Asked(asked) => Some(&asked.by),
            _ => None,
        }
    }
}
