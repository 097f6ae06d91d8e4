//! The plan of a case, and the form that makes another.

use makegood_units::BusinessDate;

/// The plan block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanBlock {
    /// The plan; none while the cause is not known, or where there is none.
    pub plan: Option<PlanLine>,
    /// What is wrong with it, or with there being none.
    pub defects: Vec<String>,
    /// Who may answer for another one; empty while the cause is not known.
    pub owners: Vec<(String, String)>,
    /// The first day another one may have.
    pub from: BusinessDate,
}

/// The plan in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What is done.
    pub method: String,
    /// What has to have come of it.
    pub required_result: String,
    /// By when.
    pub due_on: BusinessDate,
    /// Who answers for it; none for the ladder's own.
    pub owner: Option<String>,
}

impl PlanBlock {
    /// Whether there is anything to show.
    pub fn is_empty(&self) -> bool {
        self.plan.is_none() && self.defects.is_empty() && self.owners.is_empty()
    }
}
