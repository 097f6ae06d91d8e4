//! Laws the fold keeps whatever happened to a loan. The loans are made by chance.
#![allow(clippy::unwrap_used)]

use makegood_book::{
    Ahead, BookRules, ChargesKnown, Component, Happened, Instalment, Loan, LoanEvent, LoanFacts, Order, Partial,
    PausedInterest, Payment, Position, Restructuring, Sweep, Waterfall, history, position, timeline,
};
use makegood_units::{Amount, BusinessDate, Currency};
use proptest::prelude::*;

fn day(offset: i32) -> BusinessDate {
    BusinessDate::try_from_epoch_days(20_000 + offset).unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn instalment(no: usize, due: i32, parts: [i64; 3], restructuring: Option<&str>) -> Instalment {
    let [principal, interest, fee] = parts.map(cents);
    let no = u32::try_from(no).unwrap();
    Instalment {
        loan: "L".into(),
        no,
        due_on: day(due),
        principal,
        interest,
        fee,
        restructuring: restructuring.map(Into::into),
    }
}

fn happened(kind: u8, amount: i64, later: i32, pick: usize) -> Happened {
    let to = |from: i32| day(from + later);
    match kind {
        0 => Happened::Reversed { payment: format!("P{pick}").as_str().into() },
        1 => Happened::ChargedBack { amount: cents(amount) },
        2 => Happened::Charged {
            component: Component::ALL[pick % 5],
            amount: cents(amount),
            due_on: to(100),
            instalment: (pick % 2 == 0).then_some(2),
        },
        3 => Happened::Paused { to: to(200) },
        4 => Happened::Resumed,
        5 => Happened::InterestPaused {
            to: to(150),
            paused: if pick % 2 == 0 { PausedInterest::Deferred } else { PausedInterest::Forgiven },
        },
        6 => Happened::Restructured { how: Restructuring::ReAge },
        7 => Happened::Accelerated { cure_until: to(120) },
        8 => Happened::ChargedOff,
        _ => Happened::Undone { event: format!("E{pick}").as_str().into() },
    }
}

prop_compose! {
    fn any_facts(limit: i64)(
        rows in prop::collection::vec((0..300_i32, 0..limit, 0..limit / 5, 0..limit / 9), 1..9),
        paid in prop::collection::vec((0..360_i32, 0..30_i32, 1..limit), 0..12),
        events in prop::collection::vec((0..9_u8, 0..330_i32, 0..40_i32, 1..limit, 0..60_i32, 0..9_usize), 0..6),
        undone in prop::option::of((0..6_usize, 0..330_i32)),
    ) -> LoanFacts {
        let loan = Loan {
            id: "L".into(), borrower: "B".into(), branch: "1".into(), currency: Currency::USD,
            principal: Amount::ZERO, disbursed_on: Some(day(-10)), product: None, purpose: None,
        };
        let mut facts = LoanFacts::plain(loan, Vec::new(), Vec::new());
        for (at, (due, principal, interest, fee)) in rows.iter().enumerate() {
            facts.instalments.push(instalment(at + 1, *due, [*principal, *interest, *fee], None));
        }
        for (at, (value, late, amount)) in paid.iter().enumerate() {
            facts.payments.push(Payment {
                id: format!("P{at}").as_str().into(), loan: "L".into(), value_on: day(*value), amount: cents(*amount),
                entered_on: Some(day(value + late)), kind: (at % 3 == 0).then(|| "refund".to_owned()),
            });
        }
        for (at, (kind, on, late, amount, later, pick)) in events.iter().enumerate() {
            let id = format!("E{at}");
            let happened = happened(*kind, *amount, *later, *pick);
            if matches!(happened, Happened::Restructured { .. }) {
                for no in 0..2 {
                    facts.instalments.push(instalment(20 + at * 2 + no, on + 40, [*amount, 0, 0], Some(&id)));
                }
            }
            facts.events.push(LoanEvent {
                id: id.as_str().into(), loan: "L".into(), effective_on: day(*on), entered_on: day(on + late), happened,
            });
        }
        if let Some((which, on)) = undone {
            facts.events.push(LoanEvent {
                id: "U".into(), loan: "L".into(), effective_on: day(on), entered_on: day(on),
                happened: Happened::Undone { event: format!("E{which}").as_str().into() },
            });
        }
        facts
    }
}

fn any_rules() -> impl Strategy<Value = BookRules> {
    let orders = prop::sample::select(vec![
        vec![],
        vec![Component::Interest, Component::Principal, Component::Fee],
        vec![Component::Principal, Component::Interest, Component::Penalty],
    ]);
    let ahead = prop::sample::select(vec![Ahead::Next, Ahead::Last, Ahead::Even, Ahead::Suspense]);
    (orders.clone(), prop::option::of(orders), any::<bool>(), ahead, any::<bool>(), any::<bool>(), 0..2_u8).prop_map(
        |(due, in_advance, component, ahead, first, known, due_day)| {
            let mut rules = BookRules::default();
            rules.convention.due_day = due_day;
            rules.waterfall = Waterfall {
                due: Order::try_new(&due).unwrap(),
                in_advance: in_advance.map(|order| Order::try_new(&order).unwrap()),
                sweep: if component { Sweep::Component } else { Sweep::Instalment },
                ahead,
                ahead_by_kind: [("refund".to_owned(), Ahead::Last)].into_iter().filter(|_| first).collect(),
                due_charges_first: first,
                charges_known_from: if known { ChargesKnown::EntryOrDue } else { ChargesKnown::Always },
                partial: if first && known { Partial::Suspense } else { Partial::Applied },
            };
            rules
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Every payment is what it met and what is left of it; every debt is what was met and what is not.
    #[test]
    fn nothing_is_lost(facts in any_facts(9_000), rules in any_rules(), at in 0..400_i32) {
        let told = history(&facts, day(at), &rules).unwrap();
        let total = |amounts: Vec<Amount>| Amount::checked_sum(amounts).unwrap();
        let came_in = total(told.payments.iter().map(|payment| payment.amount).collect());
        let met = total(told.instalments.iter().map(|row| row.met.total().unwrap()).collect());
        let by_payment = total(told.met.iter().map(|split| split.total().unwrap()).collect());
        prop_assert_eq!(met, by_payment);
        prop_assert_eq!(came_in.minor(), met.minor() + told.over.minor());
        for (payment, split) in told.payments.iter().zip(&told.met) {
            prop_assert!(split.total().unwrap() <= payment.amount);
        }
        for row in &told.instalments {
            for component in Component::ALL {
                prop_assert!(row.met.part(component) <= row.due.part(component));
            }
        }
        let now = position(&facts, day(at), &rules).unwrap();
        let due = total(told.instalments.iter().map(|row| row.due.total().unwrap()).collect());
        prop_assert_eq!(now.outstanding.minor(), due.minor() - met.minor());
        prop_assert!(now.arrears.total() <= now.outstanding);
    }

    /// Beyond value date and entry order, the order in which facts arrive is nothing.
    #[test]
    fn the_order_of_arrival_never_matters(facts in any_facts(9_000), rules in any_rules(), at in 0..400_i32, turn in 1..7_usize) {
        // Facts of one day and one entry day keep their order; all others may come anyhow.
        let mut moved = facts.clone();
        let events = moved.events.len().max(1);
        moved.payments.sort_by_key(|payment| (payment.value_on, payment.known_from()));
        let (before, after): (Vec<_>, Vec<_>) = moved.payments.iter().cloned().partition(|paid| paid.value_on < day(100));
        moved.payments = after.into_iter().chain(before).collect();
        let distinct: std::collections::BTreeSet<_> = facts.events.iter().map(|event| (event.effective_on, event.entered_on)).collect();
        if distinct.len() == facts.events.len() {
            moved.events.rotate_left(turn % events);
        }
        moved.instalments.reverse();
        let strip = |facts: &LoanFacts| {
            let now = position(facts, day(at), &rules).unwrap();
            let told = history(facts, day(at), &rules).unwrap();
            (now, told.instalments, told.over)
        };
        prop_assert_eq!(strip(&facts), strip(&moved));
    }

    /// A reversed payment leaves no trace in what is owed, on any day.
    #[test]
    fn reversing_restores(facts in any_facts(9_000), rules in any_rules(), at in 0..400_i32, value in 0..360_i32, amount in 1..9_000_i64) {
        // A restructuring took what the books knew into its instalments, so there the trace is meant.
        let restructured = |event: &LoanEvent| matches!(event.happened, Happened::Restructured { .. });
        prop_assume!(!facts.events.iter().any(restructured));
        let mut changed = facts.clone();
        changed.payments.push(Payment {
            id: "X".into(), loan: "L".into(), value_on: day(value), amount: cents(amount), entered_on: None, kind: None,
        });
        changed.events.push(LoanEvent {
            id: "R".into(), loan: "L".into(), effective_on: day(value), entered_on: day(value + 3),
            happened: Happened::Reversed { payment: "X".into() },
        });
        let (was, is) = (position(&facts, day(at), &rules).unwrap(), position(&changed, day(at), &rules).unwrap());
        prop_assert_eq!(was.arrears, is.arrears);
        prop_assert_eq!((was.outstanding_parts, was.paid, was.counted_from), (is.outstanding_parts, is.paid, is.counted_from));
    }

    /// What came in by a day only grows, unless a payment is reversed or charged back.
    #[test]
    fn receipts_grow_with_the_days(facts in any_facts(9_000), rules in any_rules(), at in 0..399_i32) {
        let paid = |at| position(&facts, day(at), &rules).unwrap().paid;
        prop_assert!(paid(at) <= paid(at + 1));
    }

    /// The books of a day knew nothing entered after it.
    #[test]
    fn what_was_known_then_stays(facts in any_facts(9_000), rules in any_rules(), at in 0..300_i32, more in any_facts(9_000)) {
        let known = facts.known_on(day(at));
        let mut later = facts.clone();
        let after = |entered: BusinessDate| entered > day(at);
        later.payments.extend(more.payments.iter().filter(|paid| after(paid.known_from())).cloned());
        later.events.extend(more.events.iter().filter(|event| after(event.entered_on)).cloned());
        let then = later.known_on(day(at));
        prop_assert_eq!(&then.payments, &known.payments);
        prop_assert_eq!(position(&then, day(at), &rules).unwrap(), position(&known, day(at), &rules).unwrap());
    }

    /// A plain loan told by the replay is the one told by the closed form of the batch.
    #[test]
    fn the_replay_agrees_with_the_batch(facts in any_facts(9_000), at in 0..400_i32, due_day in 0..2_u8) {
        let plain = LoanFacts { events: Vec::new(), instalments: facts.instalments.iter().filter(|row| row.restructuring.is_none()).cloned().collect(), ..facts };
        let mut rules = BookRules::default();
        rules.convention.due_day = due_day;
        let batch = position(&plain, day(at), &rules).unwrap();
        // An event that changes nothing sends the same loan through the replay.
        let mut told = plain.clone();
        told.events.push(LoanEvent { id: "T".into(), loan: "L".into(), effective_on: day(0), entered_on: day(0), happened: Happened::Transferred { to: "other".into() } });
        let replay = position(&told, day(at), &rules).unwrap();
        prop_assert_eq!(batch.arrears, replay.arrears);
    }

    /// The spans of a life say on each day what the position says.
    #[test]
    fn a_timeline_is_the_position_of_every_day(facts in any_facts(9_000), rules in any_rules()) {
        let spans = timeline(&facts, &rules, day(400)).unwrap();
        for at in -10..=400 {
            let span = spans.iter().find(|span| span.holds(day(at))).unwrap();
            let now = position(&facts, day(at), &rules).unwrap();
            prop_assert_eq!((span.arrears, span.outstanding), (now.arrears, now.outstanding_parts), "day {}", at);
        }
    }

    /// Nothing changes before the day the position names.
    #[test]
    fn silent_until_next_change(facts in any_facts(9_000), rules in any_rules(), at in 0..400_i32) {
        let today = position(&facts, day(at), &rules).unwrap();
        let until = today.next_change_on.unwrap_or(day(500)).min(day(500));
        prop_assert!(until > day(at));
        let eve = position(&facts, until.plus_days(-1), &rules).unwrap();
        let same = |now: Position| Position { next_change_on: None, next_due: None, ..now };
        prop_assert_eq!(same(eve), same(today));
    }

    /// Amounts near the limit are refused by name or right; nothing wraps or panics.
    #[test]
    fn huge_amounts_are_named(facts in any_facts(i64::MAX / 2), rules in any_rules(), at in 0..400_i32) {
        let _ = position(&facts, day(at), &rules);
        let _ = timeline(&facts, &rules, day(at));
    }
}
