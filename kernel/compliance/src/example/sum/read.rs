//! Reads lines of arithmetic.

use super::expect::Expected as Answer;
use super::read_interest::interest;
use super::words::{component, figure, parts, rate};
use super::{Allocate, Asked, DebtLine, Directed, Exposure, Sum, SumQuestion};
use crate::example::read::Expected;
use makegood_units::BusinessDate;

const ALLOCATE: &str = "allocate 3_000 over costs 500 interest 1_200 principal 10_000 by RULE  costs 500 interest 1_200 …, \
                        or over debts: allocate 6_000 on 2026-04-15 by RULE  B 4_000 A 2_000";
const DEBT: &str =
    "debt A 5_000 due 2026-01-10 (or: not due), since DAY, secured 9_000, at 12%, disputed, ending deferral";
const EXPOSURE: &str = "exposure 10_000 EUR retail since 2025-06-01";
const INTEREST: &str = "interest on 8_000 at 9% from 2026-03-17 to 2026-06-15 by RULE  125.06, with contract, beside, made, \
                        lent, late_fee, fees_before, charged_before, defaulted, instalment, loss, stopped, paid, in";

/// Reads a line without a date; none when it is not arithmetic.
pub(in crate::example) fn read_line(text: &str) -> Option<Result<Sum, Expected>> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let or = |read: Option<Sum>, form: &str| Some(read.ok_or_else(|| form.to_owned()));
    match first {
        "debt" => or(debt(&words).map(Sum::Debt), DEBT),
        "exposure" => or(exposure(&words), EXPOSURE),
        "allocate" => Some(asked(rest, ALLOCATE, |words| allocate(words).map(SumQuestion::Allocate))),
        "interest" => Some(asked(rest, INTEREST, |words| interest(words).map(SumQuestion::Interest))),
        _ => None,
    }
}

/// Reads what stands after a date; none when it is not arithmetic.
pub(in crate::example) fn read_dated(day: BusinessDate, text: &str) -> Option<Result<Sum, Expected>> {
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let words: Vec<&str> = rest.split_whitespace().collect();
    let only = |words: &[&str], question| words.is_empty().then_some(question);
    // With another word after it, it is the name of something that happened.
    let next = words.first().copied().unwrap_or_default();
    let is_sum = match first {
        "due" => figure(next).is_some() || component(next).is_some(),
        "pay" => figure(next).is_some(),
        "state" | "dpd" => next == "by",
        _ => false,
    };
    match first {
        _ if !is_sum => None,
        "due" => Some(match parts(&words) {
            Some((parts, [])) => Ok(Sum::Due { day, parts }),
            _ => Err("due 300, or due principal 250 interest 50".to_owned()),
        }),
        "pay" => Some(match words.as_slice() {
            [amount] => figure(amount).map(|amount| Sum::Pay { day, amount }).ok_or_else(|| "pay 300".to_owned()),
            _ => Err("pay 300".to_owned()),
        }),
        "state" => Some(asked(rest, "state by RULE  CLASS  dpd 91", |words| only(words, SumQuestion::State(day)))),
        _ => Some(asked(rest, "dpd by RULE  30", |words| only(words, SumQuestion::DaysPastDue(day)))),
    }
}

/// The words before `by RULE`, and the answer after it.
fn asked(text: &str, form: &str, read: impl FnOnce(&[&str]) -> Option<SumQuestion>) -> Result<Sum, Expected> {
    let split = || {
        let text = text.trim();
        let (question, after) =
            if let Some(after) = text.strip_prefix("by ") { ("", after) } else { text.split_once(" by ")? };
        let after = after.trim_start();
        let (by, answer) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
        let words: Vec<&str> = question.split_whitespace().collect();
        let expected = Answer::read(answer)?;
        Some(Sum::Asked(Box::new(Asked { by: by.to_owned(), question: read(&words)?, expected })))
    };
    split().ok_or_else(|| format!("{form}; two spaces before each column of the answer"))
}

fn debt(words: &[&str]) -> Option<DebtLine> {
    let [name, owed, rest @ ..] = words else { return None };
    let mut line = DebtLine { name: (*name).to_owned(), owed: figure(owed)?, ..DebtLine::default() };
    let mut rest = rest;
    while let [key, after @ ..] = rest {
        rest = match (*key, after) {
            ("not", ["due", after @ ..]) => after,
            ("due", [day, after @ ..]) => {
                line.due = Some(day.parse().ok()?);
                after
            }
            ("since", [day, after @ ..]) => {
                line.since = Some(day.parse().ok()?);
                after
            }
            ("secured", [worth, after @ ..]) if figure(worth).is_some() => {
                line.secured = figure(worth);
                after
            }
            ("secured", after) => {
                line.secured = Some(line.owed);
                after
            }
            ("at", after) => {
                let (rate, after) = rate(after)?;
                line.rate = Some(rate);
                after
            }
            ("disputed", after) => {
                line.disputed = true;
                after
            }
            ("ending", ["deferral", after @ ..]) => {
                line.deferral_ends = true;
                after
            }
            _ => return None,
        };
    }
    Some(line)
}

fn exposure(words: &[&str]) -> Option<Sum> {
    let [amount, rest @ ..] = words else { return None };
    let (mut currency, mut portfolio, mut since) = (None, None, None);
    let mut rest = rest;
    while let [word, after @ ..] = rest {
        rest = match (*word, after) {
            ("since", [day, after @ ..]) => {
                since = Some(day.parse().ok()?);
                after
            }
            (code, after) if currency.is_none() && code.parse::<makegood_units::Currency>().is_ok() => {
                currency = code.parse().ok();
                after
            }
            (kind, after) if portfolio.is_none() => {
                portfolio = Some(kind.to_owned());
                after
            }
            _ => return None,
        };
    }
    Some(Sum::Exposure(Exposure { amount: figure(amount)?, currency, portfolio, since }))
}

fn allocate(words: &[&str]) -> Option<Allocate> {
    let [amount, rest @ ..] = words else { return None };
    let mut line = Allocate { amount: figure(amount)?, ..Allocate::default() };
    let mut rest = rest;
    while let [key, after @ ..] = rest {
        rest = match (*key, after) {
            ("on", [day, after @ ..]) => {
                line.on = Some(day.parse().ok()?);
                after
            }
            ("in", [code, after @ ..]) => {
                line.currency = Some(code.parse().ok()?);
                after
            }
            ("minimum", [least, after @ ..]) => {
                line.minimum = Some(figure(least)?);
                after
            }
            ("over", after) => {
                let (over, after) = parts(after)?;
                line.over = over;
                after
            }
            ("for", after) => directed(after, &mut line.designated)?,
            ("agreed", after) => directed(after, &mut line.agreed)?,
            ("chosen", after) => directed(after, &mut line.chosen)?,
            _ => return None,
        };
    }
    Some(line)
}

/// `A 100 B`: debts named, each with the most it shall get.
fn directed<'w, 't>(words: &'w [&'t str], into: &mut Directed) -> Option<&'w [&'t str]> {
    let is_key = |word: &str| ["on", "in", "minimum", "over", "for", "agreed", "chosen"].contains(&word);
    let mut rest = words;
    while let [name, after @ ..] = rest {
        if is_key(name) {
            break;
        }
        let most = after.first().and_then(|next| figure(next));
        rest = after.get(usize::from(most.is_some())..)?;
        into.push((name.trim_matches(',').to_owned(), most));
    }
    (!into.is_empty()).then_some(rest)
}
