//! Any bytes as a Parquet file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use makegood_fuzz::rows::account_for;
use std::io::Write as _;

fuzz_target!(
    init: {
        // The reader catches what the decoder gives up on; that alone is no finding.
        std::panic::set_hook(Box::new(|_| ()));
    },
    |bytes: &[u8]| {
        let mut file = tempfile::Builder::new().suffix(".parquet").tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        let Ok(reader) = makegood_intake::open(file.path()) else { return };
        account_for(reader, u64::MAX, 1);
    }
);
