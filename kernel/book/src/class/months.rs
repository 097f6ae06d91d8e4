//! Months counted by the corresponding day.

use makegood_units::BusinessDate;

/// The day so many months later that has the same number in its month, or the last
/// day of that month when it is shorter (31 August + 6 months = 29 February 2024).
/// `None` beyond the calendar. The rule is that of BGB §188 and of Civil Code art. 202.
pub(super) fn months_after(day: BusinessDate, months: u32) -> Option<BusinessDate> {
    let date = day.civil();
    let of_year = i64::from(date.year()) * 12 + i64::from(date.month()) - 1 + i64::from(months);
    let year = i16::try_from(of_year.div_euclid(12)).ok()?;
    let month = i8::try_from(of_year.rem_euclid(12) + 1).ok()?;
    (0..=3).find_map(|back| BusinessDate::try_from_ymd(year, month, date.day() - back))
}

/// How many whole months lie between two days, by the same rule.
pub(super) fn months_between(from: BusinessDate, to: BusinessDate) -> u32 {
    let (start, end) = (from.civil(), to.civil());
    let apart =
        (i64::from(end.year()) - i64::from(start.year())) * 12 + i64::from(end.month()) - i64::from(start.month());
    let Ok(apart) = u32::try_from(apart) else { return 0 };
    if months_after(from, apart).is_some_and(|day| day <= to) { apart } else { apart.saturating_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::{months_after, months_between};
    use makegood_units::BusinessDate;
    use proptest::prelude::*;

    fn day(text: &str) -> BusinessDate {
        text.parse().expect("a day")
    }

    #[test]
    fn the_last_day_stands_in_for_days_a_month_lacks() {
        for (from, months, to) in [
            ("2023-08-31", 6, "2024-02-29"),
            ("2026-05-20", 3, "2026-08-20"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-11-30", 3, "2027-02-28"),
        ] {
            assert_eq!(months_after(day(from), months), Some(day(to)), "{from} + {months}");
        }
        assert_eq!(months_after(day("9999-12-01"), 1), None);
    }

    proptest! {
        #[test]
        fn whole_months_are_those_whose_day_has_come(start in 0..40_000_i32, length in 0..4_000_i32) {
            let at = |days| BusinessDate::try_from_epoch_days(days).expect("a day");
            let (from, to) = (at(start), at(start + length));
            let slow = (1..).take_while(|months| months_after(from, *months).expect("in the calendar") <= to).count();
            prop_assert_eq!(months_between(from, to) as usize, slow);
        }
    }
}
