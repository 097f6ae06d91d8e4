//! Long work in words.

use crate::layout::Frame;
use crate::pages::jobs::{JobCard, Jobs, Line};
use crate::say;
use crate::trouble::capital;
use makegood_desk::{Boarded, Closed, Desk, Job, JobKind, JobState, NotTaken};
use makegood_intake::{FileRefusal, RowRefusal};

/// So many pieces of work are listed.
const LISTED: usize = 50;

/// The page of all work.
pub(crate) fn list(desk: &Desk, frame: Frame, jobs: &[Job]) -> Jobs {
    let today = desk.clock().today();
    let lines = jobs.iter().take(LISTED).map(|job| Line {
        number: job.number,
        title: title(job),
        state: state(job).to_owned(),
        chip: chip(job.state),
        by: name(&frame, &job.by),
        asked: moment(desk, job.asked_at),
    });
    Jobs { lines: lines.collect(), today, frame }
}

/// The page of one piece of work.
pub(crate) fn one(desk: &Desk, frame: Frame, job: Job) -> JobCard {
    let is_close = matches!(job.kind, JobKind::Close(_));
    JobCard {
        title: title(&job),
        state: state(&job).to_owned(),
        chip: chip(job.state),
        by: name(&frame, &job.by),
        asked: moment(desk, job.asked_at),
        ended: job.ended_at.map(|at| moment(desk, at)),
        is_under_way: job.is_under_way(),
        can_stop: job.is_under_way() && !(is_close && job.state == JobState::Running),
        part: if is_close { capital(&job.part) } else { job.part.clone() },
        unit: if is_close { "done" } else { "bytes read" },
        share: (job.total > 0).then_some((job.done, job.total)),
        what_it_means: means(&job),
        says: job.says,
        not_taken: job.not_taken,
        not_taken_in_all: usize::try_from(job.not_taken_in_all).unwrap_or(usize::MAX),
        number: job.number,
        frame,
    }
}

fn title(job: &Job) -> String {
    match &job.kind {
        JobKind::Close(day) => format!("Close of {}", say::day_text(day)),
        JobKind::Import(files) => match files.as_slice() {
            [one] => format!("Import of {one}"),
            many => format!("Import of {}", say::counted(many.len(), "file")),
        },
    }
}

fn state(job: &Job) -> &'static str {
    match job.state {
        JobState::Waiting => "waiting",
        JobState::Running => "under way",
        JobState::Done if job.not_taken_in_all > 0 => "done, some not taken",
        JobState::Done => "done",
        JobState::Failed => "not done",
        JobState::Stopped => "stopped",
        JobState::Interrupted => "interrupted",
    }
}

fn chip(state: JobState) -> &'static str {
    match state {
        JobState::Done => "chip good",
        JobState::Failed | JobState::Interrupted => "chip bad",
        JobState::Waiting | JobState::Running | JobState::Stopped => "chip open",
    }
}

/// What may be relied on in this state.
fn means(job: &Job) -> &'static str {
    let is_close = matches!(job.kind, JobKind::Close(_));
    match (job.state, is_close) {
        (JobState::Waiting, _) => "Other work is before it. You can leave this page and come back.",
        (JobState::Running, true) => {
            "You can leave this page and come back. Pages can be read meanwhile; what somebody records waits until the day is closed. A close is whole or not at all, so it cannot be stopped half way."
        }
        (JobState::Running, false) => {
            "You can leave this page and come back. Rows are taken in batches, and others can record between them."
        }
        (JobState::Done, _) => "",
        (JobState::Failed, true) => "The day was not closed. Nothing of it was written.",
        (JobState::Failed, false) => {
            "Batches taken before stay on the book. Sending the same files again goes on from there."
        }
        (JobState::Stopped, true) => "It was stopped before it began. Nothing was written.",
        (JobState::Stopped, false) => {
            "What was taken until then stays on the book. Sending the same files again goes on from there: rows on the book are counted as unchanged."
        }
        (JobState::Interrupted, true) => {
            "The program ended while it went on. A close is whole or not at all: the last closed day on the book page says whether it was written. If not, close the day again."
        }
        (JobState::Interrupted, false) => {
            "The program ended while it went on. Batches taken before stay on the book. Send the same files again: rows on the book are counted as unchanged."
        }
    }
}

fn name(frame: &Frame, by: &str) -> String {
    frame.staff.iter().find(|one| one.id.as_str() == by).map_or_else(|| by.to_owned(), |one| one.name.clone())
}

fn moment(desk: &Desk, at: makegood_units::Instant) -> String {
    format!("{}, {}", say::day_text(&desk.clock().day_of(at)), desk.clock().hour_of(at))
}

/// What a close came to.
pub(crate) fn closed_says(closed: &Closed) -> Vec<String> {
    let day = say::day_text(&closed.as_of);
    if closed.already {
        return vec![format!("{day} was closed before with this very plan. Nothing was written.")];
    }
    let touched = usize::try_from(closed.touched).unwrap_or(usize::MAX);
    vec![
        format!("{} computed anew.", say::counted(touched, "loan")),
        format!("{} in arrears.", say::counted(closed.cases, "case")),
        format!("{} on worklists.", say::counted(closed.steps, "step")),
    ]
}

/// What became of the rows of a file.
pub(crate) fn file_says(report: &Boarded) -> String {
    let parts = [
        (report.new, "new"),
        (report.unchanged, "unchanged"),
        (report.confirmed, "confirmed by a later report"),
        (report.superseding, "superseding"),
        (report.stale, "older than what is known, kept as history"),
        (report.repeats, "repeated in the file"),
        (report.refused, "not taken"),
        (report.blank, "blank"),
    ];
    let size = |count: &u64| say::count(usize::try_from(*count).unwrap_or(usize::MAX));
    let said = parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{} {word}", size(count)));
    let said = said.collect::<Vec<_>>().join(", ");
    let unread = match report.unknown_columns.as_slice() {
        [] => String::new(),
        columns => format!(" Columns not read: {}.", columns.join(", ")),
    };
    let rows = say::counted(usize::try_from(report.rows).unwrap_or(usize::MAX), "row");
    format!("{}: {rows}{}{said}.{unread}", report.file, if said.is_empty() { "" } else { ": " })
}

/// A row that was not taken.
pub(crate) fn row_not_taken(row: &RowRefusal) -> NotTaken {
    NotTaken {
        file: row.file.clone(),
        line: row.line,
        column: row.column.clone(),
        value: row.value.clone(),
        reason: row.sentence.clone(),
        way_out: row.way_out.clone(),
    }
}

/// A file of which nothing was taken.
pub(crate) fn file_not_taken(file: &FileRefusal) -> NotTaken {
    NotTaken {
        file: file.file.clone(),
        line: 0,
        column: String::new(),
        value: file.found.clone(),
        reason: file.sentence.clone(),
        way_out: file.way_out.clone(),
    }
}
