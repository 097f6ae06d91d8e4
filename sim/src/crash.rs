//! A crash in the middle of an import: a child process that ends itself, and what the
//! next process finds.

use crate::{Generator, policy};
use anyhow::{Context, Result, ensure};
use jiff::tz::TimeZone;
use makegood_desk::{BoardOptions, Clock, Desk, Source, Step, board};
use makegood_units::BusinessDate;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The desk commits after so many rows of a file.
const COMMITTED_ROWS: u64 = 20_000;
/// The desk tells of every so many rows.
const TOLD_ROWS: u64 = 1_000;

/// What a crash left and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrashReport {
    /// Events the child had written for good.
    pub events_left: i64,
    /// Events after the import was run again.
    pub events_after: i64,
}

fn day() -> Result<BusinessDate> {
    Ok("2026-03-02".parse()?)
}

fn open(book: &Path) -> Result<Desk> {
    Ok(Desk::open(book, Clock::standing(day()?, 13, TimeZone::UTC))?)
}

fn options() -> BoardOptions {
    BoardOptions { actor: "sim".to_owned(), ..BoardOptions::default() }
}

/// Boards the files of a folder and ends the process at once after so many thousand
/// rows, without tidying up. Never returns when there are so many rows.
///
/// # Errors
/// Whatever the desk refuses.
pub fn board_and_abort(book: &Path, folder: &Path, after_thousands: u64) -> Result<()> {
    let mut desk = open(book)?;
    let mut told = 0;
    board(&mut desk, &sources(folder)?, &options(), |step| {
        if let Step::Read(..) = step {
            told += 1;
            if told >= after_thousands {
                std::process::abort();
            }
        }
    })?;
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<Source>> {
    Ok(Source::behind(&[folder.to_owned()])?)
}

/// Crashes an import of so many payments, run by `program`, after so many thousand of
/// them; opens what it left, and a copy of the file and its log; boards again and
/// compares with an import nobody disturbed.
///
/// # Errors
/// What does not hold.
pub fn crash(program: &Path, seed: u64, payments: u32, after_thousands: u64) -> Result<CrashReport> {
    let folder = tempfile::tempdir()?;
    let files = folder.path().join("files");
    std::fs::create_dir(&files)?;
    deliver(seed, payments, &files)?;
    let (whole, broken, copy) = (place(&folder, "whole")?, place(&folder, "broken")?, place(&folder, "copy")?);

    let mut undisturbed = open(&whole)?;
    board(&mut undisturbed, &sources(&files)?, &options(), |_| {})?;
    let expected = finish(&mut undisturbed)?;

    let after = after_thousands.to_string();
    let child = Command::new(program)
        .args(["abort-while-boarding", "--book"])
        .arg(&broken)
        .arg("--files")
        .arg(&files)
        .args(["--after-thousands", &after])
        .output()
        .context("starting the child")?;
    ensure!(!child.status.success(), "the child was to end in the middle, and came to its end");
    for entry in std::fs::read_dir(broken.parent().context("a folder")?)? {
        let from = entry?.path();
        let to = copy.parent().context("a folder")?.join(from.file_name().context("a name")?);
        std::fs::copy(&from, to)?;
    }
    let report = resume(&broken, &files, &expected).context("the book the child left")?;
    let again = resume(&copy, &files, &expected).context("a copy of the file and its log")?;
    ensure!(report == again, "the book and its copy went different ways: {report:?}, {again:?}");
    // Loans, instalments, and of the payments each full transaction.
    let kept = 2 + i64::try_from((after_thousands * TOLD_ROWS - 1) / COMMITTED_ROWS)?;
    ensure!(report.events_left == kept, "{} events were kept of {kept} committed", report.events_left);
    Ok(report)
}

fn place(folder: &tempfile::TempDir, name: &str) -> Result<PathBuf> {
    let path = folder.path().join(name);
    std::fs::create_dir(&path)?;
    Ok(path.join("book.sqlite"))
}

fn resume(book: &Path, files: &Path, expected: &Finished) -> Result<CrashReport> {
    let mut desk = open(book)?;
    let (events_left, _) = makegood_journal::head(desk.book())?;
    ensure!(desk.verify(|_, _| {})?.holds(), "the views the crash left are not those of its journal");
    board(&mut desk, &sources(files)?, &options(), |_| {})?;
    let found = finish(&mut desk)?;
    let (events_after, _) = makegood_journal::head(desk.book())?;
    ensure!(found == *expected, "boarded again after a crash, the book is another one");
    Ok(CrashReport { events_left, events_after })
}

/// What two books must have in common to be the same: everything but the moments
/// their events were written down at.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finished {
    events: i64,
    facts: Vec<String>,
    plan: String,
    views: Vec<String>,
}

fn finish(desk: &mut Desk) -> Result<Finished> {
    desk.adopt(&policy::shipped(), "sim")?;
    let plan = desk.close(day()?, "sim", |_, _, _| {})?.plan;
    ensure!(desk.verify(|_, _| {})?.holds(), "the views are not those of the journal");
    let (events, _) = makegood_journal::head(desk.book())?;
    let tables = ["view_loan", "view_party", "view_close", "view_late", "view_case", "view_work"];
    let views = tables.iter().map(|table| rows(desk, &format!("SELECT * FROM {table} ORDER BY 1, 2")));
    let views = views.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect();
    let facts = rows(desk, "SELECT event, kind, key, owner, reported_on, body FROM fact ORDER BY seq")?;
    Ok(Finished { events, facts, plan, views })
}

fn rows(desk: &Desk, query: &str) -> Result<Vec<String>> {
    let mut statement = desk.book().prepare(query)?;
    let columns = statement.column_count();
    let mut found = Vec::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut text = String::new();
        for column in 0..columns {
            write!(text, "{:?} ", row.get_ref(column)?)?;
        }
        found.push(text);
    }
    Ok(found)
}

/// A small book with many payments.
fn deliver(seed: u64, count: u32, folder: &Path) -> Result<()> {
    let mut chance = Generator::new(seed);
    let mut loans = "loan_id,borrower_id,branch,currency,principal,disbursed_on\n".to_owned();
    let mut instalments = "loan_id,no,due_on,principal\n".to_owned();
    let mut payments = "payment_id,loan_id,value_on,amount\n".to_owned();
    for loan in 1..=40 {
        writeln!(loans, "L-{loan},B-{loan},north,USD,5000.00,2025-11-01")?;
        for no in 1..=5 {
            let due = day()?.plus_days(30 * (no - 4));
            writeln!(instalments, "L-{loan},{no},{due},1000.00")?;
        }
    }
    for payment in 1..=count {
        let (loan, back) = (chance.between(1, 40), chance.between(0, 100));
        let value_on = day()?.plus_days(-i32::try_from(back)?);
        writeln!(payments, "P-{payment},L-{loan},{value_on},{}.{:02}", chance.between(0, 2), chance.between(1, 99))?;
    }
    for (name, text) in [("1-loans.csv", loans), ("2-instalments.csv", instalments), ("3-payments.csv", payments)] {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}
