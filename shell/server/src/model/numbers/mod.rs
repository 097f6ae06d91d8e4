//! The figures as their pages show them.

mod all;
mod one;
mod rows;
mod vintage;

pub(crate) use all::all;
pub(crate) use one::one;
pub(crate) use rows::{rows, rows_of};
pub(crate) use vintage::vintage;

use crate::links::numbers::NumbersQuery;
use crate::trouble::Trouble;
use makegood_book::Buckets;
use makegood_desk::Desk;
use makegood_metrics::{By, Code};
use makegood_units::{BusinessDate, Currency};
use makegood_views::figure_days;

/// What of the book is asked for, read from an address.
pub(crate) struct Of {
    /// The last closed day.
    pub(crate) as_of: BusinessDate,
    /// The kind of part where all of a kind are asked for; else the part.
    kind: String,
    /// The part; none where all of a kind are asked for.
    pub(crate) by: Option<By>,
    /// The currencies of the book.
    pub(crate) currencies: Vec<Currency>,
    /// The one asked for, or the first.
    pub(crate) currency: Option<Currency>,
}

impl Of {
    /// Reads it.
    ///
    /// # Errors
    /// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a kind of
    /// part or a currency the book does not have.
    pub(crate) fn read(desk: &Desk, query: &NumbersQuery) -> Result<Self, Trouble> {
        let closes = makegood_views::closes(desk.book())?;
        let census = &closes.first().ok_or(Trouble::NeverClosed)?.census;
        let as_of = figure_days(desk.book())?.into_iter().next().ok_or(Trouble::NeverClosed)?;
        let currencies: Vec<Currency> = census.open.keys().copied().collect();
        let asked = |currency: &&Currency| currency.code() == query.currency;
        let currency = match query.currency.as_str() {
            "" => currencies.first().copied(),
            code => {
                let unknown = || Trouble::Unknown(format!("the book has no loan in {code}"));
                Some(currencies.iter().find(asked).copied().ok_or_else(unknown)?)
            }
        };
        let unknown = || Trouble::Unknown(format!("the book is not divided by {}", query.part));
        let (kind, by) = match query.part.split_once(':') {
            Some((kind, of)) => (kind.to_owned(), Some(By::named(kind, of).ok_or_else(unknown)?)),
            None if query.part.is_empty() => ("book".to_owned(), Some(By::Book)),
            None if By::PARTS.contains(&query.part.as_str()) => (query.part.clone(), None),
            None => return Err(unknown()),
        };
        Ok(Self { as_of, kind, by, currencies, currency })
    }

    /// The kind of part.
    pub(crate) fn kind(&self) -> String {
        self.kind.clone()
    }

    /// In words.
    pub(crate) fn words(&self) -> String {
        self.by.as_ref().map_or_else(|| format!("by {}", self.kind), By::words)
    }

    /// The currency a figure is asked for in; none for one that counts something else.
    pub(crate) fn currency_for(&self, code: Code) -> Option<Currency> {
        self.currency.filter(|_| code.is_money())
    }
}

/// The figure of a word.
///
/// # Errors
/// [`Trouble::Unknown`] for a word that names none.
pub(crate) fn code_named(desk: &Desk, word: &str) -> Result<Code, Trouble> {
    let known = Code::all(buckets(desk)?.count());
    let unknown = || Trouble::Unknown(format!("no figure is called {word}"));
    Code::named(word).filter(|code| known.contains(code)).ok_or_else(unknown)
}

/// The lender's buckets.
///
/// # Errors
/// [`Trouble::NeverClosed`] before a policy was adopted.
pub(crate) fn buckets(desk: &Desk) -> Result<Buckets, Trouble> {
    let policy = makegood_views::policy_of(desk.book(), i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    Ok(policy.strategy.buckets.clone())
}

/// A part as it stands in an address.
pub(crate) fn part_of(by: &By) -> String {
    if *by == By::Book { String::new() } else { format!("{}:{}", by.kind(), by.of()) }
}
