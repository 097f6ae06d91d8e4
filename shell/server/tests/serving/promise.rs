//! Promises in parts on the Case page, in their words, and one that can be kept.

use crate::case::post;
use crate::site::{Site, desk};
use axum::http::StatusCode;
use makegood_desk::{BoardOptions, Source, board};

const PARTS: [(&str, &str); 5] = [
    ("promise_amount", "60"),
    ("promise_amount_2", "40"),
    ("promise_due_on_2", "2007-04-12"),
    ("source_of_funds", "two market days"),
    ("said", "I sell on both Mondays <and> then I bring it."),
];

#[tokio::test]
async fn row_23_parts_stand_with_their_state_and_with_what_was_said() {
    let site = Site::open();
    let saved = post(&site, "B-1", &site.head("B-1").await, &PARTS).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("60.00 USD by 9 Apr 2007, 40.00 USD by 12 Apr 2007, pending");
    page.shows("Promised 60.00 USD by 9 Apr 2007, 40.00 USD by 12 Apr 2007");
    page.shows("I sell on both Mondays &#60;and&#62; then I bring it.");
    page.shows("The new promise takes its place, unless it stands beside it.");

    // A later promise says whose place it takes; one beside it does not.
    let again = post(&site, "B-1", &site.head("B-1").await, &[("promise_amount", "30"), ("beside", "yes")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "beside the first it is more than is owed");
    again.shows("only 0.00 USD are in arrears or fall due by 2007-04-09 without being promised");
    let later = post(&site, "B-1", &site.head("B-1").await, &[("promise_due_on", "2007-04-10")]).await;
    site.get(later.location()).await.shows("took its place");
}

#[tokio::test]
async fn without_a_verified_surplus_the_form_says_what_to_ask() {
    let page = Site::open().get("/case/B-1").await;
    page.shows("What they can promise cannot be told");
    assert!(!page.text.contains("Take this over"));
}

#[tokio::test]
async fn row_23_a_promise_that_can_be_kept_is_taken_over_with_one_link() {
    let mut desk = desk(&["2007-03-02"]);
    let facts = "party_id,kind,line,monthly,pay_day,currency,observed_on,source,confidence\n\
                 B-2,income,wage,240.00,25,USD,2007-03-26,pay slip,verified\n\
                 B-2,fixed_cost,rent,80.00,,USD,2007-03-26,receipt,verified\n";
    let options = BoardOptions { waivers: vec![], actor: "tests".into() };
    let told = board(&mut desk, &[Source::Shipped("file_facts.csv", facts)], &options, |_| {}).unwrap();
    assert!(told.iter().all(|one| one.refused == 0), "{told:?}");
    desk.close("2007-04-02".parse().unwrap(), "tests", |_, _, _| {}).unwrap();
    let site = Site::over(desk);
    let page = site.get("/case/B-2").await;
    // 160 a month are left, and 100 fall due here in May; 300 are in arrears.
    page.shows("<b>Can be kept:</b> 60.00 USD by 26 Apr 2007, then 160.00 USD by 26 May 2007.");
    page.shows("80.00 USD of the arrears do not fit in until 2007-06-01: talk about a plan for them.");
    page.shows("/case/B-2?promise=offered#outcome");
    let form = site.get("/case/B-2?promise=offered").await;
    for (name, value) in [
        ("promise_amount", "60.00"),
        ("promise_due_on", "2007-04-26"),
        ("promise_amount_2", "160.00"),
        ("promise_due_on_2", "2007-05-26"),
    ] {
        let field = form.text.split(&format!("name=\"{name}\"")).nth(1).unwrap();
        let field = field.split('>').next().unwrap();
        assert!(field.contains(&format!("value=\"{value}\"")), "{name}: {field}");
    }
    let head = site.head("B-2").await;
    let saved = post(&site, "B-2", &head, &[("contact_point", "C-2"), ("promise_due_on", "2007-04-09")]).await;
    site.get(saved.location()).await.shows("100.00 USD more than their verified file leaves by then");
}
