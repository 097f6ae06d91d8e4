//! Values of several routes on one scale, those below zero to the left of it.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// The scale all bars of a page share, in minor units; zero lies on it.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// From the lowest to the highest value.
    pub fn new(low: i64, high: i64) -> Self {
        Self { low: low.min(0), high: high.max(0) }
    }

    fn at(self, value: i64) -> u32 {
        basis_points(value.saturating_sub(self.low), self.high.saturating_sub(self.low))
    }
}

/// One value on the scale.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/worth.svg.html", escape = "html")]
pub struct Worth {
    title: String,
    says: String,
    x: String,
    width: String,
    zero: String,
    class: &'static str,
}

impl Worth {
    /// A bar from zero to `value`.
    pub fn new(title: &str, says: &str, value: i64, scale: Scale) -> Self {
        let (from, to) = (scale.at(value.min(0)), scale.at(value.max(0)));
        Self {
            title: title.to_owned(),
            says: says.to_owned(),
            x: percent(from),
            width: percent(to.saturating_sub(from)),
            zero: percent(scale.at(0)),
            class: if value < 0 { "b3" } else { "fill" },
        }
    }
}

impl HtmlSafe for Worth {}

#[cfg(test)]
mod tests {
    use super::{Scale, Worth};

    #[test]
    fn bars_begin_at_zero_on_one_scale() {
        let scale = Scale::new(-100, 300);
        let gain = Worth::new("a", "b", 300, scale);
        assert_eq!((gain.x.as_str(), gain.width.as_str()), ("25.00%", "75.00%"));
        let loss = Worth::new("a", "b", -100, scale);
        assert_eq!((loss.x.as_str(), loss.width.as_str(), loss.zero.as_str()), ("0.00%", "25.00%", "25.00%"));
        assert_eq!(Worth::new("a", "b", 0, Scale::new(0, 0)).width, "0.00%");
    }
}
