//! A share with the interval it may lie in.

use super::percent;
use askama::Template;
use askama::filters::HtmlSafe;
use makegood_units::Measured;

/// A band from the lower to the upper end, with a mark at what was counted.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/spread.svg.html", escape = "html")]
pub struct Spread {
    title: String,
    says: String,
    from: String,
    width: String,
    at: String,
}

impl Spread {
    /// The drawing of a share; none of nothing.
    pub fn new(title: &str, says: &str, of: Measured) -> Option<Self> {
        let place = |bp: i64| u32::try_from(bp).unwrap_or(0).min(10_000);
        let (low, high, at) = (place(of.low_bp?), place(of.high_bp?), place(of.share_bp?));
        Some(Self {
            title: title.to_owned(),
            says: says.to_owned(),
            from: percent(low),
            width: percent(high.saturating_sub(low)),
            at: percent(at),
        })
    }
}

impl HtmlSafe for Spread {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Spread;
    use makegood_units::Proportion;

    #[test]
    fn the_band_holds_the_mark_and_nothing_is_not_drawn() {
        let drawn = Spread::new("Cured", "8 of 20", Proportion::new(8, 20).measured()).unwrap();
        assert_eq!((drawn.from.as_str(), drawn.at.as_str()), ("21.88%", "40.00%"));
        assert!(Spread::new("Cured", "", Proportion::new(0, 0).measured()).is_none());
    }
}
