//! What was learnt on a visit, written down in one form.

use crate::file::{FILE, row};
use crate::site::Site;
use axum::http::StatusCode;

/// A home visit: what she said, and what was seen.
fn at_home() -> Vec<(&'static str, &'static str)> {
    vec![
        ("sheet", "visit_home"),
        ("source", "visit at home"),
        ("observed_on", "2007-04-02"),
        ("address.confidence", "verified"),
        ("address@1.says", "Stall 14, behind the mosque"),
        ("income.confidence", "stated"),
        ("income@wage.monthly", "90"),
        ("income@own_business.monthly", ""),
        ("fixed_cost.confidence", "stated"),
        ("fixed_cost@rent.monthly", "30"),
        ("asset.confidence", "verified"),
        ("asset@1.line", "Sewing machine"),
        ("asset@1.amount", "150"),
    ]
}

#[tokio::test]
async fn row_37_a_visit_is_written_down_in_one_form_and_taken_whole() {
    let site = Site::open();
    let sheet = site.get("/case/B-2/file/visit?at=home").await;
    for field in ["address@1.says", "income@wage.monthly", "fixed_cost@rent.monthly", "liability@1.monthly"] {
        sheet.shows(&format!("name=\"{field}\""));
    }
    site.get("/case/B-2/visit").await.shows("href=\"/case/B-2/file/visit?at=home\"");
    sheet.shows("href=\"/case/B-2/visit\"");
    assert!(!sheet.text.contains("name=\"health"), "nobody is asked about their health");
    site.get("/case/B-2/file/visit?at=business").await.shows("name=\"running_costs@2007-03.amount\"");
    assert_eq!(site.get("/case/B-2/file/visit?at=moon").await.status, StatusCode::NOT_FOUND);

    let mut wrong = at_home();
    wrong.push(("household@1.members", "3"));
    wrong.push(("household@1.dependants", "4"));
    wrong.push(("household.confidence", "stated"));
    let again = site.post(FILE, &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.shows("<h1>Visit at home</h1>");
    again.shows("id=\"f-household-1-dependants-fault\">This cannot be taken: at most the 3 who live there");
    again.shows("value=\"Sewing machine\"");
    site.get(FILE).await.shows("Nothing is known yet");

    let saved = site.post(FILE, &at_home()).await;
    assert_eq!(saved.location(), "/case/B-2/file?learnt=4&known=0", "{}", saved.text);
    let page = site.get(FILE).await;
    assert!(row(&page, "Address").contains("verified"));
    assert!(row(&page, "Income: wage").contains("stated"));
    // What is known is shown beside the question next time.
    site.get("/case/B-2/file/visit?at=home").await.shows("asset: Sewing machine: 150.00 USD, verified, 0 days old");
}

#[tokio::test]
async fn row_69_how_the_business_runs_and_row_70_what_is_owned() {
    let site = Site::open();
    let fields = [
        ("sheet", "visit_business"),
        ("source", "visit"),
        ("operations.confidence", "verified"),
        ("operations@1.normal", "no"),
        ("operations@1.says", "market hall closed"),
        ("operations@1.reversible", "yes"),
        ("asset.confidence", "verified"),
        ("asset@1.line", "motorcycle"),
        ("asset@1.amount", "400"),
        ("asset@1.encumbered", "100"),
        ("asset@1.low_use", "true"),
        ("asset@1.saleable", "true"),
    ];
    let refused = site.post(FILE, &fields).await;
    refused.shows("id=\"f-operations-1-percent-fault\">Operations that are not normal");
    refused.shows("name=\"asset@1.low_use\" type=\"checkbox\" value=\"true\" checked");
    let whole = [&fields[..], &[("operations@1.percent", "40"), ("operations@1.rescue", "a stand")]].concat();
    assert_eq!(site.post(FILE, &whole).await.status, StatusCode::SEE_OTHER);
    let page = site.get(FILE).await;
    assert!(row(&page, "Operations").contains("down 40 %, can be turned; market hall closed; a stand"));
    let asset = row(&page, "Asset: motorcycle");
    assert!(asset.contains("400.00 USD, 100.00 USD claimed by others, little used, may be sold"), "{asset}");
    // A business brings its own needs.
    page.shows("<a href=\"/case/B-2/file?add=business#add\">sales, month by month</a>");
}
