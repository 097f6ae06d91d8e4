//! Every page in its reader's language: who gets which, what is left alone, and
//! that no text of the interface was forgotten.

use crate::clocks;
use crate::recourse;
use crate::site::{Site, desk};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use makegood_tongues::{Tongue, page, shipped};
use std::collections::{BTreeMap, BTreeSet};

/// Where a reader begins; every page linked from there is looked at too.
const DOORS: [&str; 11] = [
    "/today",
    "/book",
    "/clocks",
    "/review",
    "/refused",
    "/origination",
    "/trial",
    "/methods",
    "/search?q=akello",
    "/webhooks",
    "/nowhere",
];
/// Enough for every kind of page; rows of one kind are alike.
const MOST_OF_A_KIND: usize = 6;

/// Every page that can be reached, by its address.
async fn pages(site: &Site) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut todo: Vec<String> = DOORS.map(str::to_owned).to_vec();
    let mut seen: BTreeSet<String> = todo.iter().cloned().collect();
    while let Some(path) = todo.pop() {
        let answer = site.get(&path).await;
        let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("text/html") {
            continue;
        }
        for link in answer.text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let link = link.replace("&#38;", "&");
            if !link.starts_with('/')
                || link.starts_with("/assets/")
                || link.starts_with("/api/")
                || !seen.insert(link.clone())
            {
                continue;
            }
            let count = kinds.entry(kind_of(&link)).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                todo.push(link);
            }
        }
        found.insert(path, answer.text);
    }
    found
}

/// `/case/B-2/file?add=x` and `/case/B-3/file` are of one kind.
fn kind_of(link: &str) -> String {
    let path = link.split('?').next().unwrap_or(link);
    let words =
        path.split('/').filter(|word| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase()));
    words.collect::<Vec<_>>().join("/")
}

/// The texts for which a catalogue has no entry, as a translator would paste them.
fn missing(pages: &BTreeMap<String, String>) -> String {
    let mut stubs = String::new();
    for tongue in [Tongue::Spanish, Tongue::Chinese] {
        let catalogue = shipped::catalogue(tongue).unwrap();
        let mut seen = BTreeSet::new();
        for (path, html) in pages {
            for key in page::read(html, tongue, catalogue).missing {
                if seen.insert(key.clone()) {
                    let quoted = makegood_tongues::po::quoted(&key);
                    stubs += &format!("# {} {path}\nmsgid {quoted}\nmsgstr \"\"\n\n", tongue.code());
                }
            }
        }
    }
    stubs
}

#[tokio::test]
async fn no_text_of_the_pages_was_forgotten() {
    let mut stubs = String::new();
    for site in [Site::open(), recourse::group_site(), Site::over(clocks::desk()), Site::over(desk(&[]))] {
        stubs += &missing(&pages(&site).await);
    }
    assert!(stubs.is_empty(), "add these to the files in tongues/, see docs/languages.md:\n\n{stubs}");
}

async fn asked(site: &Site, path: &str, headers: &[(header::HeaderName, &str)]) -> crate::site::Answer {
    let request = Request::builder().uri(path).header(header::HOST, "127.0.0.1:8080");
    let mut request = request.header(header::COOKIE, site.session().await);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    site.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_reader_gets_the_language_they_chose_or_their_browser_asks_for() {
    let site = Site::open();
    type Sent = &'static [(header::HeaderName, &'static str)];
    let table: [(Sent, &str, &str); 4] = [
        (&[], "en", "From the desk"),
        (&[(header::ACCEPT_LANGUAGE, "es-419,es;q=0.9,en;q=0.8")], "es", "Desde la oficina"),
        (&[(header::ACCEPT_LANGUAGE, "es"), (header::COOKIE, "lang=zh")], "zh", "办公室内"),
        (&[(header::ACCEPT_LANGUAGE, "zh"), (header::COOKIE, "other=S-1; lang=en")], "en", "From the desk"),
    ];
    for (headers, code, shows) in table {
        let answer = asked(&site, "/today", headers).await;
        assert_eq!(answer.headers[header::CONTENT_LANGUAGE], code);
        assert!(answer.headers[header::VARY].to_str().unwrap().contains("accept-language"));
        answer.shows(&format!("<html lang=\"{code}\">"));
        answer.shows(shows);
    }
}

#[tokio::test]
async fn days_and_money_are_written_the_readers_way_and_names_are_left_alone() {
    let site = Site::open();
    let spanish = asked(&site, "/case/B-2", &[(header::COOKIE, "lang=es")]).await;
    spanish.shows("<span class=\"n\">300,00</span> <span class=\"cur\">USD</span>");
    spanish.shows("<time datetime=\"2007-04-02\">2 abr 2007</time>");
    spanish.shows("<span translate=\"no\">Esther Akello</span>");
    let chinese = asked(&site, "/case/B-2", &[(header::COOKIE, "lang=zh")]).await;
    chinese.shows("<span class=\"cur\">USD</span> <span class=\"n\">300.00</span>");
    chinese.shows("<time datetime=\"2007-04-02\">2007年4月2日</time>");
    let hostile = asked(&site, "/case/B-1", &[(header::COOKIE, "lang=es")]).await;
    assert!(!hostile.text.contains("<script>alert"), "what a name holds stays text");
}

#[tokio::test]
async fn what_a_program_reads_is_never_translated() {
    let site = Site::open();
    let spanish = [(header::COOKIE, "lang=es")];
    for path in ["/refused.csv", "/healthz"] {
        let (in_spanish, plain) = (asked(&site, path, &spanish).await, asked(&site, path, &[]).await);
        assert_eq!(in_spanish.bytes, plain.bytes, "{path}");
        assert!(!in_spanish.headers.contains_key(header::CONTENT_LANGUAGE), "{path}");
    }
}

#[tokio::test]
async fn a_language_is_chosen_on_every_page_and_kept() {
    let site = Site::open();
    site.get("/book").await.shows("action=\"/language\"");
    let answer = site.post("/language", &[("lang", "zh"), ("back", "/book?currency=USD")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/book?currency=USD"));
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert_eq!(cookie, "lang=zh; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict");
    let elsewhere = site.post("/language", &[("lang", "es"), ("back", "https://evil.example/")]).await;
    assert_eq!(elsewhere.location(), "/");
    assert_eq!(site.post("/language", &[("lang", "tlh")]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_choice_is_kept_with_the_person_and_another_browser_begins_with_it() {
    let site = Site::open();
    // The choice is offered before anybody has logged in, and leads back to the login.
    let login = site.get_with("/login", None).await;
    login.shows("aria-label=\"Language of the pages\"");
    let early = site.post_with("/language", &[("lang", "zh"), ("back", "/login")], None).await;
    assert_eq!((early.status, early.location()), (StatusCode::SEE_OTHER, "/login"));
    let cookies = |answer: &crate::site::Answer| -> Vec<String> {
        let all = answer.headers.get_all(header::SET_COOKIE).iter();
        all.map(|one| one.to_str().unwrap().split(';').next().unwrap().to_owned()).collect()
    };
    // Who chose nothing begins with what their browser asks for.
    let first = site.post_with("/login/as", &[("user", "S-2")], None).await;
    assert!(cookies(&first).iter().all(|one| !one.starts_with("lang=")), "{:?}", cookies(&first));
    let chosen = site.post_with("/language", &[("lang", "es"), ("back", "/today")], Some(&cookies(&first)[0])).await;
    assert_eq!(cookies(&chosen), ["lang=es"]);
    let elsewhere = site.post_with("/login/as", &[("user", "S-2")], None).await;
    assert!(cookies(&elsewhere).contains(&"lang=es".to_owned()), "{:?}", cookies(&elsewhere));
    let another = site.post_with("/login/as", &[("user", "S-1")], None).await;
    assert!(cookies(&another).iter().all(|one| !one.starts_with("lang=")), "{:?}", cookies(&another));
}
