//! The weights fitted to a lender's own cases, shrunk to the expert's.
//!
//! A case tells, beside its evidence, what turned out to be true on each axis. Of every
//! piece of evidence it is counted how often it stood in cases of which the axis was
//! true and in cases of which it was not; the ratio of the two shares is what the
//! evidence is worth. Few cases say little, so the expert is heard with them, as if
//! `prior_cases` more had been seen in the same mix, m1 of which it was true and m0 of
//! which it was not:
//!
//! ```text
//! ratio = ((with_true + m1 · p1) / (true + m1)) / ((with_false + m0 · p0) / (false + m0))
//! ```
//!
//! with p1 / p0 the expert's ratio, at the share of cases in which the evidence is
//! seen at all: the posterior mean of a share under a beta prior (Gelman et al., *Bayesian
//! Data Analysis*, 3rd edition, section 2.4). The same mix on both sides, because then
//! evidence that was never seen keeps the expert's weight, however unlike the two
//! kinds of cases are in number.

mod calibrate;
mod labels;
mod report;
mod write;

pub use calibrate::{Calibration, Scores, Tenth, calibrate};
pub use labels::{AXES, Labelled, Labels, LabelsError};
pub use report::{FitReport, fit_report};

use crate::{EvidenceKind, EvidenceTable};
use libm::{exp10, log, log10, round, sqrt};
use serde::Serialize;

/// With fewer cases of which an axis is true, or of which it is not, the axis is left to
/// the expert: a share of nine cases moves by a tenth with each.
pub const FEWEST_OF_A_KIND: u64 = 10;
/// The 97.5 % point of the normal distribution: intervals are two-sided, 95 %.
const Z_95: f64 = 1.959_963_984_540_054;
/// A share never stands for certainty.
const MOST: f64 = 0.99;
/// Hundredths in one.
const HUNDREDTHS: f64 = 100.0;

/// In how many cases a piece of evidence was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seen {
    /// Cases of which the axis was true.
    pub of_true: u64,
    /// Those of them with the evidence.
    pub with_true: u64,
    /// Cases of which it was not.
    pub of_false: u64,
    /// Those of them with the evidence.
    pub with_false: u64,
}

/// Why a weight is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Too few cases tell of the axis: the expert's weight.
    Expert,
    /// The expert and the cases together.
    Fitted,
    /// The cases point the other way than the expert, and may do so by chance: no weight.
    Held,
}

/// One weight: a piece of evidence on one axis. Weights are in hundredths of a deciban.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct FittedWeight {
    /// The expert's.
    pub expert_cdb: i32,
    /// The one to use.
    pub fitted_cdb: i32,
    /// What the cases alone say, with its 95 % interval; none while they cannot tell.
    pub alone_cdb: Option<[i32; 3]>,
    /// The cases.
    pub seen: Seen,
    /// Why.
    pub basis: Basis,
}

/// A piece of evidence with its weights on the three axes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FittedKind {
    /// The kind as the expert has it.
    #[serde(flatten)]
    pub kind: EvidenceKind,
    /// Able now, durably able, willing.
    pub weights: [FittedWeight; 3],
}

/// A table fitted to cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fit {
    /// How many cases tell of any axis.
    pub cases: u64,
    /// How many the expert counts for, in the mix of those seen.
    pub prior_cases: u32,
    /// Every kind of evidence, by id.
    pub kinds: Vec<FittedKind>,
}

/// Fits a table to cases.
pub fn fit(expert: &EvidenceTable, cases: &[Labelled], prior_cases: u32) -> Fit {
    let weight = |kind: &EvidenceKind, axis: usize| {
        let seen = seen(kind, axis, cases);
        fitted(kind.decibans.get(axis).copied().unwrap_or(0), seen, f64::from(prior_cases))
    };
    let kinds =
        expert.iter().map(|kind| FittedKind { kind: kind.clone(), weights: [0, 1, 2].map(|axis| weight(kind, axis)) });
    let telling = cases.iter().filter(|case| case.truth.iter().any(Option::is_some));
    Fit { cases: telling.count() as u64, prior_cases, kinds: kinds.collect() }
}

fn seen(kind: &EvidenceKind, axis: usize, cases: &[Labelled]) -> Seen {
    let mut seen = Seen::default();
    for case in cases {
        let Some(is_true) = case.truth.get(axis).copied().flatten() else { continue };
        let with = u64::from(case.evidence.contains(&kind.id));
        if is_true {
            seen.of_true += 1;
            seen.with_true += with;
        } else {
            seen.of_false += 1;
            seen.with_false += with;
        }
    }
    seen
}

fn fitted(expert_db: i32, seen: Seen, prior_cases: f64) -> FittedWeight {
    let expert_cdb = expert_db * 100;
    let expert = FittedWeight { expert_cdb, fitted_cdb: expert_cdb, alone_cdb: None, seen, basis: Basis::Expert };
    if seen.of_true < FEWEST_OF_A_KIND || seen.of_false < FEWEST_OF_A_KIND {
        return expert;
    }
    let alone = alone(seen);
    let shrunk = decibans(shrunk(f64::from(expert_db), seen, prior_cases));
    let [low, _, high] = alone;
    let may_be_chance = low <= 0 && high >= 0;
    if expert_cdb == 0 && may_be_chance {
        return FittedWeight { alone_cdb: Some(alone), ..expert };
    }
    if shrunk.signum() == -expert_cdb.signum() && may_be_chance {
        return FittedWeight { fitted_cdb: 0, alone_cdb: Some(alone), basis: Basis::Held, ..expert };
    }
    let limit = EvidenceTable::STRONGEST_DB * 100;
    FittedWeight { fitted_cdb: shrunk.clamp(-limit, limit), alone_cdb: Some(alone), basis: Basis::Fitted, ..expert }
}

/// The ratio with the expert's cases beside those seen.
fn shrunk(expert_db: f64, seen: Seen, prior_cases: f64) -> f64 {
    let Seen { of_true, with_true, of_false, with_false } = seen;
    let [of_true, with_true, of_false, with_false] = [of_true, with_true, of_false, with_false].map(|it| it as f64);
    let ratio = exp10(expert_db / 10.0);
    let all = of_true + of_false;
    let share_true = of_true / all;
    // One case more, so that what was never seen has a share above nothing.
    let overall = (with_true + with_false + 1.0) / (all + 1.0);
    let p0 = (overall / (share_true * ratio + 1.0 - share_true)).min(MOST).min(MOST / ratio);
    let p1 = p0 * ratio;
    let of = |with: f64, of_kind: f64, p: f64| {
        let more = prior_cases * of_kind / all;
        (with + more * p) / (of_kind + more)
    };
    of(with_true, of_true, p1) / of(with_false, of_false, p0)
}

/// What the cases say alone: low, point, high. The logarithm of a ratio of shares is about
/// normal (Katz et al., *Biometrics* 34 (1978) 469). One case is added, shared between the
/// two kinds by their number, so that no count is nothing and none is favoured.
fn alone(seen: Seen) -> [i32; 3] {
    let Seen { of_true, with_true, of_false, with_false } = seen;
    let all = (of_true + of_false) as f64;
    let with_more = |with: u64, of_kind: u64| (with as f64 + of_kind as f64 / all, of_kind as f64 * (1.0 + 1.0 / all));
    let ((a, n1), (b, n0)) = (with_more(with_true, of_true), with_more(with_false, of_false));
    let point = (a / n1) / (b / n0);
    let error = sqrt((1.0 / a - 1.0 / n1 + 1.0 / b - 1.0 / n0).max(0.0));
    let at = |step: f64| decibans(libm::exp(log(point) + step * error));
    [at(-Z_95), at(0.0), at(Z_95)]
}

/// A ratio in hundredths of a deciban; every ratio here lies far inside the range.
fn decibans(ratio: f64) -> i32 {
    round(10.0 * log10(ratio) * HUNDREDTHS) as i32
}
