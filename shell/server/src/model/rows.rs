//! The loans behind a number.

use super::book::{currency, last_close, size};
use super::words::named;
use crate::layout::Frame;
use crate::links::{RowsQuery, Sort};
use crate::pages::BucketMark;
use crate::pages::rows::{RowLine, Rows, Total};
use crate::say;
use crate::trouble::Trouble;
use makegood_book::{Bucket, Buckets};
use makegood_desk::Desk;
use makegood_units::{BranchId, BusinessDate, Money};
use makegood_views::{LoanFilter, LoanOrder, LoanRow, Sorted};

/// Rows of one page.
const PAGE: u64 = 50;
/// What a link says for loans paid in full.
const CLOSED: &str = "closed";

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a
/// bucket or currency the book does not have; views that cannot be read.
pub(crate) fn rows(desk: &Desk, frame: Frame, query: RowsQuery) -> Result<Rows, Trouble> {
    let connection = desk.book();
    let close = last_close(desk, &frame.who.reach)?;
    let policy = makegood_views::policy_of(connection, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let buckets = &policy.strategy.buckets;
    let (currency, several) = currency(&close.census, query.currency.as_deref())?;
    let filter = LoanFilter { currency: Some(currency), reach: frame.who.reach.clone(), ..filter(&query, buckets)? };
    let page = u64::try_from(query.page.max(1) - 1).unwrap_or(0);
    let found = makegood_views::loans(connection, &filter, sorted(&query), page.saturating_mul(PAGE), PAGE)?;
    let before = makegood_views::closes(connection)?.get(1).map(|close| close.as_of);
    let money = |amount: Option<&makegood_units::Amount>| Money::new(amount.copied().unwrap_or_default(), currency);
    let mut title = title(&query, before);
    if several {
        title = format!("{title}, in {currency}");
    }
    Ok(Rows {
        title,
        rows: found.rows.iter().map(|row| line(row, close.as_of, buckets)).collect(),
        total: Total {
            loans: size(found.loans),
            arrears: money(found.arrears.get(&currency)),
            outstanding: money(found.outstanding.get(&currency)),
        },
        pages: size(found.loans.div_ceil(PAGE).max(1)),
        frame,
        query,
    })
}

/// Which loans an address asks for.
///
/// # Errors
/// [`Trouble::Unknown`] for a bucket there is not.
pub(crate) fn filter(query: &RowsQuery, buckets: &Buckets) -> Result<LoanFilter, Trouble> {
    let mut filter = LoanFilter { branch: query.branch.as_deref().map(BranchId::new), ..LoanFilter::default() };
    if let Some(name) = &query.was {
        filter.was_in = Some(bucket(name, buckets)?);
    }
    match (&query.bucket, query.over_days) {
        (Some(name), None) if name == CLOSED => filter.no_longer_open = true,
        (Some(name), None) => filter.days_past_due = Some(buckets.range(bucket(name, buckets)?)),
        (None, Some(days)) => filter.days_past_due = Some((days.max(0).saturating_add(1), None)),
        (Some(_), Some(_)) => {
            return Err(Trouble::Unreadable("rows are asked for by a bucket or by days, not by both".to_owned()));
        }
        // Where loans stood says which; else all that are open.
        (None, None) if query.was.is_some() => {}
        (None, None) => filter.standing = Some("open".to_owned()),
    }
    Ok(filter)
}

fn bucket(name: &str, buckets: &Buckets) -> Result<Bucket, Trouble> {
    let unknown = || Trouble::Unknown(format!("there is no bucket {name}"));
    (0..buckets.count()).find(|at| buckets.name(*at) == name).ok_or_else(unknown)
}

/// In which order.
pub(crate) fn sorted(query: &RowsQuery) -> Sorted {
    let by = match query.sort {
        Sort::DaysPastDue => LoanOrder::Oldest,
        Sort::Arrears => LoanOrder::Arrears,
        Sort::Outstanding => LoanOrder::Outstanding,
        Sort::Loan => LoanOrder::Loan,
        Sort::Name => LoanOrder::Name,
    };
    Sorted { by, reversed: query.reversed }
}

/// The same in words.
pub(crate) fn title(query: &RowsQuery, before: Option<BusinessDate>) -> String {
    let days = |name: &str| if name == "current" { name.to_owned() } else { format!("{name} days past due") };
    let mut title = match (query.bucket.as_deref(), query.over_days) {
        (Some(CLOSED), _) => "Paid in full".to_owned(),
        (Some("current"), _) => "Current".to_owned(),
        (Some(name), _) => days(name),
        (None, Some(..=0)) => "All arrears".to_owned(),
        (None, Some(over)) => format!("More than {} past due", say::days(over)),
        (None, None) if query.was.is_some() => "All loans".to_owned(),
        (None, None) => "All open loans".to_owned(),
    };
    if let (Some(was), Some(before)) = (&query.was, before) {
        title = format!("{title} that stood at {} on {}", days(was), say::day_text(&before));
    }
    if let Some(branch) = &query.branch {
        title = format!("{title}, {branch}");
    }
    title
}

fn line(row: &LoanRow, as_of: BusinessDate, buckets: &Buckets) -> RowLine {
    let late = row.days_past_due;
    RowLine {
        loan: row.loan.clone(),
        party: row.party.clone(),
        name: named(&row.name, &row.party),
        branch: row.branch.to_string(),
        since: (late > 0).then(|| as_of.plus_days(-late)),
        days_past_due: late,
        bucket: BucketMark::of(buckets, late),
        arrears: Money::new(row.arrears, row.currency),
        outstanding: Money::new(row.outstanding, row.currency),
    }
}
