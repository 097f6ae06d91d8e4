//! The borrower's file: what the page says, what the forms take, what stays hidden.

use crate::site::{Answer, Site, between};
use axum::http::StatusCode;

pub const FILE: &str = "/case/B-2/file";

/// A wage and a rent she showed papers for, in one form each.
async fn budget(site: &Site) {
    let common = [("source", "pay slip"), ("confidence", "verified"), ("observed_on", "2007-04-01")];
    let sheets = [
        [("sheet", "income"), ("income@wage.monthly", "180")],
        [("sheet", "fixed_cost"), ("fixed_cost@1.monthly", "60")],
    ];
    for sheet in sheets {
        let mut fields = [&common[..], &sheet[..]].concat();
        if sheet[0].1 == "fixed_cost" {
            fields.push(("fixed_cost@1.line", "Rent"));
        }
        let saved = site.post(FILE, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert_eq!(saved.location(), "/case/B-2/file?learnt=1&known=0");
    }
}

/// The words of a row of a table.
pub fn row<'a>(page: &'a Answer, heading: &str) -> &'a str {
    between(&page.text, &format!("<th scope=\"row\">{heading}</th>"), "</tr>")
}

#[tokio::test]
async fn row_66_the_page_says_what_is_missing_and_each_opens_its_form() {
    let site = Site::open();
    let page = site.get(FILE).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("0 % complete, 0 % verified");
    page.shows("Missing <span class=\"count\">9</span>");
    page.shows("<a href=\"/case/B-2/file?add=reason#add\">why the loan is not paid</a>");
    page.shows("Nothing is known yet");
    let form = site.get("/case/B-2/file?add=reason").await;
    form.shows("name=\"reason@1.line\"");
    form.shows("<option value=\"heavy_asset_loss\">");
    assert!(!form.text.contains("name=\"reason@1.monthly\""), "the right fields only");
    budget(&site).await;
    let page = site.get(FILE).await;
    // 16 + 8 of 80, the 60 days of a wage not over.
    page.shows("30 % complete, 30 % verified");
    assert!(row(&page, "Income: wage").contains("180.00 USD"), "{}", page.text);
    assert!(row(&page, "Income: wage").contains("pay slip"));
    assert!(row(&page, "Fixed cost: rent").contains("1 day<"), "its age");
    page.shows("<a href=\"/case/B-2/file?add=income&#38;line=wage#add\">Update");
    let update = site.get("/case/B-2/file?add=income&line=wage").await;
    assert_eq!(between(&update.text, "name=\"income@1.line\" ", "list").split("value=").last(), Some("\"wage\" "));
    site.get("/case/B-2").await.shows("30 % complete, 30 % verified: 7 missing, 0 too old");
    assert_eq!(site.get("/case/B-99/file").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/case/B-2/file?add=moon").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_66_what_is_too_old_is_said_with_its_age() {
    let site = Site::open();
    let fields = [
        ("sheet", "income"),
        ("source", "her word"),
        ("confidence", "stated"),
        ("observed_on", "2007-01-01"),
        ("income@1.line", "wage"),
        ("income@1.monthly", "180"),
    ];
    site.post(FILE, &fields).await;
    let page = site.get(FILE).await;
    page.shows("Too old <span class=\"count\">1</span>");
    page.shows("91 days old, good for 60 days");
    assert!(row(&page, "Income: wage").contains("too old"));
    site.get("/case/B-2").await.shows("8 missing, 1 too old");
}

#[tokio::test]
async fn row_12_each_figure_names_its_facts_and_what_cannot_be_told_says_why() {
    let site = Site::open();
    let before = site.get(FILE).await;
    before.shows("No income in USD is on file.");
    before.shows("<a href=\"/case/B-2/file?add=income#add\">Add what comes in</a>");
    budget(&site).await;
    let page = site.get(FILE).await;
    // 180 - 60 of the month, less the 100 that fall due in April.
    for (name, amount) in [("Surplus a month", "120.00 USD"), ("Left after the instalment of the month", "20.00 USD")] {
        let row = row(&page, name);
        assert!(row.contains(amount) && row.contains("verified") && row.contains(">income: wage</a>"), "{row}");
    }
    assert!(row(&page, "Left after the instalment of the month").contains(">instalment 5</a>"));
    page.shows("No month of the business is on file.");
    page.shows("The verified budget leaves 120.00 USD a month; the instalment is 100.00 USD.");
    let april = row(&page, "Apr 2007");
    assert!(april.contains("120.00") && april.contains("100.00") && april.contains("covers it"), "{april}");
    page.shows("What is left covers what falls due in 4 of 4 months, falls short in 0; 0 cannot be told.");
}

#[tokio::test]
async fn months_of_the_business_are_filled_in_at_once() {
    let site = Site::open();
    site.get("/case/B-2/file?add=stock").await.shows("name=\"stock@2007-03.amount\"");
    let mut fields = vec![("sheet", "business"), ("source", "cash book"), ("confidence", "verified")];
    for (name, value) in [
        ("sales@2007-01.amount", "400"),
        ("sales@2007-02.amount", "200"),
        ("sales@2007-03.amount", "500"),
        ("purchases@2007-01.amount", "100"),
        ("purchases@2007-02.amount", "100"),
        ("purchases@2007-03.amount", "100"),
        ("running_costs@2007-01.amount", "50"),
        ("running_costs@2007-02.amount", "50"),
        ("running_costs@2007-03.amount", "50"),
        ("stock@2007-03.amount", "200"),
        ("payables@2007-03.amount", ""),
    ] {
        fields.push((name, value));
    }
    let saved = site.post(FILE, &fields).await;
    assert_eq!(saved.location(), "/case/B-2/file?learnt=10&known=0", "{}", saved.text);
    assert_eq!(site.post(FILE, &fields).await.location(), "/case/B-2/file?learnt=0&known=10");
    site.get("/case/B-2/file?learnt=0&known=10").await.shows("Nothing new: the file says all of it already.");
    let page = site.get(FILE).await;
    page.shows("Show 10 facts, latest month first");
    site.get("/case/B-2/file?add=sales").await.shows("value=\"\" placeholder=\"500.00\"");
    let timeline = site.get("/case/B-2").await;
    timeline.shows("File: 10 facts");
    timeline.shows("Cash book. Purchases, running costs, sales, stock.");
    assert!(row(&page, "Stock days").contains("60 days"), "200 of 300 bought in 90 days");
    assert!(row(&page, "Feb 2007").contains("50.00"), "200 - 100 - 50");
    assert!(!page.text.contains("Payables 2007-03"), "an empty cell is not zero");
}

#[tokio::test]
async fn faults_stand_beside_their_fields_and_everything_typed_is_kept() {
    let site = Site::open();
    let fields = [
        ("sheet", "liability"),
        ("source", "her word & <b>"),
        ("confidence", "stated"),
        ("liability@1.line", "supplier"),
        ("liability@1.amount", "ninety"),
        ("liability@1.monthly", "95"),
        ("liability@2.line", "bank"),
        ("liability@2.amount", "1,000"),
    ];
    let again = site.post(FILE, &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("2 lines cannot be taken as written; what is wrong stands beside the field.");
    again.shows("id=\"f-liability-1-amount-fault\">This cannot be taken: an amount is written in digits");
    again.shows("id=\"f-liability-2-amount-fault\">This cannot be taken: an amount has no thousands");
    again.shows("name=\"liability@1.amount\" inputmode=\"decimal\" autocomplete=\"off\" maxlength=\"20\" value=\"ninety\" aria-invalid=\"true\"");
    again.shows("value=\"supplier\"");
    assert!(!again.text.contains("her word & <b>"), "escaped");
    assert!(site.get(FILE).await.text.contains("Nothing is known yet"), "not even the line that could be read");
    // Without a source no fact is one, and a day to come is no day it was seen.
    let no_source = [("sheet", "tax"), ("confidence", "stated"), ("source", " "), ("tax@1.monthly", "5")];
    site.post(FILE, &no_source).await.shows("id=\"f-source-fault\">This is needed");
    let tomorrow = [
        ("sheet", "tax"),
        ("confidence", "stated"),
        ("source", "x"),
        ("observed_on", "2007-04-03"),
        ("tax@1.monthly", "5"),
    ];
    let refused = site.post(FILE, &tomorrow).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("value=\"2007-04-03\"");
    let nothing = site.post(FILE, &[("sheet", "tax"), ("source", "x")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    nothing.shows("Fill in at least one fact.");
    assert_eq!(site.post(FILE, &[("sheet", "moon"), ("moon@1.says", "x")]).await.status, StatusCode::NOT_FOUND);
    let month = [("sheet", "business"), ("source", "x"), ("confidence", "stated"), ("sales@2007-04.amount", "5")];
    site.post(FILE, &month).await.shows("id=\"f-sales-2007-04-amount-fault\">A month");
}

#[tokio::test]
async fn row_67_health_needs_consent_and_is_opened_for_a_reason_on_record() {
    let site = Site::open();
    let health =
        [("sheet", "health"), ("source", "her word"), ("confidence", "stated"), ("health@1.says", "surgery in May")];
    let refused = site.post(FILE, &health).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("id=\"f-health-1-consented-on-fault\">A fact about health is kept only with");
    let consent = [&health[..], &[("health@1.consented_on", "2007-04-01")]].concat();
    assert_eq!(site.post(FILE, &consent).await.status, StatusCode::SEE_OTHER);
    let hidden = |page: &Answer| assert!(!page.text.contains("surgery"), "{}", page.text);
    for path in [FILE, "/case/B-2", "/case/B-2/file?add=health", "/case/B-2/file/visit?at=home", "/review"] {
        hidden(&site.get(path).await);
    }
    site.get(FILE).await.shows("1 fact not shown.");
    let empty = site.post("/case/B-2/file/restricted", &[("reason", "  ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    empty.shows("Say how it protects the borrower that you read them.");
    hidden(&empty);
    let opened = site.post("/case/B-2/file/restricted", &[("reason", "No visit in the week after it")]).await;
    assert_eq!(opened.status, StatusCode::OK);
    opened.shows("surgery in May");
    opened.shows("by Grace Auma: No visit in the week after it.");
    hidden(&site.get(FILE).await);
    site.get("/case/B-2").await.shows("Restricted facts opened");
    assert_eq!(site.get("/case/B-2/file/restricted").await.location(), FILE);
    let stranger = site.post("/case/B-99/file/restricted", &[("reason", "x")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_67_an_address_may_be_restricted_and_a_figure_may_not() {
    let site = Site::open();
    site.get("/case/B-2/file?add=address").await.shows("name=\"restricted\"");
    for sheet in ["income", "business", "asset", "health"] {
        let form = site.get(&format!("/case/B-2/file?add={sheet}")).await;
        assert!(!form.text.contains("name=\"restricted\""), "{sheet}");
    }
    let fields = [
        ("sheet", "address"),
        ("source", "visit"),
        ("confidence", "verified"),
        ("restricted", "true"),
        ("address@1.says", "a shelter"),
    ];
    assert_eq!(site.post(FILE, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(!site.get(FILE).await.text.contains("a shelter"));
    let figure =
        [("sheet", "tax"), ("source", "x"), ("confidence", "stated"), ("restricted", "true"), ("tax@1.monthly", "5")];
    site.post(FILE, &figure).await.shows("A figure is not restricted");
}
