//! What one way to money brings: what may not come of it, its cost, what is left, and
//! under it the time it takes. Ways drawn on the same scale can be set side by side.

use super::{basis_points, percent};
use askama::Template;
use askama::filters::HtmlSafe;

/// One way on a scale it shares with the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaySize {
    /// What is expected to be left after the cost; below zero when it costs more.
    pub net: i64,
    /// What it costs.
    pub cost: i64,
    /// What it brings when it works.
    pub brings: i64,
    /// The most any way brings or costs: the width of the picture.
    pub most: i64,
    /// Days until the money is there.
    pub days: u32,
    /// The most days of any way.
    pub most_days: u32,
}

/// The bar as it is drawn.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/way.svg.html", escape = "html")]
pub struct WayBar {
    title: String,
    says: String,
    net: String,
    cost_from: String,
    cost: String,
    brings: String,
    days: String,
}

impl WayBar {
    /// Draws a way, named and described in words.
    pub fn new(title: &str, says: &str, size: &WaySize) -> Self {
        let net = basis_points(size.net, size.most);
        Self {
            title: title.to_owned(),
            says: says.to_owned(),
            net: percent(net),
            cost_from: percent(net),
            cost: percent(basis_points(size.cost, size.most).min(10_000_u32.saturating_sub(net))),
            brings: percent(basis_points(size.brings, size.most)),
            days: percent(basis_points(i64::from(size.days), i64::from(size.most_days))),
        }
    }
}

impl HtmlSafe for WayBar {}

#[cfg(test)]
mod tests {
    use super::{WayBar, WaySize};

    #[test]
    fn net_and_cost_lie_inside_what_it_brings() {
        let size = WaySize { net: 480, cost: 20, brings: 800, most: 1_000, days: 30, most_days: 60 };
        let drawn = WayBar::new("a plan", "in words", &size);
        assert_eq!((drawn.net.as_str(), drawn.cost.as_str(), drawn.brings.as_str()), ("48.00%", "2.00%", "80.00%"));
        assert_eq!((drawn.cost_from.as_str(), drawn.days.as_str()), ("48.00%", "50.00%"));
    }

    #[test]
    fn a_way_that_costs_more_than_it_brings_can_be_drawn() {
        let size = WaySize { net: -500, cost: 1_500, brings: 1_000, most: 1_500, days: 0, most_days: 0 };
        let drawn = WayBar::new("a suit", "in words", &size);
        assert_eq!((drawn.net.as_str(), drawn.cost.as_str(), drawn.days.as_str()), ("0.00%", "100.00%", "0.00%"));
    }
}
