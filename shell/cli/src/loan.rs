//! One loan out of the book, with the rules it is read by.

use crate::args::Place;
use anyhow::{Context, Result};
use makegood_book::{BookRules, LoanFacts};
use makegood_units::{BusinessDate, LoanId};
use makegood_views::{last_closed, loan_input, policy_of};

/// What the calculators of one loan need.
pub struct OneLoan {
    /// The loan and all that is known of it.
    pub facts: LoanFacts,
    /// How the lender reads its book.
    pub rules: BookRules,
    /// The last day to speak of.
    pub until: BusinessDate,
    /// The scheme of classes the strategy names.
    pub classes: Option<String>,
    /// The penalty convention the strategy names.
    pub penalty: Option<String>,
}

/// Reads a loan, up to a day or the one closed last.
pub fn read(place: &Place, number: &str, until: Option<BusinessDate>) -> Result<OneLoan> {
    let desk = place.open()?;
    let facts = loan_input(desk.book(), &LoanId::new(number), i64::MAX)?
        .with_context(|| format!("no loan {number} is on the book; `makegood report` tells what is"))?;
    let closed = last_closed(desk.book())?;
    let until = until.or(closed).context("no day was closed yet; say up to which day with --until")?;
    let strategy = policy_of(desk.book(), i64::MAX)?.map(|policy| policy.strategy.clone());
    let (rules, classes, penalty) =
        strategy.map(|strategy| (strategy.book, strategy.classes, strategy.penalty)).unwrap_or_default();
    Ok(OneLoan { facts, rules, until, classes, penalty })
}
