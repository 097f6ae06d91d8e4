//! What every page must keep, read from its markup: a strict content policy,
//! names for everything that can be used, words for every drawing.

use crate::fixtures;
use crate::tags::{Tag, tags};
use makegood_server::assets;
use std::collections::BTreeSet;

fn every_page(check: impl Fn(&str, &str, &[Tag<'_>])) {
    for (name, html) in fixtures::pages().unwrap() {
        check(name, &html, &tags(&html));
    }
}

#[test]
fn nothing_runs_or_styles_inline() {
    every_page(|page, _, tags| {
        for tag in tags {
            assert_ne!(tag.name, "style", "{page}");
            assert!(
                tag.name != "script" || (tag.attribute("src").is_some() && tag.inside.is_empty()),
                "{page}: {}",
                tag.whole
            );
            for (name, value) in tag.attributes() {
                assert!(name != "style" && !name.starts_with("on"), "{page}: {}", tag.whole);
                assert!(!value.contains("javascript:") && !value.starts_with("http"), "{page}: {}", tag.whole);
            }
        }
    });
}

#[test]
fn every_drawing_has_words_or_is_decoration() {
    every_page(|page, html, tags| {
        for tag in tags.iter().filter(|tag| tag.name == "svg") {
            let drawing = &html[tag.start..tag.start + html[tag.start..].find("</svg>").unwrap()];
            let hidden = tag.attribute("aria-hidden") == Some("true");
            let named =
                tag.attribute("role") == Some("img") && drawing.contains("<title>") && drawing.contains("<desc>");
            assert!(hidden || named, "{page}: {}", tag.whole);
        }
    });
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    every_page(|page, html, tags| {
        for tag in tags {
            let hidden = tag.attribute("type") == Some("hidden");
            let named = match tag.name {
                "a" | "button" | "summary" => tag.attribute("aria-label").is_some() || !tag.text(html).is_empty(),
                "input" | "select" | "textarea" if !hidden => {
                    let label = tag.attribute("id").map(|id| format!("for=\"{id}\""));
                    label.is_some_and(|label| html.contains(&label)) || tag.is_within(html, "label")
                }
                _ => true,
            };
            assert!(named, "{page}: {}", tag.whole);
        }
    });
}

#[test]
fn an_id_names_one_thing_and_every_reference_finds_it() {
    every_page(|page, _, tags| {
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{page}: an id stands twice in {ids:?}");
        for tag in tags {
            let refers = ["for", "aria-labelledby", "aria-controls", "popovertarget"].map(|name| tag.attribute(name));
            for id in refers.into_iter().flatten().flat_map(str::split_whitespace) {
                assert!(known.contains(id), "{page}: {} refers to nothing", tag.whole);
            }
        }
    });
}

#[test]
fn one_heading_one_main_and_a_way_past_the_navigation() {
    every_page(|page, html, tags| {
        for name in ["h1", "main", "title"] {
            let count = tags.iter().filter(|tag| tag.name == name && !html[..tag.start].ends_with("-->")).count();
            assert!(if name == "title" { count >= 1 } else { count == 1 }, "{page}: {count} of {name}");
        }
        assert!(html.contains("<html lang=\"en\">") && html.contains("href=\"#main\""), "{page}");
    });
}

#[test]
fn nobody_is_called_names() {
    every_page(|page, html, _| {
        let text = html.to_lowercase();
        for word in ["debtor", "defaulter", "delinquent"] {
            assert!(!text.contains(word), "{page}: {word}");
        }
    });
}

#[test]
fn the_assets_a_page_asks_for_exist_and_are_small() {
    every_page(|page, _, tags| {
        let asked = tags.iter().flat_map(|tag| [tag.attribute("src"), tag.attribute("href")]).flatten();
        let assets: Vec<&str> = asked.filter(|path| path.starts_with("/assets/")).collect();
        assert_eq!(assets.len(), 4, "{page}");
        assert!(assets.iter().all(|path| assets::find(path).is_some()), "{page}: {assets:?}");
    });
    let scripts = assets::all().iter().filter(|asset| asset.content_type.starts_with("text/javascript"));
    let bytes: usize = scripts.map(|asset| asset.text.len()).sum();
    assert!(bytes < 40_000, "all scripts together stay below 40 kB, and are {bytes}");
    let bytes = assets::style().text.len();
    assert!(bytes < 64_000, "the style sheet stays below 64 kB, and is {bytes}");
}

#[test]
fn a_page_stays_light() {
    every_page(|page, html, _| assert!(html.len() < 100_000, "{page} has {} bytes", html.len()));
}
