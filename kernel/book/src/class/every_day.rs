//! The machine that goes from change to change against one that takes every day.
//! Random schemes, random pasts, facts missing here and there.
#![allow(clippy::unwrap_used)]

use super::moment::Facts;
use super::walk::Walk;
use super::{Class, Mark, Past, Scheme, classify, shipped};
use crate::{Arrears, Component, Span, Split};
use makegood_units::{Amount, BusinessDate, Decimal, FactId};
use proptest::prelude::*;

const DAYS: i32 = 1_500;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

/// The class of each of the days, one step a day.
fn every_day(scheme: &Scheme, past: &Past<'_>) -> Vec<Class> {
    let facts = Facts::new(scheme, past, past.spans[0].from).unwrap();
    let mut walk = Walk::new(&facts);
    let step = |offset| {
        walk.step(day(offset));
        walk.class()
    };
    (0..DAYS).map(step).collect()
}

/// A life in spans: how long each lasts, arrears, since how many days, exposure (0 and
/// less than the arrears: not known).
fn spans() -> impl Strategy<Value = Vec<Span>> {
    let part = (
        1..160_i32,
        prop_oneof![Just(0_i64), 1..60_000_i64],
        0..140_i32,
        prop_oneof![Just(0_i64), Just(20_000), Just(1_000_000)],
    );
    prop::collection::vec(part, 1..9).prop_map(|parts| {
        let mut from = 0;
        let mut spans = Vec::new();
        for (length, owed, ago, exposure) in parts {
            let owed = Split::of(Component::Principal, Amount::from_minor(owed));
            let since = (!owed.is_zero()).then(|| day(from - 1 - ago));
            let outstanding = Split::of(Component::Principal, Amount::from_minor(exposure));
            spans.push(Span {
                from: day(from),
                to: Some(day(from + length)),
                arrears: Arrears { owed, since },
                outstanding,
            });
            from += length;
        }
        spans.last_mut().unwrap().to = None;
        spans
    })
}

fn marks(kinds: Vec<String>) -> impl Strategy<Value = Vec<Mark>> {
    let last = kinds.len().saturating_sub(1);
    let part = (0..=last, 0..1_000_i32, prop::option::of(0..200_i32), prop::option::of(0..3_i64));
    prop::collection::vec(part, 0..10).prop_map(move |parts| {
        let mark = |(at, (kind, on, length, percent)): (usize, (usize, i32, Option<i32>, Option<i64>))| Mark {
            kind: kinds.get(kind).cloned().unwrap_or_default(),
            on: day(on),
            until: length.map(|length| day(on + length)),
            percent: percent.map(Decimal::from),
            fact: FactId::new("mark", at),
        };
        parts.into_iter().enumerate().map(mark).collect()
    })
}

/// Payments of some months, so that shares and counts are met now and then.
fn payments(kind: &'static str) -> impl Strategy<Value = Vec<Mark>> {
    prop::collection::vec(any::<bool>(), 48).prop_map(move |paid| {
        let months = paid.into_iter().enumerate().filter(|(_, paid)| *paid);
        months.map(|(at, _)| Mark::new(kind, day(at as i32 * 31), FactId::new("payment", at))).collect()
    })
}

fn agree(scheme: &Scheme, past: &Past<'_>, until: i32) -> Result<(), TestCaseError> {
    let slow = every_day(scheme, past);
    let quick = classify(scheme, past, day(DAYS - 1)).unwrap();
    for (offset, class) in slow.iter().enumerate() {
        prop_assert_eq!(quick.class_on(day(offset as i32)), Some(class), "on {}", day(offset as i32));
    }
    let early = classify(scheme, past, day(until)).unwrap();
    prop_assert_eq!(early.class_on(day(until)), slow.get(until as usize));
    let change = (until + 1..DAYS).find(|offset| slow[*offset as usize] != slow[until as usize]);
    prop_assert_eq!(early.next_change_on.filter(|next| *next < day(DAYS)), change.map(day));
    Ok(())
}

fn past<'a>(portfolio: Option<&'a str>, spans: &'a [Span], marks: &'a [Mark], told: &'a [&'a str]) -> Past<'a> {
    Past { currency: "EUR".parse().unwrap(), portfolio, spans, marks, told }
}

fn kinds(name: &str) -> Vec<String> {
    shipped(name).unwrap().marks().map(|(kind, _)| kind.to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn non_performing(spans in spans(), marks in marks(kinds("eu-npe")), paid in payments("payment"), told in any::<bool>(), known in any::<bool>(), until in 0..DAYS - 1) {
        let told: &[&str] = if told { &["payment"] } else { &[] };
        let marks = [marks, paid].concat();
        agree(&shipped("eu-npe").unwrap(), &past(known.then_some("retail"), &spans, &marks, told), until)?;
    }

    #[test]
    fn non_performing_without_payments(spans in spans(), marks in marks(kinds("eu-npe")), until in 0..DAYS - 1) {
        agree(&shipped("eu-npe").unwrap(), &past(Some("other"), &spans, &marks, &[]), until)?;
    }

    #[test]
    fn default(spans in spans(), marks in marks(kinds("eu-default")), known in any::<bool>(), until in 0..DAYS - 1) {
        agree(&shipped("eu-default").unwrap(), &past(known.then_some("other"), &spans, &marks, &[]), until)?;
    }

    #[test]
    fn china(spans in spans(), marks in marks(kinds("cn-five")), paid in payments("period_paid"), until in 0..DAYS - 1) {
        let marks = [marks, paid].concat();
        agree(&shipped("cn-five").unwrap(), &past(None, &spans, &marks, &[]), until)?;
    }

    #[test]
    fn stages_and_special_mention(spans in spans(), marks in marks(kinds("ifrs9")), until in 0..DAYS - 1) {
        agree(&shipped("ifrs9").unwrap(), &past(None, &spans, &marks, &[]), until)?;
        agree(&shipped("in-npa").unwrap(), &past(None, &spans, &[], &[]), until)?;
    }

    #[test]
    fn ranges_with_grace_and_pauses(spans in spans(), marks in marks(vec!["pause".to_owned()]), due_day in 0..2_u8, grace in 0..8, until in 0..DAYS - 1) {
        let ranges = [super::DayRange::new("a", 1, Some(30)), super::DayRange::new("b", 40, Some(90)), super::DayRange::new("c", 91, None)];
        let scheme = Scheme::from_day_ranges("ranges", due_day, grace, "none", &ranges).unwrap();
        agree(&scheme, &past(None, &spans, &marks, &[]), until)?;
    }
}
