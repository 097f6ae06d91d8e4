//! What figures are called and how their parts are written, the same on pages, in files
//! and in reports.

use crate::{By, Code, Metric};
use makegood_book::Buckets;
use makegood_units::{Amount, Money};

/// Which question a figure belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// How late the book is.
    Lateness,
    /// Where it moves.
    Movement,
    /// What came in.
    Cash,
    /// How loans were granted.
    Granting,
    /// What people did.
    Work,
    /// What leaders looked at.
    Attention,
}

impl Family {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Lateness, Self::Movement, Self::Cash, Self::Granting, Self::Work, Self::Attention];

    /// The heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Lateness => "How late the book is",
            Self::Movement => "Where it moves",
            Self::Cash => "What came in",
            Self::Granting => "How loans were granted",
            Self::Work => "What people did",
            Self::Attention => "What leaders looked at",
        }
    }
}

impl Code {
    /// Which question it belongs to.
    pub const fn family(self) -> Family {
        match self {
            Self::Dpd(_) | Self::Par(_) => Family::Lateness,
            Self::Roll(_) | Self::Cure | Self::SustainedCure => Family::Movement,
            Self::Cash
            | Self::OnTime
            | Self::Effectiveness
            | Self::Liquidation
            | Self::Recovery
            | Self::CostPerUnit => Family::Cash,
            Self::FirstPaymentDefault | Self::Ever(_) | Self::NetLoss => Family::Granting,
            Self::Attention | Self::HandedIn | Self::Reviewed => Family::Attention,
            _ => Family::Work,
        }
    }

    /// What it is called, with the lender's buckets.
    pub fn name(self, buckets: &Buckets) -> String {
        let bucket = |at: u8| match at {
            0 => "current".to_owned(),
            at => format!("{} days", buckets.name(usize::from(at))),
        };
        match self {
            Self::Dpd(0) => "Balance that is current".to_owned(),
            Self::Dpd(at) => format!("Balance {} past due", bucket(at)),
            Self::Par(days) => format!("PAR{days}"),
            Self::Roll(at) => format!("Roll from {} to {}", bucket(at), bucket(at.saturating_add(1))),
            Self::Ever(days) => format!("Ever {days} days past due"),
            other => other.title().to_owned(),
        }
    }

    const fn title(self) -> &'static str {
        match self {
            Self::Dpd(_) | Self::Par(_) | Self::Roll(_) | Self::Ever(_) => "",
            Self::Cure => "Cured",
            Self::SustainedCure => "Cured and stayed cured",
            Self::Liquidation => "Liquidation",
            Self::Recovery => "Recovery",
            Self::CostPerUnit => "Cost per unit collected",
            Self::FirstPaymentDefault => "First-payment default",
            Self::NetLoss => "Net loss",
            Self::Cash => "Cash against what fell due",
            Self::OnTime => "Paid on time",
            Self::Effectiveness => "Collection effectiveness",
            Self::RightParty => "Right-party contact",
            Self::Promises => "Promises of conversations",
            Self::Kept => "Promises kept",
            Self::UndiagnosedAge => "Age of undiagnosed cases",
            Self::Undiagnosed => "Undiagnosed over 7 days",
            Self::ContactsPerCured => "Contacts per cured borrower",
            Self::Blocked => "Blocked actions",
            Self::Complaints => "Complaints per 1,000",
            Self::Attention => "Attention coverage",
            Self::HandedIn => "Reports handed in",
            Self::Reviewed => "Late cases read",
        }
    }
}

impl By {
    /// The part in words.
    pub fn words(&self) -> String {
        match self {
            Self::Book => "The whole book".to_owned(),
            Self::Branch(of) if of.is_empty() => "No branch".to_owned(),
            Self::Branch(of) | Self::Officer(of) | Self::Product(of) => of.clone(),
            Self::OfficerIn(_) => match self.officer_and_branch() {
                // Without a word, so that it is the same in every language.
                Some((branch, officer)) => format!("{officer} · {branch}"),
                None => self.of().to_owned(),
            },
            Self::Month(of) => format!("paid out in {of}"),
        }
    }
}

impl Metric {
    /// What was counted, in words: `1,200.00 USD` or `12`.
    pub fn counted(&self) -> String {
        self.amount(self.numerator)
    }

    /// What it was counted of, in words.
    pub fn of(&self) -> String {
        self.amount(self.denominator)
    }

    /// One of its amounts in words.
    pub fn amount(&self, amount: i64) -> String {
        match self.currency {
            Some(currency) => Money::new(Amount::from_minor(amount), currency).to_string(),
            None => amount.to_string(),
        }
    }

    /// `1,200.00 USD of 4,000.00 USD`.
    pub fn n_of_d(&self) -> String {
        format!("{} of {}", self.counted(), self.of())
    }
}
