//! Why a debt received what it did, in one sentence with the rule behind it.

use super::debt::Debt;
use super::rule::{Decides, FirstKey, NamedAcross};
use makegood_units::{FactId, Why};

/// Somebody decided.
pub(super) fn decided(law: &NamedAcross, who: Decides, debt: &Debt) -> Why {
    let (code, says) = match who {
        Decides::Agreement => ("agreed", "agreed between the parties"),
        Decides::Debtor => ("designated_by_debtor", "named by the debtor when paying"),
        Decides::Creditor => ("chosen_by_creditor", "chosen by the creditor"),
    };
    about(law, code, format!("{}: {says} ({}).", debt.loan, law.origin.citation), debt)
}

/// The sequence of the law, by the key that sets the debt apart from a neighbour.
pub(super) fn in_sequence(law: &NamedAcross, debt: &Debt, apart: Option<(bool, FirstKey, &Debt)>) -> Why {
    let citation = &law.origin.citation;
    let Some((before, key, neighbour)) = apart else {
        return about(
            law,
            "only_debt_in_sequence",
            format!("{}: no other debt is open ({citation}).", debt.loan),
            debt,
        );
    };
    let (code, says) = match key {
        FirstKey::Due => ("due_first", "what is due comes first"),
        FirstKey::LeastSecured => ("least_secured_first", "the less secured comes first"),
        FirstKey::HighestRate => ("highest_rate_first", "the higher rate comes first"),
        FirstKey::EarlierDue => ("earlier_due_first", "the earlier due date comes first"),
        FirstKey::Older => ("older_first", "the older debt comes first"),
        FirstKey::EndingDeferral => ("ending_deferral_first", "interest deferred on it is about to fall due"),
    };
    let side = if before { "before" } else { "after" };
    about(law, code, format!("{} {side} {}: {says} ({citation}).", debt.loan, neighbour.loan), debt)
}

/// Debts equal under every key.
pub(super) fn shared(law: &NamedAcross, debt: &Debt, equals: usize) -> Why {
    let says = format!("{}: {equals} debts stand equal and share in proportion ({}).", debt.loan, law.origin.citation);
    about(law, "in_proportion", says, debt)
}

/// The debtor directed money to a debt they dispute.
pub(super) fn held_for_disputed(law: &NamedAcross, debt: &Debt) -> Why {
    let says = format!(
        "{} is disputed and receives nothing, although the debtor named it ({}).",
        debt.loan, law.origin.citation
    );
    about(law, "directed_to_disputed_debt", says, debt)
}

/// What is left when the sequence has come to its end.
pub(super) fn left_over(law: &NamedAcross, disputed: bool, not_due: bool) -> Why {
    let (code, says) = match (disputed, not_due) {
        (true, true) => ("only_disputed_and_not_due_left", "Only disputed debts and debts not yet due are left"),
        (true, false) => ("only_disputed_left", "Only disputed debts are left, and they receive nothing"),
        (false, true) => ("only_not_due_left", "Only debts not yet due are left, and nobody directed money to them"),
        (false, false) => ("nothing_left_owed", "Nothing is left owed"),
    };
    Why::new(code, format!("{says} ({}).", law.origin.citation)).with(FactId::new("rule", &law.rule))
}

fn about(law: &NamedAcross, code: &str, says: String, debt: &Debt) -> Why {
    Why::new(code, says).with(FactId::new("rule", &law.rule)).with(FactId::new("loan", &debt.loan))
}
