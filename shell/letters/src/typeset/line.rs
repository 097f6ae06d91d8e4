//! Lines: a text filled into a width, first line first.

use super::Pt;
use super::breaks::breaks;
use super::fonts::{Script, Weight};
use super::shape::{Cluster, Shaped};
use super::spacing::{between, is_closing, is_opening};
use crate::Language;

/// A stretch of one face on a line.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) script: Script,
    pub(crate) weight: Weight,
    pub(crate) size: Pt,
    /// From the left end of the line.
    pub(crate) x: Pt,
    /// Each glyph with its place in the line's text, in bytes, and its advance with the
    /// space behind it.
    pub(crate) glyphs: Vec<RunGlyph>,
}

/// One glyph where it stands.
#[derive(Clone, Debug)]
pub(crate) struct RunGlyph {
    pub(crate) id: u32,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) advance: Pt,
    pub(crate) x_offset: Pt,
    pub(crate) y_offset: Pt,
}

/// One line, ready to be placed.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) runs: Vec<Run>,
    pub(crate) width: Pt,
    pub(crate) leading: Pt,
    pub(crate) size: Pt,
}

/// Chinese lines are stretched to the width only as long as nobody sees it: in parts of
/// a thousand of an em at each place.
const STRETCH_PER_MILLE: Pt = 80;

/// Fills a text into lines of at most `width`. A word longer than the line is cut where
/// the line ends.
pub(crate) fn fill(shaped: &Shaped, width: Pt) -> Vec<Line> {
    let places = breaks(&shaped.text, shaped.language);
    let clusters = &shaped.clusters;
    let mut lines = Vec::new();
    let mut first = skip_spaces(clusters, 0);
    while first < clusters.len() {
        let end = end_of_line(shaped, first, width, |at| places.contains(&at));
        let next = skip_spaces(clusters, end);
        let last_line = next >= clusters.len();
        lines.push(set(shaped, first, without_spaces(clusters, first, end), (!last_line).then_some(width)));
        first = next;
    }
    lines
}

/// The whole text as one line, however wide.
pub(crate) fn single(shaped: &Shaped) -> Line {
    let first = skip_spaces(&shaped.clusters, 0);
    set(shaped, first, without_spaces(&shaped.clusters, first, shaped.clusters.len()), None)
}

/// The first cluster that is not on the line beginning with `first`.
fn end_of_line(shaped: &Shaped, first: usize, width: Pt, may_break: impl Fn(usize) -> bool) -> usize {
    let clusters = &shaped.clusters;
    let mut best = None;
    for end in first + 1..=clusters.len() {
        let wide = natural(shaped, first, without_spaces(clusters, first, end));
        if wide > width && end > first + 1 {
            return best.unwrap_or(end - 1);
        }
        if clusters.get(end - 1).is_some_and(|last| may_break(last.end)) {
            best = Some(end);
        }
    }
    clusters.len()
}

fn is_space(cluster: &Cluster) -> bool {
    cluster.character == ' '
}

fn skip_spaces(clusters: &[Cluster], from: usize) -> usize {
    (from..clusters.len()).find(|at| clusters.get(*at).is_some_and(|one| !is_space(one))).unwrap_or(clusters.len())
}

fn without_spaces(clusters: &[Cluster], first: usize, end: usize) -> usize {
    (first..end).rev().find(|at| clusters.get(*at).is_some_and(|one| !is_space(one))).map_or(first, |at| at + 1)
}

/// What the clusters take with the spaces between them, the blank halves of marks at
/// both ends left out.
fn natural(shaped: &Shaped, first: usize, end: usize) -> Pt {
    let em = shaped.style.size;
    let on_line = shaped.clusters.get(first..end).unwrap_or_default();
    let widths: Pt = on_line.iter().map(|one| one.width).sum();
    let spaces: Pt = on_line.windows(2).map(|pair| space(pair, em)).sum();
    widths + spaces - blank_before(shaped, first) - blank_after(shaped, end)
}

fn space(pair: &[Cluster], em: Pt) -> Pt {
    match pair {
        [before, after] => between(before, after, em),
        _ => 0,
    }
}

fn blank_before(shaped: &Shaped, first: usize) -> Pt {
    let opens = |one: &Cluster| one.script == Script::Chinese && is_opening(one.character);
    if shaped.clusters.get(first).is_some_and(opens) { shaped.style.size / 2 } else { 0 }
}

fn blank_after(shaped: &Shaped, end: usize) -> Pt {
    let closes = |one: &Cluster| one.script == Script::Chinese && is_closing(one.character);
    let last = end.checked_sub(1).and_then(|last| shaped.clusters.get(last));
    if last.is_some_and(closes) { shaped.style.size / 2 } else { 0 }
}

/// Places the clusters of one line. `fit` is the width a line of a Chinese text is
/// stretched to; its last line is not.
fn set(shaped: &Shaped, first: usize, end: usize, fit: Option<Pt>) -> Line {
    let style = shaped.style;
    let on_line = shaped.clusters.get(first..end).unwrap_or_default();
    let natural = natural(shaped, first, end);
    let stretch = fit.filter(|_| shaped.language == Language::Chinese).map_or(0, |width| {
        let places = Pt::try_from(on_line.len()).unwrap_or(1).saturating_sub(1).max(1);
        let each = (width - natural) / places;
        if (0..=style.size * STRETCH_PER_MILLE / 1000).contains(&each) { each } else { 0 }
    });
    let start = on_line.first().map_or(0, |one| one.start);
    let text = shaped.text.get(start..on_line.last().map_or(start, |one| one.end)).unwrap_or_default().to_owned();
    let mut runs: Vec<Run> = Vec::new();
    let mut x = -blank_before(shaped, first);
    for (no, cluster) in on_line.iter().enumerate() {
        let next = on_line.get(no + 1);
        let behind = next.map_or(0, |next| between(cluster, next, style.size) + stretch);
        if runs.last().is_none_or(|run| run.script != cluster.script) {
            let Cluster { script, .. } = *cluster;
            runs.push(Run { script, weight: style.weight, size: style.size, x, glyphs: Vec::new() });
        }
        let count = cluster.glyphs.len();
        for (place, glyph) in cluster.glyphs.iter().enumerate() {
            let advance = glyph.advance + if place + 1 == count { behind } else { 0 };
            let placed = RunGlyph {
                id: glyph.id,
                start: cluster.start - start,
                end: cluster.end - start,
                advance,
                x_offset: glyph.x_offset,
                y_offset: glyph.y_offset,
            };
            x += advance;
            if let Some(run) = runs.last_mut() {
                run.glyphs.push(placed);
            }
        }
    }
    Line { text, runs, width: x - blank_after(shaped, end), leading: style.leading, size: style.size }
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::Language;
    use crate::typeset::fonts::{Fonts, Weight};
    use crate::typeset::shape::{Style, shape};

    fn lines(text: &str, language: Language, ems: i64) -> Vec<String> {
        let style = Style { weight: Weight::Regular, size: 10_000, leading: 15_000 };
        let fonts = Fonts::shipped().expect("the shipped fonts");
        let shaped = shape(&fonts, language, text, style).expect("glyphs");
        let filled = fill(&shaped, ems * 10_000);
        assert!(filled.iter().all(|line| line.width <= ems * 10_000), "{filled:?}");
        filled.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn no_comma_begins_a_line_and_no_opening_mark_ends_one() {
        // Five squares: the comma behind them still fits with its blank half left out.
        assert_eq!(lines("您的贷款已逾期，请还款。", Language::Chinese, 5), ["您的贷款已", "逾期，请还", "款。"]);
        assert_eq!(lines("列明所有“逾期金额”吧", Language::Chinese, 5), ["列明所有", "“逾期金额”", "吧"]);
        for width in 3..12 {
            for line in lines(
                "您好（张三）：合同“甲”、“乙”均已逾期；请于2026年3月2日前付1,234.50 USD。",
                Language::Chinese,
                width.max(6),
            ) {
                assert!(!line.starts_with(['，', '。', '、', '：', '；', '”', '）']), "{line}");
                assert!(!line.ends_with(['“', '（']), "{line}");
            }
        }
    }

    #[test]
    fn words_are_not_cut_and_amounts_not_parted() {
        assert_eq!(
            lines("By our books 1,234.50 USD is past due.", Language::English, 9),
            ["By our books", "1,234.50 USD is", "past due."]
        );
        // A word longer than the line is cut rather than run into the margin.
        assert_eq!(lines("Donaudampfschifffahrt", Language::English, 6).len(), 2);
    }
}
