//! Facts learnt together, such as on a visit, as one entry of the timeline.

use crate::pages::case::Entry;
use crate::say;
use crate::trouble::sentence;
use makegood_case::{CaseEvent, FileFact};
use makegood_views::Happened;
use std::collections::BTreeSet;

/// What happened, with facts for the file taken together that somebody learnt on one
/// day from one source.
pub(super) fn gathered(happened: &[Happened]) -> impl Iterator<Item = &[Happened]> {
    let together = |one: &Happened, next: &Happened| match (fact(one), fact(next)) {
        (Some(this), Some(other)) => {
            (one.effective_on, &one.actor, &this.source) == (next.effective_on, &next.actor, &other.source)
        }
        _ => false,
    };
    happened.chunk_by(together)
}

/// The entry of the first of them, made to speak of all.
pub(super) fn of_all(entry: Entry, together: &[Happened]) -> Entry {
    let facts: Vec<&FileFact> = together.iter().filter_map(fact).collect();
    let Some(first) = facts.first().filter(|_| facts.len() > 1) else { return entry };
    let kind = |fact: &&FileFact| if fact.restricted { "restricted" } else { fact.entry.kind() }.replace('_', " ");
    let kinds: BTreeSet<String> = facts.iter().map(kind).collect();
    let kinds = kinds.into_iter().collect::<Vec<_>>().join(", ");
    let title = format!("File: {}", say::counted(facts.len(), "fact"));
    Entry { title, says: format!("{} {}", sentence(&first.source), sentence(&kinds)), ..entry }
}

fn fact(one: &Happened) -> Option<&FileFact> {
    match &one.event {
        CaseEvent::FileFactLearned(fact) => Some(fact),
        _ => None,
    }
}
