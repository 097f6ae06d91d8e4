//! Long work: asked for, answered at once, done by and by. A job is a row of the book; what
//! it does and that it is done are one transaction, so a job cut off is begun again.

use crate::problem::Problem;
use crate::{Hand, Shared, shape};
use makegood_desk::Desk;
use makegood_journal::{JobState, set_job, unfinished_jobs};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The kind of the one long work there is.
pub(crate) const CLOSE_DAY: &str = "close_day";

/// How far a job is: what it is at, and done of all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    pub at: String,
    pub done: u64,
    pub of: u64,
}

/// Jobs under way in this process.
#[derive(Clone, Default)]
pub(crate) struct Progress(Arc<Mutex<BTreeMap<i64, Step>>>);

impl Progress {
    pub(crate) fn of(&self, job: i64) -> Option<Step> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&job).cloned()
    }

    fn set(&self, job: i64, step: Option<Step>) {
        let mut jobs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match step {
            Some(step) => jobs.insert(job, step),
            None => jobs.remove(&job),
        };
    }
}

/// Carries out a job, and waits its turn at the desk for as long as it takes.
pub(crate) async fn carry_out(shared: Arc<Shared>, job: i64) {
    loop {
        let progress = shared.progress.clone();
        let done = shared.at_desk(Hand::Writes, move |desk| finish(desk, &progress, job)).await;
        shared.progress.set(job, None);
        match done {
            Err(problem) if problem.status == 503 => {}
            Err(problem) => return eprintln!("api: job {job}: {}", problem.detail),
            Ok(()) => return,
        }
    }
}

/// Begins again what was asked for and not done before the server last ended.
pub async fn resume(shared: Arc<Shared>) {
    let waiting = shared.at_desk(Hand::Reads, |desk| Ok(unfinished_jobs(desk.book())?)).await;
    for job in waiting.unwrap_or_default() {
        carry_out(shared.clone(), job.id).await;
    }
}

fn finish(desk: &mut Desk, progress: &Progress, number: i64) -> Result<(), Problem> {
    let job = makegood_journal::job(desk.book(), number)?.filter(|job| job.state == JobState::Waiting);
    let Some(job) = job else { return Ok(()) };
    let done = desk.as_one(|desk| {
        let tell = |at: &str, done, of| progress.set(number, Some(Step { at: at.to_owned(), done, of }));
        let day = job.about.parse().map_err(Problem::unreadable)?;
        let closed = desk.close(day, &job.by, tell)?;
        let result = serde_json::to_string(&shape::day::closed(&closed)).map_err(|error| Problem::failed(&error))?;
        set_job(desk.book(), number, JobState::Done, &result)?;
        Ok::<(), Problem>(())
    });
    if let Err(problem) = done {
        let said = serde_json::to_string(&problem).map_err(|error| Problem::failed(&error))?;
        set_job(desk.book(), number, JobState::Refused, &said)?;
    }
    Ok(())
}
