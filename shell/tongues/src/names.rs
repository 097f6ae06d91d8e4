//! The names that stand on a page.
//!
//! What is marked `translate="no"` once, or named in `data-name` where no element may
//! stand (an option, the title), is known as a name everywhere on the page: in a
//! sentence of the kernel, a label, the title.

use crate::tag::{self, Token};
use std::collections::HashMap;

/// A longer text is not a name but what somebody wrote.
const LONGEST: usize = 80;
/// A shorter one could be any word.
const SHORTEST: usize = 4;

/// Names by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names(HashMap<String, Vec<String>>);

impl Names {
    /// Every name marked on the page.
    pub(crate) fn on(tokens: &[Token<'_>]) -> Self {
        let mut names = Self::default();
        let mut is_marked = false;
        for token in tokens {
            match token {
                Token::Open(open) => {
                    is_marked = tag::attribute(open, "translate") == Some("no");
                    if let Some(name) = tag::attribute(open, "data-name") {
                        names.add(&tag::unescaped(name));
                    }
                }
                Token::Text(text) if is_marked => {
                    names.add(&tag::unescaped(text));
                    is_marked = false;
                }
                _ => is_marked = false,
            }
        }
        for known in names.0.values_mut() {
            known.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
        names
    }

    fn add(&mut self, name: &str) {
        let name = name.trim();
        if (SHORTEST..=LONGEST).contains(&name.len()) && name.chars().any(char::is_alphabetic) {
            let known = self.0.entry(first_word(name).to_owned()).or_default();
            if !known.iter().any(|one| one == name) {
                known.push(name.to_owned());
            }
        }
    }

    /// The name a text begins with.
    pub(crate) fn at(&self, text: &str) -> Option<&str> {
        let known = self.0.get(first_word(text))?;
        let ends = |name: &str| !text[name.len()..].starts_with(char::is_alphanumeric);
        known.iter().map(String::as_str).find(|name| text.starts_with(name) && ends(name))
    }
}

fn first_word(text: &str) -> &str {
    let end = text.char_indices().skip(1).find(|(_, letter)| !letter.is_alphanumeric());
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::tag::tokens;

    #[test]
    fn a_name_marked_once_is_known_everywhere() {
        let html = "<title data-name=\"Kato &#38; Sons\">x</title><b translate=\"no\">Sarah Nabirye</b><i translate=\"no\">All</i>";
        let names = Names::on(&tokens(html));
        assert_eq!(names.at("Sarah Nabirye, borrower"), Some("Sarah Nabirye"));
        assert_eq!(names.at("Kato & Sons"), Some("Kato & Sons"));
        assert_eq!([names.at("Sarah Nabiryeson"), names.at("Sarah"), names.at("All of it"), names.at("")], [None; 4]);
    }
}
