//! What somebody may do on a page: the rights of their role that reach the case it is of.

use makegood_access::{Right, Rights, Role, Scope};
use makegood_desk::Desk;
use makegood_units::PartyId;
use makegood_views::{User, ViewError};
use std::collections::BTreeSet;

/// What a role may do somewhere.
pub(crate) fn anywhere(rights: &Rights, role: Role) -> BTreeSet<Right> {
    Right::ALL.iter().copied().filter(|right| rights.scope(role, *right).is_some()).collect()
}

/// What somebody may do in a case that the right `by` reaches. Another right may reach
/// less; it is asked once for each scope that differs.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn in_case(
    desk: &Desk,
    rights: &Rights,
    user: &User,
    everybody: &[User],
    by: Right,
    party: &PartyId,
) -> Result<BTreeSet<Right>, ViewError> {
    let mut known: Vec<(Scope, bool)> = rights.scope(user.role, by).map(|scope| (scope, true)).into_iter().collect();
    let mut may = BTreeSet::new();
    for right in Right::ALL {
        let Some(scope) = rights.scope(user.role, *right) else { continue };
        let holds = match known.iter().find(|(one, _)| *one == scope) {
            Some((_, holds)) => *holds,
            None => {
                let reach = rights.reach(user, *right, everybody);
                let holds = reach.map_or(Ok(false), |reach| reach.holds_case(desk.book(), party))?;
                known.push((scope, holds));
                holds
            }
        };
        if holds {
            may.insert(*right);
        }
    }
    Ok(may)
}
