//! From the file to the strategy. All problems are reported at once.

use crate::attention::attention;
use crate::before_due::before_due;
use crate::book_rules::{book_rules, classes, penalty};
use crate::hard::hard_rules;
use crate::keys::{Keys, Source, count, days, elements, list, word};
use crate::plan::plans;
use crate::promises::promises;
use crate::recourse::recourse;
use crate::rung::rung;
use crate::strategy::USUAL_SNOOZE_DAYS;
use crate::talk::talk;
use crate::{ActionKind, Rung, Strategy, StrategyError, WorkingHours};
use makegood_book::Buckets;
use toml::de::{DeTable, DeValue};

pub(crate) const DAYS: &str = "a number of days from 0";
pub(crate) const WORD: &str = "a word in quotes";
pub(crate) const WORDS: &str = "a list of words in quotes";

impl Strategy {
    /// Reads a strategy from the text of a file. The format, with every key, unit
    /// and default, is described in `strategies/README.md`.
    ///
    /// # Errors
    /// Every problem found, each with its line, in the order of the lines.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<StrategyError>> {
        let source = Source { file, text };
        let (root, refused) = DeTable::parse_recoverable(text);
        if !refused.is_empty() {
            let problem = |error: &toml::de::Error| error.message().to_owned();
            let error =
                |error: &toml::de::Error| source.error(error.span().map_or(0, |span| span.start), problem(error));
            return Err(refused.iter().map(error).collect());
        }
        let mut problems = Vec::new();
        let strategy = strategy(source, root.get_ref(), &mut problems);
        problems.sort_by_key(|problem| problem.line);
        match strategy {
            Some(strategy) if problems.is_empty() => Ok(strategy),
            _ => Err(problems),
        }
    }
}

fn strategy(source: Source<'_>, root: &DeTable<'_>, problems: &mut Vec<StrategyError>) -> Option<Strategy> {
    let mut keys = Keys::new(source, root, 0);
    let name = keys.must("name", WORD, word);
    let version = keys.must("version", "a whole number from 0", count(u32::MAX));
    let buckets = keys.may("buckets", "rising days past due that start at 1, such as [1, 30, 60, 90]", buckets);
    let grace_days = keys.may("grace_days", DAYS, days);
    let book = book_rules(&mut keys);
    let (classes, penalty) = (classes(&mut keys), penalty(&mut keys));
    let packs = keys.must("packs", WORDS, list(word));
    let facts = keys.may("facts", WORDS, list(word));
    let working_day = keys.may("working_day", "two times such as [\"08:00\", \"18:00\"], the first one earlier", hours);
    let calm_days = keys.may("calm_days_after_payment", DAYS, days);
    let repeat_arrears_spells = keys.may("repeat_arrears_spells", "a number of spells from 0", count(1_000));
    let snooze = |value: &DeValue<'_>| days(value).filter(|days| (1..=60).contains(days));
    let snooze_max_days = keys.may("snooze_max_days", "a number of days from 1 to 60", snooze);
    let promises = promises(&mut keys);
    let attention = attention(&mut keys, source, problems);
    let talk = talk(&mut keys);
    let hard = hard_rules(&mut keys, source, problems);
    let before_due = before_due(&mut keys, source, problems);
    let plans = plans(&mut keys, source, problems);
    let recourse = recourse(&mut keys, source, problems);
    let buckets = buckets.unwrap_or_default();
    let tables = keys.must("rung", "one [[rung]] table for each step", elements);
    let mut rungs: Vec<Rung> = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a rung is a table of its own, opened by [[rung]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let read = rung(&mut keys, source, buckets.count() - 1, problems);
        if let Some(read) = read {
            ladder_so_far(&mut keys, &rungs, &read);
            rungs.push(read);
        }
        problems.extend(keys.finish());
    }
    if problems.is_empty() && !rungs.iter().any(|rung| rung.action == ActionKind::PlanConversation) {
        keys.complain(None, "a ladder has at least one rung with action = \"plan_conversation\"".to_owned());
    }
    problems.extend(keys.finish());
    Some(Strategy {
        name: name?,
        version: version?,
        buckets,
        grace_days: grace_days.unwrap_or(0),
        book,
        classes,
        penalty,
        packs: packs?,
        facts: facts.unwrap_or_default(),
        working_day: working_day.unwrap_or_default(),
        calm_days_after_payment: calm_days.unwrap_or(7),
        repeat_arrears_spells,
        snooze_max_days: snooze_max_days.unwrap_or(USUAL_SNOOZE_DAYS),
        promises,
        attention,
        talk,
        hard,
        before_due,
        plans,
        recourse,
        rungs,
    })
}

fn hours(value: &DeValue<'_>) -> Option<WorkingHours> {
    let times = list(word)(value)?;
    let [opens, closes] = times.as_slice() else { return None };
    let (opens, closes) = (opens.parse().ok()?, closes.parse().ok()?);
    (opens < closes).then_some(WorkingHours { opens, closes })
}

/// What one rung cannot know of itself.
fn ladder_so_far(keys: &mut Keys<'_>, before: &[Rung], rung: &Rung) {
    if before.iter().any(|other| other.id == rung.id) {
        keys.complain(Some("id"), format!("two rungs are called {:?}; ids are unique", rung.id));
    }
    for step in rung.after_steps.iter().filter(|step| !before.iter().any(|other| other.id == **step)) {
        keys.complain(Some("after_steps"), format!("{step:?} is no rung above this one"));
    }
}

fn buckets(value: &DeValue<'_>) -> Option<Buckets> {
    Buckets::try_from(list(days)(value)?).ok()
}
