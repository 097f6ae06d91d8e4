//! The borrower's file through the desk: learnt whole or not at all, twice the same
//! changes nothing, restricted facts opened on record, evidence in the finding.
#![allow(clippy::unwrap_used)]

use jiff::tz::TimeZone;
use makegood_case::{FileFact, FileRow};
use makegood_desk::{BoardOptions, Clock, Desk, DeskError, PolicyTexts, Refusal, Source, board};
use makegood_diagnosis::FileNeeds;
use makegood_journal::head;
use makegood_units::{BusinessDate, Currency, PartyId, StaffId};
use std::path::Path;

const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,300.00,2026-08-10\n";
const DUE: &str =
    "loan_id,no,due_on,principal\nL-1,1,2026-10-10,100.00\nL-1,2,2026-11-10,100.00\nL-1,3,2026-12-10,100.00\n";
const FACTS: &str = "party_id,kind,line,monthly,currency,observed_on,source,confidence\n\
    B-1,income,wage,180.00,USD,2026-11-12,pay slip,verified\n\
    B-1,fixed_cost,rent,60.00,USD,2026-11-12,receipt,verified\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn import(desk: &mut Desk, folder: &Path, files: &[(&str, &str)]) -> u64 {
    let paths: Vec<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
    for (path, (_, text)) in paths.iter().zip(files) {
        std::fs::write(path, text).unwrap();
    }
    let options = BoardOptions { actor: "tests".into(), ..BoardOptions::default() };
    board(desk, &Source::behind(&paths).unwrap(), &options, |_| {}).unwrap().iter().map(|file| file.new).sum()
}

fn desk(folder: &Path) -> Desk {
    let mut desk = Desk::in_memory(Clock::standing(day("2026-11-20"), 13, TimeZone::UTC)).unwrap();
    let parties = "party_id,kind,country\nB-1,person,KE\n";
    import(&mut desk, folder, &[("parties.csv", parties), ("loans.csv", LOANS), ("instalments.csv", DUE)]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let packs = ["house", "us-fdcpa", "us-regf"].map(|id| (id.to_owned(), read(&format!("packs/{id}.md"))));
    let strategy = ("microfinance.toml".into(), read("strategies/microfinance.toml"));
    desk.adopt(&PolicyTexts { strategy, packs: packs.into() }, "tests").unwrap();
    desk.close(day("2026-11-20"), "tests", |_, _, _| {}).unwrap();
    desk
}

fn fact(cells: &[(&str, &str)]) -> FileFact {
    let common = [("source", "visit"), ("confidence", "verified")];
    let cells = cells.iter().chain(&common).map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()));
    FileRow::new(cells).read(Some(Currency::USD), day("2026-11-20")).unwrap()
}

fn refusal(refused: Result<impl std::fmt::Debug, DeskError>) -> Refusal {
    match refused.unwrap_err() {
        DeskError::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[test]
fn facts_are_learnt_whole_or_not_at_all_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let (party, by) = (PartyId::from("B-1"), StaffId::from("s-1"));
    let wage = fact(&[("kind", "income"), ("line", "wage"), ("monthly", "180")]);
    let rent = fact(&[("kind", "fixed_cost"), ("line", "rent"), ("monthly", "60")]);
    let before = head(desk.book()).unwrap();
    let tomorrow = FileFact { observed_on: day("2026-11-21"), ..rent.clone() };
    let euros = FileFact { currency: Some("EUR".parse().unwrap()), ..rent.clone() };
    let refused =
        |desk: &mut Desk, facts: &[FileFact], party: &str| refusal(desk.learn(&party.into(), facts, &by)).code();
    assert_eq!(refused(&mut desk, &[wage.clone(), tomorrow], "B-1"), "not_yet");
    assert_eq!(refused(&mut desk, &[wage.clone(), euros], "B-1"), "file_other_currency");
    assert_eq!(refused(&mut desk, &[], "B-1"), "nothing_to_learn");
    assert_eq!(refused(&mut desk, std::slice::from_ref(&wage), "B-9"), "unknown_party");
    assert_eq!(head(desk.book()).unwrap(), before, "nothing was written");

    let learned = desk.learn(&party, &[wage.clone(), rent.clone(), wage.clone()], &by).unwrap();
    assert_eq!((learned.events.len(), learned.known), (2, 1));
    let again = desk.learn(&party, &[wage, rent], &by).unwrap();
    assert_eq!((again.events.len(), again.known), (0, 2));
    let view = makegood_views::case_view(desk.book(), &party, desk.clock().now()).unwrap().unwrap();
    let found = view.day.finding.evidence_for.iter().find(|one| one.item.evidence == "F01").unwrap();
    let facts: Vec<String> = found.item.facts.iter().map(ToString::to_string).collect();
    assert_eq!(
        facts,
        [format!("event:{}", learned.events[0]), format!("event:{}", learned.events[1]), "instalment:L-1/2".into()]
    );
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn a_file_of_facts_is_imported_twice_and_learnt_once_and_a_correction_counts() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let needs = FileNeeds::shipped().unwrap();
    assert_eq!(import(&mut desk, folder.path(), &[("file_facts.csv", FACTS)]), 2);
    let first = makegood_views::file_view(desk.book(), &"B-1".into(), &needs, false).unwrap().unwrap();
    assert_eq!(first.evidence.iter().map(|item| item.evidence.as_str()).collect::<Vec<_>>(), ["F01", "B03"]);
    let before = head(desk.book()).unwrap();
    assert_eq!(import(&mut desk, folder.path(), &[("file_facts.csv", FACTS)]), 0);
    assert_eq!(head(desk.book()).unwrap(), before);
    import(&mut desk, folder.path(), &[("file_facts.csv", &FACTS.replace("60.00", "90.00"))]);
    let later = makegood_views::file_view(desk.book(), &"B-1".into(), &needs, false).unwrap().unwrap();
    assert_eq!(later.evidence.iter().map(|item| item.evidence.as_str()).collect::<Vec<_>>(), ["F02", "B03"]);
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn restricted_facts_are_opened_for_a_reason_on_record_and_move_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let (party, by) = (PartyId::from("B-1"), StaffId::from("s-9"));
    let finding =
        |desk: &Desk| makegood_views::case_view(desk.book(), &party, desk.clock().now()).unwrap().unwrap().day.finding;
    let before = finding(&desk);
    let health = fact(&[("kind", "health"), ("says", "surgery"), ("consented_on", "2026-11-19")]);
    desk.learn(&party, &[health], &by).unwrap();
    assert_eq!(finding(&desk), before);
    let needs = FileNeeds::shipped().unwrap();
    let closed = makegood_views::file_view(desk.book(), &party, &needs, false).unwrap().unwrap();
    assert_eq!((closed.file.facts.len(), closed.restricted), (0, 1));
    assert_eq!(refusal(desk.open_restricted(&party, &by, " ")).code(), "restricted_without_reason");
    let seq = desk.open_restricted(&party, &by, "How to meet her").unwrap();
    assert_eq!(head(desk.book()).unwrap().0, seq);
    let open = makegood_views::file_view(desk.book(), &party, &needs, true).unwrap().unwrap();
    assert_eq!((open.file.facts.len(), open.restricted), (1, 0));
}
