//! The words of a text, read before it goes out.

use crate::Rendered;
use makegood_wording::{Context, Decision, Hit, Lexicon, Text};

pub use makegood_desk::words_context;

/// Why a text does not go out: the rule's name and one sentence.
///
/// A finding that a person could approve holds the text back as well: what the program
/// writes by itself has no words that need somebody's approval.
pub(crate) fn against(lexicon: &Lexicon, rendered: &Rendered, context: &Context) -> Option<(String, String)> {
    let subject = rendered.subject.as_deref().unwrap_or_default();
    let words = format!("{subject}\n\n{}", rendered.body);
    let reading = lexicon.read(&Text { words: &words, language: None, context });
    let gravest = |hit: &&Hit| hit.decision;
    let hit = reading.hits.iter().rev().max_by_key(gravest).filter(|hit| hit.decision > Decision::Pass)?;
    let says = format!("“{}”: {} ({}). {}", hit.words.trim(), hit.says, hit.citation, hit.rewrite);
    Some((format!("wording.{}", hit.category), says))
}
