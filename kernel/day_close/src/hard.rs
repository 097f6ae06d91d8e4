//! Cases a leader leads: the ladder hands them over, or the borrower contests what was found.

use crate::clocks::{CaseClock, ClockStand};
use crate::{CLOCK_ENDS, CaseDay, RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_diagnosis::{Finding, FindingStanding, Situation};
use makegood_strategy::{ActionKind, HardFacts};
use makegood_units::{FactId, Why};

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

/// What the criteria of a hard case read beside the figures of the ladder.
pub(crate) fn hard_facts(standing: &FindingStanding, clocks: &[CaseClock], finding: &Finding) -> HardFacts {
    let running = clocks.iter().filter(|clock| clock.state == ClockStand::Running && clock.bars);
    let nearest = running.filter_map(|clock| Some((clock.days_left?, clock.rule.clone()))).min();
    HardFacts {
        appeal: standing.appeal.as_ref().map(|open| (open.on, FactId::new("event", open.seq))),
        nearest_clock: nearest,
        is_cause_unknown: finding.situation == Situation::Undetermined,
    }
}
