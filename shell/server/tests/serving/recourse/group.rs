//! The group page.

use super::{group_site, record};
use crate::site::between;
use axum::http::StatusCode;

#[tokio::test]
async fn row_24_the_group_page_shows_members_shares_proof_and_cross_exposure() {
    let page = group_site().get("/group/GR-1").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for says in [
        "Each member answers for the whole of the others&#39; loans, up to their limit (group contract, clause 4).",
        "33.34%",
        "at most 120.00 USD",
        "D-4 signed 10 Nov 2006",
        "Shares together: 100.00%",
    ] {
        page.says(says);
    }
    // Agnes Nandutu owes 200.00 herself and answers for 120.00 of each of the two others.
    let agnes = between(
        &page.text,
        "scope=\"row\" role=\"rowheader\"><a href=\"/case/B-4\" translate=\"no\">Agnes Nandutu</a> <span class=\"id\">B-4</span><span class=\"small block\">",
        "</tr>",
    );
    assert!(
        agnes.contains("<span class=\"n\">200.00</span>") && agnes.contains("<span class=\"n\">240.00</span>"),
        "{agnes}"
    );
}

#[tokio::test]
async fn row_25_the_first_to_speak_to_and_each_member_with_their_own_lateness() {
    let page = group_site().get("/group/GR-1").await;
    page.says("B-2 is spoken to first, 300.00 USD of L-2 is due");
    page.says("Loan L-2: Esther Akello B-2 first");
    page.says("77 days late undetermined");
    let esther = page.words().find("77 days late");
    assert!(esther < page.words().find("current"), "who is behind and who is not");
}

#[tokio::test]
async fn row_26_nobody_else_is_asked_before_the_member_was_spoken_to_or_a_reason_is_noted() {
    let site = group_site();
    site.get("/group/GR-1").await.shows("primary_first");
    let spoken = [("form", "contact"), ("group", "GR-1"), ("debt", "L-2"), ("on", "2007-03-20"), ("because", "")];
    let page = record(&site, "B-2", &spoken).await;
    page.says("Saved Contact L-2 2007-03-20 is on file.");
    page.says("spoken to on 20 Mar 2007, by S-1");
    page.hides("<span class=\"rule\">primary_first</span>");

    let site = group_site();
    let reason =
        [("form", "contact"), ("group", "GR-1"), ("debt", "L-2"), ("on", "2007-03-20"), ("because", "in hospital")];
    record(&site, "B-2", &reason).await.says("not first, because: in hospital (noted 20 Mar 2007 by S-1)");
}

#[tokio::test]
async fn row_27_a_notice_is_served_on_each_member_with_its_proof_and_their_amount() {
    let site = group_site();
    site.get("/group/GR-1").await.shows("notice_not_served");
    let notice = [
        ("form", "notice"),
        ("group", "GR-1"),
        ("party", "B-4"),
        ("debt", "L-2"),
        ("on", "2007-03-21"),
        ("proof", "D-9"),
    ];
    let page = record(&site, "B-2", &notice).await;
    page.says("Agnes Nandutu B-4 120.00 USD group contract, clause 4 21 Mar 2007 proof D-9");
    page.says("Moses Ssali B-5 300.00 USD group contract, clause 4 not yet");
    // The same form sent twice is one notice.
    let again = site.post("/case/B-2/recourse", &notice).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.says("The same row is on file already.");
}

#[tokio::test]
async fn row_28_whether_a_member_takes_part_is_noted_and_no_member_sees_it_of_another() {
    let site = group_site();
    let said =
        [("form", "cooperation"), ("group", "GR-1"), ("party", "B-5"), ("status", "refused"), ("on", "2007-03-25")];
    let page = record(&site, "B-2", &said).await;
    page.says("does not take part 25 Mar 2007");
    page.shows("href=\"/group/GR-1?member=B-4\"");
    let seen = site.get("/group/GR-1?member=B-4").await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
    seen.says("For Agnes Nandutu");
    seen.says("Joint loan L-2 Due today 300.00 USD You answer for at most 120.00 USD");
    let main = between(&seen.text, "<main", "</main>");
    for never in ["Esther", "Moses", "B-2", "B-5", "take part", "late", "undetermined", "spoken"] {
        assert!(!main.contains(never), "{never:?} is shown to a member:\n{main}");
    }
    assert_eq!(site.get("/group/GR-1?member=B-3").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/group/GR-2").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_29_what_others_paid_is_what_came_back_and_what_is_owed_back() {
    let site = group_site();
    let paid = |party, amount| {
        [
            ("form", "contribution"),
            ("group", "GR-1"),
            ("party", party),
            ("debt", "L-2"),
            ("instalment", "2"),
            ("on", "2007-02-20"),
            ("amount", amount),
        ]
    };
    record(&site, "B-2", &paid("B-4", "60.00")).await;
    record(&site, "B-2", &paid("B-5", "30.00")).await;
    let back = [("form", "repayment"), ("group", "GR-1"), ("debt", "L-2"), ("on", "2007-03-01"), ("amount", "10.00")];
    let page = record(&site, "B-2", &back).await;
    page.says("90.00 USD paid = 10.00 USD paid back + 80.00 USD owed back by Esther Akello B-2");
    page.says("Agnes Nandutu B-4 no. 2: 60.00 60.00 USD 6.67 USD 53.33 USD");
    // What is left of the limit of Agnes Nandutu is less by what she paid.
    page.says("Agnes Nandutu B-4 60.00 USD group contract, clause 4");
    let more = [("form", "repayment"), ("group", "GR-1"), ("debt", "L-2"), ("on", "2007-03-02"), ("amount", "80.01")];
    let refused = site.post("/case/B-2/recourse", &more).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    refused.says("80.01 USD was paid back when 80.00 USD was owed back.");
    refused.shows("value=\"80.01\"");
}

#[tokio::test]
async fn row_30_a_meeting_has_who_came_and_what_came_of_it_and_nothing_more() {
    let site = group_site();
    let met = [
        ("form", "meeting"),
        ("group", "GR-1"),
        ("on", "2007-03-30"),
        ("attendees", "B-2"),
        ("attendees", "B-4"),
        ("minutes", "D-12"),
        ("outcome", "one instalment by 10 April"),
    ];
    let page = record(&site, "B-2", &met).await;
    page.says("30 Mar 2007 minutes D-12 One instalment by 10 April. Came: Esther Akello, Agnes Nandutu");
    let nobody = [
        ("form", "meeting"),
        ("group", "GR-1"),
        ("on", "2007-03-31"),
        ("minutes", "D-13"),
        ("outcome", "kept as typed"),
    ];
    let refused = site.post("/case/B-2/recourse", &nobody).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("Nobody is marked as present.");
    refused.shows("value=\"kept as typed\"");
}

#[tokio::test]
async fn a_shock_of_the_group_is_switched_on_and_off() {
    let site = group_site();
    let on = [
        ("form", "shock"),
        ("group", "GR-1"),
        ("on", "2007-03-20"),
        ("ends_on", ""),
        ("reason", "the market is flooded"),
    ];
    let page = record(&site, "B-2", &on).await;
    page.says("A shock of the whole group: the market is flooded");
    page.says("Nobody is asked to pay for anybody while it lasts.");
    page.shows("common_shock");
    page.says("Switch off: the shock is over");
    let off = [("form", "shock_over"), ("group", "GR-1"), ("of", "GR-1 2007-03-20"), ("on", "2007-04-01")];
    let page = record(&site, "B-2", &off).await;
    page.hides("common_shock");
    page.says("Switch on: a shock of the whole group");
}

#[tokio::test]
async fn the_group_is_the_same_from_every_member() {
    let site = group_site();
    for party in ["B-2", "B-4", "B-5"] {
        let page = site.get(&format!("/case/{party}")).await;
        page.shows("href=\"/group/GR-1\"");
        page.says("B-2 is spoken to first");
    }
}
