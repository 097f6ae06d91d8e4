//! Reads holds, moratoria and the map of recipients.

use super::keys::{Beginnings, acts, day_one, plain_words, some_acts, whole};
use crate::block::Block;
use crate::deed::DEEDS;
use crate::rule::{DayOne, HoldRule, HoldStarts, Kind, LimitedTo, Recipient};
use crate::words::{PURPOSES, ROLES};

pub(super) fn hold(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    read(block, starts, DayOne::TheNextDay, HoldStarts::AtOnce).map(Kind::Hold)
}

/// A moratorium: what begins with the next day and lasts its days, day one being
/// the day it begins.
pub(super) fn interval(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    read(block, starts, DayOne::TheNextDay, HoldStarts::NextDay).map(Kind::Interval)
}

fn read(block: &mut Block<'_>, beginnings: &mut Beginnings, one: DayOne, begins: HoldStarts) -> Option<HoldRule> {
    let on = plain_words(block, "on");
    if on.is_empty() {
        block.need::<()>("on", None);
    }
    let stops = acts(block, "stops");
    let passes = block.choices("passes", PURPOSES).unwrap_or_default();
    let passes_by = some_acts(block, "passes_by", DEEDS);
    let redirect_to = block.choice("redirect_to", ROLES);
    let places =
        &[("contact_point", LimitedTo::ContactPoint), ("channel", LimitedTo::Channel), ("place", LimitedTo::Place)];
    let limited_to = block.choice("limited_to", places);
    let starts = block.choice("starts", &[("at_once", HoldStarts::AtOnce), ("next_day", HoldStarts::NextDay)]);
    let rule = HoldRule {
        on: on.into(),
        in_form: plain_words(block, "in_form"),
        closed_by: plain_words(block, "closed_by").into(),
        stops: stops?,
        passes,
        passes_by: passes_by.unwrap_or(stops?),
        redirect_to,
        limited_to,
        all_debts: block.flag("all_debts"),
        starts: starts.unwrap_or(begins),
        days: whole(block, beginnings, "days", 1),
        day_one: day_one(block, one),
        tail_days: whole(block, beginnings, "tail_days", 1),
        suspends: plain_words(block, "suspends"),
    };
    (!rule.on.is_empty()).then_some(rule)
}

pub(super) fn recipient(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let acts = acts(block, "acts");
    let only = block.choices("only", ROLES);
    let only = block.need("only", only);
    let rule = Recipient {
        acts: acts?,
        only: only?,
        limited: block.choices("limited", ROLES).unwrap_or_default(),
        limited_for: block.choices("limited_for", PURPOSES).unwrap_or_default(),
        opened_by: plain_words(block, "opened_by").into(),
        opened_after_unanswered: whole(block, starts, "opened_after_unanswered", 1),
        redirect_to: block.choice("redirect_to", ROLES),
    };
    Some(Kind::Recipient(rule))
}
