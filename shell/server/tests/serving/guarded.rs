//! Only this machine, only these pages, strict headers.

use crate::site::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn another_site_cannot_post() {
    let site = Site::open();
    let head = site.head("B-1").await;
    for origin in ["http://evil.example", "null", "http://127.0.0.1:8081", "https://127.0.0.1:8080"] {
        let form = [("head", head.as_str()), ("outcome", "dispute"), ("channel", "call")];
        let answer = site.post_from(origin, "/case/B-1/outcome", &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin}");
        answer.shows("It came from a page of another site.");
    }
    assert_eq!(site.head("B-1").await, head, "nothing was written");
}

#[tokio::test]
async fn another_name_cannot_read() {
    let site = Site::open();
    for host in ["evil.example", "127.0.0.1.evil.example:8080"] {
        let request = Request::builder().uri("/today").header(header::HOST, host);
        let answer = site.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{host}");
        assert!(!answer.text.contains("Nabirye"));
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let site = Site::open();
    for path in ["/today", "/nope", "/case/B-1", "/healthz", "/"] {
        let answer = site.get(path).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(answer.headers[header::X_FRAME_OPTIONS], "DENY", "{path}");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
    }
}
