//! What a fit found: how good it is, what moved, what could not be told.

use super::{AXES, Basis, Calibration, Fit, FittedKind, Labelled, calibrate, fit};
use crate::Method;
use makegood_units::BusinessDate;
use serde::Serialize;

/// A weight that moved, or was not let move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The evidence.
    pub id: String,
    /// What is observed.
    pub says: String,
    /// On which axis.
    pub axis: &'static str,
    /// The expert's weight, in hundredths of a deciban.
    pub expert_cdb: i32,
    /// The fitted one.
    pub fitted_cdb: i32,
    /// What the cases alone say: low, point, high.
    pub alone_cdb: [i32; 3],
    /// In how many cases of either kind it was seen.
    pub seen_in: u64,
}

/// The report of a fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FitReport {
    /// The fit.
    pub fit: Fit,
    /// Each axis told on cases not used for its weights.
    pub calibration: Vec<Calibration>,
    /// Weights that moved, the furthest first.
    pub moved: Vec<Moved>,
    /// Weights the cases would turn round, by no more than chance may: they count nothing.
    pub held: Vec<Moved>,
    /// Axes left to the expert for want of cases.
    pub left_to_the_expert: Vec<&'static str>,
    /// Evidence no case had.
    pub never_seen: Vec<String>,
}

/// Fits and says how good it is, on whatever day.
pub fn fit_report(expert: &Method, cases: &[Labelled], prior_cases: u32, day: BusinessDate) -> FitReport {
    let fit = fit(&expert.table, cases, prior_cases);
    let all = |basis: Basis| {
        fit.kinds.iter().flat_map(move |kind| {
            let of_kind = kind.weights.iter().zip(AXES).filter(move |(weight, _)| weight.basis == basis);
            of_kind.filter_map(|(weight, axis)| moved(kind, weight, axis))
        })
    };
    let mut moved: Vec<Moved> = all(Basis::Fitted).filter(|one| one.fitted_cdb != one.expert_cdb).collect();
    moved.sort_by_key(|one| (-(one.fitted_cdb - one.expert_cdb).abs(), one.id.clone(), one.axis));
    let held = all(Basis::Held).collect();
    let expert_axis = |axis: &usize| {
        fit.kinds.iter().all(|kind| kind.weights.get(*axis).is_some_and(|weight| weight.basis == Basis::Expert))
    };
    let never = fit.kinds.iter().filter(|kind| !cases.iter().any(|case| case.evidence.contains(&kind.kind.id)));
    FitReport {
        calibration: calibrate(expert, cases, prior_cases, day),
        moved,
        held,
        left_to_the_expert: (0..3).filter(expert_axis).filter_map(|axis| AXES.get(axis).copied()).collect(),
        never_seen: never.map(|kind| kind.kind.id.clone()).collect(),
        fit,
    }
}

fn moved(kind: &FittedKind, weight: &super::FittedWeight, axis: &'static str) -> Option<Moved> {
    Some(Moved {
        id: kind.kind.id.clone(),
        says: kind.kind.says.clone(),
        axis,
        expert_cdb: weight.expert_cdb,
        fitted_cdb: weight.fitted_cdb,
        alone_cdb: weight.alone_cdb?,
        seen_in: weight.seen.with_true.saturating_add(weight.seen.with_false),
    })
}
