//! The law beside a case: questions looked at and put on record, notes, facts.

use crate::site::{Site, between, desk, policy};
use axum::http::StatusCode;
use makegood_compliance::{Deed, Purpose};
use makegood_views::AskedAct;

/// How many acts are in the refused-action log.
async fn refused(site: &Site) -> usize {
    site.get("/refused.csv").await.text.lines().count() - 1
}

#[tokio::test]
async fn looking_answers_and_writes_nothing() {
    let site = Site::open();
    let head = site.head("B-2").await;
    // The clock stands at 13:00 in Kampala on Monday 2 April 2007.
    let table = [
        ("", "May we call Esther Akello about loan L-2, to collect?", "Yes"),
        ("?when=2007-04-02T20:00", "20:00 in Africa/Kampala; open 08:00-20:00 there", "Not yet"),
        ("?when=2007-04-08T11:00", "Opens <b>Mon 9 Apr 2007, 08:00 in Kampala</b>", "Not yet"),
        ("?act=sue", "May we sue Esther Akello", "Not without approval"),
        ("?act=email", "An open e-mail address of B-2", "Not known, so no"),
        ("?on=C-2&with=prerecorded", "on +256000000002 about loan L-2, with prerecorded, to collect?", "Yes"),
    ];
    for (query, shows, answer) in table {
        let page = site.get(&format!("/case/B-2/law{query}")).await;
        assert_eq!(page.status, StatusCode::OK, "{query}: {}", page.text);
        page.shows(shows);
        page.shows("Looking wrote nothing.");
        assert_eq!(between(&page.text, "class=\"big\">", "<"), answer, "{query}");
    }
    assert_eq!((refused(&site).await, site.head("B-2").await), (0, head));
}

#[tokio::test]
async fn a_verdict_shows_its_rules_and_where_they_stand() {
    let page = Site::open().get("/case/B-2/law?when=2007-04-02T20:00").await;
    page.shows("href=\"/packs/house#rule-house.hours\"");
    page.shows("house policy");
    page.shows("reviewed by");
    page.shows("Asked, with nothing against it");
}

#[tokio::test]
async fn a_question_that_cannot_be_read_is_not_asked() {
    let site = Site::open();
    let table =
        [("?act=sing", "sing is no act."), ("?purpose=fun", "fun is no purpose."), ("?when=noon", "is no time.")];
    for (query, says) in table {
        let page = site.get(&format!("/case/B-2/law{query}")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
        page.shows("Not asked.");
        page.shows(says);
        assert!(!page.text.contains("class=\"big\""), "no answer: {query}");
    }
    let stranger = site.get("/case/B-2/law?person=B-3").await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    stranger.shows("has no role in any loan of this case");
    assert_eq!(site.get("/case/B-99/law").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_question_is_put_on_record_whole() {
    let mut site = Site::open();
    site.cookie = Some("S-1".to_owned());
    let evening = [("act", "call"), ("on", "C-2"), ("when", "2007-04-02T20:00")];
    let asked = site.post("/case/B-2/law", &evening).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
    let page = site.get(asked.location()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    for shows in [
        "Put on record by Grace Auma on 2 Apr 2007",
        "Not yet",
        "Opens <b>Tue 3 Apr 2007, 08:00 in Kampala</b>",
        "house.hours",
        "Nothing has changed: the same question gets the same answer",
        "what was known up to event",
        "the lender’s strategy",
    ] {
        page.shows(&shows.replace('’', "&#39;"));
    }
    assert_eq!(refused(&site).await, 1);
    // What is let through is kept too, and is not in the log.
    let allowed = site.post("/case/B-2/law", &[("act", "call")]).await;
    site.get(allowed.location()).await.shows("No rule in force stands against it");
    assert_eq!(refused(&site).await, 1);
    for gone in ["/judgement/1", "/judgement/x", "/judgement/9999"] {
        assert_eq!(site.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
}

#[tokio::test]
async fn a_recorded_contact_shows_its_judgement() {
    let site = Site::open();
    let saved = crate::case::post(&site, "B-1", &site.head("B-1").await, &[("outcome", "no_answer")]).await;
    let event = saved.location().split_once("saved=").unwrap().1.to_owned();
    let page = site.get(&format!("/judgement/{event}")).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("Kept with a contact made by Grace Auma");
}

#[tokio::test]
async fn what_happened_is_noted_and_ends() {
    let site = Site::open();
    let saved = site.post("/case/B-2/note", &[("what", "Attorney representation"), ("with", "written")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("Saved. What changed");
    page.shows("<b>Attorney representation</b>");
    page.shows("It ended");
    let ended = site.post("/case/B-2/end", &[("what", "attorney_representation"), ("person", "")]).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
    let page = site.get("/case/B-2").await;
    assert!(!page.text.contains("It ended"), "nothing stands any more");
    page.shows("from <time datetime=\"2007-04-02\">2 Apr 2007</time> to <time");
}

#[tokio::test]
async fn a_word_nobody_speaks_of_stays_on_the_form() {
    let site = Site::open();
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[("what", "full moon"), ("with", "a, b")], "speaks of full_moon"),
        (&[("what", " ")], "What happened is not said."),
        (&[("what", "dispute"), ("until", "soon")], "soon"),
        (&[("what", "dispute"), ("when", "2007-04-03T09:00")], "lies after today"),
    ];
    for (fields, says) in table {
        let answer = site.post("/case/B-2/note", fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        answer.shows("Not saved.");
        assert!(answer.text.to_lowercase().contains(&says.to_lowercase()), "{says}: {}", answer.text);
        answer.shows("id=\"law-note\" open");
    }
    let typed = site.post("/case/B-2/note", &[("what", "full moon"), ("with", "a, b")]).await;
    typed.shows("value=\"full moon\"");
    typed.shows("value=\"a, b\"");
    assert_eq!(site.get("/case/B-2/note").await.location(), "/case/B-2");
}

#[tokio::test]
async fn a_fact_is_stated_and_stands() {
    let site = Site::open();
    site.get("/case/B-2?fact=debt.purpose").await.shows("id=\"law-fact\" open");
    let saved = site.post("/case/B-2/fact", &[("name", "debt.purpose"), ("value", "consumer"), ("about", "L-2")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location()).await;
    page.shows("<span class=\"rule\">debt.purpose</span> = <b translate=\"no\">consumer</b>");
    page.shows("of loan L-2");
    for fields in [[("name", "moon.phase"), ("value", "full")], [("name", "debt.purpose"), ("value", " ")]] {
        let answer = site.post("/case/B-2/fact", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        answer.shows("Not saved.");
        answer.shows("id=\"law-fact\" open");
    }
}

#[tokio::test]
async fn todays_packs_are_asked_again_and_what_changed_is_said() {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    let evening = "2007-04-02T17:30:00Z".parse().unwrap();
    let act = AskedAct {
        case: "B-2".into(),
        person: "B-2".into(),
        deed: Deed::Call,
        purpose: Purpose::Collect,
        debts: Vec::new(),
        contact_point: Some("C-2".into()),
        place: None,
        carries: Vec::new(),
    };
    let asked = desk.ask_gate(&act, Some(evening), None, "S-1").unwrap();
    assert_eq!(asked.judgement.verdict, "deferred");
    // The house goes to bed later, and one pack is no longer used.
    let mut later = policy();
    later.strategy.1 = later.strategy.1.replace("\"us-fdcpa\", ", "");
    let house = &mut later.packs.iter_mut().find(|(id, _)| id == "house").unwrap().1;
    *house = house.replacen("value = \"20:00\"", "value = \"21:00\"", 1);
    desk.adopt(&later, "tests").unwrap();
    let page = Site::over(desk).get(&format!("/judgement/{}", asked.seq)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("house was changed since.");
    page.shows("us-fdcpa is no longer in use.");
    page.shows("<dd>Not yet (deferred, until Tue 3 Apr 2007, 08:00 in Kampala)</dd>");
    page.shows("<dd>Yes (cleared)</dd>");
    assert!(!page.text.contains("The record does not hold"), "{}", page.text);
}
