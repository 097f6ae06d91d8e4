//! The worked examples of the laws, and what holds for every payment.

use super::{AcrossError, Debt, Direction, NamedAcross, OnePayment, Spread, spread};
use makegood_units::{Amount, BusinessDate, LoanId};
use proptest::prelude::*;

fn law(name: &str) -> NamedAcross {
    NamedAcross::named(name).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// A debt in major units, unsecured, without interest.
fn debt(loan: &str, owed: i64, due_on: &str) -> Debt {
    Debt {
        loan: loan.into(),
        due_on: day(due_on),
        arose_on: None,
        owed: Amount::from_minor(owed * 100),
        security: Amount::ZERO,
        rate: makegood_units::Rate::ZERO,
        disputed: false,
        deferral_ends: false,
    }
}

fn at_rate(mut debt: Debt, rate: &str) -> Debt {
    debt.rate = rate.parse().unwrap_or_else(|error| panic!("{error}"));
    debt
}

fn secured(mut debt: Debt, worth: i64) -> Debt {
    debt.security = Amount::from_minor(worth * 100);
    debt
}

fn disputed(mut debt: Debt) -> Debt {
    debt.disputed = true;
    debt
}

/// A payment on 15 April 2026 about which nothing was said.
fn paid(amount: i64) -> OnePayment {
    OnePayment::new(Amount::from_minor(amount * 100), day("2026-04-15"))
}

fn to(loan: &str, at_most: Option<i64>) -> Direction {
    Direction { loan: loan.into(), at_most: at_most.map(|most| Amount::from_minor(most * 100)) }
}

fn done(debts: &[Debt], payment: &OnePayment, name: &str) -> Spread {
    spread(debts, payment, &law(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// `A 2000 least_secured_first, left 5 nothing_left_owed`
fn lines(spread: &Spread) -> String {
    let parts =
        spread.parts.iter().map(|part| format!("{} {} {}", part.loan, part.amount.minor() / 100, part.why.code));
    let left = spread.unapplied.iter().map(|one| format!("left {} {}", one.amount.minor() / 100, one.why.code));
    parts.chain(left).collect::<Vec<_>>().join(", ")
}

fn check(debts: &[Debt], payment: &OnePayment, name: &str, expected: &str) {
    assert_eq!(lines(&done(debts, payment, name)), expected, "{name}");
}

#[test]
fn every_shipped_law_reads_and_is_called_as_its_file() {
    let mut rules: Vec<String> = NamedAcross::names().map(|name| law(name).rule).collect();
    for name in NamedAcross::names() {
        assert_eq!((law(name).name.as_str(), law(name).origin.reviewed_by.as_str()), (name, "nobody yet"));
    }
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../conventions/across"));
    assert_eq!(files.map(Iterator::count).ok(), Some(rules.len()), "every file of the folder travels in the program");
    rules.sort();
    rules.dedup();
    assert_eq!(rules.len(), NamedAcross::names().count(), "a rule id for each");
    let said = NamedAcross::read("name = \"x\"\nrul = \"y\"").err().map(|error| error.to_string()).unwrap_or_default();
    assert!(said.starts_with("line 2: unknown field `rul`, expected one of"), "{said}");
}

/// Law rules 8.1, AL-3: A 5,000 due earlier and mortgaged, B 4,000 unsecured, C not due; 6,000 come.
#[test]
fn al_3_the_unsecured_debt_before_the_older_mortgage() {
    let debts = [
        secured(debt("A", 5_000, "2026-01-10"), 9_000),
        debt("B", 4_000, "2026-03-10"),
        debt("C", 3_000, "2026-06-10"),
    ];
    for name in ["china-560", "germany-366"] {
        check(&debts, &paid(6_000), name, "B 4000 least_secured_first, A 2000 due_first");
        check(&debts, &paid(10_000), name, "B 4000 least_secured_first, A 5000 due_first, C 1000 due_first");
    }
    let why = done(&debts, &paid(6_000), "china-560").parts[0].why.clone();
    assert!(why.says.starts_with("B before A: the less secured comes first (Civil Code"), "{}", why.says);
    assert_eq!(why.facts.iter().map(|fact| fact.as_str()).collect::<Vec<_>>(), ["rule:alloc.cn.560", "loan:B"]);
}

/// AL-4: the more burdensome debt beats the older one. AL-5: unless the debtor names it.
#[test]
fn al_4_and_5_the_burden_and_the_debtors_word() {
    let debts =
        [at_rate(debt("A", 5_000, "2026-01-10"), "5% a year"), at_rate(debt("B", 4_000, "2026-03-10"), "12% a year")];
    for name in ["china-560", "germany-366"] {
        check(&debts, &paid(4_500), name, "B 4000 highest_rate_first, A 500 highest_rate_first");
        let for_a = OnePayment { designated: vec![to("A", None)], ..paid(4_500) };
        check(&debts, &for_a, name, "A 4500 designated_by_debtor");
    }
    let monthly = [debts[1].clone(), at_rate(debts[0].clone(), "1.1% a month")];
    check(&monthly, &paid(100), "germany-366", "A 100 highest_rate_first");
}

/// AL-6: equal in every respect, 3,000 and 1,000; 1,000 come.
#[test]
fn al_6_equals_share_in_proportion() {
    let debts = [debt("A", 3_000, "2026-03-10"), debt("B", 1_000, "2026-03-10")];
    for name in ["china-560", "germany-366", "india-59-61", "uk-agreements", "us-regulation-f", "house"] {
        check(&debts, &paid(1_000), name, "A 750 in_proportion, B 250 in_proportion");
    }
}

/// AL-7: a card with 1,000 at 24.99% and 2,000 at 12.99%, minimum 60, 500 come.
#[test]
fn al_7_beyond_the_minimum_the_highest_rate_first() {
    let debts = [
        at_rate(debt("cash", 1_000, "2026-05-01"), "24.99% a year"),
        at_rate(debt("purchases", 2_000, "2026-05-01"), "12.99% a year"),
    ];
    let payment =
        OnePayment { chosen: vec![to("purchases", None)], minimum: Some(Amount::from_minor(6_000)), ..paid(500) };
    check(&debts, &payment, "us-card", "purchases 60 chosen_by_creditor, cash 440 highest_rate_first");
    check(&debts, &OnePayment { chosen: Vec::new(), ..payment.clone() }, "us-card", "cash 500 highest_rate_first");
    let small = OnePayment { amount: Amount::from_minor(4_000), ..payment.clone() };
    check(&debts, &small, "us-card", "purchases 40 chosen_by_creditor");
    check(&debts, &payment, "uk-card", "cash 500 highest_rate_first");
    let mut ending = debts.clone();
    ending[1].deferral_ends = true;
    let payment = OnePayment { minimum: None, ..payment };
    check(&ending, &payment, "us-card", "purchases 500 ending_deferral_first");
}

/// 12 CFR 1006.30(c): nothing to a disputed debt, named or not.
#[test]
fn a_disputed_debt_receives_nothing() {
    let debts = [disputed(debt("A", 300, "2026-01-10")), debt("B", 200, "2026-03-10")];
    check(&debts, &paid(250), "us-regulation-f", "B 200 only_debt_in_sequence, left 50 only_disputed_left");
    let for_a = OnePayment { designated: vec![to("A", None)], ..paid(250) };
    check(&debts, &for_a, "us-regulation-f", "left 250 directed_to_disputed_debt");
    let in_part = OnePayment { designated: vec![to("A", Some(100)), to("B", Some(20))], ..paid(250) };
    check(
        &debts,
        &in_part,
        "us-regulation-f",
        "B 20 designated_by_debtor, B 130 only_debt_in_sequence, left 100 directed_to_disputed_debt",
    );
    check(&debts, &paid(250), "germany-366", "A 250 older_first");
}

/// Contract Act sections 59 to 61: the debtor, else the creditor among debts due, else time.
#[test]
fn in_india_the_creditor_may_choose_among_debts_due() {
    let debts = [debt("A", 300, "2026-01-10"), debt("B", 200, "2026-03-10"), debt("C", 900, "2026-09-10")];
    check(&debts, &paid(350), "india-59-61", "A 300 older_first, B 50 older_first");
    let chosen = OnePayment { chosen: vec![to("C", None), to("B", None)], ..paid(350) };
    check(&debts, &chosen, "india-59-61", "B 200 chosen_by_creditor, A 150 only_debt_in_sequence");
    let both = OnePayment { designated: vec![to("C", Some(100))], ..chosen };
    check(
        &debts,
        &both,
        "india-59-61",
        "C 100 designated_by_debtor, B 200 chosen_by_creditor, A 50 only_debt_in_sequence",
    );
    check(&debts, &paid(600), "india-59-61", "A 300 older_first, B 200 older_first, left 100 only_not_due_left");
    check(&debts[..2], &paid(600), "india-59-61", "A 300 older_first, B 200 older_first, left 100 nothing_left_owed");
}

/// Consumer Credit Act section 81: sums due in proportion, what is not due aside.
#[test]
fn in_the_united_kingdom_sums_due_share() {
    let debts = [debt("hire", 600, "2026-01-10"), debt("card", 200, "2026-03-10"), debt("card", 900, "2026-09-10")];
    check(&debts, &paid(400), "uk-agreements", "card 100 in_proportion, hire 300 in_proportion");
    let as_they_think_fit = OnePayment { designated: vec![to("hire", Some(50)), to("card", Some(350))], ..paid(400) };
    check(
        &debts,
        &as_they_think_fit,
        "uk-agreements",
        "hire 50 designated_by_debtor, card 200 designated_by_debtor, card 150 designated_by_debtor",
    );
    check(&debts, &paid(500), "uk-current-account", "hire 500 older_first");
}

/// China: what was agreed comes before what the debtor names. Germany: age is from the day a debt arose.
#[test]
fn agreement_age_and_the_share_that_is_secured() {
    let mut debts = [debt("A", 300, "2026-01-10"), debt("B", 200, "2026-03-10")];
    let said = OnePayment { agreed: vec![to("B", None)], designated: vec![to("A", None)], ..paid(250) };
    check(&debts, &said, "china-560", "B 200 agreed, A 50 designated_by_debtor");
    check(&debts, &said, "germany-366", "A 250 designated_by_debtor");
    debts[1].arose_on = Some(day("2024-06-01"));
    check(&debts, &paid(250), "germany-366", "B 200 older_first, A 50 older_first");
    let halves = [secured(debt("A", 10_000, "2026-03-10"), 5_000), secured(debt("B", 1_000, "2026-03-10"), 600)];
    check(&halves, &paid(50), "germany-366", "A 50 least_secured_first");
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let one = [debt("A", 300, "2026-01-10")];
    let refused = |debts: &[Debt], payment: &OnePayment| spread(debts, payment, &law("house")).err();
    let unknown = OnePayment { designated: vec![to("Z", None)], ..paid(1) };
    assert_eq!(refused(&one, &unknown), Some(AcrossError::UnknownLoan { loan: "Z".into() }));
    assert!(matches!(refused(&one, &paid(-1)), Some(AcrossError::Negative { .. })));
    assert!(matches!(refused(&[debt("A", -1, "2026-01-10")], &paid(1)), Some(AcrossError::Negative { .. })));
    let twice = [one[0].clone(), one[0].clone()];
    assert!(matches!(refused(&twice, &paid(1)), Some(AcrossError::Twice { .. })));
    let mut huge = [debt("A", 1, "2026-01-10"), debt("B", 1, "2026-01-10")];
    huge.iter_mut().for_each(|debt| debt.owed = Amount::from_minor(i64::MAX));
    let all = OnePayment::new(Amount::from_minor(i64::MAX), day("2026-04-15"));
    assert_eq!(done(&huge, &all, "house").of(&LoanId::from("A")), Amount::from_minor(i64::MAX / 2 + 1));
}

fn any_debt() -> impl Strategy<Value = Debt> {
    let facts = (0..4_u8, 0..6_i32, prop::option::of(0..4_i32), 0..50_i64, 0..3_i64, 0..3_i64, any::<(bool, bool)>());
    facts.prop_map(|(loan, due, arose, owed, security, rate, (disputed, deferral_ends))| Debt {
        loan: LoanId::new(format!("L{loan}")),
        due_on: day("2026-04-12").plus_days(due),
        arose_on: arose.map(|before| day("2025-01-01").plus_days(before)),
        owed: Amount::from_minor(owed),
        security: Amount::from_minor(security * 10),
        rate: makegood_units::Rate::a_year(rate.into()),
        disputed,
        deferral_ends,
    })
}

fn any_debts() -> impl Strategy<Value = Vec<Debt>> {
    prop::collection::vec(any_debt(), 1..9).prop_map(|mut debts| {
        debts.sort_by(|one, other| (&one.loan, one.due_on).cmp(&(&other.loan, other.due_on)));
        debts.dedup_by(|one, other| one.loan == other.loan && one.due_on == other.due_on);
        debts
    })
}

fn any_directions() -> impl Strategy<Value = Vec<(usize, Option<i64>)>> {
    prop::collection::vec((0..9_usize, prop::option::of(0..60_i64)), 0..3)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn what_holds_for_every_payment(
        debts in any_debts(),
        amount in 0..400_i64,
        directions in (any_directions(), any_directions(), any_directions()),
        minimum in prop::option::of(0..60_i64),
        turned in any::<prop::sample::Index>(),
        which in 0..9_usize,
    ) {
        let law = law(NamedAcross::names().nth(which).unwrap_or("house"));
        let directed = |all: &[(usize, Option<i64>)]| -> Vec<Direction> {
            let loan = |at: usize| debts[at % debts.len()].loan.clone();
            all.iter().map(|(at, most)| Direction { loan: loan(*at), at_most: most.map(Amount::from_minor) }).collect()
        };
        let payment = OnePayment {
            amount: Amount::from_minor(amount),
            on: day("2026-04-15"),
            agreed: directed(&directions.0),
            designated: directed(&directions.1),
            chosen: directed(&directions.2),
            minimum: minimum.map(Amount::from_minor),
        };
        let found = spread(&debts, &payment, &law).unwrap_or_else(|error| panic!("{error}"));

        let parts: i64 = found.parts.iter().map(|part| part.amount.minor()).sum();
        prop_assert_eq!(parts + found.left().minor(), amount, "parts and remainder are the payment");
        prop_assert!(found.parts.iter().all(|part| part.amount > Amount::ZERO));
        let barred = matches!(law.name.as_str(), "us-regulation-f" | "house");
        let waits = matches!(law.name.as_str(), "india-59-61" | "uk-agreements" | "uk-current-account");
        let in_vain = found.unapplied.iter().any(|one| one.why.code != "directed_to_disputed_debt");
        for debt in &debts {
            let of_it = found.parts.iter().filter(|part| part.loan == debt.loan && part.due_on == debt.due_on);
            let received: i64 = of_it.map(|part| part.amount.minor()).sum();
            prop_assert!(received <= debt.owed.minor(), "no debt gets more than it owes");
            prop_assert!(received == 0 || !(barred && debt.disputed), "a disputed debt gets nothing");
            let reached = !(barred && debt.disputed || waits && debt.due_on > payment.on);
            prop_assert!(!in_vain || !reached || received == debt.owed.minor(), "nothing is left while a debt is open");
        }
        let mut other_way = debts.clone();
        other_way.rotate_left(turned.index(debts.len()));
        prop_assert_eq!(&spread(&other_way, &payment, &law), &Ok(found.clone()), "the order of the list is nothing");
        other_way.reverse();
        prop_assert_eq!(spread(&other_way, &payment, &law), Ok(found), "the order of the list is nothing");
    }
}
