//! What has to be there before a debt is written off. The debt remains.

use makegood_units::Amount;
use serde::{Deserialize, Serialize};

/// One thing that has to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WriteOffNeed {
    /// The reason for the arrears is known, and that it lasts.
    CauseKnown,
    /// The borrower was found, or looked for with every lawful source.
    Traced,
    /// What was pledged or mortgaged is realised, or there is none.
    SecurityRealised,
    /// Every guarantor was called upon, or there is none.
    GuarantorsCalled,
    /// Until when the claim can be enforced, and who keeps that clock.
    LimitationRead,
    /// A date on which ability is tested again, because the debt remains.
    RetestSet,
    /// Two people have agreed.
    ApprovedByTwo,
    /// No other route is worth more; this one is reckoned, never stated.
    NothingWorthMore,
}

impl WriteOffNeed {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::CauseKnown,
        Self::Traced,
        Self::SecurityRealised,
        Self::GuarantorsCalled,
        Self::LimitationRead,
        Self::RetestSet,
        Self::ApprovedByTwo,
        Self::NothingWorthMore,
    ];

    /// What is needed, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::CauseKnown => "the reason for the arrears, and that it lasts",
            Self::Traced => "the borrower found, or looked for with every lawful source",
            Self::SecurityRealised => "security realised, or none",
            Self::GuarantorsCalled => "every guarantor called upon, or none",
            Self::LimitationRead => "until when the claim can be enforced, and who keeps that clock",
            Self::RetestSet => "a date on which ability is tested again, because the debt remains",
            Self::ApprovedByTwo => "two people who agreed",
            Self::NothingWorthMore => "no other route that is worth more",
        }
    }
}

/// What a write-off can show and what it cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOffReading {
    /// The route.
    pub route: String,
    /// What is still needed, in the order of [`WriteOffNeed::ALL`].
    pub missing: Vec<WriteOffNeed>,
    /// The routes that are worth more, the best first.
    pub worth_more: Vec<(String, Amount)>,
}

/// Reads the list against what was shown and what other routes are worth.
pub(super) fn read(route: &str, shown: &[WriteOffNeed], worth_more: Vec<(String, Amount)>) -> WriteOffReading {
    let missing = WriteOffNeed::ALL.into_iter().filter(|need| match need {
        WriteOffNeed::NothingWorthMore => !worth_more.is_empty(),
        stated => !shown.contains(stated),
    });
    WriteOffReading { route: route.to_owned(), missing: missing.collect(), worth_more }
}
