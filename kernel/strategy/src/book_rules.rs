//! The keys of a strategy that say how the book is read: waterfalls and days.

use crate::keys::{Keys, amount, days, list, whole, word};
use makegood_book::class::{self, Scheme};
use makegood_book::penalty::Shelf;
use makegood_book::{BookRules, Component, Convention, Materiality, NamedWaterfall, Order, SubStandard, Waterfall};
use toml::de::DeValue;

const WATERFALL: &str = "a list of components such as [\"fee\", \"interest\", \"principal\"], or the name of a \
                         waterfall of conventions/waterfalls such as \"china-561\"";

/// Reads them all; each may be left out.
pub(crate) fn book_rules(keys: &mut Keys<'_>) -> BookRules {
    let standard = keys.may("waterfall", WATERFALL, waterfall);
    let sub_standard = keys.may("waterfall_sub_standard", WATERFALL, waterfall);
    let more_than = keys.may("sub_standard_more_than_days", "days past due, such as 90", days);
    let settlement = keys.may("waterfall_settlement", WATERFALL, waterfall);
    let written_off = keys.may("waterfall_written_off", WATERFALL, waterfall);
    let due_day = keys.may("due_day", "0 or 1: the number the due date itself has when it ends unpaid", |value| {
        whole(0..=1)(value).and_then(|day| u8::try_from(day).ok())
    });
    let above = keys.may("arrears_above_minor", "minor units from 0", amount);
    let share = keys.may("arrears_above_basis_points", "basis points from 0 to 10000", |value| {
        whole(0..=10_000)(value).and_then(|points| u16::try_from(points).ok())
    });
    let materiality = (above.is_some() || share.is_some())
        .then(|| Materiality { above: above.unwrap_or_default(), above_basis_points: share.unwrap_or_default() });
    if sub_standard.is_some() != more_than.is_some() {
        let key = if sub_standard.is_some() { "waterfall_sub_standard" } else { "sub_standard_more_than_days" };
        keys.complain(Some(key), "waterfall_sub_standard and sub_standard_more_than_days belong together".to_owned());
    }
    BookRules {
        waterfall: standard.unwrap_or_default(),
        sub_standard: sub_standard
            .zip(more_than)
            .map(|(waterfall, more_than_days)| SubStandard { more_than_days, waterfall }),
        settlement,
        written_off,
        convention: Convention { due_day: due_day.unwrap_or(0), materiality, ..Convention::default() },
    }
}

/// The scheme of asset classes the lender keeps, by the name of a shipped one.
pub(crate) fn classes(keys: &mut Keys<'_>) -> Option<String> {
    let known = class::SHIPPED.map(|(name, _)| name).join(", ");
    keys.may("classes", &format!("one of {known}"), |value| {
        let scheme: Option<Scheme> = word(value).and_then(|name| class::shipped(&name).ok());
        scheme.map(|scheme| scheme.name)
    })
}

/// The penalty convention the lender's contracts follow, by the id of a shipped one.
pub(crate) fn penalty(keys: &mut Keys<'_>) -> Option<String> {
    let shelf = Shelf::shipped().unwrap_or_default();
    let known: Vec<&str> = shelf.conventions.iter().map(|convention| convention.id.as_str()).collect();
    keys.may("penalty", &format!("one of {}", known.join(", ")), |value| {
        word(value).filter(|id| known.contains(&id.as_str()))
    })
}

fn waterfall(value: &DeValue<'_>) -> Option<Waterfall> {
    if let Some(name) = value.as_str() {
        return NamedWaterfall::named(name).ok().map(|named| named.waterfall);
    }
    let named = list(|value| Component::from_word(value.as_str()?))(value)?;
    Order::try_new(&named).map(Waterfall::from)
}
