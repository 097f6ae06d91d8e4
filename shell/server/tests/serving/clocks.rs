//! The clock board, the clocks on a case, and the line on the worklist.

use crate::site::{Site, desk_of};
use makegood_desk::{Desk, PolicyTexts, Source};
use makegood_units::BusinessDate;

fn sources() -> Vec<Source> {
    vec![
        Source::Shipped("parties.csv", "party_id,kind,country,time_zone\nB-1,person,IN,Asia/Kolkata\n"),
        Source::Shipped("party_names.csv", "party_id,name\nB-1,<b>Asha</b> Rao\n"),
        Source::Shipped(
            "loans.csv",
            "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,100,2004-01-10\n",
        ),
        Source::Shipped("instalments.csv", "loan_id,no,due_on,principal\nL-1,1,2004-05-10,100\n"),
        Source::Shipped("payments.csv", "payment_id,loan_id,value_on,amount\nP-1,L-1,2005-06-01,5\n"),
        Source::Shipped(
            "staff.csv",
            "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Grace Auma,north,officer,420,call visit\n",
        ),
    ]
}

fn policy() -> PolicyTexts {
    let ladder = include_str!("../../../../strategies/microfinance.toml")
        .replacen("packs = [\"house\", \"us-fdcpa\", \"us-regf\"]", "packs = [\"house\", \"in-clocks\"]", 1)
        .replacen("facts = []", "facts = [\"lender.collects_in_india\"]", 1);
    let pack = |id: &str, text: &str| (id.to_owned(), text.to_owned());
    PolicyTexts {
        strategy: ("own.toml".to_owned(), ladder),
        packs: vec![
            pack("house", include_str!("../../../../packs/house.md")),
            pack("in-clocks", include_str!("../../../../packs/in-clocks.md")),
        ],
    }
}

/// The book of one old loan, closed on 2 April 2007.
pub fn desk() -> Desk {
    let mut desk = desk_of(&[&sources()], &[]);
    desk.adopt(&policy(), "tests").unwrap();
    let day: BusinessDate = "2007-04-02".parse().unwrap();
    desk.close(day, "tests", |_, _, _| {}).unwrap();
    desk
}

#[tokio::test]
async fn the_board_shows_what_ends_soon() {
    let site = Site::over(desk());
    let board = site.get("/clocks").await;
    for words in
        ["38 days left", "10 May 2007", "&#60;b&#62;Asha", "L-1 against the borrower", "href=\"/case/B-1#clocks\""]
    {
        board.shows(words);
    }
    assert!(board.text.contains("<desc>Counted from 10 May 2004 to 10 May 2007; 38 days are left."), "{}", board.text);
}

#[tokio::test]
async fn the_case_shows_what_moved_it_what_lacks_evidence_and_what_can_save_it() {
    let site = Site::over(desk());
    let case = site.get("/case/B-1").await;
    for words in [
        "id=\"clocks\"",
        "in time",
        "the book does not say who paid",
        "counted, the last day would be 2008-06-01",
        "Suit filed ends the clock; do it by 2007-05-10.",
        "Limitation Act 1963",
    ] {
        case.shows(words);
    }
    // The words of the packs, which the law's forms offer, are the law's own.
    let block = case.text.split_once("id=\"clocks\"").and_then(|(_, after)| after.split_once("</section>")).unwrap().0;
    assert!(!block.to_lowercase().contains("debtor"), "nobody is called names");
}

#[tokio::test]
async fn the_worklist_has_its_line_until_the_clock_starts_anew() {
    let mut desk = desk();
    let signed = makegood_case::HappeningRecorded {
        what: "acknowledgment".to_owned(),
        at: "2007-04-02T08:00:00Z".parse().unwrap(),
        with: vec!["written".to_owned(), "signed".to_owned()],
        by: None,
        to: None,
        person: None,
        debts: Vec::new(),
        contact_point: None,
        place: None,
        amount: None,
        until: None,
    };
    let shows = |desk: Desk| async move { Site::over(desk).get("/today").await.text.contains("The law names a day") };
    assert!(shows(self::desk()).await);
    desk.record_happening(&"B-1".into(), signed, "tests").unwrap();
    assert!(!shows(desk).await);
}

#[tokio::test]
async fn without_a_clock_in_force_the_board_says_so() {
    Site::open().get("/clocks").await.shows("No clock is in force");
}
