//! What is owed, instalment by instalment.

use crate::drawing::{Column, Instalments};
use crate::pages::BucketMark;
use crate::say;
use crate::trouble::capital;
use makegood_units::{BusinessDate, LoanId, Money};
use makegood_views::Debt;

/// What the case owes, over all its loans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// What makes every loan current today: the arrears.
    pub makes_current: Money,
    /// The due date of the oldest unpaid instalment; none when current.
    pub since: Option<BusinessDate>,
    /// Days past due.
    pub days_past_due: i32,
    /// The bucket of those days.
    pub bucket: BucketMark,
    /// Everything scheduled and not yet paid.
    pub outstanding: Money,
    /// The next instalment to fall due, with what is unpaid of it.
    pub next_due: Option<(BusinessDate, Money)>,
    /// The last payment.
    pub last_paid: Option<(BusinessDate, Money)>,
    /// Loan by loan.
    pub loans: Vec<LoanOwed>,
}

/// One loan of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoanOwed {
    /// The lender's number.
    pub id: LoanId,
    /// What it is, such as `600.00 USD for a grocery store, 10 monthly instalments`.
    pub about: String,
    /// Due and unpaid.
    pub arrears: Money,
    /// The day the drawing is true for.
    pub as_of: BusinessDate,
    /// The schedule in order.
    pub instalments: Vec<InstalmentLine>,
}

/// One instalment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalmentLine {
    /// What it is: an instalment by its number, a charge, money taken back.
    pub debt: Debt,
    /// When it falls due.
    pub due_on: BusinessDate,
    /// How much.
    pub amount: Money,
    /// What is paid of it.
    pub paid: Money,
    /// What is not.
    pub unpaid: Money,
    /// Where it stands.
    pub state: InstalmentState,
}

/// Where an instalment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstalmentState {
    /// Fully paid on a day, so many days late (0 on time or early).
    Paid {
        /// The day of the payment that completed it.
        on: BusinessDate,
        /// Days after the due date.
        days_late: i32,
    },
    /// Past due and not fully paid, for so many days.
    Late {
        /// Days since the due date.
        days: i32,
    },
    /// Not yet due.
    Future,
}

impl InstalmentLine {
    /// The number of an instalment; nothing for what is none.
    pub(super) fn no(&self) -> String {
        match self.debt {
            Debt::Instalment(no) => no.to_string(),
            _ => String::new(),
        }
    }

    /// What it is, where it is no instalment.
    pub(super) fn name(&self) -> Option<String> {
        (!matches!(self.debt, Debt::Instalment(_))).then(|| self.debt.words())
    }

    /// The state in words.
    pub fn says(&self) -> String {
        self.state.says()
    }

    /// The class of the chip that carries the state.
    pub fn chip(&self) -> String {
        self.state.chip()
    }

    fn mark(&self) -> String {
        match self.state {
            InstalmentState::Paid { days_late: ..=0, .. } => "✓".to_owned(),
            InstalmentState::Paid { days_late, .. } => format!("+{days_late}"),
            InstalmentState::Late { days } => days.to_string(),
            InstalmentState::Future => String::new(),
        }
    }
}

impl InstalmentState {
    /// The day it was paid in full.
    pub fn paid_on(&self) -> Option<BusinessDate> {
        match self {
            Self::Paid { on, .. } => Some(*on),
            Self::Late { .. } | Self::Future => None,
        }
    }

    /// The state in words.
    pub fn says(&self) -> String {
        match *self {
            Self::Paid { days_late: ..=0, .. } => "paid on time".to_owned(),
            Self::Paid { days_late, .. } => format!("paid {} late", say::days(days_late)),
            Self::Late { days } => format!("{} late", say::days(days)),
            Self::Future => "not yet due".to_owned(),
        }
    }

    fn tone(&self) -> &'static str {
        match *self {
            Self::Paid { days_late: ..=0, .. } => "good",
            Self::Paid { .. } => "warn",
            Self::Late { .. } => "bad",
            Self::Future => "calm",
        }
    }

    /// The class of the chip that carries the state.
    pub fn chip(&self) -> String {
        format!("chip {}", self.tone())
    }
}

impl LoanOwed {
    /// The schedule as a drawing.
    pub fn drawing(&self) -> Instalments {
        let columns = self.instalments.iter().map(|line| Column {
            label: say::month(&line.due_on).to_owned(),
            says: format!(
                "{} of {} due {}: {}",
                capital(&line.debt.words()),
                line.amount,
                say::day_text(&line.due_on),
                line.says()
            ),
            mark: line.mark(),
            tone: line.state.tone(),
            amount: line.amount.amount.minor(),
            paid: line.paid.amount.minor(),
            is_future: line.due_on >= self.as_of,
        });
        Instalments::new(&say::day_text(&self.as_of), columns.collect())
    }

    /// Instalments past due and not fully paid.
    pub fn late(&self) -> impl Iterator<Item = &InstalmentLine> {
        self.instalments.iter().filter(|line| matches!(line.state, InstalmentState::Late { .. }))
    }
}
