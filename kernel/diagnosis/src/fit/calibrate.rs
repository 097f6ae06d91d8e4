//! How good beliefs are: against what turned out to be true, on cases that were not used
//! for the weights.

use super::{AXES, Labelled, fit};
use crate::{Dossier, Item, Method, diagnose};
use libm::log;
use makegood_case::Confidence;
use makegood_units::{BusinessDate, Measured, Proportion};
use serde::Serialize;

/// The cases fall into so many parts; each is told by weights of the others.
const FOLDS: u64 = 5;
/// A belief is never taken as certain when its logarithm is.
const LEAST_BP: i32 = 1;
const WHOLE_BP: i32 = 10_000;

/// A tenth of the beliefs: those from a tenth on to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tenth {
    /// Where it begins, in basis points.
    pub from_bp: i32,
    /// What was believed on average, in basis points.
    pub believed_bp: i32,
    /// How often it was true.
    pub true_of: Measured,
}

/// Scores of beliefs; less is better. Millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// The mean squared error (Brier, *Monthly Weather Review* 78 (1950) 1).
    pub brier: i64,
    /// The mean negative natural logarithm of what was believed of the truth (Good 1952).
    pub log: i64,
}

/// One axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calibration {
    /// Which.
    pub axis: &'static str,
    /// How often it was true among the cases that tell.
    pub true_of: Measured,
    /// The expert's weights.
    pub expert: Scores,
    /// Weights fitted without the part they tell of.
    pub fitted: Scores,
    /// The fitted beliefs by tenths; empty tenths are left out.
    pub tenths: Vec<Tenth>,
}

/// A belief beside the truth.
struct Told {
    expert_bp: i32,
    fitted_bp: i32,
    is_true: bool,
}

/// Tells every case by the expert's weights and by weights of the other cases.
pub fn calibrate(expert: &Method, cases: &[Labelled], prior_cases: u32, day: BusinessDate) -> Vec<Calibration> {
    let mut told: [Vec<Told>; 3] = Default::default();
    for part in 0..FOLDS {
        let others: Vec<Labelled> = cases.iter().filter(|case| fold(&case.case) != part).cloned().collect();
        let fitted = Method { table: fit(&expert.table, &others, prior_cases).table(), ..expert.clone() };
        for case in cases.iter().filter(|case| fold(&case.case) == part) {
            let (one, two) = (beliefs(expert, case, day), beliefs(&fitted, case, day));
            for (axis, told) in told.iter_mut().enumerate() {
                let Some(is_true) = case.truth.get(axis).copied().flatten() else { continue };
                let [expert_bp, fitted_bp] = [one, two].map(|of| of.get(axis).copied().unwrap_or(0));
                told.push(Told { expert_bp, fitted_bp, is_true });
            }
        }
    }
    AXES.iter().zip(&told).map(|(axis, told)| calibration(axis, told)).collect()
}

/// The part a case falls into, by its number alone: FNV-1a, 64 bits.
fn fold(case: &str) -> u64 {
    let hash = case
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    hash % FOLDS
}

/// Any day will do: what was observed on it has not faded.
fn beliefs(method: &Method, case: &Labelled, day: BusinessDate) -> [i32; 3] {
    let item = |id: &String| Item {
        evidence: id.clone(),
        observed_on: day,
        confidence: Confidence::Verified,
        says: String::new(),
        facts: Vec::new(),
    };
    let dossier = Dossier { items: case.evidence.iter().map(item).collect(), matters: Vec::new() };
    let axes = diagnose(&dossier, day, method).axes;
    [axes.able_now_bp, axes.able_durably_bp, axes.willing_bp]
}

fn calibration(axis: &'static str, told: &[Told]) -> Calibration {
    let of_all = Proportion::new(told.iter().filter(|one| one.is_true).count() as u64, told.len() as u64);
    let tenth = |at: i32| {
        let last = at == 9;
        let within = |one: &&Told| one.fitted_bp / 1_000 == at || (last && one.fitted_bp == WHOLE_BP);
        let members: Vec<&Told> = told.iter().filter(within).collect();
        let count = i32::try_from(members.len()).ok().filter(|count| *count > 0)?;
        let true_of = Proportion::new(members.iter().filter(|one| one.is_true).count() as u64, members.len() as u64);
        let sum: i64 = members.iter().map(|one| i64::from(one.fitted_bp)).sum();
        let believed_bp = i32::try_from(sum / i64::from(count)).unwrap_or(0);
        Some(Tenth { from_bp: at * 1_000, believed_bp, true_of: true_of.measured() })
    };
    Calibration {
        axis,
        true_of: of_all.measured(),
        expert: scores(told, |one| one.expert_bp),
        fitted: scores(told, |one| one.fitted_bp),
        tenths: (0..10).filter_map(tenth).collect(),
    }
}

fn scores(told: &[Told], believed: impl Fn(&Told) -> i32) -> Scores {
    let mut sums = (0.0, 0.0);
    for one in told {
        let of_truth = if one.is_true { believed(one) } else { WHOLE_BP - believed(one) };
        let share = f64::from(of_truth.clamp(LEAST_BP, WHOLE_BP)) / f64::from(WHOLE_BP);
        sums.0 += (1.0 - share) * (1.0 - share);
        sums.1 -= log(share);
    }
    let mean = |sum: f64| libm::round(sum / (told.len().max(1) as f64) * 1_000_000.0) as i64;
    Scores { brier: mean(sums.0), log: mean(sums.1) }
}
