//! A text weighed by all its words, beside the patterns.
//!
//! `words/weights.txt` gives words, pairs and concepts a weight in hundredths: above nothing
//! when they stand more often in texts that may not be said, below when in lawful ones. The
//! weights are made from the sentences in `testdata/wording` by `tests/weights.rs`.
//!
//! What weighs much and holds no pattern goes to a person, with no more said than what it is
//! like. What weighs little takes back a finding: a pattern stood, but in lawful company.
//! A short text is weighed as one; of a longer one each sentence, and more is asked of it,
//! so that a long letter is not held back by the one odd sentence among fifty.

use crate::context::{Addressee, Context};
use crate::error::LexiconError;
use crate::files::File;
use crate::fold::is_han;
use crate::tokens::Token;
use std::collections::{BTreeMap, BTreeSet};

/// A text of no more sentences is weighed as one.
const SHORT: usize = 3;

/// What a word, a pair or a concept weighs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Weight {
    hundredths: i64,
    /// The category in whose flagged texts it stands most.
    category: Option<String>,
}

/// The weights and what follows from a sum.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    known: BTreeMap<String, Weight>,
    /// What a text without a known word weighs.
    bias: i64,
    /// Above this a text is found.
    finds: i64,
    /// Below this a soft finding is taken back; below three times this a hard one.
    clears: i64,
}

/// What a passage weighs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weighed {
    hundredths: i64,
    finds: i64,
    clears: i64,
    /// The category it is most like.
    pub category: Option<String>,
}

impl Weighed {
    /// Whether a person must read it although no pattern stands.
    pub fn is_found(&self) -> bool {
        self.hundredths > self.finds && self.category.is_some()
    }

    /// Whether it takes back a finding.
    pub fn clears(&self, hard: bool) -> bool {
        self.hundredths < if hard { self.clears.saturating_mul(3) } else { self.clears }
    }
}

impl Weights {
    /// Reads lines of a feature, its hundredths and a category or `-`, with tabs between.
    ///
    /// # Errors
    /// A line that is none.
    pub fn read(file: File<'_>) -> Result<Self, LexiconError> {
        let mut read = Self::default();
        let mut place = 0;
        for line in file.text.split_inclusive('\n') {
            let (here, bare) = (place, line.trim_end_matches(['\n', '\r']));
            place += line.len();
            if bare.is_empty() || bare.starts_with('#') {
                continue;
            }
            let mut parts = bare.split('\t');
            let (feature, number, category) = (parts.next(), parts.next(), parts.next());
            let number = number.and_then(|number| number.parse::<i64>().ok());
            match (feature, number, category) {
                (Some("BIAS"), Some(number), None) => read.bias = number,
                (Some("FINDS"), Some(number), None) => read.finds = number,
                (Some("CLEARS"), Some(number), None) => read.clears = number,
                (Some(feature), Some(hundredths), Some(category)) => {
                    let category = (category != "-").then(|| category.to_owned());
                    read.known.insert(feature.to_owned(), Weight { hundredths, category });
                }
                _ => {
                    let says = "expected a feature, a whole number and a category, with tabs between".to_owned();
                    return Err(LexiconError::at(file.name, file.text, here, says));
                }
            }
        }
        Ok(read)
    }

    /// Weighs a passage: the sum over its known features, by the square root of how many
    /// there are, so that length alone adds nothing.
    pub fn weigh(&self, features: &BTreeSet<String>, sentences: usize) -> Weighed {
        let known: Vec<&Weight> = features.iter().filter_map(|feature| self.known.get(feature)).collect();
        let sum: i64 = known.iter().map(|weight| weight.hundredths).fold(0, i64::saturating_add);
        let root = i64::try_from((known.len() + 1).saturating_mul(10_000).isqrt()).unwrap_or(i64::MAX);
        let hundredths = sum.saturating_mul(100).checked_div(root).unwrap_or(0).saturating_add(self.bias);
        let mut votes: BTreeMap<&str, i64> = BTreeMap::new();
        for weight in known.iter().filter(|weight| weight.hundredths > 0) {
            if let Some(category) = &weight.category {
                *votes.entry(category).or_default() += weight.hundredths;
            }
        }
        let most = votes.iter().max_by_key(|(_, votes)| **votes).map(|(category, _)| (*category).to_owned());
        let finds = if sentences > SHORT { self.finds.saturating_mul(2) } else { self.finds };
        Weighed { hundredths, finds, clears: self.clears, category: most }
    }
}

/// The passages to be weighed, each as a range of sentences.
pub(crate) fn passages(sentences: usize) -> Vec<std::ops::Range<usize>> {
    if sentences <= SHORT {
        std::iter::once(0..sentences).collect()
    } else {
        (0..sentences).map(|at| at..at + 1).collect()
    }
}

/// The features of one sentence: words, pairs of words, three Chinese characters in a row.
pub(crate) fn words_of(tokens: &[Token], features: &mut BTreeSet<String>) {
    let plain = |token: &Token| {
        let number = token.word.starts_with(|char: char| char.is_ascii_digit());
        if number { "NUMBER".to_owned() } else { token.word.clone() }
    };
    let words: Vec<String> = tokens.iter().map(plain).collect();
    if let Some(first) = words.first() {
        features.insert(format!("^ {first}"));
    }
    for at in 0..words.len() {
        if let [one, rest @ ..] = words.get(at..).unwrap_or_default() {
            features.insert(one.clone());
            if let [two, rest @ ..] = rest {
                features.insert(format!("{one} {two}"));
                let three = rest.first().filter(|three| [one, two, three].iter().all(|word| word.chars().all(is_han)));
                features.extend(three.map(|three| format!("{one} {two} {three}")));
            }
        }
    }
}

/// The features of what is known beside the text.
pub(crate) fn context_of(context: &Context, features: &mut BTreeSet<String>) {
    let places = [
        (context.is_note, "NOTE"),
        (context.is_script, "SCRIPT"),
        (context.is_voicemail, "VOICEMAIL"),
        (context.is_shared, "SHARED"),
        (context.is_public, "PUBLIC"),
        (context.time_barred == Some(true), "TIME BARRED"),
        (context.time_barred == Some(false), "IN TIME"),
        (context.judgment_held == Some(true), "JUDGMENT"),
        (context.suit_approved == Some(true), "SUIT APPROVED"),
        (context.to.is_some_and(Addressee::is_third), "TO THIRD"),
        (context.to.is_some_and(|to| !to.is_third()), "TO OBLIGOR"),
    ];
    features.extend(places.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name.to_owned()));
}

#[cfg(test)]
mod tests {
    use super::{Weights, passages};
    use crate::files::File;
    use std::collections::BTreeSet;

    #[test]
    fn a_sum_is_held_against_the_marks() {
        let text = "# a comment\nBIAS\t-10\nFINDS\t100\nCLEARS\t-50\nboss\t300\tL08\nthank\t-200\t-\n";
        let weights = Weights::read(File { name: "weights.txt", text }).expect("weights");
        let weigh = |words: &[&str]| {
            let features: BTreeSet<String> = words.iter().map(|word| (*word).to_owned()).collect();
            weights.weigh(&features, 1)
        };
        // 300 by the root of 2, less 10.
        assert_eq!(weigh(&["boss"]).hundredths, 202);
        assert!(weigh(&["boss"]).is_found() && weigh(&["boss"]).category.as_deref() == Some("L08"));
        assert!(weigh(&["thank"]).clears(true) && !weigh(&["word"]).clears(false));
        assert!(!weigh(&["boss", "thank"]).is_found());
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let fault = Weights::read(File { name: "weights.txt", text: "BIAS\t1\nboss 300\n" }).expect_err("a fault");
        assert_eq!(fault.line, 2);
    }

    #[test]
    fn a_short_text_is_one_passage() {
        assert_eq!(passages(3).first(), Some(&(0..3)));
        assert_eq!(passages(3).len(), 1);
        assert_eq!(passages(4).len(), 4);
    }
}
