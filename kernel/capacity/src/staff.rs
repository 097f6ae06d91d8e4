//! The lender's people, as delivered.

use crate::Officer;
use makegood_units::{BranchId, StaffId};
use serde::{Deserialize, Serialize};

/// One of the lender's people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// The lender's number of the person.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// Where they work.
    pub branch: BranchId,
    /// `officer`, `leader` or `executive`.
    pub role: String,
    /// Working minutes a day for collection.
    pub minutes_per_day: u32,
    /// What they do: `call`, `visit`.
    pub skills: Vec<String>,
    /// The town or district they can reach.
    pub zone: Option<String>,
}

impl Staff {
    /// Whether they do such work.
    pub fn can(&self, skill: &str) -> bool {
        self.skills.iter().any(|known| known == skill)
    }

    /// Whether they lead: a leader of a branch, or an executive.
    pub fn leads(&self) -> bool {
        matches!(self.role.as_str(), "leader" | "executive")
    }

    /// Their working day, for the allocation of minutes.
    pub fn officer(&self) -> Officer {
        Officer {
            id: self.id.clone(),
            minutes: self.minutes_per_day,
            can_call: self.can("call"),
            can_visit: self.can("visit"),
        }
    }
}
