//! Values set otherwise for one case: `settlement.offer_bp=6500`.

use super::assumptions::{of_route, within};
use super::keys::{KEYS, key};
use super::values::{Assumed, Values};
use crate::compare::Source;
use serde::{Deserialize, Serialize};

/// Who says so when nobody else is named.
const OF_THIS_CASE: &str = "assumption: set for this case";

/// What is not a value of a route.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetError {
    /// Not of the form.
    #[error("{0:?} is written route.key=value, such as settlement.offer_bp=6500")]
    Form(String),
    /// A route nobody knows.
    #[error("there is no route {route:?}; there are {known}")]
    Route {
        /// The word found.
        route: String,
        /// Those there are.
        known: String,
    },
    /// A key the route does not have.
    #[error("{route} has no {name:?}; it has {known}")]
    Key {
        /// The route.
        route: String,
        /// The key found.
        name: String,
        /// Those it has.
        known: String,
    },
    /// A value that is none.
    #[error("{route}.{name} is {wanted}, found {found:?}")]
    Value {
        /// The route.
        route: String,
        /// The key.
        name: String,
        /// What it has to be.
        wanted: &'static str,
        /// What was found.
        found: String,
    },
}

/// Values set for one case, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sets(Vec<(String, String, i64)>);

impl Sets {
    /// Reads `route.key=value`.
    ///
    /// # Errors
    /// A [`SetError`] that says what is possible.
    pub fn set(&mut self, text: &str) -> Result<(), SetError> {
        let form = || SetError::Form(text.to_owned());
        let (name, value) = text.split_once('=').ok_or_else(form)?;
        let (route, name) = name.split_once('.').ok_or_else(form)?;
        self.put(route.trim(), name.trim(), value.trim())
    }

    /// The same in parts. An empty value sets nothing.
    ///
    /// # Errors
    /// A [`SetError`] that says what is possible.
    pub fn put(&mut self, route: &str, name: &str, value: &str) -> Result<(), SetError> {
        if value.is_empty() {
            return Ok(());
        }
        if !KEYS.iter().any(|key| key.route == route) {
            let mut known: Vec<&str> = KEYS.iter().map(|key| key.route).collect();
            known.dedup();
            return Err(SetError::Route { route: route.to_owned(), known: known.join(", ") });
        }
        let unknown = || SetError::Key { route: route.to_owned(), name: name.to_owned(), known: of_route(route) };
        let key = key(route, name).ok_or_else(unknown)?;
        let digits = value.replace('_', "");
        let whole = digits.parse::<i64>().ok().filter(|whole| within(key, *whole));
        let refused = || SetError::Value {
            route: route.to_owned(),
            name: name.to_owned(),
            wanted: key.unit.words(),
            found: value.to_owned(),
        };
        self.0.push((key.route.to_owned(), key.name.to_owned(), whole.ok_or_else(refused)?));
        Ok(())
    }

    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is set, as it is written.
    pub fn written(&self) -> Vec<String> {
        self.0.iter().map(|(route, name, value)| format!("{route}.{name}={value}")).collect()
    }

    /// Only what differs from the values that would hold anyway.
    #[must_use]
    pub fn beside(&self, values: &Values) -> Self {
        let differs = |(route, name, value): &&(String, String, i64)| {
            let found = key(route, name).and_then(|key| values.get(route, key.name));
            found.is_none_or(|held| held.value != *value)
        };
        Self(self.0.iter().filter(differs).cloned().collect())
    }

    /// Puts them in the place of what was assumed.
    pub(super) fn onto(&self, mut values: Values) -> Values {
        let Ok(source) = OF_THIS_CASE.parse::<Source>() else { return values };
        for (route, name, value) in &self.0 {
            if let Some(key) = key(route, name) {
                values.put(key, Assumed { value: *value, source: source.clone(), is_set: true });
            }
        }
        values
    }
}
