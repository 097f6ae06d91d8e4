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
use makegood_metrics::{By, Code, Metric};
use makegood_units::{BusinessDate, Currency};
use makegood_views::{Reach, figure_days, figures_of};

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
    /// The one asked for, or that of most loans.
    pub(crate) currency: Option<Currency>,
    /// How far the right of whoever asks goes.
    pub(crate) reach: Reach,
}

impl Of {
    /// Reads it. Whoever's right ends at branches and names no part is shown the first of
    /// them.
    ///
    /// # Errors
    /// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a kind of
    /// part or a currency the book does not have, and alike for a part beyond the reach.
    pub(crate) fn read(desk: &Desk, query: &NumbersQuery, reach: &Reach) -> Result<Self, Trouble> {
        let census = &super::book::last_close(desk, reach)?.census;
        let as_of = figure_days(desk.book())?.into_iter().next().ok_or(Trouble::NeverClosed)?;
        let currencies: Vec<Currency> = census.open.keys().copied().collect();
        let asked = |currency: &&Currency| currency.code() == query.currency;
        let currency = match query.currency.as_str() {
            "" => super::book::currency(census, None).ok().map(|(currency, _)| currency),
            code => {
                let unknown = || Trouble::Unknown(format!("the book has no loan in {code}"));
                Some(currencies.iter().find(asked).copied().ok_or_else(unknown)?)
            }
        };
        let unknown = || Trouble::Unknown(format!("the book is not divided by {}", query.part));
        let (kind, by) = match query.part.split_once(':') {
            Some((kind, of)) => (kind.to_owned(), Some(By::named(kind, of).ok_or_else(unknown)?)),
            None if query.part.is_empty() => {
                let by = first_within(desk, as_of, reach)?;
                (by.kind().to_owned(), Some(by))
            }
            None if kinds(reach).contains(&query.part.as_str()) => (query.part.clone(), None),
            None => return Err(unknown()),
        };
        if let Some(by) = by.as_ref().filter(|by| !reach.holds_part(by)) {
            return Err(nothing_counted(by, as_of));
        }
        Ok(Self { as_of, kind, by, currencies, currency, reach: reach.clone() })
    }

    /// The part the page is of.
    pub(crate) fn part(&self) -> By {
        self.by.clone().unwrap_or(By::Book)
    }

    /// The figures of a kind of part within reach.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub(crate) fn figures(&self, desk: &Desk, kind: &str) -> Result<Vec<Metric>, Trouble> {
        let mut told = figures_of(desk.book(), self.as_of, kind)?;
        told.retain(|metric| self.reach.holds_part(&metric.by));
        Ok(told)
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

/// The kinds of parts that lie within reach.
pub(crate) fn kinds(reach: &Reach) -> &'static [&'static str] {
    if reach.is_whole() { &By::PARTS } else { &By::PARTS_OF_A_BRANCH }
}

/// What is shown where no part is named: the whole book, or the first branch within reach.
fn first_within(desk: &Desk, as_of: BusinessDate, reach: &Reach) -> Result<By, Trouble> {
    if reach.is_whole() {
        return Ok(By::Book);
    }
    let mut branches = figures_of(desk.book(), as_of, "branch")?.into_iter().map(|metric| metric.by);
    let none = || Trouble::Unknown(format!("nothing was counted for your branches on {as_of}"));
    branches.find(|by| reach.holds_part(by)).ok_or_else(none)
}

/// Said of a part without figures and, so that nobody learns which there are, of one
/// beyond the reach.
pub(crate) fn nothing_counted(by: &By, as_of: BusinessDate) -> Trouble {
    Trouble::Unknown(format!("nothing was counted for {} on {as_of}", by.words()))
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
