//! The pass over a finished page.

use crate::Tongue;
use crate::catalogue::Catalogue;
use crate::names::Names;
use crate::pieces;
use crate::speak::Speaker;
use crate::tag::{self, Token};
use crate::values::{Kind, Phrase, Value, has_words};
use crate::ways;

/// Attributes that are read or heard. `data-th` is the column's name on a narrow
/// screen; what begins with `data-say-` is said by the script.
const HEARD: [&str; 8] =
    ["title", "aria-label", "aria-description", "aria-valuetext", "placeholder", "alt", "label", "data-th"];
/// Tags inside a sentence that may hold a figure of it.
const INLINE: [&str; 16] = [
    "a", "b", "strong", "em", "i", "s", "span", "time", "kbd", "code", "small", "bdi", "data", "abbr", "tspan", "samp",
];
/// What stands in these is no language.
const SILENT: [&str; 5] = ["script", "style", "textarea", "kbd", "code"];
/// Classes of rules' and rows' numbers.
const NUMBERS: [&str; 2] = ["rule", "id"];
/// In these no mark-up may stand, so nothing can say in which language a text is.
const PLAIN: [&str; 2] = ["title", "option"];

/// A page in a language, and the English texts for which there was no entry, as
/// keys of the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// The page.
    pub html: String,
    /// What stayed English: each text once, in the order of the page.
    pub missing: Vec<String>,
}

/// The page in the language of its reader.
pub fn read(html: &str, tongue: Tongue, catalogue: &Catalogue) -> Read {
    let tokens = tag::tokens(html);
    let names = Names::on(&tokens);
    let mut pass = Pass {
        tokens: &tokens,
        names,
        tongue,
        catalogue,
        at: 0,
        open: Vec::new(),
        out: String::new(),
        missing: Vec::new(),
    };
    pass.out.reserve(html.len() + html.len() / 4);
    pass.run();
    let mut seen = std::collections::BTreeSet::new();
    pass.missing.retain(|key| seen.insert(key.clone()));
    Read { html: pass.out, missing: pass.missing }
}

struct Pass<'a> {
    tokens: &'a [Token<'a>],
    names: Names,
    tongue: Tongue,
    catalogue: &'a Catalogue,
    at: usize,
    /// The names of the elements around the place.
    open: Vec<&'a str>,
    out: String,
    missing: Vec<String>,
}

impl<'a> Pass<'a> {
    fn run(&mut self) {
        let mut phrase = Phrase::default();
        while let Some(token) = self.tokens.get(self.at).copied() {
            match token {
                Token::Text(text) => {
                    pieces::add(&mut phrase, &tag::unescaped(text), &self.names, self.tongue);
                    self.at += 1;
                }
                Token::Open(open) => match self.figure(self.at) {
                    Some((value, after)) => {
                        phrase.push_value(value);
                        self.at = after;
                    }
                    None => {
                        self.flush(&mut phrase);
                        self.tag(open);
                    }
                },
                Token::Close(close) => {
                    self.flush(&mut phrase);
                    while let Some(name) = self.open.pop() {
                        if name == tag::name(close) {
                            break;
                        }
                    }
                    self.out.push_str(close);
                    self.at += 1;
                }
                Token::Other(other) => {
                    self.flush(&mut phrase);
                    self.out.push_str(other);
                    self.at += 1;
                }
            }
        }
        self.flush(&mut phrase);
    }

    /// A tag that is no figure: its attributes are said; what it keeps from
    /// translation is copied whole.
    fn tag(&mut self, open: &'a str) {
        let said = self.attributes(open);
        self.out.push_str(&said);
        let end = self.end(self.at);
        self.at += 1;
        if tag::is_void(open) {
            return;
        }
        if keeps(open) {
            while self.at < end {
                let (Token::Text(text) | Token::Open(text) | Token::Close(text) | Token::Other(text)) =
                    self.tokens[self.at];
                self.out.push_str(text);
                self.at += 1;
            }
        } else {
            self.open.push(tag::name(open));
        }
    }

    /// The place behind the closing tag of the element that opens here.
    fn end(&self, from: usize) -> usize {
        let Some(Token::Open(open)) = self.tokens.get(from).copied() else { return from + 1 };
        if tag::is_void(open) {
            return from + 1;
        }
        let name = tag::name(open);
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(from) {
            match token {
                Token::Open(tag) if tag::name(tag) == name && !tag::is_void(tag) => depth += 1,
                Token::Close(tag) if tag::name(tag) == name => {
                    depth -= 1;
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// An element of a sentence that holds a figure, a day, an amount or a name and
    /// no words of its own.
    fn figure(&mut self, from: usize) -> Option<(Value, usize)> {
        let Some(Token::Open(open)) = self.tokens.get(from).copied() else { return None };
        let name = tag::name(open);
        if !INLINE.contains(&name) || tag::is_void(open) {
            return None;
        }
        let end = self.end(from);
        let inside = from + 1..end.saturating_sub(1);
        let was: String = self.tokens[from..end].iter().map(|token| source(*token)).collect();
        if keeps(open) {
            let text = inside.clone().any(|at| matches!(self.tokens[at], Token::Text(text) if !text.trim().is_empty()));
            let number = NUMBERS.iter().any(|class| has_class(open, class)) || SILENT.contains(&name);
            let kind = if number { Kind::Id } else { Kind::Name };
            return text.then(|| (Value { kind, said: self.attributes(open) + &was[open.len()..], was }, end));
        }
        if has_class(open, "money") {
            return Some((self.money(open, inside, was), end));
        }
        let mut phrase = Phrase::default();
        let mut at = inside.start;
        while at < inside.end {
            match self.tokens[at] {
                Token::Text(text) => {
                    pieces::add(&mut phrase, &tag::unescaped(text), &self.names, self.tongue);
                    at += 1;
                }
                Token::Open(_) => {
                    let (value, after) = self.figure(at)?;
                    phrase.push_value(value);
                    at = after;
                }
                Token::Close(_) | Token::Other(_) => return None,
            }
        }
        if phrase.values.is_empty() || has_words(&phrase.text) {
            return None;
        }
        let mut letters = phrase.text.trim().chars();
        let only = letters.next().and_then(|letter| phrase.value(letter)).filter(|_| letters.next().is_none());
        let kind = only.map_or(Kind::Number, |value| value.kind);
        let close = source(self.tokens[end - 1]);
        let said = [&self.attributes(open), phrase.markup(&phrase.text, true).as_str(), close].concat();
        Some((Value { kind, said, was }, end))
    }

    /// An amount as the pages write it, number and currency in the reader's order.
    fn money(&self, open: &str, inside: std::ops::Range<usize>, was: String) -> Value {
        let letters = inside.filter_map(|at| if let Token::Text(text) = self.tokens[at] { Some(text) } else { None });
        let text: String = letters.collect();
        let (amount, currency) = text.trim().rsplit_once([' ', '\u{a0}']).unwrap_or((text.trim(), ""));
        let number = format!("<span class=\"n\">{}</span>", ways::number(amount.trim(), self.tongue));
        let currency = format!("<span class=\"cur\">{currency}</span>");
        let both = if self.tongue == Tongue::Chinese { [currency, number] } else { [number, currency] };
        Value { kind: Kind::Money, said: format!("{open}{}</span>", both.join(" ")), was }
    }

    /// Puts a phrase on the page in the language.
    fn flush(&mut self, phrase: &mut Phrase) {
        let phrase = std::mem::take(phrase);
        let text = phrase.text.as_str();
        if !has_words(text) {
            self.out.push_str(&phrase.markup(text, true));
            return;
        }
        let speaker = Speaker { catalogue: self.catalogue, tongue: self.tongue, phrase: &phrase };
        let parts = speaker.sentences(text);
        let wide = self.tongue == Tongue::Chinese && parts.len() > 1;
        for part in parts {
            match part.html {
                Some(html) if wide => self.out.push_str(html.trim_end()),
                Some(html) => self.out.push_str(&html),
                None => {
                    let inner = part.english.trim();
                    self.missing.push(phrase.key(inner));
                    let start = part.english.len() - part.english.trim_start().len();
                    let html = phrase.markup(inner, false);
                    self.out.push_str(&part.english[..start]);
                    self.out.push_str(&in_english(&html, &self.open));
                    self.out.push_str(&part.english[start + inner.len()..]);
                }
            }
        }
    }

    /// An opening tag, what is heard of it in the language.
    fn attributes(&mut self, open: &str) -> String {
        let name = tag::name(open);
        let switch = tag::attribute(open, "data-tongue");
        let mut said = String::with_capacity(open.len() + 16);
        let mut rest = open;
        for (attribute, value) in tag::attributes(open) {
            let shown = name == "input"
                && attribute == "value"
                && matches!(tag::attribute(open, "type"), Some("submit" | "button" | "reset"));
            let new = if HEARD.contains(&attribute) || attribute.starts_with("data-say-") || shown {
                self.heard(value, keeps(open))
            } else if name == "html" && attribute == "lang" {
                Some(self.tongue.code().to_owned())
            } else if attribute == "aria-current" && switch.is_some_and(|code| code != self.tongue.code()) {
                Some("false".to_owned())
            } else {
                None
            };
            let Some(new) = new else { continue };
            let from = offset(open, value) - offset(open, rest);
            said.push_str(&rest[..from]);
            said.push_str(&new);
            rest = &rest[from + value.len()..];
        }
        said.push_str(rest);
        if switch == Some(self.tongue.code()) && !said.contains("aria-current") {
            said.truncate(said.len() - 1);
            said.push_str(" aria-current=\"true\">");
        }
        said
    }

    /// The value of an attribute in the language.
    fn heard(&mut self, value: &str, is_kept: bool) -> Option<String> {
        let mut phrase = Phrase::default();
        pieces::add(&mut phrase, &tag::unescaped(value), &self.names, self.tongue);
        let speaker = Speaker { catalogue: self.catalogue, tongue: self.tongue, phrase: &phrase };
        let mut html = String::new();
        for part in speaker.sentences(&phrase.text) {
            match part.html {
                Some(said) => html.push_str(&said),
                None => {
                    if !is_kept {
                        self.missing.push(phrase.key(part.english.trim()));
                    }
                    html.push_str(&phrase.markup(part.english, false));
                }
            }
        }
        Some(html)
    }
}

/// A text that stayed English, marked as such where a mark may stand.
fn in_english(html: &str, open: &[&str]) -> String {
    match open.last() {
        Some(parent) if PLAIN.contains(parent) => html.to_owned(),
        Some(_) if open.contains(&"svg") => match open.last() {
            Some(&"text" | &"tspan") => format!("<tspan lang=\"en\">{html}</tspan>"),
            _ => html.to_owned(),
        },
        _ => format!("<span lang=\"en\">{html}</span>"),
    }
}

fn source<'a>(token: Token<'a>) -> &'a str {
    let (Token::Text(text) | Token::Open(text) | Token::Close(text) | Token::Other(text)) = token;
    text
}

/// How far into the tag a slice of it stands.
fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// Whether what stands in the element is left as it is.
fn keeps(open: &str) -> bool {
    let name = tag::name(open);
    let other = tag::attribute(open, "lang").is_some() && name != "html";
    let no = tag::attribute(open, "translate") == Some("no");
    no || other || SILENT.contains(&name) || NUMBERS.iter().any(|class| has_class(open, class))
}

fn has_class(open: &str, wanted: &str) -> bool {
    tag::attribute(open, "class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
}
