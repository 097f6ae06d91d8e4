//! The clocks of a case, from the book, what was noted and the packs of this repository.
#![allow(clippy::unwrap_used)]

mod barred;
mod told;
mod work;

use makegood_book::Happened;
use makegood_day_close::{ClaimPart, ClockStand, without_clock};
use proptest::prelude::*;
use told::{Tell, case, day, lender};

const INDIA: (&[&str], &[&str]) = (&["in-clocks"], &["lender.collects_in_india"]);
const CHINA: (&[&str], &[&str]) = (&["cn-clocks"], &["lender.collects_in_china"]);

#[test]
fn where_instalments_count_alone_the_oldest_and_the_last_are_read() {
    let india = lender(INDIA.0, INDIA.1);
    let case = case("IN", &["2023-04-10", "2023-05-10", "2023-06-10"]).paid("2023-04-10", 10_000, Some("borrower"));
    let found: Vec<_> =
        india.clocks(&case, "2026-03-20").into_iter().map(|one| (one.part, one.counted_end, one.days_left)).collect();
    let (may, june) = (day("2023-05-10"), day("2023-06-10"));
    let expected = [
        (ClaimPart::Oldest(may), Some(day("2026-05-10")), Some(51)),
        (ClaimPart::Last(june), Some(day("2026-06-10")), Some(82)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn where_the_law_counts_from_the_last_instalment_the_claim_is_one() {
    let china = lender(CHINA.0, CHINA.1);
    let case = case("CN", &["2024-02-29", "2024-12-31"]);
    let found = china.clock(&case, "2025-01-01", "cn.lim", "borrower");
    assert_eq!((found.part, found.counted_end), (ClaimPart::Whole, Some(day("2027-12-31"))));
}

#[test]
fn nothing_is_read_where_no_law_counts_or_nothing_is_past_due() {
    let late = case("IN", &["2023-04-10"]);
    assert!(lender(&["house"], &[]).clocks(&late, "2026-03-20").is_empty(), "no clock in the packs");
    assert!(lender(INDIA.0, &[]).clocks(&late, "2026-03-20").is_empty(), "the pack does not bind the lender");
    let india = lender(INDIA.0, INDIA.1);
    assert!(india.clocks(&case("CN", &["2023-04-10"]), "2026-03-20").is_empty(), "nor the debtor");
    assert!(india.clocks(&late, "2023-04-10").is_empty(), "nothing past due");
    assert!(india.clocks(&late.paid("2023-05-01", 10_000, None), "2026-03-20").is_empty(), "paid");
}

#[test]
fn where_nobody_said_where_the_debtor_lives_the_clock_is_read_and_the_question_named() {
    let mut case = case("IN", &["2023-04-10"]);
    case.known = None;
    let found = lender(INDIA.0, INDIA.1).clock(&case, "2026-03-20", "in.lim", "borrower");
    assert_eq!(found.unsure.as_deref(), Some("whether debtor.place = in"));
    assert_eq!(found.counted_end, Some(day("2026-04-10")));
}

#[test]
fn a_payment_counts_for_the_debtor_only_where_somebody_says_so() {
    let end = |facts: &[&str], kind: Option<&str>, note: Option<&str>| {
        let mut case = case("IN", &["2023-04-10"]).paid("2025-02-03", 500, kind);
        if let Some(words) = note {
            case = case.note("2025-02-03", None, words);
        }
        let facts: Vec<&str> = INDIA.1.iter().chain(facts).copied().collect();
        let clock = lender(INDIA.0, &facts).clock(&case, "2026-03-20", "in.lim", "borrower");
        (clock.counted_end.unwrap().to_string(), clock.lacking.first().and_then(|one| one.would_end))
    };
    let anew = || ("2028-02-03".to_owned(), None);
    assert_eq!(end(&[], None, None), ("2026-04-10".to_owned(), Some(day("2028-02-03"))));
    assert_eq!(end(&[], Some("borrower"), None), anew(), "the payment says who paid");
    assert_eq!(end(&["payment.by = borrower"], None, None), anew(), "the lender's convention says so");
    assert_eq!(end(&[], None, Some("part payment by borrower")), anew(), "a note says so");
    let (unchanged, _) = end(&["payment.by = borrower"], Some("guarantor"), None);
    assert_eq!(unchanged, "2026-04-10", "the payment's own word outweighs the convention");
}

#[test]
fn money_that_went_back_is_no_payment() {
    let india = lender(INDIA.0, &["lender.collects_in_india", "payment.by = borrower"]);
    let paid = case("IN", &["2023-04-10"]).paid("2025-02-03", 500, None);
    let end = |case| india.clock(&case, "2026-03-20", "in.lim", "borrower");
    assert_eq!(end(paid.clone()).counted_end, Some(day("2028-02-03")));
    let reversed = paid.clone().event("2025-02-05", Happened::Reversed { payment: "p-1".into() });
    assert_eq!(end(reversed).counted_end, Some(day("2026-04-10")));
    let back = end(paid.event("2025-02-05", Happened::ChargedBack { amount: told::amount(500) }));
    assert_eq!(back.counted_end, Some(day("2026-04-10")));
    assert!(back.lacking[0].says.contains("took the money back on 2025-02-05"), "{}", back.lacking[0].says);
}

#[test]
fn kinds_of_payment_that_are_words_of_the_law_speak_for_themselves() {
    let case = case("CN", &["2023-06-30"]).paid("2025-02-03", 500, Some("account_deduction"));
    let found = lender(CHINA.0, CHINA.1).clock(&case, "2025-03-01", "cn.lim", "borrower");
    assert_eq!(found.counted_end, Some(day("2028-02-03")));
    assert!(found.steps[0].says.starts_with("account deduction on 2025-02-03 starts it anew"));
}

#[test]
fn promises_and_letters_are_named_with_what_they_lack() {
    let case = case("CN", &["2023-06-30"]).promised("2025-02-03").wrote("2025-04-01").wrote("2025-05-01");
    let found = lender(CHINA.0, CHINA.1).clock(&case, "2026-03-01", "cn.lim", "borrower");
    assert_eq!(found.counted_end, Some(day("2026-06-30")));
    let told: Vec<_> =
        found.lacking.iter().map(|one| (one.what.as_str(), one.count, one.last_on, one.would_end)).collect();
    let expected =
        [("instalment_promise", 1, day("2025-02-03"), Some(day("2028-02-03"))), ("demand", 2, day("2025-05-01"), None)];
    assert_eq!(told, expected);
}

#[test]
fn a_guarantor_is_held_to_the_schedule_the_loan_began_with() {
    let china = lender(CHINA.0, CHINA.1);
    let plain =
        case("CN", &["2024-01-31"]).with("guarantor", "G-1").note("2024-01-10", None, "fact guarantee.kind = joint");
    let moved = plain.rescheduled("2024-01-20", "2024-12-31");
    let borrower = china.clock(&moved, "2025-01-15", "cn.lim", "borrower");
    assert_eq!(borrower.counted_end, Some(day("2027-12-31")), "for the borrower the new dates hold");
    let guarantor = china.clock(&moved, "2025-01-15", "cn.gua.joint", "guarantor");
    assert_eq!((guarantor.state, guarantor.counted_end), (ClockStand::Free, Some(day("2024-07-31"))));
    assert!(guarantor.steps[0].says.contains("it needs guarantor_consent and written"), "{}", guarantor.steps[0].says);
    let consent = "extension until 2024-12-31 with guarantor_consent written";
    let agreed = moved.note("2024-01-20", Some("G-1"), consent);
    assert_eq!(china.clock(&agreed, "2025-01-15", "cn.gua.joint", "guarantor").counted_end, Some(day("2025-06-30")));
}

#[test]
fn each_person_s_acts_move_their_own_clock() {
    let india = lender(INDIA.0, INDIA.1);
    let with = case("IN", &["2023-04-10"]).with("co_borrower", "C-1").with("spouse", "S-1").with("guarantor", "G-1");
    let signed = "acknowledgment with written signed";
    let ends = |person: Option<&str>| {
        let case = with.clone().note("2025-02-03", person, signed);
        ["borrower", "co_borrower"]
            .map(|role| india.clock(&case, "2026-03-20", "in.lim", role).counted_end.unwrap().to_string())
    };
    assert_eq!(ends(None), ["2028-02-03", "2026-04-10"], "of nobody in particular it is the borrower's");
    assert_eq!(ends(Some("C-1")), ["2026-04-10", "2028-02-03"]);
    assert_eq!(ends(Some("S-1")), ["2026-04-10", "2026-04-10"], "a spouse owes nothing");
    assert_eq!(ends(Some("G-1")), ["2026-04-10", "2026-04-10"], "a guarantee is a debt of its own");
    let silent = without_clock(&with, &india.clocks(&with, "2026-03-20"), day("2026-03-20"));
    assert_eq!(silent, [("L-1".into(), "G-1".into(), "guarantor".to_owned())]);
}

#[test]
fn two_guarantors_are_told_apart() {
    let china = lender(CHINA.0, CHINA.1);
    let two = case("CN", &["2023-08-31"]).with("guarantor", "G-2").with("guarantor", "G-1");
    let two = two.note("2024-01-10", None, "fact guarantee.kind = joint");
    let state = |case, role| china.clock(&case, "2024-03-01", "cn.gua.joint", role).state;
    let named = two.clone().note("2024-02-05", Some("G-1"), "demand with signed");
    let [one, other] = ["guarantor_1", "guarantor_2"].map(|role| state(named.clone(), role));
    assert_eq!((one, other), (ClockStand::Saved, ClockStand::Free));
    let by_number = two.clone().note("2024-02-05", None, "demand to guarantor_2 with signed");
    assert_eq!(state(by_number, "guarantor_2"), ClockStand::Saved);
    let nobody = two.note("2024-02-05", None, "demand to guarantor with signed");
    assert_eq!(state(nobody, "guarantor_1"), ClockStand::Free, "nobody knows which of them");
}

#[test]
fn a_moratorium_is_a_hold_people_place_and_lift() {
    let facts = ["lender.collects_in_united_kingdom", "debt.kind = loan"];
    let uk = lender(&["uk-clocks"], &facts);
    let plain = case("GB", &["2020-04-01"]);
    let end = |case| uk.clock(&case, "2026-03-20", "uk.la.simple", "borrower").counted_end.unwrap().to_string();
    assert_eq!(end(plain.clone()), "2026-04-01");
    assert_eq!(end(plain.moratorium("2026-03-04", "2026-05-02")), "2026-06-27");
    assert!(uk.clocks(&case("GB", &["2020-04-01"]), "2026-03-20").iter().all(|one| !one.rule.starts_with("uk.sc")));
}

#[test]
fn a_security_is_read_where_it_is_noted() {
    let china = lender(CHINA.0, CHINA.1);
    let has = |case, rule: &str| china.clocks(&case, "2025-06-01").iter().any(|clock| clock.rule == rule);
    let plain = case("CN", &["2022-06-30"]);
    assert!(!has(plain.clone(), "cn.mort.clock"));
    let noted = plain.note("2024-01-10", None, "fact security.has_mortgage");
    assert!(has(noted.clone(), "cn.mort.clock") && !has(noted, "cn.pledge.clock"));
}

#[test]
fn what_people_noted_takes_the_place_of_what_the_book_says() {
    let india = lender(INDIA.0, INDIA.1);
    let noted = case("IN", &["2023-04-10"]).note("2023-09-01", None, "due about L-1");
    assert_eq!(india.clock(&noted, "2026-03-20", "in.lim", "borrower").counted_end, Some(day("2026-09-01")));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// A payment that counts never brings an earlier end than one that does not, and what
    /// it would bring is what it brings.
    #[test]
    fn a_payment_somebody_can_be_named_for_never_brings_an_earlier_end(
        paid in prop::collection::vec((0_i32..1500, 1_i64..2_000), 1..5), asked in 200_i32..2000,
    ) {
        let plain = case("IN", &["2020-01-15", "2020-07-15", "2021-01-15"]);
        let on = day("2020-02-01").plus_days(asked).to_string();
        let told = |kind: Option<&str>| paid.iter().fold(plain.clone(), |case, (days, minor)| {
            case.paid(&day("2020-02-01").plus_days(*days).to_string(), *minor, kind)
        });
        let india = lender(INDIA.0, INDIA.1);
        let (unnamed, named) = (india.clocks(&told(None), &on), india.clocks(&told(Some("borrower")), &on));
        for (without, with) in unnamed.iter().zip(&named) {
            prop_assert!(without.counted_end <= with.counted_end, "{} and {}", without.says, with.says);
            let would = without.lacking.first().and_then(|one| one.would_end).or(without.counted_end);
            prop_assert_eq!(would, with.counted_end);
        }
    }
}
