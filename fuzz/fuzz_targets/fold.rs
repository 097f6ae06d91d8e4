//! Any loan, any rules, any day.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_fuzz::laws::look;
use makegood_fuzz::made::{Amounts, Source};

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = arbitrary::Unstructured::new(bytes);
    let Ok(mut source) = Source::new(&mut bytes) else { return };
    let (Ok(rules), Ok(day), Ok(facts)) = (source.rules(), source.day(), source.facts()) else { return };
    look(&facts, &rules, day, source.amounts != Amounts::Any);
});
