//! The words of a text, read before it goes out.

use crate::Rendered;
use makegood_compliance::{FactValue, Facts};
use makegood_units::LoanId;
use makegood_wording::{Addressee, Context, Decision, Hit, Lexicon, Text};

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

/// What is on file that decides about words, for a text to who owes these debts.
///
/// The facts are the packs' own and the ones `docs/wording.md` names: what holds of one
/// debt of several is said where it forbids, and only what holds of all where it allows.
pub fn words_context(facts: &Facts, debts: &[LoanId]) -> Context {
    let truth = |debt: &LoanId, name: &str| match facts.value_for(name, debt) {
        Some(FactValue::Truth(truth)) => Some(*truth),
        _ => None,
    };
    let any = |name: &str| any_of(debts.iter().map(|debt| truth(debt, name)));
    let all = |name: &str| any_of(debts.iter().map(|debt| truth(debt, name).map(|truth| !truth))).map(|any| !any);
    let role = debts.first().and_then(|debt| facts.value_for("collector.role", debt));
    Context {
        to: Some(Addressee::Debtor),
        time_barred: any("debt.is_time_barred"),
        judgment_held: all("debt.is_judgment_held"),
        suit_approved: all("debt.is_suit_approved"),
        first_party: match role {
            Some(FactValue::Word(role)) => Some(role == "original_creditor"),
            _ => None,
        },
        ..Context::default()
    }
}

/// True when one is; false when every one is known and none is; else not known.
fn any_of(truths: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let truths: Vec<Option<bool>> = truths.collect();
    if truths.contains(&Some(true)) {
        return Some(true);
    }
    (!truths.is_empty() && !truths.contains(&None)).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::any_of;

    #[test]
    fn one_is_enough_and_none_is_sure_only_when_all_are_known() {
        let any = |truths: &[Option<bool>]| any_of(truths.iter().copied());
        assert_eq!(any(&[Some(false), Some(true), None]), Some(true));
        assert_eq!(any(&[Some(false), None]), None);
        assert_eq!(any(&[Some(false), Some(false)]), Some(false));
        assert_eq!(any(&[]), None);
    }
}
