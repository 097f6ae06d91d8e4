//! One measure against its whole.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// A filled part of a track.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/bar.svg.html", escape = "html")]
pub struct Bar {
    title: String,
    says: String,
    width: String,
    class: String,
}

impl Bar {
    /// A bar of `part` in `whole`, named and described in words.
    pub fn new(title: &str, says: &str, part: i64, whole: i64) -> Self {
        Self {
            title: title.to_owned(),
            says: says.to_owned(),
            width: percent(basis_points(part, whole)),
            class: if part > whole { "over".to_owned() } else { "fill".to_owned() },
        }
    }

    /// The same bar in the colour of a step of the bucket scale.
    #[must_use]
    pub fn tinted(mut self, tint: usize) -> Self {
        self.class = format!("b{tint}");
        self
    }
}

impl HtmlSafe for Bar {}

/// A probability with the mark where it started.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/meter.svg.html", escape = "html")]
pub struct Meter {
    title: String,
    says: String,
    percent: u8,
    prior: u8,
}

impl Meter {
    /// A meter at `percent`, with a mark at `prior`, both 0 to 100.
    pub fn new(title: &str, says: &str, percent: u8, prior: u8) -> Self {
        let (title, says) = (title.to_owned(), says.to_owned());
        Self { title, says, percent: percent.min(100), prior: prior.min(100) }
    }
}

impl HtmlSafe for Meter {}
