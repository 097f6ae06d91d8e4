//! The forms of an English word: `arrest~` in the lexicon is *arrest, arrests,
//! arrested, arresting*.
//!
//! Regular forms are made by the usual spelling rules; where the rules leave two
//! spellings open (*cancelled, canceled*) both are made. Irregular words stand in
//! `words/irregular.txt`, one word with its forms a line.

use std::collections::BTreeMap;

/// Irregular words by their first form.
#[derive(Clone, Debug, Default)]
pub struct Irregular(BTreeMap<String, Vec<String>>);

impl Irregular {
    /// Reads lines such as `take took taken`. Lines that begin with `#` are comments.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let words = lines.filter_map(|line| {
            let mut words = line.split_whitespace().map(str::to_owned);
            words.next().map(|first| (first, words.collect()))
        });
        Self(words.collect())
    }

    /// All forms of a word, itself first, none twice.
    pub fn forms(&self, word: &str) -> Vec<String> {
        let mut forms = vec![word.to_owned(), with_s(word)];
        forms.extend(with_ing(word));
        match self.0.get(word) {
            Some(irregular) => forms.extend(irregular.iter().cloned()),
            None => forms.extend(with_ed(word)),
        }
        forms.sort();
        forms.dedup();
        forms
    }
}

fn is_vowel(char: char) -> bool {
    "aeiou".contains(char)
}

/// The last letters of a word, from the end.
fn last(word: &str, back: usize) -> Option<char> {
    word.chars().rev().nth(back)
}

fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    (!last(stem, 0).is_some_and(is_vowel)).then_some(stem)
}

fn with_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hisses { "es" } else { "s" })
}

/// The last consonant doubled, after a single vowel.
fn doubled(word: &str) -> Option<String> {
    let (end, vowel, before) = (last(word, 0)?, last(word, 1)?, last(word, 2)?);
    let doubles = !is_vowel(end) && !"wxy".contains(end) && is_vowel(vowel) && (!is_vowel(before) || before == 'u');
    doubles.then(|| format!("{word}{end}"))
}

fn with_ed(word: &str) -> Vec<String> {
    if let Some(stem) = consonant_y(word) {
        return vec![format!("{stem}ied")];
    }
    if word.ends_with('e') {
        return vec![format!("{word}d")];
    }
    let plain = format!("{word}ed");
    std::iter::once(plain).chain(doubled(word).map(|stem| format!("{stem}ed"))).collect()
}

fn with_ing(word: &str) -> Vec<String> {
    if let Some(stem) = word.strip_suffix("ie") {
        return vec![format!("{stem}ying")];
    }
    let stem = word.strip_suffix('e').filter(|stem| !last(stem, 0).is_some_and(|char| "eoy".contains(char)));
    let plain = format!("{}ing", stem.unwrap_or(word));
    std::iter::once(plain).chain(doubled(word).map(|stem| format!("{stem}ing"))).collect()
}

#[cfg(test)]
mod tests {
    use super::Irregular;

    #[test]
    fn regular_and_irregular() {
        let irregular = Irregular::parse("# forms\ntake took taken");
        for (word, forms) in [
            ("arrest", "arrest arrested arresting arrests"),
            ("seize", "seize seized seizes seizing"),
            ("jail", "jail jailed jailing jails"),
            ("take", "take taken takes taking took"),
            ("family", "families family"),
            ("stop", "stopped stopping stops"),
            ("die", "died dies dying"),
        ] {
            let made = irregular.forms(word);
            assert!(forms.split(' ').all(|form| made.iter().any(|it| it == form)), "{word}: {made:?}");
        }
    }
}
