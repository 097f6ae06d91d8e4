//! The rows behind a figure.

use super::{Of, buckets, code_named, nothing_counted};
use crate::layout::Frame;
use crate::links;
use crate::links::numbers::NumbersQuery;
use crate::model::words::named;
use crate::pages::numbers::{FigureRow, NumberRows};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_metrics::{Code, Subject, Wanted};
use makegood_views::{FigureRows, figure_rows, name_of};

/// Rows of one page.
const PAGE: usize = 50;

/// The rows of a figure.
///
/// # Errors
/// [`Trouble::Unknown`] when nothing was counted for the part; views that cannot be read.
pub(crate) fn rows_of(desk: &Desk, code: Code, of: &Of) -> Result<FigureRows, Trouble> {
    let by = of.part();
    let unknown = nothing_counted(&by, of.as_of);
    let wanted = Wanted { code, by, currency: of.currency_for(code) };
    figure_rows(desk.book(), wanted, &of.reach)?.ok_or(unknown)
}

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a figure or a
/// part there is not; views that cannot be read.
pub(crate) fn rows(desk: &Desk, frame: Frame, word: &str, query: NumbersQuery) -> Result<NumberRows, Trouble> {
    let (code, of, buckets) = (code_named(desk, word)?, Of::read(desk, &query, &frame.who.reach)?, buckets(desk)?);
    let found = rows_of(desk, code, &of)?;
    let page = query.page.max(1);
    let mut shown = Vec::new();
    for row in found.rows.iter().skip((page - 1).saturating_mul(PAGE)).take(PAGE) {
        let (id, href) = match &row.subject {
            Subject::Loan(loan) => (loan.to_string(), links::loan(loan)),
            Subject::Case => (row.party.to_string(), links::case(&row.party)),
            Subject::Event(event) => (format!("event {event}"), links::case(&row.party)),
        };
        shown.push(FigureRow {
            id,
            href,
            name: named(&name_of(desk.book(), &row.party)?, &row.party),
            party: row.party.clone(),
            branch: row.branch.clone(),
            numerator: found.metric.amount(row.numerator),
            denominator: found.metric.amount(row.denominator),
        });
    }
    let (counted, whole) = code.says();
    Ok(NumberRows {
        name: code.name(&buckets),
        word: code.word(),
        words: found.metric.by.words(),
        value: found.metric.says(),
        heads: [crate::trouble::capital(counted), format!("Of: {whole}")],
        total: [found.metric.counted(), found.metric.of()],
        as_of: found.metric.as_of,
        from: found.metric.from,
        has_unlisted: code == Code::Roll(0),
        beyond: found.beyond,
        count: found.rows.len(),
        pages: found.rows.len().div_ceil(PAGE).max(1),
        rows: shown,
        query,
        frame,
    })
}
