//! *Trial*: ladders beside each other by lot; and *What came of it*: outcomes by means and
//! situation.

use super::rendered;
use crate::drawing::Spread;
use crate::layout::{Frame, Tab};
use crate::say;
use askama::Template;
use makegood_units::{BusinessDate, Money};

/// A share in words, with its drawing.
#[derive(Clone, Debug)]
pub struct ShareCell {
    /// `41.2% (88 of 214)`.
    pub says: String,
    /// `35.1% to 47.9%`; empty where nothing can be said.
    pub within: String,
    /// The drawing.
    pub spread: Option<Spread>,
}

/// The results of the last trial.
#[derive(Clone, Debug, Template)]
#[template(path = "trial.html")]
pub struct TrialPage {
    /// What stands around the page.
    pub frame: Frame,
    /// What it came to; none where there never was one.
    pub trial: Option<TrialCard>,
}
rendered!(TrialPage);

/// A trial.
#[derive(Clone, Debug)]
pub struct TrialCard {
    /// Its name.
    pub name: String,
    /// Its days and its lot, in one sentence.
    pub about: String,
    /// The last day known.
    pub as_of: BusinessDate,
    /// Borrowers late on the day before, who are not counted.
    pub late_before: usize,
    /// Arm by arm.
    pub arms: Vec<ArmRow>,
    /// Each arm above the control: its name and currency, and what can be told.
    pub incremental: Vec<(String, String, Vec<String>)>,
    /// What has to be known before anything is concluded.
    pub cautions: Vec<String>,
}

/// One arm.
#[derive(Clone, Debug)]
pub struct ArmRow {
    /// Its name.
    pub name: String,
    /// `20 %`.
    pub share: String,
    /// Cases counted.
    pub cases: usize,
    /// Cured at 30 days.
    pub cured_30: ShareCell,
    /// Cured at 60 days.
    pub cured_60: ShareCell,
    /// What can be told beside the champion, sentence by sentence.
    pub against: Vec<String>,
    /// Received over what was past due at first, by currency, with the cost.
    pub cash: Vec<CashLine>,
    /// Attempts.
    pub contacts: usize,
    /// Complaints.
    pub complaints: usize,
    /// Minutes.
    pub minutes: usize,
}

/// Money of an arm in one currency.
#[derive(Clone, Debug)]
pub struct CashLine {
    /// Received in 30 days.
    pub paid: Money,
    /// Past due on the first days late.
    pub arrears: Money,
    /// Cost beside the minutes.
    pub cost: Money,
}

impl CashLine {
    fn share(&self) -> String {
        say::share(self.paid.amount.minor(), self.arrears.amount.minor())
    }
}

impl TrialPage {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}

/// Outcomes by means and situation.
#[derive(Clone, Debug, Template)]
#[template(path = "methods.html")]
pub struct MethodsPage {
    /// What stands around the page.
    pub frame: Frame,
    /// The last day known.
    pub as_of: BusinessDate,
    /// The day of the first attempt.
    pub since: Option<BusinessDate>,
    /// Row by row.
    pub rows: Vec<MethodLine>,
}
rendered!(MethodsPage);

/// One means in one situation.
#[derive(Clone, Debug)]
pub struct MethodLine {
    /// By what means.
    pub means: String,
    /// In which situation.
    pub situation: String,
    /// Attempts.
    pub attempts: usize,
    /// Conversations, promises, promises kept, money within 14 days: heading and share.
    pub shares: Vec<(&'static str, ShareCell)>,
}

impl MethodsPage {
    fn tab(&self) -> Tab {
        Tab::Review
    }
}
