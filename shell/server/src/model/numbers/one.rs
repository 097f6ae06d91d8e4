//! One figure: how it came about, and part by part.

use super::all::line;
use super::{Of, buckets, code_named, kinds, nothing_counted, part_of};
use crate::drawing::{Curve, CurvePoint, Curves};
use crate::layout::Frame;
use crate::links::numbers::NumbersQuery;
use crate::pages::numbers::{FigureTable, NumberPage};
use crate::say;
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_metrics::{Code, Metric};
use makegood_views::figure_history;

/// The page.
///
/// # Errors
/// [`Trouble::NeverClosed`] before the first close, [`Trouble::Unknown`] for a figure or a
/// part there is not; views that cannot be read.
pub(crate) fn one(desk: &Desk, frame: Frame, word: &str, query: NumbersQuery) -> Result<NumberPage, Trouble> {
    let (code, of, buckets) = (code_named(desk, word)?, Of::read(desk, &query, &frame.who.reach)?, buckets(desk)?);
    let by = of.part();
    let currency = of.currency_for(code);
    let history = figure_history(desk.book(), code, &by, currency)?;
    let unknown = || nothing_counted(&by, of.as_of);
    let now = history.last().filter(|metric| metric.as_of == of.as_of).ok_or_else(unknown)?;
    let name = code.name(&buckets);
    let mut parts = Vec::new();
    for kind in kinds(&of.reach) {
        let told = of.figures(desk, kind)?;
        let mine = told.iter().filter(|one| one.code == code && one.currency == currency);
        let lines: Vec<_> = mine.map(|one| line(one, &buckets, false)).collect();
        if !lines.is_empty() {
            parts.push(FigureTable { title: title(kind), id: (*kind).to_owned(), lines });
        }
    }
    let (counted, whole) = code.says();
    Ok(NumberPage {
        drawing: drawn(&name, code, &history),
        history: history.iter().rev().map(|one| line(one, &buckets, false)).collect(),
        now: line(now, &buckets, of.currencies.len() > 1),
        says: format!("Counted: {counted}. Of: {whole}."),
        currencies: match currency {
            Some(mine) => of.currencies.iter().filter(|one| **one != mine).map(|one| one.code().to_owned()).collect(),
            None => Vec::new(),
        },
        vintage: matches!(code, Code::Ever(_) | Code::NetLoss).then(|| query.below(&code.word(), "vintage")),
        word: code.word(),
        name,
        words: by.words(),
        query: query.of_part(&part_of(&by)),
        parts,
        frame,
    })
}

const fn title(kind: &str) -> &'static str {
    match kind.as_bytes() {
        b"branch" => "By branch",
        b"officer" | b"officer_in" => "By officer",
        b"product" => "By product",
        _ => "By month paid out",
    }
}

fn drawn(name: &str, code: Code, history: &[Metric]) -> Option<Curves> {
    let first = history.first()?.as_of;
    let points: Vec<CurvePoint> = history
        .iter()
        .filter_map(|one| {
            let says = format!("{}: {}, {}", say::day_text(&one.as_of), one.says(), one.n_of_d());
            Some(CurvePoint { at: i64::from(one.as_of.days_since(first)), value: one.reading().ok()?, says })
        })
        .collect();
    let label = |one: &Metric| say::day_text(&one.as_of);
    let ends = [label(history.first()?), label(history.last()?)];
    let written = |value: i64| {
        let probe = Metric { code, numerator: value, denominator: 10_000, from: Some(first), ..history[0].clone() };
        probe.says()
    };
    Curves::new(name, vec![Curve { label: String::new(), points }], ends, &written)
}
