//! Reads grounds, elements, notices and approvals.

use super::keys::{Beginnings, acts, day_one, plain_words, whole};
use crate::block::Block;
use crate::rule::{AddressBasis, Content, DayOne, Kind, Occasion, Precondition, UsableContactPoint};

pub(super) fn usable_contact_point(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    Some(Kind::UsableContactPoint(UsableContactPoint { acts: acts(block, "acts")? }))
}

pub(super) fn address_basis(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let acts = acts(block, "acts");
    let rule = AddressBasis {
        acts: acts?,
        basis: plain_words(block, "basis").into(),
        sources: plain_words(block, "sources"),
        notice: plain_words(block, "notice").pop(),
        notice_days: whole(block, starts, "notice_days", 1),
        fresh: plain_words(block, "fresh").into(),
        fresh_days: whole(block, starts, "fresh_days", 1),
        spoilt_by: plain_words(block, "spoilt_by").into(),
    };
    if rule.basis.is_empty() && rule.sources.is_empty() && rule.notice.is_none() {
        block.need::<()>("basis", None)?;
    }
    if rule.notice.is_some() != rule.notice_days.is_some() || rule.fresh.is_empty() == rule.fresh_days.is_some() {
        let expected = "notice with notice_days, fresh with fresh_days".to_owned();
        block.complain(block.fence_line(), "one without the other".to_owned(), expected);
    }
    Some(Kind::AddressBasis(rule))
}

pub(super) fn content(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let acts = acts(block, "acts");
    let occasion = block.choice("occasion", &[("every", Occasion::Every), ("first", Occasion::First)]);
    let rule = Content {
        acts: acts?,
        occasion: occasion.unwrap_or(Occasion::Every),
        must_carry: plain_words(block, "must_carry").into(),
        must_not_carry: plain_words(block, "must_not_carry").into(),
    };
    if rule.must_carry.is_empty() && rule.must_not_carry.is_empty() {
        block.need::<()>("must_carry", None)?;
    }
    Some(Kind::Content(rule))
}

pub(super) fn precondition(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let acts = acts(block, "acts");
    let rule = Precondition {
        acts: acts?,
        needs: plain_words(block, "needs").pop(),
        times: whole(block, starts, "times", 1),
        in_form: plain_words(block, "in_form"),
        spoilt_with: plain_words(block, "spoilt_with"),
        since: block.text("since"),
        days: whole(block, starts, "days", 1),
        day_one: day_one(block, DayOne::TheNextDay),
        valid_days: whole(block, starts, "valid_days", 1),
        when: plain_words(block, "when").into(),
    };
    if rule.since.is_some() && rule.days.is_none() {
        block.need::<()>("days", None)?;
    }
    Some(Kind::Precondition(rule))
}
