//! What the arms of a trial came to: every case by the arm its lot gave it, whatever was
//! done in the end (by intention to treat).

use super::incremental::incremental;
use super::{Arm, Follows, Incremental, Trial};
use makegood_units::{Amount, BusinessDate, Currency, Difference, Measured, Proportion, basis_points, smallest_found};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Below so many cases in an arm nothing is said of a difference.
pub const FEWEST: u64 = 30;

/// A case that first fell late while the trial ran, and its first 30 and 60 days. Money
/// in minor units of `currency`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialCase {
    /// The name of its arm.
    pub arm: String,
    /// For whom the lot was drawn.
    pub unit_id: String,
    /// Its first day late.
    pub entered_on: BusinessDate,
    /// The currency of the case.
    pub currency: Currency,
    /// Due and unpaid on that day.
    pub arrears: Amount,
    /// Whether nothing was past due 30 days later; none while they are not over.
    pub cured_30: Option<bool>,
    /// The same 60 days later.
    pub cured_60: Option<bool>,
    /// Received in those 30 days.
    pub paid: Amount,
    /// Attempts of the lender in those 30 days.
    pub contacts: u64,
    /// Complaints and grievances noted in them.
    pub complaints: u64,
    /// Minutes of those attempts and steps, by the ladder of the arm.
    pub minutes: u64,
    /// Their cost beside the minutes, by the same.
    pub cost: Amount,
}

/// Money of the cases whose 30 days are over, in one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmCash {
    /// Past due on their first days late.
    pub arrears: Amount,
    /// Received within 30 days.
    pub paid: Amount,
    /// What the attempts and steps cost beside the minutes.
    pub cost: Amount,
}

/// What can be told of an arm beside the champion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// More were cured than under the champion.
    More,
    /// Fewer were.
    Fewer,
    /// It cannot be told from no difference.
    NotDistinguishable,
    /// There are too few cases to say anything.
    TooFew,
}

/// An arm's cures beside the champion's, in basis points; 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Against {
    /// How much higher than the champion's.
    pub difference_bp: i64,
    /// The lower end of its interval.
    pub low_bp: i64,
    /// The upper end.
    pub high_bp: i64,
    /// The smallest rise over the champion's that so many cases would find four times out of
    /// five; none where there is none.
    pub smallest_found_bp: Option<i64>,
    /// What can be told.
    pub told: Told,
}

/// What one arm came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmResults {
    /// The arm.
    pub arm: Arm,
    /// Cases that first fell late while it ran.
    pub cases: u64,
    /// For how many the lot was drawn: borrowers, groups or branches.
    pub units: u64,
    /// Cases whose 30 days are over: the figures below are theirs.
    pub followed_30: u64,
    /// Cured 30 days after the first day late.
    pub cured_30: Measured,
    /// Cured 60 days after it.
    pub cured_60: Measured,
    /// Cures at 30 days beside the champion's; none for the champion, or where either has
    /// no case that far.
    pub against_30: Option<Against>,
    /// The same at 60 days.
    pub against_60: Option<Against>,
    /// Money, by currency.
    pub cash: BTreeMap<Currency, ArmCash>,
    /// Attempts of the lender.
    pub contacts: u64,
    /// Complaints and grievances noted.
    pub complaints: u64,
    /// Minutes of attempts and steps.
    pub minutes: u64,
}

/// What a trial came to by a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrialResults {
    /// What is tried.
    pub trial: Trial,
    /// The last day known.
    pub as_of: BusinessDate,
    /// Arm by arm.
    pub arms: Vec<ArmResults>,
    /// Each arm above the control, by currency; nothing without a control.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incremental: Vec<Incremental>,
    /// Borrowers late on the day before it began: not counted, whatever came after.
    pub late_before: u64,
    /// What has to be known before anything is concluded.
    pub cautions: Vec<String>,
}

/// Counts the cases of a trial, arm by arm.
pub fn results(trial: &Trial, cases: &[TrialCase], late_before: u64, as_of: BusinessDate) -> TrialResults {
    let mut arms: Vec<ArmResults> = trial.arms().into_iter().map(|arm| of_arm(arm, cases)).collect();
    let base = arms.iter().find(|one| one.arm.follows == Follows::Champion);
    if let Some((base_30, base_60)) = base.map(|one| (one.cured_30, one.cured_60)) {
        for one in arms.iter_mut().filter(|one| one.arm.follows != Follows::Champion) {
            one.against_30 = against(one.cured_30, base_30);
            one.against_60 = against(one.cured_60, base_60);
        }
    }
    let cautions = cautions(trial, &arms, as_of);
    let incremental = incremental(&trial.arms(), cases);
    TrialResults { trial: trial.clone(), as_of, arms, incremental, late_before, cautions }
}

fn of_arm(arm: Arm, cases: &[TrialCase]) -> ArmResults {
    let own: Vec<&TrialCase> = cases.iter().filter(|case| case.arm == arm.name).collect();
    let (mut cured_30, mut cured_60) = (Proportion::default(), Proportion::default());
    let mut cash: BTreeMap<Currency, ArmCash> = BTreeMap::new();
    let (mut contacts, mut complaints, mut minutes) = (0_u64, 0_u64, 0_u64);
    for case in own.iter().filter(|case| case.cured_30.is_some()) {
        contacts = contacts.saturating_add(case.contacts);
        complaints = complaints.saturating_add(case.complaints);
        minutes = minutes.saturating_add(case.minutes);
        let sums = cash.entry(case.currency).or_default();
        let plus = |one: Amount, two: Amount| one.checked_add(two).unwrap_or(Amount::LIMIT);
        sums.arrears = plus(sums.arrears, case.arrears);
        sums.paid = plus(sums.paid, case.paid);
        sums.cost = plus(sums.cost, case.cost);
    }
    own.iter().filter_map(|case| case.cured_30).for_each(|cured| cured_30.count(cured));
    own.iter().filter_map(|case| case.cured_60).for_each(|cured| cured_60.count(cured));
    let units: BTreeSet<&str> = own.iter().map(|case| case.unit_id.as_str()).collect();
    ArmResults {
        arm,
        cases: u64::try_from(own.len()).unwrap_or(u64::MAX),
        units: u64::try_from(units.len()).unwrap_or(u64::MAX),
        followed_30: cured_30.denominator,
        cured_30: cured_30.measured(),
        cured_60: cured_60.measured(),
        against_30: None,
        against_60: None,
        cash,
        contacts,
        complaints,
        minutes,
    }
}

fn against(own: Measured, base: Measured) -> Option<Against> {
    let whole = |measured: Measured| Proportion::new(measured.numerator, measured.denominator);
    let difference: Difference = whole(own).above(&whole(base))?;
    let too_few = own.denominator < FEWEST || base.denominator < FEWEST;
    let told = match (too_few, difference.is_told()) {
        (true, _) => Told::TooFew,
        (_, false) => Told::NotDistinguishable,
        _ if difference.point > makegood_units::Decimal::ZERO => Told::More,
        _ => Told::Fewer,
    };
    Some(Against {
        difference_bp: basis_points(difference.point),
        low_bp: basis_points(difference.within.low),
        high_bp: basis_points(difference.within.high),
        smallest_found_bp: smallest_found(base.share_bp?, base.denominator, own.denominator),
        told,
    })
}

fn cautions(trial: &Trial, arms: &[ArmResults], as_of: BusinessDate) -> Vec<String> {
    let mut cautions = Vec::new();
    let few = arms.iter().filter(|arm| arm.cured_30.denominator < FEWEST).map(|arm| arm.arm.name.as_str());
    let few = few.collect::<Vec<_>>().join(", ");
    if !few.is_empty() {
        cautions.push(format!(
            "Fewer than {FEWEST} cases whose 30 days are over ({few}): nothing can be told of that yet."
        ));
    }
    if trial.unit != super::Unit::Borrower {
        let (unit, plural) = match trial.unit {
            super::Unit::Branch => ("branch", "branches"),
            _ => ("group", "groups"),
        };
        cautions.push(format!(
            "One lot is drawn for a whole {unit}. The intervals take every case for itself, so they are too narrow; with few {plural} believe none of them."
        ));
    }
    if trial.ends_on.is_none_or(|last| as_of < last) {
        cautions.push(
            "The trial is still running. Who looks often and stops at the first good day finds differences that are not there: settle beforehand when it ends.".to_owned(),
        );
    }
    if trial.control_bp == 0 {
        cautions.push(
            "There is no control that is only reminded: ladders can be told apart, but not what collecting brings at all.".to_owned(),
        );
    }
    cautions
}

impl Against {
    /// In one sentence.
    pub fn says(&self) -> String {
        let points = |bp: i64| format!("{}{}.{:02}", if bp < 0 { "−" } else { "+" }, bp.abs() / 100, bp.abs() % 100);
        let (difference, low, high) = (points(self.difference_bp), points(self.low_bp), points(self.high_bp));
        let found = self.smallest_found_bp.map_or_else(
            || "So few cases would find no difference at all.".to_owned(),
            |bp| format!("So many cases find a rise of {} points or more.", points(bp).trim_start_matches('+')),
        );
        match self.told {
            Told::TooFew => "Nothing can be told: too few cases.".to_owned(),
            Told::NotDistinguishable => {
                format!("Not to be told from the champion: {difference} points, between {low} and {high}. {found}")
            }
            Told::More => format!("More cured than under the champion: {difference} points, between {low} and {high}."),
            Told::Fewer => {
                format!("Fewer cured than under the champion: {difference} points, between {low} and {high}.")
            }
        }
    }
}
