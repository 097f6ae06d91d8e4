//! A loan as the lender's books knew it on a day, from rows as a journal holds them.
#![allow(clippy::unwrap_used)]

use makegood_book::{BookRules, position};
use makegood_journal::{Batch, BatchBoarded, Connection, Event, FactRow, append, open_in_memory};
use makegood_units::{BusinessDate, Instant, LoanId};
use makegood_views::{LoanRows, loan_input, loan_known_on, loan_view, prepare};

fn day(text: &str) -> BusinessDate {
    text.parse().unwrap()
}

/// A row in one line: kind, key, owner, report date or a dash, then its body.
fn board(book: &Connection, rows: &str) {
    let mut batch = Batch::begin(book).unwrap();
    for line in rows.trim().lines() {
        let mut parts = line.trim().splitn(5, ' ');
        let mut next = || parts.next().unwrap().to_owned();
        let (kind, key, owner, reported) = (next(), next(), next(), next());
        let body = format!(r#"{{"kind":"{kind}","body":{}}}"#, next());
        batch.add(&FactRow { kind, key, owner, reported_on: reported.parse().ok(), body }).unwrap();
    }
    let (rows, rows_hash) = batch.finish();
    let boarded = BatchBoarded {
        file: "rows.csv".to_owned(),
        file_hash: String::new(),
        through_line: rows,
        complete: true,
        rows,
        rows_hash,
        waivers: Vec::new(),
    };
    append(book, Instant::UNIX_EPOCH, day("2007-06-01"), "tests", Event::BatchBoarded(boarded)).unwrap();
}

/// 100.00 lent, due in two halves on 15 February and 15 March.
fn book() -> Connection {
    let book = open_in_memory().unwrap();
    prepare(&book).unwrap();
    board(
        &book,
        r#"loan L-1 B-1 - {"id":"L-1","borrower":"B-1","branch":"north","currency":"USD","principal":10000,"disbursed_on":"2007-01-15","product":null,"purpose":null}
        instalment L-1/1 L-1 - {"loan":"L-1","no":1,"due_on":"2007-02-15","principal":5000,"interest":0,"fee":0}
        instalment L-1/2 L-1 - {"loan":"L-1","no":2,"due_on":"2007-03-15","principal":5000,"interest":0,"fee":0}"#,
    );
    book
}

/// Arrears on a day as known on a day, in minor units.
fn arrears(book: &Connection, as_of: &str, known_on: &str) -> i64 {
    let facts = loan_known_on(book, &LoanId::new("L-1"), i64::MAX, day(known_on)).unwrap().unwrap();
    position(&facts, day(as_of), &BookRules::default()).unwrap().arrears.total().minor()
}

#[test]
fn a_payment_is_known_from_its_entry() {
    let book = book();
    board(
        &book,
        r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":5000,"entered_on":"2007-02-20"}"#,
    );
    for (known_on, expected) in [("2007-02-16", 5_000), ("2007-02-19", 5_000), ("2007-02-20", 0), ("2007-05-01", 0)] {
        assert_eq!(arrears(&book, "2007-02-16", known_on), expected, "{known_on}");
    }
}

#[test]
fn a_correction_is_known_from_its_report_and_the_row_before_it_until_then() {
    let book = book();
    board(&book, r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":5000}"#);
    board(&book, r#"payment P-1 L-1 2007-03-01 {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":2000}"#);
    // A report of an earlier day that arrives last is history, not what stands.
    board(&book, r#"payment P-1 L-1 2007-02-25 {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":4000}"#);
    for (known_on, expected) in
        [("2007-02-16", 0), ("2007-02-24", 0), ("2007-02-25", 1_000), ("2007-02-28", 1_000), ("2007-03-01", 3_000)]
    {
        assert_eq!(arrears(&book, "2007-02-16", known_on), expected, "{known_on}");
    }
}

#[test]
fn a_correction_that_says_its_entry_leaves_the_row_before_it_until_then() {
    let book = book();
    board(&book, r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":5000}"#);
    board(
        &book,
        r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":2000,"entered_on":"2007-03-01"}"#,
    );
    assert_eq!(["2007-02-28", "2007-03-01"].map(|known| arrears(&book, "2007-02-16", known)), [0, 3_000]);
}

#[test]
fn a_payment_booked_to_another_loan_leaves_this_one_on_the_day_of_the_report() {
    let book = book();
    board(&book, r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":5000}"#);
    board(&book, r#"payment P-1 L-2 2007-03-01 {"id":"P-1","loan":"L-2","value_on":"2007-02-10","amount":5000}"#);
    assert_eq!(["2007-02-28", "2007-03-01"].map(|known| arrears(&book, "2007-02-16", known)), [0, 5_000]);
}

#[test]
fn a_loan_is_not_known_before_it_was_reported() {
    let book = book();
    board(
        &book,
        r#"loan L-9 B-1 2007-02-01 {"id":"L-9","borrower":"B-1","branch":"north","currency":"USD","principal":10000,"disbursed_on":null,"product":null,"purpose":null}"#,
    );
    let known = |on: &str| loan_known_on(&book, &LoanId::new("L-9"), i64::MAX, day(on)).unwrap().is_some();
    assert_eq!(["2007-01-31", "2007-02-01"].map(known), [false, true]);
}

#[test]
fn on_the_last_of_days_everything_is_known() {
    let book = book();
    board(
        &book,
        r#"payment P-2 L-1 - {"id":"P-2","loan":"L-1","value_on":"2007-02-10","amount":1000}
        payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":500}
        loan_event E-1 L-1 2007-03-09 {"id":"E-1","loan":"L-1","effective_on":"2007-03-01","entered_on":"2007-03-02","happened":"charged_back","amount":500}"#,
    );
    board(&book, r#"payment P-1 L-1 2007-03-01 {"id":"P-1","loan":"L-1","value_on":"2007-02-11","amount":700}"#);
    let loan = LoanId::new("L-1");
    for known_to in 1..=3 {
        let all = loan_input(&book, &loan, known_to).unwrap();
        assert_eq!(loan_known_on(&book, &loan, known_to, day("9999-12-31")).unwrap(), all);
        assert_eq!(LoanRows::read(&book, &loan, known_to).unwrap().facts(None), all);
    }
    // The event was entered on the 2nd and reported on the 9th: known when both are so.
    let events = |on: &str| loan_known_on(&book, &loan, i64::MAX, day(on)).unwrap().unwrap().events.len();
    assert_eq!(["2007-03-08", "2007-03-09"].map(events), [0, 1]);
}

#[test]
fn what_was_learnt_is_told_apart_by_whether_it_bears_on_the_day() {
    let book = book();
    board(
        &book,
        r#"payment P-1 L-1 - {"id":"P-1","loan":"L-1","value_on":"2007-02-10","amount":2000,"entered_on":"2007-02-20"}
        payment P-2 L-1 - {"id":"P-2","loan":"L-1","value_on":"2007-02-25","amount":1000}
        loan_event E-1 L-1 - {"id":"E-1","loan":"L-1","effective_on":"2007-03-03","entered_on":"2007-03-03","happened":"reversed","payment":"P-1"}"#,
    );
    let asked = (day("2007-02-16"), Some(day("2007-02-20")));
    let view = loan_view(&book, &LoanId::new("L-1"), asked, day("2007-04-01"), &BookRules::default());
    let view = view.unwrap().unwrap();
    assert_eq!((view.stand.position.arrears.total().minor(), view.stand.days_past_due), (3_000, 1));
    let since = view.since.unwrap();
    // P-2 is valued later; the reversal takes effect later and says that P-1 never was.
    let learnt: Vec<String> = since.learnt.iter().map(|one| one.is.as_ref().unwrap().id().to_string()).collect();
    assert_eq!((learnt, since.later), (vec!["loan_event:E-1".to_owned()], 1));
    assert_eq!(since.learnt[0].learnt_on, Some(day("2007-03-03")));
    assert_eq!(since.now.position.arrears.total().minor(), 5_000);
    assert_eq!(since.now.payments[0].reversed.as_ref().unwrap().id.as_str(), "E-1");
}
