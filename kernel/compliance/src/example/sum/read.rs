//! Reads lines of arithmetic.

use super::expect::Expected as Answer;
use super::{Allocate, Asked, DebtLine, Directed, Figure, Interest, Parts, Sum, SumQuestion};
use crate::example::read::Expected;
use makegood_book::Component;
use makegood_units::{BusinessDate, Decimal, Rate};

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
    match first {
        "due" => Some(match parts(&words) {
            Some((parts, [])) => Ok(Sum::Due { day, parts }),
            _ => Err("due 300, or due principal 250 interest 50".to_owned()),
        }),
        "pay" => Some(match words.as_slice() {
            [amount] => figure(amount).map(|amount| Sum::Pay { day, amount }).ok_or_else(|| "pay 300".to_owned()),
            _ => Err("pay 300".to_owned()),
        }),
        "state" => Some(asked(rest, "state by RULE  CLASS  dpd 91", |words| only(words, SumQuestion::State(day)))),
        "dpd" => Some(asked(rest, "dpd by RULE  30", |words| only(words, SumQuestion::DaysPastDue(day)))),
        _ => None,
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
    Some(Sum::Exposure { amount: figure(amount)?, currency, portfolio, since })
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

/// A question about interest before its days are known.
#[derive(Default)]
struct Drawn {
    from: Option<BusinessDate>,
    to: Option<(BusinessDate, bool)>,
}

fn interest(words: &[&str]) -> Option<Interest> {
    let ["on", rest @ ..] = words else { return None };
    let (on, mut rest) = parts(rest)?;
    let mut drawn = Drawn::default();
    let mut line = Interest::new(on);
    while let [key, after @ ..] = rest {
        let [value, beyond @ ..] = after else { return None };
        let day = || value.parse().ok();
        rest = beyond;
        match *key {
            "at" | "contract" | "beside" => {
                let (rate, beyond) = rate(after)?;
                rest = beyond;
                *line.rate_of(key) = Some(rate);
            }
            "from" => drawn.from = Some(day()?),
            "to" => drawn.to = Some((day()?, false)),
            "paid" => drawn.to = Some((day()?, true)),
            "made" => line.made = Some(day()?),
            "in" => line.currency = Some(value.parse().ok()?),
            "stopped" => {
                let (first, last) = value.split_once("..")?;
                let last = if last.is_empty() { None } else { Some(last.parse().ok()?) };
                line.stopped = Some((first.parse().ok()?, last));
            }
            word => *line.figure_of(word)? = Some(figure(value)?),
        }
    }
    (line.to, line.is_paid) = drawn.to?;
    line.from = drawn.from?;
    Some(line)
}

impl Interest {
    fn new(on: Parts) -> Self {
        let day = BusinessDate::from_civil(jiff::civil::Date::MIN);
        Self {
            on,
            from: day,
            to: day,
            is_paid: false,
            currency: None,
            agreed: None,
            contract: None,
            beside: None,
            made: None,
            lent: None,
            charged_before: None,
            late_fee: None,
            fees_before: None,
            defaulted: None,
            instalment: None,
            loss: None,
            stopped: None,
        }
    }

    fn rate_of(&mut self, word: &str) -> &mut Option<Rate> {
        match word {
            "at" => &mut self.agreed,
            "contract" => &mut self.contract,
            _ => &mut self.beside,
        }
    }

    fn figure_of(&mut self, word: &str) -> Option<&mut Option<Figure>> {
        match word {
            "lent" => Some(&mut self.lent),
            "charged_before" => Some(&mut self.charged_before),
            "late_fee" => Some(&mut self.late_fee),
            "fees_before" => Some(&mut self.fees_before),
            "defaulted" => Some(&mut self.defaulted),
            "instalment" => Some(&mut self.instalment),
            "loss" => Some(&mut self.loss),
            _ => None,
        }
    }
}

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
fn rate<'w, 't>(words: &'w [&'t str]) -> Option<(Rate, &'w [&'t str])> {
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
