//! What every request passes: only this machine, only our own pages, strict headers.
//!
//! There is no login in this version, so the server answers on the loopback address
//! alone. A page of another site open in the same browser could still try to post
//! here or to read through a name that points at this machine; the host and origin
//! checks stop both.

use crate::assets::CONTENT_SECURITY_POLICY;
use crate::trouble::Trouble;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

/// Refuses foreign hosts and foreign writes, and sets the headers of every answer.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let answer = match refuse(request.method(), request.headers()) {
        Some(reason) => Trouble::Foreign(reason).page(request.uri().path(), None),
        None => next.run(request).await,
    };
    with_headers(answer)
}

fn refuse(method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if !text(header::HOST).is_some_and(is_this_machine) {
        return Some("it was addressed to another name than this machine's own");
    }
    let safe = matches!(*method, Method::GET | Method::HEAD);
    let foreign = text(header::ORIGIN).is_some_and(|origin| {
        let host = origin.strip_prefix("http://").unwrap_or("");
        Some(host) != text(header::HOST)
    });
    let cross = headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    (!safe && (foreign || cross)).then_some("it came from a page of another site")
}

fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Personal data: no copy stays behind in a cache.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use super::{is_this_machine, refuse};
    use axum::http::{HeaderMap, HeaderValue, Method};

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("name"), HeaderValue::from_str(value).expect("value")));
        pairs.collect()
    }

    #[test]
    fn only_this_machine_and_only_own_pages() {
        type Given = &'static [(&'static str, &'static str)];
        let table: [(Method, Given, bool); 7] = [
            (Method::GET, &[("host", "127.0.0.1:8080")], true),
            (Method::GET, &[("host", "evil.example:8080")], false),
            (Method::GET, &[], false),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "http://localhost:8080")], true),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "http://evil.example")], false),
            (Method::POST, &[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")], false),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "null")], false),
        ];
        for (method, given, passes) in table {
            assert_eq!(refuse(&method, &headers(given)).is_none(), passes, "{method} {given:?}");
        }
    }

    #[test]
    fn names_that_only_look_like_this_machine() {
        for host in ["127.0.0.1.evil.example", "localhost.evil.example:80", "evil-localhost"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }
}
