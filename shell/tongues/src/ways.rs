//! How a reader's language writes days, numbers and money.

use crate::Tongue;

/// A day or a month as found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    /// The year, where it is said.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; none where only a month is said.
    pub day: Option<u8>,
    /// 0 for Monday, where the weekday is said.
    pub weekday: Option<u8>,
    /// Whether the month is written out.
    pub long: bool,
}

const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const LONG: [&str; 12] = [
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
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ES_SHORT: [&str; 12] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"];
const ES_LONG: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const ES_WEEKDAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const ZH_WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// The month of an English word, 1 to 12, and whether it is written out.
pub(crate) fn month(word: &str) -> Option<(u8, bool)> {
    let at = |names: &[&str; 12]| names.iter().position(|name| *name == word);
    let number = |at: usize| u8::try_from(at + 1).ok();
    match (at(&SHORT), at(&LONG)) {
        (Some(short), _) => Some((number(short)?, false)),
        (None, Some(long)) => Some((number(long)?, true)),
        (None, None) => None,
    }
}

/// The weekday of an English word, written out or in three letters; 0 for Monday.
pub(crate) fn weekday(word: &str) -> Option<u8> {
    let known = |name: &&str| *name == word || name.get(..3) == Some(word);
    WEEKDAYS.iter().position(|name| known(&name)).and_then(|at| u8::try_from(at).ok())
}

fn name(names: &'static [&'static str], place: u8) -> &'static str {
    names.get(usize::from(place)).copied().unwrap_or_default()
}

impl Day {
    /// The day as the language writes it.
    pub(crate) fn said(&self, tongue: Tongue) -> String {
        let month = self.month.saturating_sub(1);
        match tongue {
            Tongue::English => self.english(month),
            Tongue::Spanish => self.spanish(month),
            Tongue::Chinese => self.chinese(),
        }
    }

    fn english(&self, month: u8) -> String {
        let mut words: Vec<String> = Vec::new();
        let letters = if self.long { usize::MAX } else { 3 };
        words.extend(self.weekday.map(|day| name(&WEEKDAYS, day).chars().take(letters).collect()));
        words.extend(self.day.map(|day| day.to_string()));
        words.push(name(if self.long { &LONG } else { &SHORT }, month).to_owned());
        words.extend(self.year.map(|year| year.to_string()));
        words.join(" ")
    }

    /// Fundéu and RAE: no capital, `de` between the parts where the month is written out.
    fn spanish(&self, month: u8) -> String {
        let between = if self.long { " de " } else { " " };
        let mut words: Vec<String> = Vec::new();
        words.extend(self.day.map(|day| day.to_string()));
        words.push(name(if self.long { &ES_LONG } else { &ES_SHORT }, month).to_owned());
        words.extend(self.year.map(|year| year.to_string()));
        let day = words.join(between);
        self.weekday.map_or(day.clone(), |weekday| format!("{}, {day}", name(&ES_WEEKDAYS, weekday)))
    }

    /// GB/T 15835: Arabic digits with 年, 月, 日.
    fn chinese(&self) -> String {
        let mut text = self.year.map(|year| format!("{year}年")).unwrap_or_default();
        text += &format!("{}月", self.month);
        text += &self.day.map(|day| format!("{day}日")).unwrap_or_default();
        text += &self.weekday.map(|day| format!(" 星期{}", name(&ZH_WEEKDAYS, day))).unwrap_or_default();
        text
    }
}

/// Whether a word is a number with thousands by comma and decimals by point, with
/// its sign and its percent sign.
pub(crate) fn is_number(word: &str) -> bool {
    let digits = bare(word);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = whole.contains(',');
    all_digits(first)
        && (!grouped || first.len() <= 3)
        && groups.all(|g| g.len() == 3 && all_digits(g))
        && all_digits(part)
}

fn bare(word: &str) -> &str {
    word.trim_start_matches(['-', '+', '−']).trim_end_matches('%')
}

/// A number as the language writes it: Spanish turns comma and point, and stands
/// off the percent sign (Ortografía de la lengua española, 2010).
pub(crate) fn number(word: &str, tongue: Tongue) -> String {
    if tongue != Tongue::Spanish || !is_number(word) {
        return word.to_owned();
    }
    let turned: String = word
        .chars()
        .map(|letter| match letter {
            ',' => '.',
            '.' => ',',
            other => other,
        })
        .collect();
    turned.replace('%', "\u{a0}%")
}

/// An amount with its currency; the two are kept on one line.
pub(crate) fn money(amount: &str, currency: &str, tongue: Tongue) -> String {
    match tongue {
        Tongue::Chinese => format!("{currency}\u{a0}{amount}"),
        _ => format!("{}\u{a0}{currency}", number(amount, tongue)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, is_number, money, number};
    use crate::Tongue::{Chinese, English, Spanish};

    #[test]
    fn a_day_in_each_language() {
        let short = Day { year: Some(2007), month: 3, day: Some(15), weekday: None, long: false };
        assert_eq!([English, Spanish, Chinese].map(|t| short.said(t)), ["15 Mar 2007", "15 mar 2007", "2007年3月15日"]);
        let long = Day { weekday: Some(3), long: true, ..short };
        assert_eq!(long.said(English), "Thursday 15 March 2007");
        assert_eq!(long.said(Spanish), "jueves, 15 de marzo de 2007");
        assert_eq!(long.said(Chinese), "2007年3月15日 星期四");
        let month = Day { day: None, long: true, ..short };
        assert_eq!([English, Spanish, Chinese].map(|t| month.said(t)), ["March 2007", "marzo de 2007", "2007年3月"]);
    }

    #[test]
    fn numbers_and_money() {
        assert_eq!(number("1,134.72", Spanish), "1.134,72");
        assert_eq!(number("33.8%", Spanish), "33,8\u{a0}%");
        assert_eq!(number("1,134.72", Chinese), "1,134.72");
        assert_eq!(money("1,134.72", "USD", Spanish), "1.134,72\u{a0}USD");
        assert_eq!(money("1,134.72", "USD", Chinese), "USD\u{a0}1,134.72");
        for (word, expected) in [("-500.00", true), ("1,23", false), ("1.2.3", false), ("30/360", false), ("", false)] {
            assert_eq!(is_number(word), expected, "{word}");
        }
    }
}
