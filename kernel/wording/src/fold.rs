//! One character of a text in the form the lexicon is written in.
//!
//! Full-width letters and digits become plain ones, capitals small, traditional Chinese
//! characters simplified (a short table, `words/traditional.txt`), a few Cyrillic and
//! Greek letters the Latin ones they look like. What nobody sees is dropped.

use std::collections::BTreeMap;

/// Traditional characters and their simplified forms.
#[derive(Clone, Debug, Default)]
pub struct Folding {
    simplified: BTreeMap<char, char>,
}

impl Folding {
    /// Reads pairs of characters, the traditional first: `還还 債债`. Lines that begin
    /// with `#` are comments.
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.flat_map(str::split_whitespace).filter_map(|pair| {
            let mut both = pair.chars();
            Some((both.next()?, both.next()?))
        });
        Self { simplified: pairs.collect() }
    }

    /// The character as it is compared, or none for what nobody sees.
    pub fn fold(&self, char: char) -> Option<char> {
        if is_unseen(char) {
            return None;
        }
        let plain = match char {
            '\u{ff01}'..='\u{ff5e}' => plain_width(char),
            '\u{2018}' | '\u{2019}' | '\u{02bc}' | '\u{2032}' | '`' | '´' => '\'',
            other => other,
        };
        if plain.is_ascii() {
            return Some(plain.to_ascii_lowercase());
        }
        let small = plain.to_lowercase().next().unwrap_or(plain);
        Some(look_alike(small).or_else(|| self.simplified.get(&small).copied()).unwrap_or(small))
    }
}

/// Zero-width characters, soft hyphens, marks of direction, variation selectors and
/// combining accents.
fn is_unseen(char: char) -> bool {
    matches!(char,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{0300}'..='\u{036f}')
}

/// A full-width character stands 0xfee0 above its plain one.
fn plain_width(char: char) -> char {
    u32::from(char).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(char)
}

fn look_alike(char: char) -> Option<char> {
    Some(match char {
        'а' | 'α' => 'a',
        'е' | 'ё' => 'e',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'ѕ' => 's',
        'т' => 't',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'н' => 'h',
        'é' | 'è' | 'ê' => 'e',
        _ => return None,
    })
}

/// Whether a character is Chinese script, a word of its own here.
pub fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::Folding;

    #[test]
    fn what_looks_the_same_is_the_same() {
        let folding = Folding::parse("# pairs\n還还 債债");
        let fold = |text: &str| text.chars().filter_map(|char| folding.fold(char)).collect::<String>();
        assert_eq!(fold("ＰＡＹ　ja\u{200b}il"), "pay　jail");
        assert_eq!(fold("還債"), "还债");
        assert_eq!(fold("don’t"), "don't");
        assert_eq!(fold("аrrеst"), "arrest");
    }
}
