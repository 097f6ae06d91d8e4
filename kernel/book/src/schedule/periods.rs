//! The periods of a loan: when they begin and end, when their instalment falls due,
//! and which part of a year they are.

use super::{InterestTo, ScheduleError, Terms};
use makegood_units::{BusinessCalendar, BusinessDate, BusinessDays, CycleUnit, DayCount, YearFraction};

/// No loan waits for longer for its first instalment, in cycles.
const LONGEST_FIRST_PERIOD: i32 = 4_000;

/// One period of interest, with the instalment at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its number, from 1.
    pub no: u32,
    /// From which day interest runs.
    pub from: BusinessDate,
    /// To which day.
    pub to: BusinessDate,
    /// When its instalment falls due.
    pub due_on: BusinessDate,
    /// Its part of a year without a day count.
    pub part: YearFraction,
}

/// The periods in their order.
pub fn periods(terms: &Terms, calendar: Option<&BusinessCalendar>) -> Result<Vec<Period>, ScheduleError> {
    let mut from = terms.start_on;
    let mut periods: Vec<Period> = Vec::new();
    for no in 1..=terms.instalments {
        let scheduled = scheduled(terms, no)?;
        let due_on = moved(terms, scheduled, calendar)?;
        let to = match terms.interest_to {
            InterestTo::Scheduled => scheduled,
            InterestTo::Moved => due_on,
        };
        if no == 1 && (scheduled <= terms.start_on || due_on <= terms.start_on) {
            return Err(ScheduleError::FirstDueNotAfterStart(due_on));
        }
        let days = i64::from(to.days_since(from));
        periods.push(Period { no, from, to, due_on, part: YearFraction { days, ..part(terms, no)? } });
        from = to;
    }
    Ok(periods)
}

/// The day of instalment `no` by the cycle alone.
fn scheduled(terms: &Terms, no: u32) -> Result<BusinessDate, ScheduleError> {
    let outside = || ScheduleError::DateOutOfRange(no);
    let no = i32::try_from(no).map_err(|_| outside())?;
    let (anchor, times) = match terms.first_due_on {
        Some(first) => (first, no - 1),
        None => (terms.start_on, no),
    };
    terms.cycle.after(anchor, times, terms.month_end).ok_or_else(outside)
}

fn moved(terms: &Terms, day: BusinessDate, calendar: Option<&BusinessCalendar>) -> Result<BusinessDate, ScheduleError> {
    if terms.business_days == BusinessDays::None {
        return Ok(day);
    }
    let calendar = calendar.ok_or(ScheduleError::CalendarMissing)?;
    calendar.moved(day, terms.business_days).ok_or(ScheduleError::NoBusinessDay(day))
}

/// The part of a year a period is when its days do not count: whole cycles, and for a
/// first period of another length the cycles back from the first due date and the
/// days left over as a part of the cycle they lie in. The caller knows the days.
fn part(terms: &Terms, no: u32) -> Result<YearFraction, ScheduleError> {
    let first = terms.first_due_on.filter(|_| no == 1);
    let (cycles, of) = first.map_or(Ok((1, 1)), |first| cycles_before(terms, first))?;
    let a_year = match terms.cycle.unit() {
        CycleUnit::Day => 365,
        CycleUnit::Week => 52,
        CycleUnit::Month => 12,
        CycleUnit::Year => 1,
    };
    let numerator = cycles * i64::from(terms.cycle.every());
    let denominator = of * a_year;
    Ok(YearFraction { numerator, denominator, days: 0 })
}

/// How many cycles lie between the start and the first due date, as a fraction.
fn cycles_before(terms: &Terms, first: BusinessDate) -> Result<(i64, i64), ScheduleError> {
    let before = |times: i32| terms.cycle.after(first, -times, terms.month_end);
    let outside = ScheduleError::DateOutOfRange(1);
    let mut whole = 0;
    while before(whole + 1).is_some_and(|day| day >= terms.start_on) {
        whole += 1;
        if whole > LONGEST_FIRST_PERIOD {
            return Err(ScheduleError::FirstPeriodTooLong(first));
        }
    }
    let begins = before(whole).ok_or(outside)?;
    let left = i64::from(begins.days_since(terms.start_on));
    if left == 0 {
        return Ok((i64::from(whole), 1));
    }
    let length = i64::from(begins.days_since(before(whole + 1).ok_or(outside)?));
    Ok((i64::from(whole) * length + left, length))
}

/// The part of a year every period is taken for when a level instalment is reckoned
/// over nominal periods.
pub fn nominal_part(terms: &Terms, day_count: DayCount) -> YearFraction {
    let year = match day_count {
        DayCount::Thirty360 | DayCount::ThirtyE360 => (360, 360),
        DayCount::Actual360 => (365, 360),
        DayCount::Actual365 | DayCount::ActualActual => (365, 365),
    };
    let days = match terms.cycle.unit() {
        CycleUnit::Day => 1,
        CycleUnit::Week => 7,
        CycleUnit::Month => 30,
        CycleUnit::Year => year.0,
    };
    let days = days * i64::from(terms.cycle.every());
    YearFraction { numerator: days, denominator: year.1, days }
}
