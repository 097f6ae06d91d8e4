//! The lexicon that travels with the program, and what is on file that decides about words.

use crate::DeskError;
use makegood_case::METHOD_FAULTS;
use makegood_compliance::{FactValue, Facts};
use makegood_units::LoanId;
use makegood_wording::{Addressee, Context, Lexicon};
use std::sync::OnceLock;

static LEXICON: OnceLock<Option<Lexicon>> = OnceLock::new();

/// The shipped lexicon, read once.
pub(crate) fn lexicon() -> Result<&'static Lexicon, DeskError> {
    LEXICON.get_or_init(|| Lexicon::shipped().ok()).as_ref().ok_or(DeskError::Json("the shipped lexicon"))
}

/// Every category a critique may have, by its code: those of the lexicon, then those of method.
///
/// # Errors
/// A shipped file with a fault; the tests of the lexicon hold that it has none.
pub fn critique_categories() -> Result<Vec<(String, String)>, DeskError> {
    let words = lexicon()?.titles().map(|(id, title)| (id.to_owned(), title.to_owned()));
    Ok(words.chain(METHOD_FAULTS.map(|(id, title)| (id.to_owned(), title.to_owned()))).collect())
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
    use super::{any_of, critique_categories};

    #[test]
    fn one_is_enough_and_none_is_sure_only_when_all_are_known() {
        let any = |truths: &[Option<bool>]| any_of(truths.iter().copied());
        assert_eq!(any(&[Some(false), Some(true), None]), Some(true));
        assert_eq!(any(&[Some(false), None]), None);
        assert_eq!(any(&[Some(false), Some(false)]), Some(false));
        assert_eq!(any(&[]), None);
    }

    #[test]
    fn a_category_is_of_words_or_of_method_and_each_stands_once() {
        let all = critique_categories().expect("the shipped lexicon");
        let mut ids: Vec<&str> = all.iter().map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all.len());
        assert!(ids.contains(&"L02") && ids.contains(&"L20") && ids.contains(&"late_first_contact"));
    }
}
