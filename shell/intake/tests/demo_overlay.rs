//! The invented overlay fits the demo book and says that it is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{Book, demo};
use makegood_case::{ContactPointKind, Outcome};
use makegood_intake::{Fact, Waiver, open};
use std::collections::BTreeSet;

fn all() -> Book {
    let mut book = Book::default();
    for file in ["kiva/parties", "kiva/loans", "kiva/instalments", "kiva/payments"] {
        book.take(&demo().join(format!("{file}.csv")), &[Waiver::PaymentBeforeDisbursement]);
    }
    (book.facts, book.noticed) = (Vec::new(), 0);
    for file in ["party_names", "contact_points", "staff", "outcomes"] {
        let path = demo().join(format!("overlay/{file}.csv"));
        let reader = open(&path).unwrap();
        assert_eq!((reader.entity().name(), reader.unknown_columns()), (file, &["invented".to_owned()][..]));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.lines().skip(1).all(|line| line.starts_with("yes,")), "{file}");
        book.take(&path, &[]);
    }
    book
}

#[test]
fn hangs_on_the_book_without_a_refusal() {
    let book = all();
    assert!(book.refused.is_empty(), "{:?}", book.refused);
    assert_eq!((book.noticed, book.repeats), (0, 0), "every party is on the book");
}

#[test]
fn shows_what_the_pages_need() {
    let book = all();
    let (mut phones, mut with_phone, mut addressed, mut unwilling) = (0, BTreeSet::new(), BTreeSet::new(), 0);
    let (mut outcomes, mut kept_open, mut run_out) = (BTreeSet::new(), 0, 0);
    let (mut staff, mut names, mut borrowers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let as_of = "2007-04-02".parse().unwrap();
    for fact in &book.facts {
        match fact {
            Fact::ContactPoint(point) if point.kind == ContactPointKind::Phone => {
                phones += 1;
                assert!(point.value.contains("000"), "{}", point.value);
                with_phone.insert(&point.party);
                unwilling += usize::from(!point.consent);
            }
            Fact::ContactPoint(point) => {
                assert!(point.place.is_some() && point.latitude_e6.is_some());
                addressed.insert(&point.party);
            }
            Fact::Outcome(past) => {
                outcomes.insert(past.contact.outcome);
                assert_eq!(past.promise.is_some(), past.contact.outcome == Outcome::PromiseToPay);
                if let Some(promise) = &past.promise {
                    if promise.due_on < as_of { run_out += 1 } else { kept_open += 1 }
                }
            }
            Fact::Staff(person) => {
                assert!(names.insert(&person.name), "{} twice", person.name);
                staff.insert(&person.id);
            }
            Fact::PartyName(name) => {
                borrowers.insert(&name.name);
            }
            _ => {}
        }
    }
    assert!(names.is_disjoint(&borrowers), "nobody is taken for an officer");
    assert_eq!((phones, addressed.len(), staff.len()), (290, 308, 11));
    assert!(addressed.difference(&with_phone).count() > 10 && unwilling > 10);
    assert!(run_out > 2 && kept_open > 4, "{run_out} {kept_open}");
    assert!(outcomes.len() == 7, "{outcomes:?}");
    let by: BTreeSet<_> = book
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::Outcome(past) => Some(&past.contact.by),
            _ => None,
        })
        .collect();
    assert!(by.is_subset(&staff));
}
