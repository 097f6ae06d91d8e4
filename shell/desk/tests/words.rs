//! Words on record, what is found wrong with them, and what becomes of it. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::tz::TimeZone;
use makegood_case::{Channel, CritiqueAnswer, CritiqueState, Outcome, Pin};
use makegood_desk::{
    Clock, CritiqueAbout, Desk, DeskError, KeepTranscript, MakeCritique, OnCritique, RecordOutcome, WordsRefusal,
    WriteNote,
};
use makegood_units::{BusinessDate, PartyId, StaffId};
use makegood_views::{CritiqueFilter, CritiqueLine, Reach, critiques, is_drawn, repeats, text_of, to_read};
use std::path::Path;

const PARTIES: &str = "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,200.00,2026-01-02\n";
const DUE: &str = "loan_id,no,due_on,principal\nL-1,1,2026-02-02,200.00\n";
const POINTS: &str =
    "contact_point_id,party_id,kind,value,place,provenance,consent\nC-1,B-1,phone,+256000000001,,application,true\n";
const STAFF: &str = "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Invented Auma,north,officer,420,call visit\n\
    S-2,Invented Okello,north,officer,420,call\nS-L,Invented Namara,north,leader,60,call\n";

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

fn desk(folder: &Path, on: &str) -> Desk {
    let mut desk = Desk::open(&folder.join("book.sqlite"), Clock::standing(day(on), 13, TimeZone::UTC)).unwrap();
    let files = [
        ("parties.csv", PARTIES),
        ("loans.csv", LOANS),
        ("instalments.csv", DUE),
        ("contact_points.csv", POINTS),
        ("staff.csv", STAFF),
    ];
    import(&mut desk, folder, &files);
    desk.adopt(&ladder(), "tests").unwrap();
    desk.close(day(on), "tests", |_, _, _| {}).unwrap();
    desk
}

fn party() -> PartyId {
    "B-1".into()
}

/// A call with a note, on the desk's day.
fn call(desk: &mut Desk, by: &str, note: &str) -> i64 {
    let command = RecordOutcome {
        party: party(),
        at: desk.clock().now(),
        on: desk.clock().today(),
        by: by.into(),
        channel: Channel::Call,
        contact_point: Some("C-1".into()),
        outcome: Outcome::RightParty,
        note: note.to_owned(),
        promise: None,
        told_us: None,
        seen: None,
    };
    desk.record_outcome(&command).unwrap().events[0]
}

fn all(desk: &Desk) -> Vec<CritiqueLine> {
    critiques(desk.book(), &CritiqueFilter::default()).unwrap()
}

fn code<T: std::fmt::Debug>(done: Result<T, DeskError>) -> &'static str {
    match done.unwrap_err() {
        DeskError::Refused(refusal) => refusal.code(),
        other => panic!("{other}"),
    }
}

fn of_words(event: i64, quote: &str, category: &str, by: &str) -> MakeCritique {
    MakeCritique {
        party: party(),
        by: by.into(),
        about: CritiqueAbout::Words { event, quote: quote.to_owned(), from: None },
        category: category.to_owned(),
        says: "Nobody could tell what this asks for".to_owned(),
        instead: "Say the amount and the day".to_owned(),
    }
}

const THREAT: &str = "Spoke with her. Told her: pay by Friday or you will be arrested. She wept.";

#[test]
fn row_5_the_wording_check_pins_what_it_finds_to_the_words_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let event = call(&mut desk, "S-1", THREAT);
    let found = all(&desk);
    let arrest: Vec<_> = found.iter().filter(|line| line.stand.made.category == "L02").collect();
    let [line] = arrest.as_slice() else { panic!("{found:?}") };
    let made = &line.stand.made;
    assert_eq!((made.officer.as_str(), made.by.as_ref(), line.stand.state), ("S-1", None, CritiqueState::Open));
    assert!(!made.citation.is_empty() && !made.instead.is_empty());
    let Pin::Span(span) = &made.pin else { panic!("{made:?}") };
    let text = text_of(desk.book(), event).unwrap().unwrap();
    let there: String = text.text.chars().skip(span.from).take(span.to - span.from).collect();
    assert_eq!((span.event, &span.quote, &span.text_hash), (event, &there, &text.hash()));
    assert!(there.contains("arrested"), "{there}");
    assert_eq!(desk.check_words(None).unwrap(), [0_i64; 0], "nothing is found twice");
    assert!(call(&mut desk, "S-1", "He pays on Friday, as agreed; asked how the shop does.") > event);
    assert_eq!(all(&desk).len(), found.len(), "firm and kind words are let alone");
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_5_a_critique_is_delivered_answered_and_closed_and_each_by_who_may() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let event = call(&mut desk, "S-1", "He said later. I said do something about it.");
    assert_eq!(code(desk.make_critique(&of_words(event, "do something", "unclear_words", "S-2"))), "not_a_leader");
    assert_eq!(code(desk.make_critique(&of_words(event, "never said", "unclear_words", "S-L"))), "quote_not_there");
    assert_eq!(code(desk.make_critique(&of_words(event, "do something", "ugly", "S-L"))), "unknown_category");
    assert_eq!(code(desk.make_critique(&of_words(event + 900, "do", "L05", "S-L"))), "no_such_text");
    let seq = desk.make_critique(&of_words(event, "do something about it", "unclear_words", "S-L")).unwrap();
    let told = CritiqueFilter { officer: Some("S-1".into()), state: Some(CritiqueState::Open), ..Default::default() };
    let mut delivered = critiques(desk.book(), &told).unwrap();
    delivered.retain(|line| line.stand.made.by.is_some());
    let Pin::Span(span) = &delivered[0].stand.made.pin else { panic!("{delivered:?}") };
    assert_eq!((delivered.len(), span.from, span.to), (1, 22, 43));

    let (officer, other, leader): (StaffId, StaffId, StaffId) = ("S-1".into(), "S-2".into(), "S-L".into());
    let explain = OnCritique::Answer(CritiqueAnswer::Explained);
    assert_eq!(code(desk.on_critique(seq, &leader, &OnCritique::Close, "done")), "critique_not_answered");
    assert_eq!(code(desk.on_critique(seq, &other, &explain, "it was noisy")), "not_their_critique");
    assert_eq!(code(desk.on_critique(seq, &officer, &explain, " ")), "critique_says_nothing");
    assert_eq!(code(desk.on_critique(event, &officer, &explain, "it was noisy")), "no_such_critique");
    desk.on_critique(seq, &officer, &explain, "It was noisy, and I cut it short").unwrap();
    assert_eq!(code(desk.on_critique(seq, &officer, &OnCritique::Close, "done")), "not_a_leader");
    desk.on_critique(seq, &leader, &OnCritique::Close, "Call back and say the amount").unwrap();
    assert_eq!(code(desk.on_critique(seq, &officer, &explain, "again")), "critique_ended");
    let line = all(&desk).remove(0);
    assert_eq!(line.stand.state, CritiqueState::Closed);
    assert_eq!(line.stand.answer.unwrap().0, CritiqueAnswer::Explained);
}

#[test]
fn row_5_repeats_are_counted_over_90_days_and_what_was_none_is_kept_and_not_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let fault = |desk: &mut Desk, on: &str, by: &str| {
        desk.set_clock(Clock::standing(day(on), 13, TimeZone::UTC));
        let event = call(desk, by, "I said do something.");
        desk.make_critique(&of_words(event, "do something", "unclear_words", "S-L")).unwrap()
    };
    fault(&mut desk, "2026-02-10", "S-1");
    fault(&mut desk, "2026-03-01", "S-1");
    let wrong = fault(&mut desk, "2026-03-02", "S-1");
    fault(&mut desk, "2026-03-03", "S-2");
    let told = |desk: &Desk, on: &str| {
        let found = repeats(desk.book(), day(on), &Reach::whole()).unwrap();
        found.into_iter().map(|one| (one.officer.to_string(), one.times)).collect::<Vec<_>>()
    };
    assert_eq!(told(&desk, "2026-03-03"), [("S-1".to_owned(), 3), ("S-2".to_owned(), 1)]);
    desk.on_critique(wrong, &"S-L".into(), &OnCritique::Withdraw, "The words were the borrower's").unwrap();
    assert_eq!(told(&desk, "2026-03-03"), [("S-1".to_owned(), 2), ("S-2".to_owned(), 1)]);
    assert_eq!(told(&desk, "2026-05-11"), [("S-1".to_owned(), 1), ("S-2".to_owned(), 1)], "the first is 90 days old");
    let withdrawn = CritiqueFilter { state: Some(CritiqueState::Withdrawn), ..Default::default() };
    assert_eq!(
        critiques(desk.book(), &withdrawn).unwrap()[0].stand.ended.as_ref().unwrap().2,
        "The words were the borrower's"
    );
    assert!(desk.verify(|_, _| {}).unwrap().holds());
}

#[test]
fn row_5_a_conversation_is_kept_beside_its_contact_and_read_by_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let contact = call(&mut desk, "S-1", "Spoke with her.");
    let keep = |contact: i64, text: &str| KeepTranscript {
        party: party(),
        contact,
        by: "S-L".into(),
        text: text.to_owned(),
        source: "typed".to_owned(),
    };
    assert_eq!(code(desk.keep_transcript(&keep(contact + 99, "A: Good day."))), "no_such_contact");
    assert_eq!(code(desk.keep_transcript(&keep(contact, " \n"))), "transcript_size");
    let said = "Officer: Good day.\r\nBorrower: I lost my stall.\r\nOfficer: We will have you arrested.";
    let (seq, made) = desk.keep_transcript(&keep(contact, said)).unwrap();
    assert!(!made.is_empty());
    let text = text_of(desk.book(), seq).unwrap().unwrap();
    assert_eq!((text.officer.as_str(), text.text.contains('\r')), ("S-1", false));
    let found = all(&desk);
    assert!(found.iter().all(|line| matches!(&line.stand.made.pin, Pin::Span(span) if span.event == seq)), "{found:?}");
}

#[test]
fn row_5_a_shortcoming_of_method_is_delivered_the_same_way() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let late = |officer: &str, event: Option<i64>| MakeCritique {
        party: party(),
        by: "S-L".into(),
        about: CritiqueAbout::Measure { officer: officer.into(), event, on: None, seen: "First call on day 20".into() },
        category: "late_first_contact".to_owned(),
        says: "The first contact came late".to_owned(),
        instead: "Call on the first day after grace".to_owned(),
    };
    assert_eq!(code(desk.make_critique(&late("S-9", None))), "unknown_colleague");
    assert_eq!(code(desk.make_critique(&late("S-1", Some(3)))), "no_such_text");
    let seq = desk.make_critique(&late("S-1", None)).unwrap();
    desk.on_critique(seq, &"S-1".into(), &OnCritique::Answer(CritiqueAnswer::Accepted), "").unwrap();
    assert_eq!(all(&desk)[0].stand.state, CritiqueState::Answered);
}

#[test]
fn row_5_conversations_to_read_are_drawn_by_a_hash_and_leave_the_list_once_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-10");
    let events: Vec<i64> = (0..40).map(|no| call(&mut desk, "S-1", &format!("Talk number {no}."))).collect();
    desk.close(day("2026-02-10"), "tests", |_, _, _| {}).unwrap();
    let terms = makegood_strategy_terms(&desk);
    let drawn: Vec<i64> = events.iter().copied().filter(|event| is_drawn(*event, terms)).collect();
    let (left, of) = to_read(desk.book(), &Reach::whole()).unwrap().unwrap();
    assert_eq!((left.len(), of), (drawn.len(), drawn.len()));
    assert!((1..=12).contains(&of), "about one in ten of forty, not {of}");
    assert_eq!(code(desk.read_text(&party(), drawn[0], &"S-1".into())), "not_a_leader");
    desk.read_text(&party(), drawn[0], &"S-L".into()).unwrap();
    let (left, of) = to_read(desk.book(), &Reach::whole()).unwrap().unwrap();
    assert_eq!((left.len(), of), (drawn.len() - 1, drawn.len()));
}

fn makegood_strategy_terms(desk: &Desk) -> makegood_strategy::TalkTerms {
    makegood_views::policy_of(desk.book(), i64::MAX).unwrap().unwrap().strategy.talk
}

#[test]
fn every_refusal_about_words_has_its_page_in_the_gallery() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../refusals");
    let all = [
        WordsRefusal::NoSuchContact(1),
        WordsRefusal::NoSuchText(1),
        WordsRefusal::TranscriptSize(1),
        WordsRefusal::QuoteNotThere(1),
        WordsRefusal::UnknownCategory(String::new()),
        WordsRefusal::SaysNothing("it"),
        WordsRefusal::NoSuchCritique(1),
        WordsRefusal::NotTheirs("S-1".into()),
        WordsRefusal::CritiqueEnded,
        WordsRefusal::NotAnswered("S-1".into()),
        WordsRefusal::NotHard,
        WordsRefusal::NotAnExecutive("S-1".into()),
        WordsRefusal::TeamWithoutPlan,
        WordsRefusal::NoTeam,
        WordsRefusal::NoSuchLine(1),
        WordsRefusal::OpeningNotAsked,
    ];
    for refusal in all {
        let page = root.join(format!("{}.md", refusal.code()));
        let text = std::fs::read_to_string(&page).unwrap_or_else(|_| panic!("no page {}", page.display()));
        assert!(text.contains(refusal.way_out()), "{} has another way out", refusal.code());
    }
}

#[test]
fn row_5_a_note_of_the_case_is_read_by_the_wording_check_like_one_of_a_contact() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path(), "2026-02-20");
    let write = |desk: &mut Desk, note: &str| {
        let note = note.to_owned();
        desk.write_note(&WriteNote { party: party(), by: "S-1".into(), note, seen: None }).unwrap()
    };
    let kind = write(&mut desk, "She sells on Tuesdays and asks to be called after four.");
    assert!(all(&desk).is_empty());
    let harsh = write(&mut desk, "If he does not pay he will be arrested.");
    let found = all(&desk);
    assert_eq!(found.len(), 1);
    let Pin::Span(span) = &found[0].stand.made.pin else { panic!("pinned to a measure") };
    assert_eq!((span.event, span.quote.contains("arrested")), (harsh, true), "{span:?}");
    assert_eq!(text_of(desk.book(), kind).unwrap().unwrap().officer.as_str(), "S-1");
}
