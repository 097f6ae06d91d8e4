//! Fields, put together briefly.

use crate::model::recourse::Told;
use crate::pages::recourse::{Field, FieldKind, Pick};
use makegood_units::PartyId;

/// A field the form cannot do without.
pub(super) fn ask(name: &str, label: &str, kind: FieldKind) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: String::new(),
        kind,
        value: String::new(),
        is_needed: true,
        fault: None,
    }
}

impl Field {
    /// The same field, which may stay empty.
    pub(super) fn if_known(mut self) -> Self {
        self.is_needed = false;
        self
    }

    /// The same field with something in it.
    pub(super) fn with(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// The same field with a word about it.
    pub(super) fn hinting(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }
}

/// An amount in the currency of the case.
pub(super) fn amount(told: &Told<'_>, name: &str, label: &str) -> Field {
    ask(name, label, FieldKind::Amount(told.of.facts.currency.to_string()))
}

/// A day, with the day of the page in it.
pub(super) fn on(told: &Told<'_>, label: &str) -> Field {
    ask("on", label, FieldKind::Day).with(&told.today.to_string())
}

/// One of these words.
pub(super) fn one(name: &str, label: &str, picks: Vec<Pick>) -> Field {
    let first = picks.first().map(|pick| pick.value.clone()).unwrap_or_default();
    ask(name, label, FieldKind::One(picks)).with(&first)
}

/// A choice.
pub(super) fn pick(value: &str, label: &str) -> Pick {
    Pick { value: value.to_owned(), label: label.to_owned(), is_taken: false }
}

/// These people by name and number.
pub(super) fn people<'p>(told: &Told<'_>, parties: impl IntoIterator<Item = &'p PartyId>) -> Vec<Pick> {
    let label = |party: &PartyId| {
        let who = told.who(party);
        if who.name == who.id { who.id } else { format!("{}, {}", who.name, who.id) }
    };
    parties.into_iter().map(|party| pick(party.as_str(), &label(party))).collect()
}

/// The loans the page is about.
pub(super) fn loans(told: &Told<'_>) -> Vec<Pick> {
    told.of.facts.debts.iter().map(|debt| pick(debt.id.as_str(), debt.id.as_str())).collect()
}
