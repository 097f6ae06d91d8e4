//! What is owed first, the rest by value.

use crate::allocate::{other_step, weigh};
use crate::work::{Allocation, Left, Pool, PoolLedger, Work};
use makegood_compliance::Cleared;

/// Gives the minutes of each pool to its work, at most one piece for each case: what
/// is owed to obligors first, then the rest of the day by value.
///
/// Only cleared work is taken: what the law's gate did not let through cannot be
/// given minutes. It is moved in and moved out again, chosen or left, each with
/// its why; nothing is copied, so what was not given cannot come out.
pub fn allocate<A: Work>(pools: Vec<Pool<Cleared<A>>>) -> Allocation<Cleared<A>> {
    let (mut owed, mut rest) = (Vec::new(), Vec::new());
    for pool in pools {
        let (first, others): (Vec<_>, Vec<_>) = pool.work.into_iter().partition(Work::is_owed);
        owed.push(Pool { branch: pool.branch.clone(), officers: pool.officers.clone(), work: first });
        rest.push(Pool { branch: pool.branch, officers: pool.officers, work: others });
    }
    let mut done = weigh(owed);
    for pool in &mut rest {
        leave_minutes(pool, &done);
        let left = take_done_cases(pool, &done);
        done.left.extend(left);
    }
    merge(&mut done, weigh(rest));
    done
}

/// The officers keep the minutes that what is owed did not take.
fn leave_minutes<W: Work>(pool: &mut Pool<W>, done: &Allocation<W>) {
    for officer in &mut pool.officers {
        let given = done.chosen.iter().filter(|chosen| chosen.officer == officer.id);
        let minutes = given.map(|chosen| chosen.work.minutes()).fold(0_u32, u32::saturating_add);
        officer.minutes = officer.minutes.saturating_sub(minutes);
    }
}

/// Takes out the other steps of cases that got what they are owed.
fn take_done_cases<W: Work>(pool: &mut Pool<W>, done: &Allocation<W>) -> Vec<Left<W>> {
    let is_done = |work: &W| done.chosen.iter().any(|chosen| chosen.work.case() == work.case());
    let (others, open): (Vec<W>, Vec<W>) = std::mem::take(&mut pool.work).into_iter().partition(is_done);
    pool.work = open;
    let branch = &pool.branch;
    others.into_iter().map(|work| Left { work, branch: branch.clone(), why: other_step() }).collect()
}

fn merge<W: Work>(done: &mut Allocation<W>, weighed: Allocation<W>) {
    for (ledger, second) in done.pools.iter_mut().zip(weighed.pools) {
        *ledger = PoolLedger {
            minutes: ledger.minutes,
            used_minutes: ledger.used_minutes.saturating_add(second.used_minutes),
            value: [ledger.value, second.value].into_iter().sum(),
            dual_bound: [ledger.dual_bound, second.dual_bound].into_iter().sum(),
            ..second
        };
    }
    done.chosen.extend(weighed.chosen);
    done.left.extend(weighed.left);
    done.chosen.sort_by(|one, two| (&one.branch, one.work.case()).cmp(&(&two.branch, two.work.case())));
    done.left.sort_by(|one, two| (&one.branch, one.work.case()).cmp(&(&two.branch, two.work.case())));
}
