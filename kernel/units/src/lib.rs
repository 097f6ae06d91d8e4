//! The smallest words of the system: money, dates, ids, reasons.
//!
//! Nothing here reads a clock, a file or a random number; the same inputs give
//! the same outputs on any machine.

mod amount;
mod calendar;
mod currency;
mod cycle;
mod date;
mod day_count;
mod ids;
mod proportion;
mod rate;
mod rounding;
mod spoken_day;
mod why;

pub use amount::{Amount, AmountError, Money};
pub use calendar::{BusinessCalendar, BusinessDays, DayOfWeek};
pub use currency::{Currency, CurrencyError};
pub use cycle::{Cycle, CycleError, CycleUnit, MonthEnd};
pub use date::{BusinessDate, DateError};
pub use day_count::{DayCount, YearFraction};
pub use ids::{BranchId, ContactPointId, LoanEventId, LoanId, PartyId, PaymentId, StaffId};
pub use jiff::Timestamp as Instant;
pub use proportion::{Difference, Interval, Measured, Proportion, basis_points, cases_needed, smallest_found};
pub use rate::{Per, Rate, RateError};
pub use rounding::{Rounding, divide};
pub use rust_decimal::Decimal;
pub use spoken_day::{SpokenDayError, spoken_day};
pub use why::{FactId, Why};
