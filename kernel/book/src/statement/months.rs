//! Due dates counted back by the month.

use makegood_units::BusinessDate;

/// The due date `count` back from `as_of`, the latest one on or before it being
/// the first. In a month too short for it, the due day is the month's last.
pub(super) fn due_back(as_of: BusinessDate, due_day: i8, count: i64) -> BusinessDate {
    let civil = as_of.civil();
    let this_month = i64::from(due_day.min(civil.days_in_month()) > civil.day());
    let back = count.saturating_sub(1).saturating_add(this_month);
    let month = (i64::from(civil.year()) * 12 + i64::from(civil.month()) - 1).saturating_sub(back).max(12);
    let year = i16::try_from(month / 12).unwrap_or(1);
    let month = i8::try_from(month % 12 + 1).unwrap_or(1);
    let first = BusinessDate::try_from_ymd(year, month, 1).unwrap_or(as_of);
    first.plus_days(i32::from(due_day.min(first.civil().days_in_month())) - 1)
}

/// The fewest days `count` instalments behind can be, whatever the due day.
pub(super) fn fewest(as_of: BusinessDate, count: i64) -> i32 {
    (1..=31).map(|due_day| as_of.days_since(due_back(as_of, due_day, count))).min().unwrap_or(0)
}

/// The day `count` months after `day`; the month's last where it is too short.
pub(super) fn months_later(day: BusinessDate, count: i32) -> Option<BusinessDate> {
    let civil = day.civil();
    let month = (i32::from(civil.year()) * 12 + i32::from(civil.month()) - 1).checked_add(count)?;
    let (year, month) = (i16::try_from(month.div_euclid(12)).ok()?, i8::try_from(month.rem_euclid(12) + 1).ok()?);
    let first = BusinessDate::try_from_ymd(year, month, 1)?;
    Some(first.plus_days(i32::from(civil.day().min(first.civil().days_in_month())) - 1))
}

/// Calendar months from the month of `earlier` to that of `later`.
pub(super) fn months_between(earlier: BusinessDate, later: BusinessDate) -> i32 {
    let (from, to) = (earlier.civil(), later.civil());
    (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month())
}

/// The last day of the month.
pub(super) fn month_end(day: BusinessDate) -> BusinessDate {
    let civil = day.civil();
    day.plus_days(i32::from(civil.days_in_month()) - i32::from(civil.day()))
}
