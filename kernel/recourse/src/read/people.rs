//! `[[debt]]`, `[[liable]]` and `[[happening]]`.

use super::keys::{DAY, Keys, TEXT, amount, date, list, meaning, text, truth};
use crate::facts::Facts;
use crate::facts::people::{Debt, GuaranteeKind, Happened, Happening, LegalRole, Liable, Period};
use makegood_book::{Component, Split};
use makegood_units::{Amount, LoanId, PartyId};

const ROLES: [(&str, LegalRole); 4] = [
    ("borrower", LegalRole::Borrower),
    ("co_borrower", LegalRole::CoBorrower),
    ("guarantor", LegalRole::Guarantor),
    ("estate", LegalRole::Estate),
];

const KINDS: [(&str, GuaranteeKind); 3] = [
    ("general", GuaranteeKind::General),
    ("joint_and_several", GuaranteeKind::JointAndSeveral),
    ("unclear", GuaranteeKind::Unclear),
];

pub(super) fn read(keys: &mut Keys<'_>, facts: &mut Facts) {
    facts.debts = keys.tables("debt", debt);
    rows(keys, facts);
}

/// Without the debts, which come from somewhere else.
pub(super) fn rows(keys: &mut Keys<'_>, facts: &mut Facts) {
    facts.liable = keys.tables("liable", liable);
    facts.happenings = keys.tables("happening", happening);
}

fn debt(keys: &mut Keys<'_>) -> Option<Debt> {
    let id = keys.id();
    let owed = keys.table("owed", "a table of cost, fee, penalty, interest, principal, each in minor units", |keys| {
        let mut owed = Split::default();
        for (word, component) in [
            ("cost", Component::Cost),
            ("fee", Component::Fee),
            ("penalty", Component::Penalty),
            ("interest", Component::Interest),
            ("principal", Component::Principal),
        ] {
            *owed.part_mut(component) = keys.may_amount(word);
        }
        Some(owed)
    });
    let due = keys.amount("due_minor");
    let due_since = keys.may("due_since", DAY, date);
    let words = Component::ALL.map(|component| (component.word(), component));
    let waterfall = keys.may("waterfall", "a list of cost, fee, penalty, interest, principal", list(meaning(&words)));
    let order_agreed = keys.document("order_agreed");
    let id = LoanId::new(id?);
    let debt = Debt { id, owed: owed?, due: due?, due_since, waterfall: waterfall.unwrap_or_default(), order_agreed };
    keys.is(debt.fact());
    Some(debt)
}

fn liable(keys: &mut Keys<'_>) -> Option<Liable> {
    let (id, party, debt) = (keys.id(), keys.party("party"), keys.debt());
    let role = keys.word("role", &ROLES)?;
    let proof = keys.signed();
    let clause = keys.may("clause", TEXT, text);
    let limit = keys.limit();
    let mut liable = Liable {
        id: id?,
        party: party?,
        debt: debt?,
        role,
        proof,
        clause,
        limit,
        without_consent: Amount::ZERO,
        died_on: None,
        kind: GuaranteeKind::Unclear,
        stands_for: None,
        period: Period::None,
    };
    match role {
        LegalRole::Guarantor => {
            liable.kind = keys.word("kind", &KINDS)?;
            liable.stands_for = keys.may("stands_for", "the id of a party in quotes", text).map(PartyId::new);
            liable.without_consent =
                keys.may("without_consent_minor", "a whole number of minor units from 0", amount).unwrap_or_default();
            liable.period = period(keys);
        }
        LegalRole::Borrower | LegalRole::CoBorrower => liable.died_on = keys.may("died_on", DAY, date),
        _ => {}
    }
    keys.is(liable.fact());
    Some(liable)
}

fn period(keys: &mut Keys<'_>) -> Period {
    let ends_on = keys.may("period_ends_on", DAY, date);
    let saved_on = keys.may("period_saved_on", DAY, date);
    let limitation_ends_on = keys.may("limitation_ends_on", DAY, date);
    let none = keys.may("no_period", "true or false", truth).unwrap_or(false);
    if none && ends_on.is_some() {
        keys.complain("no_period and period_ends_on contradict each other; keep one");
    }
    if ends_on.is_none() && saved_on.is_some() {
        keys.complain("period_saved_on needs period_ends_on beside it");
    }
    match ends_on {
        Some(on) => Period::Ends { on, saved_on, limitation_ends_on },
        None if none => Period::None,
        None => Period::Unknown,
    }
}

fn happening(keys: &mut Keys<'_>) -> Option<Happening> {
    let (id, debt, party, on) = (keys.id(), keys.debt(), keys.party("party"), keys.on());
    let what = keys.word("what", &Happened::WORDS);
    let proof = keys.document("proof");
    let happening = Happening { id: id?, what: what?, debt: debt?, party: party?, on: on?, proof };
    keys.is(happening.fact());
    Some(happening)
}
