//! A reader who follows every link.

use crate::site::Site;
use std::collections::{BTreeMap, BTreeSet};

/// So many pages of one kind are read; rows of one kind are alike.
const MOST_OF_A_KIND: usize = 3;

/// `/case/B-2/file?add=x` and `/case/B-3/file` are of one kind.
fn kind_of(link: &str) -> String {
    let path = link.split('?').next().unwrap_or(link);
    let words = path.split('/').filter(|word| {
        !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || matches!(letter, '-' | '.'))
    });
    words.collect::<Vec<_>>().join("/")
}

/// Every answer that went well, by its address, from these on.
pub async fn all(site: &Site, starts: &[String]) -> BTreeMap<String, String> {
    let mut todo = starts.to_vec();
    let mut seen: BTreeSet<String> = todo.iter().cloned().collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = BTreeMap::new();
    while let Some(path) = todo.pop() {
        let answer = site.get(&path).await;
        if !answer.status.is_success() {
            continue;
        }
        for link in answer.text.split("href=\"/").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let link = format!("/{}", link.replace("&#38;", "&"));
            let count = kinds.entry(kind_of(&link)).or_default();
            if !link.starts_with("/assets/") && *count < MOST_OF_A_KIND && seen.insert(link.clone()) {
                *count += 1;
                todo.push(link);
            }
        }
        found.insert(path, answer.text);
    }
    found
}
