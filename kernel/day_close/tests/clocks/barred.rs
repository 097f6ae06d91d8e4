//! Whether a debt is time-barred, by its clocks or as somebody stated it.

use crate::told::{Lender, Tell, case, day, lender};
use makegood_compliance::{Deed, PlannedDeed, Purpose, clear};
use makegood_day_close::{CaseInput, barred, facts_about};

fn india() -> Lender {
    let facts = ["lender.collects_in_india", "lender.adopts_regulation_f", "debt.purpose = consumer"];
    lender(&["in-clocks", "us-regf-measures"], &facts)
}

/// The gate's word on a suit, which asks whether the debt is time-barred.
fn may_sue(case: &CaseInput, on: &str) -> String {
    let act = PlannedDeed {
        person: "B-1".into(),
        deed: Deed::Sue,
        debts: vec!["L-1".into()],
        contact_point: None,
        purpose: Purpose::Collect,
        place: None,
        carries: Vec::new(),
    };
    let lender = india();
    let facts = facts_about(case, day(on), lender.rules());
    clear(act, &facts, lender.rules().packs, format!("{on}T10:00:00Z").parse().unwrap()).word().to_owned()
}

fn word(case: &CaseInput, on: &str) -> (&'static str, bool) {
    let found = barred(&india().clocks(case, on), &case.events, day(on));
    (found[0].word(), found[0].stated.is_some())
}

#[test]
fn the_gate_hears_from_the_clocks_whether_a_debt_is_barred() {
    let one = case("IN", &["2023-04-10"]);
    assert_eq!((word(&one, "2026-04-10"), may_sue(&one, "2026-04-10").as_str()), (("in time", false), "cleared"));
    assert_eq!((word(&one, "2026-04-11"), may_sue(&one, "2026-04-11").as_str()), (("time-barred", false), "refused"));
}

#[test]
fn where_a_part_is_barred_nobody_can_say_it_of_the_debt() {
    let two = case("IN", &["2023-04-10", "2023-06-10"]);
    assert_eq!((word(&two, "2026-05-01"), may_sue(&two, "2026-05-01").as_str()), (("not known", false), "unknown"));
    assert_eq!(word(&two, "2026-06-11"), ("time-barred", false));
}

#[test]
fn where_it_hangs_on_evidence_nobody_can_say() {
    let paid = case("IN", &["2023-04-10"]).paid("2025-02-03", 500, None);
    assert_eq!((word(&paid, "2026-04-11"), may_sue(&paid, "2026-04-11").as_str()), (("not known", false), "unknown"));
    assert_eq!(word(&paid, "2028-02-04"), ("time-barred", false), "over either way");
}

#[test]
fn what_somebody_stated_stands() {
    let stated = case("IN", &["2023-04-10"]).note("2026-04-12", None, "fact debt.is_time_barred = false of L-1");
    assert_eq!((word(&stated, "2026-04-13"), may_sue(&stated, "2026-04-13").as_str()), (("in time", true), "cleared"));
    assert_eq!(word(&stated, "2026-04-11"), ("time-barred", false), "not before it was stated");
    let other = case("IN", &["2023-04-10"]).note("2026-04-12", None, "fact debt.is_time_barred = false of L-9");
    assert_eq!(word(&other, "2026-04-13"), ("time-barred", false), "another debt");
}

#[test]
fn a_saved_guarantee_speaks_through_the_clock_that_began_with_it() {
    let china = lender(&["cn-clocks"], &["lender.collects_in_china"]);
    let case =
        case("CN", &["2023-08-31"]).with("guarantor", "G-1").note("2024-01-10", None, "fact guarantee.kind = joint");
    let word = |case: &CaseInput, on: &str| {
        let found = barred(&china.clocks(case, on), &case.events, day(on));
        found.iter().find(|one| one.party.as_str() == "G-1").unwrap().word()
    };
    assert_eq!([word(&case, "2024-02-29"), word(&case, "2024-03-01")], ["in time", "time-barred"]);
    let saved = case.note("2024-02-05", Some("G-1"), "demand with signed");
    assert_eq!([word(&saved, "2024-03-01"), word(&saved, "2027-02-06")], ["in time", "time-barred"]);
}
