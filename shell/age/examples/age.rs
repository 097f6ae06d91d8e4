//! Ages a folder: `age DIR AS_OF OUT THREADS`. Prints the totals and the seconds, for
//! `benches/age.py`; people use `makegood age`.

use makegood_age::{Options, Step, run};
use makegood_book::Buckets;
use makegood_units::BusinessDate;
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [dir, as_of, out, threads] = words.as_slice() else { return Err("usage: age DIR AS_OF OUT THREADS".into()) };
    let mut options = Options::new(dir, as_of.parse::<BusinessDate>()?, out);
    options.buckets = Buckets::try_from(vec![1, 30, 60, 90, 180])?;
    options.threads = threads.parse()?;
    let start = Instant::now();
    let mut reached: Vec<(Step, f64)> = Vec::new();
    let summary = run(&options, |progress| {
        if progress.done == progress.of {
            reached.push((progress.step, start.elapsed().as_secs_f64()));
        }
    })?;
    let seconds = start.elapsed().as_secs_f64();
    for (step, at) in reached {
        eprintln!("{step:?} done at {at:.3} s");
    }
    eprint!("{summary}");
    let sums = summary.sums.values().next().copied().unwrap_or_default();
    let buckets: u64 = summary.buckets.iter().zip(0..).map(|((_, count), bucket)| count * bucket).sum();
    println!(
        "[{}, {}, {}, {}, {}, {}, {buckets}, {}]",
        summary.loans, summary.late, sums.fee, sums.interest, sums.principal, summary.days_past_due, sums.overdue_basis
    );
    println!("{{\"seconds\": {seconds:.3}}}");
    Ok(())
}
