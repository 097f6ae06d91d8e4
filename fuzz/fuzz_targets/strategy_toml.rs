//! Any text as a lender's ladder, and as the rules of a book.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_book::{BookRules, Waterfall};
use makegood_strategy::Strategy;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Strategy::parse("strategy.toml", text) {
        Ok(strategy) => assert!(!strategy.rungs.is_empty()),
        Err(problems) => {
            let lines = text.lines().count().max(1);
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| (1..=lines + 1).contains(&problem.line)), "{problems:?}");
        }
    }
    // What is read is written and read again as the same.
    if let Ok(rules) = toml::from_str::<BookRules>(text) {
        let written = toml::to_string(&rules).expect("rules can be written");
        assert_eq!(toml::from_str::<BookRules>(&written).expect("own text"), rules);
    }
    if let Ok(waterfall) = toml::from_str::<Waterfall>(text) {
        let written = toml::to_string(&waterfall).expect("a waterfall can be written");
        assert_eq!(toml::from_str::<Waterfall>(&written).expect("own text"), waterfall);
    }
});
