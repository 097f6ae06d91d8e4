//! How money, days and shares are written, the same on every page.

use askama::filters::HtmlSafe;
use makegood_units::{BusinessDate, Money};
use std::borrow::Borrow;
use std::fmt;

/// Markup made here from numbers and fixed words, so a template need not escape it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Markup(String);

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Markup {}

/// An amount with its currency, kept on one line.
pub fn money(money: &Money) -> Markup {
    Markup(format!(
        "<span class=\"money\"><span class=\"n\">{}</span> <span class=\"cur\">{}</span></span>",
        money.number(","),
        money.currency
    ))
}

/// A whole number with thousands separated.
pub fn count(number: impl Borrow<usize>) -> String {
    let digits = number.borrow().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A day for reading and for machines: `2 Apr 2007`.
pub fn day(date: &BusinessDate) -> Markup {
    Markup(format!("<time datetime=\"{date}\">{}</time>", day_text(date)))
}

/// A day as text: `2 Apr 2007`.
pub fn day_text(date: &BusinessDate) -> String {
    let civil = date.civil();
    format!("{} {} {}", civil.day(), month(date), civil.year())
}

/// A day with its weekday: `Monday 2 April 2007`.
pub fn long_day(date: &BusinessDate) -> Markup {
    let civil = date.civil();
    Markup(format!(
        "<time datetime=\"{date}\">{} {} {} {}</time>",
        weekday(date),
        civil.day(),
        MONTHS[at(date)],
        civil.year()
    ))
}

/// The first three letters of the month.
pub fn month(date: &BusinessDate) -> &'static str {
    &MONTHS[at(date)][..3]
}

/// `1 day`, `48 days`.
pub fn days(days: impl Borrow<i32>) -> String {
    let days = *days.borrow();
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// `1 loan`, `12 loans`: a count with its noun.
pub fn counted(number: impl Borrow<usize>, noun: &str) -> String {
    let number = *number.borrow();
    format!("{} {noun}{}", count(number), if number == 1 { "" } else { "s" })
}

/// Minutes as `25 min` or `6 h 40 min`.
pub fn minutes(minutes: impl Borrow<u32>) -> String {
    let minutes = *minutes.borrow();
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}

/// A part of a whole in tenths of a percent, rounded half up for reading only:
/// `33.8%`. A part of nothing is `n/a`.
pub fn share(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "n/a".to_owned();
    }
    let tenths = (i128::from(part) * 2_000 + i128::from(whole)) / (2 * i128::from(whole));
    format!("{}.{}%", tenths / 10, (tenths % 10).abs())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn at(date: &BusinessDate) -> usize {
    usize::try_from(date.civil().month() - 1).unwrap_or(0).min(11)
}

/// The name of the day of the week.
pub fn weekday(date: &BusinessDate) -> &'static str {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let offset = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0);
    DAYS[offset.min(6)]
}

#[cfg(test)]
mod tests {
    use super::{count, day_text, long_day, minutes, share};

    #[test]
    fn people_read_it_aloud() {
        let date = "2007-04-02".parse().expect("a day");
        assert_eq!(day_text(&date), "2 Apr 2007");
        assert_eq!(long_day(&date).to_string(), "<time datetime=\"2007-04-02\">Monday 2 April 2007</time>");
        assert_eq!([5, 60, 400].map(minutes), ["5 min", "1 h", "6 h 40 min"]);
        assert_eq!([7, 1_000, 1_234_567].map(count), ["7", "1,000", "1,234,567"]);
    }

    #[test]
    fn shares_round_half_up_and_never_divide_by_nothing() {
        assert_eq!([(1, 3), (1, 8), (1, 1), (0, 5)].map(|(a, b)| share(a, b)), ["33.3%", "12.5%", "100.0%", "0.0%"]);
        assert_eq!(share(1, 2_000), "0.1%");
        assert_eq!(share(5, 0), "n/a");
        assert_eq!(share(i64::MAX, i64::MAX), "100.0%");
    }
}
