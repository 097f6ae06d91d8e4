//! Arrears over time, as steps, with pauses, events and the day of the page.

use super::days::{Scale, Tick, tick, ticks};
use super::{basis_points, percent};
use crate::say;
use askama::Template;
use askama::filters::HtmlSafe;
use makegood_units::{BusinessDate, Money};

/// Days on which the arrears were the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: BusinessDate,
    /// The day after the last.
    pub to: BusinessDate,
    /// Due and unpaid on each of them.
    pub arrears: Money,
}

/// What the drawing shows beside the arrears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The day of the page.
    pub as_of: BusinessDate,
    /// Pauses by their first and last days.
    pub pauses: Vec<(BusinessDate, BusinessDate)>,
    /// Events by their effective days, with their number on the page and their words.
    pub events: Vec<(BusinessDate, usize, String)>,
    /// The same life as it is known now, where that is another.
    pub now: Vec<Stretch>,
}

/// The life of a loan.
#[derive(Clone, Debug, Template)]
#[template(path = "drawing/life.svg.html", escape = "html")]
pub struct Life {
    says: String,
    /// The largest arrears, which the top stands for.
    most: String,
    steps: Vec<Step>,
    now: Vec<Line>,
    pauses: Vec<Step>,
    events: Vec<Mark>,
    ticks: Vec<Tick>,
    as_of: Tick,
}

#[derive(Clone, Debug)]
struct Step {
    x: String,
    width: String,
    top: u32,
    height: u32,
    says: String,
}

#[derive(Clone, Debug)]
struct Line {
    x1: String,
    x2: String,
    y1: u32,
    y2: u32,
}

#[derive(Clone, Debug)]
struct Mark {
    x: String,
    number: String,
    says: String,
}

/// The top and the foot of the steps, in pixels.
const TOP: u32 = 46;
const FOOT: u32 = 146;
/// Numbers closer than this, in hundredths of a percent, would lie on each other.
const APART: u32 = 520;
/// The days across and the arrears upwards.
struct Sheet {
    days: Scale,
    most: i64,
}

impl Sheet {
    fn at(&self, day: BusinessDate) -> u32 {
        self.days.at(day)
    }

    fn height(&self, arrears: &Money) -> u32 {
        basis_points(arrears.amount.minor(), self.most) * (FOOT - TOP) / 10_000
    }
}

impl Life {
    /// Whether another life, as known now, is drawn over it.
    pub fn has_another(&self) -> bool {
        !self.now.is_empty()
    }

    /// The stretches up to `until`, which the last of them reaches.
    pub fn new(stretches: &[Stretch], until: BusinessDate, beside: &Beside) -> Self {
        let begins = stretches.first().map_or(until, |first| first.from).min(beside.as_of);
        let amounts = stretches.iter().chain(&beside.now).map(|one| one.arrears);
        let most = amounts.max_by_key(|money| money.amount);
        let days = Scale { begins, days: i64::from(until.days_since(begins)) + 1 };
        let scale = Sheet { days, most: most.map_or(0, |money| money.amount.minor()) };
        Self {
            says: said(stretches, beside),
            most: most.map(|money| money.to_string()).unwrap_or_default(),
            steps: stretches.iter().filter(|one| !one.arrears.amount.is_zero()).map(|one| step(one, &scale)).collect(),
            now: outline(&beside.now, &scale),
            pauses: beside.pauses.iter().filter_map(|pause| shade(*pause, until, &scale)).collect(),
            events: marks(&beside.events, until, &scale),
            ticks: ticks(until, &scale.days),
            as_of: tick(say::day_text(&beside.as_of), scale.at(beside.as_of)),
        }
    }
}

fn said(stretches: &[Stretch], beside: &Beside) -> String {
    let late: Vec<&Stretch> = stretches.iter().filter(|one| !one.arrears.amount.is_zero()).collect();
    let worst = late.iter().max_by_key(|one| one.arrears.amount);
    let arrears = match (worst, late.last()) {
        (Some(worst), Some(last)) => format!(
            "Arrears were largest from {}: {}. At the end, from {}, they are {}.",
            say::day_text(&worst.from),
            worst.arrears,
            say::day_text(&last.to.max(last.from)),
            stretches.last().map_or(last.arrears, |end| end.arrears)
        ),
        _ => "Nothing was past due on any day.".to_owned(),
    };
    format!(
        "{arrears} {} and {} are marked. The tables below say the same.",
        say::counted(beside.events.len(), "event"),
        say::counted(beside.pauses.len(), "pause")
    )
}

fn step(one: &Stretch, scale: &Sheet) -> Step {
    let (start, end) = (scale.at(one.from), scale.at(one.to));
    let height = scale.height(&one.arrears).max(2);
    Step {
        x: percent(start),
        width: percent(end.saturating_sub(start)),
        top: FOOT - height,
        height,
        says: format!(
            "{} past due from {} to {}",
            one.arrears,
            say::day_text(&one.from),
            say::day_text(&one.to.plus_days(-1))
        ),
    }
}

/// The edge of the steps: along their tops, and up or down between them.
fn outline(stretches: &[Stretch], scale: &Sheet) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut before = FOOT;
    for one in stretches {
        let (x1, x2, y) = (percent(scale.at(one.from)), percent(scale.at(one.to)), FOOT - scale.height(&one.arrears));
        if before != y {
            lines.push(Line { x1: x1.clone(), x2: x1.clone(), y1: before, y2: y });
        }
        lines.push(Line { x1, x2, y1: y, y2: y });
        before = y;
    }
    lines
}

fn shade((from, to): (BusinessDate, BusinessDate), until: BusinessDate, scale: &Sheet) -> Option<Step> {
    let (from, last) = (from.max(scale.days.begins), to.min(until));
    (from <= last).then(|| {
        let (start, end) = (scale.at(from), scale.at(last.plus_days(1)));
        Step {
            x: percent(start),
            width: percent(end.saturating_sub(start)),
            top: TOP,
            height: FOOT - TOP,
            says: format!("Pause from {} to {}", say::day_text(&from), say::day_text(&to)),
        }
    })
}

/// The events inside the picture; a number that would lie on another is left out.
fn marks(events: &[(BusinessDate, usize, String)], until: BusinessDate, scale: &Sheet) -> Vec<Mark> {
    let mut last = None;
    let inside = events.iter().filter(|(on, ..)| scale.days.begins <= *on && *on <= until);
    inside
        .map(|(on, number, says)| {
            let x = scale.at(*on);
            let free = last.is_none_or(|last: u32| x >= last + APART);
            if free {
                last = Some(x);
            }
            let number = if free { number.to_string() } else { String::new() };
            Mark { x: percent(x), number, says: format!("{}: {says}", say::day_text(on)) }
        })
        .collect()
}

impl HtmlSafe for Life {}

#[cfg(test)]
mod tests {
    use super::{Beside, Life, Stretch};
    use makegood_units::{Amount, BusinessDate, Currency, Money};

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    fn stretch(from: &str, to: &str, minor: i64) -> Stretch {
        Stretch { from: day(from), to: day(to), arrears: Money::new(Amount::from_minor(minor), Currency::USD) }
    }

    fn beside(as_of: &str) -> Beside {
        Beside { as_of: day(as_of), pauses: Vec::new(), events: Vec::new(), now: Vec::new() }
    }

    #[test]
    fn steps_are_as_high_as_their_share_of_the_most() {
        let life = [
            stretch("2007-01-01", "2007-01-11", 0),
            stretch("2007-01-11", "2007-01-16", 5_000),
            stretch("2007-01-16", "2007-01-21", 10_000),
        ];
        let drawn = Life::new(&life, day("2007-01-20"), &beside("2007-01-20"));
        let steps: Vec<_> = drawn.steps.iter().map(|one| (one.x.as_str(), one.width.as_str(), one.height)).collect();
        assert_eq!(steps, [("50.00%", "25.00%", 50), ("75.00%", "25.00%", 100)]);
        assert_eq!((drawn.most.as_str(), drawn.as_of.x.as_str()), ("100.00 USD", "95.00%"));
        assert!(drawn.says.starts_with("Arrears were largest from 16 Jan 2007: 100.00 USD."), "{}", drawn.says);
    }

    #[test]
    fn a_pause_is_cut_at_the_end_and_numbers_never_lie_on_each_other() {
        let life = [stretch("2007-01-01", "2007-01-21", 0)];
        let mut more = beside("2007-01-20");
        more.pauses = vec![(day("2007-01-11"), day("2007-03-01")), (day("2008-01-01"), day("2008-02-01"))];
        more.events = ["2006-12-31", "2007-01-02", "2007-01-03", "2007-01-15", "2007-02-01"]
            .iter()
            .zip(1_usize..)
            .map(|(on, number)| (day(on), number, String::new()))
            .collect();
        let drawn = Life::new(&life, day("2007-01-20"), &more);
        assert_eq!(drawn.pauses.len(), 1);
        assert_eq!((drawn.pauses[0].x.as_str(), drawn.pauses[0].width.as_str()), ("50.00%", "50.00%"));
        let numbers: Vec<_> = drawn.events.iter().map(|mark| mark.number.as_str()).collect();
        assert_eq!(numbers, ["2", "", "4"]);
        assert!(drawn.says.starts_with("Nothing was past due on any day. 5 events and 2 pauses"), "{}", drawn.says);
    }

    #[test]
    fn a_life_of_nothing_and_of_all_time_can_be_drawn() {
        Life::new(&[], day("2007-01-20"), &beside("2007-01-20"));
        let all = [stretch("0001-01-01", "9999-12-31", i64::MAX)];
        let drawn = Life::new(&all, day("9999-12-31"), &beside("0001-01-01"));
        assert!(drawn.ticks.len() < 20, "{}", drawn.ticks.len());
    }
}
