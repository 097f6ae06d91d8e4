//! The passages of a text weighed, and the finding of one that no pattern stands in.

use crate::context::Context;
use crate::files::Severity;
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::read::in_language;
use crate::reading::{Decision, Hit};
use crate::tokens::{Tokens, cut};
use crate::vocabulary::Marks;
use crate::weigh::{self, Weighed, passages};
use std::collections::BTreeSet;
use std::ops::Range;

impl Lexicon {
    /// Each passage as a range of tokens, and what it weighs.
    pub(crate) fn weighed(&self, tokens: &Tokens, marks: &Marks, context: &Context) -> Vec<(Range<usize>, Weighed)> {
        let count = tokens.sentences.len();
        let weigh = |passage: Range<usize>| {
            let sentences = tokens.sentences.get(passage).unwrap_or_default();
            let features = self.features_of(sentences, tokens, marks, context);
            let range = sentences.first().map_or(0, |it| it.0)..sentences.last().map_or(0, |it| it.1);
            (range, self.weights.weigh(&features, count))
        };
        passages(count).into_iter().map(weigh).collect()
    }

    fn features_of(
        &self,
        sentences: &[(usize, usize)],
        tokens: &Tokens,
        marks: &Marks,
        context: &Context,
    ) -> BTreeSet<String> {
        let mut features = BTreeSet::new();
        weigh::context_of(context, &mut features);
        for (from, to) in sentences {
            weigh::words_of(tokens.all.get(*from..*to).unwrap_or_default(), &mut features);
            let sets = (*from..*to).flat_map(|at| marks.at(at)).map(|(set, _)| set);
            features.extend(sets.filter_map(|set| self.concepts.get(set)).cloned());
        }
        features
    }

    /// What a text is weighed by: for making the weights, and for seeing why one weighs what
    /// it does.
    pub fn features(&self, words: &str, context: &Context) -> BTreeSet<String> {
        let tokens = cut(&self.folding, words);
        let marks = self.vocabulary.mark(&tokens.all, &tokens.sentences);
        self.features_of(&tokens.sentences, &tokens, &marks, context)
    }

    /// The finding of a passage that is like what may not be said.
    pub(crate) fn likeness(
        &self,
        weighed: &Weighed,
        range: &Range<usize>,
        tokens: &Tokens,
        cut: impl Fn(usize, usize) -> String,
        language: Language,
    ) -> Option<Hit> {
        let category = self.categories.iter().find(|it| Some(&it.id) == weighed.category.as_ref())?;
        let start = tokens.all.get(range.start)?.start;
        let end = tokens.all.get(range.end.checked_sub(1)?)?.end.max(start);
        let says = match language {
            Language::English => LIKE_EN,
            Language::Chinese => LIKE_ZH,
        };
        Some(Hit {
            category: category.id.clone(),
            title: category.title.clone(),
            severity: Severity::Soft,
            decision: Decision::Approve,
            span: (start, end),
            words: cut(start, end),
            citation: category.citation.clone(),
            says: says.to_owned(),
            rewrite: in_language(&category.rewrite, language),
        })
    }
}

const LIKE_EN: &str = "No single pattern stands here; by all its words it is most like what this category forbids. A person must read it.";
const LIKE_ZH: &str = "未见具体禁语，但整体措辞与本类禁语相近，须有人审阅。";

impl Hit {
    /// Whether no pattern was found, and only all the words together are like something
    /// forbidden: then a person reads it before anybody is told.
    pub fn is_by_likeness(&self) -> bool {
        [LIKE_EN, LIKE_ZH].contains(&self.says.as_str())
    }
}
