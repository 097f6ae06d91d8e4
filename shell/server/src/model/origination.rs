//! The page of how loans were granted, from its view.

use super::words::situation;
use crate::layout::Frame;
use crate::pages::origination::{GrantedRow, Origination};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_diagnosis::Situation;
use makegood_views::{OriginationRow, origination};
use std::collections::BTreeMap;

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, or views that cannot be read.
pub(crate) fn granted(desk: &Desk, frame: Frame) -> Result<Origination, Trouble> {
    let found = origination(desk.book())?.ok_or(Trouble::NeverClosed)?;
    let (told, quiet): (Vec<OriginationRow>, Vec<_>) =
        found.rows.into_iter().partition(|row| !row.late.is_empty() || row.ever_30.numerator > 0);
    let rows = told.iter().map(|row| line(row, &found.defects)).collect();
    Ok(Origination { late: found.late, rows, quiet: quiet.len(), frame })
}

fn line(row: &OriginationRow, defects: &BTreeMap<String, String>) -> GrantedRow {
    let cause = |code: &str| {
        let known = Situation::ALL.into_iter().find(|one| one.code() == code);
        known.map_or_else(|| code.to_owned(), |one| situation(one).name)
    };
    let causes = row.causes().into_iter().map(|(code, count)| (cause(code), count));
    let wrong =
        row.defects().into_iter().map(|(id, count)| (defects.get(id).cloned().unwrap_or_else(|| id.to_owned()), count));
    let of = &row.ever_30;
    let percent = |bp: Option<i64>| bp.map_or("-".to_owned(), |bp| (bp / 100).to_string());
    GrantedRow {
        product: if row.product.is_empty() { "No product on file".to_owned() } else { row.product.clone() },
        originator: row.originator.clone(),
        month: if row.month.is_empty() { "month not known".to_owned() } else { row.month.clone() },
        ever: (i64::try_from(of.numerator).unwrap_or(i64::MAX), i64::try_from(of.denominator).unwrap_or(i64::MAX)),
        ever_says: format!(
            "{} of {}, {} % ({} to {})",
            of.numerator,
            of.denominator,
            percent(of.share_bp),
            percent(of.low_bp),
            percent(of.high_bp)
        ),
        said: causes.chain(wrong).collect(),
        loans: row.late.iter().map(|one| (one.loan.clone(), one.party.clone(), cause(&one.cause))).collect(),
    }
}
