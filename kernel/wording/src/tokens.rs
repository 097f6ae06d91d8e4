//! A text cut into tokens: an English word, a number, or one Chinese character.
//!
//! Sentences end at `. ! ?` and their Chinese forms, and at an empty line. Commas and
//! semicolons are remembered on the token that follows, quotes and brackets are passed over,
//! and so is the mark between the items of a Chinese list.
//! Places are counted in characters (Unicode scalar values) of the text as it was given.

use crate::fold::{Folding, is_han};

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The word, folded.
    pub word: String,
    /// The first character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// What stands before it.
    pub after: Pause,
}

/// What stands between two tokens of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// Nothing that counts: a blank, a quote, the mark between items of a Chinese list.
    #[default]
    None,
    /// A comma.
    Comma,
    /// A colon, a dash, a line end.
    Colon,
}

/// The tokens of a text, sentence after sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    /// All tokens.
    pub all: Vec<Token>,
    /// Where each sentence begins and ends in `all`.
    pub sentences: Vec<(usize, usize)>,
}

/// What a number of many digits is read as, beside itself.
pub const NUMBER: &str = "NUMBER";
/// A number of the shape of an identity or card number.
pub const LONG_NUMBER: &str = "LONGNUMBER";
/// Four digits on their own.
pub const FOUR_DIGITS: &str = "NUMBER4";
/// The end of a question.
pub const QUESTION: &str = "QUESTION";
/// The end of a shout.
pub const SHOUT: &str = "SHOUT";

/// Cuts a text.
pub fn cut(folding: &Folding, text: &str) -> Tokens {
    let chars: Vec<(usize, char)> =
        text.chars().enumerate().filter_map(|(at, char)| folding.fold(char).map(|folded| (at, folded))).collect();
    let mut cutter = Cutter { chars: &chars, at: 0, done: Tokens::default(), from: 0, pause: Pause::None };
    while cutter.step() {}
    cutter.end_sentence();
    cutter.done
}

struct Cutter<'a> {
    chars: &'a [(usize, char)],
    at: usize,
    done: Tokens,
    /// The first token of the sentence being read.
    from: usize,
    pause: Pause,
}

impl Cutter<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at.saturating_add(ahead)).map(|(_, char)| *char)
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).map(|(_, char)| *char)
    }

    /// Reads one token or mark; false at the end.
    fn step(&mut self) -> bool {
        let Some(char) = self.peek(0) else { return false };
        if is_han(char) {
            self.take(1, None);
        } else if char.is_ascii_digit() {
            self.number();
        } else if char.is_alphabetic() {
            self.word();
        } else {
            self.mark(char);
            self.at += 1;
        }
        true
    }

    /// Takes some characters as one token.
    fn take(&mut self, count: usize, word: Option<String>) {
        let taken = self.chars.get(self.at..self.at.saturating_add(count)).unwrap_or_default();
        let (Some((start, _)), Some((last, _))) = (taken.first(), taken.last()) else { return };
        let word = word.unwrap_or_else(|| taken.iter().map(|(_, char)| *char).collect());
        self.push(word, *start, last + 1);
        self.at += count;
    }

    fn push(&mut self, word: String, start: usize, end: usize) {
        let after = std::mem::take(&mut self.pause);
        self.done.all.push(Token { word, start, end, after });
    }

    fn number(&mut self) {
        let mut count = 1;
        while let Some(char) = self.peek(count) {
            let joins = matches!(char, ',' | '.' | '-' | '/' | ':')
                && self.peek(count + 1).is_some_and(|next| next.is_ascii_digit());
            if !char.is_ascii_digit() && !joins {
                break;
            }
            count += 1;
        }
        self.take(count, None);
    }

    /// A word: letters, with digits and signs inside that stand for letters, and an
    /// apostrophe between letters.
    fn word(&mut self) {
        let mut count = 1;
        while let Some(char) = self.peek(count) {
            let followed = self.peek(count + 1).is_some_and(char::is_alphabetic);
            let inside = matches!(char, '\'' | '@' | '$') && followed;
            if is_han(char) || !(char.is_alphanumeric() || inside) {
                break;
            }
            count += 1;
        }
        let taken = self.chars.get(self.at..self.at.saturating_add(count)).unwrap_or_default();
        let (Some((start, _)), Some((last, _))) = (taken.first().copied(), taken.last().copied()) else { return };
        let whole: String = taken.iter().map(|(_, char)| *char).collect();
        for part in crate::contraction::parts(&whole) {
            self.push(part, start, last + 1);
        }
        self.at += count;
    }

    fn mark(&mut self, char: char) {
        let next = self.peek(1);
        match char {
            '!' => self.end_with(SHOUT),
            '?' => self.end_with(QUESTION),
            '。' | '\u{2029}' => self.end_sentence(),
            '.' if self.is_full_stop(next) => self.end_sentence(),
            '\n' if next == Some('\n') => self.end_sentence(),
            ',' => self.pause = self.pause.max(Pause::Comma),
            ':' | ';' | '—' | '–' | '\n' | '|' => self.pause = Pause::Colon,
            '-' if next.is_none_or(|next| next == ' ' || next == '-') => self.pause = Pause::Colon,
            '%' => self.push("%".to_owned(), self.place(), self.place() + 1),
            '&' => self.push("and".to_owned(), self.place(), self.place() + 1),
            _ => {}
        }
    }

    fn place(&self) -> usize {
        self.chars.get(self.at).map_or(0, |(at, _)| *at)
    }

    /// A full stop ends a sentence before a blank or the end, unless it belongs to an
    /// abbreviation or to a single letter.
    fn is_full_stop(&self, next: Option<char>) -> bool {
        if next.is_some_and(|next| !next.is_whitespace() && !matches!(next, '"' | '\'' | ')' | '”')) {
            return false;
        }
        const SHORT: [&str; 14] =
            ["mr", "mrs", "ms", "dr", "no", "co", "inc", "ltd", "st", "rs", "vs", "approx", "messrs", "jr"];
        let ends_text = next.is_none();
        let last = self.done.all.get(self.from..).and_then(<[Token]>::last);
        let Some(last) = last else { return true };
        // "no." is an abbreviation before a number and an answer otherwise.
        let number = self.peek(2).is_some_and(|char| char.is_ascii_digit());
        let abbreviated = SHORT.contains(&last.word.as_str()) && (last.word != "no" || number);
        let single = last.word.len() == 1 && self.before().is_some_and(|char| char.is_ascii_alphabetic());
        ends_text || !(abbreviated || single && self.peek(2).is_some_and(char::is_alphanumeric))
    }

    fn end_with(&mut self, mark: &str) {
        if self.done.all.len() > self.from {
            let place = self.place();
            self.push(mark.to_owned(), place, place + 1);
        }
        self.end_sentence();
    }

    fn end_sentence(&mut self) {
        join_spelled_out(&mut self.done.all, self.from);
        let to = self.done.all.len();
        if to > self.from {
            self.done.sentences.push((self.from, to));
        }
        self.from = to;
        self.pause = Pause::None;
    }
}

/// `j a i l` and `j.a.i.l` are read as `jail`: three or more single letters in a row.
fn join_spelled_out(all: &mut Vec<Token>, from: usize) {
    let is_single = |token: &Token| token.word.len() == 1 && token.word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let tail = all.split_off(from.min(all.len()));
    let mut run: Vec<Token> = Vec::new();
    for token in tail {
        if is_single(&token) {
            run.push(token);
            continue;
        }
        flush(all, &mut run);
        all.push(token);
    }
    flush(all, &mut run);
}

fn flush(all: &mut Vec<Token>, run: &mut Vec<Token>) {
    if run.len() < 3 {
        all.append(run);
        return;
    }
    if let (Some(first), Some(last)) = (run.first(), run.last()) {
        let word = run.iter().map(|token| token.word.as_str()).collect();
        all.push(Token { word, start: first.start, end: last.end, after: first.after });
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::cut;
    use crate::fold::Folding;

    fn words(text: &str) -> String {
        let tokens = cut(&Folding::default(), text);
        let sentence = |(from, to): &(usize, usize)| {
            let words = tokens.all.get(*from..*to).unwrap_or_default();
            words.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ")
        };
        tokens.sentences.iter().map(sentence).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn words_numbers_and_characters() {
        assert_eq!(words("You can't pay 5,200 on 30/4."), "you can not pay 5,200 on 30/4");
        assert_eq!(words("不还款，就 坐*牢！"), "不 还 款 就 坐 牢 SHOUT");
        assert_eq!(words("Mr. Ito owes. He said no. We'll wait"), "mr ito owes / he said no / we will wait");
        assert_eq!(words("go to j a i l or j.a.i.l now"), "go to jail or jail now");
        assert_eq!(words("Call at 4:15 p.m. on Friday"), "call at 4:15 p m on friday");
    }

    #[test]
    fn places_are_characters_of_the_given_text() {
        let tokens = cut(&Folding::default(), "你 ja\u{200b}il");
        let places: Vec<(usize, usize)> = tokens.all.iter().map(|token| (token.start, token.end)).collect();
        assert_eq!(places, [(0, 1), (2, 7)]);
    }
}
