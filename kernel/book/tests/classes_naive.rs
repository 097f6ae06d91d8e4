//! The European rules written out a second time, as plain code that looks at every day
//! and at all days before it, against the scheme in data.
#![allow(clippy::unwrap_used)]

use makegood_book::class::{Class, ClassHistory, Mark, Past, classify, shipped};
use makegood_book::{Arrears, Component, Span, Split};
use makegood_units::{Amount, BusinessDate, Decimal, FactId};
use proptest::prelude::*;

const DAYS: i32 = 1_800;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Performing,
    Forborne,
    Cured,
    NonPerforming,
    NonPerformingForborne,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Performing => "performing",
            Self::Forborne => "performing_forborne",
            Self::Cured => "performing_forborne_cured",
            Self::NonPerforming => "non_performing",
            Self::NonPerformingForborne => "non_performing_forborne",
        }
    }
}

/// The same day of a later month, or the last day that month has.
fn later(from: BusinessDate, months: i16) -> BusinessDate {
    let date = from.civil();
    let (mut year, mut month) = (date.year(), i16::from(date.month()) + months);
    while month > 12 {
        (year, month) = (year + 1, month - 12);
    }
    let mut number = date.day();
    loop {
        match BusinessDate::try_from_ymd(year, i8::try_from(month).unwrap(), number) {
            Some(day) => return day,
            None => number -= 1,
        }
    }
}

/// One loan of the naive kind.
struct Loan<'a> {
    spans: &'a [Span],
    marks: &'a [Mark],
    material: i32,
    last_trigger: Option<BusinessDate>,
    state: State,
    entered: Option<BusinessDate>,
}

impl Loan<'_> {
    fn of(&self, kind: &'static str, today: BusinessDate) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.kind == kind && mark.on <= today)
    }

    fn in_force(&self, kind: &'static str, today: BusinessDate) -> bool {
        self.of(kind, today).any(|mark| mark.until.is_none_or(|until| today <= until))
    }

    fn new_forbearance(&self, today: BusinessDate, more_than: Option<i64>) -> bool {
        self.of("forbearance", today).any(|mark| {
            mark.until.is_none_or(|until| today <= until)
                && self.entered.is_none_or(|entered| mark.on >= entered)
                && more_than.is_none_or(|least| mark.percent.unwrap() > Decimal::from(least))
        })
    }

    fn paid_half(&self, from: BusinessDate, today: BusinessDate) -> bool {
        let (mut months, mut met) = (0, 0);
        while later(from, months + 1) <= today {
            let (begin, end) = (later(from, months), later(from, months + 1));
            met += i32::from(self.of("payment", today).any(|mark| begin < mark.on && mark.on <= end));
            months += 1;
        }
        months > 0 && met * 2 >= i32::from(months)
    }

    fn live(&mut self, today: BusinessDate) -> State {
        let span = self.spans.iter().find(|span| span.holds(today)).unwrap();
        let (owed, all) = (span.arrears.owed.principal.minor(), span.outstanding.principal.minor());
        if owed > 10_000 && owed * 100 > all {
            let disputed = |mark: &Mark| mark.on < today && mark.until.is_none_or(|until| today <= until);
            let still = self.of("dispute_in_court", today).any(disputed);
            self.material += i32::from(!still);
        } else {
            self.material = 0;
        }
        let trigger =
            self.material > 90 || self.in_force("unlikely_to_pay", today) || self.in_force("bankruptcy", today);
        if trigger {
            self.last_trigger = Some(today);
        }
        let late = span.arrears.since.map_or(0, |since| today.days_since(since));
        while let Some(next) = self.next(today, trigger, late) {
            (self.state, self.entered) = (next, Some(today));
        }
        self.state
    }

    fn next(&self, today: BusinessDate, trigger: bool, late: i32) -> Option<State> {
        let calm = self.last_trigger.is_none_or(|last| later(last.plus_days(1), 3) <= today);
        let doubt = self.in_force("doubt", today);
        let distressed = self.new_forbearance(today, Some(1));
        let granted = self.new_forbearance(today, None);
        let measure = self.of("forbearance", today).map(|mark| mark.on).max();
        let since = measure.max(Some(self.entered.unwrap_or(day(0)))).unwrap();
        let probation = later(since, 24) <= today && self.paid_half(since, today) && late <= 30;
        let grace: Vec<_> = self.of("grace_period", today).map(|mark| mark.until).collect();
        let over = |from: BusinessDate| later(from, 12) <= today;
        let grace_over = grace.iter().all(|until| until.is_some_and(over));
        let healed = over(since) && grace_over && calm && late == 0 && !doubt;
        match self.state {
            State::Performing if distressed => Some(State::NonPerformingForborne),
            State::Performing if trigger => Some(State::NonPerforming),
            State::Performing if granted => Some(State::Forborne),
            State::Forborne if distressed || trigger => Some(State::NonPerformingForborne),
            State::Cured if granted || trigger || late > 30 => Some(State::NonPerformingForborne),
            State::Forborne | State::Cured if probation => Some(State::Performing),
            State::NonPerforming if granted => Some(State::NonPerformingForborne),
            State::NonPerforming if calm && !doubt => Some(State::Performing),
            State::NonPerformingForborne if healed => Some(State::Cured),
            _ => None,
        }
    }
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    let owed = prop_oneof![2 => Just(0_i64), 1 => 1..60_000_i64];
    let part = (1..260_i32, owed, 0..70_i32, prop_oneof![Just(70_000_i64), Just(3_000_000)]);
    prop::collection::vec(part, 1..9).prop_map(|parts| {
        let mut from = 0;
        let mut spans = Vec::new();
        for (length, owed, ago, exposure) in parts {
            let part = |minor| Split::of(Component::Principal, Amount::from_minor(minor));
            let since = (owed > 0).then(|| day(from - 1 - ago));
            let arrears = Arrears { owed: part(owed), since };
            spans.push(Span { from: day(from), to: Some(day(from + length)), arrears, outstanding: part(exposure) });
            from += length;
        }
        spans.last_mut().unwrap().to = None;
        spans
    })
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    const KINDS: [&str; 7] =
        ["forbearance", "forbearance", "unlikely_to_pay", "bankruptcy", "grace_period", "dispute_in_court", "doubt"];
    let part = (prop::sample::select(&KINDS[..]), 0..1_000_i32, 0..200_i32, 0..3_i64);
    let dated = prop::collection::vec(part, 0..6).prop_map(|parts| {
        let mark = |(at, (kind, on, length, percent)): (usize, (&str, i32, i32, i64))| Mark {
            kind: kind.to_owned(),
            on: day(on),
            until: (kind != "forbearance").then(|| day(on + length)),
            percent: Some(Decimal::from(percent)),
            fact: FactId::new("mark", at),
        };
        parts.into_iter().enumerate().map(mark).collect::<Vec<_>>()
    });
    let paid = prop::collection::vec(prop::bool::weighted(0.6), 58).prop_map(|paid| {
        let months = paid.into_iter().enumerate().filter(|(_, paid)| *paid);
        months.map(|(at, _)| Mark::new("payment", day(at as i32 * 31), FactId::new("payment", at))).collect::<Vec<_>>()
    });
    (dated, paid).prop_map(|(dated, paid)| [dated, paid].concat())
}

fn run(spans: &[Span], marks: &[Mark], until: i32) -> ClassHistory {
    let currency = "EUR".parse().unwrap();
    let past = Past { currency, portfolio: Some("retail"), spans, marks, told: &["payment"] };
    classify(&shipped("eu-npe").unwrap(), &past, day(until)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn data_and_plain_code_agree(spans in spans(), marks in marks()) {
        let history = run(&spans, &marks, DAYS);
        let mut loan = Loan { spans: &spans, marks: &marks, material: 0, last_trigger: None, state: State::Performing, entered: None };
        for offset in 0..=DAYS {
            let expected = loan.live(day(offset)).name();
            prop_assert_eq!(history.class_on(day(offset)).and_then(Class::name), Some(expected), "on {}", day(offset));
        }
    }

    /// Entries follow each other without gap or overlap, and each is another class.
    #[test]
    fn no_gaps_and_no_overlaps(spans in spans(), marks in marks(), until in 0..DAYS) {
        let history = run(&spans, &marks, until);
        prop_assert_eq!(history.entries.first().map(|stay| stay.entered_on), Some(day(0)));
        prop_assert_eq!(history.entries.last().and_then(|stay| stay.left_on), None);
        for pair in history.entries.windows(2) {
            prop_assert_eq!(pair[0].left_on, Some(pair[1].entered_on));
            prop_assert!(pair[0].entered_on < pair[1].entered_on);
            prop_assert!(pair[0].class != pair[1].class);
        }
        prop_assert!(history.next_change_on.is_none_or(|next| next > day(until)));
    }

    /// What is not yet known changes nothing: facts of later days may be left out.
    #[test]
    fn no_look_ahead(spans in spans(), marks in marks(), until in 0..DAYS) {
        let mut known: Vec<Span> = spans.iter().filter(|span| span.from <= day(until)).cloned().collect();
        known.last_mut().unwrap().to = None;
        let noted: Vec<Mark> = marks.iter().filter(|mark| mark.on <= day(until)).cloned().collect();
        let whole = run(&spans, &marks, DAYS);
        let then = run(&known, &noted, until);
        for stay in &then.entries {
            let later = whole.stay_on(stay.entered_on).unwrap();
            prop_assert_eq!((&stay.class, stay.entered_on, &stay.why), (&later.class, later.entered_on, &later.why));
        }
        prop_assert_eq!(then.class_on(day(until)), whole.class_on(day(until)));
    }

    #[test]
    fn order_of_marks_does_not_matter(spans in spans(), marks in marks().prop_shuffle(), until in 0..DAYS) {
        let mut sorted = marks.clone();
        sorted.sort_by_key(|mark| (mark.on, mark.fact.clone()));
        prop_assert_eq!(run(&spans, &marks, until), run(&spans, &sorted, until));
    }
}
