//! A lender with a pack of its own and other people in the case.

use crate::site::{Site, between, desk_under, policy, sources};
use axum::http::StatusCode;
use makegood_desk::Source;

/// Every rule here is invented.
const OWN: &str = r#"
# The house's wishes
```pack
source      = "invented"
read_on     = 2007-01-02
reviewed_by = "nobody yet"
applies_to  = "always"
```
## Own rule 1
```rule own.mourning
kind     = "hold"
force    = "house_policy"
status   = "recalled"
on       = "mourning"
stops    = "call"
answer   = "warn"
in_force = [{ from = 2000-01-01, value = true }]
```
## Own rule 2
```rule own.notice
kind        = "obligation"
force       = "house_policy"
status      = "secondary"
task        = "send the yearly statement"
after       = "arrears_since"
within_days = [{ from = 2000-01-01, value = 60 }]
done_by     = "letter"
purpose     = "give_required_notice"
```
## Own rule 3
```rule own.family
kind        = "recipient"
force       = "house_policy"
status      = "house"
acts        = "contacts"
only        = ["borrower", "guarantor"]
limited     = "spouse"
limited_for = "ask_location"
in_force    = [{ from = 2000-01-01, value = true }]
```
"#;
const ROLES: &str = "loan_id,party_id,role\nL-2,B-3,guarantor\nL-2,B-4,spouse\n";

fn site() -> Site {
    let mut own = policy();
    own.strategy.1 = own.strategy.1.replace("packs = [\"house\",", "packs = [\"house\", \"own\",");
    own.packs.push(("own".to_owned(), OWN.to_owned()));
    let files = [sources(), vec![Source::Shipped("party_roles.csv", ROLES)]].concat();
    Site::over(desk_under(&own, &[&files], &["2007-03-02", "2007-04-02"]))
}

#[tokio::test]
async fn what_the_law_requires_stands_with_its_day() {
    let page = site().get("/case/B-2").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("<b>Send the yearly statement</b>");
    // Since the instalment of 15 January: sixty days end on 16 March.
    page.shows("was due <time datetime=\"2007-03-16\">16 Mar 2007</time>");
    page.shows("href=\"/packs/own#rule-own.notice\"");
    page.shows("Own rule 2; house policy, secondary");
    site().get("/packs").await.shows("2 <span class=\"chip warn\">secondary or recalled</span>");
}

#[tokio::test]
async fn a_warning_is_answered_with_a_reason_on_record() {
    let site = site();
    site.post("/case/B-2/note", &[("what", "mourning"), ("until", "2007-04-30")]).await;
    let page = site.get("/case/B-2/law?act=call").await;
    assert_eq!(between(&page.text, "class=\"big\">", "<"), "Only with a reason");
    page.shows("recalled: not compared with the text itself");
    page.shows("The reason for doing it all the same");
    page.shows("2 Apr 2007, mourning");
    let refused = site.post("/case/B-2/law", &[("act", "call")]).await;
    site.get(refused.location()).await.shows("Only with a reason");
    let reasoned = site.post("/case/B-2/law", &[("act", "call"), ("reason", "She asked for today.")]).await;
    let page = site.get(reasoned.location()).await;
    assert_eq!(between(&page.text, "class=\"big\">", "<"), "Yes");
    page.shows("<blockquote translate=\"no\">She asked for today.</blockquote>");
    let log = site.get("/refused").await;
    assert_eq!(between(&log.text, "<p class=\"muted\">", ","), "1 act", "what was let through is not in the log");
}

#[tokio::test]
async fn who_else_there_is_decides_by_their_role() {
    let site = site();
    site.get("/case/B-2").await.shows("<option value=\"B-4\">Agnes Nandutu, spouse</option>");
    let table = [
        // No address of theirs is known; by their role nothing is against it.
        ("?act=letter&person=B-3", "B-3 is on file as guarantor", "Not known, so no"),
        ("?act=report_credit&person=B-3", "May we report John Wekesa to a credit bureau about loan L-2", "Yes"),
        ("?act=letter&person=B-4", "May we write to Agnes Nandutu", "No"),
        ("?act=letter&person=B-4&purpose=ask_location", "Nothing opens within 400 days.", "No"),
    ];
    for (query, shows, answer) in table {
        let page = site.get(&format!("/case/B-2/law{query}")).await;
        page.shows(shows);
        assert_eq!(between(&page.text, "class=\"big\">", "<"), answer, "{query}: {}", page.text);
    }
}
