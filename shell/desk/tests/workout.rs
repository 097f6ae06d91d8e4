//! The way out of a case through the desk: compared, decided, agreed to by two, followed,
//! and woken when its day comes. Everybody is invented.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{Check, FileFact, FileRow, ReliefEvent, ReliefLoan, Tranche};
use makegood_day_close::{RELIEF_CHECK_DUE, RETEST_DUE};
use makegood_desk::{
    AgreeWorkout, BoardOptions, Clock, DecideWorkout, Desk, DeskError, PolicyTexts, RecordRelief, Refusal, Source,
    board,
};
use makegood_units::{Amount, BusinessDate, Currency, FactId};
use makegood_views::last_plan;
use makegood_workout::case::Sets;
use makegood_workout::compare::compare;
use std::path::Path;

const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,300.00,2026-08-10\n";
const DUE: &str =
    "loan_id,no,due_on,principal\nL-1,1,2026-10-10,100.00\nL-1,2,2026-11-10,100.00\nL-1,3,2026-12-10,100.00\n";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills\n\
    S-1,Invented Amina,north,officer,240,call visit\nS-2,Invented Betty,north,leader,240,call\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn at(desk: &mut Desk, on: &str) {
    desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
}

fn close(desk: &mut Desk, on: &str) {
    at(desk, on);
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
}

/// A book with one loan of which two instalments are unpaid, and a verified budget.
fn desk(folder: &Path) -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(day("2026-11-20"), 13, TimeZone::UTC)).unwrap();
    let files = [
        ("parties.csv", "party_id,kind,country,time_zone\nB-1,person,KE,Africa/Nairobi\n"),
        ("loans.csv", LOANS),
        ("instalments.csv", DUE),
        ("staff.csv", STAFF),
    ];
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let options = BoardOptions { actor: "tests".into(), ..BoardOptions::default() };
    board(&mut desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let packs = ["house", "us-fdcpa", "us-regf"].map(|id| (id.to_owned(), read(&format!("packs/{id}.md"))));
    let strategy = ("microfinance.toml".into(), read("strategies/microfinance.toml"));
    desk.adopt(&PolicyTexts { strategy, packs: packs.into() }, "tests").unwrap();
    close(&mut desk, "2026-11-20");
    let wage = fact(&[("kind", "income"), ("line", "wage"), ("monthly", "220")]);
    let rent = fact(&[("kind", "fixed_cost"), ("line", "rent"), ("monthly", "60")]);
    desk.learn(&"B-1".into(), &[wage, rent], &"S-1".into()).unwrap();
    desk
}

fn fact(cells: &[(&str, &str)]) -> FileFact {
    let common = [("source", "visit"), ("confidence", "verified")];
    let cells = cells.iter().chain(&common).map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()));
    FileRow::new(cells).read(Some(Currency::USD), day("2026-11-20")).unwrap()
}

fn decide(desk: &mut Desk, route: &str, written: &[&str], retest: Option<&str>) -> Result<i64, DeskError> {
    let mut sets = Sets::default();
    written.iter().for_each(|one| sets.set(one).unwrap());
    let relief = (route == "relief_loan").then(oven);
    desk.decide_workout(&DecideWorkout {
        party: "B-1".into(),
        route: route.to_owned(),
        by: "S-1".into(),
        reason: "The oven is what is missing".to_owned(),
        sets,
        assumptions: None,
        retest_on: retest.map(day),
        relief,
    })
}

fn oven() -> ReliefLoan {
    let tranche = |no, amount, purpose: &str| Tranche {
        no,
        amount: Amount::from_minor(amount),
        purpose: purpose.to_owned(),
        to_old_instalments: Amount::ZERO,
        checks: vec![Check { id: format!("check-{no}"), shows: format!("{purpose}, seen"), days_after_draw: 10 }],
    };
    ReliefLoan { currency: Currency::USD, tranches: vec![tranche(1, 6_000, "the oven"), tranche(2, 4_000, "flour")] }
}

fn agree(desk: &mut Desk, by: &str) -> Result<i64, DeskError> {
    desk.agree_workout(&AgreeWorkout { party: "B-1".into(), by: by.into(), note: "Read the offer".to_owned() })
}

fn relief(desk: &mut Desk, what: ReliefEvent) -> Result<i64, DeskError> {
    desk.record_relief(&RecordRelief { party: "B-1".into(), by: "S-1".into(), what })
}

fn code(refused: Result<i64, DeskError>) -> &'static str {
    match refused.unwrap_err() {
        DeskError::Refused(refusal) => refusal.code(),
        other => panic!("{other}"),
    }
}

/// The reasons of the house work that the last closed day gave out.
fn own_work(desk: &Desk) -> Vec<String> {
    let plan = last_plan(desk.book()).unwrap().unwrap();
    plan.worklists.iter().flat_map(|list| &list.own).map(|work| work.why.code.clone()).collect()
}

const NEW_MONEY: [&str; 2] = ["relief_loan.amount_minor=10000", "relief_loan.keep_bp=9000"];

#[test]
fn row_64_a_relief_loan_is_followed_and_a_missed_check_stops_the_next_tranche() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let on = |text: &str| day(text);
    let approve = |no, text: &str| ReliefEvent::TrancheApproved { no, on: day(text), by: "S-2".into() };
    let draw = |no, text: &str, amount, purpose: &str| ReliefEvent::TrancheDrawn {
        no,
        on: day(text),
        amount: Amount::from_minor(amount),
        purpose: purpose.to_owned(),
    };
    assert_eq!(code(relief(&mut desk, approve(1, "2026-11-20"))), "no_relief_loan");
    decide(&mut desk, "relief_loan", &NEW_MONEY, None).unwrap();
    assert_eq!(code(relief(&mut desk, approve(1, "2026-11-20"))), "no_relief_loan", "nobody agreed yet");
    assert_eq!(code(agree(&mut desk, "S-1")), "same_person");
    assert_eq!(code(agree(&mut desk, "S-9")), "unknown_colleague");
    agree(&mut desk, "S-2").unwrap();
    relief(&mut desk, approve(1, "2026-11-20")).unwrap();
    assert_eq!(code(relief(&mut desk, draw(1, "2026-11-20", 6_000, "a motorcycle"))), "relief_not_allowed");
    relief(&mut desk, draw(1, "2026-11-20", 6_000, "the oven")).unwrap();
    relief(&mut desk, approve(2, "2026-11-20")).unwrap();
    close(&mut desk, "2026-12-01");
    assert!(own_work(&desk).contains(&RELIEF_CHECK_DUE.to_owned()), "{:?}", own_work(&desk));
    assert_eq!(code(relief(&mut desk, draw(2, "2026-12-01", 4_000, "flour"))), "relief_not_allowed", "overdue");
    let shown = ReliefEvent::EvidenceShown {
        check: "check-1".to_owned(),
        on: on("2026-12-01"),
        seen_by: "S-1".into(),
        evidence: FactId::new("document", "D-1"),
    };
    relief(&mut desk, shown).unwrap();
    close(&mut desk, "2026-12-02");
    assert!(!own_work(&desk).contains(&RELIEF_CHECK_DUE.to_owned()), "shown");
    let stop = ReliefEvent::ReliefStopped { on: on("2026-12-02"), by: "S-2".into(), reason: "sold".to_owned() };
    relief(&mut desk, stop).unwrap();
    assert_eq!(code(relief(&mut desk, draw(2, "2026-12-02", 4_000, "flour"))), "relief_not_allowed", "stopped");
    desk.read_relief_signs(&"B-1".into(), &"S-2".into(), "The instalment came from sales").unwrap();
    let view = desk.workout(&"B-1".into(), None, &Sets::default()).unwrap();
    let stand = &view.in_effect().unwrap().stand;
    assert_eq!((stand.relief.len(), stand.signs_read.len()), (5, 1));
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_62_a_case_left_to_wait_wakes_on_its_day_until_somebody_decides_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    decide(&mut desk, "wait", &[], Some("2026-12-05")).unwrap();
    close(&mut desk, "2026-12-04");
    assert!(own_work(&desk).is_empty(), "{:?}", own_work(&desk));
    close(&mut desk, "2026-12-05");
    assert_eq!(own_work(&desk), [RETEST_DUE]);
    close(&mut desk, "2026-12-08");
    assert_eq!(own_work(&desk), [RETEST_DUE], "renewed every day");
    decide(&mut desk, "wait", &[], Some("2027-01-10")).unwrap();
    close(&mut desk, "2026-12-09");
    assert!(own_work(&desk).is_empty());
    let replayed = desk.replay(day("2026-12-08"), |_| {}).unwrap();
    assert!(replayed.same(), "the day comes out the same again");
}

#[test]
fn row_55_a_plan_is_looked_at_afresh_on_its_last_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    decide(&mut desk, "instalment_plan", &["all.dscr_floor_bp=0", "all.surplus_share_bp=10000"], None).unwrap();
    let view = desk.workout(&"B-1".into(), None, &Sets::default()).unwrap();
    let stand = &view.in_effect().unwrap().stand;
    assert!(stand.decided.retest_on.is_some_and(|on| on > day("2026-12-20")), "{:?}", stand.decided.retest_on);
}

#[test]
fn what_was_decided_can_be_reckoned_again_whatever_is_assumed_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let bare = "name = \"own\"\nversion = 3\nday_count = \"actual/365\"\nassume = [{ route = \"all\", source = \"expert\", discount_bp = 900 }, { route = \"wait\", source = \"expert\", cure_bp = 1000, cure_months = 1, late_bp = 0, late_months = 1, cost_bp = 0 }]\n";
    decide(&mut desk, "reschedule", &["reschedule.instalments=12"], None).unwrap();
    let before = desk.workout(&"B-1".into(), None, &Sets::default()).unwrap();
    desk.adopt_assumptions(bare, &"S-2".into()).unwrap();
    let after = desk.workout(&"B-1".into(), None, &Sets::default()).unwrap();
    assert_eq!(after.asked.unwrap().assumptions, ("own".to_owned(), 3));
    let (kept, again) = (&before.decisions.first().unwrap().kept, &after.decisions.first().unwrap().kept);
    assert_eq!(kept, again);
    assert_eq!(compare(&again.ask).unwrap(), again.comparison);
    assert_eq!(again.sets.written(), ["reschedule.instalments=12"]);
    assert!(matches!(desk.adopt_assumptions("name = 1", &"S-2".into()), Err(DeskError::Refused(Refusal::Workout(_)))));
}

#[test]
fn while_the_cause_is_not_known_the_only_way_is_to_wait_and_ask() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let away = fact(&[("kind", "liability"), ("line", "supplier"), ("amount", "900"), ("monthly", "150")]);
    desk.learn(&"B-1".into(), &[away], &"S-1".into()).unwrap();
    assert_eq!(code(decide(&mut desk, "suit", &[], None)), "cause_unknown");
    decide(&mut desk, "wait", &[], None).unwrap();
}

#[test]
fn what_a_pledge_brings_comes_from_recourse() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let rows = "[[security]]\nid = \"S-7\"\nkind = \"pledge\"\nwhat = \"an invented motorcycle\"\nowner = \"B-1\"\ndebts = [\"L-1\"]\nproof = \"D-71\"\nsigned_on = 2026-08-01\nhaircut_bp = 2500\nprocess = \"house.pledge\"\n\
        [[security.valuation]]\nid = \"V-1\"\non = 2026-11-01\namount_minor = 40000\nby = \"the dealer\"\n\
        [[route]]\nid = \"R-1\"\nkind = \"pledge\"\ndebt = \"L-1\"\nof = \"S-7\"\ncost_minor = 1000\ndays = 90\nprobability_bp = 8000\nsource = \"expert\"\n";
    desk.learn_recourse(&"B-1".into(), rows, &"S-1".into()).unwrap();
    let asked = desk.workout(&"B-1".into(), None, &Sets::default()).unwrap().asked.unwrap();
    let brought = asked.facts.brought.iter().find(|one| one.route == "pledge").unwrap();
    assert_eq!((brought.cost, brought.days), (Some(Amount::from_minor(1_000)), Some(90)));
    let known = asked.comparison.routes.iter().any(|route| route.id == "pledge");
    let blocked = asked.left_out.iter().any(|left| left.kind.word() == "pledge" && left.missing == brought.blocked);
    assert!(known == brought.blocked.is_empty() && known != blocked, "{brought:?}");
}
