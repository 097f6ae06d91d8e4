//! A group as one of its members may see it.

use super::Told;
use crate::layout::Frame;
use crate::pages::recourse::{JointLine, MemberPage};
use crate::trouble::Trouble;
use makegood_recourse::{JointDebt, member_view};
use makegood_units::PartyId;

/// The page of a member.
///
/// # Errors
/// [`Trouble::Unknown`] for a group that is not on file, or somebody who is no member.
pub(crate) fn member(told: &Told<'_>, frame: Frame, id: &str, viewer: &PartyId) -> Result<MemberPage, Trouble> {
    let facts = &told.of.facts;
    let group = facts.groups.iter().find(|group| group.id == id);
    let group = group.ok_or_else(|| Trouble::Unknown(format!("there is no group {id} on file")))?;
    let view = member_view(facts, group, viewer);
    let view = view.ok_or_else(|| Trouble::Unknown(format!("{viewer} is no member of group {id}")))?;
    let line = |one: &JointDebt| JointLine {
        loan: one.debt.to_string(),
        is_own: one.is_own,
        due: told.money(one.due),
        you_answer_for: told.money(one.you_answer_for),
        others_paid: told.money(one.others_paid),
        you_paid: told.money(one.you_paid),
        owed_back_to_you: told.money(one.owed_back_to_you),
    };
    let mut loans: Vec<JointLine> = view.debts.iter().map(line).collect();
    loans.sort_by_key(|line| !line.is_own);
    Ok(MemberPage { frame, group: id.to_owned(), name: told.who(viewer).name, as_of: facts.as_of, loans })
}
