//! Letters from the pages: looked at, agreed to, made, served, printed again.

use crate::site::{Site, between, desk_of, sources};
use axum::http::{StatusCode, header};
use makegood_desk::Source;

const SENDER: [(&str, &str); 3] = [("lender", "Example Fund"), ("reach", "+256 000 000000"), ("officer", "Grace Auma")];

fn asked<'a>(words: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    words.iter().chain(&SENDER).copied().collect()
}

fn query(words: &[(&str, &str)]) -> String {
    let parts: Vec<String> = asked(words)
        .iter()
        .map(|(name, value)| format!("{name}={}", value.replace('%', "%25").replace(' ', "%20").replace('+', "%2B")))
        .collect();
    format!("/case/B-1/letters/preview?{}", parts.join("&"))
}

/// The number of the letter just made.
fn event(location: &str) -> &str {
    between(location, "made=", "#")
}

#[tokio::test]
async fn row_73_a_payment_letter_is_looked_at_first_and_looking_writes_nothing() {
    let site = Site::open();
    site.get("/case/B-1").await.shows("Letters: none made");
    let page = site.get("/case/B-1/letters").await;
    page.shows("No letter of this case was made here.");
    page.shows("Look at it first");
    let page = site.get(&query(&[("kind", "payment"), ("lang", "es"), ("pay_by", "2007-04-16")])).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("lang=\"es\"");
    page.shows("100,00 USD");
    page.shows("16 de abril de 2007");
    page.shows("Make the letter");
    assert!(!page.text.contains("<script>alert(1)"), "a name is never markup");
    site.get("/case/B-1/letters").await.shows("No letter of this case was made here.");
}

#[tokio::test]
async fn row_75_made_printed_again_to_the_byte_and_its_service_is_kept() {
    let site = Site::open();
    let made = site.post("/case/B-1/letters", &asked(&[("kind", "payment"), ("lang", "en")])).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let event = event(made.location());
    let page = site.get("/case/B-1/letters").await;
    page.shows("not served");
    site.get("/case/B-1").await.shows("Letters: 1 made, 1 not served");
    let file = site.get(&format!("/letter/{event}.pdf")).await;
    assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(file.bytes.starts_with(b"%PDF"));
    assert_eq!(file.bytes, site.get(&format!("/letter/{event}.pdf")).await.bytes);
    let hash = between(&page.text, "SHA-256 <span class=\"rule\">", "<").to_owned();
    assert_eq!(hash.len(), 64);
    // Made again: the same letter, the same event.
    let again = site.post("/case/B-1/letters", &asked(&[("kind", "payment"), ("lang", "en")])).await;
    assert_eq!(again.location(), made.location());
    // The lender is typed once.
    page.shows("value=\"Example Fund\"");
    let words = [("letter", event), ("how", "registered"), ("tracking", "RR1"), ("when", "2007-04-01T10:00")];
    let served = site.post("/case/B-1/letters/served", &words).await;
    assert_eq!(served.status, StatusCode::SEE_OTHER, "{}", served.text);
    let page = site.get(served.location()).await;
    page.shows("served, proven");
    page.shows("number RR1; written, arrival proof, proof of service");
    site.get("/case/B-1").await.shows("Letters: 1 made, all served");
    let back = site.post("/case/B-1/letters/served", &[("letter", event), ("how", "post"), ("returned", "yes")]).await;
    site.get(back.location()).await.shows("came back");
}

#[tokio::test]
async fn row_4_a_letter_is_a_measure_and_its_words_can_be_critiqued() {
    let mut site = Site::open();
    let made = site.post("/case/B-1/letters", &asked(&[("kind", "payment"), ("lang", "en")])).await;
    let event = event(made.location()).to_owned();
    site.cookie = Some("S-L".to_owned());
    let page = site.get("/case/B-1/review").await;
    assert_eq!(page.text.matches("<b>a letter").count(), 1, "once, though it is a contact as well: {}", page.text);
    page.shows("Not served yet");
    page.shows(&format!("/case/B-1/words#text-{event}"));
    let words = [("letter", event.as_str()), ("how", "registered"), ("tracking", "RR1"), ("when", "2007-04-01T10:00")];
    site.post("/case/B-1/letters/served", &words).await;
    let page = site.get("/case/B-1/review").await;
    page.shows("<b>word of a letter");
    assert_eq!(page.text.matches("Served on 2007-04-01, registered").count(), 2, "{}", page.text);
    // The review is not closed before the letter and its service are read.
    site.post("/case/B-1/review", &[]).await;
    let page = site.get("/case/B-1/review").await;
    page.shows(&format!("name=\"measure\" value=\"{event}\""));
    // What it says stands among the words of the case, and a leader pins a critique to it.
    let page = site.get("/case/B-1/words").await;
    page.shows(&format!("id=\"text-{event}\""));
    let fields = [
        ("event", event.as_str()),
        ("quote", "Example Fund"),
        ("category", "unclear_words"),
        ("says", "The name alone says little"),
        ("instead", "Say what we are"),
    ];
    let found = site.post("/case/B-1/words", &fields).await;
    assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.text);
    site.get("/case/B-1/words").await.shows("<mark>Example Fund</mark>");
}

#[tokio::test]
async fn what_is_wrong_with_a_service_is_said_and_nothing_is_kept() {
    let site = Site::open();
    let made = site.post("/case/B-1/letters", &asked(&[("kind", "payment")])).await;
    let event = event(made.location());
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[("letter", event), ("when", "2007-04-09T10:00")], "lies after today"),
        (&[("letter", event), ("when", "yesterday")], "is no time"),
        (&[("letter", event), ("returned", "yes"), ("signed", "yes")], "neither signed for nor read"),
        (&[("letter", "1")], "Event 1 made no letter of this case."),
    ];
    for (words, says) in table {
        let answer = site.post("/case/B-1/letters/served", words).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words:?}");
        answer.shows(says);
    }
    // A letter of this case is not served on another.
    let answer = site.post("/case/B-2/letters/served", &[("letter", event)]).await;
    answer.shows("made no letter of this case.");
    site.get("/case/B-1").await.shows("Letters: 1 made, 1 not served");
    assert_eq!(site.get("/letter/1.pdf").await.status, StatusCode::NOT_FOUND);
    assert_eq!(site.get("/letter/x.pdf").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn row_44_a_notice_of_acceleration_takes_two_people() {
    let mut site = Site::open();
    site.cookie = Some("S-1".to_owned());
    let words = [
        ("kind", "acceleration"),
        ("lang", "en"),
        ("cure_until", "2007-05-02"),
        ("trigger", "Clause 9: an instalment unpaid."),
    ];
    let page = site.get(&query(&words)).await;
    page.shows("Clause 9: an instalment unpaid.");
    page.shows("<span class=\"n\">100.00</span>");
    page.shows("<span class=\"n\">300.00</span>");
    page.shows("30 days");
    page.shows("nobody yet; a second person agrees before it is made");
    assert!(!page.text.contains("Make the letter"));
    let alone = site.post("/case/B-1/letters", &asked(&words)).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    alone.shows("no_agreement");
    // Nobody agrees without a word, and nobody makes what they agreed to themselves.
    site.cookie = Some("S-L".to_owned());
    site.post("/case/B-1/letters/agree", &asked(&words)).await.shows("step_says_nothing");
    let note = [("note", "Read the file and the contract.")];
    let agreed = site.post("/case/B-1/letters/agree", &asked(&[&words[..], &note].concat())).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text);
    site.get(agreed.location()).await.shows("<b translate=\"no\">Ruth Namara</b>; somebody else makes the letter");
    site.post("/case/B-1/letters", &asked(&words)).await.shows("same_person");
    // Another period is another letter.
    site.cookie = Some("S-1".to_owned());
    let later = words.map(|(name, value)| if name == "cure_until" { (name, "2007-06-02") } else { (name, value) });
    site.post("/case/B-1/letters", &asked(&later)).await.shows("no_agreement");
    let made = site.post("/case/B-1/letters", &asked(&words)).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    site.get(made.location()).await.shows("Notice of acceleration");
}

#[tokio::test]
async fn what_the_law_stops_says_why_and_is_on_record() {
    let site = Site::open();
    site.post("/case/B-1/note", &[("what", "cease_request"), ("with", "written")]).await;
    let page = site.get("/case/B-1/letters").await;
    page.shows("<span class=\"chip bad\">closed</span>");
    let page = site.get(&query(&[("kind", "payment")])).await;
    page.shows("class=\"card verdict no\"");
    assert!(!page.text.contains("Make the letter"));
    let stopped = site.post("/case/B-1/letters", &asked(&[("kind", "payment")])).await;
    assert!(stopped.location().starts_with("/judgement/"), "{}", stopped.text);
    site.get("/case/B-1").await.shows("Letters: none made");
}

#[tokio::test]
async fn row_53_it_is_kept_that_they_read_what_being_late_does() {
    let site = Site::open();
    let page = site.get(&query(&[("kind", "education"), ("lang", "en")])).await;
    page.shows("This letter asks you for nothing.");
    page.shows("counts as 18 days late");
    let made = site.post("/case/B-1/letters", &asked(&[("kind", "education"), ("lang", "zh")])).await;
    let words = [("letter", event(made.location())), ("how", "hand"), ("read", "yes")];
    let served = site.post("/case/B-1/letters/served", &words).await;
    let page = site.get(served.location()).await;
    page.shows("By hand");
    page.shows("read and understood");
    page.shows("No clock is moved by it.");
}

#[tokio::test]
async fn row_54_the_statement_of_penalties_shows_its_terms_or_says_what_is_missing() {
    let site = Site::open();
    site.get(&query(&[("kind", "penalty")])).await.shows("no_convention");
    let unknown = site.get(&query(&[("kind", "penalty"), ("convention", "cn.penalty.bank")])).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    unknown.shows("penalty_not_known");
    let words = [
        ("kind", "penalty"),
        ("lang", "en"),
        ("convention", "cn.penalty.bank"),
        ("rate", "12% a year"),
        ("overdue_rate", "24% a year"),
    ];
    let page = site.get(&query(&words)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.shows("18% a year");
    page.shows("above the limit, not owed");
    page.shows("what each day added, in USD");
}

#[tokio::test]
async fn row_77_a_letter_to_a_firm_waits_for_whoever_decides_there() {
    let firm = Source::Shipped("parties.csv", "party_id,kind,country,time_zone\nB-1,firm,UG,Africa/Kampala\n");
    let roles = Source::Shipped("party_roles.csv", "loan_id,party_id,role\nL-1,B-4,adviser\n");
    let site = Site::over(desk_of(&[&[sources(), vec![roles]].concat(), &[firm]], &["2007-03-02", "2007-04-02"]));
    site.get("/case/B-1").await.shows("B-1 is a firm, and nobody&#39;s authority");
    let page = site.get("/case/B-1/letters").await;
    page.shows("B-1 is a firm, and nobody&#39;s authority to decide for it was verified.");
    site.get(&query(&[("kind", "payment")])).await.shows("no_decision_maker");
    // Said to be, and seen in no register: not verified.
    site.post("/case/B-1/note", &[("what", "authority_verified"), ("person", "B-4")]).await;
    site.get(&query(&[("kind", "payment")])).await.shows("no_decision_maker");
    let noted = [("what", "authority_verified"), ("person", "B-4"), ("with", "register")];
    assert_eq!(site.post("/case/B-1/note", &noted).await.status, StatusCode::SEE_OTHER);
    site.get("/case/B-1/letters")
        .await
        .shows("Agnes Nandutu decides for this firm; their authority was seen in: register.");
    let page = site.get(&query(&[("kind", "payment"), ("lang", "en")])).await;
    page.shows("For the attention of Agnes Nandutu, personally");
    page.shows("Dear Agnes Nandutu,");
}
