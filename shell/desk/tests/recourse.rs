//! Recourse and security in the journal: all rows or none, corrected and withdrawn, as
//! known then, a group the same from each of its members, and what reaches the day.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_desk::{BoardOptions, Clock, Desk, DeskError, PolicyTexts, RecourseOf, Refusal, Source, board};
use makegood_journal::head;
use makegood_units::{BusinessDate, PartyId, StaffId};
use std::path::Path;

const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n\
    L-1,B-1,north,KES,300.00,2026-08-10\nL-2,B-2,north,KES,300.00,2026-08-10\nL-3,B-3,north,KES,300.00,2026-08-10\n";
const DUE: &str = "loan_id,no,due_on,principal\n\
    L-1,1,2026-10-10,100.00\nL-1,2,2026-11-10,100.00\nL-1,3,2026-12-10,100.00\n\
    L-2,1,2026-12-10,300.00\nL-3,1,2026-12-10,300.00\n";

const GROUP: &str = r#"
[[group]]
id = "GR-1"
liability = "joint_and_several"
clause = "group contract, clause 4"
debts = ["L-1", "L-2", "L-3"]
member = [
  { party = "B-1", share_bp = 3334, proof = "D-1", signed_on = 2026-08-01 },
  { party = "B-2", share_bp = 3333, proof = "D-2", signed_on = 2026-08-01 },
  { party = "B-3", share_bp = 3333, proof = "D-3", signed_on = 2026-08-01 },
]
"#;

const PLEDGE: &str = r#"
[[security]]
id = "S-1"
kind = "pledge"
owner = "B-1"
debts = ["L-1"]
what = "a sewing machine (invented)"
proof = "D-9"
signed_on = 2026-08-01
haircut_bp = 2000
process = "house.pledge"

[[security.valuation]]
id = "V-1"
on = 2026-08-01
amount_minor = 40_000
by = "invented valuer"
"#;

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Clock {
    Clock::standing(day(text), 13, TimeZone::UTC)
}

fn import(desk: &mut Desk, folder: &Path, files: &[(&str, &str)]) {
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let options = BoardOptions { actor: "tests".into(), ..BoardOptions::default() };
    board(desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap();
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::in_memory(at("2026-11-20")).unwrap();
    let parties = "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\nB-2,person,KE,Africa/Nairobi\n\
        B-3,person,KE,Africa/Nairobi\nG-1,person,KE,Africa/Nairobi\n";
    let files = [("parties.csv", parties), ("loans.csv", LOANS), ("instalments.csv", DUE)];
    import(&mut desk, folder.path(), &files);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let packs = ["house", "us-fdcpa", "us-regf"].map(|id| (id.to_owned(), read(&format!("packs/{id}.md"))));
    let strategy = ("microfinance.toml".into(), read("strategies/microfinance.toml"));
    desk.adopt(&PolicyTexts { strategy, packs: packs.into() }, "tests").unwrap();
    desk.close(day("2026-11-20"), "tests", |_, _, _| {}).unwrap();
    desk
}

fn by() -> StaffId {
    StaffId::from("s-1")
}

fn learn(desk: &mut Desk, party: &str, toml: &str) -> Result<Vec<i64>, DeskError> {
    desk.learn_recourse(&party.into(), toml, &by())
}

fn of(desk: &Desk, party: &str) -> RecourseOf {
    desk.recourse(&PartyId::from(party)).unwrap()
}

fn refusal(refused: Result<impl std::fmt::Debug, DeskError>) -> Refusal {
    match refused.unwrap_err() {
        DeskError::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[test]
fn the_debts_and_the_borrower_come_from_the_book() {
    let desk = desk();
    let known = of(&desk, "B-1");
    let debt = known.facts.debts.first().unwrap();
    assert_eq!(
        (debt.owed.principal.minor(), debt.due.minor(), debt.due_since),
        (30_000, 20_000, Some(day("2026-10-10")))
    );
    let answer = known.answer.unwrap();
    assert_eq!((answer.as_of, answer.liable.len()), (day("2026-11-20"), 1));
    assert!(known.rows.is_empty());
    assert_eq!(refusal(desk.recourse(&"B-9".into())).code(), "unknown_party");
}

#[test]
fn rows_are_learnt_whole_or_not_at_all_and_named_by_line() {
    let mut desk = desk();
    let before = head(desk.book()).unwrap();
    let two = format!(
        "{PLEDGE}\n[[liable]]\nid = \"U-1\"\nparty = \"B-1\"\ndebt = \"L-1\"\nrole = \"guarantor\"\nkind = \"general\"\n"
    );
    let refused = refusal(learn(&mut desk, "B-1", &two));
    let Refusal::NotRecourseRows(errors) = &refused else { panic!("{refused}") };
    let found: Vec<(usize, &str)> = errors.iter().map(|error| (error.line, error.code)).collect();
    let line = two.lines().position(|line| line == "[[liable]]").unwrap() + 1;
    assert!(found.contains(&(line, "self_guarantee")), "{found:?}");
    for (rows, code) in [
        ("[[debt]]\nid = \"L-9\"", "bad_recourse_file"),
        (
            "[[notice]]\nid = \"N-1\"\nparty = \"B-1\"\ndebt = \"L-2\"\non = 2026-11-01\nproof = \"D-1\"",
            "unknown_reference",
        ),
        ("[[notice]]\nid = \"N-1\"\nparty = \"B-1\"\ndebt = \"L-1\"\non = 2026-11-21\nproof = \"D-1\"", "date_ahead"),
        ("", "nothing_to_learn"),
    ] {
        assert_eq!(refusal(learn(&mut desk, "B-1", rows)).code(), code, "{rows}");
    }
    assert_eq!(refusal(learn(&mut desk, "B-9", PLEDGE)).code(), "unknown_party");
    assert_eq!(head(desk.book()).unwrap(), before, "nothing was written");

    assert_eq!(learn(&mut desk, "B-1", PLEDGE).unwrap().len(), 1);
    assert_eq!(learn(&mut desk, "B-1", PLEDGE).unwrap(), [0_i64; 0], "known to the letter");
    // An id names one thing in the whole book.
    assert_eq!(
        refusal(learn(&mut desk, "B-2", &PLEDGE.replace("L-1", "L-2").replace("B-1", "B-2"))).code(),
        "id_twice"
    );
}

#[test]
fn a_later_row_takes_the_place_of_the_earlier_and_a_row_can_be_withdrawn() {
    let mut desk = desk();
    let first = learn(&mut desk, "B-1", PLEDGE).unwrap();
    desk.set_clock(at("2026-11-21"));
    let second = learn(&mut desk, "B-1", &PLEDGE.replace("40_000", "50_000")).unwrap();
    let value = |known: &RecourseOf| known.facts.securities.first().map(|one| one.valuations[0].amount.minor());
    let now = of(&desk, "B-1");
    assert_eq!((value(&now), now.rows.len(), now.rows[0].event), (Some(50_000), 1, second[0]));
    assert!(first[0] < second[0]);
    let then = desk.recourse_on(&"B-1".into(), Some(day("2026-11-20"))).unwrap();
    assert_eq!(value(&then), Some(40_000), "as it stood the day before");

    let party = PartyId::from("B-1");
    let refused = refusal(desk.withdraw_recourse(&party, "security", "S-9", "a slip", &by())).code();
    assert_eq!(refused, "no_such_row");
    assert_eq!(
        refusal(desk.withdraw_recourse(&party, "security", "S-1", " ", &by())).code(),
        "withdrawn_without_reason"
    );
    let step =
        "[[enforcement]]\nid = \"E-1\"\nsecurity = \"S-1\"\nwhat = \"notice\"\non = 2026-11-20\nproof = \"D-5\"\n";
    learn(&mut desk, "B-1", step).unwrap();
    assert_eq!(refusal(desk.withdraw_recourse(&party, "security", "S-1", "a slip", &by())).code(), "unknown_reference");
    desk.withdraw_recourse(&party, "enforcement", "E-1", "of another pledge", &by()).unwrap();
    desk.withdraw_recourse(&party, "security", "S-1", "the paper is of another loan", &by()).unwrap();
    assert_eq!(value(&of(&desk, "B-1")), None);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_24_a_group_is_written_once_and_the_same_from_each_member() {
    let mut desk = desk();
    learn(&mut desk, "B-2", GROUP).unwrap();
    let talk = "[[contact]]\nid = \"C-1\"\ndebt = \"L-1\"\non = 2026-11-18\nby = \"s-1\"\n\
        [[notice]]\nid = \"N-2\"\nparty = \"B-2\"\ndebt = \"L-1\"\non = 2026-11-19\nproof = \"D-7\"\n";
    desk.set_clock(at("2026-11-22"));
    learn(&mut desk, "B-1", talk).unwrap();
    let seen: Vec<_> = ["B-1", "B-2", "B-3"].map(|party| of(&desk, party)).into();
    for one in &seen {
        let answer = one.answer.as_ref().unwrap();
        assert_eq!(answer.groups, seen[0].answer.as_ref().unwrap().groups);
        assert_eq!(one.rows, seen[0].rows);
        let failing = &answer.groups[0].failing[0];
        assert_eq!((failing.debt.as_str(), failing.members.len(), failing.blocked.len()), ("L-1", 2, 0));
        assert_eq!(failing.would_bring.minor(), 20_000);
    }
    assert_eq!(seen[2].rows.len(), 3);
    // The others are people of the failing member's case now.
    let case = makegood_views::case_input(desk.book(), &"B-1".into(), i64::MAX).unwrap();
    let roles: Vec<_> = case.others.iter().map(|other| (other.party.as_str(), other.roles[0].role.as_str())).collect();
    assert_eq!(roles, [("B-2", "group_member"), ("B-3", "group_member")]);
    desk.close(day("2026-11-22"), "tests", |_, _, _| {}).unwrap();
    assert!(desk.verify(|_, _| {}).unwrap().holds());
    assert!(desk.replay(day("2026-11-22"), |_| {}).unwrap().same());
    assert!(desk.replay(day("2026-11-20"), |_| {}).unwrap().same(), "what was learnt later is not known then");
}

#[test]
fn guarantors_in_a_circle_across_cases_are_refused() {
    let mut desk = desk();
    let for_a = "[[liable]]\nid = \"U-1\"\nparty = \"B-2\"\ndebt = \"L-1\"\nrole = \"guarantor\"\nkind = \"general\"\n\
        proof = \"D-1\"\nsigned_on = 2026-08-01\n";
    learn(&mut desk, "B-1", for_a).unwrap();
    let for_b = for_a.replace("U-1", "U-2").replace("B-2", "B-1").replace("L-1", "L-2");
    assert_eq!(refusal(learn(&mut desk, "B-2", &for_b)).code(), "cyclic_guarantee");
}

#[test]
fn what_is_learnt_reaches_the_day() {
    let mut desk = desk();
    learn(&mut desk, "B-1", PLEDGE).unwrap();
    let guarantee = "[[liable]]\nid = \"U-1\"\nparty = \"G-1\"\ndebt = \"L-1\"\nrole = \"guarantor\"\nkind = \"general\"\n\
        proof = \"D-1\"\nsigned_on = 2026-08-01\nlimit_minor = 15_000\nno_period = true\n";
    learn(&mut desk, "B-1", guarantee).unwrap();
    let case = makegood_views::case_input(desk.book(), &"B-1".into(), i64::MAX).unwrap();
    let other = case.others.iter().find(|other| other.party.as_str() == "G-1").unwrap();
    assert_eq!(other.roles[0].role, "guarantor");
    let demand = of(&desk, "B-1").answer.unwrap().demands.remove(0);
    let codes: Vec<_> = demand.blocked.iter().map(|block| block.code).collect();
    assert_eq!((demand.amount.minor(), codes), (15_000, vec!["execution_first", "primary_first"]));
}
