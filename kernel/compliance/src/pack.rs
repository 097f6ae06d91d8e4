//! A pack: the rules of one source of law, read from its Markdown.

use crate::block::Block;
use crate::condition::{Condition, FactValue};
use crate::example::Example;
use crate::markdown::{Fence, cut};
use crate::read::{conditions, read_rule, resolve};
use crate::rule::Rule;
use makegood_units::BusinessDate;

/// Something in a pack that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: found {found}, expected {expected}")]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What stands there.
    pub found: String,
    /// What should.
    pub expected: String,
}

/// Whom a pack binds, about which debts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// At least one of these holds; none at all means always.
    pub any_of: Vec<Condition>,
    /// All of these hold.
    pub only_if: Vec<Condition>,
}

/// The rules of one source of law, with their worked examples.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its short name, such as `us-regf`.
    pub id: String,
    /// The first heading.
    pub title: String,
    /// Where the law can be read.
    pub source: String,
    /// The day the rules were compared with the source.
    pub read_on: BusinessDate,
    /// Who of the law reviewed it, shown wherever a rule decides.
    pub reviewed_by: String,
    /// Whom it binds.
    pub applies_to: Scope,
    /// Facts its examples take as given unless they say otherwise.
    pub assumes: Vec<(String, FactValue)>,
    /// Its rules, in the order of the file.
    pub rules: Vec<Rule>,
    /// Its worked examples.
    pub examples: Vec<Example>,
    /// The file it was read from.
    pub file: String,
    /// The whole text, for whoever wants to hash it.
    pub text: String,
}

struct Head {
    id: Option<String>,
    source: String,
    read_on: BusinessDate,
    reviewed_by: String,
    applies_to: Scope,
    assumes: Vec<(String, FactValue)>,
}

impl Pack {
    /// Reads a pack.
    ///
    /// # Errors
    /// Every complaint about the text, each with its line: keys and kinds nobody
    /// knows, values of the wrong form, days that do not rise, examples that
    /// cannot be read.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Vec<PackError>> {
        let pieces = cut(file_name, text);
        let mut errors = pieces.errors;
        let (mut head, mut read, mut examples) = (None, Vec::new(), Vec::new());
        for fence in &pieces.fences {
            match fence.word {
                "pack" if head.is_none() => head = Some(keep(read_head(file_name, fence), &mut errors)),
                "rule" => read.extend(keep(read_rule(file_name, fence), &mut errors)),
                "example" => examples.extend(keep(Example::parse(file_name, fence), &mut errors)),
                "text" => {}
                other => {
                    let unnamed = || "a block without a word".to_owned();
                    let found = if other.is_empty() { unnamed() } else { format!("a block of {other}") };
                    let expected = "a block of pack (once), rule, example or text".to_owned();
                    errors.push(PackError { file: file_name.to_owned(), line: fence.line, found, expected });
                }
            }
        }
        let rules = keep(resolve(file_name, read), &mut errors).unwrap_or_default();
        let head = head.unwrap_or_else(|| {
            let expected = "a block of pack with source, read_on, reviewed_by and applies_to".to_owned();
            errors.push(PackError { file: file_name.to_owned(), line: 1, found: "no pack block".to_owned(), expected });
            None
        });
        let Some(head) = head.filter(|_| errors.is_empty()) else {
            errors.sort_by_key(|error| error.line);
            return Err(errors);
        };
        let stem = file_name.rsplit('/').next().unwrap_or(file_name).trim_end_matches(".md");
        Ok(Self {
            id: head.id.unwrap_or_else(|| stem.to_owned()),
            title: pieces.title.unwrap_or(stem).to_owned(),
            source: head.source,
            read_on: head.read_on,
            reviewed_by: head.reviewed_by,
            applies_to: head.applies_to,
            assumes: head.assumes,
            rules,
            examples,
            file: file_name.to_owned(),
            text: text.to_owned(),
        })
    }
}

/// Keeps what could be read and gathers the complaints about the rest.
fn keep<T>(read: Result<T, Vec<PackError>>, errors: &mut Vec<PackError>) -> Option<T> {
    read.map_err(|complaints| errors.extend(complaints)).ok()
}

fn read_head(file: &str, fence: &Fence<'_>) -> Result<Head, Vec<PackError>> {
    let mut block = Block::read(file, fence.line + 1, fence.body);
    let id = block.text("id");
    let (source, read_on, reviewed_by) = (block.text("source"), block.day("read_on"), block.text("reviewed_by"));
    let any_of = conditions(&mut block, "applies_to");
    let only_if = conditions(&mut block, "only_if");
    let assumes = assumptions(&mut block);
    let (source, read_on) = (block.need("source", source), block.need("read_on", read_on));
    let reviewed_by = block.need("reviewed_by", reviewed_by);
    if any_of.is_empty() {
        block.need::<()>("applies_to", None);
    }
    let is_always = any_of.iter().any(|condition| condition.fact == ALWAYS);
    let applies_to = Scope { any_of: if is_always { Vec::new() } else { any_of }, only_if };
    let errors = block.finish();
    match (source, read_on, reviewed_by) {
        (Some(source), Some(read_on), Some(reviewed_by)) if errors.is_empty() => {
            Ok(Head { id, source, read_on, reviewed_by, applies_to, assumes })
        }
        _ => Err(errors),
    }
}

/// The condition that always holds.
const ALWAYS: &str = "always";

/// `examples_assume = ["debt.purpose = consumer"]`.
fn assumptions(block: &mut Block<'_>) -> Vec<(String, FactValue)> {
    let mut assumes = Vec::new();
    for (line, text) in block.texts_or_none("examples_assume") {
        match text.split_once(" = ") {
            Some((name, value)) => assumes.push((name.trim().to_owned(), FactValue::told(value))),
            None => block.complain(line, format!("{text:?}"), "examples_assume = [\"fact = value\"]".to_owned()),
        }
    }
    assumes
}
