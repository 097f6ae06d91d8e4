//! Lengths of time as laws give them, and the days a period covers.

use crate::dated::Dated;
use crate::words::Words;
use jiff::Span;
use makegood_units::BusinessDate;
use std::fmt;

/// Years, months and days. Years and months lead to the corresponding day of the
/// later month, or to its last day where it has none (31 August and six months:
/// the last day of February); days are counted after that.
///
/// Source of the month rule: Civil Code of China art. 202, BGB § 188(2)(3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Length {
    /// Whole years.
    pub years: i32,
    /// Whole months.
    pub months: i32,
    /// Days; seven for each week.
    pub days: i32,
}

impl Length {
    /// Whether it is no time at all.
    pub fn is_zero(self) -> bool {
        self == Self::default()
    }

    /// The day that lies so long after `day`; none outside the years 0001 to 9999.
    pub fn after(self, day: BusinessDate) -> Option<BusinessDate> {
        self.moved(day, 1)
    }

    /// The day that lies so long before `day`; none outside the years 0001 to 9999.
    pub fn before(self, day: BusinessDate) -> Option<BusinessDate> {
        self.moved(day, -1)
    }

    fn moved(self, day: BusinessDate, sign: i64) -> Option<BusinessDate> {
        let months = i64::from(self.years).checked_mul(12)?.checked_add(i64::from(self.months))?;
        let months = Span::new().try_months(months.checked_mul(sign)?).ok()?;
        let days = Span::new().try_days(i64::from(self.days).checked_mul(sign)?).ok()?;
        let civil = day.civil().checked_add(months).ok()?.checked_add(days).ok()?;
        BusinessDate::try_from_ymd(civil.year(), civil.month(), civil.day())
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.years, "year"), (self.months, "month"), (self.days, "day")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(count, _)| *count != 0)
            .map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }))
            .collect();
        f.write_str(&if parts.is_empty() { "0 days".to_owned() } else { parts.join(" and ") })
    }
}

/// A length whose numbers change with the law.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatedLength {
    /// Whole years.
    pub years: Option<Dated<i32>>,
    /// Whole months.
    pub months: Option<Dated<i32>>,
    /// Weeks of seven days.
    pub weeks: Option<Dated<i32>>,
    /// Days.
    pub days: Option<Dated<i32>>,
}

impl DatedLength {
    /// Whether the pack gives no number at all.
    pub fn is_unsaid(&self) -> bool {
        self.years.is_none() && self.months.is_none() && self.weeks.is_none() && self.days.is_none()
    }

    /// The length in force on a day; none where there is none or it is nothing.
    pub fn on(&self, day: BusinessDate) -> Option<Length> {
        let number = |dated: &Option<Dated<i32>>| dated.as_ref().and_then(|dated| dated.on(day)).copied().unwrap_or(0);
        let days = number(&self.weeks).checked_mul(7)?.checked_add(number(&self.days))?;
        let length = Length { years: number(&self.years), months: number(&self.months), days };
        (!length.is_zero()).then_some(length)
    }
}

/// From which day a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Starts {
    /// The day itself is not counted; the last day is the corresponding one.
    DayNotCounted,
    /// The day itself is the first.
    DayCounted,
    /// The day after is the first day of the period, as after an entry in a register.
    NextDay,
    /// The last moment of the calendar year the day lies in.
    YearEnd,
}

pub(super) const STARTS: &Words<Starts> = &[
    ("day_not_counted", Starts::DayNotCounted),
    ("day_counted", Starts::DayCounted),
    ("next_day", Starts::NextDay),
    ("year_end", Starts::YearEnd),
];

/// The days of a period, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub first: BusinessDate,
    pub last: BusinessDate,
}

impl Starts {
    /// The period of this length that an event of the day sets off; none beyond the calendar.
    pub(super) fn period(self, day: BusinessDate, length: Length) -> Option<Period> {
        let next = shifted(day, 1)?;
        let closed = |first: BusinessDate| Some(Period { first, last: shifted(length.after(first)?, -1)? });
        match self {
            Self::DayNotCounted => Some(Period { first: next, last: length.after(day)? }),
            Self::DayCounted => closed(day),
            Self::NextDay => closed(next),
            Self::YearEnd => {
                let year_end = BusinessDate::try_from_ymd(day.civil().year(), 12, 31)?;
                Self::DayNotCounted.period(year_end, length)
            }
        }
    }
}

/// The day so many days later; none beyond the calendar.
pub(super) fn shifted(day: BusinessDate, days: i32) -> Option<BusinessDate> {
    BusinessDate::try_from_epoch_days(day.epoch_days().checked_add(days)?)
}
