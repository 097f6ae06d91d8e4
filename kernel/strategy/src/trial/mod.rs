//! Ladders tried beside each other: a champion, challengers and a control that is only
//! reminded, by lot. Its written form is described in `strategies/README.md`.
//!
//! The lot is a function of the trial's salt and of whom it is drawn for ([`Trial::draw`]),
//! so nothing is kept for a case and any day draws the same again. Law, legal duties and
//! the way the book is read never depend on it: [`RunningTrial::try_new`] refuses a
//! challenger in which they would.

mod control;
mod draw;
mod incremental;
mod parse;
mod results;

use crate::Strategy;
use makegood_units::BusinessDate;
use serde::{Deserialize, Serialize};

pub use control::{CONTROL_GROUP, hold_back};
pub use draw::{SLOTS, slot};
pub use incremental::{Above, Incremental};
pub use results::{Against, ArmCash, ArmResults, FEWEST, Told, TrialCase, TrialResults, results};

/// The name of the arm that follows the champion.
pub const CHAMPION: &str = "champion";
/// The name of the arm that is only reminded.
pub const CONTROL: &str = "control";

/// For whom one lot is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Each borrower.
    #[default]
    Borrower,
    /// A joint-liability group together.
    Group,
    /// A branch together.
    Branch,
}

impl Unit {
    /// The word used in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Borrower => "borrower",
            Self::Group => "group",
            Self::Branch => "branch",
        }
    }
}

/// A ladder tried beside the champion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenger {
    /// The name of its arm.
    pub arm: String,
    /// The file of its ladder, as written.
    pub ladder: String,
    /// Its share, in basis points of all.
    pub share_bp: u32,
}

/// What is tried, for whom, with which shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trial {
    /// Its name.
    pub name: String,
    /// What the lot is drawn with; the name where the file says nothing.
    pub salt: String,
    /// For whom one lot is drawn.
    pub unit: Unit,
    /// The first day it decides about.
    pub begins_on: BusinessDate,
    /// The last day; none while it has no end.
    pub ends_on: Option<BusinessDate>,
    /// The share that is only reminded, in basis points; 0 is none.
    pub control_bp: u32,
    /// The ladders tried, in the order of the file.
    pub challengers: Vec<Challenger>,
}

/// Which ladder an arm follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Follows {
    /// The ladder in force.
    Champion,
    /// The challenger at this place of the trial.
    Challenger(usize),
    /// The ladder in force, of which only reminders are left.
    Control,
}

/// One arm of a trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// What it follows.
    pub follows: Follows,
    /// The chance of being in it, in basis points.
    pub share_bp: u32,
}

/// The lot of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseArm {
    /// The name of the trial.
    pub trial: String,
    /// The arm drawn.
    pub arm: Arm,
    /// For whom it was drawn.
    pub unit: Unit,
    /// Their number: a borrower's, a branch's.
    pub unit_id: String,
    /// The slot drawn, from 0 to 9999.
    pub slot: u32,
    /// Since when it decides.
    pub since: BusinessDate,
}

impl Trial {
    /// Whether it decides about a day.
    pub fn holds_on(&self, day: BusinessDate) -> bool {
        self.begins_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// Its arms: the champion, the challengers in order, the control where there is one.
    pub fn arms(&self) -> Vec<Arm> {
        let tried = self.challengers.iter().fold(0_u32, |sum, one| sum.saturating_add(one.share_bp));
        let left = SLOTS.saturating_sub(tried).saturating_sub(self.control_bp);
        let mut arms = vec![Arm { name: CHAMPION.to_owned(), follows: Follows::Champion, share_bp: left }];
        arms.extend(self.challengers.iter().enumerate().map(|(place, one)| Arm {
            name: one.arm.clone(),
            follows: Follows::Challenger(place),
            share_bp: one.share_bp,
        }));
        if self.control_bp > 0 {
            arms.push(Arm { name: CONTROL.to_owned(), follows: Follows::Control, share_bp: self.control_bp });
        }
        arms
    }

    /// The lot of somebody.
    pub fn draw(&self, unit_id: &str) -> CaseArm {
        let slot = slot(&self.salt, self.unit, unit_id);
        CaseArm {
            trial: self.name.clone(),
            arm: self.arm_at(slot),
            unit: self.unit,
            unit_id: unit_id.to_owned(),
            slot,
            since: self.begins_on,
        }
    }

    /// The control has the lowest slots, the challengers the highest, the first topmost:
    /// a share that grows takes from the champion alone, as long as no challenger written
    /// above it changes.
    fn arm_at(&self, slot: u32) -> Arm {
        let mut arms = self.arms();
        let mut above = SLOTS;
        let found = arms.iter().position(|arm| match arm.follows {
            Follows::Champion => false,
            Follows::Challenger(_) => {
                above = above.saturating_sub(arm.share_bp);
                slot >= above
            }
            Follows::Control => slot < arm.share_bp,
        });
        arms.swap_remove(found.unwrap_or(0))
    }
}

impl CaseArm {
    /// In a few words: `challenger ladder B, 20 %, by lot since 2026-12-01`.
    pub fn short(&self) -> String {
        let what = match self.arm.follows {
            Follows::Champion => "champion ladder".to_owned(),
            Follows::Challenger(_) => format!("challenger ladder {}", self.arm.name),
            Follows::Control => "control, reminders only".to_owned(),
        };
        format!("{what}, {}, by lot since {}", percent(self.arm.share_bp), self.since)
    }

    /// In one sentence.
    pub fn says(&self) -> String {
        let Self { trial, arm, unit, unit_id, since, .. } = self;
        let what = match arm.follows {
            Follows::Champion => "the ladder in force".to_owned(),
            Follows::Challenger(_) => format!("the challenger ladder {}", arm.name),
            Follows::Control => "reminders only, and what law or borrower ask for".to_owned(),
        };
        let for_whom = match unit {
            Unit::Borrower => String::new(),
            Unit::Group => format!(", one lot for the group of {unit_id}"),
            Unit::Branch => format!(", one lot for the branch {unit_id}"),
        };
        format!("Trial {trial}: {what}, {} of all, by lot since {since}{for_whom}.", percent(arm.share_bp))
    }
}

/// Basis points in per cent: `20 %`, `7.5 %`.
fn percent(basis_points: u32) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    let digits = format!("{part:02}");
    match digits.trim_end_matches('0') {
        "" => format!("{whole} %"),
        part => format!("{whole}.{part} %"),
    }
}

/// A challenger whose law, book or count of cases would not be the champion's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{ladder}: {keys} must be as in the ladder in force; law, the book and who counts as late do not depend on a lot"
)]
pub struct TrialUnfit {
    /// The file of the challenger.
    pub ladder: String,
    /// The keys in which it differs.
    pub keys: String,
}

/// A trial with the ladders of its challengers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunningTrial {
    trial: Trial,
    ladders: Vec<Strategy>,
}

impl RunningTrial {
    /// Puts a trial together; the ladders in the order of its challengers.
    ///
    /// # Errors
    /// [`TrialUnfit`] for a challenger that changes more than steps, plans and patience,
    /// or that is not there.
    pub fn try_new(trial: Trial, ladders: Vec<Strategy>, champion: &Strategy) -> Result<Self, TrialUnfit> {
        for (place, challenger) in trial.challengers.iter().enumerate() {
            let keys = ladders.get(place).map_or(vec!["the ladder"], |ladder| differing(ladder, champion));
            if !keys.is_empty() {
                return Err(TrialUnfit { ladder: challenger.ladder.clone(), keys: keys.join(", ") });
            }
        }
        Ok(Self { trial, ladders })
    }

    /// The same, ended by hand on a day where it would run longer.
    #[must_use]
    pub fn ended(mut self, on: BusinessDate) -> Self {
        self.trial.ends_on = Some(self.trial.ends_on.map_or(on, |last| last.min(on)));
        self
    }

    /// What is tried.
    pub fn trial(&self) -> &Trial {
        &self.trial
    }

    /// The ladder an arm follows.
    pub fn ladder<'a>(&'a self, follows: Follows, champion: &'a Strategy) -> &'a Strategy {
        match follows {
            Follows::Challenger(place) => self.ladders.get(place).unwrap_or(champion),
            Follows::Champion | Follows::Control => champion,
        }
    }

    /// The ladders of the challengers, in order.
    pub fn ladders(&self) -> &[Strategy] {
        &self.ladders
    }
}

/// The keys that no lot may change, where they differ.
fn differing(one: &Strategy, champion: &Strategy) -> Vec<&'static str> {
    let same = [
        ("packs", one.packs == champion.packs),
        ("facts", one.facts == champion.facts),
        ("buckets", one.buckets == champion.buckets),
        ("grace_days", one.grace_days == champion.grace_days),
        ("how the book is read", one.book == champion.book),
        ("classes", one.classes == champion.classes),
        ("penalty", one.penalty == champion.penalty),
        ("working_day", one.working_day == champion.working_day),
        ("before_due", one.before_due == champion.before_due),
    ];
    same.into_iter().filter(|(_, same)| !same).map(|(key, _)| key).collect()
}
