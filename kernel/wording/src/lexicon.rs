//! The lexicon: everything the files say, checked and ready to read with.

use crate::compile::Compiler;
use crate::context::Condition;
use crate::error::LexiconError;
use crate::files::{self, BothLanguages, CategoryFile, ConceptFile, File, FrameFile, Negation, Placed, Severity};
use crate::fold::Folding;
use crate::inflect::Irregular;
use crate::language::Language;
use crate::pattern::Pattern;
use crate::presence::Presence;
use crate::vocabulary::{SetId, Vocabulary};
use crate::weigh::Weights;
use std::collections::{BTreeMap, BTreeSet};

/// The files a lexicon is made of.
#[derive(Clone, Debug)]
pub struct Files<'a> {
    /// Irregular English words.
    pub irregular: File<'a>,
    /// Traditional characters.
    pub traditional: File<'a>,
    /// Concepts, one or more files a language; a name stands in one of them.
    pub concepts: Vec<File<'a>>,
    /// What words weigh.
    pub weights: File<'a>,
    /// Frames.
    pub frames: File<'a>,
    /// Categories with their rules.
    pub categories: Vec<File<'a>>,
    /// What must be there on an occasion.
    pub presence: File<'a>,
}

/// What is read with.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pub(crate) folding: Folding,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) sets: SetId,
    pub(crate) patterns: Vec<Pattern>,
    /// For each set, the patterns that are worth trying when it stands in a sentence.
    pub(crate) tried_by: Vec<Vec<PatternId>>,
    pub(crate) categories: Vec<Category>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) negating: [Negating; 2],
    pub(crate) presence: Presence,
    pub(crate) weights: Weights,
    /// The concepts by the number of their set.
    pub(crate) concepts: BTreeMap<SetId, String>,
}

/// The number of a pattern.
pub(crate) type PatternId = usize;

/// A category without its rules.
#[derive(Clone, Debug)]
pub(crate) struct Category {
    pub id: String,
    pub title: String,
    pub severity: Severity,
    pub severity_outbound: Option<Severity>,
    pub severity_shared: Option<Severity>,
    pub citation: String,
    pub rewrite: BothLanguages,
}

/// A rule ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub category: usize,
    pub lang: Language,
    pub says: String,
    pub rewrite: Option<String>,
    pub severity: Option<Severity>,
    pub any: Vec<PatternId>,
    pub unless: Vec<PatternId>,
    pub unless_text: Vec<PatternId>,
    pub needs: Vec<PatternId>,
    pub needs_near: Vec<PatternId>,
    pub needs_text: Vec<PatternId>,
    pub negation: Negation,
    pub when: Vec<Condition>,
    pub unless_when: Vec<Condition>,
    pub excused_by: Option<Condition>,
    pub framed: bool,
}

/// A frame ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    pub any: Vec<PatternId>,
    pub unless: Vec<PatternId>,
    pub keeps: Vec<usize>,
    pub when: Vec<Condition>,
    pub whole_text: bool,
}

/// The concepts by which a negation and its reach are told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Negating {
    /// Words that negate.
    pub negator: SetId,
    /// Words that look so and do not: "do not pay", 不断.
    pub seeming: SetId,
    /// Where the reach of a negation ends: but, otherwise, 否则.
    pub turn: SetId,
    /// Who begins a clause of their own after a comma.
    pub subject: SetId,
    /// Words that carry a negation on over a comma: 也, 或者.
    pub onward: SetId,
}

impl Lexicon {
    /// The categories by id and title, those of what must be in a text at the end.
    pub fn titles(&self) -> impl Iterator<Item = (&str, &str)> {
        let presence = (self.presence.id.as_str(), self.presence.title.as_str());
        self.categories.iter().map(|it| (it.id.as_str(), it.title.as_str())).chain([presence])
    }

    /// Reads and checks all files.
    ///
    /// # Errors
    /// The first fault, with file and line.
    pub fn read_files(given: &Files<'_>) -> Result<Self, LexiconError> {
        let mut compiler = Compiler::new(Irregular::parse(given.irregular.text));
        for file in &given.concepts {
            let read: ConceptFile = files::parse(*file)?;
            compiler.concepts(*file, &read)?;
        }
        let mut building = Building { compiler, patterns: Vec::new() };
        let (mut categories, mut rules): (Vec<Category>, Vec<Rule>) = (Vec::new(), Vec::new());
        for file in &given.categories {
            let read: CategoryFile = files::parse(*file)?;
            if categories.iter().any(|known| known.id == read.id) {
                return Err(LexiconError::at(
                    file.name,
                    file.text,
                    0,
                    format!("the category {} stands twice", read.id),
                ));
            }
            rules.extend(building.rules(*file, &read, categories.len())?);
            categories.push(Category::of(read));
        }
        let frames = building.frames(given.frames, &categories)?;
        let presence = Presence::read(given.presence, &mut building)?;
        let negating = [building.negating(Language::English)?, building.negating(Language::Chinese)?];
        let Building { compiler, patterns } = building;
        Ok(Self {
            folding: Folding::parse(given.traditional.text),
            tried_by: tried_by(&patterns, compiler.sets()),
            sets: compiler.sets(),
            concepts: compiler.names(),
            weights: Weights::read(given.weights)?,
            vocabulary: compiler.vocabulary,
            patterns,
            categories,
            rules,
            frames,
            negating,
            presence,
        })
    }

    /// The categories: id and name, in order.
    pub fn categories(&self) -> impl Iterator<Item = (&str, &str)> {
        let read = self.categories.iter().map(|it| (it.id.as_str(), it.title.as_str()));
        read.chain(std::iter::once((self.presence.id.as_str(), self.presence.title.as_str())))
    }
}

impl Category {
    fn of(read: CategoryFile) -> Self {
        Self {
            id: read.id,
            title: read.title,
            severity: read.severity,
            severity_outbound: read.severity_outbound,
            severity_shared: read.severity_shared,
            citation: read.citation,
            rewrite: read.rewrite,
        }
    }
}

/// Patterns gathered while the files are read.
pub(crate) struct Building {
    compiler: Compiler,
    patterns: Vec<Pattern>,
}

impl Building {
    /// Reads patterns and gives their numbers.
    pub fn patterns(
        &mut self,
        file: File<'_>,
        lang: Language,
        texts: &[Placed],
    ) -> Result<Vec<PatternId>, LexiconError> {
        let mut numbers = Vec::with_capacity(texts.len());
        for text in texts {
            numbers.push(self.patterns.len());
            self.patterns.push(self.compiler.pattern(file, lang, text)?);
        }
        Ok(numbers)
    }

    fn rules(&mut self, file: File<'_>, read: &CategoryFile, category: usize) -> Result<Vec<Rule>, LexiconError> {
        let mut rules = Vec::with_capacity(read.rule.len());
        for entry in &read.rule {
            rules.push(Rule {
                category,
                lang: entry.lang,
                says: entry.says.clone(),
                rewrite: entry.rewrite.clone(),
                severity: entry.severity,
                any: self.patterns(file, entry.lang, &entry.any)?,
                unless: self.patterns(file, entry.lang, &entry.unless)?,
                unless_text: self.patterns(file, entry.lang, &entry.unless_text)?,
                needs: self.patterns(file, entry.lang, &entry.needs)?,
                needs_near: self.patterns(file, entry.lang, &entry.needs_near)?,
                needs_text: self.patterns(file, entry.lang, &entry.needs_text)?,
                negation: entry.negation,
                when: entry.when.clone(),
                unless_when: entry.unless_when.clone(),
                excused_by: entry.excused_by,
                framed: entry.framed,
            });
        }
        Ok(rules)
    }

    fn frames(&mut self, file: File<'_>, categories: &[Category]) -> Result<Vec<Frame>, LexiconError> {
        let read: FrameFile = files::parse(file)?;
        let known: BTreeSet<&str> = categories.iter().map(|it| it.id.as_str()).collect();
        let mut frames = Vec::with_capacity(read.frame.len());
        for entry in &read.frame {
            if let Some(unknown) = entry.keeps.iter().find(|id| !known.contains(id.as_str())) {
                let says = format!("the frame {:?} keeps {unknown}, which is no category", entry.says);
                return Err(LexiconError::at(file.name, file.text, 0, says));
            }
            let kept = categories.iter().enumerate().filter(|(_, it)| entry.keeps.contains(&it.id));
            let keeps = kept.map(|(at, _)| at).collect();
            let any = self.patterns(file, entry.lang, &entry.any)?;
            let unless = self.patterns(file, entry.lang, &entry.unless)?;
            frames.push(Frame { any, unless, keeps, when: entry.when.clone(), whole_text: entry.whole_text });
        }
        Ok(frames)
    }

    fn negating(&self, lang: Language) -> Result<Negating, LexiconError> {
        let set = |name: &str| self.compiler.needed(lang, name);
        Ok(Negating {
            negator: set("negator")?,
            seeming: set("seeming_negation")?,
            turn: set("turn")?,
            subject: set("subject")?,
            onward: set("onward")?,
        })
    }
}

/// A pattern is tried when the part of it that is rarest in all patterns stands in a
/// sentence: one list of patterns for each set.
fn tried_by(patterns: &[Pattern], sets: SetId) -> Vec<Vec<PatternId>> {
    let mut used = vec![0_usize; sets as usize + 1];
    for set in patterns.iter().flat_map(Pattern::needs).flatten() {
        if let Some(used) = used.get_mut(*set as usize) {
            *used += 1;
        }
    }
    let common = |part: &&[SetId]| part.iter().filter_map(|set| used.get(*set as usize)).sum::<usize>();
    let mut tried = vec![Vec::new(); used.len()];
    for (id, pattern) in patterns.iter().enumerate() {
        for set in pattern.needs().min_by_key(common).unwrap_or_default() {
            if let Some(tried) = tried.get_mut(*set as usize) {
                tried.push(id);
            }
        }
    }
    tried
}
