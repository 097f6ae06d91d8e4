//! The security page of a case.

use super::things::{BELONGINGS, MORTGAGE, PLEDGE};
use super::{record, site_with};
use crate::site::Site;
use axum::http::StatusCode;

#[tokio::test]
async fn row_46_the_ways_stand_in_their_order_with_what_they_bring_cost_and_take() {
    let page = site_with("B-2", MORTGAGE).get("/case/B-2/security").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    // 60% of 150.00 less 5.00 is 85.00; 85% of 200.00 (63,000 - 3,000 - 40,000 = 20,000) less 10.00 is 160.00.
    page.says("1 Mortgage S-20, a flat, for loan L-2 (R-20)");
    page.says(
        "Expected net 160.00 USD Brings if it works 200.00 USD Likely 85.00%, by expert Costs 10.00 USD Takes 420 days",
    );
    page.says("2 Guarantor P-21, for loan L-2 (R-21)");
    page.says("Expected net 85.00 USD");
    page.says("Not open now Guarantor P-22, for loan L-2 (R-22)");
    page.shows("<desc>Expected net 160.00 USD, cost 10.00 USD, brings 200.00 USD if it works, takes 420 days.</desc>");
}

#[tokio::test]
async fn row_47_a_guarantor_s_amount_kind_period_and_what_blocks_the_call() {
    let site = site_with("B-2", MORTGAGE);
    let page = site.get("/case/B-2/security").await;
    page.says("P-21 may be called today Answers for today 150.00 USD Of loan L-2 How joint and several");
    page.says("An act has to save it by 15 May 2007, in 43 days");
    page.says("P-22 not today");
    page.shows("execution_first");
    page.says("At most the limit 150.00 USD");
    let case = site.get("/case/B-2").await;
    case.says("Guarantor P-22");
    case.shows("href=\"/case/B-2/security\"");
}

#[tokio::test]
async fn row_48_a_mortgage_shows_its_stages_costs_valuation_and_what_stays_unpaid() {
    let site = site_with("B-2", MORTGAGE);
    let page = site.get("/case/B-2/security").await;
    page.says("Mortgage S-20: a flat time to pay runs");
    page.says("Notice to the owner done 10 Mar 2007");
    page.says("Court order possible from 10 Apr 2007 (31 days after the last that counts)");
    page.says("Sale announced comes after that");
    page.says("Costs 30.00 USD Another bank rank 1, 400.00 USD claimed 400.00 USD Loan L-2 principal 200.00; 300.00 USD stays unpaid 200.00 USD Back to Esther Akello");
    page.says("46 days old");
    page.says("Newest valuation");
    // A step before its day is kept and does not count; it says why.
    let early = [("form", "step"), ("of", "S-20"), ("step", "court_order"), ("on", "2007-03-20"), ("proof", "D-205")];
    let page = record(&site, "B-2", &early).await;
    page.says("Saved Enforcement S-20 court_order 2007-03-20 is on file and does not count: Court_order on 2007-03-20 came before 2007-04-10.");
    page.says("Court order does not count 20 Mar 2007");
    // A newer valuation takes the place of the older one.
    let valued = [
        ("form", "valuation"),
        ("of", "S-20"),
        ("on", "2007-04-01"),
        ("amount", "1200.00"),
        ("by", "another appraiser"),
    ];
    let page = record(&site, "B-2", &valued).await;
    page.says("Valued on 2007-04-01 by another appraiser 1,200.00 USD");
    page.says("1 day old");
    let insured = [("form", "insurance"), ("of", "S-20"), ("insured_until", "2008-01-31")];
    record(&site, "B-2", &insured).await.says("Insured through 31 Jan 2008");
}

#[tokio::test]
async fn row_49_a_pledge_is_sold_and_the_surplus_goes_back_to_its_owner() {
    let site = site_with("B-2", PLEDGE);
    let page = site.get("/case/B-2/security").await;
    page.says("Sold possible since 16 Mar 2007");
    page.says("Can be had back until this step: sold");
    page.says("Reserve price 600.00 USD");
    // A sale has a price.
    let unpriced =
        [("form", "step"), ("of", "S-7"), ("step", "sold"), ("on", "2007-03-28"), ("proof", "D-77"), ("amount", "")];
    let refused = site.post("/case/B-2/recourse", &unpriced).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("A sale has a price.");
    refused.shows("value=\"D-77\"");
    let sold = [
        ("form", "step"),
        ("of", "S-7"),
        ("step", "sold"),
        ("on", "2007-03-28"),
        ("proof", "D-77"),
        ("amount", "610.00"),
    ];
    let page = record(&site, "B-2", &sold).await;
    page.says("Who gets what of the price, 610.00 USD");
    // 610.00 = 20.00 costs + 500.00 owed + 90.00 back.
    page.says("Costs 20.00 USD Loan L-2 principal 500.00; 0.00 USD stays unpaid 500.00 USD Back to Esther Akello owed to the owner 90.00 USD");
    page.says("90.00 USD is owed back to B-2.");
}

#[tokio::test]
async fn row_58_only_what_is_not_exempt_is_proposed_and_only_its_owner_agrees() {
    let site = site_with("B-2", BELONGINGS);
    let page = site.get("/case/B-2/security").await;
    page.says("A motorcycle nobody rides A-1 the owner has not agreed");
    page.says(
        "used little or not at all. To loan L-2 85.00 USD Stays with the owner 0.00 USD Left of the loan 415.00 USD",
    );
    page.says("The sewing machine A-2 stays with its owner");
    page.shows("exempt_goods");
    assert_eq!(page.text.matches("value=\"agreed\"").count(), 1, "the sewing machine is not asked for");
    let agreed = [("form", "agreed"), ("of", "A-1"), ("agreed", "D-30")];
    record(&site, "B-2", &agreed).await.says("A motorcycle nobody rides A-1 the owner agreed to sell");
}

#[tokio::test]
async fn row_59_added_security_waits_for_owner_spouse_and_independent_advice() {
    let site = site_with("B-2", BELONGINGS);
    let page = site.get("/case/B-2/security").await;
    page.says("not taken");
    page.says("on file who owns it D-20 missing the owner&#39;s consent missing whether there is a spouse missing independent advice");
    let married = [
        ("form", "papers"),
        ("of", "AD-1"),
        ("marital", "married"),
        ("owner_consent", "D-21"),
        ("spouse_consent", ""),
        ("advice", "D-23"),
    ];
    let page = record(&site, "B-2", &married).await;
    page.says("missing the spouse&#39;s consent");
    page.shows("spouse_consent_missing");
    let page = record(&site, "B-2", &[("form", "papers"), ("of", "AD-1"), ("spouse_consent", "D-22")]).await;
    page.says("may be taken");
    page.hides("spouse_consent_missing");
}

#[tokio::test]
async fn with_nothing_on_file_the_page_says_how_to_enter_it_and_takes_it() {
    let site = Site::open();
    let page = site.get("/case/B-2/security").await;
    page.says("Nobody else is on file, and nothing secures this loan");
    page.says("makegood import");
    let pledge = [
        ("form", "security"),
        ("kind", "pledge"),
        ("what", "a sewing machine"),
        ("owner", "B-2"),
        ("debt", "L-2"),
        ("haircut", "12.5"),
        ("process", "house.pledge"),
        ("proof", "D-1"),
        ("signed_on", "2006-11-10"),
        ("insured_until", ""),
    ];
    let page = record(&site, "B-2", &pledge).await;
    page.says("Pledge pledge B-2 D-1: a sewing machine not begun");
    page.says("Nobody valued pledge B-2 D-1 by 2007-04-02.");
    page.shows("haircut_bp = 1250");
    page.hides("Nobody else is on file");
    let way = [
        ("form", "way"),
        ("way", "plan, loan L-2"),
        ("brings", "200"),
        ("cost", "0"),
        ("days", "60"),
        ("likely", "50"),
        ("source", "the officer"),
    ];
    record(&site, "B-2", &way).await.says("1 The borrower&#39;s own plan, for loan L-2");
}

#[tokio::test]
async fn a_fault_stands_beside_its_field_and_what_was_typed_is_kept() {
    let site = Site::open();
    let guarantor = [
        ("form", "guarantor"),
        ("party", "P-9"),
        ("debt", "L-2"),
        ("kind", "general"),
        ("limit", "1,000"),
        ("clause", ""),
        ("proof", ""),
        ("signed_on", "2007-04-31"),
        ("period_ends_on", "2008-01-01"),
    ];
    let refused = site.post("/case/B-2/recourse", &guarantor).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Not saved. What is wrong stands beside its field.");
    refused.shows("<span class=\"fault\" id=\"form-guarantor-proof-says\">This is needed.</span>");
    refused.shows("<span class=\"fault\" id=\"form-guarantor-signed_on-says\">2007-04-31 is no day.");
    refused.shows("<span class=\"fault\" id=\"form-guarantor-limit-says\">");
    for kept in ["value=\"P-9\"", "value=\"1,000\"", "value=\"2007-04-31\"", "value=\"2008-01-01\""] {
        refused.shows(kept);
    }
    // What the desk refuses comes back the same way: nobody guarantees their own loan.
    let own = [
        ("form", "guarantor"),
        ("party", "B-2"),
        ("debt", "L-2"),
        ("kind", "general"),
        ("proof", "D-1"),
        ("signed_on", "2006-11-10"),
    ];
    let refused = site.post("/case/B-2/recourse", &own).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("id=\"form-guarantor-party-says\"");
    refused.says("[self_guarantee]");
    // Rows by hand name the line.
    let rows = [("form", "rows"), ("rows", "[[liable]]\nid = \"G\"\nparty = 7\n")];
    let refused = site.post("/case/B-2/recourse", &rows).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Line 3:");
    refused.shows("party = 7");
    assert_eq!(site.post("/case/B-99/recourse", &own).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_row_is_taken_back_with_a_reason() {
    let site = site_with("B-2", BELONGINGS);
    let back =
        |reason| [("form", "withdraw"), ("of", "asset A-1"), ("table", "asset"), ("id", "A-1"), ("reason", reason)];
    let refused = site.post("/case/B-2/recourse/withdraw", &back(" ")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("withdrawn_without_reason");
    let gone = site.post("/case/B-2/recourse/withdraw", &back("it is the brother's")).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.text);
    let page = site.get(gone.location().split('#').next().unwrap()).await;
    page.says("The row was taken back.");
    page.hides("A motorcycle nobody rides");
    page.says("The sewing machine");
}
