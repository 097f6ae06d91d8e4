//! Parts of one whole, side by side.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// One part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    name: String,
    says: String,
    class: String,
    size: i64,
}

impl Part {
    /// A part with its name, its size in words, the class that colours it, and its size.
    pub fn new(name: &str, says: &str, class: &str, size: i64) -> Self {
        Self { name: name.to_owned(), says: says.to_owned(), class: class.to_owned(), size: size.max(0) }
    }
}

/// A strip of parts.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/stack.svg.html", escape = "html")]
pub struct Stack {
    title: String,
    says: String,
    parts: Vec<Placed>,
}

#[derive(Clone, Debug)]
struct Placed {
    x: String,
    middle: String,
    width: String,
    class: String,
    says: String,
    /// The name, where the part is wide enough for it.
    label: String,
    /// Wide enough on a desk, not on a telephone.
    spare: bool,
}

impl Stack {
    /// A strip in which every part is as wide as its share.
    pub fn new(title: &str, parts: impl IntoIterator<Item = Part>) -> Self {
        let parts: Vec<Part> = parts.into_iter().collect();
        let whole = parts.iter().fold(0_i64, |sum, part| sum.saturating_add(part.size));
        let says: Vec<String> = parts.iter().map(|part| format!("{}: {}", part.name, part.says)).collect();
        let mut before = 0_i64;
        let mut placed = Vec::new();
        for part in &parts {
            let (start, after) = (basis_points(before, whole), before.saturating_add(part.size));
            let width = basis_points(after, whole).saturating_sub(start);
            let letters = u32::try_from(part.name.chars().count()).unwrap_or(u32::MAX / 1_000).min(100);
            placed.push(Placed {
                x: percent(start),
                middle: percent(start + width / 2),
                width: percent(width),
                class: part.class.clone(),
                says: format!("{}: {}", part.name, part.says),
                label: if width >= letters * 100 { part.name.clone() } else { String::new() },
                spare: width < letters * 260,
            });
            before = after;
        }
        Self { title: title.to_owned(), says: says.join("; "), parts: placed }
    }
}

impl Stack {
    /// The same strip without names inside, for a narrow place beside a legend.
    #[must_use]
    pub fn bare(mut self) -> Self {
        for part in &mut self.parts {
            part.label.clear();
        }
        self
    }
}

impl HtmlSafe for Stack {}
