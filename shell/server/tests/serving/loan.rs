//! A loan with a reversal, money taken back, a pause, a re-age, a payment entered late
//! and a payment corrected, asked on several days as known on several days.

use crate::site::{Answer, Site, between, desk_of};
use axum::http::StatusCode;
use makegood_desk::Source;

const PARTIES: &str = "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\n";
const NAMES: &str = "party_id,name\nB-1,Esther Akello\n";
const LOANS: &str = "loan_id,borrower_id,branch,currency,principal,disbursed_on,product,purpose
L/1,B-1,north,USD,600,2006-11-15,Retail,Tailor
L-2,B-1,north,USD,100,2007-03-20,Retail,Cloth
";
/// Six instalments of 100, and two of 250 in the place of what was unpaid on 20 March.
const INSTALMENTS: &str = "loan_id,no,due_on,principal,interest,event_id
L/1,1,2006-12-15,90,10,
L/1,2,2007-01-15,90,10,
L/1,3,2007-02-15,90,10,
L/1,4,2007-03-15,90,10,
L/1,5,2007-04-15,90,10,
L/1,6,2007-05-15,90,10,
L/1,1,2007-04-20,240,10,E-4
L/1,2,2007-05-20,240,10,E-4
L-2,1,2007-03-25,100,0,
";
/// P-2 is entered nine days late, P-3 was never received.
const PAYMENTS: &str = "payment_id,loan_id,value_on,amount,entered_on
P-1,L/1,2006-12-15,100,
P-2,L/1,2007-01-15,100,2007-01-24
P-3,L/1,2007-02-14,100,
";
/// P-1 turned out to be 80, as the lender reported on 10 February.
const CORRECTED: &str = "payment_id,loan_id,value_on,amount,reported_on
P-1,L/1,2006-12-15,80,2007-02-10
";
const EVENTS: &str = "event_id,loan_id,kind,effective_on,entered_on,amount,payment_id,component,due_on,until_on
E-1,L/1,reversed,2007-02-14,2007-02-20,,P-3,,,
E-2,L/1,charged_back,2007-02-26,2007-02-27,30.00,,,,
E-3,L/1,paused,2007-03-01,2007-02-28,,,,,2007-03-10
E-4,L/1,re_aged,2007-03-20,2007-03-21,,,,,
E-5,L/1,charged,2007-03-22,,12.00,,penalty,2007-03-24,
E-6,L-2,charged,2007-03-22,,7.00,,cost,2007-03-26,
";

fn site() -> Site {
    let sources = [
        Source::Shipped("parties.csv", PARTIES),
        Source::Shipped("party_names.csv", NAMES),
        Source::Shipped("loans.csv", LOANS),
        Source::Shipped("instalments.csv", INSTALMENTS),
        Source::Shipped("payments.csv", PAYMENTS),
        Source::Shipped("loan_events.csv", EVENTS),
    ];
    Site::over(desk_of(&[&sources, &[Source::Shipped("corrected.csv", CORRECTED)]], &["2007-03-02", "2007-04-02"]))
}

fn without_tags(html: &str) -> String {
    let parts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    parts.collect::<Vec<_>>().concat()
}

/// Arrears and days past due as the page says them.
fn late(stands: &Answer) -> (String, String) {
    let text = between(&stands.text, "aria-labelledby=\"stands\"", "</section>");
    let arrears = between(text, "<span class=\"n\">", "</span>").to_owned();
    let after = &text[text.find("class=\"late\"").unwrap()..];
    let after = &after[after.find("</span>").unwrap() + "</span>".len()..];
    (arrears, after[..after.find('<').unwrap()].to_owned())
}

#[tokio::test]
async fn each_day_stands_as_it_was_known_on_each_day() {
    let site = site();
    let table = [
        // P-2 was not entered by the 20th, though it counts from the 15th.
        ("as_of=2007-01-20&known_on=2007-01-20", "100.00", "5 days late"),
        ("as_of=2007-01-20&known_on=2007-01-24", "0.00", "current"),
        // The correction of P-1 to 80.
        ("as_of=2007-01-20&known_on=2007-02-09", "0.00", "current"),
        ("as_of=2007-01-20&known_on=2007-02-10", "20.00", "5 days late"),
        ("as_of=2007-01-20", "20.00", "5 days late"),
        // P-3 stood in the books for six days; without it the 20 of January and all of February are open.
        ("as_of=2007-02-16&known_on=2007-02-16", "20.00", "1 day late"),
        ("as_of=2007-02-16&known_on=2007-02-20", "120.00", "32 days late"),
        // 30 taken back on the 26th, known from the 27th.
        ("as_of=2007-02-28&known_on=2007-02-26", "120.00", "44 days late"),
        ("as_of=2007-02-28&known_on=2007-02-27", "150.00", "44 days late"),
        // Re-aged on the 20th, entered the day after.
        ("as_of=2007-03-20&known_on=2007-03-20", "250.00", "64 days late"),
        ("as_of=2007-03-20&known_on=2007-03-21", "0.00", "current"),
        // The penalty fell due on the 24th.
        ("as_of=2007-04-02", "12.00", "9 days late"),
        ("", "12.00", "9 days late"),
        ("as_of=&known_on=", "12.00", "9 days late"),
    ];
    for (query, arrears, days) in table {
        let page = site.get(&format!("/loan/L%2F1?{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text);
        assert_eq!(late(&page), (arrears.to_owned(), days.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn what_was_learnt_since_is_told_with_the_old_value_beside_the_new() {
    let site = site();
    let page = site.get("/loan/L%2F1?as_of=2007-02-16&known_on=2007-02-09").await;
    let since = without_tags(between(&page.text, "aria-labelledby=\"since\"", "</section>"));
    for says in [
        "Learnt since 9 Feb 2007",
        "Arrearsas known then 100.00 USD → as known now 120.00 USD (+20.00)",
        "Days past dueas known then 1 → as known now 32",
        "Payment P-1learnt 10 Feb 2007was amount 100.00 USD → is now amount 80.00 USD",
        "Payment P-3learnt 14 Feb 2007not known then: amount 100.00 USD, valued 14 Feb 2007",
        "Event E-1learnt 20 Feb 2007not known then: Payment P-3 was never received",
        "4 more rows learnt since bear on later days only.",
    ] {
        assert!(since.contains(says), "{says:?} is not in {since}");
    }
    let same = site.get("/loan/L%2F1?as_of=2007-04-02&known_on=2007-04-02").await;
    same.shows("Nothing learnt since changes this day");
    assert!(!same.text.contains("class=\"now\"") && page.text.contains("class=\"now\""));
    assert!(!site.get("/loan/L%2F1").await.text.contains("aria-labelledby=\"since\""));
}

#[tokio::test]
async fn every_part_of_its_life_is_on_the_page() {
    let site = site();
    let page = site.get("/loan/L%2F1").await;
    let text = without_tags(&page.text);
    for says in [
        "reversed E-1, from 14 Feb 2007, entered 20 Feb 2007",
        "bank took 30.00 USD back",
        "Pause until 10 Mar 2007",
        "Re-aged: what was unpaid is owed under new instalments instead.",
        "12.00 USD charged as penalty, due 24 Mar 2007",
        "charge (penalty)",
        "new by E-4",
        "replaced by E-4",
        "taken back by the bank",
        "from corrected.csv, recorded",
        "another version stands",
    ] {
        assert!(text.contains(says), "{says:?} is not in {text}");
    }
    page.shows("<s>100.00</s>");
    page.shows("/loan/L%2F1?as_of=2007-03-21&#38;known_on=2007-03-21");
    let held = site.get("/loan/L%2F1?as_of=2007-03-05").await;
    held.shows("Paused until");
    held.shows("not yet in effect");
}

#[tokio::test]
async fn links_lead_to_rows_that_are_there() {
    let site = site();
    for query in ["", "?as_of=2007-02-28", "?as_of=2007-02-16&known_on=2007-02-09"] {
        let page = site.get(&format!("/loan/L%2F1{query}")).await;
        let mut followed = 0;
        for part in page.text.split("href=\"#").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(page.text.contains(&format!("id=\"{id}\"")), "{query}: {id}");
            followed += 1;
        }
        assert!(followed > 10, "{query}: {followed}");
    }
    // The oldest unpaid instalment is the one of the sentence, and leads to its own row.
    let page = site.get("/loan/L%2F1?as_of=2007-05-01").await;
    let rests = between(&page.text, "What this rests on", "</details>");
    assert!(without_tags(rests).contains("Event E-4"), "{rests}");
}

#[tokio::test]
async fn the_case_and_the_rows_lead_here_and_name_what_is_no_instalment() {
    let site = site();
    site.get("/book/rows").await.shows("href=\"/loan/L%2F1\"");
    let case = site.get("/case/B-1").await;
    case.shows("href=\"/loan/L%2F1\"");
    case.shows("charge (penalty)");
    case.shows("Charge (cost) of 7.00 USD due 26 Mar 2007: 7 days late");
    assert!(!case.text.contains("Instalment 0"), "{}", case.text);
}

#[tokio::test]
async fn a_day_that_is_none_is_refused_by_name() {
    let site = site();
    for (query, says) in [
        ("as_of=2007-02-30", "As of: a date is written YYYY-MM-DD and must exist in the calendar"),
        ("as_of=yesterday", "As of: a date is written"),
        ("known_on=2007-3-1", "As known on: a date is written"),
        ("known_on=%3Cb%3E", "found"),
    ] {
        let page = site.get(&format!("/loan/L%2F1?{query}")).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        page.shows(says);
        page.shows("no_such_day");
        assert!(!page.text.contains("<b>\""), "{query}");
    }
    let missing = site.get("/loan/L-9").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    missing.shows("There is no loan L-9 on the book.");
    for query in ["as_of=0001-01-01", "as_of=9999-12-31", "known_on=0001-01-01", "known_on=9999-12-31&as_of=0001-01-01"]
    {
        assert_eq!(site.get(&format!("/loan/L%2F1?{query}")).await.status, StatusCode::OK, "{query}");
    }
}

#[tokio::test]
async fn a_loan_called_charged_off_and_sold_says_so_on_its_days() {
    let loans = "loan_id,borrower_id,branch,currency,principal,disbursed_on,product,purpose
L-5,B-1,north,USD,300,2006-11-15,Retail,Tailor
L-6,B-1,north,USD,300,2006-11-15,Retail,Cloth
";
    let instalments = "loan_id,no,due_on,principal
L-5,1,2006-12-15,100
L-5,2,2007-01-15,100
L-5,3,2007-05-15,100
L-6,1,2006-12-15,300
";
    let payments = "payment_id,loan_id,value_on,amount
P-1,L-5,2007-03-20,40
P-2,L-6,2006-12-15,50
";
    // P-2 was booked to the wrong loan, as the lender reported in February.
    let moved = "payment_id,loan_id,value_on,amount,reported_on\nP-2,L-5,2006-12-15,50,2007-02-05\n";
    let events = "event_id,loan_id,kind,effective_on,until_on,to
E-1,L-5,accelerated,2007-02-01,2007-02-15,
E-2,L-5,charged_off,2007-03-01,,
E-3,L-5,transferred,2007-03-25,,Example Fund
";
    let shipped = |name, text: &str| Source::Shipped(name, Box::leak(text.to_owned().into_boxed_str()));
    let book = [
        shipped("parties.csv", PARTIES),
        shipped("loans.csv", loans),
        shipped("instalments.csv", instalments),
        shipped("payments.csv", payments),
        shipped("loan_events.csv", events),
    ];
    let site = Site::over(desk_of(&[&book, &[shipped("moved.csv", moved)]], &["2007-04-02"]));
    for (query, arrears) in [
        ("as_of=2007-02-04&known_on=2007-02-04", "200.00"),
        ("as_of=2007-02-04&known_on=2007-02-05", "150.00"),
        ("as_of=2007-02-15", "150.00"),
        ("as_of=2007-02-16", "250.00"),
        ("as_of=2007-04-02", "210.00"),
    ] {
        assert_eq!(late(&site.get(&format!("/loan/L-5?{query}")).await).0, arrears, "{query}");
    }
    let page = site.get("/loan/L-5").await;
    let stands = without_tags(between(&page.text, "aria-labelledby=\"stands\"", "</section>"));
    for says in ["Charged off 1 Mar 2007", "40.00 USD recovered", "Owned byExample Fund"] {
        assert!(stands.contains(says), "{says:?} is not in {stands}");
    }
    let before = site.get("/loan/L-5?as_of=2007-02-28").await;
    assert!(!between(&before.text, "aria-labelledby=\"stands\"", "</section>").contains("Charged off"));
    // The other loan lost the payment; the row says where it went.
    let other = site.get("/loan/L-6?as_of=2007-02-04&known_on=2007-02-04").await;
    assert_eq!(late(&other).0, "250.00");
    let since = without_tags(between(&other.text, "aria-labelledby=\"since\"", "</section>"));
    assert!(since.contains("amount 50.00 USD") && since.contains("no longer of this loan"), "{since}");
    assert_eq!(late(&site.get("/loan/L-6?as_of=2007-02-04").await).0, "300.00");
}
