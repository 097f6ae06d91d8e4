//! The ways out of a case: compared by address, decided, agreed to by somebody else, and
//! the relief loan followed.

use crate::site::{Site, desk_of};
use axum::http::StatusCode;
use makegood_case::{FileFact, FileRow};
use makegood_desk::{Desk, Source};
use makegood_units::{BusinessDate, Currency};

const PAGE: &str = "/case/B-1/workout";

fn sources() -> Vec<Source> {
    vec![
        Source::Shipped("parties.csv", "party_id,kind,country,time_zone\nB-1,person,UG,Africa/Kampala\n"),
        Source::Shipped("party_names.csv", "party_id,name\nB-1,Esther Akello\n"),
        Source::Shipped(
            "loans.csv",
            "loan_id,borrower_id,branch,currency,principal,disbursed_on\nL-1,B-1,north,USD,300,2006-12-20\n",
        ),
        Source::Shipped(
            "instalments.csv",
            "loan_id,no,due_on,principal\nL-1,1,2007-02-20,100\nL-1,2,2007-03-20,100\nL-1,3,2007-04-20,100\n",
        ),
        Source::Shipped(
            "staff.csv",
            "staff_id,name,branch,role,minutes_per_day,skills\nS-1,Grace Auma,north,officer,420,call visit\n\
             S-L,Ruth Namara,north,leader,0,call\n",
        ),
    ]
}

/// A book of one loan with two instalments unpaid, and a verified budget of the borrower.
fn with_a_budget() -> Desk {
    let mut desk = desk_of(&[&sources()], &["2007-04-02"]);
    let today: BusinessDate = "2007-04-02".parse().unwrap();
    let fact = |cells: [(&str, &str); 3]| -> FileFact {
        let common = [("source", "visit"), ("confidence", "verified")];
        let cells = cells.iter().chain(&common).map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()));
        FileRow::new(cells).read(Some(Currency::USD), today).unwrap()
    };
    let wage = fact([("kind", "income"), ("line", "wage"), ("monthly", "450")]);
    let rent = fact([("kind", "fixed_cost"), ("line", "rent"), ("monthly", "60")]);
    desk.learn(&"B-1".into(), &[wage, rent], &"S-1".into()).unwrap();
    desk
}

fn site_as(id: &str) -> Site {
    let mut site = Site::over(with_a_budget());
    site.cookie = Some(id.to_owned());
    site
}

#[tokio::test]
async fn row_60_ways_stand_side_by_side_and_what_is_blocked_says_why() {
    let site = site_as("S-1");
    let page = site.get(&format!("{PAGE}?refinance.debt_service_minor=60000")).await;
    assert_eq!(page.status, StatusCode::OK);
    for words in [
        "Ways out, side by side",
        "300.00",
        "Another lender takes over",
        ">blocked<",
        "600.00 USD a month on all debts (up from 100.00 USD)",
        "Cannot be worked out: how much new money",
        "<desc>Worth ",
        "refinance.debt_service_minor=60000",
        "Every way out with its value today",
    ] {
        page.shows(words);
    }
    assert!(!page.text.contains("debtor"), "a kind word for the borrower");
    let bad = site.get(&format!("{PAGE}?wait.cure_bp=20000")).await;
    bad.shows("Wait.cure_bp is basis points from 0 to 10000, found &#34;20000&#34;");
    site.get("/case/B-1").await.shows("href=\"/case/B-1/workout\"");
}

#[tokio::test]
async fn row_64_a_relief_loan_is_decided_by_two_and_followed_on_the_page() {
    let mut site = site_as("S-1");
    let form = [
        ("relief_loan.amount_minor", "15000"),
        ("relief_loan.keep_bp", "7500"),
        ("route", "relief_loan"),
        ("reason", "The oven is what is missing"),
        ("retest_on", ""),
        ("amount", "100.00"),
        ("purpose", "the oven"),
        ("shows", "the oven with its invoice"),
        ("days", "14"),
        ("amount", "50.00"),
        ("purpose", "flour"),
        ("shows", "the till of a month"),
        ("days", "30"),
        ("amount", ""),
        ("purpose", ""),
        ("shows", ""),
        ("days", ""),
    ];
    let decided = site.post(&format!("{PAGE}/decide"), &form).await;
    assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text);
    let page = site.get(decided.location()).await;
    page.shows("waits for a second person");
    page.shows("It takes two");
    let own = site.post(&format!("{PAGE}/agree"), &[("note", "I agree with myself")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    own.shows("decided by the same person");
    site.cookie = Some("S-L".to_owned());
    let agreed = site.post(&format!("{PAGE}/agree"), &[("note", "Read the offer")]).await;
    site.get(agreed.location()).await.shows("agreed to by Ruth Namara");
    let relief = format!("{PAGE}/relief");
    let early =
        site.post(&relief, &[("what", "draw"), ("which", "1"), ("amount", "100"), ("purpose", "the oven")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    early.shows("tranche 1 is not approved");
    for form in [
        vec![("what", "approve"), ("which", "1")],
        vec![("what", "draw"), ("which", "1"), ("amount", "100.00"), ("purpose", "the oven")],
        vec![("what", "miss"), ("which", "check-1"), ("note", "the shop was closed")],
        vec![("what", "signs"), ("note", "nothing paid on the old debt")],
    ] {
        let moved = site.post(&relief, &form).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    }
    let page = site.get(PAGE).await;
    for words in [
        "100.00 USD drawn",
        "missed: the shop was closed",
        "not allowed",
        "To approve tranche 2",
        "Stop: nothing more is drawn",
        "Signs looked at by S-L",
    ] {
        page.shows(words);
    }
    let stopped = site.post(&relief, &[("what", "stop"), ("note", "the oven was sold")]).await;
    site.get(stopped.location()).await.shows("the oven was sold");
}
