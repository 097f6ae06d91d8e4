//! The life of a clock: from its beginning to its end, with what moved it, and today.

use super::days::{Scale, Tick, tick};
use super::percent;
use crate::say;
use askama::Template;
use askama::filters::HtmlSafe;
use makegood_units::BusinessDate;

/// What a clock shows along its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockLife {
    /// The day it is counted from.
    pub began: BusinessDate,
    /// Its last day as counted.
    pub ends: BusinessDate,
    /// The day of the page.
    pub today: BusinessDate,
    /// What moved it (true), or did not, each with its words.
    pub marks: Vec<(BusinessDate, bool, String)>,
    /// What it is a clock of, for whoever cannot see it.
    pub title: String,
}

/// The line as it is drawn.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/clock.svg.html", escape = "html")]
pub struct ClockLine {
    title: String,
    says: String,
    begins: String,
    gone: String,
    left: String,
    over: bool,
    marks: Vec<Mark>,
    began: Tick,
    end: Tick,
    today: Tick,
}

#[derive(Clone, Debug)]
struct Mark {
    x: String,
    moved: bool,
    says: String,
}

/// Labels of days closer than this, in hundredths of a percent, would lie on each other.
const APART: u32 = 3_400;

impl ClockLine {
    /// Draws a clock.
    pub fn new(life: &ClockLife) -> Self {
        let marked = life.marks.iter().map(|(on, ..)| *on);
        let begins = marked.clone().chain([life.began, life.today]).fold(life.ends, BusinessDate::min);
        let until = marked.chain([life.began, life.today]).fold(life.ends, BusinessDate::max);
        let scale = Scale { begins, days: i64::from(until.days_since(begins)).max(1) };
        let (began, today, ends) = (scale.at(life.began), scale.at(life.today), scale.at(life.ends));
        let now = today.clamp(began.min(ends), ends);
        let mark = |(on, moved, says): &(BusinessDate, bool, String)| Mark {
            x: percent(scale.at(*on)),
            moved: *moved,
            says: says.clone(),
        };
        let mut first = tick(say::day_text(&life.began), began);
        if ends.saturating_sub(began) < APART {
            first.label = String::new();
        }
        Self {
            title: life.title.clone(),
            says: said(life),
            begins: percent(began),
            gone: percent(now.saturating_sub(began)),
            left: percent(ends.saturating_sub(now)),
            over: life.today > life.ends,
            marks: life.marks.iter().map(mark).collect(),
            began: first,
            end: tick(say::day_text(&life.ends), ends),
            today: tick("today".to_owned(), today),
        }
    }

    /// Where the rest of it begins: today, between its beginning and its end.
    fn rest(&self) -> &str {
        &self.today.x
    }
}

fn said(life: &ClockLife) -> String {
    let left = life.ends.days_since(life.today);
    let now = match left {
        0.. => format!("{} are left", say::days(left)),
        _ => format!("it ended {} ago", say::days(-left)),
    };
    let moved = life.marks.iter().filter(|(_, moved, _)| *moved).count();
    format!(
        "Counted from {} to {}; {now}. {} moved it, {} did not. The lines below say the same.",
        say::day_text(&life.began),
        say::day_text(&life.ends),
        say::counted(moved, "event"),
        life.marks.len() - moved
    )
}

impl HtmlSafe for ClockLine {}

#[cfg(test)]
mod tests {
    use super::{ClockLife, ClockLine};
    use makegood_units::BusinessDate;

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    fn life(today: &str) -> ClockLife {
        ClockLife {
            began: day("2024-01-01"),
            ends: day("2024-04-10"),
            today: day(today),
            marks: vec![(day("2024-01-11"), false, "weak".to_owned())],
            title: "a clock".to_owned(),
        }
    }

    #[test]
    fn what_is_gone_and_what_is_left_share_the_line() {
        let drawn = ClockLine::new(&life("2024-01-26"));
        assert_eq!((drawn.gone.as_str(), drawn.left.as_str(), drawn.rest()), ("25.00%", "75.00%", "25.00%"));
        assert!(!drawn.over && drawn.says.contains("75 days are left. 0 events moved it, 1 did not"), "{}", drawn.says);
    }

    #[test]
    fn a_clock_that_is_over_ends_before_today() {
        let drawn = ClockLine::new(&life("2024-07-19"));
        assert_eq!((drawn.gone.as_str(), drawn.left.as_str()), ("50.00%", "0.00%"));
        assert!(drawn.over && drawn.says.contains("it ended 100 days ago"), "{}", drawn.says);
    }

    #[test]
    fn a_clock_of_one_day_and_of_all_time_can_be_drawn() {
        let mut one = life("2024-01-01");
        (one.began, one.ends, one.marks) = (one.today, one.today, Vec::new());
        ClockLine::new(&one);
        (one.began, one.ends) = (day("0001-01-01"), day("9999-12-31"));
        ClockLine::new(&one);
    }
}
