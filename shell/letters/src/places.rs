//! The street and the market of an address are where somebody is, not who is told of a debt.

use crate::{Document, Letter, findings};
use makegood_wording::{Context, Hit, Lexicon};

/// The category of the lexicon whose words are places and people that read or see.
const SHAMING: &str = "L09";

/// Every word of a letter that may not stand, the gravest last: those of its document but
/// for the names of places in the recipient's address and in how the lender is reached.
pub fn findings_of(letter: &Letter, document: &Document, lexicon: &Lexicon, context: &Context) -> Vec<Hit> {
    let words = document.words();
    let mut hits = findings(document, lexicon, context);
    hits.retain(|hit| hit.category != SHAMING || !names_a_place(letter, &words, hit));
    hits
}

/// Whether a finding is a line of the address on record, or a name in what somebody typed
/// of the lender: there it has to be written as a name, so that no sentence hides in it.
fn names_a_place(letter: &Letter, words: &str, hit: &Hit) -> bool {
    let is_line = |line: &&str| letter.recipient.address.iter().any(|known| known.trim() == line.trim());
    let lines = words.split("\n\n").flat_map(|line| std::iter::once(line).filter(is_line));
    let is_name = hit.words.chars().next().is_some_and(char::is_uppercase);
    let reach = Some(letter.sender.reach.as_str()).filter(|reach| is_name && !reach.is_empty());
    lines.chain(reach).any(|place| covers(words, place, hit.span))
}

/// Whether a place stands in the words around a span, which is counted in characters.
fn covers(words: &str, place: &str, (from, to): (usize, usize)) -> bool {
    words.match_indices(place).any(|(at, _)| {
        let begin = words.get(..at).map_or(0, |before| before.chars().count());
        begin <= from && to <= begin.saturating_add(place.chars().count())
    })
}
