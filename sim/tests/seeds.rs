//! A few seeds, quickly. For more: `cargo run -p makegood-sim -- --seed 1 --seeds 100 --steps 200`;
//! for a crash between two transactions of one file: `cargo run -p makegood-sim -- crash`.
#![allow(clippy::unwrap_used)]

use makegood_sim::{Summary, crash, run};
use std::path::Path;

#[test]
fn a_few_seeds_hold() {
    for seed in [5, 11, 15] {
        let summary = run(seed, 30).unwrap_or_else(|failure| panic!("{failure}"));
        let Summary { closes, outcomes, worklist_items, replays, loan_events, positions, .. } = &summary;
        let counts = [closes, outcomes, worklist_items, replays, loan_events, &positions.0, &positions.1];
        let something = counts.iter().all(|count| **count > 0);
        assert!(something, "seed {seed} did not look at everything: {summary:?}");
    }
}

#[test]
fn the_same_seed_gives_the_same_plans() {
    let plans = || run(7, 16).unwrap_or_else(|failure| panic!("{failure}")).plans;
    let (one, two) = (plans(), plans());
    assert!(!one.is_empty());
    assert_eq!(one, two);
}

#[test]
fn a_crash_inside_a_file_keeps_the_files_before_it() {
    let report = crash(program(), 1, 1_500, 1).unwrap();
    assert_eq!((report.events_left, report.events_after), (2, 5));
}

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_makegood-sim"))
}
