//! From the keys of a rule block of kind clock to the rule.

use super::fields::Fields;
use super::rule::{
    ANEW, Anchor, Anew, Begins, Cap, ClockRule, EFFECTS, Effect, LAST_DAYS, LastDay, Listed, MODELS, Model, Restart,
    Suspension, TAKES, Takes,
};
use super::span::{DatedLength, Length, STARTS, Starts};
use super::trigger::Trigger;
use crate::block::{Block, whole_number};
use crate::dated::Dated;
use crate::pack::PackError;
use std::cell::RefCell;
use toml::de::DeValue;

impl ClockRule {
    /// Reads the body of a clock rule: its keys as they stand in a pack, without
    /// those every rule has (kind, force, status, citation, in_force).
    ///
    /// # Errors
    /// Every complaint about the text, each with its line.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Vec<PackError>> {
        let mut block = Block::read(file_name, 1, text);
        let rule = read(&mut block);
        let errors = block.finish();
        match rule {
            Some(rule) if errors.is_empty() => Ok(rule),
            _ => Err(errors),
        }
    }
}

/// Reads a clock rule from its block; none where the block has complaints.
pub(crate) fn read(block: &mut Block<'_>) -> Option<ClockRule> {
    let said = block.errors.len();
    let (anchor, follows) = (anchor(block), names(block, "follows"));
    let after_saved = block.text("after_saved");
    let length = dated_length(block, ["years", "months", "weeks", "days"]);
    let starts = block.choice("starts", STARTS);
    let agreed_end = block.text("agreed_end");
    let rigid = block.choice("rigid", &[("yes", true), ("no", false)]).unwrap_or(false);
    let restarts = list(block, "restarts", RESTART_FORM, restart);
    let revives = list(block, "revives", RESTART_FORM, restart);
    let saved_by = list(block, "saved_by", TRIGGER_FORM, trigger);
    let moves_anchor = list(block, "moves_anchor", TRIGGER_FORM, trigger);
    let suspensions = list(block, "suspensions", SUSPENSION_FORM, suspension);
    let cap = cap(block);
    let last_day = block.choice("last_day", LAST_DAYS).unwrap_or(LastDay::AsItFalls);
    let effect = block.choice("effect", EFFECTS);
    let (then, also, rescues) = (block.text("then"), names(block, "also"), names(block, "rescues"));
    let begins = begins(block, anchor, follows, after_saved.is_some());
    let counts = matches!(begins, Begins::Anchor(_) | Begins::AfterSaved);
    if counts {
        block.need("starts", starts);
        if length.is_unsaid() && agreed_end.is_none() && block.errors.len() == said {
            block.complain(block.fence_line(), "no length".to_owned(), "years, months, weeks or days".to_owned());
        }
    }
    if begins != Begins::Part {
        block.need("effect", effect);
    }
    let starts = starts.unwrap_or(Starts::DayNotCounted);
    let rule = ClockRule {
        begins,
        after_saved,
        length,
        starts,
        agreed_end,
        rigid,
        restarts,
        revives,
        saved_by,
        moves_anchor,
        suspensions,
        cap,
        last_day,
        effect,
        then,
        also,
        rescues,
    };
    for (found, expected) in contradictions(&rule) {
        block.complain(block.fence_line(), found, expected.to_owned());
    }
    (block.errors.len() == said).then_some(rule)
}

/// What a rule must not say together.
fn contradictions(rule: &ClockRule) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    let bends =
        rule.restarts.is_some() || rule.revives.is_some() || rule.suspensions.is_some() || !rule.also.is_empty();
    if rule.rigid && bends {
        let expected = "a rigid clock without restarts, revives, suspensions and also";
        found.push(("a rigid clock that something restarts or suspends".to_owned(), expected));
    }
    if rule.revives.is_some() && matches!(rule.effect, Some(Effect::RightExtinct | Effect::GuarantorFree)) {
        found.push((
            "revives for a right that is gone".to_owned(),
            "no revives: what is gone is made anew, not revived",
        ));
    }
    if matches!(rule.begins, Begins::Follows(_)) && !rule.length.is_unsaid() {
        found.push(("a length beside follows".to_owned(), "no length: it ends with the clock it follows"));
    }
    if rule.begins == Begins::Part && rule.suspensions.is_none() && rule.restarts.is_none() && rule.revives.is_none() {
        let expected = "anchor, follows or after_saved; or suspensions, restarts or revives it lends to other rules";
        found.push(("a clock that nothing sets off".to_owned(), expected));
    }
    for word in rule.rescues.iter().filter(|word| !rule.listens_to(word)) {
        let expected = "rescues that stand in saved_by, restarts, revives or suspensions";
        found.push((format!("rescues = {word:?}"), expected));
    }
    found
}

fn begins(block: &mut Block<'_>, anchor: Option<Anchor>, follows: Vec<String>, after_saved: bool) -> Begins {
    match (anchor, follows.is_empty(), after_saved) {
        (Some(anchor), true, _) => Begins::Anchor(anchor),
        (Some(_), false, _) => {
            block.complain(block.fence_line(), "anchor and follows".to_owned(), "one of the two".to_owned());
            Begins::Part
        }
        (None, false, _) => Begins::Follows(follows),
        (None, true, true) => Begins::AfterSaved,
        (None, true, false) => Begins::Part,
    }
}

fn anchor(block: &mut Block<'_>) -> Option<Anchor> {
    let words = names(block, "anchor");
    let takes = block.choice("anchor_takes", TAKES).unwrap_or(Takes::Earliest);
    let later = block.text("later_anchor");
    let after = dated_length(block, ["later_years", "later_months", "later_weeks", "later_days"]);
    let words: Vec<(String, bool)> = words
        .into_iter()
        .map(|word| match word.strip_prefix("end of ") {
            Some(word) => (word.to_owned(), true),
            None => (word, false),
        })
        .collect();
    if later.is_some() && after.is_unsaid() {
        let expected = "later_years, later_months, later_weeks or later_days".to_owned();
        block.complain(block.fence_line(), "later_anchor without a length".to_owned(), expected);
    }
    if words.is_empty() && later.is_none() {
        return None;
    }
    Some(Anchor { words, takes, later: later.map(|word| (word, after)) })
}

fn cap(block: &mut Block<'_>) -> Option<Cap> {
    let years = number(block, "cap_years");
    let from = names(block, "cap_from");
    let first_period_only = block.choice("caps", &[("first_period", true), ("everything", false)]).unwrap_or(false);
    Some(Cap { years: years?, from, first_period_only })
}

fn dated_length(block: &mut Block<'_>, [years, months, weeks, days]: [&'static str; 4]) -> DatedLength {
    let (years, months) = (number(block, years), number(block, months));
    DatedLength { years, months, weeks: number(block, weeks), days: number(block, days) }
}

fn number(block: &mut Block<'_>, key: &'static str) -> Option<Dated<i32>> {
    block.dated(key, "a whole number from 0", |value| whole_number(value, 0))
}

fn names(block: &mut Block<'_>, key: &'static str) -> Vec<String> {
    block.texts(key).unwrap_or_default().into_iter().map(|(_, name)| name).collect()
}

const TRIGGER_FORM: &str = "a list of { on = …, with = …, unless = …, by = …, to = …, debtor = …, against = … }";
const RESTART_FORM: &str =
    "a list of { on = …, with = …, unless = …, by = …, to = …, debtor = …, against = …, anew = … }";
const SUSPENSION_FORM: &str =
    "a list of { on = …, model = …, until = …, at_most_years = …, tail_months = …, floor_months = …, last_months = … }";

/// A dated list of tables. The complaint names what is wrong in the table.
fn list<T>(
    block: &mut Block<'_>,
    key: &'static str,
    form: &str,
    read: impl Fn(&DeValue<'_>) -> Result<T, String>,
) -> Listed<T> {
    let why = RefCell::new(None);
    let listed = block.dated(key, form, |value| {
        let items: Result<Vec<T>, String> = value.as_array()?.iter().map(|item| read(item.get_ref())).collect();
        match items {
            Ok(items) if !items.is_empty() => Some(items),
            Ok(_) => None,
            Err(wrong) => {
                why.replace(Some(wrong));
                None
            }
        }
    });
    if let Some(wrong) = why.into_inner() {
        block.complain(block.fence_line(), format!("an entry of {key} that cannot be read"), wrong);
    }
    listed
}

fn trigger(value: &DeValue<'_>) -> Result<Trigger, String> {
    let mut fields = Fields::of(value)?;
    let trigger = fields.trigger()?;
    fields.finish().map(|()| trigger)
}

fn restart(value: &DeValue<'_>) -> Result<Restart, String> {
    let mut fields = Fields::of(value)?;
    let trigger = fields.trigger()?;
    let anew = fields.choice("anew", ANEW)?.unwrap_or(Anew::ThatDay);
    fields.finish().map(|()| Restart { trigger, anew })
}

fn suspension(value: &DeValue<'_>) -> Result<Suspension, String> {
    let mut fields = Fields::of(value)?;
    let trigger = fields.trigger()?;
    let model = fields.choice("model", MODELS)?.ok_or("model = pause, gate, floor or extension")?;
    let until = fields.texts("until")?;
    let at_most = fields.length(["at_most_years", "at_most_months", "at_most_weeks", "at_most_days"])?;
    let tail = fields.length(["tail_years", "tail_months", "tail_weeks", "tail_days"])?;
    let floor = fields.length(["floor_years", "floor_months", "floor_weeks", "floor_days"])?;
    let last = fields.length(["last_years", "last_months", "last_weeks", "last_days"])?;
    fields.finish()?;
    if model != Model::Pause && floor == Length::default() {
        return Err("floor_months, or another floor: how long after it the period ends".to_owned());
    }
    if model == Model::Gate && last == Length::default() {
        return Err("last_months, or another: in which last part of the period it must stand".to_owned());
    }
    Ok(Suspension { trigger, model, until, at_most, tail, floor, last })
}
