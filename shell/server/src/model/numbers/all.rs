//! All figures of a part.

use super::{Of, buckets, kinds, nothing_counted, part_of};
use crate::layout::Frame;
use crate::links::numbers::{NumbersQuery, ReportQuery};
use crate::pages::numbers::{FigureLine, FigureTable, NumbersPage, PartChoice};
use crate::trouble::Trouble;
use makegood_book::Buckets;
use makegood_desk::Desk;
use makegood_metrics::{By, Family, Metric};

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a part the
/// book does not have; views that cannot be read.
pub(crate) fn all(desk: &Desk, frame: Frame, query: NumbersQuery) -> Result<NumbersPage, Trouble> {
    let of = Of::read(desk, &query, &frame.who.reach)?;
    let by = of.part();
    let buckets = buckets(desk)?;
    let told = of.figures(desk, by.kind())?;
    let mine: Vec<&Metric> = told.iter().filter(|metric| metric.by == by).collect();
    if mine.is_empty() {
        return Err(nothing_counted(&by, of.as_of));
    }
    let several = of.currencies.len() > 1;
    let table = |family: Family| FigureTable {
        title: family.title(),
        id: format!("f{}", family as u8),
        lines: mine.iter().filter(|one| one.code.family() == family).map(|one| line(one, &buckets, several)).collect(),
    };
    let tables = Family::ALL.map(table).into_iter().filter(|table| !table.lines.is_empty()).collect();
    let asked = ReportQuery { part: part_of(&by), ..ReportQuery::default() };
    let report = matches!(by, By::Book | By::Branch(_)).then(|| asked.address());
    let is_whole = of.reach.is_whole() && by == By::Book;
    let has_trial = is_whole.then(|| makegood_views::last_trial(desk.book())).transpose()?.map(|one| one.is_some());
    Ok(NumbersPage {
        has_trial,
        report,
        choices: choices(desk, &of, &by)?,
        tables,
        words: by.words(),
        as_of: of.as_of,
        frame,
        query,
    })
}

/// A figure in a list.
pub(super) fn line(metric: &Metric, buckets: &Buckets, several: bool) -> FigureLine {
    let mut name = metric.code.name(buckets);
    if let (true, Some(currency)) = (several, metric.currency) {
        name = format!("{name}, {currency}");
    }
    let (counted, of) = metric.code.says();
    let currency = metric.currency.map_or_else(String::new, |currency| currency.code().to_owned());
    let query = NumbersQuery { part: part_of(&metric.by), currency, page: 0 };
    FigureLine {
        name,
        part: metric.by.words(),
        value: metric.says(),
        is_none: metric.reading().is_err(),
        numerator: metric.counted(),
        denominator: metric.of(),
        what: format!("{counted}, of {of}"),
        from: metric.from,
        as_of: metric.as_of,
        href: query.one(&metric.code.word()),
        rows: query.below(&metric.code.word(), "rows"),
    }
}

/// The parts that can be chosen.
fn choices(desk: &Desk, of: &Of, chosen: &By) -> Result<Vec<PartChoice>, Trouble> {
    let whole = PartChoice { value: String::new(), says: By::Book.words(), is_chosen: *chosen == By::Book };
    let mut choices: Vec<PartChoice> = of.reach.is_whole().then_some(whole).into_iter().collect();
    for kind in kinds(&of.reach) {
        let mut seen: Vec<By> = of.figures(desk, kind)?.into_iter().map(|metric| metric.by).collect();
        seen.dedup();
        let word = kind.trim_end_matches("_in");
        choices.extend(seen.into_iter().map(|by| PartChoice {
            value: part_of(&by),
            says: format!("{}: {}", crate::trouble::capital(word), by.words()),
            is_chosen: by == *chosen,
        }));
    }
    Ok(choices)
}
