//! Reads duties, retention and how packs meet.

use super::keys::{Beginnings, day_one, number, plain_words, some_acts, whole};
use crate::block::Block;
use crate::deed::{DEEDS, Deeds};
use crate::rule::{Answer, DayOne, Kind, Merge, Obligation, Period, Retention, Unit};
use crate::words::{PURPOSES, Purpose};

pub(super) fn obligation(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let task = block.text("task");
    let (task, after) = (block.need("task", task), plain_words(block, "after"));
    if after.is_empty() {
        block.need::<()>("after", None);
    }
    let within_days = number(block, starts, "within_days", 0);
    let purpose = block.choice("purpose", PURPOSES);
    let rule = Obligation {
        task: task?,
        after,
        within_days: within_days?,
        day_one: day_one(block, DayOne::TheNextDay),
        done_by: some_acts(block, "done_by", DEEDS).unwrap_or(Deeds::NONE),
        satisfied_by: plain_words(block, "satisfied_by"),
        excused_by: plain_words(block, "excused_by"),
        again_after_days: whole(block, starts, "again_after_days", 1),
        purpose: purpose.unwrap_or(Purpose::GiveRequiredNotice),
    };
    if rule.satisfied_by.is_empty() && rule.done_by == Deeds::NONE {
        block.need::<()>("satisfied_by", None)?;
    }
    Some(Kind::Obligation(rule))
}

pub(super) fn merge(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let raises: Vec<String> = block.texts_or_none("raises").into_iter().map(|(_, rule)| rule).collect();
    let takes_in = plain_words(block, "takes_in");
    let (to, office) = (block.choice("to", &[("refuse", true), ("approval", false)]), block.text("to_office"));
    let to = match (to.unwrap_or(true), office) {
        (true, _) => Answer::Refuse,
        (false, Some(office)) => Answer::Approval(office),
        (false, None) => block.need("to_office", None)?,
    };
    if raises.is_empty() && takes_in.is_empty() {
        block.need::<()>("raises", None)?;
    }
    Some(Kind::Merge(Merge { raises, to, takes_in }))
}

pub(super) fn retention(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let of = plain_words(block, "of");
    let unit = [("days", Unit::Days), ("months", Unit::Months), ("years", Unit::Years)];
    let unit = block.choice("unit", &unit);
    let (unit, length) = (block.need("unit", unit), number(block, starts, "keep", 1));
    let from = block.text("from");
    let from = block.need("from", from);
    if of.is_empty() {
        block.need::<()>("of", None)?;
    }
    Some(Kind::Retention(Retention { of, keep: Period { length: length?, unit: unit? }, from: from? }))
}
