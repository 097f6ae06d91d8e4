//! A promise that can be kept: inside what each month leaves, in the fewest parts.
#![allow(clippy::unwrap_used)]

use makegood_units::{Amount, BusinessDate};
use makegood_workout::{MoneyDay, Part, beyond, offer};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    format!("2026-{text}").parse().unwrap()
}

/// `03-26 85 04-26 85`
fn days(text: &str) -> Vec<MoneyDay> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let one = |pair: &[&str]| MoneyDay {
        comes_on: day(pair[0]).plus_days(-1),
        offer_on: day(pair[0]),
        room: Amount::from_minor(pair[1].parse().unwrap()),
    };
    words.chunks(2).map(one).collect()
}

fn said(arrears: i64, text: &str) -> String {
    let offered = offer(Amount::from_minor(arrears), &days(text));
    let parts: Vec<String> = offered
        .parts
        .iter()
        .map(|part| format!("{} by {}", part.amount.minor(), &part.due_on.to_string()[5..]))
        .collect();
    format!("{} rest {}", parts.join(", "), offered.rest.minor())
}

#[test]
fn row_23_the_offer_clears_the_arrears_in_the_fewest_parts_inside_what_is_left() {
    assert_eq!(said(80, "03-26 85 04-26 85"), "80 by 03-26 rest 0");
    assert_eq!(said(120, "03-26 85 04-26 85"), "85 by 03-26, 35 by 04-26 rest 0");
    // One part a month later is fewer than two.
    assert_eq!(said(80, "03-26 10 04-26 85"), "80 by 04-26 rest 0");
    assert_eq!(said(90, "03-26 10 04-26 50 05-26 50"), "50 by 04-26, 40 by 05-26 rest 0");
    // Too little within reach: all of it, and the rest is named.
    assert_eq!(said(300, "03-26 85 04-26 85"), "85 by 03-26, 85 by 04-26 rest 130");
    assert_eq!(said(300, "03-26 0"), " rest 300");
    assert_eq!(said(0, "03-26 85"), " rest 0");
}

#[test]
fn what_goes_beyond_is_measured_against_what_has_come_by_then() {
    let rooms = days("03-26 85 04-26 85");
    let parts = |text: &str| -> Vec<Part> {
        days(text).iter().map(|day| Part { due_on: day.offer_on, amount: day.room }).collect()
    };
    let over = |text: &str| beyond(&parts(text), &rooms).map(Amount::minor);
    assert_eq!(over("03-26 85 04-26 85"), None);
    assert_eq!(over("04-26 170"), None, "both months have come by then");
    assert_eq!(over("03-20 40"), Some(40), "nothing has come yet");
    assert_eq!(over("03-26 100 04-26 60"), Some(15), "the first is too much, whatever follows");
}

proptest! {
    #[test]
    fn an_offer_is_never_beyond_its_own_room(
        arrears in 0..1_000_i64, rooms in prop::collection::vec(0..400_i64, 0..6),
    ) {
        let days: Vec<MoneyDay> = rooms.iter().zip(0..).map(|(room, month)| MoneyDay {
            comes_on: day("01-25").plus_days(30 * month),
            offer_on: day("01-26").plus_days(30 * month),
            room: Amount::from_minor(*room),
        }).collect();
        let offered = offer(Amount::from_minor(arrears), &days);
        prop_assert_eq!(beyond(&offered.parts, &days), None);
        let sum: i64 = offered.parts.iter().map(|part| part.amount.minor()).sum();
        prop_assert_eq!(sum + offered.rest.minor(), arrears);
        for part in &offered.parts {
            let own = days.iter().find(|day| day.offer_on == part.due_on).unwrap();
            prop_assert!(part.amount > Amount::ZERO && part.amount <= own.room);
        }
        // No fewer parts would do: the widest days of one less have too little room.
        if offered.rest == Amount::ZERO && arrears > 0 {
            let mut widest = rooms.clone();
            widest.sort_unstable();
            let fewer: i64 = widest.iter().rev().take(offered.parts.len() - 1).sum();
            prop_assert!(fewer < arrears);
        }
    }
}
