//! Each refusal comes back on the form, with what was typed and the way out.

use crate::case::post;
use crate::site::Site;
use axum::http::StatusCode;

#[tokio::test]
async fn each_is_said_where_it_was_typed() {
    let site = Site::open();
    let long = "x".repeat(2_001);
    let table: [(&[(&'static str, &str)], &str); 16] = [
        (&[("promise_amount", "")], "A promise has an amount above zero and a day."),
        (&[("promise_amount", "0")], "The part of the promise for 2007-04-09 is of nothing."),
        (&[("promise_amount_2", "1.00")], "Part 2 of the promise has an amount or a day, not both."),
        (
            &[("promise_amount", "50"), ("promise_amount_3", "50"), ("promise_due_on_3", "2007-04-09")],
            "The parts of the promise are out of order",
        ),
        (&[("promise_due_on", "")], "A promise has an amount above zero and a day."),
        (&[("promise_amount", "1,00")], "no thousands separators"),
        (&[("promise_amount", "1.005")], "USD has 2 decimals"),
        (&[("promise_amount", "1e3")], "An amount is written in digits"),
        (&[("promise_due_on", "2007-02-30")], "must exist in the calendar"),
        (&[("promise_due_on", "2007-04-01")], "lies before the day it was given"),
        (&[("promise_due_on", "2008-04-01")], "days ahead"),
        (&[("promise_amount", "300.01")], "300.01 USD are promised, and only"),
        (&[("outcome", "wrong_number"), ("contact_point", "")], "has to say which one it is"),
        (&[("contact_point", "C-2")], "C-2 is not a contact point of this person"),
        (&[("outcome", "no_answer"), ("channel", "letter")], "cannot come of"),
        (&[("note", &long)], "A note has at most 2000 characters."),
    ];
    let head = site.head("B-1").await;
    for (fields, says) in table {
        let answer = post(&site, "B-1", &head, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        answer.shows("Not saved.");
        answer.shows(says);
        for (name, value) in fields.iter().filter(|(name, value)| name.starts_with("promise") && !value.is_empty()) {
            answer.shows(&format!("value=\"{value}\""));
            assert!(answer.text.contains(&format!("id=\"{name}\"")));
        }
    }
    assert_eq!(site.head("B-1").await, head, "nothing was written");
}

#[tokio::test]
async fn what_the_form_does_not_offer_is_refused_too() {
    let site = Site::open();
    let head = site.head("B-1").await;
    let table: [(&[(&'static str, &str)], &str); 5] = [
        (&[("outcome", "")], "No outcome was chosen."),
        (&[("outcome", "paid")], "No outcome was chosen."),
        (&[("channel", "pigeon")], "No channel was chosen."),
        (&[("head", "")], "what you had seen of the case"),
        (&[("outcome", "right_party"), ("told_us", "Z99")], "Z99 is not in the evidence table"),
    ];
    for (fields, says) in table {
        let answer = post(&site, "B-1", &head, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
        answer.shows(says);
    }
    assert_eq!(post(&site, "B-99", "0", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn somebody_acted_meanwhile() {
    let site = Site::open();
    let head = site.head("B-1").await;
    assert_eq!(post(&site, "B-1", &head, &[("outcome", "no_answer")]).await.status, StatusCode::SEE_OTHER);
    let stale = post(&site, "B-1", &head, &[("note", "my own words")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    stale.shows("Somebody acted on this case since you opened it");
    stale.shows("my own words");
    stale.shows("Call: no answer");
    // The page that came back has been seen, so saving again goes through.
    let seen = crate::site::between(&stale.text, "name=\"head\" value=\"", "\"").to_owned();
    assert_ne!(seen, head);
    assert_eq!(post(&site, "B-1", &seen, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn more_than_a_form_holds_is_not_read() {
    let site = Site::open();
    let much = "x".repeat(70 * 1024 / 3);
    let answer = post(&site, "B-1", "0", &[("note", &much)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.shows("larger than a form can be");
}
