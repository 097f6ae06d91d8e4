//! From the keys of a rule block to the rule.

use crate::block::{Block, whole_number};
use crate::dated::Dated;
use crate::markdown::Fence;
use crate::pack::PackError;
use crate::rule::{
    Breach, Cooldown, Excluded, Exclusion, HoldRule, Kind, Per, Recipient, RollingCount, Rule, UsableContactPoint,
    Window,
};
use crate::words::{CHANNELS, CONTACTS, Channels, FORCES, HOLDS, PURPOSES, ROLES, STATUSES, WEEKDAYS, Words, meaning};
use makegood_case::Channel;
use makegood_units::BusinessDate;
use toml::de::DeValue;

/// A rule whose exclusions are still only named.
pub(crate) struct ReadRule {
    pub rule: Rule,
    excluding: Vec<(usize, String)>,
}

type Reader = fn(&mut Block<'_>, &mut Beginnings) -> Option<Kind>;

const KINDS: &Words<Reader> = &[
    ("window", window),
    ("rolling_count", rolling_count),
    ("cooldown", cooldown),
    ("exclusion", exclusion),
    ("hold", hold),
    ("recipient", recipient),
    ("usable_contact_point", usable_contact_point),
];

const BREACHES: &Words<Breach> = &[("presumed_violation", Breach::PresumedViolation), ("refused", Breach::Refused)];

/// The first days of a rule's dated parameters: they must be one and the same.
type Beginnings = Vec<(&'static str, BusinessDate)>;

/// Reads one rule block.
pub(crate) fn read_rule(file: &str, fence: &Fence<'_>) -> Result<ReadRule, Vec<PackError>> {
    let mut block = Block::read(file, fence.line + 1, fence.body);
    let reader = block.choice("kind", KINDS);
    let (force, status) = (block.choice("force", FORCES), block.choice("status", STATUSES));
    let (reader, force, status) =
        (block.need("kind", reader), block.need("force", force), block.need("status", status));
    let citation = block.text("citation").unwrap_or_else(|| fence.heading.to_owned());
    let in_force = block.dated("in_force", "true or false", |value| value.as_bool());
    let mut beginnings = Beginnings::new();
    let kind = reader.and_then(|read| read(&mut block, &mut beginnings));
    let counting = matches!(kind, Some(Kind::RollingCount(_) | Kind::Cooldown(_)));
    let excluding = if counting { block.texts("excluding").unwrap_or_default() } else { Vec::new() };
    let in_force = in_force.or_else(|| kind.as_ref().and_then(|_| begin_together(&mut block, &beginnings)));
    if fence.title.is_empty() {
        block.complain(fence.line, "a rule without a name".to_owned(), "```rule us.regf.14b2iA".to_owned());
    }
    // Without its kind, the keys that belong to it cannot be told from strangers.
    let errors = if reader.is_some() { block.finish() } else { block.errors };
    match (kind, force, status, in_force) {
        (Some(kind), Some(force), Some(status), Some(in_force)) if errors.is_empty() => {
            let (id, words) = (fence.title.to_owned(), fence.words.clone());
            let rule = Rule { id, citation, force, status, words, in_force, kind, line: fence.line };
            Ok(ReadRule { rule, excluding })
        }
        _ => Err(errors),
    }
}

/// Puts the exclusions of the pack into the rules that name them.
pub(crate) fn resolve(file: &str, read: Vec<ReadRule>) -> Result<Vec<Rule>, Vec<PackError>> {
    let known: Vec<Excluded> = read
        .iter()
        .filter_map(|read| match &read.rule.kind {
            Kind::Exclusion(exclusion) => {
                let (rule, in_force) = (read.rule.id.clone(), read.rule.in_force.clone());
                Some(Excluded { rule, in_force, exclusion: exclusion.clone() })
            }
            _ => None,
        })
        .collect();
    let (mut rules, mut errors) = (Vec::new(), Vec::new());
    for ReadRule { mut rule, excluding } in read {
        for (line, name) in excluding {
            match (known.iter().find(|one| one.rule == name), &mut rule.kind) {
                (Some(one), Kind::RollingCount(count)) => count.excluding.push(one.clone()),
                (Some(one), Kind::Cooldown(cooldown)) => cooldown.excluding.push(one.clone()),
                _ => errors.push(PackError {
                    file: file.to_owned(),
                    line,
                    found: format!("{name:?}"),
                    expected: "the name of a rule of kind exclusion in this file".to_owned(),
                }),
            }
        }
        rules.push(rule);
    }
    if errors.is_empty() { Ok(rules) } else { Err(errors) }
}

/// A rule without `in_force` applies from the day its parameters begin, which must be one day.
fn begin_together(block: &mut Block<'_>, beginnings: &Beginnings) -> Option<Dated<bool>> {
    let Some((first_key, first_on)) = beginnings.first().copied() else {
        return block.need("in_force", None);
    };
    for (key, on) in beginnings {
        if *on != first_on {
            let expected = format!("{key} to begin on {first_on}, as {first_key} does, or in_force to say from when");
            block.complain(block.fence_line(), format!("{key} begins on {on}"), expected);
        }
    }
    Dated::try_new(vec![(first_on, true)]).ok()
}

fn number(block: &mut Block<'_>, starts: &mut Beginnings, key: &'static str, least: i32) -> Option<Dated<i32>> {
    let dated = block.dated(key, &format!("a whole number from {least}"), |value| whole_number(value, least));
    began(block, starts, key, dated)
}

fn time(block: &mut Block<'_>, starts: &mut Beginnings, key: &'static str) -> Option<Dated<i32>> {
    let dated = block.dated(key, "a time such as \"08:00\"", |value| value.as_str().and_then(second_of_day));
    began(block, starts, key, dated)
}

fn began<T>(
    block: &mut Block<'_>,
    starts: &mut Beginnings,
    key: &'static str,
    dated: Option<Dated<T>>,
) -> Option<Dated<T>> {
    let dated = block.need(key, dated)?;
    starts.extend(dated.begins_on().map(|on| (key, on)));
    Some(dated)
}

/// `08:00` as seconds since local midnight; `24:00` is the end of the day.
pub(crate) fn second_of_day(text: &str) -> Option<i32> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |part: &str| -> Option<i32> {
        (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let inside = minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0));
    inside.then_some(hours * 3_600 + minutes * 60)
}

fn channels(block: &mut Block<'_>, key: &'static str, words: &Words<Channel>) -> Option<Channels> {
    let found = block.choices(key, words);
    let found = block.need(key, found)?;
    Some(found.into_iter().fold(Channels::NONE, Channels::with))
}

fn per(block: &mut Block<'_>) -> Option<Per> {
    let found = block.texts("per");
    let parts = block.need("per", found)?;
    let parts: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).collect();
    match parts.as_slice() {
        ["person"] => Some(Per::Person),
        ["person", "debt"] => Some(Per::PersonAndDebt),
        other => {
            let expected = "per = [\"person\"] or [\"person\", \"debt\"]".to_owned();
            block.complain(block.fence_line(), format!("per = {other:?}"), expected);
            None
        }
    }
}

fn window(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let channels = channels(block, "channels", CHANNELS);
    let (opens, closes) = (time(block, starts, "opens"), time(block, starts, "closes"));
    let weekdays = |value: &DeValue<'_>| -> Option<Vec<_>> {
        let days: Option<Vec<_>> =
            value.as_array()?.iter().map(|day| meaning(WEEKDAYS, day.get_ref().as_str()?)).collect();
        days.filter(|days| (0..7).any(|place| WEEKDAYS.get(place).is_some_and(|(_, day)| !days.contains(day))))
    };
    let closed_on = block.dated("closed_on", "a list of weekdays, not all seven", weekdays);
    let (opens, closes) = (opens?, closes?);
    for (from, _, opens_at) in opens.spans() {
        if closes.on(from).is_some_and(|closes_at| closes_at <= opens_at) {
            let expected = "opens before closes: a window lies within one day".to_owned();
            block.complain(block.fence_line(), format!("hours from {from} that close before they open"), expected);
        }
    }
    Some(Kind::Window(Window { channels: channels?, opens, closes, closed_on }))
}

fn rolling_count(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let (counts, per) = (channels(block, "counts", CONTACTS), per(block));
    let window_days = number(block, starts, "window_days", 1);
    let at_most = number(block, starts, "at_most", 0);
    let breach = block.choice("breach", BREACHES);
    let breach = block.need("breach", breach)?;
    let (window_days, at_most) = (window_days?, at_most?);
    let excluding = Vec::new();
    Some(Kind::RollingCount(RollingCount { counts: counts?, per: per?, window_days, at_most, excluding, breach }))
}

fn cooldown(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let after = channels(block, "after_conversation_by", CHANNELS);
    let (stops, per) = (channels(block, "stops", CHANNELS), per(block));
    let days = number(block, starts, "days", 1)?;
    Some(Kind::Cooldown(Cooldown { after: after?, stops: stops?, per: per?, days, excluding: Vec::new() }))
}

fn exclusion(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let word = block.choice("leaves_out", &[("not_connected", 0), ("misdirected", 1), ("prior_consent", 2)]);
    let exclusion = match block.need("leaves_out", word)? {
        0 => Exclusion::NotConnected,
        1 => Exclusion::Misdirected,
        _ => Exclusion::PriorConsent(number(block, starts, "days", 1)?),
    };
    Some(Kind::Exclusion(exclusion))
}

fn hold(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let on = block.choice("on", HOLDS);
    let (on, stops) = (block.need("on", on), channels(block, "stops", CHANNELS));
    let passes = block.choices("passes", PURPOSES).unwrap_or_default();
    let by = block.choices("passes_by", CHANNELS);
    let passes_by = by.map_or(stops, |by| Some(by.into_iter().fold(Channels::NONE, Channels::with)));
    let redirect_to = block.choice("redirect_to", ROLES);
    Some(Kind::Hold(HoldRule { on: on?, stops: stops?, passes, passes_by: passes_by?, redirect_to }))
}

fn recipient(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let (channels, only) = (channels(block, "channels", CHANNELS), block.choices("only", ROLES));
    Some(Kind::Recipient(Recipient { channels: channels?, only: block.need("only", only)? }))
}

fn usable_contact_point(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    Some(Kind::UsableContactPoint(UsableContactPoint { channels: channels(block, "channels", CHANNELS)? }))
}
