//! Recourse and security in the journal: all rows or none, corrected and withdrawn, as
//! known then, a group the same from each of its members, and what reaches the day.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{Channel, Outcome};
use makegood_desk::{
    BoardOptions, Clock, Desk, DeskError, PolicyTexts, RecordOutcome, RecourseOf, Refusal, Source, board,
};
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

fn fruitless(desk: &mut Desk, days: &[&str]) {
    for on in days {
        desk.set_clock(at(on));
        let call = RecordOutcome {
            party: "B-1".into(),
            at: desk.clock().now(),
            on: day(on),
            by: by(),
            channel: Channel::Call,
            contact_point: None,
            outcome: Outcome::NoAnswer,
            note: String::new(),
            promise: None,
            told_us: None,
            seen: None,
        };
        desk.record_outcome(&call).unwrap();
    }
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

    fruitless(&mut desk, &["2026-11-20", "2026-11-23"]);
    let step = |desk: &Desk| {
        let view = makegood_views::case_view(desk.book(), &"B-1".into(), desk.clock().now()).unwrap().unwrap();
        let mut steps = view.day.considered.into_iter();
        steps.find(|step| step.proposal.rung == "guarantor-demand").expect("the ladder proposes the demand")
    };
    let closed = step(&desk);
    assert_eq!(closed.gate.verdict, "refused", "{:?}", closed.gate);
    assert!(closed.gate.says.contains("execution against the debtor has not failed"), "{}", closed.gate.says);
    let lifted = "[[happening]]\nid = \"H-1\"\ndebt = \"L-1\"\nparty = \"B-1\"\non = 2026-11-20\nwhat = \"execution_failed\"\n\
        proof = \"D-2\"\n[[contact]]\nid = \"C-1\"\ndebt = \"L-1\"\non = 2026-11-20\nby = \"s-1\"\n\
        not_first_because = \"the letter came back\"\n";
    learn(&mut desk, "B-1", lifted).unwrap();
    let open = step(&desk);
    assert_ne!(open.gate.verdict, "refused", "{:?}", open.gate);
    assert!(open.proposal.why.says.contains("150.00 KES may be demanded of G-1"), "{}", open.proposal.why.says);
    // The pledge is known to the packs and to the ladder by the same word.
    assert!(makegood_desk::ASKED_ELSEWHERE.contains(&"security.has_pledge"));
}

fn refused_rows(desk: &mut Desk, files: &[(&str, &str)]) -> (u64, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let options = BoardOptions { actor: "tests".into(), ..BoardOptions::default() };
    let mut told = Vec::new();
    let boarded = board(desk, &Source::behind(&paths).unwrap(), &options, |step| {
        if let makegood_desk::Step::Refused(refusal) = step {
            told.push(format!("{}:{} {}", refusal.line, refusal.code, refusal.sentence));
        }
    });
    let boarded = boarded.unwrap();
    assert!(boarded.iter().all(|file| file.adds_up()), "{boarded:?}");
    (boarded.iter().map(|file| file.new).sum(), told)
}

#[test]
fn bulk_rows_become_the_same_rows_and_what_contradicts_is_named() {
    let mut desk = desk();
    let guarantees = "guarantee_id,loan_id,party_id,kind,proof,signed_on,limit,no_period\n\
        U-1,L-1,G-1,general,D-1,2026-08-01,150.00,true\nU-2,L-1,B-1,general,D-2,2026-08-01,,true\n\
        U-3,L-2,G-1,general,D-3,2026-11-21,,true\n";
    let securities = "security_id,loan_id,owner_id,kind,what,haircut_bp,proof,signed_on,process\n\
        S-1,L-1,B-1,pledge,an invented sewing machine,2000,D-9,2026-08-01,house.pledge\n";
    let valuations = "valuation_id,loan_id,security_id,on,amount,by\n\
        V-1,L-1,S-1,2026-08-01,400.00,invented\nV-2,L-1,S-9,2026-08-01,400.00,invented\n";
    let members = "group_id,loan_id,party_id,share_bp,liability,proof,signed_on\n\
        GR-1,L-1,B-1,4000,joint_and_several,D-4,2026-08-01\nGR-1,L-2,B-2,4000,joint_and_several,D-5,2026-08-01\n\
        GR-1,L-3,B-3,4000,joint_and_several,D-6,2026-08-01\n";
    let files = [
        ("guarantees.csv", guarantees),
        ("securities.csv", securities),
        ("valuations.csv", valuations),
        ("group_members.csv", members),
    ];
    let (new, told) = refused_rows(&mut desk, &files);
    assert_eq!(new, 5, "{told:?}");
    let codes: Vec<bool> = ["self_guarantee", "date_ahead", "shares_above_whole", "unknown_reference"]
        .iter()
        .map(|code| told.iter().any(|told| told.contains("contradicts_recourse") && told.contains(code)))
        .collect();
    assert_eq!((codes, told.len()), (vec![true; 4], 4), "{told:?}");
    let known = of(&desk, "B-1");
    let answer = known.answer.unwrap();
    assert_eq!(answer.securities[0].lines[0].amount.minor(), 40_000);
    assert_eq!(answer.demands[0].amount.minor(), 15_000);
    assert_eq!(answer.groups[0].failing[0].members.len(), 1);
    assert_eq!(known.rows.iter().map(|row| row.on).max(), Some(day("2026-08-01")), "from the day they speak of");
    assert_eq!(of(&desk, "B-2").answer.unwrap().groups, answer.groups);
    let again = refused_rows(&mut desk, &files);
    assert_eq!((again.0, again.1.len()), (0, 4), "delivered again, nothing new");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn what_is_delivered_before_the_first_close_is_weighed_too() {
    let mut desk = Desk::in_memory(at("2026-11-20")).unwrap();
    let parties = "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\n";
    let securities = "security_id,loan_id,owner_id,kind,what,haircut_bp,process\n\
        S-1,L-1,B-1,pledge,an invented cow,2000,in.sarfaesi\nS-2,L-1,B-1,pledge,an invented plough,20000,house.pledge\n";
    let files =
        [("parties.csv", parties), ("loans.csv", LOANS), ("instalments.csv", DUE), ("securities.csv", securities)];
    let (_, told) = refused_rows(&mut desk, &files);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("haircut_above_whole"), "{told:?}");
}
