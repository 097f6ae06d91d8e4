//! The words lines of arithmetic have in common: amounts, components, rates.

use super::{Figure, Parts};
use makegood_book::Component;
use makegood_units::{Decimal, Rate};

/// `8_000` (principal), or `principal 100_000 interest 500`, and what comes after.
pub(super) fn parts<'w, 't>(words: &'w [&'t str]) -> Option<(Parts, &'w [&'t str])> {
    if let [amount, rest @ ..] = words
        && let Some(amount) = figure(amount)
    {
        return Some((vec![(Component::Principal, amount)], rest));
    }
    let (mut parts, mut rest) = (Parts::new(), words);
    while let [word, amount, after @ ..] = rest {
        let Some(component) = component(word) else { break };
        if parts.iter().any(|(other, _)| *other == component) {
            return None;
        }
        parts.push((component, figure(amount)?));
        rest = after;
    }
    (!parts.is_empty()).then_some((parts, rest))
}

/// A component of a debt, in one or in many.
pub(super) fn component(word: &str) -> Option<Component> {
    match word {
        "costs" => Some(Component::Cost),
        "fees" => Some(Component::Fee),
        "default_interest" => Some(Component::Penalty),
        word => Component::from_word(word),
    }
}

/// `9%` (a year), or `0.5% a day`, and what comes after.
pub(super) fn rate<'w, 't>(words: &'w [&'t str]) -> Option<(Rate, &'w [&'t str])> {
    match words {
        [percent, "a", period, rest @ ..] => Some((format!("{percent} a {period}").parse().ok()?, rest)),
        [percent, rest @ ..] => Some((format!("{percent} a year").parse().ok()?, rest)),
        [] => None,
    }
}

/// An amount or a count: digits, with a point before decimals, underscores between.
pub(super) fn figure(word: &str) -> Option<Figure> {
    let digits = word.replace('_', "");
    let is_number = digits.starts_with(|first: char| first.is_ascii_digit());
    is_number.then(|| Decimal::from_str_exact(&digits).ok()).flatten()
}
