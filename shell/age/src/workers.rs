//! Shares numbered tasks among threads.

use crate::{AgeError, Progress, Step};
use parquet::errors::ParquetError;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// How many threads the caller asked for.
pub(crate) fn threads(asked: usize) -> usize {
    match asked {
        0 => thread::available_parallelism().map_or(1, usize::from),
        some => some,
    }
}

/// Turns a panic of a file reader into a refusal: a damaged file may bring its
/// decoder to a state it did not foresee. Nothing of our own runs inside.
pub(crate) fn guarded<T>(file: &str, read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, AgeError> {
    let broken = |says| AgeError::Broken { file: file.to_owned(), says };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(outcome) => outcome.map_err(|error| broken(error.to_string())),
        Err(_) => Err(broken("its reader gave up on the damaged content".to_owned())),
    }
}

/// The work of one step: the tasks, who does them, whom to tell.
pub(crate) struct Crew {
    pub step: Step,
    pub tasks: usize,
    pub threads: usize,
}

impl Crew {
    /// Runs every task once. Results come in task order, beside what each thread
    /// kept. Of several errors the one of the lowest task is returned, so that the
    /// same input names the same row every time.
    pub(crate) fn run<S: Send, T: Send>(
        &self,
        start: impl Fn() -> Result<S, AgeError> + Sync,
        work: impl Fn(&mut S, usize) -> Result<T, AgeError> + Sync,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(Vec<T>, Vec<S>), AgeError> {
        let next = AtomicUsize::new(0);
        let (tell, hear) = mpsc::channel();
        let one = |tell: mpsc::Sender<_>| -> Result<S, AgeError> {
            let mut state = start()?;
            loop {
                let task = next.fetch_add(1, Ordering::Relaxed);
                if task >= self.tasks {
                    return Ok(state);
                }
                let outcome = work(&mut state, task);
                if outcome.is_err() {
                    next.store(self.tasks, Ordering::Relaxed);
                }
                if tell.send((task, outcome)).is_err() {
                    return Ok(state);
                }
            }
        };
        thread::scope(|scope| {
            let count = self.threads.min(self.tasks).max(1);
            let hands: Vec<_> =
                (0..count).map(|_| (tell.clone(), &one)).map(|(tell, one)| scope.spawn(move || one(tell))).collect();
            drop(tell);
            let mut outcomes: Vec<_> = Vec::with_capacity(self.tasks);
            for outcome in hear {
                outcomes.push(outcome);
                progress(Progress { step: self.step, done: outcomes.len(), of: self.tasks });
            }
            outcomes.sort_unstable_by_key(|(task, _)| *task);
            let results = outcomes.into_iter().map(|(_, outcome)| outcome).collect::<Result<_, _>>()?;
            let kept = hands
                .into_iter()
                .map(|hand| hand.join().unwrap_or_else(|panic| resume_unwind(panic)))
                .collect::<Result<_, _>>()?;
            Ok((results, kept))
        })
    }
}
