//! A claim whose time runs out, or a decision whose day has come, is looked after beside the day's work on the case, and
//! never in place of it: given to somebody of the branch.

use crate::CaseDay;
use crate::clocks::CLOCK_ENDS;
use crate::plan::{LeftWork, OwnWork, Worklist};
use crate::workout_watch::{RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_units::Why;

/// Whether a reason is one of such work, which reaches nobody and takes no minutes.
pub fn is_own_work(code: &str) -> bool {
    [CLOCK_ENDS, RETEST_DUE, RELIEF_CHECK_DUE].contains(&code)
}

/// Gives each such act to whoever has the case, else to whoever works on it that day, else to the person of the
/// branch with the most minutes left. In a branch without people it is left.
pub(crate) fn give_out(lists: &mut [Worklist], left: &mut Vec<LeftWork>, cases: &[CaseDay]) {
    for case in cases {
        for (considered, step) in case.considered.iter().enumerate() {
            if !is_own_work(&step.proposal.why.code) {
                continue;
            }
            let (party, minutes) = (case.party.clone(), step.proposal.minutes);
            let work = OwnWork { party: party.clone(), considered, minutes, why: step.proposal.why.clone() };
            match chosen(lists, case) {
                Some(list) => list.own.push(work),
                None => left.push(LeftWork {
                    party,
                    considered,
                    branch: case.owed.branch.clone(),
                    why: Why::new("nobody_to_do_it", "Nobody works in the branch."),
                }),
            }
        }
    }
}

fn chosen<'l>(lists: &'l mut [Worklist], case: &CaseDay) -> Option<&'l mut Worklist> {
    let spare = |list: &Worklist| {
        let own = list.own.iter().map(|work| i64::from(work.minutes)).fold(0, i64::saturating_add);
        i64::from(list.minutes) - i64::from(list.used_minutes) - own
    };
    let knows = |list: &Worklist| {
        let at_work = list.items.iter().any(|item| item.party == case.party);
        at_work || list.own.iter().any(|work| work.party == case.party)
    };
    let assigned = case.assigned.as_ref().and_then(|one| one.what.officer.as_ref());
    let has = |list: &Worklist| assigned == Some(&list.officer);
    let rank = |list: &Worklist| (has(list), knows(list), spare(list));
    let of_branch = lists.iter_mut().filter(|list| list.branch == case.owed.branch);
    of_branch.reduce(|best, next| if rank(next) > rank(best) { next } else { best })
}
