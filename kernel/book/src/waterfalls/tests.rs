//! The shipped orders, and what a file that does not read says.

use super::{ConventionError, NamedWaterfall, Orders};
use crate::{Ahead, ChargesKnown, Component, Partial, Split, Sweep, Waterfall};
use makegood_units::Amount;

fn named(name: &str) -> Waterfall {
    NamedWaterfall::named(name).unwrap_or_else(|error| panic!("{name}: {error}")).waterfall
}

/// What is met of one row, in major units, and what is left of the payment.
fn met(name: &str, owed: &[(Component, i64)], paid: i64) -> (Vec<(Component, i64)>, i64) {
    let mut row = Split::default();
    owed.iter().for_each(|(component, amount)| *row.part_mut(*component) = Amount::from_minor(amount * 100));
    let mut left = Amount::from_minor(paid * 100);
    let met = named(name).due.meet(&row, &mut left);
    let parts = owed.iter().map(|(component, _)| (*component, met.part(*component).minor() / 100));
    (parts.collect(), left.minor() / 100)
}

#[test]
fn every_shipped_order_reads_and_is_called_as_its_file() {
    for name in NamedWaterfall::names() {
        let read = NamedWaterfall::named(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((read.name.as_str(), read.origin.reviewed_by.as_str()), (name, "nobody yet"));
        assert!(!read.origin.citation.is_empty() && !read.origin.source.is_empty(), "{name}");
    }
    let all: Vec<_> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../conventions/waterfalls"))
        .map(|entries| entries.flatten().collect())
        .unwrap_or_default();
    assert_eq!(all.len(), NamedWaterfall::names().count(), "every file of the folder travels in the program");
}

/// Law rules, section 8.1, AL-1: costs 500, interest 1,200, principal 10,000; 3,000 come.
#[test]
fn costs_then_interest_then_the_debt() {
    use Component::{Cost, Interest, Principal};
    for name in ["china-561", "germany-367", "house-default"] {
        let (parts, left) = met(name, &[(Cost, 500), (Interest, 1_200), (Principal, 10_000)], 3_000);
        assert_eq!((parts, left), (vec![(Cost, 500), (Interest, 1_200), (Principal, 1_300)], 0), "{name}");
    }
}

/// AL-2: legal costs 50, owed 1,000, default interest 120; 200 come. Under section 367
/// default interest stands before the debt, under section 497 behind it.
#[test]
fn default_interest_waits_under_section_497() {
    use Component::{Cost, Penalty, Principal};
    let owed = [(Cost, 50), (Principal, 1_000), (Penalty, 120)];
    assert_eq!(met("germany-367", &owed, 200), (vec![(Cost, 50), (Principal, 30), (Penalty, 120)], 0));
    assert_eq!(met("germany-497", &owed, 200), (vec![(Cost, 50), (Principal, 150), (Penalty, 0)], 0));
    assert_eq!(met("germany-497", &owed, 1_100), (vec![(Cost, 50), (Principal, 1_000), (Penalty, 50)], 0));
}

/// The remaining amount owed holds contract interest too: it is met before the principal,
/// and both before default interest, over all instalments.
#[test]
fn the_remaining_amount_owed_holds_contract_interest() {
    use Component::{Interest, Penalty, Principal};
    let owed = [(Interest, 80), (Principal, 500), (Penalty, 10)];
    assert_eq!(met("germany-497", &owed, 100), (vec![(Interest, 80), (Principal, 20), (Penalty, 0)], 0));
    assert_eq!(named("germany-497").sweep, Sweep::Component);
}

/// AL-8 in part: a full periodic payment of 2,000 is met although a late fee of 50 is open.
#[test]
fn a_late_fee_takes_nothing_from_a_full_periodic_payment() {
    use Component::{Fee, Interest, Principal};
    let owed = [(Interest, 1_400), (Principal, 600), (Fee, 50)];
    let (parts, left) = met("us-regulation-z", &owed, 2_000);
    assert_eq!((parts, left), (vec![(Interest, 1_400), (Principal, 600), (Fee, 0)], 0));
    let waterfall = named("us-regulation-z");
    assert_eq!((waterfall.partial, waterfall.ahead), (Partial::Suspense, Ahead::Suspense));
    assert!(!waterfall.is_timeless());
}

#[test]
fn the_orders_of_contracts_hold_what_they_say() {
    let plain = named("penalty-fee-interest-principal");
    assert!(plain.is_timeless(), "as the house order, whatever the days");
    let early = named("due-then-principal-in-advance");
    assert_eq!(early.in_advance().components()[1], Component::Principal, "costs, which it leaves out, stand in front");
    assert!(early.due_charges_first && named("penalty-interest-principal-fee").due_charges_first);
    for (name, sweep) in [
        ("penalty-fee-principal-interest", Sweep::Instalment),
        ("penalty-fee-principal-interest-horizontal", Sweep::Component),
    ] {
        let order = named(name);
        assert_eq!((order.sweep, order.charges_known_from), (sweep, ChargesKnown::EntryOrDue));
        let kinds = [Some("goodwill_credit"), Some("merchant_issued_refund"), Some("payout_refund"), None];
        assert_eq!(kinds.map(|kind| order.ahead(kind)), [Ahead::Last, Ahead::Even, Ahead::Next, Ahead::Next]);
    }
}

/// A file that reads, to be spoiled a line at a time.
const GOOD: &str = "name = \"mine\"\n\n[origin]\ncitation = \"contract, clause 7\"\nsource = \"the contract\"\n\
                    read_on = 2026-01-05\nstatus = \"house\"\nreviewed_by = \"nobody yet\"\n\n[waterfall]\n\
                    due = [\"interest\", \"principal\"]\nsweep = \"component\"\n";

#[test]
fn what_does_not_read_is_named_with_its_line() {
    assert!(NamedWaterfall::read(GOOD).is_ok());
    let table = [
        ("\"interest\", ", "\"intrest\", ", 11, "expected one of `cost`, `fee`, `penalty`, `interest`, `principal`"),
        ("\"interest\", ", "\"principal\", ", 11, "an order names each component once"),
        ("\"component\"", "\"sideways\"", 12, "expected `instalment` or `component`"),
        ("sweep", "swep", 12, "unknown field `swep`, expected one of `due`"),
        ("\"house\"", "\"certain\"", 7, "expected one of `verified`, `secondary`, `recalled`, `house`"),
        ("2026-01-05", "\"last week\"", 6, ""),
        ("2026-01-05", "12:30:00", 6, "YYYY-MM-DD"),
        ("citation = \"contract, clause 7\"\n", "", 3, "missing field `citation`"),
        ("name = \"mine\"\n", "", 1, "missing field `name`"),
        ("[waterfall]", "[waterfall", 10, ""),
    ];
    for (good, bad, expected, words) in table {
        match NamedWaterfall::read(&GOOD.replace(good, bad)) {
            Err(ConventionError::Unreadable { line, problem }) => {
                assert_eq!(line, expected, "{bad}: {problem}");
                assert!(problem.contains(words), "{bad}: {problem}");
            }
            other => panic!("{bad}: {other:?}"),
        }
    }
}

#[test]
fn a_name_nobody_knows_is_answered_with_those_there_are() {
    let said = NamedWaterfall::named("france-1343").err().map(|error| error.to_string()).unwrap_or_default();
    assert!(said.contains("france-1343") && said.contains("germany-497"), "{said}");
    assert!(matches!(Orders::read("settlement = \"x\""), Err(ConventionError::Unknown { .. })));
    assert!(matches!(Orders::read("\nstandart = \"x\""), Err(ConventionError::Unreadable { line: 2, .. })));
}
