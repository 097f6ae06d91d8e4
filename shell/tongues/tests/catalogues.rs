//! The shipped catalogues: readable, complete in both languages, their gaps those of
//! the English.

use makegood_tongues::catalogue::gaps;
use makegood_tongues::{Tongue, po, shipped};
use std::collections::{BTreeMap, BTreeSet};

const TRANSLATED: [Tongue; 2] = [Tongue::Spanish, Tongue::Chinese];

fn entries(tongue: Tongue) -> Vec<(String, po::Entry)> {
    let read = |(name, text): &(&str, &str)| {
        let entries = po::read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        entries.into_iter().map(|entry| ((*name).to_owned(), entry)).collect::<Vec<_>>()
    };
    shipped::files(tongue).iter().flat_map(read).collect()
}

#[test]
fn every_entry_has_a_translation_with_the_gaps_of_its_english() {
    for tongue in TRANSLATED {
        for (file, entry) in entries(tongue) {
            let place = format!("{file} line {}: {}", entry.line, entry.english);
            assert!(!entry.says.is_empty(), "{place}: no translation");
            let (known, used): (BTreeSet<&str>, BTreeSet<&str>) =
                (gaps(&entry.english).into_iter().collect(), gaps(&entry.says).into_iter().collect());
            assert!(used.is_subset(&known), "{place}: {used:?} are not gaps of the English");
            // Chinese and Spanish may leave out a currency or an article, never a figure or a name.
            let lost: Vec<&&str> = known.difference(&used).collect();
            assert!(lost.is_empty(), "{place}: {lost:?} would be lost");
        }
    }
}

#[test]
fn no_text_is_translated_twice_and_both_languages_have_the_same() {
    let mut all: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for tongue in TRANSLATED {
        let keys = all.entry(tongue.code()).or_default();
        for (file, entry) in entries(tongue) {
            assert!(keys.insert(entry.english.clone()), "{file} line {}: {} again", entry.line, entry.english);
        }
    }
    let (spanish, chinese) = (&all["es"], &all["zh"]);
    let apart: Vec<&String> = spanish.symmetric_difference(chinese).collect();
    assert!(apart.is_empty(), "in one language only: {apart:?}");
}
