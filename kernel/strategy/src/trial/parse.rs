//! From the file to the trial. All problems are reported at once.

use super::{CHAMPION, CONTROL, Challenger, SLOTS, Trial, Unit};
use crate::StrategyError;
use crate::keys::{Keys, Source, count, elements, word};
use crate::parse::WORD;
use makegood_units::BusinessDate;
use toml::de::{DeTable, DeValue};

const DAY: &str = "a day such as \"2026-12-01\"";
/// The control is a twentieth to a tenth of all, or none: smaller ones tell nothing,
/// larger ones leave too many without help.
const CONTROL_BP: std::ops::RangeInclusive<u32> = 500..=1_000;

impl Trial {
    /// Reads a trial from the text of a file. The format is described in
    /// `strategies/README.md`.
    ///
    /// # Errors
    /// Every problem found, each with its line, in the order of the lines.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<StrategyError>> {
        let source = Source { file, text };
        let (root, refused) = DeTable::parse_recoverable(text);
        if !refused.is_empty() {
            let at = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
            return Err(refused.iter().map(|one| source.error(at(one), one.message().to_owned())).collect());
        }
        let mut problems = Vec::new();
        let trial = trial(source, root.get_ref(), &mut problems);
        problems.sort_by_key(|problem| problem.line);
        match trial {
            Some(trial) if problems.is_empty() => Ok(trial),
            _ => Err(problems),
        }
    }
}

fn trial(source: Source<'_>, root: &DeTable<'_>, problems: &mut Vec<StrategyError>) -> Option<Trial> {
    let mut keys = Keys::new(source, root, 0);
    let name = keys.must("name", WORD, word);
    let salt = keys.may("salt", WORD, word);
    let unit = keys.may("unit", "one of borrower, group, branch", unit).unwrap_or_default();
    let begins_on = keys.must("begins_on", DAY, day);
    let ends_on = keys.may("ends_on", DAY, day);
    let control = keys.may("control_basis_points", "0, or from 500 to 1000", |value: &DeValue<'_>| {
        count(SLOTS)(value).filter(|share| *share == 0 || CONTROL_BP.contains(share))
    });
    let tables = keys.may("challenger", "a [[challenger]] table for each ladder tried", elements);
    let mut challengers: Vec<Challenger> = Vec::new();
    for (at, value) in tables.unwrap_or_default() {
        let Some(table) = value.as_table() else {
            problems.push(source.error(at, "a challenger is a table of its own, opened by [[challenger]]".to_owned()));
            continue;
        };
        let mut keys = Keys::new(source, table, at);
        let read = challenger(&mut keys);
        let taken = |name: &str| [CHAMPION, CONTROL].contains(&name) || challengers.iter().any(|one| one.arm == name);
        if read.as_ref().is_some_and(|one| taken(&one.arm)) {
            keys.complain(Some("arm"), "another arm has that name; champion and control have theirs".to_owned());
        }
        challengers.extend(read);
        problems.extend(keys.finish());
    }
    if begins_on.zip(ends_on).is_some_and(|(first, last)| last < first) {
        keys.complain(Some("ends_on"), "ends_on lies before begins_on".to_owned());
    }
    let control_bp = control.unwrap_or(0);
    let tried = challengers.iter().fold(control_bp, |sum, one| sum.saturating_add(one.share_bp));
    if tried == 0 && problems.is_empty() {
        keys.complain(None, "a trial has a [[challenger]], or control_basis_points, or both".to_owned());
    }
    if tried >= SLOTS {
        let problem = format!("the shares come to {tried} basis points, and nothing of 10000 is left for the champion");
        keys.complain(None, problem);
    }
    problems.extend(keys.finish());
    let name = name?;
    Some(Trial {
        salt: salt.unwrap_or_else(|| name.clone()),
        name,
        unit,
        begins_on: begins_on?,
        ends_on,
        control_bp,
        challengers,
    })
}

fn challenger(keys: &mut Keys<'_>) -> Option<Challenger> {
    let arm = keys.must("arm", WORD, word);
    let ladder = keys.must("ladder", "the file of a ladder, or the name of a shipped one", word);
    let share = keys.must("share_basis_points", "a number from 1 to 9999", |value: &DeValue<'_>| {
        count(SLOTS - 1)(value).filter(|share| *share > 0)
    });
    Some(Challenger { arm: arm?, ladder: ladder?, share_bp: share? })
}

fn day(value: &DeValue<'_>) -> Option<BusinessDate> {
    word(value)?.parse().ok()
}

fn unit(value: &DeValue<'_>) -> Option<Unit> {
    let word = value.as_str()?;
    [Unit::Borrower, Unit::Group, Unit::Branch].into_iter().find(|unit| unit.word() == word)
}
