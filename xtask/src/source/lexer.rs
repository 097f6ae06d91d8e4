//! A small lexer: enough of Rust to tell code from comments and strings.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier or keyword.
    Word,
    /// The contents of a string, byte string or raw string.
    Text,
    /// A number without a fraction.
    Whole,
    /// A number with a fraction or exponent.
    Float,
    /// `::`, or a single other character. Characters and lifetimes are `'`.
    Sign,
}

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// As it stands in the source; of a string only its contents.
    pub text: String,
    /// The line on which it begins, from 1.
    pub line: usize,
}

impl Token {
    /// Whether this is the given sign or word.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Sign | Kind::Word) && self.text == text
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn next(&mut self) -> Option<char> {
        let next = self.chars.get(self.at).copied()?;
        self.at += 1;
        self.line += usize::from(next == '\n');
        Some(next)
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while self.at < self.chars.len() && keep(self.peek(0)) {
            taken.extend(self.next());
        }
        taken
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while self.at < self.chars.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.next();
                    continue;
                }
            }
            self.next();
            self.next();
            if depth == 0 {
                return;
            }
        }
    }

    /// A string after its opening quote.
    fn string(&mut self) -> String {
        let mut text = String::new();
        while let Some(next) = self.next() {
            match next {
                '"' => break,
                '\\' => text.extend(self.next()),
                other => text.push(other),
            }
        }
        text
    }

    /// A raw string after its opening quote, closed by a quote and `hashes`.
    fn raw_string(&mut self, hashes: usize) -> String {
        let mut text = String::new();
        while let Some(next) = self.next() {
            if next == '"' && (0..hashes).all(|ahead| self.peek(ahead) == '#') {
                self.at += hashes;
                break;
            }
            text.push(next);
        }
        text
    }

    /// A character or a lifetime; neither says anything to the checks.
    fn quote(&mut self) {
        self.next();
        if self.peek(0) == '\\' {
            self.next();
            self.next();
            self.take_while(|next| next != '\'' && next != '\n');
            self.next();
        } else if self.peek(1) == '\'' {
            self.next();
            self.next();
        } else {
            self.take_while(|next| next.is_alphanumeric() || next == '_');
        }
    }

    fn number(&mut self, after_dot: bool) -> (Kind, String) {
        let digit = |next: char| next.is_alphanumeric() || next == '_';
        let mut text = self.take_while(digit);
        let plain = !text.starts_with("0x") && !text.starts_with("0b") && !text.starts_with("0o");
        let fraction = self.peek(1) != '.' && !self.peek(1).is_alphabetic() && self.peek(1) != '_';
        let mut float = plain && (text.contains(['e', 'E']) || text.ends_with("f32") || text.ends_with("f64"));
        // `pair.0.1` is not a number with a fraction, nor is `0..5`.
        if self.peek(0) == '.' && fraction && !after_dot {
            float = true;
            text.extend(self.next());
            text.push_str(&self.take_while(digit));
        }
        // An integer's own suffix can hold an e: `1usize`.
        let suffix = ["usize", "isize"].iter().any(|suffix| text.ends_with(suffix));
        (if float && !suffix { Kind::Float } else { Kind::Whole }, text)
    }
}

/// The tokens of a source text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut reader = Reader { chars: text.chars().collect(), at: 0, line: 1 };
    let mut tokens: Vec<Token> = Vec::new();
    while reader.at < reader.chars.len() {
        let line = reader.line;
        let (first, second) = (reader.peek(0), reader.peek(1));
        let token = match first {
            _ if first.is_whitespace() => {
                reader.next();
                continue;
            }
            '/' if second == '/' => {
                reader.take_while(|next| next != '\n');
                continue;
            }
            '/' if second == '*' => {
                reader.block_comment();
                continue;
            }
            '"' => {
                reader.next();
                (Kind::Text, reader.string())
            }
            '\'' => {
                reader.quote();
                (Kind::Sign, "'".to_owned())
            }
            _ if first.is_ascii_digit() => reader.number(tokens.last().is_some_and(|last| last.is("."))),
            _ if first.is_alphabetic() || first == '_' => {
                let word = reader.take_while(|next| next.is_alphanumeric() || next == '_');
                word_or_string(&mut reader, word)
            }
            ':' if second == ':' => {
                reader.next();
                reader.next();
                (Kind::Sign, "::".to_owned())
            }
            other => {
                reader.next();
                (Kind::Sign, other.to_string())
            }
        };
        tokens.push(Token { kind: token.0, text: token.1, line });
    }
    tokens
}

/// A word, or the string it prefixes: `b"…"`, `r#"…"#`, `br"…"`, `c"…"`, `b'…'`.
fn word_or_string(reader: &mut Reader, word: String) -> (Kind, String) {
    let raw = matches!(word.as_str(), "r" | "br" | "cr");
    let hashes = (0..).take_while(|ahead| reader.peek(*ahead) == '#').count();
    if raw && reader.peek(hashes) == '"' {
        reader.at += hashes + 1;
        return (Kind::Text, reader.raw_string(hashes));
    }
    match reader.peek(0) {
        '"' if matches!(word.as_str(), "b" | "c") => {
            reader.next();
            (Kind::Text, reader.string())
        }
        '\'' if word == "b" => {
            reader.quote();
            (Kind::Sign, "'".to_owned())
        }
        _ => (Kind::Word, word),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, tokens};

    fn check(text: &str, expected: &str) {
        let show = |token: &super::Token| match token.kind {
            Kind::Text => format!("\"{}\"", token.text),
            Kind::Float => format!("float:{}", token.text),
            _ => token.text.clone(),
        };
        assert_eq!(tokens(text).iter().map(show).collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn code_is_told_from_comments_and_strings() {
        check("a /* b /* c */ d */ e // f\n g", "a e g");
        check(r#"x("std::fs \" y", b"z")"#, r#"x ( "std::fs " y" , "z" )"#);
        check(r###"r#"a " b"# r"c" r#type"###, r#""a " b" "c" r # type"#);
        check("'a' '\\'' '\\u{7f}' b'\"' &'a str", "' ' ' ' & ' str");
        check("'\"' x '{' y", "' x ' y");
        check(
            "1.5 1e3 2f64 0x1e 1usize 1. 0..5 pair.0.1 3.max(4)",
            "float:1.5 float:1e3 float:2f64 0x1e 1usize float:1. 0 . . 5 pair . 0 . 1 3 . max ( 4 )",
        );
        check("std :: time", "std :: time");
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let lines: Vec<usize> = tokens("a\n\"b\nc\"\n/* d\n*/ e").iter().map(|token| token.line).collect();
        assert_eq!(lines, [1, 2, 5]);
    }
}
