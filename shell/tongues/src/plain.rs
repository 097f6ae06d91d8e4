//! A text that is no page, in a language: what stands on paper.

use crate::Tongue;
use crate::{page, shipped, tag};

/// A text in a language by the shipped entries, days, numbers and money in its way; what
/// has no entry stays English, and is told second as the key it would have.
pub fn said(english: &str, tongue: Tongue) -> (String, Vec<String>) {
    let Some(catalogue) = shipped::catalogue(tongue) else { return (english.to_owned(), Vec::new()) };
    let escaped = english.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let read = page::read(&format!("<p>{escaped}</p>"), tongue, catalogue);
    let letters = tag::tokens(&read.html).into_iter().filter_map(|token| match token {
        tag::Token::Text(text) => Some(tag::unescaped(text)),
        _ => None,
    });
    (letters.collect(), read.missing)
}

#[cfg(test)]
mod tests {
    use super::said;
    use crate::Tongue;

    #[test]
    fn a_plain_text_is_said_as_a_page_says_it() {
        assert_eq!(said("Cash against what fell due", Tongue::English).0, "Cash against what fell due");
        let (spanish, missing) = said("1,400.00 USD", Tongue::Spanish);
        assert_eq!((spanish.as_str(), missing.len()), ("1.400,00\u{a0}USD", 0));
        let (spanish, missing) = said("Cash against what fell due", Tongue::Spanish);
        assert_ne!(spanish, "Cash against what fell due");
        assert!(missing.is_empty());
        let (kept, missing) = said("Zzyzx & <quux>", Tongue::Spanish);
        assert_eq!((kept.as_str(), missing.len()), ("Zzyzx & <quux>", 1));
    }
}
