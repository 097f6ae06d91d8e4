//! Closing a day and importing files from a page.

use crate::live::{desk_on, opened};
use crate::site::{Answer, Site};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use std::time::Duration;

/// A form with files, as a browser sends it.
async fn send(site: &Site, files: &[(&str, &str)]) -> Answer {
    let mut body = String::new();
    for (name, text) in files {
        body += &format!(
            "--mark\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n{text}\r\n"
        );
    }
    body += "--mark--\r\n";
    let request = Request::post("/jobs/import")
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ORIGIN, "http://127.0.0.1:8080")
        .header(header::COOKIE, site.session().await)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=mark");
    site.send(request.body(Body::from(body)).unwrap()).await
}

/// The page of a piece of work when it has ended.
async fn ended(site: &Site, page: &str) -> Answer {
    for _ in 0..200 {
        let answer = site.get(page).await;
        if !answer.text.contains("http-equiv=\"refresh\"") {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{page} does not end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_is_closed_from_a_page_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let site = Site::over(desk_on(&file));
    site.get("/book").await.shows("href=\"/jobs\"");
    // Another program holds the book, so that the close has to wait.
    let (begun, has_begun) = std::sync::mpsc::channel();
    let (go_on, may_go_on) = std::sync::mpsc::channel::<()>();
    let mut other = opened(&file);
    let holding = std::thread::spawn(move || {
        let mut waits = true;
        let _ = other.close("2007-04-02".parse().unwrap(), "tests", |_, _, _| {
            if std::mem::take(&mut waits) {
                begun.send(()).unwrap();
                may_go_on.recv().unwrap();
            }
        });
    });
    has_begun.recv().unwrap();
    let asked = site.post("/jobs/close", &[("day", "2007-04-03")]).await;
    assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, "/jobs/1"));
    let second = site.post("/jobs/close", &[("day", "2007-04-04")]).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    second.shows("close_under_way");
    site.get("/jobs/1").await.shows("Close of 3 Apr 2007");
    go_on.send(()).unwrap();
    holding.join().unwrap();
    let page = ended(&site, "/jobs/1").await;
    page.shows("<span class=\"chip good\">done</span>");
    page.shows("cases in arrears");
    site.get("/today").await.shows("3 April 2007");
    assert_eq!(site.post("/jobs/1/stop", &[]).await.status, StatusCode::CONFLICT);
    // What the desk refuses is said on the page of the work, with the way out.
    let asked = site.post("/jobs/close", &[("day", "2007-03-01")]).await;
    ended(&site, asked.location()).await.shows("not done");
    assert_eq!(site.post("/jobs/close", &[("day", "yesterday")]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_imported_from_a_page_and_every_row_not_taken_is_named() {
    for in_memory in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let desk =
            if in_memory { crate::site::desk(&["2007-04-02"]) } else { desk_on(&folder.path().join("book.sqlite")) };
        let site = Site::over(desk);
        let payments = "payment_id,loan_id,value_on,amount\nP-9,L-2,2007-04-02,25\nP-10,L-2,2007-04-31,25\n";
        let parties = "party_id,kind,country\nB-20,person,UG\n";
        let asked =
            send(&site, &[("more payments.csv", payments), ("parties.csv", parties), ("x.csv", "no,such\n")]).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let page = ended(&site, asked.location()).await;
        for words in [
            "done, some not taken",
            "parties.csv: 1 row: 1 new.",
            "1 new, 1 not taken",
            "2007-04-31",
            "line 3",
            "x.csv",
        ] {
            page.shows(words);
        }
        // The same again changes nothing.
        let again = send(&site, &[("parties.csv", parties)]).await;
        ended(&site, again.location()).await.shows("1 unchanged");
        site.get("/jobs").await.shows("Import of 3 files");
        assert_eq!(send(&site, &[]).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn work_that_the_end_of_the_program_cut_off_is_shown_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.sqlite");
    let desk = desk_on(&file);
    let line = r#"{"number":4,"kind":{"import":["loans.csv"]},"by":"S-1","asked_at":"2007-04-02T08:00:00Z","state":"running","done":3,"total":9}"#;
    std::fs::write(folder.path().join("book.sqlite.jobs"), format!("{line}\n{{\"number\":5,\"ki")).unwrap();
    let site = Site::over(desk);
    let page = site.get("/jobs/4").await;
    page.shows("interrupted");
    page.shows("rows on the book are counted as unchanged");
    page.shows("Grace Auma");
    assert!(!page.text.contains("http-equiv=\"refresh\""));
    // Numbers go on after it.
    let asked = site.post("/jobs/close", &[("day", "2007-04-02")]).await;
    assert_eq!(asked.location(), "/jobs/5");
    ended(&site, "/jobs/5").await.shows("Nothing was written");
}
