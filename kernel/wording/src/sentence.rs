//! One sentence under the lexicon: what stands in it, where it negates, which patterns
//! stand.

use crate::lexicon::{Lexicon, Negating, PatternId};
use crate::pattern::Range;
use crate::tokens::{Pause, QUESTION, SHOUT, Token};
use crate::vocabulary::Marks;

/// How many tokens before a finding a negation may stand.
const REACH: usize = 14;

/// A sentence.
pub(crate) struct Sentence<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a [Token],
    marks: &'a Marks,
    range: Range,
    /// For each set, whether it stands here.
    present: Vec<bool>,
    /// For each pattern, whether its rarest part stands here.
    worth_trying: Vec<bool>,
    /// For each token, whether it negates.
    negates: Vec<bool>,
    /// What was answered already for a pattern.
    answered: Vec<Option<bool>>,
}

impl<'a> Sentence<'a> {
    pub fn new(lexicon: &'a Lexicon, tokens: &'a [Token], marks: &'a Marks, (from, to): (usize, usize)) -> Self {
        let mut present = vec![false; lexicon.sets as usize + 1];
        let mut worth_trying = vec![false; lexicon.patterns.len()];
        for (set, _) in (from..to).flat_map(|at| marks.at(at)) {
            let Some(present) = present.get_mut(*set as usize).filter(|present| !**present) else { continue };
            *present = true;
            for id in lexicon.tried_by.get(*set as usize).into_iter().flatten() {
                if let Some(worth) = worth_trying.get_mut(*id) {
                    *worth = true;
                }
            }
        }
        let mut negates = vec![false; to - from];
        for negating in &lexicon.negating {
            find_negations(negating, marks, from, to, &mut negates);
        }
        let ends = |at: usize| tokens.get(at).is_some_and(|token| token.word == SHOUT || token.word == QUESTION);
        let words_to = to.checked_sub(1).filter(|last| ends(*last)).unwrap_or(to);
        let range = Range { from, words_to, to };
        Self { lexicon, tokens, marks, range, present, worth_trying, negates, answered: Vec::new() }
    }

    /// Whether every part that a pattern needs stands somewhere here.
    pub fn may_hold(&self, id: PatternId) -> bool {
        if !self.worth_trying.get(id).copied().unwrap_or(false) {
            return false;
        }
        let is_present = |set: &u32| self.present.get(*set as usize).copied().unwrap_or(false);
        let pattern = self.lexicon.patterns.get(id);
        pattern.is_some_and(|pattern| pattern.needs().all(|sets| sets.iter().any(is_present)))
    }

    /// Where a pattern stands: first token and behind the last, overlapping ones left out.
    pub fn found(&self, id: PatternId) -> Vec<(usize, usize)> {
        let Some(pattern) = self.lexicon.patterns.get(id).filter(|_| self.may_hold(id)) else { return Vec::new() };
        if !pattern.besides_stand(self.marks, self.range) {
            return Vec::new();
        }
        let ends = |start: usize| pattern.end(self.marks, start, self.range).map(|end| (start, end));
        (self.range.from..self.range.to).filter_map(ends).collect()
    }

    /// Whether one of the patterns stands here. Asked once for each.
    pub fn has(&mut self, ids: &[PatternId]) -> bool {
        ids.iter().any(|id| {
            if !self.worth_trying.get(*id).copied().unwrap_or(false) {
                return false;
            }
            if self.answered.is_empty() {
                self.answered = vec![None; self.lexicon.patterns.len()];
            }
            if let Some(Some(known)) = self.answered.get(*id) {
                return *known;
            }
            let pattern = self.lexicon.patterns.get(*id).filter(|_| self.may_hold(*id));
            let stands = pattern.is_some_and(|pattern| pattern.stands(self.marks, self.range));
            if let Some(answer) = self.answered.get_mut(*id) {
                *answer = Some(stands);
            }
            stands
        })
    }

    /// Whether a negation reaches a finding: inside it, or before it in its clause.
    pub fn is_negated(&self, start: usize, end: usize) -> bool {
        let negates = |at: usize| self.negates.get(at.saturating_sub(self.range.from)).copied().unwrap_or(false);
        if (start..end).any(negates) {
            return true;
        }
        let mut at = start;
        while at > self.range.from && start - at < REACH {
            if self.begins_clause(at) {
                return false;
            }
            at -= 1;
            if negates(at) {
                return true;
            }
        }
        false
    }

    /// Whether a negation before this token does not reach it.
    fn begins_clause(&self, at: usize) -> bool {
        let pause = self.tokens.get(at).map_or(Pause::None, |token| token.after);
        let is = |pick: fn(&Negating) -> u32| {
            self.lexicon.negating.iter().any(|it| self.marks.at(at).iter().any(|(set, _)| *set == pick(it)))
        };
        let chinese = self.tokens.get(at).is_some_and(|token| token.word.chars().all(crate::fold::is_han));
        match pause {
            Pause::Colon => true,
            Pause::Comma if chinese => !is(|it| it.onward),
            Pause::Comma => is(|it| it.turn) || is(|it| it.subject),
            Pause::None => is(|it| it.turn),
        }
    }
}

fn find_negations(negating: &Negating, marks: &Marks, from: usize, to: usize, negates: &mut [bool]) {
    let mut seeming = vec![false; to - from];
    for at in from..to {
        for (_, covered) in marks.at(at).iter().filter(|(set, _)| *set == negating.seeming) {
            let first = at - from;
            if let Some(range) = seeming.get_mut(first..(first + *covered as usize).min(to - from)) {
                range.fill(true);
            }
        }
    }
    for at in from..to {
        let negator = marks.at(at).iter().any(|(set, _)| *set == negating.negator);
        let hidden = seeming.get(at - from).copied().unwrap_or(false);
        if let Some(here) = negates.get_mut(at - from) {
            *here |= negator && !hidden;
        }
    }
}
