//! Any text as a scheme of asset classes, and a loan's past led through it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_book::class::{Past, Scheme, classify};
use makegood_fuzz::past::{MARKS, TOLD, late_loan, marks};
use makegood_units::Currency;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let scheme = match Scheme::parse("scheme.toml", text) {
        Ok(scheme) => scheme,
        Err(problems) => {
            let lines = text.lines().count().max(1);
            assert!(!problems.is_empty());
            assert!(problems.iter().all(|problem| (1..=lines + 1).contains(&problem.line)), "{problems:?}");
            return;
        }
    };
    let (spans, marks) = (late_loan(), marks(&MARKS));
    for (portfolio, told) in [(Some("retail"), &TOLD[..]), (None, &[])] {
        let past = Past { currency: Currency::USD, portfolio, spans: &spans, marks: &marks, told };
        let until = spans.last().map(|span| span.from.plus_days(500)).expect("a loan");
        let Ok(history) = classify(&scheme, &past, until) else { continue };
        // Stays follow each other without gap or overlap, from the first day on.
        assert_eq!(history.entries.first().map(|stay| stay.entered_on), spans.first().map(|span| span.from));
        for (one, two) in history.entries.iter().zip(history.entries.iter().skip(1)) {
            assert_eq!(one.left_on, Some(two.entered_on));
            assert!(one.entered_on < two.entered_on && one.class != two.class);
        }
        assert!(history.next_change_on.is_none_or(|day| day > until));
    }
});
