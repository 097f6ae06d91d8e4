//! Days as people say them: `fri`, `+5`, `25`, `tomorrow`, beside the written date.

use crate::{BusinessDate, DateError};
use jiff::civil::Weekday;

/// Why words do not name a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpokenDayError {
    /// Nothing was said.
    #[error("no day was given")]
    Empty,
    /// Written as a date and not in the calendar.
    #[error(transparent)]
    Date(#[from] DateError),
    /// A day of the month that no month of the coming year has.
    #[error("no month of the coming year has a day {0}")]
    NoSuchDay(i8),
    /// More days ahead than anybody plans.
    #[error("+{0} lies more than a year ahead")]
    TooFar(i32),
    /// Words nobody knows.
    #[error("{0:?} is no day")]
    Unknown(String),
}

impl SpokenDayError {
    /// The stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "no_day_given",
            Self::Date(_) => "no_such_date",
            Self::NoSuchDay(_) => "no_such_day_of_the_month",
            Self::TooFar(_) => "day_too_far",
            Self::Unknown(_) => "no_such_day",
        }
    }

    /// What to write instead.
    pub fn way_out(&self) -> &'static str {
        "Write a date such as 2007-04-09, a weekday such as fri, a day of the month such as 25, +5 for five days \
         ahead, +2w for two weeks, today, tomorrow, or end for the last day of the month."
    }
}

/// The longest way ahead that `+` reaches, in days.
const FARTHEST: i32 = 366;

/// English, Spanish and Chinese, by their beginning; Monday first.
const WEEKDAYS: [(&[&str], Weekday); 7] = [
    (&["monday", "lunes", "周一", "星期一"], Weekday::Monday),
    (&["tuesday", "martes", "周二", "星期二"], Weekday::Tuesday),
    (&["wednesday", "miércoles", "miercoles", "周三", "星期三"], Weekday::Wednesday),
    (&["thursday", "jueves", "周四", "星期四"], Weekday::Thursday),
    (&["friday", "viernes", "周五", "星期五"], Weekday::Friday),
    (&["saturday", "sábado", "sabado", "周六", "星期六"], Weekday::Saturday),
    (&["sunday", "domingo", "周日", "周天", "星期日", "星期天"], Weekday::Sunday),
];

/// The day somebody means, said on `today`. A weekday is the next one after today; a day
/// of the month is the next one from today on that a month has.
///
/// # Errors
/// [`SpokenDayError`] when the words name no day.
pub fn spoken_day(words: &str, today: BusinessDate) -> Result<BusinessDate, SpokenDayError> {
    let words = words.trim().to_lowercase();
    let unknown = || SpokenDayError::Unknown(words.clone());
    match words.as_str() {
        "" => return Err(SpokenDayError::Empty),
        "today" | "hoy" | "今天" => return Ok(today),
        "tomorrow" | "tom" | "mañana" | "manana" | "明天" => return Ok(today.plus_days(1)),
        "end" | "eom" | "month end" | "fin de mes" | "月底" => return Ok(last_of_month(today)),
        _ => {}
    }
    if let Some(ahead) = words.strip_prefix('+') {
        return ahead_of(ahead.trim(), today).ok_or_else(unknown)?;
    }
    if words.bytes().all(|byte| byte.is_ascii_digit()) && words.len() <= 2 {
        return day_of_month(words.parse().map_err(|_| unknown())?, today);
    }
    if words.contains('-') && words.starts_with(|letter: char| letter.is_ascii_digit()) {
        return Ok(words.parse()?);
    }
    // Two letters could be several of them, and two signs are a whole Chinese word.
    let said = |name: &&str| name.starts_with(&words) && (words.chars().count() >= 3 || !words.is_ascii());
    let found = WEEKDAYS.iter().find(|(names, _)| names.iter().any(&said));
    let (_, weekday) = found.ok_or_else(unknown)?;
    let ahead = i32::from(weekday.to_monday_zero_offset()) - i32::from(today.weekday().to_monday_zero_offset());
    Ok(today.plus_days(if ahead > 0 { ahead } else { ahead.saturating_add(7) }))
}

/// `5`, `2w`; none when it is no count.
fn ahead_of(count: &str, today: BusinessDate) -> Option<Result<BusinessDate, SpokenDayError>> {
    let (digits, each) = match count.strip_suffix('w') {
        Some(weeks) => (weeks.trim(), 7),
        None => (count.strip_suffix('d').unwrap_or(count).trim(), 1),
    };
    let days = digits.parse::<u16>().ok().map(i32::from)?.checked_mul(each)?;
    Some(if days > FARTHEST { Err(SpokenDayError::TooFar(days)) } else { Ok(today.plus_days(days)) })
}

fn day_of_month(day: i8, today: BusinessDate) -> Result<BusinessDate, SpokenDayError> {
    let mut first = today;
    for _ in 0..=12 {
        let civil = first.civil();
        let meant = BusinessDate::try_from_ymd(civil.year(), civil.month(), day).filter(|meant| *meant >= today);
        match meant {
            Some(meant) => return Ok(meant),
            None => first = last_of_month(first).plus_days(1),
        }
    }
    Err(SpokenDayError::NoSuchDay(day))
}

fn last_of_month(day: BusinessDate) -> BusinessDate {
    BusinessDate::from_civil(day.civil().last_of_month())
}

#[cfg(test)]
mod tests {
    use super::spoken_day;

    fn said(words: &str) -> String {
        let today = "2026-11-23".parse().expect("a Monday");
        match spoken_day(words, today) {
            Ok(day) => day.to_string(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[test]
    fn days_are_understood_as_people_say_them() {
        let table = [
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("mon", "2026-11-30"),
            ("viernes", "2026-11-27"),
            ("周五", "2026-11-27"),
            ("+5", "2026-11-28"),
            ("+2w", "2026-12-07"),
            ("+0", "2026-11-23"),
            ("25", "2026-11-25"),
            ("22", "2026-12-22"),
            ("31", "2026-12-31"),
            ("end", "2026-11-30"),
            ("today", "2026-11-23"),
            (" Tomorrow ", "2026-11-24"),
            ("2026-12-04", "2026-12-04"),
            ("2026-02-30", "no_such_date"),
            ("32", "no_such_day_of_the_month"),
            ("0", "no_such_day_of_the_month"),
            ("+400", "day_too_far"),
            ("+", "no_such_day"),
            ("fr", "no_such_day"),
            ("soon", "no_such_day"),
            ("", "no_day_given"),
        ];
        for (words, expected) in table {
            assert_eq!(said(words), expected, "{words:?}");
        }
    }
}
