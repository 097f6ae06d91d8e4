//! A comparison made from a case and a lender's assumptions. Everybody is invented.
#![allow(clippy::unwrap_used)]

use makegood_book::Split;
use makegood_case::{Check, ReliefLoan, Tranche};
use makegood_diagnosis::Situation;
use makegood_strategy::Security;
use makegood_units::{Amount, BusinessDate, Currency};
use makegood_workout::case::{
    AskedOfCase, Assumptions, Brought, CaseFacts, CaseNotCompared, DecisionRefused, Sets, WriteOffSeen, case_ask,
    may_decide,
};
use makegood_workout::compare::{Flow, Offer, RouteKind, Verified, WriteOffNeed, compare};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn minor(amount: i64) -> Amount {
    Amount::from_minor(amount)
}

fn shipped() -> Assumptions {
    Assumptions::parse("assumptions.toml", Assumptions::SHIPPED).unwrap()
}

/// 300.00 in arrears of 1,000.00, seven instalments of 100.00 to come, 190.00 a month left
/// before any debt service, 20.00 of it for another debt.
fn facts(situation: Situation) -> CaseFacts {
    let as_of = day("2026-05-20");
    let ahead = (6..13).map(|month| Flow { on: day(&format!("2026-{month:02}-10")), amount: minor(10_000) });
    CaseFacts {
        party: "B-1".into(),
        as_of,
        currency: Currency::USD,
        situation,
        securities: vec![Security::None],
        arrears: Split { principal: minor(27_000), interest: minor(3_000), ..Split::default() },
        principal: minor(97_000),
        ahead: ahead.collect(),
        income: Some(Verified { amount: minor(60_000), on: as_of }),
        surplus: Some(Verified { amount: minor(19_000), on: as_of }),
        debt_service: Some(minor(10_000)),
        other_debt_service: Some(minor(2_000)),
        says: Vec::new(),
        brought: Vec::new(),
        has_guarantor: false,
        write_off_shown: Vec::new(),
        earlier_relief: Vec::new(),
    }
}

fn set(written: &[&str]) -> Sets {
    let mut sets = Sets::default();
    written.iter().for_each(|one| sets.set(one).unwrap());
    sets
}

fn asked(facts: CaseFacts, written: &[&str]) -> AskedOfCase {
    case_ask(facts, &shipped(), &set(written)).unwrap()
}

fn refused(asked: &AskedOfCase, route: &str) -> DecisionRefused {
    may_decide(asked, route, None, None).unwrap_err()
}

#[test]
fn the_shipped_assumptions_compare_every_cause_and_security() {
    for situation in Situation::ALL {
        for security in Security::ALL {
            let facts = CaseFacts { securities: vec![security], ..facts(situation) };
            let asked = asked(facts, &[]);
            for kind in
                [RouteKind::Wait, RouteKind::Reschedule, RouteKind::Settlement, RouteKind::Suit, RouteKind::WriteOff]
            {
                assert!(asked.comparison.routes.iter().any(|route| route.kind == kind), "{situation:?} {kind:?}");
            }
            let named = asked.comparison.routes.len() + asked.left_out.len();
            assert_eq!(named, RouteKind::ALL.len(), "every route is compared or named as left out");
            assert!(asked.left_out.iter().all(|left| !left.missing.is_empty()));
        }
    }
}

#[test]
fn what_is_owed_is_principal_and_what_is_due_besides() {
    let asked = asked(facts(Situation::TemporaryShortage), &[]);
    assert_eq!(asked.ask.owed, minor(100_000));
    let again = compare(&asked.ask).unwrap();
    assert_eq!(again, asked.comparison, "what is kept can be reckoned again");
}

#[test]
fn row_55_the_plan_is_the_shortest_the_verified_surplus_carries_and_has_an_end() {
    let asked = asked(facts(Situation::TemporaryShortage), &["all.dscr_floor_bp=10000", "all.surplus_share_bp=10000"]);
    let plan = asked.ask.routes.iter().find(|route| route.kind == RouteKind::InstalmentPlan).unwrap();
    // 170.00 left after the other debt, 100.00 of it the instalment: 300.00 in five parts of 60.00.
    assert_eq!(plan.entries.first().unwrap().flows.len(), 5);
    assert_eq!(asked.plan_ends_on, Some(day("2026-10-20")));
    let valued = may_decide(&asked, "instalment_plan", asked.plan_ends_on, None).unwrap();
    assert_eq!(valued.budget.left, Some(minor(1_000)));
    // Less is left: the longest is tried, and blocked with the reason.
    let poorer = CaseFacts {
        surplus: Some(Verified { amount: minor(13_000), on: day("2026-05-20") }),
        ..facts(Situation::TemporaryShortage)
    };
    let refused = refused(&self::asked(poorer, &[]), "instalment_plan");
    assert!(
        matches!(&refused, DecisionRefused::Blocked { says, .. } if says.contains("of the surplus verified")),
        "{refused}"
    );
}

#[test]
fn row_60_refinancing_is_blocked_with_the_reason_or_asks_for_what_is_missing() {
    let none = asked(facts(Situation::TemporaryShortage), &[]);
    let DecisionRefused::NotCompared { says, .. } = refused(&none, "refinance") else { panic!("compared") };
    assert!(says.contains("cannot be worked out") && says.contains("refinance.debt_service_minor"), "{says}");
    let dear = asked(facts(Situation::TemporaryShortage), &["refinance.debt_service_minor=18000"]);
    let DecisionRefused::Blocked { says, .. } = refused(&dear, "refinance") else { panic!("allowed") };
    assert!(says.contains("up from 120.00 USD"), "{says}");
    let cheap = asked(facts(Situation::TemporaryShortage), &["refinance.debt_service_minor=8000"]);
    assert!(may_decide(&cheap, "refinance", None, None).is_ok());
    let unknown = CaseFacts { surplus: None, ..facts(Situation::TemporaryShortage) };
    let unknown = asked(unknown, &["refinance.debt_service_minor=8000"]);
    assert!(matches!(refused(&unknown, "refinance"), DecisionRefused::Needs { .. }), "unknown is not allowed");
}

#[test]
fn row_63_a_relief_loan_stands_beside_the_case_without_it() {
    let sets = ["relief_loan.amount_minor=20000", "relief_loan.keep_bp=9000"];
    let asked = asked(facts(Situation::TemporaryShortage), &sets);
    let test = asked.comparison.relief_tests.first().unwrap();
    assert!(test.forborne && test.interval.is_some(), "{test:?}");
    assert!(test.break_evens.iter().any(|even| even.chance == "keeps_with_relief"));
    assert_eq!(test.incremental.minor(), test.with_npv.minor() - test.without_npv.minor());
    let tranche = |amount| ReliefLoan {
        currency: Currency::USD,
        tranches: vec![Tranche {
            no: 1,
            amount: minor(amount),
            purpose: "the oven".to_owned(),
            to_old_instalments: Amount::ZERO,
            checks: vec![Check { id: "oven".to_owned(), shows: "the oven".to_owned(), days_after_draw: 14 }],
        }],
    };
    let decide = |loan: Option<&ReliefLoan>| may_decide(&asked, "relief_loan", None, loan).map(|route| route.four_eyes);
    assert_eq!(decide(None), Err(DecisionRefused::TranchesMissing));
    assert!(matches!(decide(Some(&tranche(15_000))), Err(DecisionRefused::TranchesDiffer { .. })));
    let unchecked = ReliefLoan {
        tranches: vec![Tranche { checks: Vec::new(), ..tranche(20_000).tranches.remove(0) }],
        ..tranche(1)
    };
    assert!(matches!(decide(Some(&unchecked)), Err(DecisionRefused::NotSupervised(_))));
    assert_eq!(decide(Some(&tranche(20_000))), Ok(true), "by two");
}

#[test]
fn row_62_what_is_left_to_wait_names_the_day_it_is_looked_at_again() {
    let asked = asked(facts(Situation::ReducedAbility), &[]);
    assert!(matches!(refused(&asked, "wait"), DecisionRefused::RetestMissing(_)));
    let on = |text| may_decide(&asked, "wait", Some(day(text)), None);
    assert!(matches!(on("2026-05-20"), Err(DecisionRefused::RetestPast { .. })));
    assert!(on("2026-11-20").is_ok());
}

#[test]
fn a_settlement_has_to_clear_its_floor_and_a_write_off_to_show_everything() {
    let low = asked(facts(Situation::TemporaryShortage), &["settlement.offer_bp=500"]);
    assert!(
        matches!(refused(&low, "settlement"), DecisionRefused::BelowFloor(says) if says.contains("the least offer is"))
    );
    let sets = ["settlement.offer_bp=10000", "settlement.pay_bp=9500", "settlement.months=0"];
    let high = asked(facts(Situation::TemporaryShortage), &sets);
    assert!(may_decide(&high, "settlement", None, None).unwrap().four_eyes);
    let open = asked(facts(Situation::ReducedAbility), &[]);
    let DecisionRefused::WriteOffOpen(says) = refused(&open, "write_off") else { panic!("allowed") };
    assert!(says.contains("no other route that is worth more (") && says.contains("until when the claim"), "{says}");
    let seen = WriteOffSeen { need: WriteOffNeed::Traced, says: "spoken with".to_owned() };
    let traced = asked_with(seen);
    let DecisionRefused::WriteOffOpen(says) = refused(&traced, "write_off") else { panic!("allowed") };
    assert!(!says.contains("every lawful source"), "{says}");
}

fn asked_with(seen: WriteOffSeen) -> AskedOfCase {
    asked(CaseFacts { write_off_shown: vec![seen], ..facts(Situation::ReducedAbility) }, &[])
}

#[test]
fn guarantors_bring_what_recourse_reckons_and_what_blocks_them_is_said() {
    let brought = |blocked: &[&str]| Brought {
        route: "guarantor_call".to_owned(),
        amount: minor(50_000),
        cost: Some(minor(1_000)),
        days: Some(90),
        chance: Some(("8000".parse::<i64>().unwrap().try_into().unwrap(), "expert: known to pay".parse().unwrap())),
        says: "the guarantor, guarantee G-1".to_owned(),
        blocked: blocked.iter().map(|&text| text.to_owned()).collect(),
    };
    let with = |blocked: &[&str]| CaseFacts {
        has_guarantor: true,
        brought: vec![brought(blocked)],
        ..facts(Situation::Unwilling)
    };
    let open = asked(with(&[]), &[]);
    let called = open.comparison.routes.iter().find(|route| route.kind == RouteKind::GuarantorCall).unwrap();
    assert_eq!(called.time.unwrap().first_on, day("2026-08-18"));
    let said: Vec<&str> = called.worth.addends.iter().map(|addend| addend.says.as_str()).collect();
    assert!(said.iter().any(|line| line.contains("80% (expert: known to pay)")), "{said:?}");
    let closed = asked(with(&["no paper proves the guarantee"]), &[]);
    let left = closed.left_out.iter().find(|left| left.kind == RouteKind::GuarantorCall).unwrap();
    assert!(left.says().contains("no paper proves the guarantee"), "{}", left.says());
    let unknown = asked(CaseFacts { has_guarantor: true, ..facts(Situation::Unwilling) }, &[]);
    let left = unknown.left_out.iter().find(|left| left.kind == RouteKind::GuarantorCall).unwrap();
    assert!(left.says().contains("liable for is missing"), "{}", left.says());
}

#[test]
fn what_is_set_otherwise_is_named_and_what_is_not_is_no_setting() {
    let usual = asked(facts(Situation::Careless), &["wait.cure_bp=6500"]);
    assert!(usual.sets.is_empty(), "the same value is nothing set: {:?}", usual.sets);
    let other = asked(facts(Situation::Careless), &["wait.cure_bp=1_000"]);
    assert_eq!(other.sets.written(), ["wait.cure_bp=1000"]);
    let waits = |asked: &AskedOfCase| asked.comparison.routes.iter().find(|one| one.id == "wait").unwrap().worth.npv;
    assert!(waits(&other) < waits(&usual));
    let used = other.used.iter().find(|used| (used.route.as_str(), used.key.as_str()) == ("wait", "cure_bp")).unwrap();
    assert_eq!(
        (used.is_set, used.source.as_ref().unwrap().to_string().as_str()),
        (true, "assumption: set for this case")
    );
    for wrong in ["wait", "wait.cure_bp", "hope.cure_bp=1", "wait.hope_bp=1", "wait.cure_bp=10001", "wait.cure_bp=half"]
    {
        assert!(Sets::default().set(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_file_of_assumptions_names_every_line_that_is_wrong() {
    let text = "name = \"own\"\nversion = 2\nday_count = \"actual/365\"\n[[assume]]\nroute = \"wait\"\nsource = \"expert\"\ncure_bp = 20000\nhope_bp = 1\n[[assume]]\nroute = \"hope\"\n[[assume]]\nroute = \"sale\"\nprice_bp = 1\n[[assume]]\nroute = \"sale\"\nsource = \"expert\"\nsituations = [\"S9\"]\n";
    let errors = Assumptions::parse("own.toml", text).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for words in [
        "own.toml:7: wait.cure_bp is basis points",
        "own.toml:8: wait has no key hope_bp",
        "has a route, one of all, wait",
        "sale has no source",
        "\"S9\" is not one of",
    ] {
        assert!(said.iter().any(|line| line.contains(words)), "{words}: {said:#?}");
    }
}

#[test]
fn nothing_owed_and_no_word_about_waiting_are_no_comparison() {
    let paid = CaseFacts { arrears: Split::default(), principal: Amount::ZERO, ..facts(Situation::Careless) };
    assert_eq!(case_ask(paid, &shipped(), &Sets::default()), Err(CaseNotCompared::NothingOwed));
    let text = "name = \"own\"\nversion = 1\nday_count = \"actual/365\"\nassume = [{ route = \"all\", source = \"expert\", discount_bp = 0 }]\n";
    let bare = Assumptions::parse("own.toml", text).unwrap();
    let none = case_ask(facts(Situation::Careless), &bare, &Sets::default());
    assert!(matches!(none, Err(CaseNotCompared::Waiting(says)) if says.contains("wait.cure_bp")));
}

#[test]
fn what_is_blocked_is_not_offered() {
    let asked = asked(facts(Situation::TemporaryShortage), &["refinance.debt_service_minor=18000"]);
    let last = asked.comparison.routes.last().unwrap();
    assert!(matches!(last.offer, Offer::Blocked(_)), "{:?}", last.id);
}
