//! One tag of our own markup: its name, its attributes, its text.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Between tags.
    Text(&'a str),
    /// `<name …>`, whole.
    Open(&'a str),
    /// `</name>`, whole.
    Close(&'a str),
    /// A comment, the doctype.
    Other(&'a str),
}

/// Cuts a page into its pieces. The pages come from templates that escape every `<`
/// and `>` in values, so a tag ends at its first `>` outside quotes.
pub(crate) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(html.len() / 24);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        if start > 0 {
            tokens.push(Token::Text(&rest[..start]));
        }
        let tag = &rest[start..];
        let length = tag_length(tag);
        let (tag, after) = tag.split_at(length);
        tokens.push(if tag.starts_with("</") {
            Token::Close(tag)
        } else if tag.starts_with("<!") {
            Token::Other(tag)
        } else {
            Token::Open(tag)
        });
        rest = after;
    }
    if !rest.is_empty() {
        tokens.push(Token::Text(rest));
    }
    tokens
}

fn tag_length(tag: &str) -> usize {
    if tag.starts_with("<!--") {
        return tag.find("-->").map_or(tag.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}

/// The name of a tag, opening or closing.
pub(crate) fn name(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    &inner[..inner.find(|letter: char| letter.is_whitespace() || letter == '>' || letter == '/').unwrap_or(inner.len())]
}

/// The value of an attribute as it stands in the tag, still escaped.
pub(crate) fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    attributes(tag).into_iter().find(|(name, _)| *name == wanted).map(|(_, value)| value)
}

/// Every attribute with a value, in order.
pub(crate) fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = &tag[(name(tag).len() + 1).min(tag.len())..];
    while let Some(equals) = rest.find("=\"") {
        let name = rest[..equals].rsplit(|letter: char| letter.is_whitespace()).next().unwrap_or_default();
        let value = &rest[equals + 2..];
        let Some(end) = value.find('"') else { break };
        found.push((name, &value[..end]));
        rest = &value[end + 1..];
    }
    found
}

/// Whether nothing can stand inside it.
pub(crate) fn is_void(tag: &str) -> bool {
    const VOID: [&str; 13] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    tag.ends_with("/>") || VOID.contains(&name(tag))
}

/// Markup's text as letters. A name of an entity that is not known stays as it is.
pub(crate) fn unescaped(text: &str) -> String {
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        letters.push_str(&rest[..start]);
        let entity = &rest[start..];
        let end = entity.find(';').filter(|end| *end <= 8);
        match end.and_then(|end| Some((letter(&entity[1..end])?, end))) {
            Some((letter, end)) => {
                letters.push(letter);
                rest = &entity[end + 1..];
            }
            None => {
                letters.push('&');
                rest = &entity[1..];
            }
        }
    }
    letters.push_str(rest);
    letters
}

fn letter(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    const NAMED: [(&str, char); 10] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("middot", '·'),
        ("hellip", '…'),
        ("times", '×'),
        ("rarr", '→'),
    ];
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::{Token, attribute, name, tokens, unescaped};

    #[test]
    fn a_page_is_cut_where_its_tags_are() {
        let html = "<!doctype html><p class=\"a > b\">x<br>y</p><!-- <p> -->";
        let expected = [
            Token::Other("<!doctype html>"),
            Token::Open("<p class=\"a > b\">"),
            Token::Text("x"),
            Token::Open("<br>"),
            Token::Text("y"),
            Token::Close("</p>"),
            Token::Other("<!-- <p> -->"),
        ];
        assert_eq!(tokens(html), expected);
        assert_eq!((name("<p class=\"a\">"), name("</svg>")), ("p", "svg"));
        assert_eq!(attribute("<a href=\"/x\" aria-label=\"Go\">", "aria-label"), Some("Go"));
    }

    #[test]
    fn entities_become_letters() {
        assert_eq!(unescaped("a &#38;&lt;&#x27;&nbsp;&unknown; b & c"), "a &<'\u{a0}&unknown; b & c");
    }
}
