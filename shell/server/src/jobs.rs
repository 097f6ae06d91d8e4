//! Long work: closing a day, importing files. One piece after the other on a thread of
//! its own, which writes in turn with the desk; readers go on meanwhile.
//!
//! A close is one transaction, so it is whole or not at all, and what would be recorded
//! meanwhile waits for it. An import is committed in batches, between which waiting
//! records are written and it can be stopped.

use crate::at_desk::AtDesk;
use crate::live::Live;
use crate::model::jobs::{closed_says, file_not_taken, file_says, row_not_taken};
use crate::trouble::{Trouble, sentence};
use makegood_desk::{
    BoardOptions, Desk, DeskError, Job, JobKind, JobLog, JobState, NotTaken, Source, Step, board_until,
};
use makegood_units::{BusinessDate, Instant};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant as Ticked};

/// Pages are told of progress at most this often.
const TELL: Duration = Duration::from_millis(400);
/// So many rows that were not taken are kept to be shown; the rest is counted.
const NOT_TAKEN: usize = 200;

/// What somebody asks for.
pub(crate) enum Order {
    /// Close a business day.
    Close(BusinessDate),
    /// Import files.
    Import(Vec<Source>),
}

/// All long work of a book.
#[derive(Clone)]
pub(crate) struct Jobs {
    board: Arc<Board>,
    queue: mpsc::Sender<(u64, Order)>,
}

/// How all work stands.
struct Board {
    jobs: Mutex<BTreeMap<u64, Job>>,
    stops: Mutex<BTreeMap<u64, Arc<AtomicBool>>>,
    told: Mutex<Ticked>,
    log: JobLog,
    live: Live,
}

impl Jobs {
    /// Reads what is on the log and waits for orders. The thread ends with the last
    /// [`Jobs`].
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn begin(log: JobLog, second: Option<Desk>, desk: &AtDesk, live: Live) -> std::io::Result<Self> {
        let known = log.read().unwrap_or_else(|error| {
            eprintln!("the log of long work: {error}");
            BTreeMap::new()
        });
        let (jobs, stops) = (Mutex::new(known), Mutex::new(BTreeMap::new()));
        let board = Arc::new(Board { jobs, stops, told: Mutex::new(Ticked::now()), log, live });
        let (queue, orders) = mpsc::channel();
        let mut worker = Worker { board: board.clone(), second, desk: desk.clone() };
        std::thread::Builder::new().name("long work".to_owned()).spawn(move || {
            while let Ok((number, order)) = orders.recv() {
                worker.work(number, order);
            }
        })?;
        Ok(Self { board, queue })
    }

    /// Orders work, and says its number.
    ///
    /// # Errors
    /// [`Trouble::CloseUnderWay`] for a second close at a time.
    pub(crate) fn order(&self, order: Order, by: &str, asked_at: Instant) -> Result<u64, Trouble> {
        let kind = match &order {
            Order::Close(day) => JobKind::Close(*day),
            Order::Import(files) => JobKind::Import(files.iter().map(Source::name).collect()),
        };
        let mut jobs = self.board.jobs();
        let closing = jobs.values().find(|job| job.is_under_way() && matches!(job.kind, JobKind::Close(_)));
        if let (JobKind::Close(_), Some(closing)) = (&kind, closing) {
            return Err(Trouble::CloseUnderWay { job: closing.number });
        }
        let number = jobs.keys().next_back().map_or(1, |last| last + 1);
        let job = Job {
            number,
            kind,
            by: by.to_owned(),
            asked_at,
            state: JobState::Waiting,
            ended_at: None,
            part: String::new(),
            done: 0,
            total: 0,
            says: Vec::new(),
            not_taken: Vec::new(),
            not_taken_in_all: 0,
        };
        // On the log before it is acknowledged: a restart then shows that it was asked for.
        self.board.log.put(&job)?;
        jobs.insert(number, job);
        drop(jobs);
        self.board.stops().insert(number, Arc::default());
        // The worker lives as long as this does.
        let _ = self.queue.send((number, order));
        self.board.live.job();
        Ok(number)
    }

    /// All work, newest first.
    pub(crate) fn all(&self) -> Vec<Job> {
        self.board.jobs().values().rev().cloned().collect()
    }

    /// One piece of work.
    pub(crate) fn one(&self, number: u64) -> Option<Job> {
        self.board.jobs().get(&number).cloned()
    }

    /// Stops an import at the end of its batch, and whatever has not begun at once.
    ///
    /// # Errors
    /// [`Trouble::CannotStop`] for work that has ended and for a close that runs.
    pub(crate) fn stop(&self, number: u64) -> Result<(), Trouble> {
        let job = self.one(number).ok_or_else(|| Trouble::Unknown(format!("there is no work {number}")))?;
        match (&job.kind, job.state) {
            (JobKind::Close(_), JobState::Running) => {
                Err(Trouble::CannotStop("a close is whole or not at all, and is not stopped half way"))
            }
            (_, JobState::Running | JobState::Waiting) => {
                if let Some(stop) = self.board.stops().get(&number) {
                    stop.store(true, Ordering::Relaxed);
                }
                Ok(())
            }
            _ => Err(Trouble::CannotStop("this work has ended")),
        }
    }

    /// The program ends: imports stop at the end of their batch.
    pub(crate) fn stop_all(&self) {
        self.board.stops().values().for_each(|stop| stop.store(true, Ordering::Relaxed));
    }
}

impl Board {
    fn jobs(&self) -> MutexGuard<'_, BTreeMap<u64, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stops(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<AtomicBool>>> {
        self.stops.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped(&self, number: u64) -> bool {
        self.stops().get(&number).is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    fn change(&self, number: u64, change: impl FnOnce(&mut Job)) {
        if let Some(job) = self.jobs().get_mut(&number) {
            change(job);
        }
    }

    /// A change that pages hear of, but not each of thousands.
    fn goes_on(&self, number: u64, part: &str, done: u64, total: u64) {
        self.change(number, |job| {
            if job.part != part {
                part.clone_into(&mut job.part);
            }
            (job.done, job.total) = (done, total);
        });
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= TELL {
            *told = Ticked::now();
            self.live.job();
        }
    }

    fn not_taken(&self, number: u64, one: NotTaken) {
        self.change(number, |job| {
            job.not_taken_in_all += 1;
            if job.not_taken.len() < NOT_TAKEN {
                job.not_taken.push(one);
            }
        });
    }

    /// A new state, on the log and told.
    fn stands(&self, number: u64, state: JobState, ended_at: Option<Instant>) {
        self.change(number, |job| (job.state, job.ended_at) = (state, ended_at));
        let job = self.jobs().get(&number).cloned();
        if let Some(Err(error)) = job.map(|job| self.log.put(&job)) {
            eprintln!("the log of long work: {error}");
        }
        self.live.job();
        self.live.wake();
    }
}

/// Who does it.
struct Worker {
    board: Arc<Board>,
    /// A desk of its own; none for a book in memory, whose desk does it.
    second: Option<Desk>,
    desk: AtDesk,
}

impl Worker {
    fn work(&mut self, number: u64, order: Order) {
        let Some(by) = self.board.jobs().get(&number).map(|job| job.by.clone()) else { return };
        if self.board.is_stopped(number) {
            return self.board.stands(number, JobState::Stopped, None);
        }
        self.board.stands(number, JobState::Running, None);
        let board = self.board.clone();
        match &mut self.second {
            Some(desk) => carry_out(desk, &board, number, order, &by, || self.desk.give_way()),
            None => self.desk.wait_for(move |desk| carry_out(desk, &board, number, order, &by, || ())),
        }
    }
}

fn carry_out(desk: &mut Desk, board: &Board, number: u64, order: Order, by: &str, give_way: impl Fn()) {
    let done = catch_unwind(AssertUnwindSafe(|| match order {
        Order::Close(day) => close(desk, board, number, day, by),
        Order::Import(files) => import(desk, board, number, &files, by, give_way),
    }));
    let state = match done {
        Ok(Ok(state)) => state,
        Ok(Err(DeskError::Refused(refusal))) => {
            let says = [sentence(&refusal.to_string()), refusal.way_out().to_owned()];
            board.change(number, |job| job.says.extend(says));
            JobState::Failed
        }
        failed => {
            if let Ok(Err(error)) = failed {
                eprintln!("long work {number}: {error}");
            }
            let says = "Something failed. What failed is written where makegood was started.".to_owned();
            board.change(number, |job| job.says.push(says));
            JobState::Failed
        }
    };
    board.stands(number, state, Some(desk.clock().now()));
}

fn close(desk: &mut Desk, board: &Board, number: u64, day: BusinessDate, by: &str) -> Result<JobState, DeskError> {
    let closed = desk.close(day, by, |part, done, total| board.goes_on(number, part, done, total))?;
    board.change(number, |job| job.says = closed_says(&closed));
    Ok(JobState::Done)
}

fn import(
    desk: &mut Desk,
    board: &Board,
    number: u64,
    files: &[Source],
    by: &str,
    give_way: impl Fn(),
) -> Result<JobState, DeskError> {
    let options = BoardOptions { actor: by.to_owned(), ..BoardOptions::default() };
    let mut name = String::new();
    let tell = |step: Step<'_>| match step {
        Step::Begun(file, _) => {
            file.clone_into(&mut name);
            board.goes_on(number, file, 0, 0);
        }
        Step::Read(done, total) => board.goes_on(number, &name, done, total),
        Step::Refused(row) => board.not_taken(number, row_not_taken(row)),
        Step::Noticed(..) => {}
        Step::Finished(report) => board.change(number, |job| job.says.push(file_says(report))),
        Step::FileRefused(file) => board.not_taken(number, file_not_taken(file)),
    };
    let stop = || {
        give_way();
        board.is_stopped(number)
    };
    board_until(desk, files, &options, tell, stop)?;
    let stopped = board.is_stopped(number);
    Ok(if stopped { JobState::Stopped } else { JobState::Done })
}
