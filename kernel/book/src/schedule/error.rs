//! Why there is no schedule for some terms.

use makegood_units::BusinessDate;

/// Terms from which no schedule follows, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Nothing is lent, or less.
    #[error("the principal must be above zero")]
    NoPrincipal,
    /// The principal, or what an instalment would come to, is beyond what a book may hold.
    #[error("an amount of this schedule is larger than a book may hold")]
    AmountTooLarge,
    /// No instalment at all.
    #[error("there must be at least one instalment")]
    NoInstalments,
    /// More instalments than any loan has.
    #[error("{0} instalments are more than {limit}", limit = super::MOST_INSTALMENTS)]
    TooManyInstalments(u32),
    /// A rate below zero.
    #[error("a rate below zero cannot be scheduled")]
    NegativeRate,
    /// A rate above what anybody lends at.
    #[error("a rate above {limit}% cannot be scheduled", limit = super::HIGHEST_RATE_PERCENT)]
    RateTooHigh,
    /// More rate changes than any loan has.
    #[error("{0} rate changes are more than {limit}", limit = super::MOST_RATE_CHANGES)]
    TooManyRateChanges(usize),
    /// Rate changes that do not stand in the order of their days.
    #[error("rate changes must stand in the order of their days; {0} does not")]
    RateChangesUnordered(BusinessDate),
    /// The grace leaves no instalment to pay.
    #[error("grace over {0} instalments leaves none to pay in")]
    GraceTooLong(u32),
    /// A balloon that is not a part of the principal.
    #[error("the balloon must be above zero and below the principal")]
    BalloonOutOfRange,
    /// A multiple that is not above zero.
    #[error("instalments cannot be rounded to a multiple of zero or less")]
    BadMultiple,
    /// The first due date does not lie after the start.
    #[error("the first instalment falls due on {0}, which is not after the start")]
    FirstDueNotAfterStart(BusinessDate),
    /// The first due date lies thousands of cycles after the start.
    #[error("the first instalment falls due on {0}, thousands of cycles after the start")]
    FirstPeriodTooLong(BusinessDate),
    /// Due dates outside the years 0001 to 9999.
    #[error("instalment {0} would fall due outside the calendar")]
    DateOutOfRange(u32),
    /// A business-day convention without a calendar.
    #[error("due dates are to move to business days, but no business calendar was given")]
    CalendarMissing,
    /// The calendar has no business day to move to.
    #[error("the business calendar has no business day within a year of {0}")]
    NoBusinessDay(BusinessDate),
    /// A level instalment that does not even cover the interest it carries: the debt would grow.
    #[error("instalment {0} does not cover its interest; the debt would grow")]
    NegativeAmortisation(u32),
    /// The multiple is so coarse that instalments round to nothing.
    #[error("instalments round to nothing; the multiple is too coarse for this loan")]
    InstalmentRoundsToNothing,
    /// A calculation that does not fit 28 digits.
    #[error("this schedule cannot be reckoned in 28 digits; check its amounts, rates and dates")]
    Overflow,
}
