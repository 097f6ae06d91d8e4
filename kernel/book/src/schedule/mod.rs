//! Schedules from terms: which amounts fall due on which days.
//!
//! Every period's interest is reckoned exactly and becomes whole in one place
//! (`round.rs`) by the mode the terms name. The last instalment takes what rounding
//! left. Where a multiple is rounded up so far that the loan is repaid early, the
//! schedule ends with the instalment that does it; where two due dates move to the
//! same business day, their rows become one. A schedule that comes with the book is
//! taken as it stands and never passes through here.

mod check;
mod declining;
mod error;
mod flat;
mod interest;
mod level;
mod periods;
mod round;
mod row;
mod terms;

pub use error::ScheduleError;
pub use level::level_payment;
pub use row::{Row, Schedule};
pub use terms::{Balloon, InterestTo, LevelBasis, Method, OnChange, RateChange, Repayment, Terms};

use makegood_units::BusinessCalendar;

/// The most instalments a schedule may have: daily ones over more than thirty years.
pub const MOST_INSTALMENTS: u32 = 12_000;

/// The most rate changes: one a month over fifty years.
pub const MOST_RATE_CHANGES: usize = 600;

/// The highest rate that is scheduled, in per cent for its period.
pub const HIGHEST_RATE_PERCENT: u32 = 100_000;

/// The schedule that follows from the terms. The calendar is needed where the terms
/// move due dates to business days.
///
/// # Errors
/// Every reason is a [`ScheduleError`] by name; no terms make it panic.
///
/// ```
/// use makegood_book::schedule::{Terms, schedule};
/// let terms: Terms = toml::from_str(r#"
///     principal = 300_000
///     rate = "12% a year"
///     method = "flat"
///     instalments = 3
///     cycle = "1 month"
///     start_on = "2023-01-01"
///     rounding = "half_even"
/// "#).unwrap();
/// let rows = schedule(&terms, None).unwrap().rows;
/// assert_eq!(rows.len(), 3);
/// assert_eq!((rows[0].principal.minor(), rows[0].interest.minor()), (100_000, 3_000));
/// assert_eq!(rows[0].due_on.to_string(), "2023-02-01");
/// ```
pub fn schedule(terms: &Terms, calendar: Option<&BusinessCalendar>) -> Result<Schedule, ScheduleError> {
    check::check(terms)?;
    let periods = periods::periods(terms, calendar)?;
    let rows = match terms.method {
        Method::Declining => declining::rows(terms, &periods)?,
        Method::Flat => flat::rows(terms, &periods)?,
    };
    Schedule::of(rows)
}
