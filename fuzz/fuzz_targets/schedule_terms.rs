//! Any text as the terms of a loan, scheduled where it is read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_book::schedule::{Terms, schedule};

/// Longer schedules are as right as shorter ones and take the time of many.
const MOST: u32 = 400;

fuzz_target!(|bytes: &[u8]| {
    let Some(terms) = std::str::from_utf8(bytes).ok().and_then(|text| toml::from_str::<Terms>(text).ok()) else {
        return;
    };
    if terms.instalments > MOST {
        return;
    }
    let Ok(made) = schedule(&terms, None) else { return };
    let principal: i128 = made.rows.iter().map(|row| i128::from(row.principal.minor())).sum();
    assert_eq!(principal, i128::from(terms.principal.minor()), "{terms:?}");
    assert!(made.rows.is_sorted_by(|one, two| one.due_on < two.due_on), "{terms:?}");
    assert!(made.rows.iter().all(|row| row.due_on > terms.start_on), "{terms:?}");
});
