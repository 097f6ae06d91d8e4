//! The values that hold for one case, each with its source.

use super::keys::{Key, Unit, key};
use crate::compare::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A value with who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Assumed {
    pub(super) value: i64,
    pub(super) source: Source,
    /// Set for this case, and not from the lender's file.
    pub(super) is_set: bool,
}

/// What is assumed of one case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<(String, &'static str), Assumed>);

/// A value as it was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// The route, or `all`.
    pub route: String,
    /// The key.
    pub key: String,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is.
    pub says: String,
    /// The value; none where the file assumes nothing.
    pub value: Option<i64>,
    /// Who says so.
    pub source: Option<Source>,
    /// Set for this case, and not from the lender's file.
    pub is_set: bool,
}

impl Values {
    /// Takes a value where none is there yet.
    pub(super) fn take_first(&mut self, route: &str, name: &'static str, assumed: Assumed) {
        self.0.entry((route.to_owned(), name)).or_insert(assumed);
    }

    /// Puts a value in the place of another.
    pub(super) fn put(&mut self, key: &Key, assumed: Assumed) {
        self.0.insert((key.route.to_owned(), key.name), assumed);
    }

    pub(super) fn get(&self, route: &str, name: &'static str) -> Option<&Assumed> {
        self.0.get(&(route.to_owned(), name))
    }

    /// A value as it is used, with the words of its key.
    pub(super) fn used(&self, key: &Key) -> Used {
        let found = self.get(key.route, key.name);
        Used {
            route: key.route.to_owned(),
            key: key.name.to_owned(),
            unit: key.unit,
            says: key.says.to_owned(),
            value: found.map(|one| one.value),
            source: found.map(|one| one.source.clone()),
            is_set: found.is_some_and(|one| one.is_set),
        }
    }
}

/// The values of one route while it is made; what is asked for and not there is noted.
pub(super) struct OfRoute<'v> {
    values: &'v Values,
    route: &'static str,
    /// What is missing, in words.
    pub(super) missing: Vec<String>,
}

impl<'v> OfRoute<'v> {
    pub(super) fn new(values: &'v Values, route: &'static str) -> Self {
        Self { values, route, missing: Vec::new() }
    }

    /// A value that has to be there.
    pub(super) fn need(&mut self, name: &'static str) -> i64 {
        let found = self.values.get(self.route, name);
        if found.is_none() {
            let says = key(self.route, name).map_or("", |key| key.says);
            self.missing.push(format!("{says} ({}.{name})", self.route));
        }
        found.map_or(0, |one| one.value)
    }

    /// A value that may be left out.
    pub(super) fn may(&self, name: &'static str) -> Option<i64> {
        self.values.get(self.route, name).map(|one| one.value)
    }

    /// Whether it is set for this case.
    pub(super) fn is_set(&self, name: &'static str) -> bool {
        self.values.get(self.route, name).is_some_and(|one| one.is_set)
    }

    /// Who says so.
    pub(super) fn source(&self, name: &'static str) -> Option<Source> {
        self.values.get(self.route, name).map(|one| one.source.clone())
    }
}
