//! Security beside a case, and joint-liability groups: the pages and their forms.

mod group;
mod markup;
mod security;
mod things;

use crate::site::{Answer, Site, desk};
use axum::http::StatusCode;

/// Three households, one of them behind since 15 January 2007. Everybody is invented.
const GROUP: &str = r#"
[[group]]
id = "GR-1"
liability = "joint_and_several"
clause = "group contract, clause 4"
debts = ["L-2", "L-4", "L-5"]

[[group.member]]
party = "B-2"
share_bp = 3334
proof = "D-4"
signed_on = 2006-11-10

[[group.member]]
party = "B-4"
share_bp = 3333
proof = "D-4"
signed_on = 2006-11-10
limit_minor = 12_000

[[group.member]]
party = "B-5"
share_bp = 3333
proof = "D-4"
signed_on = 2006-11-10
"#;

/// The usual book, with these rows learnt in a case.
pub fn site_with(party: &str, rows: &str) -> Site {
    let mut desk = desk(&["2007-03-02", "2007-04-02"]);
    desk.learn_recourse(&party.into(), rows, &"S-1".into()).unwrap();
    Site::over(desk)
}

/// The book with the group in it, acted on by its officer.
pub fn group_site() -> Site {
    let mut site = site_with("B-2", GROUP);
    site.cookie = Some("S-1".to_owned());
    site
}

/// Posts a form of a page and follows it back.
pub async fn record(site: &Site, party: &str, fields: &[(&str, &str)]) -> Answer {
    let saved = site.post(&format!("/case/{party}/recourse"), fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = site.get(saved.location().split('#').next().unwrap()).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page
}

impl Answer {
    #[track_caller]
    pub fn hides(&self, what: &str) {
        assert!(!self.text.contains(what), "{what:?} is on the page:\n{}", self.text);
    }

    /// The words of the page without its markup, spaces single.
    pub fn words(&self) -> String {
        let main = crate::site::between(&self.text, "<main", "</main>");
        let mut words = String::new();
        let mut inside = true;
        for letter in main.chars() {
            match letter {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                _ if !inside => words.push(letter),
                _ => {}
            }
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[track_caller]
    pub fn says(&self, what: &str) {
        let words = self.words();
        assert!(words.contains(what), "{what:?} is not said on the page:\n{words}");
    }
}
