//! The refused-action log and the packs in force.

use crate::site::{Site, between};
use axum::http::{StatusCode, header};

/// Three questions on record that were not let through, of two people.
async fn with_log() -> Site {
    let mut site = Site::open();
    for (by, party, when) in
        [("S-1", "B-2", "2007-04-02T20:30"), ("S-1", "B-1", "2007-04-08T11:00"), ("S-2", "B-2", "2007-04-02T06:00")]
    {
        site.cookie = Some(by.to_owned());
        let asked = site.post(&format!("/case/{party}/law"), &[("act", "call"), ("when", when)]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    }
    site.post("/case/B-2/law", &[("act", "email")]).await;
    site
}

#[tokio::test]
async fn an_empty_log_says_how_it_fills() {
    let site = Site::open();
    let page = site.get("/refused").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("Nothing was refused");
    site.get("/review").await.shows("href=\"/refused\"");
}

#[tokio::test]
async fn the_log_is_filtered_and_counted() {
    let site = with_log().await;
    let table = [
        ("", "4 acts"),
        ("?by=S-1", "2 acts"),
        ("?rule=house.hours", "3 acts"),
        ("?rule=house.hours&by=S-2", "1 act"),
        ("?verdict=unknown", "1 act"),
        ("?verdict=refused", "0 acts"),
        ("?from=2007-04-02&to=2007-04-02", "4 acts"),
        ("?from=2007-04-03", "0 acts"),
        ("?to=2007-04-01", "0 acts"),
        ("?page=9", "4 acts"),
    ];
    for (query, says) in table {
        let page = site.get(&format!("/refused{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text);
        assert_eq!(between(&page.text, "<p class=\"muted\">", ","), says, "{query}");
        let file = site.get(&format!("/refused.csv{query}")).await.text;
        let rows = file.lines().count() - 1;
        assert_eq!(says.split(' ').next().unwrap(), rows.to_string(), "{query}: the file has as many");
    }
    let page = site.get("/refused").await;
    page.shows("3 times of 4 acts");
    page.shows("Grace Auma");
    // Newest first.
    let first = page.text.find("e-mail address").unwrap();
    assert!(first < page.text.find("06:00 in Africa/Kampala").unwrap());
    site.get("/refused?from=tomorrow").await.shows("role=\"alert\"");
    assert_eq!(site.get("/refused.csv?from=tomorrow").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_file_holds_what_the_page_holds() {
    let site = with_log().await;
    let file = site.get("/refused.csv?by=S-2&rule=house.hours").await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
    assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("refused-2007-04-02.csv"));
    let mut lines = file.text.lines();
    assert!(lines.next().unwrap().starts_with("\u{feff}event,on,recorded_at,by,case,person,act,purpose,"));
    let row = lines.next().unwrap();
    for cell in [",2007-04-02,", ",S-2,B-2,B-2,call,collect,asked,2007-04-02T03:00:00Z,deferred,2007-04-02T05:00:00Z,"]
    {
        assert!(row.contains(cell), "{cell} in {row}");
    }
}

#[tokio::test]
async fn a_row_opens_its_judgement() {
    let site = with_log().await;
    let page = site.get("/refused?by=S-2&rule=house.hours").await;
    let event = between(&page.text, "href=\"/judgement/", "\"").to_owned();
    site.get(&format!("/judgement/{event}")).await.shows("Put on record by Peter Okello");
}

#[tokio::test]
async fn the_packs_in_force_say_where_they_come_from() {
    let site = Site::open();
    let page = site.get("/packs").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for shows in ["3 packs", "us-regf", "does not bind this lender", "binds this lender", "reviewed by", "/packs/house"]
    {
        page.shows(shows);
    }
    let pack = site.get("/packs/us-regf").await;
    pack.shows("id=\"rule-us.regf.14b2iA\"");
    pack.shows("rolling count");
    pack.shows("in force from");
    pack.shows("window_days");
    assert_eq!(site.get("/packs/nowhere").await.status, StatusCode::NOT_FOUND);
}
