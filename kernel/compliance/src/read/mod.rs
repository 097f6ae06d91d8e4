//! From the keys of a rule block to the rule.

mod contact;
mod duty;
mod keys;
mod paper;
mod stop;
mod sum;

pub(crate) use keys::second_of_day;

use crate::block::Block;
use crate::condition::Condition;
use crate::dated::Dated;
use crate::markdown::Fence;
use crate::pack::PackError;
use crate::rule::{Answer, Excluded, Kind, Reach, Rule};
use crate::words::{FORCES, PURPOSES, ROLES, STATUSES, Words};
use keys::{Beginnings, begin_together, plain_words, whole};
use makegood_units::BusinessDate;

/// A rule whose exclusions are still only named.
pub(crate) struct ReadRule {
    pub rule: Rule,
    excluding: Vec<(usize, String)>,
}

type Reader = fn(&mut Block<'_>, &mut Beginnings) -> Option<Kind>;

const KINDS: &Words<Reader> = &[
    ("window", contact::window),
    ("rolling_count", contact::rolling_count),
    ("cooldown", contact::cooldown),
    ("exclusion", contact::exclusion),
    ("hold", stop::hold),
    ("interval", stop::interval),
    ("recipient", stop::recipient),
    ("usable_contact_point", paper::usable_contact_point),
    ("address_basis", paper::address_basis),
    ("content", paper::content),
    ("precondition", paper::precondition),
    ("obligation", duty::obligation),
    ("merge", duty::merge),
    ("retention", duty::retention),
    ("clock", clock),
    ("counter_state", sum::counter_state),
    ("waterfall", sum::waterfall),
    ("cap", sum::cap),
];

/// Reads one rule block.
pub(crate) fn read_rule(file: &str, fence: &Fence<'_>) -> Result<ReadRule, Vec<PackError>> {
    let mut block = Block::read(file, fence.line + 1, fence.body);
    let reader = block.choice("kind", KINDS);
    let (force, status) = (block.choice("force", FORCES), block.choice("status", STATUSES));
    let (reader, force, status) =
        (block.need("kind", reader), block.need("force", force), block.need("status", status));
    let citation = block.text("citation").unwrap_or_else(|| fence.heading.to_owned());
    let also = plain_words(&mut block, "known_as");
    let in_force = block.dated("in_force", "true or false", |value| value.as_bool());
    let mut beginnings = Beginnings::new();
    let (reach, answer) = (reach(&mut block, &mut beginnings), answer(&mut block));
    let kind = reader.and_then(|read| read(&mut block, &mut beginnings));
    let counting = matches!(kind, Some(Kind::RollingCount(_) | Kind::Cooldown(_)));
    let excluding = if counting { block.texts("excluding").unwrap_or_default() } else { Vec::new() };
    let in_force = in_force.or_else(|| match &kind {
        // A clock that only follows another has no day of its own.
        Some(Kind::Clock(_)) if beginnings.is_empty() => always(),
        kind => kind.as_ref().and_then(|_| begin_together(&mut block, &beginnings)),
    });
    if fence.title.is_empty() {
        block.complain(fence.line, "a rule without a name".to_owned(), "```rule us.regf.14b2iA".to_owned());
    }
    // Without its kind, the keys that belong to it cannot be told from strangers.
    let errors = if reader.is_some() { block.finish() } else { block.errors };
    match (kind, force, status, in_force) {
        (Some(kind), Some(force), Some(status), Some(in_force)) if errors.is_empty() => {
            let (id, words) = (fence.title.to_owned(), fence.words.clone());
            let rule =
                Rule { id, also, citation, force, status, words, in_force, reach, answer, kind, line: fence.line };
            Ok(ReadRule { rule, excluding })
        }
        _ => Err(errors),
    }
}

fn always() -> Option<Dated<bool>> {
    Dated::try_new(vec![(BusinessDate::try_from_ymd(1, 1, 1)?, true)]).ok()
}

/// The clock room reads its own keys; its parameters begin when it says so.
fn clock(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let rule = crate::clock::read(block)?;
    starts.extend(rule.beginnings());
    Some(Kind::Clock(Box::new(rule)))
}

/// Conditions, one alone or several in brackets.
pub(crate) fn conditions(block: &mut Block<'_>, key: &'static str) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for (line, text) in block.texts_or_none(key) {
        match Condition::parse(&text) {
            Some(condition) => conditions.push(condition),
            None => block.complain(
                line,
                format!("{text:?}"),
                format!("{key} = conditions: \"fact\", \"not fact\", \"fact = word | word\", \"fact > 15\""),
            ),
        }
    }
    conditions
}

fn reach(block: &mut Block<'_>, starts: &mut Beginnings) -> Reach {
    Reach {
        only_if: conditions(block, "only_if"),
        only_for: block.choices("only_for", PURPOSES).unwrap_or_default(),
        not_for: block.choices("not_for", PURPOSES).unwrap_or_default(),
        only_to: block.choices("only_to", ROLES).unwrap_or_default(),
        only_with: plain_words(block, "only_with").into(),
        unless_with: plain_words(block, "unless_with").into(),
        only_at: plain_words(block, "only_at"),
        not_at: plain_words(block, "not_at"),
        unless: plain_words(block, "unless").into(),
        replies: whole(block, starts, "replies", 1),
    }
}

fn answer(block: &mut Block<'_>) -> Answer {
    let warns = block.choice("answer", &[("refuse", 0), ("warn", 1), ("approval", 2)]);
    let by = block.text("approval_by");
    match (warns, by) {
        (Some(1), None) => Answer::Warn,
        (Some(2) | None, Some(by)) => Answer::Approval(by),
        (None | Some(0), None) => Answer::Refuse,
        _ => {
            let expected = "answer = \"approval\" with approval_by = \"an office\", or neither".to_owned();
            block.complain(block.fence_line(), "an answer without its office".to_owned(), expected);
            Answer::Refuse
        }
    }
}

/// Puts the exclusions of the pack into the rules that name them.
pub(crate) fn resolve(file: &str, read: Vec<ReadRule>) -> Result<Vec<Rule>, Vec<PackError>> {
    let known: Vec<Excluded> = read.iter().filter_map(|read| excluded(&read.rule)).collect();
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

fn excluded(rule: &Rule) -> Option<Excluded> {
    let Kind::Exclusion(exclusion) = &rule.kind else { return None };
    let in_force: Dated<bool> = rule.in_force.clone();
    Some(Excluded { rule: rule.id.clone(), in_force, exclusion: exclusion.clone() })
}
