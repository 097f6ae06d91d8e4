//! The abs-ee tape: re-filed records supersede, and the lender's days stand beside ours.
#![allow(clippy::unwrap_used)]

mod common;

use common::demo;
use makegood_book::{Held, Reason, Statement, TapeRow, compare, reconcile};
use makegood_intake::{Arrival, BookLookup, Entity, Fact, KnownLoan, Report, Verdict, arrival, open};
use makegood_units::{LoanId, PartyId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

struct Nothing;

impl BookLookup for Nothing {
    fn loan(&self, _: &LoanId) -> Option<KnownLoan> {
        None
    }

    fn has_party(&self, _: &PartyId) -> bool {
        false
    }
}

#[derive(Default)]
struct Tape {
    held: BTreeMap<(&'static str, String), Vec<Report<Fact>>>,
    arrivals: BTreeMap<String, usize>,
    rows: u64,
    repeats: u64,
    refused: u64,
}

impl Tape {
    fn take(&mut self, path: &Path) {
        let reader = open(path).unwrap();
        assert_eq!(reader.entity(), Entity::AbsEeTape);
        for verdict in reader.checked(&Nothing, &[]) {
            self.rows += 1;
            match verdict {
                Verdict::Accepted { facts, reported_on, .. } => {
                    facts.into_iter().for_each(|content| self.put(Report { reported_on, content }));
                }
                Verdict::Repeat { .. } => self.repeats += 1,
                Verdict::Refused(_) => self.refused += 1,
            }
        }
    }

    fn put(&mut self, report: Report<Fact>) {
        let held = self.held.entry((report.content.kind(), report.content.key())).or_default();
        let found = arrival(held, &report);
        if report.content.kind() == "statement" {
            *self.arrivals.entry(format!("{found:?}")).or_default() += 1;
        }
        if found != Arrival::Unchanged {
            held.push(report);
        }
    }

    /// The current statements of a day.
    fn statements(&self, as_of: &str) -> Vec<&Statement> {
        let current = |reports: &Vec<Report<Fact>>| -> Option<usize> {
            let latest = reports.iter().map(|report| report.reported_on).max()?;
            reports.iter().rposition(|report| report.reported_on == latest)
        };
        let facts =
            self.held.values().filter_map(|reports| reports.get(current(reports)?).map(|report| &report.content));
        let of_day = facts.filter_map(|fact| match fact {
            Fact::Statement(statement) if statement.as_of == as_of.parse().unwrap() => Some(statement),
            _ => None,
        });
        of_day.collect()
    }
}

/// Open loans by the lender's own days, and by why ours differ.
fn lines(tape: &Tape, as_of: &str) -> String {
    let statements = tape.statements(as_of);
    let open: Vec<_> = statements.iter().filter(|statement| statement.zero_balance_code.is_none()).collect();
    let mut by_days = [0; 5];
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    for statement in &open {
        let bucket = match statement.days_past_due.unwrap() {
            0 => 0,
            1..30 => 1,
            30..60 => 2,
            60..90 => 3,
            _ => 4,
        };
        by_days[bucket] += 1;
        *reasons.entry(compare(statement).reason).or_default() += 1;
    }
    format!("{as_of} open {} {by_days:?} {reasons:?}", open.len())
}

/// Each lender's convention as found from all its statements: explains, of, by calendar days.
fn findings(tape: &Tape) -> Vec<String> {
    let mut lenders: BTreeMap<String, Vec<TapeRow>> = BTreeMap::new();
    for reports in tape.held.values() {
        let Some(latest) = reports.iter().max_by_key(|report| report.reported_on) else { continue };
        let Fact::Statement(statement) = &latest.content else { continue };
        let pool = statement.loan.as_str().split(' ').next().unwrap_or_default().to_owned();
        let (held, statement) = (Held::from_statement(statement), statement.clone());
        lenders.entry(pool).or_default().push(TapeRow { statement, reported_on: latest.reported_on, held });
    }
    let found = lenders.iter().filter_map(|(pool, rows)| {
        let found = reconcile(rows).finding?;
        let (explains, of, plain) = (found.explains, found.of, found.calendar_days_explain);
        Some(format!("{pool} {:?} {explains}/{of}, {plain}", found.convention))
    });
    found.collect()
}

#[test]
fn the_sample() {
    let mut tape = Tape::default();
    let path = demo().join("abs-ee-sample/auto-loans-2017.csv");
    tape.take(&path);
    assert_eq!((tape.rows, tape.repeats, tape.refused), (184, 4, 0));
    assert_eq!(
        lines(&tape, "2017-02-28"),
        "2017-02-28 open 49 [15, 16, 11, 7, 0] {Agrees: 14, DueDayUnknown: 21, MonthOf30Days: 1, \
         ArrearsNotInAmountDue: 4, AmountDueWithoutDays: 2, OneInstalmentMore: 5, MoreDueThanDays: 1, MissingFigures: 1}"
    );
    assert_eq!(
        findings(&tape),
        [
            "Ally DueDateIsDay0 10/10, 10",
            "California DueDateIsDay0 6/6, 6",
            "CarMax DueDateIsDay0 23/23, 23",
            "Santander MonthsOf30Days 17/17, 2",
        ]
    );
    let held: usize = tape.held.values().map(Vec::len).sum();
    tape.take(&path);
    assert_eq!(tape.held.values().map(Vec::len).sum::<usize>(), held, "the same file twice changes nothing");
}

/// The whole tape is not in the repository. Say where it is to count it:
/// `MAKEGOOD_ABS_EE=.../auto-loans-2017.csv cargo test -p makegood-intake --test tape`.
#[test]
fn the_whole_tape() {
    let Some(path) = std::env::var_os("MAKEGOOD_ABS_EE").map(PathBuf::from) else {
        println!("left out: MAKEGOOD_ABS_EE does not say where the whole tape is");
        return;
    };
    let mut tape = Tape::default();
    tape.take(&path);
    assert_eq!(
        lines(&tape, "2017-02-28"),
        "2017-02-28 open 420 [188, 73, 72, 85, 2] {Agrees: 142, DueDayUnknown: 120, MonthOf30Days: 1, \
         ArrearsNotInAmountDue: 8, AmountDueWithoutDays: 47, OneInstalmentMore: 34, MoreDueThanDays: 62, \
         LessDueThanDays: 1, MissingFigures: 5}"
    );
    assert_eq!(
        findings(&tape),
        [
            "Ally DueDateIsDay0 42/42, 42",
            "California DueDateIsDay0 6/6, 6",
            "CarMax DueDateIsDay0 280/280, 280",
            "Ford DueDateIsDay0 8/8, 8",
            "Santander MonthsOf30Days 224/226, 2",
        ]
    );
    assert_eq!((tape.rows, tape.repeats, tape.refused), (2_165, 84, 0));
    // The 133 re-filed ones stand in the file with the later report first.
    assert_eq!(format!("{:?}", tape.arrivals), r#"{"New": 1948, "Stale": 133}"#);
    // 2,165 records speak of 1,948 loan-months: 217 come twice, 84 of them identical.
    let statements = tape.held.keys().filter(|(kind, _)| *kind == "statement").count();
    assert_eq!(statements, 2_165 - 217);
}
