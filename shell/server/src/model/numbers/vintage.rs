//! The triangle and the curves of what became of loans by the month they were paid out.

use super::{Of, buckets, code_named};
use crate::drawing::{Curve, CurvePoint, Curves};
use crate::layout::Frame;
use crate::links::numbers::NumbersQuery;
use crate::pages::numbers::{VintageLine, VintagePage};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_metrics::{Code, Vintage};
use makegood_units::BusinessDate;
use makegood_views::vintages_of;

/// The ages a page has columns for; the file has all.
const AGES: [u32; 11] = [0, 1, 2, 3, 4, 5, 6, 9, 12, 18, 24];
/// So many curves can be told apart; the latest months with an age worth drawing.
const CURVES: usize = 6;

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a figure
/// without a triangle; views that cannot be read.
pub(crate) fn vintage(desk: &Desk, frame: Frame, word: &str, query: NumbersQuery) -> Result<VintagePage, Trouble> {
    let (code, of, buckets) = (code_named(desk, word)?, Of::read(desk, &query, &frame.who.reach)?, buckets(desk)?);
    if !matches!(code, Code::Ever(_) | Code::NetLoss) {
        return Err(Trouble::Unknown(format!("{} has no vintages", code.name(&buckets))));
    }
    let mut told = vintages_of(desk.book(), code, &of.reach)?;
    told.retain(|vintage| Some(vintage.currency) == of.currency && !vintage.cells.is_empty());
    let oldest = told.iter().filter_map(|one| one.cells.last()).map(|cell| cell.months).max().unwrap_or(0);
    let ages: Vec<u32> = AGES.into_iter().filter(|age| *age <= oldest).collect();
    let name = code.name(&buckets);
    let (counted, whole) = code.says();
    Ok(VintagePage {
        drawing: drawn(&name, code, &told, of.as_of, oldest),
        lines: told.iter().rev().map(|one| line(code, one, &ages, of.as_of)).collect(),
        ages,
        says: format!("{counted}, of {whole}"),
        word: code.word(),
        currencies: of
            .currencies
            .iter()
            .filter(|one| Some(**one) != of.currency)
            .map(|one| one.code().to_owned())
            .collect(),
        name,
        as_of: of.as_of,
        query,
        frame,
    })
}

fn line(code: Code, vintage: &Vintage, ages: &[u32], as_of: BusinessDate) -> VintageLine {
    let cell = |age: &u32| {
        let cell = vintage.cells.iter().find(|cell| cell.months == *age)?;
        let metric = vintage.metric(code, *cell, as_of);
        let counted = if code.is_money() { metric.counted() } else { cell.numerator.to_string() };
        Some((metric.says(), counted))
    };
    let probe = vintage.cells.first().map(|cell| vintage.metric(code, *cell, as_of));
    let of = match probe {
        Some(probe) if code.is_money() => probe.of(),
        _ => vintage.denominator.to_string(),
    };
    VintageLine { month: vintage.month.clone(), of, cells: ages.iter().map(cell).collect() }
}

fn drawn(name: &str, code: Code, told: &[Vintage], as_of: BusinessDate, oldest: u32) -> Option<Curves> {
    let long = told.iter().filter(|one| one.cells.len() > 1);
    let mut drawn: Vec<&Vintage> = long.rev().take(CURVES).collect();
    drawn.reverse();
    let probe = drawn.first()?.metric(code, *drawn.first()?.cells.first()?, as_of);
    let curve = |vintage: &&Vintage| Curve {
        label: vintage.month.clone(),
        points: vintage
            .cells
            .iter()
            .filter_map(|cell| {
                let metric = vintage.metric(code, *cell, as_of);
                let says = format!("{}, {} months on book: {}", vintage.month, cell.months, metric.says());
                Some(CurvePoint { at: i64::from(cell.months), value: metric.reading().ok()?, says })
            })
            .collect(),
    };
    let written = |value: i64| {
        let mut probe = probe.clone();
        (probe.numerator, probe.denominator) = (value, 10_000);
        probe.says()
    };
    let ends = ["0 months on book".to_owned(), format!("{oldest} months")];
    Curves::new(&format!("{name} by month paid out"), drawn.iter().map(curve).collect(), ends, &written)
}
