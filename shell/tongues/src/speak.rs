//! Says a phrase in another language: by the very words, else by a pattern, else
//! sentence by sentence, else part by part.

use crate::Tongue;
use crate::catalogue::{Catalogue, Part, is_gap};
use crate::values::{Phrase, escape, has_words, place};

/// How deep a phrase may lie in another.
const DEEPEST: u8 = 5;
/// A name is not longer than so many bytes.
const LONGEST_NAME: usize = 160;
/// What stands before a phrase and is not part of its entry.
const OPENS: [char; 14] = ['(', ',', ';', ':', '·', '—', '–', '.', '“', '‹', '›', '→', '✓', '='];
/// What stands after a phrase and is not part of its entry.
const CLOSES: [char; 15] = [')', ',', ';', ':', '·', '—', '–', '.', '”', '‹', '›', '→', '…', '=', '?'];

/// A phrase being said.
pub(crate) struct Speaker<'a> {
    /// The entries.
    pub catalogue: &'a Catalogue,
    /// The language.
    pub tongue: Tongue,
    /// The figures of the phrase.
    pub phrase: &'a Phrase,
}

/// A part of a text in the language, or English still.
pub(crate) struct Said<'a> {
    /// The English of it, gaps as private characters.
    pub english: &'a str,
    /// Its translation as markup.
    pub html: Option<String>,
}

impl Speaker<'_> {
    /// The phrase sentence by sentence; one that has no entry is left English.
    pub(crate) fn sentences<'t>(&self, text: &'t str) -> Vec<Said<'t>> {
        if let Some(html) = self.whole(text, 0) {
            return vec![Said { english: text, html: Some(html) }];
        }
        let said = |english| Said { english, html: self.whole(english, 0) };
        sentences(text).into_iter().map(said).collect()
    }

    /// The whole text or nothing.
    fn whole(&self, text: &str, depth: u8) -> Option<String> {
        let inner = text.trim();
        if !has_words(inner) {
            return Some(self.bare(text));
        }
        if depth > DEEPEST {
            return None;
        }
        let start = text.len() - text.trim_start().len();
        let (before, after) = (&text[..start], &text[start + inner.len()..]);
        let html = self.entry(inner).or_else(|| self.peeled(inner, depth)).or_else(|| self.pattern(inner, depth));
        let html = html.or_else(|| self.divided(inner, depth))?;
        Some([before, &html, after].concat())
    }

    /// Marks and figures alone.
    fn bare(&self, text: &str) -> String {
        self.phrase.markup(text, true)
    }

    fn entry(&self, text: &str) -> Option<String> {
        let key = self.phrase.key(text);
        let figures: Vec<char> = text.chars().filter(|letter| place(*letter).is_some()).collect();
        let filled = |says: &str| {
            self.filled(says, &|gap| {
                let at = figures.iter().scan([0_u8; 7], |seen, letter| {
                    let value = self.phrase.value(*letter)?;
                    let count = &mut seen[value.kind as usize];
                    *count = count.saturating_add(1);
                    let number = if *count > 1 { count.to_string() } else { String::new() };
                    Some((format!("{}{number}", value.kind.word()), value.said.clone()))
                });
                at.into_iter().find(|(name, _)| name == gap).map(|(_, said)| said)
            })
        };
        if let Some(says) = self.catalogue.exact(&key) {
            return Some(filled(says));
        }
        if let Some(says) = turned(&key).and_then(|turned| self.catalogue.exact(&turned)) {
            return Some(filled(&like(says, &key)));
        }
        // A title has no full stop where the sentence has one.
        let says = self.catalogue.exact(&format!("{key}."))?;
        Some(filled(says.trim_end_matches(['.', '。'])))
    }

    /// Without the marks around it.
    fn peeled(&self, text: &str, depth: u8) -> Option<String> {
        let inner = text.trim_start_matches(|letter: char| OPENS.contains(&letter) || letter.is_whitespace());
        let start = text.len() - inner.len();
        let core = inner.trim_end_matches(|letter: char| CLOSES.contains(&letter) || letter.is_whitespace());
        if core.len() == text.len() || core.is_empty() {
            return None;
        }
        let said = self.whole(core, depth + 1)?;
        Some([self.marks(&text[..start]), said, self.marks(&inner[core.len()..])].concat())
    }

    /// Marks of a sentence as the language writes them.
    fn marks(&self, marks: &str) -> String {
        if self.tongue != Tongue::Chinese {
            return escape(marks);
        }
        let mut text = String::new();
        let mut letters = marks.chars().peekable();
        while let Some(letter) = letters.next() {
            let wide = match letter {
                ',' => '，',
                '.' => '。',
                ';' => '；',
                ':' => '：',
                '?' => '？',
                '(' => '（',
                ')' => '）',
                other => other,
            };
            if wide == '（' && text.ends_with(' ') {
                text.pop();
            }
            if wide != letter && letters.peek() == Some(&' ') {
                letters.next();
            }
            text.push(wide);
        }
        escape(&text)
    }

    fn pattern(&self, text: &str, depth: u8) -> Option<String> {
        let first = text.chars().next();
        self.catalogue.patterns(first).find_map(|pattern| {
            let mut found = Vec::new();
            self.fits(&pattern.parts, text, depth, &mut found).then(|| {
                self.filled(&pattern.says, &|gap| {
                    found.iter().find(|(name, _)| name == gap).map(|(_, said)| said.clone())
                })
            })
        })
    }

    /// Whether a text fits the parts; what fills each gap is put into `found`.
    fn fits(&self, parts: &[Part], text: &str, depth: u8, found: &mut Vec<(String, String)>) -> bool {
        let Some((first, rest)) = parts.split_first() else { return text.is_empty() };
        match first {
            Part::Letters(letters) => {
                text.strip_prefix(letters.as_str()).is_some_and(|after| self.fits(rest, after, depth, found))
            }
            Part::Figure(kind, name) => {
                let letter = text.chars().next();
                let value =
                    letter.and_then(|letter| self.phrase.value(letter)).filter(|value| value.kind.word() == kind);
                let (Some(letter), Some(value)) = (letter, value) else { return false };
                found.push((name.clone(), value.said.clone()));
                self.fits(rest, &text[letter.len_utf8()..], depth, found) || undo(found)
            }
            Part::Name(name) | Part::Phrase(name) => {
                let is_name = matches!(first, Part::Name(_));
                let ends = text
                    .char_indices()
                    .map(|(at, letter)| at + letter.len_utf8())
                    .take_while(|end| *end <= LONGEST_NAME * 2);
                for end in ends {
                    let (inside, after) = text.split_at(end);
                    let next = match rest.first() {
                        Some(Part::Letters(letters)) => after.starts_with(letters.as_str()),
                        Some(_) => true,
                        None => after.is_empty(),
                    };
                    if !next || inside.contains(". ") {
                        continue;
                    }
                    let said =
                        if is_name { Some(self.phrase.markup(inside, true)) } else { self.whole(inside, depth + 1) };
                    let Some(said) = said else { continue };
                    found.push((name.clone(), said));
                    if self.fits(rest, after, depth, found) {
                        return true;
                    }
                    found.pop();
                }
                false
            }
        }
    }

    /// Sentence by sentence, then by the marks that part a list.
    fn divided(&self, text: &str, depth: u8) -> Option<String> {
        let parts = sentences(text);
        if parts.len() > 1 {
            return parts
                .into_iter()
                .map(|part| self.whole(part, depth + 1))
                .collect::<Option<Vec<_>>>()
                .map(|all| all.concat());
        }
        for mark in ["; ", " · ", ": ", " – ", ", "] {
            if text.contains(mark) {
                let said: Option<Vec<String>> = text.split(mark).map(|part| self.whole(part, depth + 1)).collect();
                if let Some(said) = said {
                    return Some(said.join(&self.marks(mark)));
                }
            }
        }
        self.bracketed(text, depth).or_else(|| self.beside_figure(text, depth))
    }

    /// `words (more words)`.
    fn bracketed(&self, text: &str, depth: u8) -> Option<String> {
        let (before, inside) = text.strip_suffix(')')?.split_once(" (")?;
        let (before, inside) = (self.whole(before, depth + 1)?, self.whole(inside, depth + 1)?);
        Some([before, self.marks(" ("), inside, self.marks(")")].concat())
    }

    /// Words with a figure before or behind them, such as a heading with its count.
    fn beside_figure(&self, text: &str, depth: u8) -> Option<String> {
        let is_figure = |words: &str| !has_words(words);
        if let Some((first, rest)) = text.split_once(' ').filter(|(first, _)| is_figure(first)) {
            return Some([self.bare(first), self.whole(rest, depth + 1)?].join(" "));
        }
        let (rest, last) = text.rsplit_once(' ').filter(|(_, last)| is_figure(last))?;
        Some([self.whole(rest, depth + 1)?, self.bare(last)].join(" "))
    }

    /// A translation with its gaps filled, as markup.
    fn filled(&self, says: &str, gap: &dyn Fn(&str) -> Option<String>) -> String {
        let mut html = String::with_capacity(says.len() + 32);
        let mut rest = says;
        while let Some(open) = rest.find('{') {
            html.push_str(&escape(&rest[..open]));
            let inside = &rest[open + 1..];
            let named = inside.split_once('}').filter(|(name, _)| is_gap(name));
            match named.and_then(|(name, after)| Some((gap(name)?, after))) {
                Some((said, after)) => {
                    html.push_str(&said);
                    rest = after;
                }
                None => {
                    html.push('{');
                    rest = inside;
                }
            }
        }
        html.push_str(&escape(rest));
        html
    }
}

fn undo(found: &mut Vec<(String, String)>) -> bool {
    found.pop();
    false
}

/// The key with its first letter small instead of capital, or the other way.
fn turned(key: &str) -> Option<String> {
    let first = key.chars().next().filter(|letter| letter.is_alphabetic())?;
    let other: String =
        if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
    Some(other + &key[first.len_utf8()..])
}

/// A translation that begins as the key does: with a capital or a small letter.
fn like(says: &str, key: &str) -> String {
    let capital = key.chars().next().is_some_and(char::is_uppercase);
    let Some(first) = says.chars().next() else { return String::new() };
    let other: String = if capital { first.to_uppercase().collect() } else { first.to_lowercase().collect() };
    other + &says[first.len_utf8()..]
}

/// A text cut behind each sentence; blanks stay with what stands before them.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    let ends = text.char_indices().filter(|(_, letter)| matches!(letter, '.' | '?' | '!'));
    for (at, mark) in ends {
        let after = &text[at + mark.len_utf8()..];
        let next = after.trim_start();
        let begins = next.chars().next().is_some_and(|letter| !letter.is_lowercase());
        if after.len() > next.len() && begins {
            let end = text.len() - next.len();
            parts.push(&text[from..end]);
            from = end;
        }
    }
    parts.push(&text[from..]);
    parts
}
