//! A pattern: a short sequence of concepts and words, as a lawyer writes it.
//!
//! ```text
//! @we ... @will ... call~|ring~ ... @your @employer
//! ```
//!
//! * `@we` a concept; `call~` a word in all its forms; `garnish*` a beginning; `come_over`
//!   words in a row; `a|b` one of several; `now?` perhaps.
//! * `...` some tokens between, as many as the language's usual gap, `..20` up to twenty.
//! * `!not` this must not follow here; `^` the sentence begins, `$` it ends, `now|$` either.
//! * `first & second & third`: all of them stand in the sentence, in any order; what is
//!   reported is the first.
//! * `NUMBER`, `LONGNUMBER` (an identity or card number), `NUMBER4`, `QUESTION`, `SHOUT`.
//!
//! Parts that stand side by side must follow each other; commas and quotes between them
//! do not count. A pattern stays within one sentence.

use crate::vocabulary::{Marks, SetId};

/// Where a part may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Nowhere.
    Never,
    /// Anywhere: `now?`.
    Anywhere,
    /// Where the sentence ends: `now|$`.
    AtEnd,
}

/// A sentence as a range of tokens.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// The first token.
    pub from: usize,
    /// Behind the last word: what follows is the mark of a question or a shout.
    pub words_to: usize,
    /// Behind the last token.
    pub to: usize,
}

/// One part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// One of these phrase sets.
    One(Vec<SetId>, LeftOut),
    /// None of these stands here.
    Not(Vec<SetId>),
    /// Up to so many tokens.
    Gap(usize),
    /// The sentence begins.
    Start,
    /// The sentence ends.
    End,
}

/// A pattern with its parts in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The parts.
    pub parts: Vec<Part>,
    /// What must stand in the same sentence besides, before or behind.
    pub besides: Vec<Pattern>,
}

impl Pattern {
    /// Where the pattern ends when it begins at `start`: the nearest place.
    pub fn end(&self, marks: &Marks, start: usize, range: Range) -> Option<usize> {
        let mut places = vec![start];
        for part in &self.parts {
            places = follow(part, &places, marks, range);
            if places.is_empty() {
                return None;
            }
        }
        places.first().copied()
    }

    /// Whether what must stand besides does. Asked once for a sentence, not at every place.
    pub fn besides_stand(&self, marks: &Marks, range: Range) -> bool {
        self.besides.iter().all(|other| other.stands(marks, range))
    }

    /// The first sets that must be there: what to look for before trying.
    pub fn needs(&self) -> impl Iterator<Item = &[SetId]> {
        let all = self.parts.iter().chain(self.besides.iter().flat_map(|other| &other.parts));
        all.filter_map(|part| match part {
            Part::One(sets, LeftOut::Never) => Some(sets.as_slice()),
            _ => None,
        })
    }

    /// Whether the pattern stands anywhere in the sentence.
    pub fn stands(&self, marks: &Marks, range: Range) -> bool {
        self.besides_stand(marks, range) && (range.from..range.to).any(|start| self.end(marks, start, range).is_some())
    }
}

/// The places reached behind a part, in order, none twice.
fn follow(part: &Part, places: &[usize], marks: &Marks, range: Range) -> Vec<usize> {
    let stands = |sets: &[SetId], place: usize| marks.at(place).iter().any(|(set, _)| sets.contains(set));
    let ends = |place: usize| place >= range.words_to;
    let mut next = Vec::new();
    match part {
        Part::One(sets, left_out) => {
            for place in places {
                let ends = *left_out == LeftOut::AtEnd && ends(*place);
                if *left_out == LeftOut::Anywhere || ends {
                    next.push(*place);
                }
                let here = marks.at(*place).iter().filter(|(set, _)| sets.contains(set));
                next.extend(here.map(|(_, covered)| place.saturating_add(*covered as usize)));
            }
        }
        Part::Not(sets) => next.extend(places.iter().filter(|place| !stands(sets, **place))),
        Part::Gap(most) => {
            for place in places {
                let behind = next.last().map_or(0, |last: &usize| last + 1);
                next.extend((*place).max(behind)..=place.saturating_add(*most).min(range.to));
            }
        }
        Part::Start => next.extend(places.iter().filter(|place| **place == range.from)),
        Part::End => next.extend(places.iter().filter(|place| ends(**place))),
    }
    next.retain(|place| *place <= range.to);
    next.sort_unstable();
    next.dedup();
    next
}
