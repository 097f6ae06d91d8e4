//! What holds for every schedule, whatever the terms.

use makegood_book::schedule::{
    Balloon, InterestTo, LevelBasis, Method, OnChange, RateChange, Repayment, Row, Schedule, ScheduleError, Terms,
    schedule,
};
use makegood_units::{
    Amount, BusinessCalendar, BusinessDate, BusinessDays, Cycle, CycleUnit, DayCount, Decimal, MonthEnd, Per, Rate,
    Rounding,
};
use proptest::prelude::*;

fn any_of<T: Clone + std::fmt::Debug + 'static>(words: &[T]) -> impl Strategy<Value = T> + use<T> {
    prop::sample::select(words.to_vec())
}

fn day() -> impl Strategy<Value = BusinessDate> {
    let wild = (-719_162_i32..2_932_896).prop_map(BusinessDate::try_from_epoch_days);
    let usual = (10_000_i32..25_000).prop_map(BusinessDate::try_from_epoch_days);
    prop_oneof![1 => wild, 9 => usual].prop_map(|day| day.expect("in the calendar"))
}

fn rate() -> impl Strategy<Value = Rate> {
    let percent = prop_oneof![
        8 => (0_i64..6_000, Just(2_u32)),
        1 => (-500_i64..200_000, Just(0_u32)),
        1 => (any::<i64>(), 0_u32..28),
    ];
    (percent, any_of(&[Per::Year, Per::Year, Per::Month, Per::Day]))
        .prop_map(|((number, scale), per)| Rate { percent: Decimal::new(number, scale), per })
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![8 => 1_i64..100_000_000, 1 => 1_i64..1_000_000_000_000_000, 1 => any::<i64>()]
        .prop_map(Amount::from_minor)
}

fn repayment() -> impl Strategy<Value = Repayment> {
    prop_oneof![
        4 => Just(Repayment::EqualInstalments),
        2 => Just(Repayment::EqualPrincipal),
        1 => Just(Repayment::InterestOnly),
        1 => amount().prop_map(|amount| Repayment::Balloon(Balloon::Amount(amount))),
        1 => (0_i64..120).prop_map(|percent| Repayment::Balloon(Balloon::Percent(Decimal::from(percent)))),
    ]
}

fn changes() -> impl Strategy<Value = Vec<RateChange>> {
    let change = (day(), rate(), any_of(&[OnChange::Keep, OnChange::Recompute]));
    let change = change.prop_map(|(from, rate, level)| RateChange { from, rate, level });
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(change, 1..4)].prop_map(|mut changes| {
        changes.sort_by_key(|change| change.from);
        changes
    })
}

fn cycle() -> impl Strategy<Value = Cycle> {
    use CycleUnit::{Day, Month, Week, Year};
    let every = prop_oneof![8 => 1_u16..5, 1 => 1_u16..400, 1 => any::<u16>()];
    let unit = any_of(&[Day, Week, Month, Month, Month, Year]);
    (every, unit).prop_map(|(every, unit)| Cycle::try_new(every, unit).unwrap_or(Cycle::MONTHLY))
}

prop_compose! {
    fn terms()(
        (principal, rate, rate_changes) in (amount(), rate(), changes()),
        (method, repayment) in (any_of(&[Method::Declining, Method::Declining, Method::Flat]), repayment()),
        (instalments, cycle) in (prop_oneof![9 => 0_u32..60, 1 => any::<u32>()], cycle()),
        (start_on, first_after) in (day(), prop_oneof![3 => Just(None), 1 => (-2_i32..200).prop_map(Some)]),
        (principal_grace, interest_payment_grace, interest_free) in any_of(&[
            (0, 0, 0), (0, 0, 0), (0, 0, 0), (3, 0, 0), (6, 3, 0), (0, 3, 0), (2, 5, 0), (0, 0, 2), (4, 4, 4), (u32::MAX, 1, 1),
        ]),
        day_count in any_of(&[
            None, None, Some(DayCount::Actual365), Some(DayCount::Actual360), Some(DayCount::ActualActual),
            Some(DayCount::Thirty360), Some(DayCount::ThirtyE360),
        ]),
        level_basis in any_of(&[LevelBasis::PresentValue, LevelBasis::NominalPeriod]),
        instalment_multiple in prop_oneof![
            6 => Just(None), 3 => any_of(&[1, 100, 1_000]).prop_map(Some), 1 => any::<i64>().prop_map(Some),
        ],
        rounding in any_of(&[Rounding::HalfEven, Rounding::HalfUp, Rounding::Down, Rounding::Up]),
        business_days in any_of(&[
            BusinessDays::None, BusinessDays::None, BusinessDays::Following, BusinessDays::ModifiedFollowing,
            BusinessDays::Preceding, BusinessDays::ModifiedPreceding,
        ]),
        interest_to in any_of(&[InterestTo::Scheduled, InterestTo::Moved]),
        month_end in any_of(&[MonthEnd::SameDay, MonthEnd::EndOfMonth]),
    ) -> Terms {
        let first_due_on = first_after.map(|days| start_on.plus_days(days));
        let instalment_multiple = instalment_multiple.map(Amount::from_minor);
        Terms {
            principal, rate, rate_changes, method, repayment, instalments, cycle, start_on, first_due_on,
            principal_grace, interest_payment_grace, interest_free, day_count, level_basis, instalment_multiple,
            rounding, business_days, interest_to, month_end,
        }
    }
}

/// The laws of one schedule.
fn lawful(terms: &Terms, schedule: &Schedule) -> Result<(), TestCaseError> {
    let principal = Amount::checked_sum(schedule.rows.iter().map(|row| row.principal));
    prop_assert_eq!(principal, Some(terms.principal), "the parts of principal are the principal");
    let interest = Amount::checked_sum(schedule.rows.iter().map(|row| row.interest)).expect("fits");
    prop_assert_eq!(terms.principal.checked_add(interest), Some(schedule.total));
    let mut balance = terms.principal;
    let mut before = terms.start_on;
    for (at, row) in schedule.rows.iter().enumerate() {
        prop_assert_eq!(row.no as usize, at + 1);
        prop_assert!(row.due_on > before, "{} after {}", row.due_on, before);
        prop_assert!(row.principal >= Amount::ZERO && row.interest >= Amount::ZERO);
        balance = balance.checked_sub(row.principal).expect("fits");
        prop_assert_eq!(row.balance_after, balance);
        prop_assert!(balance >= Amount::ZERO);
        before = row.due_on;
    }
    prop_assert!(balance.is_zero(), "the last row brings the balance to zero");
    Ok(())
}

/// Rows on which nothing but a level instalment falls due.
fn are_level(terms: &Terms, schedule: &Schedule) -> Result<(), TestCaseError> {
    let calm = matches!(terms.repayment, Repayment::EqualInstalments | Repayment::Balloon(_))
        && terms.rate_changes.is_empty()
        && terms.business_days == BusinessDays::None
        && terms.interest_payment_grace == 0
        && terms.interest_free == 0;
    if !calm {
        return Ok(());
    }
    let level = schedule.rows.iter().skip(terms.principal_grace as usize);
    let mut level: Vec<_> = level.map(|row| row.principal.checked_add(row.interest)).collect();
    level.pop();
    prop_assert!(level.windows(2).all(|two| two[0] == two[1]), "{level:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn every_schedule_is_lawful_and_wild_terms_are_refused_by_name(terms in terms()) {
        let calendar = BusinessCalendar::monday_to_friday();
        if let Ok(schedule) = schedule(&terms, Some(&calendar)) {
            lawful(&terms, &schedule)?;
            are_level(&terms, &schedule)?;
            if terms.business_days != BusinessDays::None {
                prop_assert!(schedule.rows.iter().all(|row| calendar.is_business_day(row.due_on)));
            }
        }
    }

    /// Over the real parts of the year a level instalment is exact, so what is left to the
    /// last one is rounding: at most a cent a period for the interest and one for the
    /// instalment, with the interest on them, which stays below fivefold here.
    #[test]
    fn the_last_instalment_differs_by_rounding_alone(
        (mut terms, percent, n) in (terms(), 0_i64..30, 1_u32..60), days in 10_i32..60,
    ) {
        terms.principal = terms.principal.max(Amount::from_minor(100_000)).min(Amount::LIMIT);
        terms.rate = Rate::a_year(Decimal::from(percent));
        (terms.instalments, terms.cycle, terms.method) = (n, Cycle::MONTHLY, Method::Declining);
        (terms.rate_changes, terms.repayment) = (Vec::new(), Repayment::EqualInstalments);
        (terms.principal_grace, terms.interest_payment_grace) = (terms.principal_grace.min(n - 1), 0);
        (terms.business_days, terms.instalment_multiple) = (BusinessDays::None, None);
        (terms.start_on, terms.first_due_on) = ("2026-01-31".parse().expect("a day"), None);
        terms.first_due_on = (days > 30).then(|| terms.start_on.plus_days(days));
        terms.level_basis = LevelBasis::PresentValue;
        let schedule = match schedule(&terms, None) {
            Ok(schedule) => schedule,
            // A long first period may carry more interest than the instalment.
            Err(error) => {
                prop_assert_eq!(error, ScheduleError::NegativeAmortisation(1));
                return Ok(());
            }
        };
        let total = |row: &Row| row.principal.minor() + row.interest.minor();
        let level = schedule.rows.get(terms.principal_grace as usize).map_or(0, total);
        let last = schedule.rows.last().map_or(0, total);
        prop_assert!((level - last).abs() <= i64::from(10 * n), "{level} {last}");
    }

    #[test]
    fn terms_survive_their_own_text(terms in terms()) {
        let text = toml::to_string(&terms).expect("terms are text");
        prop_assert_eq!(toml::from_str::<Terms>(&text).ok(), written(&terms), "{}", text);
    }
}

/// What reading gives back: a rate beyond what may be written is refused when read.
fn written(terms: &Terms) -> Option<Terms> {
    let readable = |rate: Rate| rate.to_string().parse::<Rate>().is_ok();
    (readable(terms.rate) && terms.rate_changes.iter().all(|change| readable(change.rate))).then(|| terms.clone())
}
