//! All figures of a part.

use super::{Of, buckets, part_of};
use crate::layout::Frame;
use crate::links::numbers::NumbersQuery;
use crate::pages::numbers::{FigureLine, FigureTable, NumbersPage, PartChoice};
use crate::trouble::Trouble;
use makegood_book::Buckets;
use makegood_desk::Desk;
use makegood_metrics::{By, Family, Metric};
use makegood_views::figures_of;

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a part the
/// book does not have; views that cannot be read.
pub(crate) fn all(desk: &Desk, frame: Frame, query: NumbersQuery) -> Result<NumbersPage, Trouble> {
    let of = Of::read(desk, &query)?;
    let by = of.by.clone().unwrap_or(By::Book);
    let buckets = buckets(desk)?;
    let told = figures_of(desk.book(), of.as_of, by.kind())?;
    let mine: Vec<&Metric> = told.iter().filter(|metric| metric.by == by).collect();
    if mine.is_empty() {
        return Err(Trouble::Unknown(format!("nothing was counted for {} on {}", by.words(), of.as_of)));
    }
    let several = of.currencies.len() > 1;
    let table = |family: Family| FigureTable {
        title: family.title(),
        id: format!("f{}", family as u8),
        lines: mine.iter().filter(|one| one.code.family() == family).map(|one| line(one, &buckets, several)).collect(),
    };
    let tables = Family::ALL.map(table).into_iter().filter(|table| !table.lines.is_empty()).collect();
    Ok(NumbersPage { choices: choices(desk, &of, &by)?, tables, words: by.words(), as_of: of.as_of, frame, query })
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
    let mut choices = vec![PartChoice { value: String::new(), says: By::Book.words(), is_chosen: *chosen == By::Book }];
    for kind in By::PARTS {
        let mut seen: Vec<By> = figures_of(desk.book(), of.as_of, kind)?.into_iter().map(|metric| metric.by).collect();
        seen.dedup();
        choices.extend(seen.into_iter().map(|by| PartChoice {
            value: part_of(&by),
            says: format!("{}: {}", crate::trouble::capital(kind), by.words()),
            is_chosen: by == *chosen,
        }));
    }
    Ok(choices)
}
