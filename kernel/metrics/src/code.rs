//! Which figures there are, what each is called and how it is read.

use serde::{Deserialize, Serialize};

/// A figure by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Code {
    /// Balance in one bucket of days past due; 0 is current.
    Dpd(u8),
    /// Principal of loans more than so many days past due: 30, 60 or 90.
    Par(u8),
    /// Balance of one bucket a month ago that is one bucket worse.
    Roll(u8),
    /// Balance past due a month ago that is past due no more.
    Cure,
    /// The same of four months ago, with three further instalments paid.
    SustainedCure,
    /// Cash from what was past due a month ago.
    Liquidation,
    /// What came of loans 90 days past due, at its present worth and less its cost.
    Recovery,
    /// Cost of the work done for each unit of cash that met arrears.
    CostPerUnit,
    /// First instalments unpaid for 30 days.
    FirstPaymentDefault,
    /// Loans ever 30 or 90 days past due.
    Ever(u8),
    /// Principal written off less what came in since.
    NetLoss,
    /// Cash received against what fell due.
    Cash,
    /// Paid when it first fell due.
    OnTime,
    /// Collection effectiveness index.
    Effectiveness,
    /// Right-party conversations of attempts.
    RightParty,
    /// Promises of conversations.
    Promises,
    /// Promises kept of those due.
    Kept,
    /// Days for which the cause of lateness has been unknown, in the middle of such cases.
    UndiagnosedAge,
    /// Cases whose cause is unknown for more than a week.
    Undiagnosed,
    /// Contacts for each borrower who came back to current.
    ContactsPerCured,
    /// Acts the law did not let through.
    Blocked,
    /// Complaints for a thousand borrowers past due.
    Complaints,
    /// What a leader looked at by its day, of what fell due for one.
    Attention,
    /// Reports handed in by their officers, of reports owed.
    HandedIn,
    /// Cases past due that a leader read in the month.
    Reviewed,
}

/// How a figure is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A part of a whole, in percent.
    Share,
    /// So many of the one for one of the other.
    Each(&'static str),
    /// For a thousand.
    PerThousand,
}

impl Code {
    /// Every figure, for a book with so many buckets.
    pub fn all(buckets: usize) -> Vec<Self> {
        let buckets = u8::try_from(buckets).unwrap_or(u8::MAX);
        let mut all: Vec<Self> = (0..buckets).map(Self::Dpd).collect();
        all.extend([30, 60, 90].map(Self::Par));
        all.extend((0..buckets.saturating_sub(1)).map(Self::Roll));
        all.extend([Self::Cure, Self::SustainedCure, Self::Cash, Self::OnTime, Self::Effectiveness]);
        all.extend([Self::Liquidation, Self::Recovery, Self::CostPerUnit, Self::FirstPaymentDefault]);
        all.extend([Self::Ever(30), Self::Ever(90), Self::NetLoss, Self::RightParty, Self::Promises, Self::Kept]);
        all.extend([Self::UndiagnosedAge, Self::Undiagnosed, Self::ContactsPerCured, Self::Blocked, Self::Complaints]);
        all.extend([Self::Attention, Self::HandedIn, Self::Reviewed]);
        all
    }

    /// Its word in addresses and files: `par-30`, `roll-1`.
    pub fn word(self) -> String {
        match self {
            Self::Dpd(bucket) => format!("dpd-{bucket}"),
            Self::Par(days) => format!("par-{days}"),
            Self::Roll(bucket) => format!("roll-{bucket}"),
            Self::Ever(days) => format!("ever-{days}"),
            other => other.plain().to_owned(),
        }
    }

    const fn plain(self) -> &'static str {
        match self {
            Self::Dpd(_) | Self::Par(_) | Self::Roll(_) | Self::Ever(_) => "",
            Self::Cure => "cure",
            Self::SustainedCure => "sustained-cure",
            Self::Liquidation => "liquidation",
            Self::Recovery => "recovery",
            Self::CostPerUnit => "cost-per-unit",
            Self::FirstPaymentDefault => "first-payment-default",
            Self::NetLoss => "net-loss",
            Self::Cash => "cash",
            Self::OnTime => "on-time",
            Self::Effectiveness => "effectiveness",
            Self::RightParty => "right-party",
            Self::Promises => "promises",
            Self::Kept => "kept",
            Self::UndiagnosedAge => "undiagnosed-age",
            Self::Undiagnosed => "undiagnosed",
            Self::ContactsPerCured => "contacts-per-cured",
            Self::Blocked => "blocked",
            Self::Complaints => "complaints",
            Self::Attention => "attention",
            Self::HandedIn => "handed-in",
            Self::Reviewed => "reviewed",
        }
    }

    /// The figure of a word; none for another word.
    pub fn named(word: &str) -> Option<Self> {
        let with_number = word.split_once('-').and_then(|(family, number)| {
            let number: u8 = number.parse().ok()?;
            match (family, number) {
                ("dpd", bucket) => Some(Self::Dpd(bucket)),
                ("par", 30 | 60 | 90) => Some(Self::Par(number)),
                ("roll", bucket) => Some(Self::Roll(bucket)),
                ("ever", 30 | 90) => Some(Self::Ever(number)),
                _ => None,
            }
        });
        with_number
            .filter(|code| code.word() == word)
            .or_else(|| Self::all(0).into_iter().find(|code| !code.plain().is_empty() && code.plain() == word))
    }

    /// How it is read.
    pub const fn measure(self) -> Measure {
        match self {
            Self::CostPerUnit => Measure::Each("spent for each 1 collected"),
            Self::UndiagnosedAge => Measure::Each("days a case"),
            Self::ContactsPerCured => Measure::Each("contacts for each cured"),
            Self::Complaints => Measure::PerThousand,
            _ => Measure::Share,
        }
    }

    /// Whether what is counted, and what it is counted of, are amounts of money.
    pub const fn is_money(self) -> bool {
        matches!(
            self,
            Self::Dpd(_)
                | Self::Par(_)
                | Self::Roll(_)
                | Self::Cure
                | Self::SustainedCure
                | Self::Liquidation
                | Self::Recovery
                | Self::CostPerUnit
                | Self::NetLoss
                | Self::Cash
                | Self::OnTime
                | Self::Effectiveness
        )
    }

    /// Whether it compares with an earlier close.
    pub const fn is_cohort(self) -> bool {
        matches!(self, Self::Roll(_) | Self::Cure | Self::SustainedCure | Self::Liquidation | Self::ContactsPerCured)
    }

    /// Whether it counts what happened since the month began.
    pub const fn is_of_month(self) -> bool {
        matches!(
            self,
            Self::Cash
                | Self::OnTime
                | Self::Effectiveness
                | Self::CostPerUnit
                | Self::RightParty
                | Self::Promises
                | Self::Kept
                | Self::Blocked
                | Self::Complaints
                | Self::Attention
                | Self::HandedIn
                | Self::Reviewed
        )
    }

    /// Whether more of it is worse; none where it depends.
    pub const fn is_worse_when_higher(self) -> Option<bool> {
        match self {
            Self::Dpd(_) | Self::Promises | Self::Blocked => None,
            Self::Cure
            | Self::SustainedCure
            | Self::Liquidation
            | Self::Recovery
            | Self::Cash
            | Self::OnTime
            | Self::Effectiveness
            | Self::RightParty
            | Self::Kept
            | Self::Attention
            | Self::HandedIn
            | Self::Reviewed => Some(false),
            _ => Some(true),
        }
    }

    /// What is counted, and of what, in the words of the page.
    pub const fn says(self) -> (&'static str, &'static str) {
        match self {
            Self::Dpd(_) => ("outstanding in the bucket", "outstanding of open loans"),
            Self::Par(_) => ("principal of loans past due for longer", "principal of open loans"),
            Self::Roll(_) => ("balance then of loans one bucket worse now", "balance of the bucket then"),
            Self::Cure => ("balance then of loans past due no more", "balance past due then"),
            Self::SustainedCure => {
                ("balance then of loans current since, three instalments or all paid", "balance past due then")
            }
            Self::Liquidation => ("cash since from loans past due then", "their balance then"),
            Self::Recovery => ("present worth of cash since, less cost", "balance on the 90th day past due"),
            Self::CostPerUnit => ("cost of the work done in the month", "cash that met arrears in the month"),
            Self::FirstPaymentDefault => {
                ("loans with the first instalment unpaid for 30 days", "loans whose first due date is 30 days past")
            }
            Self::Ever(_) => ("loans ever past due for so long", "loans paid out"),
            Self::NetLoss => ("principal written off, less received since", "principal lent"),
            Self::Cash => ("cash received in the month", "fell due in the month"),
            Self::OnTime => ("paid by the due date", "fell due in the month"),
            Self::Effectiveness => {
                ("begin, plus due in the month, less unpaid now", "begin, plus due in the month, less unpaid of it now")
            }
            Self::RightParty => ("conversations with the right person", "calls and visits made"),
            Self::Promises => ("conversations that ended with a promise", "conversations with the right person"),
            Self::Kept => ("promises kept", "promises due"),
            Self::UndiagnosedAge => ("days past due in all", "cases whose cause is unknown"),
            Self::Undiagnosed => ("cases with the cause unknown for more than 7 days", "cases past due"),
            Self::ContactsPerCured => ("contacts with borrowers who were past due then", "of them past due no more"),
            Self::Blocked => ("acts the law did not clear", "acts it was asked about"),
            Self::Complaints => ("complaints in the month", "borrowers past due"),
            Self::Attention => ("looked at by a leader in time", "reports and cases due for a leader in the month"),
            Self::HandedIn => ("reports handed in by their officer", "reports that went to a leader in the month"),
            Self::Reviewed => ("cases a leader read in the month", "cases past due"),
        }
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.word()
    }
}

impl TryFrom<String> for Code {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::named(&word).ok_or_else(|| format!("no figure is called {word}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_figure_is_found_by_its_word_and_no_other() {
        let all = Code::all(5);
        for code in &all {
            assert_eq!(Code::named(&code.word()), Some(*code));
        }
        assert_eq!(all.len(), 35);
        for word in ["", "par-31", "ever-60", "dpd-", "dpd-01", "kept-1", "roll"] {
            assert_eq!(Code::named(word), None, "{word}");
        }
    }
}
