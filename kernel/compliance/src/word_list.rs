//! Words a rule looks for among what happened. Each has a mark of one bit, so that
//! most comparisons are of bits and not of letters.

use std::ops::Deref;

/// One bit of 64 for each of some words. Words may share a bit: marks that do not
/// meet show that no word is the same, and marks that meet show nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Marks(u64);

impl Marks {
    /// The mark of a word, by its length and two of its letters.
    pub fn of(word: &str) -> Self {
        let letters = word.as_bytes();
        let letter = |place: usize| letters.get(place).copied().map_or(0, usize::from);
        let mixed = letters.len() * 11 + letter(letters.len() / 2) * 5 + letter(letters.len().saturating_sub(1));
        Self(1 << (mixed % 64))
    }

    /// The marks of all of these.
    pub fn of_all<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        Self(words.fold(0, |marks, word| marks | Self::of(word).0))
    }

    /// Whether some word may be the same.
    pub fn meet(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}

/// A number made of a word: Fowler, Noll and Vo's hash of its bytes (FNV-1a, 64 bits).
pub(crate) fn number(word: &str) -> u64 {
    let step = |made: u64, byte: u8| (made ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    word.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}

/// The words one key of a rule names, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WordList {
    words: Vec<String>,
    marks: Marks,
}

impl WordList {
    /// Whether one of them may be among words of these marks.
    pub(crate) fn may_meet(&self, others: Marks) -> bool {
        self.marks.meet(others)
    }

    /// Whether a word, with its mark, is one of them.
    pub(crate) fn has(&self, word: &str, mark: Marks) -> bool {
        self.marks.meet(mark) && self.words.iter().any(|other| other == word)
    }
}

impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> Self {
        let marks = Marks::of_all(words.iter().map(String::as_str));
        Self { words, marks }
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
    }
}

impl<'l> IntoIterator for &'l WordList {
    type Item = &'l String;
    type IntoIter = std::slice::Iter<'l, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.words.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::{Marks, WordList};

    #[test]
    fn a_word_is_found_whatever_shares_its_mark() {
        let words: Vec<String> = (0..500).map(|number| format!("word_{number}")).collect();
        for word in &words {
            let list = WordList::from(vec!["another".to_owned(), word.clone()]);
            let found: Vec<_> = words.iter().filter(|other| list.has(other, Marks::of(other))).collect();
            assert_eq!(found, [word]);
            assert!(list.may_meet(Marks::of_all(words.iter().map(String::as_str))));
        }
        assert!(!WordList::default().may_meet(Marks::of_all(words.iter().map(String::as_str))));
    }
}
