//! Cases a leader leads: the ladder hands them over, or the borrower contests what was found.

use crate::{CLOCK_ENDS, CaseDay, RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_strategy::ActionKind;
use makegood_units::Why;

/// Readings that look after a day and say nothing of how hard the case is.
const WATCHES: [&str; 3] = [CLOCK_ENDS, RETEST_DUE, RELIEF_CHECK_DUE];

/// Why the case is handed to a leader; `None` while it is not.
pub fn handed_over(case: &CaseDay) -> Option<Why> {
    if let Some(appeal) = &case.standing.appeal {
        let says = format!("They contest finding {} since {}; somebody else decides.", appeal.situation, appeal.on);
        return Some(Why::new("finding_contested", says));
    }
    let readings = case.considered.iter().map(|step| &step.proposal);
    let mut readings = readings.filter(|proposal| proposal.action == ActionKind::LeaderReview);
    readings.find(|proposal| !WATCHES.contains(&proposal.why.code.as_str())).map(|proposal| proposal.why.clone())
}
