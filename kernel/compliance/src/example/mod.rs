//! Worked examples: a log of what happened, questions, and what the gate must answer.

mod answer;
mod event;
mod line;
mod note;
mod read;
mod reply;
mod sum;
mod told;

use crate::conventions::Conventions;
use crate::facts::Facts;
use crate::markdown::{Fence, cut};
use crate::pack::{Pack, PackError};
use crate::packs::Packs;
pub use note::{Noted, read_note};

use answer::Question;
use line::{Event, Line, Says};
use read::read_lines;
use sum::{Ledger, Sum, Under};
use told::Told;

/// A worked example of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// Where it comes from, or what it shows.
    pub title: String,
    /// The file it stands in.
    pub file: String,
    /// Where it begins in the file.
    pub line: usize,
    lines: Vec<Line>,
}

/// What became of one example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleResult {
    /// The packs it was asked under, with a space between.
    pub packs: String,
    /// Its title.
    pub title: String,
    /// The file it stands in.
    pub file: String,
    /// Where it begins in the file.
    pub line: usize,
    /// How many questions it asked.
    pub questions: usize,
    /// The answers that were not the expected ones; none when it passed.
    pub surprises: Vec<Surprise>,
}

/// An answer that was not the expected one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {found}")]
pub struct Surprise {
    /// The file.
    pub file: String,
    /// The line of the question.
    pub line: usize,
    /// What the gate answered instead.
    pub found: String,
}

impl Example {
    pub(crate) fn parse(file: &str, fence: &Fence<'_>) -> Result<Self, Vec<PackError>> {
        let lines = read_lines(file, fence)?;
        Ok(Self { title: fence.title.to_owned(), file: file.to_owned(), line: fence.line, lines })
    }

    /// Whether a question of it names that rule.
    pub fn names(&self, rule: &str) -> bool {
        self.lines.iter().any(|line| match &line.says {
            Says::Question { question, .. } => question.rules().contains(&rule),
            _ => false,
        })
    }

    /// The packs the example names itself.
    fn named(&self) -> Option<Vec<&str>> {
        self.lines.iter().find_map(|line| match &line.says {
            Says::Packs(named) => Some(named.iter().map(String::as_str).collect()),
            _ => None,
        })
    }

    /// The packs of the rules its questions name.
    fn spoken_of<'p>(&self, packs: &'p Packs) -> Vec<&'p str> {
        let mut found = Vec::new();
        for line in &self.lines {
            let asked = match &line.says {
                Says::Question { question, .. } => question.rules(),
                Says::Sum(sum) => sum.asked_of().into_iter().collect(),
                _ => continue,
            };
            for name in asked {
                found.extend(packs.rule(name).map(|(pack, _)| pack.id.as_str()));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Question {
    fn rules(&self) -> Vec<&str> {
        match self {
            Self::May(may) => may.rules.iter().map(String::as_str).collect(),
            Self::Must { duties } => duties.iter().map(|(rule, _)| rule.as_str()).collect(),
            Self::Keep { .. } => Vec::new(),
            Self::Clock(asked) => vec![asked.rule.as_str()],
        }
    }
}

/// Runs every example of a pack: under that pack alone, or under the packs the
/// example names.
pub fn run_examples(pack: &Pack, packs: &Packs) -> Vec<ExampleResult> {
    each(pack, packs, Conventions::shipped())
}

/// The same with these conventions behind the rules of arithmetic, instead of those
/// that come with the program.
pub fn run_examples_by(pack: &Pack, packs: &Packs, conventions: &Conventions) -> Vec<ExampleResult> {
    each(pack, packs, Ok(conventions))
}

fn each(pack: &Pack, packs: &Packs, known: Known<'_>) -> Vec<ExampleResult> {
    let own = vec![pack.id.as_str()];
    let ids = |example: &'_ Example| -> Vec<String> {
        example.named().unwrap_or_else(|| own.clone()).into_iter().map(str::to_owned).collect()
    };
    let under = |example: &Example| {
        let ids = ids(example);
        run(example, &ids.iter().map(String::as_str).collect::<Vec<_>>(), packs, known, false)
    };
    pack.examples.iter().map(under).collect()
}

/// The conventions, or why they do not read.
type Known<'a> = Result<&'a Conventions, &'a str>;

/// Reads the example blocks of a page that is no pack; other blocks are passed over.
///
/// # Errors
/// Every line that cannot be read, and a page without an example.
pub fn read_examples(file: &str, text: &str) -> Result<Vec<Example>, Vec<PackError>> {
    let (mut examples, mut errors) = (Vec::new(), Vec::new());
    for read in read_blocks(file, text) {
        match read {
            Ok(example) => examples.push(example),
            Err((_, found)) => errors.extend(found),
        }
    }
    if errors.is_empty() { Ok(examples) } else { Err(errors) }
}

/// One block of a page: an example, or where it begins with what cannot be read of it.
type ReadBlock = Result<Example, ((usize, String), Vec<PackError>)>;

fn read_blocks(file: &str, text: &str) -> Vec<ReadBlock> {
    let pieces = cut(file, text);
    let fences = pieces.fences.iter().filter(|fence| fence.word == "example");
    let mut blocks: Vec<ReadBlock> = fences
        .map(|fence| Example::parse(file, fence).map_err(|errors| ((fence.line, fence.title.to_owned()), errors)))
        .collect();
    blocks.extend(pieces.errors.into_iter().map(|error| Err(((error.line, String::new()), vec![error]))));
    if blocks.is_empty() {
        let (found, expected) = ("no example".to_owned(), "a block of example".to_owned());
        let error = PackError { file: file.to_owned(), line: 1, found, expected };
        blocks.push(Err(((1, String::new()), vec![error])));
    }
    blocks
}

/// Runs the examples of one page that is no pack. Each is asked under the packs
/// it names; one that names none, under the packs of the rules it speaks of;
/// one that speaks of none, under the packs of all the rules the page speaks of.
/// Where no packs are named, a question that names rules is asked of those alone.
/// An example that cannot be read has failed, with every complaint about it.
pub fn run_page(file: &str, text: &str, packs: &Packs) -> Vec<ExampleResult> {
    let blocks = read_blocks(file, text);
    let read = blocks.iter().filter_map(|block| block.as_ref().ok());
    let mut page: Vec<&str> = read.flat_map(|example| example.spoken_of(packs)).collect();
    page.sort_unstable();
    page.dedup();
    let asked = |example: &Example| {
        if let Some(named) = example.named() {
            return run(example, &named, packs, Conventions::shipped(), false);
        }
        let spoken_of = example.spoken_of(packs);
        let ids = if spoken_of.is_empty() { page.clone() } else { spoken_of };
        run(example, &ids, packs, Conventions::shipped(), true)
    };
    let unread = |line: usize, title: &str, errors: &[PackError]| ExampleResult {
        packs: String::new(),
        title: title.to_owned(),
        file: file.to_owned(),
        line,
        questions: 0,
        surprises: errors
            .iter()
            .map(|error| Surprise {
                file: error.file.clone(),
                line: error.line,
                found: format!("found {}, expected {}", error.found, error.expected),
            })
            .collect(),
    };
    blocks
        .iter()
        .map(|block| match block {
            Ok(example) => asked(example),
            Err(((line, title), errors)) => unread(*line, title, errors),
        })
        .collect()
}

fn run(example: &Example, ids: &[&str], packs: &Packs, known: Known<'_>, rules_alone: bool) -> ExampleResult {
    let chosen = packs.only(ids);
    let mut told = Told::new(&chosen);
    let mut result = ExampleResult {
        packs: ids.join(" "),
        title: example.title.clone(),
        file: example.file.clone(),
        line: example.line,
        questions: 0,
        surprises: Vec::new(),
    };
    let mut surprise =
        |line: usize, found: String| result.surprises.push(Surprise { file: example.file.clone(), line, found });
    for id in ids.iter().filter(|id| !chosen.iter().any(|pack| pack.id == **id)) {
        surprise(example.line, format!("there is no pack {id}"));
    }
    if ids.is_empty() {
        surprise(example.line, "no rule and no pack is named; say: packs, and which".to_owned());
    }
    let words = packs.words();
    let mut ledger = Ledger::default();
    for line in &example.lines {
        match &line.says {
            Says::Question { day, second, question } => {
                result.questions += 1;
                let named = question.rules();
                let alone = (rules_alone && !named.is_empty()).then(|| chosen.only_rules(&named));
                for found in told.reply(*day, *second, question, alone.as_ref().unwrap_or(&chosen)) {
                    surprise(line.line, found);
                }
            }
            Says::Sum(Sum::Asked(asked)) => {
                result.questions += 1;
                let facts = Facts::new(told.sheet.clone());
                let under = known.map(|known| Under { packs: &chosen, facts: &facts, known });
                let found = under.map_or_else(|error| vec![error.to_owned()], |under| ledger.reply(asked, under));
                found.into_iter().for_each(|found| surprise(line.line, found));
            }
            Says::Sum(sum) => ledger.hear(sum),
            other => {
                if let Says::Event { day, event, .. } = other {
                    ledger.happen(*day, event);
                }
                if let Err(found) = told.hear(line.line, other) {
                    surprise(line.line, found);
                }
                if let Some(unknown) = unheard(other, &words) {
                    surprise(line.line, unknown);
                }
            }
        }
    }
    result
}

/// A happening of which no rule of any pack speaks is a slip of the pen.
fn unheard(says: &Says, words: &[&str]) -> Option<String> {
    let Says::Event { event: Event::Happened { what, .. } | Event::Ended { what }, .. } = says else { return None };
    let known = words.binary_search(&what.as_str()).is_ok();
    let near = words.iter().find(|word| word.contains(what.as_str()) || what.contains(**word));
    let hint = near.map_or(String::new(), |near| format!("; is it {near}?"));
    (!known).then(|| format!("no rule of any pack speaks of {what}{hint}"))
}
