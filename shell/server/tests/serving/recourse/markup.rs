//! What every page must keep, read from the markup of the pages about recourse.

use super::{group_site, site_with};
use crate::site::Site;
#[path = "../../pages/tags.rs"]
mod tags;
use tags::tags;

/// The group, its member's view, and a case with a name that is markup.
async fn every_page() -> Vec<(&'static str, String)> {
    let group = group_site();
    let hostile = "[[asset]]\nid = \"<b>\\\"\"\nowner = \"B-1\"\ndebt = \"L-1\"\nkind = \"<i>\"\nwhat = \"<script>alert(2)</script>\"\nvalue_minor = 1\nvalued_on = 2007-03-01\nlow_use = true\n";
    let hostile = site_with("B-1", hostile);
    let mut pages = Vec::new();
    for (site, path) in [
        (&group, "/group/GR-1"),
        (&group, "/group/GR-1?member=B-4"),
        (&group, "/case/B-2/security"),
        (&hostile, "/case/B-1/security"),
        (&Site::open(), "/case/B-2/security"),
    ] {
        pages.push((path, site.get(path).await.text));
    }
    pages
}

#[tokio::test]
async fn nothing_runs_inline_and_everything_has_words() {
    for (page, html) in every_page().await {
        let mut ids = std::collections::BTreeSet::new();
        for tag in tags(&html) {
            if let Some(id) = tag.attribute("id") {
                assert!(ids.insert(id.to_owned()), "{page}: {id} twice");
            }
            for (name, _) in tag.attributes() {
                assert!(name != "style" && !name.starts_with("on"), "{page}: {}", tag.whole);
            }
            if tag.name == "script" {
                assert!(tag.attribute("src").is_some() && tag.inside.is_empty(), "{page}: {}", tag.whole);
            }
            if matches!(tag.name, "a" | "button" | "summary" | "label" | "legend" | "caption") {
                let is_named = tag.attribute("aria-label").is_some() || !tag.text(&html).is_empty();
                assert!(is_named, "{page}: {}", tag.whole);
            }
            let is_hidden = tag.attribute("type") == Some("hidden");
            if matches!(tag.name, "input" | "select" | "textarea") && !is_hidden {
                let label = tag.attribute("id").map(|id| format!("for=\"{id}\""));
                let named = label.is_some_and(|label| html.contains(&label)) || tag.is_within(&html, "label");
                assert!(named, "{page}: {}", tag.whole);
            }
            if tag.name == "svg" && tag.attribute("aria-hidden").is_none() {
                let drawing = &html[tag.start..tag.start + html[tag.start..].find("</svg>").unwrap()];
                assert!(drawing.contains("<title>") && drawing.contains("<desc>"), "{page}: {}", tag.whole);
            }
            if let Some(says) = tag.attribute("aria-describedby") {
                assert!(html.contains(&format!("id=\"{says}\"")), "{page}: {says} is nowhere");
            }
        }
        assert_eq!(html.matches("<table").count(), html.matches("<caption").count(), "{page}");
        assert!(!html.contains("<script>alert"), "{page}");
        for unkind in ["debtor", "defaulter", "delinquent"] {
            assert!(!html.to_lowercase().contains(unkind), "{page}: {unkind}");
        }
    }
}
