//! Long work a person asked for, and the log of it beside the book.
//!
//! What such work does to the book is in the journal. The log is no part of the truth: it
//! says who asked for what, how far it came and how it ended, so that a page can be left
//! and come back to. A line a change, the last line of a number counts. Work that was
//! under way when the program ended is read back as interrupted.

use crate::{Desk, DeskError};
use makegood_units::{BusinessDate, Instant};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// A business day is closed.
    Close(BusinessDate),
    /// Files are imported, by their names.
    Import(Vec<String>),
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Other work is before it.
    Waiting,
    /// It goes on.
    Running,
    /// It was done.
    Done,
    /// It was not done; why is said.
    Failed,
    /// Somebody stopped it.
    Stopped,
    /// The program ended while it went on.
    Interrupted,
}

/// A row or a file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    /// The file.
    pub file: String,
    /// The line; zero for a whole file.
    pub line: u64,
    /// The column; empty for a whole row or file.
    pub column: String,
    /// What was found there.
    pub value: String,
    /// The reason in a sentence.
    pub reason: String,
    /// What to do.
    pub way_out: String,
}

/// One piece of long work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its number, from 1.
    pub number: u64,
    /// What was asked for.
    pub kind: JobKind,
    /// Who asked.
    pub by: String,
    /// When.
    pub asked_at: Instant,
    /// How far it is.
    pub state: JobState,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Instant>,
    /// What it does at present, in a word or the name of a file.
    #[serde(default)]
    pub part: String,
    /// So much of that part is done.
    #[serde(default)]
    pub done: u64,
    /// Of so much; zero where it is not known.
    #[serde(default)]
    pub total: u64,
    /// What came of it, sentence by sentence.
    #[serde(default)]
    pub says: Vec<String>,
    /// The first rows and files that were not taken.
    #[serde(default)]
    pub not_taken: Vec<NotTaken>,
    /// How many were not taken in all.
    #[serde(default)]
    pub not_taken_in_all: u64,
}

impl Job {
    /// Whether it waits or goes on.
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, JobState::Waiting | JobState::Running)
    }
}

/// The log of long work beside a book; of a book in memory, nothing is kept.
#[derive(Clone, Debug)]
pub struct JobLog(Option<PathBuf>);

impl Desk {
    /// The log of long work beside this book: its file's name with `.jobs` behind it.
    pub fn job_log(&self) -> JobLog {
        let beside = |file: &Path| {
            let mut name = file.as_os_str().to_owned();
            name.push(".jobs");
            PathBuf::from(name)
        };
        JobLog(self.file().map(beside))
    }
}

impl JobLog {
    /// All work ever asked for, by number. A line that was cut off by a crash is passed over.
    ///
    /// # Errors
    /// A log that is there and cannot be read.
    pub fn read(&self) -> Result<BTreeMap<u64, Job>, DeskError> {
        let Some(file) = self.0.as_deref().filter(|file| file.exists()) else { return Ok(BTreeMap::new()) };
        let text = std::fs::read_to_string(file).map_err(|source| io(file, source))?;
        let mut jobs = BTreeMap::new();
        for job in text.lines().filter_map(|line| serde_json::from_str::<Job>(line).ok()) {
            jobs.insert(job.number, job);
        }
        for job in jobs.values_mut().filter(|job| job.is_under_way()) {
            job.state = JobState::Interrupted;
        }
        Ok(jobs)
    }

    /// Writes a job down as it stands.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn put(&self, job: &Job) -> Result<(), DeskError> {
        let Some(path) = &self.0 else { return Ok(()) };
        let line = serde_json::to_string(job).map_err(|_| DeskError::Json("a job"))?;
        let open = std::fs::OpenOptions::new().create(true).append(true).open(path);
        let mut file = open.map_err(|source| io(path, source))?;
        // A line break before it as well: what a crash cut off before does not spoil this line.
        file.write_all(format!("\n{line}\n").as_bytes()).map_err(|source| io(path, source))?;
        file.sync_data().map_err(|source| io(path, source))
    }
}

fn io(path: &Path, source: std::io::Error) -> DeskError {
    DeskError::Io { path: path.display().to_string(), source }
}

#[cfg(test)]
mod tests {
    use super::{Job, JobKind, JobLog, JobState};
    use std::io::Write;

    #[test]
    fn what_was_under_way_when_the_program_ended_is_interrupted() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("book.sqlite.jobs");
        let log = JobLog(Some(path.clone()));
        assert!(log.read().expect("an empty log").is_empty());
        let job = |number, state| Job {
            number,
            kind: JobKind::Import(vec!["loans.csv".to_owned()]),
            by: "S-1".to_owned(),
            asked_at: "2026-06-30T08:00:00Z".parse().expect("a moment"),
            state,
            ended_at: None,
            part: String::new(),
            done: 0,
            total: 0,
            says: vec![],
            not_taken: vec![],
            not_taken_in_all: 0,
        };
        for (number, state) in [(1, JobState::Running), (1, JobState::Done), (2, JobState::Running)] {
            log.put(&job(number, state)).expect("written");
        }
        let cut = "{\"number\":2,\"kind\"";
        std::fs::OpenOptions::new().append(true).open(&path).expect("a file").write_all(cut.as_bytes()).expect("cut");
        log.put(&job(3, JobState::Waiting)).expect("written");
        let states: Vec<_> = log.read().expect("a log").into_values().map(|job| (job.number, job.state)).collect();
        assert_eq!(states, [(1, JobState::Done), (2, JobState::Interrupted), (3, JobState::Interrupted)]);
    }
}
