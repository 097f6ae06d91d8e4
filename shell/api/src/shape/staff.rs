//! Who works here.

use makegood_capacity::Staff;
use schemars::JsonSchema;
use serde::Serialize;

/// A colleague.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Colleague {
    /// The lender's number of the person.
    pub staff: String,
    /// The name.
    pub name: String,
    /// Where they work.
    pub branch: String,
    /// What they are: `officer`, `leader`.
    pub role: String,
    /// Minutes a day for collection.
    pub minutes_per_day: u32,
    /// What they do: `call`, `visit`.
    pub skills: Vec<String>,
}

/// A colleague as delivered.
pub fn colleague(staff: Staff) -> Colleague {
    Colleague {
        staff: staff.id.to_string(),
        name: staff.name,
        branch: staff.branch.to_string(),
        role: staff.role,
        minutes_per_day: staff.minutes_per_day,
        skills: staff.skills,
    }
}
