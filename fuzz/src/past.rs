//! One loan with a late past, for rules that are read from text.

use makegood_book::class::Mark;
use makegood_book::{Arrears, Due, Span, Split};
use makegood_units::{Amount, BusinessDate, FactId};

/// Kinds of marks the shipped schemes read, with the days of some.
pub const MARKS: [(&str, i32, Option<i32>); 6] = [
    ("payment", 40, None),
    ("payment", 70, None),
    ("forbearance", 100, None),
    ("unlikely_to_pay", 160, Some(190)),
    ("bankruptcy", 200, None),
    ("grace", 20, Some(60)),
];

/// Kinds that were looked for.
pub const TOLD: [&str; 2] = ["payment", "forbearance"];

fn day(after: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_454 + after).unwrap_or_else(|| unreachable!("within the calendar"))
}

/// The marks as facts.
pub fn marks(of: &[(&str, i32, Option<i32>)]) -> Vec<Mark> {
    let mark = |(kind, on, until): &(&str, i32, Option<i32>)| Mark {
        until: until.map(day),
        ..Mark::new(kind, day(*on), FactId::new("mark", on))
    };
    of.iter().map(mark).collect()
}

/// What fell due: six months of 100.00.
pub fn dues() -> Vec<Due> {
    let due = |month: i32| Due {
        due_on: day(month * 30),
        principal: Amount::from_minor(9_000),
        interest: Amount::from_minor(900),
        fee: Amount::from_minor(100),
    };
    (1..=6).map(due).collect()
}

/// Current for a month, then late, partly paid, current again, and late for good.
pub fn late_loan() -> Vec<Span> {
    let turns = [(0, 0), (31, 10_000), (61, 20_000), (75, 5_000), (91, 0), (121, 10_000), (151, 20_000), (181, 30_000)];
    let spans = turns.iter().enumerate().map(|(at, (from, owed))| {
        let parts = |minor: i64| Split {
            principal: Amount::from_minor(minor * 9 / 10),
            interest: Amount::from_minor(minor / 10),
            ..Split::default()
        };
        let since = (*owed > 0).then(|| day((from - 31).max(30)));
        Span {
            from: day(*from),
            to: turns.get(at + 1).map(|(to, _)| day(*to)),
            arrears: Arrears { owed: parts(*owed), since },
            outstanding: parts(60_000 - i64::from(*from) * 100),
        }
    });
    spans.collect()
}
