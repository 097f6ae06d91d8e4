//! What of a page is left as it is, and how that is told.

use crate::tag::{self, Token};

/// What stands in these is no language.
pub(crate) const SILENT: [&str; 5] = ["script", "style", "textarea", "kbd", "code"];
/// Classes of rules' and rows' numbers.
pub(crate) const NUMBERS: [&str; 2] = ["rule", "id"];
/// In these no mark-up may stand, so nothing can say in which language a text is.
const PLAIN: [&str; 2] = ["title", "option"];

/// Chinese without the blanks that English sets behind its marks.
pub(crate) fn closed_up(html: &str) -> String {
    ["。", "，", "；", "：", "？"].iter().fold(html.to_owned(), |text, mark| text.replace(&format!("{mark} "), mark))
}

/// A text that stayed English, marked as such where a mark may stand.
pub(crate) fn in_english(html: &str, open: &[&str]) -> String {
    match open.last() {
        Some(parent) if PLAIN.contains(parent) => html.to_owned(),
        Some(_) if open.contains(&"svg") => match open.last() {
            Some(&"text" | &"tspan") => format!("<tspan lang=\"en\">{html}</tspan>"),
            _ => html.to_owned(),
        },
        _ => format!("<span lang=\"en\">{html}</span>"),
    }
}

pub(crate) fn source<'a>(token: Token<'a>) -> &'a str {
    let (Token::Text(text) | Token::Open(text) | Token::Close(text) | Token::Other(text)) = token;
    text
}

/// How far into the tag a slice of it stands.
pub(crate) fn offset(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// Whether what stands in the element is left as it is.
pub(crate) fn keeps(open: &str) -> bool {
    let name = tag::name(open);
    let other = tag::attribute(open, "lang").is_some() && name != "html";
    let no = tag::attribute(open, "translate") == Some("no");
    no || other || SILENT.contains(&name) || NUMBERS.iter().any(|class| has_class(open, class))
}

pub(crate) fn has_class(open: &str, wanted: &str) -> bool {
    tag::attribute(open, "class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
}
