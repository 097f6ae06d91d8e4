//! Chores of this repository. `cargo run -q -p xtask -- CHORE`.

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let chore = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    match chore.as_str() {
        other => bail!("no chore named {other:?} (given {rest:?})"),
    }
}
