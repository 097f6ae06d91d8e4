//! The stages of an enforcement on a line: what was done, what does not count, what may
//! come next, and the days between. Numbers stand in the picture, words in the list below.

use super::percent;
use askama::Template;
use askama::filters::HtmlSafe;

/// How a stage stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StageMark {
    /// It was taken.
    Done,
    /// It was taken and does not count.
    Refused,
    /// It may be taken now.
    Open,
    /// It may be taken on a later day.
    Waits,
}

impl StageMark {
    /// The class that draws it; the number and the list say the same.
    fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Open => "ready",
            Self::Waits => "waits",
        }
    }
}

/// One stage of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageDot {
    /// How it stands.
    pub mark: StageMark,
    /// In words, with its day.
    pub says: String,
    /// Days since the one before; none for the first.
    pub days: Option<i32>,
}

/// The line as it is drawn.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/stages.svg.html", escape = "html")]
pub struct Stages {
    title: String,
    says: String,
    dots: Vec<Placed>,
}

#[derive(Clone, Debug)]
struct Placed {
    number: usize,
    x: String,
    before: String,
    middle: String,
    class: &'static str,
    says: String,
    gap: String,
}

impl Stages {
    /// Draws the stages in their order, as far apart from each other as the width allows.
    pub fn new(title: &str, stages: &[StageDot]) -> Self {
        let cells = u32::try_from(stages.len()).unwrap_or(u32::MAX / 10_000).max(1);
        let centre = |at: u32| at.saturating_mul(10_000) / cells + 5_000 / cells;
        let placed = stages.iter().zip(0_u32..).map(|(dot, at)| {
            let (x, before) = (centre(at), centre(at.saturating_sub(1)));
            Placed {
                number: usize::try_from(at).unwrap_or(0) + 1,
                x: percent(x),
                before: percent(before),
                middle: percent((x + before) / 2),
                class: dot.mark.class(),
                says: dot.says.clone(),
                // So many stages that days between them would lie on each other show none.
                gap: dot.days.filter(|_| cells <= 7).map_or_else(String::new, |days| format!("{days} d")),
            }
        });
        let says: Vec<String> =
            stages.iter().enumerate().map(|(at, dot)| format!("{}: {}", at + 1, dot.says)).collect();
        Self { title: title.to_owned(), says: says.join("; "), dots: placed.collect() }
    }
}

impl HtmlSafe for Stages {}

#[cfg(test)]
mod tests {
    use super::{StageDot, StageMark, Stages};

    #[test]
    fn stages_stand_in_the_middle_of_equal_cells() {
        let dot = |mark, days| StageDot { mark, says: "a step".to_owned(), days };
        let drawn = Stages::new("a van", &[dot(StageMark::Done, None), dot(StageMark::Open, Some(15))]);
        let at: Vec<(&str, &str)> = drawn.dots.iter().map(|dot| (dot.x.as_str(), dot.gap.as_str())).collect();
        assert_eq!(at, [("25.00%", ""), ("75.00%", "15 d")]);
        assert_eq!(drawn.says, "1: a step; 2: a step");
        assert!(Stages::new("none", &[]).dots.is_empty());
    }
}
