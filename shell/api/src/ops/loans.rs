//! Loans, read.

use super::page;
use crate::asked::Asked;
use crate::operation::Told;
use crate::problem::Problem;
use crate::shape::{Page, loan};
use crate::words::{Day, Limit, Short};
use makegood_desk::{Desk, DeskError, Refusal};
use makegood_views::{last_closed, loan_view, loans_after, policy_of};
use schemars::JsonSchema;
use serde::Deserialize;

/// Which loans.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LoanQuery {
    /// Of this branch.
    pub branch: Option<Short>,
    /// Of this borrower.
    pub case: Option<Short>,
    /// Of this standing: open, closed, unscheduled, not_yet_disbursed.
    pub standing: Option<Short>,
    /// Where to read on: next_cursor of the page before.
    pub cursor: Option<Short>,
    /// Entries on a page.
    pub limit: Limit,
}

/// Loans as they stood at the last close, by their number.
///
/// # Errors
/// Views that cannot be read.
pub fn list(desk: &mut Desk, asked: &Asked, query: LoanQuery) -> Result<Told<Page<loan::LoanLine>>, Problem> {
    let text = |word: &Option<Short>| word.as_ref().map(|word| word.as_str().to_owned());
    let branch = asked.branch(query.branch.as_ref().map(Short::as_str))?;
    let (case, standing, limit) = (text(&query.case), text(&query.standing), query.limit.get());
    let more = u32::try_from(limit.saturating_add(1)).unwrap_or(u32::MAX);
    let start = query.cursor.as_ref().map_or("", Short::as_str);
    let (reach, mut rows, mut after) = (asked.within(desk)?, Vec::new(), start.to_owned());
    while rows.len() <= limit {
        let read = loans_after(desk.book(), &after, (branch, case.as_deref(), standing.as_deref()), more)?;
        let Some(last) = read.last() else { break };
        after = last.loan.to_string();
        for row in read {
            if reach.holds_case(desk.book(), &row.party)? {
                rows.push(row);
            }
        }
    }
    rows.truncate(limit.saturating_add(1));
    Ok(page(rows.into_iter().map(loan::line).collect(), limit, |line: &loan::LoanLine| line.loan.clone()).into())
}

/// A loan on which day, by what was known when.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OnDay {
    /// The day it is read for; the last closed day when it is not said.
    pub as_of: Option<Day>,
    /// By what was known at the end of this day; all that is known now when it is not said.
    pub known_on: Option<Day>,
}

/// One loan.
///
/// # Errors
/// [`Problem::not_found`]; views that cannot be read.
pub fn one(desk: &mut Desk, asked: &Asked, query: OnDay) -> Result<Told<loan::Loan>, Problem> {
    let number = asked.loan(desk)?;
    let (Some(closed), Some(policy)) = (last_closed(desk.book())?, policy_of(desk.book(), i64::MAX)?) else {
        return Err(DeskError::from(Refusal::NothingClosed).into());
    };
    let as_of = query.as_of.map_or(closed, |day| day.0);
    let known_on = query.known_on.map(|day| day.0);
    let view = loan_view(desk.book(), &number, (as_of, known_on), closed, &policy.strategy.book)?;
    let view = view.map_err(|_| Problem::not_found("loan", number.as_str()))?;
    Ok(loan::loan(&view, as_of.into(), query.known_on).into())
}
