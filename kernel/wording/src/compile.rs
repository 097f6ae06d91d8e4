//! From the words of the files to numbers: concepts, and patterns over them.

use crate::error::LexiconError;
use crate::files::{ConceptFile, File, Placed};
use crate::fold::is_han;
use crate::inflect::Irregular;
use crate::language::Language;
use crate::pattern::{LeftOut, Part, Pattern};
use crate::vocabulary::{SetId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// A phrase: words in a row.
type Phrase = Vec<String>;
/// How many phrases one entry may stand for: a slip such as `a~_b~_c~_d~_e~` is named.
const MOST_PHRASES: usize = 4000;

/// Whether a word is also written `'s` behind this one: "it is, it's", "she has, she's". A text
/// leaves open which it stands for, or whether something is owned, so only these words count.
fn is_shortened(before: &str, word: &str) -> bool {
    matches!(word, "is" | "has")
        && matches!(
            before,
            "it" | "he" | "she" | "that" | "this" | "there" | "here" | "who" | "what" | "where" | "name"
        )
}

/// Gathers concepts, then turns patterns into parts.
#[derive(Clone, Debug, Default)]
pub struct Compiler {
    irregular: Irregular,
    concepts: BTreeMap<(Language, String), SetId>,
    literals: BTreeMap<(Language, String), SetId>,
    sets: SetId,
    /// The words known.
    pub vocabulary: Vocabulary,
}

impl Compiler {
    /// A compiler with these irregular words.
    pub fn new(irregular: Irregular) -> Self {
        Self { irregular, ..Self::default() }
    }

    /// Adds the concepts of a language; they may name each other, not in a circle.
    ///
    /// # Errors
    /// An unknown concept, a circle, an empty entry, a name that another file has.
    pub fn concepts(&mut self, file: File<'_>, read: &ConceptFile) -> Result<(), LexiconError> {
        for (name, entries) in &read.concept {
            if self.concepts.contains_key(&(read.lang, name.clone())) {
                let place = entries.first().map_or(0, |entry| entry.span().start);
                let says = format!("the concept {name} stands in another file too; a name stands once");
                return Err(LexiconError::at(file.name, file.text, place, says));
            }
            let phrases = self.phrases_of(file, read, name, &mut Vec::new())?;
            let set = self.fresh();
            self.concepts.insert((read.lang, name.clone()), set);
            for phrase in &phrases {
                self.vocabulary.add(phrase, set);
            }
        }
        Ok(())
    }

    fn phrases_of(
        &self,
        file: File<'_>,
        read: &ConceptFile,
        name: &str,
        path: &mut Vec<String>,
    ) -> Result<BTreeSet<Phrase>, LexiconError> {
        let entries = read.concept.get(name).map(Vec::as_slice).unwrap_or_default();
        path.push(name.to_owned());
        let mut phrases = BTreeSet::new();
        for entry in entries {
            let fault = |says: String| LexiconError::at(file.name, file.text, entry.span().start, says);
            match entry.get_ref().strip_prefix('@') {
                Some(other) if path.iter().any(|known| known == other) => {
                    return Err(fault(format!("@{other} contains itself: {}", path.join(" → "))));
                }
                Some(other) if !read.concept.contains_key(other) => {
                    return Err(fault(format!("there is no concept @{other} in this file")));
                }
                Some(other) => phrases.extend(self.phrases_of(file, read, other, path)?),
                None => phrases.extend(self.expand(entry.get_ref()).map_err(fault)?),
            }
        }
        path.pop();
        Ok(phrases)
    }

    fn fresh(&mut self) -> SetId {
        self.sets = self.sets.saturating_add(1);
        self.sets
    }

    /// The phrases an entry stands for: words between blanks or `_`, each in all its
    /// forms when it ends in `~`; Chinese characters stand for themselves.
    fn expand(&self, entry: &str) -> Result<Vec<Phrase>, String> {
        let mut phrases: Vec<Phrase> = vec![Vec::new()];
        let mut before = "";
        for word in entry.split([' ', '_']).filter(|word| !word.is_empty()) {
            let mut tokens = self.word(word)?;
            if is_shortened(before, word) {
                tokens.iter_mut().for_each(|choices| choices.push("'s".to_owned()));
            }
            before = word;
            for choices in tokens {
                let longer = phrases.iter().flat_map(|phrase| {
                    choices.iter().map(move |choice| phrase.iter().chain([choice]).cloned().collect::<Phrase>())
                });
                phrases = longer.collect();
                if phrases.len() > MOST_PHRASES {
                    return Err(format!("{entry:?} stands for more than {MOST_PHRASES} phrases; use fewer ~"));
                }
            }
        }
        if phrases.iter().any(Vec::is_empty) {
            return Err("an empty entry; expected words".to_owned());
        }
        Ok(phrases)
    }

    /// The tokens a written word becomes, each with its choices.
    fn word(&self, word: &str) -> Result<Vec<Vec<String>>, String> {
        if word.chars().any(is_han) {
            let mut tokens: Vec<Vec<String>> = Vec::new();
            let mut latin = String::new();
            for char in word.chars() {
                if !is_han(char) {
                    latin.push(char);
                    continue;
                }
                if !latin.is_empty() {
                    tokens.push(vec![std::mem::take(&mut latin)]);
                }
                tokens.push(vec![char.to_string()]);
            }
            if !latin.is_empty() {
                tokens.push(vec![latin]);
            }
            return Ok(tokens);
        }
        let bare = word.trim_end_matches(['~', '*']);
        if bare.is_empty() || !bare.chars().all(|char| char.is_alphanumeric() || "'%".contains(char)) {
            return Err(format!("{word:?} is not a word; expected letters, perhaps with ~ or * at the end"));
        }
        Ok(vec![if word.ends_with('~') { self.irregular.forms(bare) } else { vec![word.to_owned()] }])
    }

    /// Reads a pattern.
    ///
    /// # Errors
    /// An unknown concept, or a part that is none.
    pub fn pattern(&mut self, file: File<'_>, lang: Language, text: &Placed) -> Result<Pattern, LexiconError> {
        let mut read = text.get_ref().split('&').map(|parts| self.sequence(lang, parts));
        let pattern = read.next().unwrap_or_else(|| Ok(Pattern::default())).and_then(|first| {
            let besides: Result<Vec<Pattern>, String> = read.collect();
            Ok(Pattern { besides: besides?, ..first })
        });
        pattern.map_err(|says| {
            LexiconError::at(file.name, file.text, text.span().start, format!("in {:?}: {says}", text.get_ref()))
        })
    }

    /// One sequence of parts, as it stands between two `&`.
    fn sequence(&mut self, lang: Language, text: &str) -> Result<Pattern, String> {
        let parts = text.split_whitespace().map(|part| self.part(lang, part));
        let parts = parts.collect::<Result<Vec<Part>, String>>()?;
        let named = parts.iter().any(|part| matches!(part, Part::One(_, LeftOut::Never)));
        let opens = !matches!(parts.first(), Some(Part::Gap(_) | Part::One(_, LeftOut::Anywhere)) | None);
        if named && opens {
            Ok(Pattern { parts, besides: Vec::new() })
        } else {
            Err("a pattern begins with a word that must stand there".to_owned())
        }
    }

    fn part(&mut self, lang: Language, part: &str) -> Result<Part, String> {
        match part {
            "^" => return Ok(Part::Start),
            "$" => return Ok(Part::End),
            "..." => return Ok(Part::Gap(if lang == Language::English { 6 } else { 10 })),
            _ => {}
        }
        if let Some(most) = part.strip_prefix("..") {
            let most = most.parse().map_err(|_| format!("{part:?}: expected a number behind the dots"))?;
            return Ok(Part::Gap(most));
        }
        if let Some(not) = part.strip_prefix('!') {
            return Ok(Part::Not(self.choices(lang, not)?));
        }
        let (choices, left_out) = match (part.strip_suffix('?'), part.strip_suffix("|$")) {
            (Some(perhaps), _) => (perhaps, LeftOut::Anywhere),
            (None, Some(or_end)) => (or_end, LeftOut::AtEnd),
            (None, None) => (part, LeftOut::Never),
        };
        Ok(Part::One(self.choices(lang, choices)?, left_out))
    }

    fn choices(&mut self, lang: Language, choices: &str) -> Result<Vec<SetId>, String> {
        choices.split('|').map(|choice| self.choice(lang, choice)).collect()
    }

    fn choice(&mut self, lang: Language, choice: &str) -> Result<SetId, String> {
        if let Some(name) = choice.strip_prefix('@') {
            let known = self.concepts.get(&(lang, name.to_owned())).copied();
            return known.ok_or_else(|| format!("there is no concept @{name} in this language"));
        }
        let key = (lang, choice.to_owned());
        if let Some(known) = self.literals.get(&key) {
            return Ok(*known);
        }
        let phrases = self.expand(choice)?;
        let set = self.fresh();
        for phrase in &phrases {
            self.vocabulary.add(phrase, set);
        }
        self.literals.insert(key, set);
        Ok(set)
    }

    /// A concept that the reader itself needs.
    ///
    /// # Errors
    /// When the files lack it.
    pub fn needed(&self, lang: Language, name: &str) -> Result<SetId, LexiconError> {
        let known = self.concepts.get(&(lang, name.to_owned())).copied();
        let code = if lang == Language::English { "en" } else { "zh" };
        known.ok_or_else(|| LexiconError {
            file: format!("words/concepts-{code}.toml"),
            line: 1,
            says: format!("the concept {name} is missing; the reader needs it"),
        })
    }

    /// The names of the concepts by the number of their set, the same in both languages.
    pub fn names(&self) -> BTreeMap<SetId, String> {
        self.concepts.iter().map(|((_, name), set)| (*set, format!("@{name}"))).collect()
    }

    /// How many sets were made.
    pub fn sets(&self) -> SetId {
        self.sets
    }
}
