//! The words the lexicon knows, and where its phrases stand in a text.
//!
//! A phrase is a sequence of words; a *mark* says that a phrase stands at a token and
//! how many tokens it covers. All phrases are looked for in one walk over the text.

use crate::tokens::{FOUR_DIGITS, LONG_NUMBER, NUMBER, Token};
use std::collections::BTreeMap;

/// The number of a phrase set: a concept, or the words written out in a pattern.
pub type SetId = u32;
type WordId = u32;

/// Words, beginnings of words, and the tree of phrases.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    words: BTreeMap<String, WordId>,
    beginnings: BTreeMap<String, WordId>,
    tree: Vec<Node>,
}

#[derive(Clone, Debug, Default)]
struct Node {
    next: BTreeMap<WordId, usize>,
    ends: Vec<SetId>,
}

/// Which phrase sets begin at each token, with how many tokens they cover.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    at: Vec<Vec<(SetId, u32)>>,
}

impl Marks {
    /// The marks at a token.
    pub fn at(&self, token: usize) -> &[(SetId, u32)] {
        self.at.get(token).map_or(&[], Vec::as_slice)
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { words: BTreeMap::new(), beginnings: BTreeMap::new(), tree: vec![Node::default()] }
    }
}

impl Vocabulary {
    /// Adds a phrase to a set. A word that ends in `*` is the beginning of a word.
    pub fn add(&mut self, phrase: &[String], set: SetId) {
        let mut node = 0;
        for word in phrase {
            let id = self.word(word);
            let fresh = self.tree.len();
            let Some(here) = self.tree.get_mut(node) else { return };
            node = *here.next.entry(id).or_insert(fresh);
            if node == fresh {
                self.tree.push(Node::default());
            }
        }
        if let Some(end) = self.tree.get_mut(node).filter(|end| !end.ends.contains(&set)) {
            end.ends.push(set);
        }
    }

    fn word(&mut self, word: &str) -> WordId {
        let fresh = WordId::try_from(self.words.len() + self.beginnings.len()).unwrap_or(WordId::MAX);
        let (table, word) = match word.strip_suffix('*') {
            Some(beginning) => (&mut self.beginnings, beginning),
            None => (&mut self.words, word),
        };
        *table.entry(word.to_owned()).or_insert(fresh)
    }

    /// Marks every phrase; none reaches over the end of its sentence.
    pub fn mark(&self, tokens: &[Token], sentences: &[(usize, usize)]) -> Marks {
        let ids: Vec<Vec<WordId>> = tokens.iter().map(|token| self.ids(&token.word)).collect();
        let mut marks = Marks { at: vec![Vec::new(); tokens.len()] };
        for (from, to) in sentences {
            for start in *from..*to {
                if let Some(at) = marks.at.get_mut(start) {
                    self.walk(&ids, start, *to, at);
                }
            }
        }
        marks
    }

    /// Follows the tree from one token; several branches when a word is known both
    /// whole and by its beginning.
    fn walk(&self, ids: &[Vec<WordId>], start: usize, to: usize, found: &mut Vec<(SetId, u32)>) {
        let mut nodes = vec![0_usize];
        for (at, covered) in (start..to).zip(1_u32..) {
            let here = ids.get(at).map_or(&[][..], Vec::as_slice);
            let mut next = Vec::new();
            for node in nodes.iter().filter_map(|node| self.tree.get(*node)) {
                next.extend(here.iter().filter_map(|id| node.next.get(id).copied()));
            }
            if next.is_empty() {
                return;
            }
            for node in next.iter().filter_map(|node| self.tree.get(*node)) {
                found.extend(node.ends.iter().map(|set| (*set, covered)));
            }
            nodes = next;
        }
    }

    /// What a token may be read as: the word itself; else without its repeated
    /// letters; else with digits read as letters.
    fn ids(&self, word: &str) -> Vec<WordId> {
        if word.starts_with(|char: char| char.is_ascii_digit()) {
            return self.number(word);
        }
        let known = self.known(word);
        if !known.is_empty() || word.len() < 3 {
            return known;
        }
        for other in [fewer_letters(word, 2), fewer_letters(word, 1), letters_for_digits(word)].into_iter().flatten() {
            let known = self.known(&other);
            if !known.is_empty() {
                return known;
            }
        }
        Vec::new()
    }

    fn known(&self, word: &str) -> Vec<WordId> {
        let whole = self.words.get(word).copied();
        let beginning = |end: usize| word.get(..end).and_then(|part| self.beginnings.get(part)).copied();
        whole.into_iter().chain((3..=word.len()).filter_map(beginning)).collect()
    }

    fn number(&self, word: &str) -> Vec<WordId> {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let groups: Vec<usize> = word.split('-').map(str::len).collect();
        let is_plain = digits == word.len();
        let long = is_plain && digits >= 13 || digits >= 15 || groups == [3, 2, 4] || groups == [4, 4, 4, 4];
        let kinds =
            [Some(NUMBER), long.then_some(LONG_NUMBER), (is_plain && digits == 4).then_some(FOUR_DIGITS), Some(word)];
        kinds.into_iter().flatten().filter_map(|kind| self.words.get(kind).copied()).collect()
    }
}

/// `jaaail` with at most `most` of the same letter in a row; none when that changes
/// nothing.
fn fewer_letters(word: &str, most: usize) -> Option<String> {
    let mut shorter = String::with_capacity(word.len());
    let (mut last, mut run) = (None, 0);
    for char in word.chars() {
        run = if last == Some(char) { run + 1 } else { 1 };
        last = Some(char);
        if run <= most {
            shorter.push(char);
        }
    }
    (shorter.len() < word.len()).then_some(shorter)
}

/// `ja1l` and `p0lice`.
fn letters_for_digits(word: &str) -> Option<String> {
    let read: String = word
        .chars()
        .map(|char| match char {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect();
    (read != word).then_some(read)
}
