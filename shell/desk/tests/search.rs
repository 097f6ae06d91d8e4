//! A case is found by all of several words, however common each of them is, and where there
//! are more than are shown it is said. Everybody is invented.
#![allow(clippy::unwrap_used)]

mod common;

use common::{import, ladder};
use jiff::tz::TimeZone;
use makegood_desk::{Clock, Desk};
use makegood_views::{Reach, find_anything};
use std::fmt::Write as _;

/// More than are ever put in order share each word.
const PEOPLE: usize = 1_500;

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let (mut parties, mut names) = ("party_id,kind,country\n".to_owned(), "party_id,name\n".to_owned());
    let mut loans = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n".to_owned();
    for at in 0..PEOPLE {
        // Half are called Invented Amina, half Somebody Okello, and the very last one Amina Okello.
        let name = match at {
            _ if at + 1 == PEOPLE => "Amina Okello",
            _ if at % 2 == 0 => "Invented Amina",
            _ => "Somebody Okello",
        };
        writeln!(parties, "B-{at:04},person,KE").unwrap();
        writeln!(names, "B-{at:04},{name}").unwrap();
        writeln!(loans, "L-{at:04},B-{at:04},north,USD,100.00,2026-01-02").unwrap();
    }
    let day = "2026-02-10".parse().unwrap();
    let mut desk = Desk::in_memory(Clock::standing(day, 13, TimeZone::UTC)).unwrap();
    let files = [
        ("parties.csv", parties.as_str()),
        ("party_names.csv", &names),
        ("loans.csv", &loans),
        ("instalments.csv", "loan_id,no,due_on,principal\nL-0000,1,2026-02-02,100.00\n"),
    ];
    import(&mut desk, folder.path(), &files);
    desk.adopt(&ladder(), "tests").unwrap();
    desk.close(day, "tests", |_, _, _| {}).unwrap();
    desk
}

#[test]
fn two_common_words_find_the_one_who_has_both_and_what_is_left_out_is_said() {
    let desk = desk();
    let both = find_anything(desk.book(), "amina okello", 20, &Reach::whole()).unwrap();
    let found: Vec<&str> = both.found.iter().map(|one| one.case.party.as_str()).collect();
    assert_eq!((found, both.has_more), (vec!["B-1499"], false));
    let one = find_anything(desk.book(), "amina", 20, &Reach::whole()).unwrap();
    assert_eq!((one.found.len(), one.has_more), (20, true));
    let none = find_anything(desk.book(), "amina nobody", 20, &Reach::whole()).unwrap();
    assert_eq!((none.found.len(), none.has_more), (0, false));
    // Exactly as many as are shown are all there are.
    let number = find_anything(desk.book(), "B-149", 10, &Reach::whole()).unwrap();
    assert_eq!((number.found.len(), number.has_more), (10, false));
}
