//! What every request passes: only our own names, only our own pages, strict headers.
//!
//! Without a public address the server answers on the loopback address alone. A page of
//! another site open in the same browser could still try to post here or to read through
//! a name that points at this machine; the host and origin checks stop both. Every
//! browser in use sends `Origin` or `Sec-Fetch-Site` with a form, so a post with neither
//! is no browser's and is refused as well; that is why forms carry no token of their own.

use crate::assets::CONTENT_SECURITY_POLICY;
use crate::trouble::Trouble;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// The address people outside use: `https://collect.example`; none for this machine alone.
pub(crate) type Public = Option<Arc<str>>;

/// Refuses foreign hosts and foreign writes, and sets the headers of every answer.
pub(crate) async fn guard(State(public): State<Public>, request: Request, next: Next) -> Response {
    let answer = match refuse(public.as_deref(), request.method(), request.headers()) {
        Some(reason) => Trouble::Foreign(reason).page(request.uri().path(), None),
        None => next.run(request).await,
    };
    with_headers(answer, public.is_some())
}

fn refuse(public: Option<&str>, method: &Method, headers: &HeaderMap) -> Option<&'static str> {
    let text = |name: HeaderName| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    let ours = match public {
        Some(url) if url.strip_prefix("https://") == Some(host) => url.to_owned(),
        _ if is_this_machine(host) => format!("http://{host}"),
        Some(_) => return Some("it was addressed to another name than this server's own"),
        None => return Some("it was addressed to another name than this machine's own"),
    };
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let origin = text(header::ORIGIN);
    let foreign = origin.is_some_and(|origin| origin != ours);
    let cross = site.is_some_and(|site| site != "same-origin" && site != "none");
    let unsaid = origin.is_none() && site.is_none();
    (foreign || cross || unsaid).then_some("it came from a page of another site")
}

fn is_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

fn with_headers(mut answer: Response, is_https: bool) -> Response {
    let headers = answer.headers_mut();
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
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
        let table: [(Method, Given, bool); 8] = [
            (Method::GET, &[("host", "127.0.0.1:8080")], true),
            (Method::GET, &[("host", "evil.example:8080")], false),
            (Method::GET, &[], false),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "http://localhost:8080")], true),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "http://evil.example")], false),
            (Method::POST, &[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")], false),
            (Method::POST, &[("host", "localhost:8080"), ("origin", "null")], false),
            (Method::POST, &[("host", "localhost:8080")], false),
        ];
        for (method, given, passes) in table {
            assert_eq!(refuse(None, &method, &headers(given)).is_none(), passes, "{method} {given:?}");
        }
    }

    #[test]
    fn names_that_only_look_like_this_machine() {
        for host in ["127.0.0.1.evil.example", "localhost.evil.example:80", "evil-localhost"] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn behind_a_proxy_only_the_public_name_and_this_machine() {
        let ask = |host: &str, origin: &str| {
            let given = headers(&[("host", host), ("origin", origin)]);
            refuse(Some("https://collect.example"), &Method::POST, &given).is_none()
        };
        assert!(ask("collect.example", "https://collect.example"));
        assert!(!ask("collect.example", "http://collect.example"), "not without its lock");
        assert!(!ask("other.example", "https://other.example"));
        assert!(ask("127.0.0.1:8080", "http://127.0.0.1:8080"));
    }
}
