//! A relief loan that works, one that is stopped, and ones that hide arrears.
#![allow(clippy::unwrap_used)]

use makegood_units::{Amount, BusinessDate, Currency, FactId, StaffId};
use makegood_workout::relief::{
    Allowed, Check, FundsFrom, Hides, OldPayment, ReliefEvent, ReliefLoan, ReliefRefused, ReliefSigns, Tranche,
    TrancheState, hides, standing,
};
use proptest::prelude::*;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn cents(minor: i64) -> Amount {
    Amount::from_minor(minor)
}

fn loan() -> ReliefLoan {
    let check = |id: &str, days| Check { id: id.to_owned(), shows: format!("{id} seen"), days_after_draw: days };
    let tranche = |no, amount, purpose: &str, checks| Tranche {
        no,
        amount: cents(amount),
        purpose: purpose.to_owned(),
        to_old_instalments: Amount::ZERO,
        checks,
    };
    ReliefLoan {
        currency: Currency::USD,
        tranches: vec![
            tranche(1, 110_000, "the oven", vec![check("oven-bought", 14), check("oven-baking", 30)]),
            tranche(2, 40_000, "flour", vec![check("month-one", 35)]),
        ],
    }
}

fn approved(no: u32, on: &str) -> ReliefEvent {
    ReliefEvent::TrancheApproved { no, on: day(on), by: StaffId::new("S-2") }
}

fn drawn(no: u32, on: &str, amount: i64, purpose: &str) -> ReliefEvent {
    ReliefEvent::TrancheDrawn { no, on: day(on), amount: cents(amount), purpose: purpose.to_owned() }
}

fn shown(check: &str, on: &str) -> ReliefEvent {
    let evidence = FactId::new("document", "D-1");
    ReliefEvent::EvidenceShown { check: check.to_owned(), on: day(on), seen_by: StaffId::new("S-7"), evidence }
}

fn begun() -> Vec<ReliefEvent> {
    vec![approved(1, "2026-05-28"), drawn(1, "2026-06-01", 110_000, "the oven"), shown("oven-bought", "2026-06-12")]
}

/// What may be done and what may not, in a line each.
fn told(events: &[ReliefEvent], as_of: &str) -> Vec<String> {
    let standing = standing(&loan(), events, day(as_of)).unwrap();
    let allowed = standing.allowed.iter().map(|allowed| match allowed {
        Allowed::Approve(no) => format!("approve {no}"),
        Allowed::Draw { no, at_most, purpose } => format!("draw {no}: {} for {purpose}", at_most.minor()),
        Allowed::See(check) => format!("see {check}"),
    });
    let blocked = standing.blocked.iter().map(|it| format!("not {} {}: {}", it.act, it.no, it.why.code));
    let next = standing.next_check.iter().map(|check| format!("next {} {}", check.id, check.due_on));
    allowed.chain(blocked).chain(next).collect()
}

#[test]
fn row_64_a_relief_loan_that_works() {
    assert_eq!(told(&[], "2026-05-28"), ["approve 1", "not approve 2: earlier_tranche_open"]);
    assert_eq!(
        told(&begun()[..1], "2026-05-29"),
        ["draw 1: 110000 for the oven", "not approve 2: earlier_tranche_open"]
    );
    // The second check is due on the last day it can be shown; until then the next tranche may be approved, not drawn.
    assert_eq!(told(&begun(), "2026-07-01"), ["approve 2", "see oven-baking", "next oven-baking 2026-07-01"]);
    let mut events = begun();
    events.push(approved(2, "2026-06-20"));
    assert_eq!(
        told(&events, "2026-06-20"),
        ["see oven-baking", "not draw 2: evidence_open", "next oven-baking 2026-07-01"]
    );
    events.push(shown("oven-baking", "2026-06-28"));
    assert_eq!(told(&events, "2026-06-28"), ["draw 2: 40000 for flour"]);
    events.push(drawn(2, "2026-06-29", 35_000, "flour"));
    events.push(shown("month-one", "2026-08-01"));
    let done = standing(&loan(), &events, day("2026-08-02")).unwrap();
    assert_eq!((done.drawn, done.next_check, done.forborne), (cents(145_000), None, true));
    assert!(done.tranches.iter().all(|(_, state)| matches!(state, TrancheState::Proven(_))));
    assert_eq!((done.allowed.len(), done.blocked.len()), (0, 0));
}

/// One day after its check was due the next tranche is blocked; evidence opens it again.
#[test]
fn row_64_an_overdue_check_blocks_the_next_tranche_until_it_is_shown() {
    let overdue = ["see oven-baking", "not approve 2: check_overdue", "next oven-baking 2026-07-01"];
    assert_eq!(told(&begun(), "2026-07-02"), overdue);
    let mut events = begun();
    events.push(approved(2, "2026-07-02"));
    let refused = standing(&loan(), &events, day("2026-07-02")).unwrap_err();
    assert!(
        matches!(&refused, ReliefRefused::Blocked { no: 2, because, .. } if because.contains("oven-baking")),
        "{refused}"
    );
    let mut events = begun();
    events.push(shown("oven-baking", "2026-07-05"));
    assert_eq!(told(&events, "2026-07-05"), ["approve 2"]);
}

#[test]
fn row_64_a_missed_check_blocks_before_its_day_and_a_stop_is_for_good() {
    let mut events = begun();
    let (check, found) = ("oven-baking".to_owned(), "the oven was sold".to_owned());
    events.push(ReliefEvent::CheckMissed { check, on: day("2026-06-15"), found });
    assert!(told(&events, "2026-06-16").contains(&"not approve 2: check_overdue".to_owned()));
    let (by, reason) = (StaffId::new("S-1"), "the oven was sold".to_owned());
    events.push(ReliefEvent::ReliefStopped { on: day("2026-06-20"), by: by.clone(), reason: reason.clone() });
    events.push(shown("oven-baking", "2026-06-25"));
    assert_eq!(told(&events, "2026-06-25"), ["not approve 2: relief_stopped"]);
    events.push(ReliefEvent::ReliefStopped { on: day("2026-06-26"), by, reason });
    assert_eq!(standing(&loan(), &events, day("2026-06-26")), Err(ReliefRefused::Stopped(day("2026-06-20"))));
}

#[test]
fn what_was_not_allowed_is_refused_by_name() {
    let refused = |events: Vec<ReliefEvent>| standing(&loan(), &events, day("2026-12-31")).unwrap_err().to_string();
    let approve = || approved(1, "2026-05-28");
    for (events, says) in [
        (
            vec![drawn(1, "2026-06-01", 1, "the oven")],
            "tranche 1 could not be drawn on 2026-06-01: tranche 1 is not approved",
        ),
        (vec![approve(), approve()], "tranche 1 was approved before"),
        (
            vec![approve(), drawn(1, "2026-06-01", 110_001, "the oven")],
            "tranche 1 is 1,100.00 USD; 1,100.01 USD cannot be drawn",
        ),
        (vec![approve(), drawn(1, "2026-06-01", 0, "the oven")], "tranche 1 is 1,100.00 USD; 0.00 USD cannot be drawn"),
        (vec![approve(), drawn(1, "2026-06-01", 9, "old rent")], "tranche 1 is for \"the oven\", not for \"old rent\""),
        (vec![approved(2, "2026-05-28")], "tranche 2 could not be approved on 2026-05-28: tranche 1 is not drawn yet"),
        (vec![shown("month-one", "2026-06-01")], "check \"month-one\" belongs to a tranche that is not drawn"),
        (vec![shown("no-such", "2026-06-01")], "there is no check \"no-such\""),
        (vec![approved(3, "2026-06-01")], "there is no tranche 3"),
        (vec![approved(1, "2027-01-01")], "2027-01-01 lies after the day this is asked for"),
    ] {
        assert_eq!(refused(events), says);
    }
    let backwards = vec![approve(), drawn(1, "2026-05-27", 1, "the oven")];
    assert!(refused(backwards).starts_with("2026-05-27 comes after 2026-05-28"));
    let mut unsupervised = loan();
    unsupervised.tranches[1].checks.clear();
    assert_eq!(standing(&unsupervised, &[], day("2026-12-31")), Err(ReliefRefused::NoCheck(2)));
}

proptest! {
    /// Whatever is tried in whatever order: no tranche is drawn beyond its amount, none
    /// before the one before it is proven, and what is said to be allowed is taken.
    #[test]
    fn what_is_allowed_is_taken_and_nothing_else(steps in proptest::collection::vec((0_usize..8, 0_i32..20), 0..30)) {
        let mut events: Vec<ReliefEvent> = Vec::new();
        let mut today = day("2026-06-01");
        for (which, days) in steps {
            today = today.plus_days(days);
            let on = today.to_string();
            let (by, check) = (StaffId::new("S-1"), "oven-bought".to_owned());
            let event = match which {
                0 => approved(1, &on),
                1 => drawn(1, &on, 110_000, "the oven"),
                2 => shown("oven-bought", &on),
                3 => shown("oven-baking", &on),
                4 => approved(2, &on),
                5 => drawn(2, &on, 40_000, "flour"),
                6 => ReliefEvent::CheckMissed { check, on: today, found: "nothing".to_owned() },
                _ => ReliefEvent::ReliefStopped { on: today, by, reason: "enough".to_owned() },
            };
            let before = standing(&loan(), &events, today).unwrap();
            let said = before.allowed.iter().any(|allowed| match (allowed, &event) {
                (Allowed::Approve(no), ReliefEvent::TrancheApproved { no: asked, .. })
                | (Allowed::Draw { no, .. }, ReliefEvent::TrancheDrawn { no: asked, .. }) => no == asked,
                _ => false,
            });
            let mut tried = events.clone();
            tried.push(event.clone());
            let after = standing(&loan(), &tried, today);
            if matches!(event, ReliefEvent::TrancheApproved { .. } | ReliefEvent::TrancheDrawn { .. }) {
                prop_assert_eq!(after.is_ok(), said, "{:?}", event);
            }
            let Ok(after) = after else { continue };
            if matches!(event, ReliefEvent::TrancheDrawn { no: 2, .. }) {
                prop_assert!(matches!(before.tranches[0].1, TrancheState::Proven(_)));
                prop_assert!(before.stopped.is_none());
            }
            prop_assert!(after.drawn <= cents(150_000));
            events = tried;
        }
    }
}

fn signs() -> ReliefSigns {
    ReliefSigns {
        debt_service: Some((cents(44_500), cents(38_900))),
        surplus: Some((cents(52_000), cents(61_000))),
        earlier_relief: Some(Vec::new()),
        old_payments: Vec::new(),
        follows_days: None,
    }
}

/// The signs found, by their codes.
fn found(change: impl Fn(&mut ReliefSigns), as_of: &str) -> Vec<String> {
    let mut signs = signs();
    change(&mut signs);
    let read = hides(&loan(), &begun(), &signs, day(as_of));
    assert!(read.missing.is_empty(), "{:?}", read.missing);
    let code = |hides| match hides {
        Hides::PaysOldInstalments(why)
        | Hides::MayPayOldInstalments(why)
        | Hides::BurdenRises(why)
        | Hides::Repeated(why) => why.code,
    };
    read.found.into_iter().map(code).collect()
}

#[test]
fn relief_that_only_hides_arrears_is_flagged() {
    let none: Vec<String> = Vec::new();
    assert_eq!(found(|_| (), "2026-07-01"), none);
    let paid = |on: &str, from| OldPayment { on: day(on), amount: cents(12_000), from };
    let payment = |on: &str, from| found(|signs| signs.old_payments = vec![paid(on, from)], "2026-07-10");
    assert_eq!(payment("2026-06-20", FundsFrom::Relief), ["relief_paid_old_instalments"]);
    assert_eq!(payment("2026-07-01", FundsFrom::Unknown), ["old_payment_follows_draw"]);
    // Thirty days after the draw is the last day that follows it; earnings that were shown are earnings.
    assert_eq!(payment("2026-07-02", FundsFrom::Unknown), none);
    assert_eq!(payment("2026-06-20", FundsFrom::Earnings), none);
    assert_eq!(payment("2026-05-31", FundsFrom::Unknown), none);
    let rises = |with, expected| {
        found(
            |signs| {
                (signs.debt_service, signs.surplus) =
                    (Some((cents(500), cents(with))), Some((cents(900), cents(expected))))
            },
            "2026-07-01",
        )
    };
    assert_eq!(rises(501, 900), ["burden_rises"]);
    assert_eq!((rises(500, 900), rises(501, 901)), (none.clone(), none.clone()));
    let earlier = |on: &str| found(|signs| signs.earlier_relief = Some(vec![day(on)]), "2026-07-01");
    assert_eq!(earlier("2025-07-02"), ["relief_repeated"]);
    assert_eq!(earlier("2025-07-01"), none);
}

#[test]
fn a_tranche_for_old_instalments_is_flagged_and_unknowns_are_asked_for() {
    let mut loan = loan();
    loan.tranches[0].to_old_instalments = cents(10_000);
    let read = hides(&loan, &[], &ReliefSigns::default(), day("2026-06-01"));
    assert!(matches!(&read.found[..], [Hides::PaysOldInstalments(why)] if why.code == "relief_for_old_instalments"));
    assert_eq!(read.missing.len(), 3);
}
