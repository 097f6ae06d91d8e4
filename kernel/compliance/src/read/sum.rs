//! Reads rules of arithmetic: the convention they name, or the figures of a cap.

use super::keys::{Beginnings, began};
use crate::block::Block;
use crate::conventions::Conventions;
use crate::dated::Dated;
use crate::rule::{CapRule, CounterState, Kind, OwnCap, ShareOf, Waterfall};
use makegood_units::{Amount, Currency, Decimal, Rate};
use toml::de::DeValue;

pub(super) fn counter_state(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let (by, currency) = (by(block, Conventions::counts), currency(block));
    let by = block.need("by", by)?;
    Some(Kind::CounterState(CounterState { by, currency }))
}

pub(super) fn waterfall(block: &mut Block<'_>, _: &mut Beginnings) -> Option<Kind> {
    let by = by(block, Conventions::orders);
    Some(Kind::Waterfall(Waterfall { by: block.need("by", by)? }))
}

pub(super) fn cap(block: &mut Block<'_>, starts: &mut Beginnings) -> Option<Kind> {
    let by = by(block, Conventions::bounds);
    let own = own(block, starts);
    let figures = [own.rate.is_some(), own.times.is_some(), own.share.is_some(), own.amount.is_some()];
    match (by, figures.contains(&true)) {
        (Some(by), false) => Some(Kind::Cap(CapRule::By(by))),
        (None, true) => Some(Kind::Cap(CapRule::Own(own))),
        (Some(_), true) => {
            let expected = "by = the name of a convention, or figures of its own".to_owned();
            block.complain(block.fence_line(), "both a convention and figures".to_owned(), expected);
            None
        }
        (None, false) => block.need("by", None),
    }
}

/// The name of a convention that is installed.
fn by(block: &mut Block<'_>, known: impl Fn(&Conventions) -> Vec<String>) -> Option<String> {
    let (line, name) = block.texts("by")?.into_iter().next()?;
    match Conventions::shipped().map(known) {
        Ok(known) if known.contains(&name) => return Some(name),
        Ok(known) => block.complain(line, format!("{name:?}"), format!("by = one of {}", known.join(", "))),
        Err(unreadable) => block.complain(line, unreadable.to_owned(), "by = a convention that reads".to_owned()),
    }
    None
}

fn own(block: &mut Block<'_>, starts: &mut Beginnings) -> OwnCap {
    let at_contract = block.choice("at", &[("contract", true), ("day", false)]).unwrap_or(false);
    let rate = block.dated("rate", "per cent a year, such as \"24\"", |value| figure(value).map(Rate::a_year));
    let rate = began(starts, "rate", rate);
    let times = block.dated("times", "how many times, such as \"4\"", figure);
    let (times, of_rate) = (began(starts, "times", times), of_rate(block));
    let share = block.dated("share", "per cent, such as \"100\"", figure);
    let share = began(starts, "share", share);
    let of = block.choice("of", &[("lent", ShareOf::Lent), ("loss", ShareOf::Loss)]);
    let currency = currency(block);
    let money = |value: &DeValue<'_>| Amount::parse(&plain(value)?, currency?).ok().filter(|sum| *sum >= Amount::ZERO);
    let amount = block.dated("amount", "an amount such as \"15.00\", with its currency", money);
    let amount = began(starts, "amount", amount);
    if times.is_some() && !at_contract {
        let expected = "at = \"contract\": a published rate is read on the day the contract was made".to_owned();
        block.complain(block.fence_line(), "times".to_owned(), expected);
    }
    OwnCap {
        rate,
        times: beside(block, "of_rate", times, of_rate),
        share: beside(block, "of", share, of),
        amount: amount.zip(currency),
        at_contract,
    }
}

/// A figure with the key that says of what it is.
fn beside<T, O>(
    block: &mut Block<'_>,
    key: &'static str,
    figure: Option<Dated<T>>,
    of: Option<O>,
) -> Option<(Dated<T>, O)> {
    let figure = figure?;
    block.need(key, of).map(|of| (figure, of))
}

/// The name of a published rate.
fn of_rate(block: &mut Block<'_>) -> Option<String> {
    let (line, name) = block.texts("of_rate")?.into_iter().next()?;
    let rates = Conventions::shipped().map(|known| &known.penalty.rates);
    if rates.is_ok_and(|rates| rates.series(&name).is_ok()) {
        return Some(name);
    }
    let expected = "of_rate = a series of conventions/penalty/reference-rates.toml".to_owned();
    block.complain(line, format!("{name:?}"), expected);
    None
}

fn currency(block: &mut Block<'_>) -> Option<Currency> {
    let (line, code) = block.texts("currency")?.into_iter().next()?;
    let read = code.parse();
    if read.is_err() {
        block.complain(line, format!("{code:?}"), "currency = three capital letters such as \"EUR\"".to_owned());
    }
    read.ok()
}

/// A decimal as text, or a whole number; none below zero.
fn figure(value: &DeValue<'_>) -> Option<Decimal> {
    Decimal::from_str_exact(&plain(value)?).ok().filter(|figure| !figure.is_sign_negative())
}

fn plain(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        _ => None,
    }
}
