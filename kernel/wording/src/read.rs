//! Reading a text: rules over sentences, what clears them, and what follows.

use crate::context::{Condition, Context};
use crate::files::{BothLanguages, Negation, Severity};
use crate::language::Language;
use crate::lexicon::{Lexicon, Rule};
use crate::reading::{Decision, Hit, Reading};
use crate::sentence::Sentence;
use crate::tokens::{Tokens, cut};

/// A text to be read.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// Its words.
    pub words: &'a str,
    /// The language of the suggestions; the one the text is mostly written in when not given.
    /// Both languages are always read.
    pub language: Option<Language>,
    /// What is known besides.
    pub context: &'a Context,
}

/// A finding before it is put into words.
struct Found<'a> {
    rule: &'a Rule,
    category: usize,
    severity: Severity,
    decision: Decision,
    start: usize,
    end: usize,
}

impl Lexicon {
    /// Reads a text.
    pub fn read(&self, text: &Text<'_>) -> Reading {
        let tokens = cut(&self.folding, text.words);
        let marks = self.vocabulary.mark(&tokens.all, &tokens.sentences);
        let sentences = tokens.sentences.iter().map(|range| Sentence::new(self, &tokens.all, &marks, *range));
        let mut sentences: Vec<Sentence<'_>> = sentences.collect();
        let rules: Vec<&Rule> = self.rules.iter().filter(|rule| asked(rule, text.context)).collect();
        let rules = self.of_this_text(rules, &mut sentences);
        let cleared = self.cleared(text.context, &mut sentences);
        let near: Vec<Vec<bool>> = rules.iter().map(|rule| near(rule, &mut sentences)).collect();
        let mut found: Vec<Found<'_>> = Vec::new();
        for (at, (sentence, cleared)) in sentences.iter_mut().zip(&cleared).enumerate() {
            for (rule, near) in rules.iter().zip(&near) {
                let framed = cleared.get(rule.category).copied().unwrap_or(false);
                let accompanied = near.get(at).copied().unwrap_or(true);
                if accompanied && !(framed && rule.framed) {
                    self.ask(rule, sentence, text.context, &mut found);
                }
            }
        }
        let language = text.language.unwrap_or_else(|| Language::of(text.words));
        let bytes: Vec<usize> = text.words.char_indices().map(|(at, _)| at).chain([text.words.len()]).collect();
        let cut = |start: usize, end: usize| match (bytes.get(start), bytes.get(end)) {
            (Some(start), Some(end)) => text.words.get(*start..*end).unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        let mut hits: Vec<Hit> = Vec::new();
        let mut rest: &[Found<'_>] = &found;
        for (range, weighed) in self.weighed(&tokens, &marks, text.context) {
            let (here, behind) = rest.split_at(rest.partition_point(|found| found.start < range.end));
            rest = behind;
            let stays =
                |found: &&Found<'_>| by_context(found.rule) || !weighed.clears(found.decision == Decision::Deny);
            let before = hits.len();
            hits.extend(here.iter().filter(stays).map(|found| self.hit(found, &tokens, cut)));
            if hits.len() == before && weighed.is_found() {
                hits.extend(self.likeness(&weighed, &range, &tokens, cut, language));
            }
        }
        hits.extend(self.missing(text, language, &mut sentences));
        Reading::of(hits)
    }

    /// The rules whose words anywhere in the text allow and ask for them.
    fn of_this_text<'a>(&self, rules: Vec<&'a Rule>, sentences: &mut [Sentence<'_>]) -> Vec<&'a Rule> {
        let mut has = |ids: &[usize]| sentences.iter_mut().any(|sentence| sentence.has(ids));
        let holds = |rule: &&Rule| !(has(&rule.unless_text)) && (rule.needs_text.is_empty() || has(&rule.needs_text));
        rules.into_iter().filter(holds).collect()
    }

    /// For each sentence and category, whether a frame clears it.
    fn cleared(&self, context: &Context, sentences: &mut [Sentence<'_>]) -> Vec<Vec<bool>> {
        let mut cleared = vec![vec![false; self.categories.len()]; sentences.len()];
        let counts = |frame: &&crate::lexicon::Frame| frame.when.iter().all(|it| context.holds(*it) == Some(true));
        for frame in self.frames.iter().filter(counts) {
            let stands = |sentence: &mut Sentence<'_>| sentence.has(&frame.any) && !sentence.has(&frame.unless);
            let stands: Vec<bool> = sentences.iter_mut().map(stands).collect();
            let everywhere = frame.whole_text && stands.contains(&true);
            for (cleared, stands) in cleared.iter_mut().zip(stands) {
                if !stands && !everywhere {
                    continue;
                }
                for (category, cleared) in cleared.iter_mut().enumerate() {
                    *cleared |= !frame.keeps.contains(&category);
                }
            }
        }
        cleared
    }

    fn ask<'a>(&'a self, rule: &'a Rule, sentence: &mut Sentence<'_>, context: &Context, found: &mut Vec<Found<'a>>) {
        if !rule.any.iter().any(|id| sentence.may_hold(*id)) {
            return;
        }
        if sentence.has(&rule.unless) || !(rule.needs.is_empty() || sentence.has(&rule.needs)) {
            return;
        }
        let (severity, decision) = self.weight(rule, context);
        for (start, end) in rule.any.iter().flat_map(|id| sentence.found(*id)).collect::<Vec<_>>() {
            if rule.negation == Negation::Clears && sentence.is_negated(start, end) {
                continue;
            }
            let overlaps =
                |other: &&mut Found<'_>| other.category == rule.category && start < other.end && other.start < end;
            match found.iter_mut().rev().take(16).find(overlaps) {
                Some(other) if other.decision >= decision => {}
                Some(other) => *other = Found { rule, category: rule.category, severity, decision, start, end },
                None => found.push(Found { rule, category: rule.category, severity, decision, start, end }),
            }
        }
    }

    /// How bad, and what follows.
    fn weight(&self, rule: &Rule, context: &Context) -> (Severity, Decision) {
        let category = self.categories.get(rule.category);
        let usual = category.map_or(Severity::Hard, |it| it.severity);
        let outbound = category.and_then(|it| it.severity_outbound).filter(|_| !context.is_note);
        let shared = category.and_then(|it| it.severity_shared).filter(|_| context.is_shared);
        let severity = rule.severity.or(shared).or(outbound).unwrap_or(usual);
        let unknown = rule.excused_by.is_some_and(|it| context.holds(it).is_none());
        let decision = match severity {
            Severity::Hard if !unknown => Decision::Deny,
            _ => Decision::Approve,
        };
        (severity, decision)
    }

    /// `cut` gives the text between two characters of it.
    fn hit(&self, found: &Found<'_>, tokens: &Tokens, cut: impl Fn(usize, usize) -> String) -> Hit {
        let start = tokens.all.get(found.start).map_or(0, |token| token.start);
        let last = tokens.all.get(found.end.saturating_sub(1));
        let end = last.map_or(start, |token| token.end.max(start));
        let category = self.categories.get(found.category);
        let text = |pick: fn(&crate::lexicon::Category) -> &String| category.map(pick).cloned().unwrap_or_default();
        let general = category.map(|it| in_language(&it.rewrite, found.rule.lang)).unwrap_or_default();
        Hit {
            category: text(|it| &it.id),
            title: text(|it| &it.title),
            severity: found.severity,
            decision: found.decision,
            span: (start, end),
            words: cut(start, end),
            citation: text(|it| &it.citation),
            says: found.rule.says.clone(),
            rewrite: found.rule.rewrite.clone().unwrap_or(general),
        }
    }

    /// What the declared occasion asks for and the text lacks.
    fn missing(&self, text: &Text<'_>, language: Language, sentences: &mut [Sentence<'_>]) -> Vec<Hit> {
        let Some(occasion) = &text.context.occasion else { return Vec::new() };
        let presence = &self.presence;
        let hit = |decision, citation: &str, says: String, rewrite: String| Hit {
            category: presence.id.clone(),
            title: presence.title.clone(),
            severity: presence.severity,
            decision,
            span: (0, text.words.chars().count()),
            words: text.words.to_owned(),
            citation: citation.to_owned(),
            says,
            rewrite,
        };
        let Some(needs) = presence.occasions.get(occasion) else {
            let known: Vec<&str> = presence.occasions.keys().map(String::as_str).collect();
            let says = format!("The occasion {occasion} is not known, so nobody can say what must be in the text.");
            return vec![hit(Decision::Approve, "", says, format!("Name one of: {}.", known.join(", ")))];
        };
        let mut lacks = |patterns: &[usize]| !sentences.iter_mut().any(|sentence| sentence.has(patterns));
        let missing = needs.iter().filter_map(|at| presence.elements.get(*at)).filter(|it| lacks(&it.patterns));
        let decision = if presence.severity == Severity::Hard { Decision::Deny } else { Decision::Approve };
        missing.map(|it| hit(decision, &it.citation, it.says.clone(), in_language(&it.rewrite, language))).collect()
    }
}

pub(crate) fn in_language(both: &BothLanguages, language: Language) -> String {
    match language {
        Language::English => both.en.clone(),
        Language::Chinese => both.zh.clone(),
    }
}

/// For each sentence, whether it or a neighbour holds what the rule needs near; empty when
/// it needs nothing.
fn near(rule: &Rule, sentences: &mut [Sentence<'_>]) -> Vec<bool> {
    if rule.needs_near.is_empty() {
        return Vec::new();
    }
    let stands: Vec<bool> = sentences.iter_mut().map(|sentence| sentence.has(&rule.needs_near)).collect();
    let at = |place: Option<usize>| place.and_then(|place| stands.get(place)).copied().unwrap_or(false);
    (0..stands.len()).map(|here| at(here.checked_sub(1)) || at(Some(here)) || at(here.checked_add(1))).collect()
}

/// Whether the context makes the finding what it is, as on a voicemail or a time-barred debt:
/// then no weight takes it back.
fn by_context(rule: &Rule) -> bool {
    rule.when.iter().any(|condition| !matches!(condition, Condition::Note | Condition::Script))
}

/// Whether the context asks this rule at all.
fn asked(rule: &Rule, context: &Context) -> bool {
    let holds = |condition| context.holds(condition) == Some(true);
    rule.when.iter().all(|condition| holds(*condition))
        && !rule.unless_when.iter().any(|condition| holds(*condition))
        && !rule.excused_by.is_some_and(holds)
}
