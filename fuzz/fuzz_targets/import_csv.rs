//! Any bytes as a CSV file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_fuzz::rows::account_for;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let size = bytes.len() as u64;
    let Ok(reader) = makegood_intake::read_csv("f.csv", Box::new(Cursor::new(bytes.to_vec())), size) else { return };
    account_for(reader, size, 2);
});
