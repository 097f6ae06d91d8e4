//! Any text as a pack of law, its own examples run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_compliance::{Pack, Packs, run_examples};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Pack::parse("pack.md", text) {
        Ok(pack) => {
            assert_eq!(pack.text, text);
            if let Ok(packs) = Packs::try_new(vec![pack.clone()]) {
                assert!(run_examples(&pack, &packs).len() <= pack.examples.len());
            }
        }
        Err(complaints) => {
            let lines = text.lines().count().max(1);
            assert!(!complaints.is_empty());
            assert!(complaints.iter().all(|one| (1..=lines + 1).contains(&one.line)), "{complaints:?}");
        }
    }
});
