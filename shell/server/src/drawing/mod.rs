//! Pictures as SVG without inline style, so that a strict content policy holds.
//!
//! Widths are in percent of the picture and text in pixels, so a picture takes
//! the width it is given and its words stay readable on a telephone. Each has a
//! title and a description, and stands beside a table or sentence that says the
//! same; colour never says anything alone. They carry no ids, so any number of them
//! may stand on a page; the hatch they share is in `templates/parts/sprite.html`.

mod bar;
mod beliefs;
mod cash;
mod clock_line;
mod curves;
mod days;
mod instalments;
mod life;
mod spread;
mod stack;
mod stages;
mod way;
mod worth;

pub use bar::{Bar, Meter};
pub use beliefs::{BeliefLife, BeliefMark, BeliefPoint, Beliefs};
pub use cash::{Cash, CashColumn};
pub use clock_line::{ClockLife, ClockLine};
pub use curves::{Curve, CurvePoint, Curves};
pub use instalments::{Column, Instalments};
pub use life::{Beside, Life, Stretch};
pub use spread::Spread;
pub use stack::{Part, Stack};
pub use stages::{StageDot, StageMark, Stages};
pub use way::{WayBar, WaySize};
pub use worth::{Scale, Worth};

/// A share of a whole in hundredths of a percent, from 0 to 10,000: pixels, not money.
fn basis_points(part: i64, whole: i64) -> u32 {
    if whole <= 0 {
        return 0;
    }
    let share = i128::from(part.max(0)) * 10_000 / i128::from(whole);
    u32::try_from(share).unwrap_or(10_000).min(10_000)
}

/// Hundredths of a percent as an attribute: `12.5%`.
fn percent(basis_points: u32) -> String {
    format!("{}.{:02}%", basis_points / 100, basis_points % 100)
}

#[cfg(test)]
mod tests {
    use super::{basis_points, percent};

    #[test]
    fn widths_stay_inside_the_picture() {
        let widths = [(1, 3), (5, 0), (9, 3), (-4, 3), (i64::MAX, i64::MAX)]
            .map(|(part, whole)| percent(basis_points(part, whole)));
        assert_eq!(widths, ["33.33%", "0.00%", "100.00%", "0.00%", "100.00%"]);
    }
}
