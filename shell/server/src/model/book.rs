//! The whole book on the last closed day.

use crate::layout::{Frame, Right};
use crate::links::RowsQuery;
use crate::pages::BucketMark;
use crate::pages::book::{Book, BranchLine, BucketLine, Par, Roll, RollCell, RollRow};
use crate::say;
use crate::trouble::Trouble;
use makegood_book::{Bucket, Buckets, Census, CurrencyCount};
use makegood_desk::Desk;
use makegood_units::{Currency, Money};
use makegood_views::{CloseCount, LoanFilter, LoanOrder, Moved, MovedCell, Reach, ViewError};

/// The page, in one currency.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a
/// currency no open loan has; views that cannot be read.
pub(crate) fn book(desk: &Desk, frame: Frame, asked: Option<&str>) -> Result<Book, Trouble> {
    let connection = desk.book();
    let close = last_close(desk, &frame.who.reach)?;
    let policy = makegood_views::policy_of(connection, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
    let buckets = &policy.strategy.buckets;
    let (currency, several) = currency(&close.census, asked)?;
    let count = close.census.open.get(&currency).cloned().unwrap_or_default();
    let money = |amount| Money::new(amount, currency);
    let over_30 = LoanFilter {
        days_past_due: Some((31, None)),
        currency: Some(currency),
        reach: frame.who.reach.clone(),
        ..LoanFilter::default()
    };
    let lines = bucket_lines(&count, buckets, currency);
    Ok(Book {
        open_loans: lines.iter().map(|line| line.loans).sum(),
        late_loans: lines.iter().skip(1).map(|line| line.loans).sum(),
        outstanding: money(count.outstanding()),
        arrears: money(count.arrears()),
        par30: Par {
            numerator: money(count.par30_principal),
            denominator: money(count.principal),
            loans: size(makegood_views::loans(connection, &over_30, LoanOrder::Oldest, 0, 0)?.loans),
        },
        roll: roll(&makegood_views::moved(connection, buckets, &frame.who.reach)?, &lines, buckets, currency),
        buckets: lines,
        branches: branches(desk, &close, currency, &frame.who.reach)?,
        ownerless: match frame.who.may(Right::SeeReview) {
            true => makegood_views::ownerless(connection, 0, &frame.who.reach)?
                .map(|found| (found.cases, found.officers.len())),
            false => None,
        },
        basis: "Days past due run from the oldest instalment not fully paid; its due date is day 0.".to_owned(),
        base: RowsQuery { currency: several.then(|| currency.to_string()), ..RowsQuery::default() },
        other_currencies: close.census.open.keys().copied().filter(|other| *other != currency).collect(),
        frame,
    })
}

/// The last close, counted as far as somebody's right goes.
pub(crate) fn last_close(desk: &Desk, reach: &Reach) -> Result<CloseCount, Trouble> {
    let book = desk.book();
    let mut last = makegood_views::closes(book)?.into_iter().next().ok_or(Trouble::NeverClosed)?;
    if !reach.is_whole() {
        let policy = makegood_views::policy_of(book, i64::MAX)?.ok_or(Trouble::NeverClosed)?;
        last.census = makegood_views::counts_within(book, last.as_of, &policy.strategy.buckets, reach)?;
    }
    Ok(last)
}

/// The currency asked for, else the one most open loans have; and whether there are
/// others.
pub(crate) fn currency(census: &Census, asked: Option<&str>) -> Result<(Currency, bool), Trouble> {
    let loans = |count: &CurrencyCount| count.buckets.iter().map(|bucket| bucket.loans).sum::<u64>();
    let several = census.open.len() > 1;
    if let Some(asked) = asked {
        let known = census.open.keys().find(|known| known.code() == asked);
        let unknown = || Trouble::Unknown(format!("no open loan is in {asked}"));
        return known.map(|known| (*known, several)).ok_or_else(unknown);
    }
    let most = census.open.iter().max_by_key(|(currency, count)| (loans(count), std::cmp::Reverse(**currency)));
    let nothing = || Trouble::Unknown("no loan of this book is open".to_owned());
    most.map(|(currency, _)| (*currency, several)).ok_or_else(nothing)
}

pub(super) fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn bucket_lines(count: &CurrencyCount, buckets: &Buckets, currency: Currency) -> Vec<BucketLine> {
    let line = |(at, bucket): (Bucket, &makegood_book::BucketCount)| BucketLine {
        bucket: BucketMark::at(buckets, at),
        loans: size(bucket.loans),
        outstanding: Money::new(bucket.outstanding, currency),
        arrears: Money::new(bucket.arrears, currency),
    };
    count.buckets.iter().enumerate().map(line).collect()
}

fn branches(desk: &Desk, close: &CloseCount, currency: Currency, reach: &Reach) -> Result<Vec<BranchLine>, ViewError> {
    let rows = makegood_views::branches(desk.book(), close.as_of, reach)?;
    let rows = rows.into_iter().filter(|row| row.currency == currency);
    let money = |amount| Money::new(amount, currency);
    Ok(rows
        .map(|row| BranchLine {
            name: row.branch.to_string(),
            id: row.branch,
            loans: size(row.open),
            late_loans: size(row.late),
            outstanding: money(row.outstanding),
            arrears: money(row.arrears),
            par30: Par {
                numerator: money(row.par30_principal),
                denominator: money(row.principal),
                loans: size(row.par30_loans),
            },
        })
        .collect())
}

/// Where the loans went that were in arrears at the close before.
fn roll(moved: &Moved, now: &[BucketLine], buckets: &Buckets, currency: Currency) -> Option<Roll> {
    let since = moved.from_on?;
    let cells: Vec<&MovedCell> = moved.cells.iter().filter(|cell| cell.currency == currency).collect();
    let rows: Vec<RollRow> = (1..buckets.count()).map(|then| row(&cells, then, buckets, currency)).collect();
    let rows: Vec<RollRow> = rows.into_iter().filter(|row| row.total() > 0).collect();
    let mut says: Vec<String> = rows.iter().map(told).collect();
    let still: usize = rows.iter().flat_map(|row| row.to.iter().skip(1)).map(|cell| cell.loans).sum();
    let late: usize = now.iter().skip(1).map(|line| line.loans).sum();
    let fresh = late.saturating_sub(still);
    says.push(format!("{} now in arrears had none on {}.", say::counted(fresh, "loan"), say::day_text(&since)));
    Some(Roll { since, rows, says })
}

fn row(cells: &[&MovedCell], then: Bucket, buckets: &Buckets, currency: Currency) -> RollRow {
    let found = |now: Option<Bucket>| cells.iter().find(|cell| cell.then == then && cell.now == now);
    let cell = |now: Bucket| RollCell {
        to: BucketMark::at(buckets, now),
        loans: found(Some(now)).map_or(0, |cell| size(cell.loans)),
        balance: Money::new(found(Some(now)).map_or_else(Default::default, |cell| cell.balance), currency),
    };
    RollRow {
        from: BucketMark::at(buckets, then),
        to: (0..buckets.count()).map(cell).collect(),
        closed_loans: found(None).map_or(0, |cell| size(cell.loans)),
    }
}

fn told(row: &RollRow) -> String {
    let count = |keep: &dyn Fn(Bucket) -> bool| -> usize {
        row.to.iter().filter(|cell| keep(cell.to.place)).map(|cell| cell.loans).sum()
    };
    let here = row.from.place;
    let parts = [
        (row.closed_loans + count(&|now| now == 0), "paid up or closed"),
        (count(&|now| now > 0 && now < here), "came back a bucket or more"),
        (count(&|now| now == here), "stayed"),
        (count(&|now| now > here), "got worse"),
    ];
    let parts = parts.iter().filter(|(loans, _)| *loans > 0).map(|(loans, went)| format!("{loans} {went}"));
    format!(
        "Of {} in {}: {}.",
        say::counted(row.total(), "loan"),
        row.from.says(),
        parts.collect::<Vec<_>>().join(", ")
    )
}
