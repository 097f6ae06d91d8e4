//! The simulated lender: the desk under test, and what the naive model knows.

use crate::ledger::Ledger;
use crate::memory::Memory;
use crate::steps::Step;
use crate::{Failure, Generator, policy};
use anyhow::{Context, Result};
use jiff::tz::TimeZone;
use makegood_book::BookRules;
use makegood_desk::{BoardOptions, Clock, Desk, Source, board};
use makegood_units::BusinessDate;
use std::path::PathBuf;
use tempfile::TempDir;

/// Where everybody lives.
pub(crate) const ZONE: &str = "Africa/Nairobi";

/// The hour the simulated clock stands at: late enough that most of a day's outcomes
/// lie behind it, early enough that some lie ahead and are refused.
pub(crate) const CLOSING_HOUR: i8 = 20;

/// The simulated lender.
pub struct World {
    pub(crate) chance: Generator,
    pub(crate) desk: Option<Desk>,
    pub(crate) zone: TimeZone,
    pub(crate) today: BusinessDate,
    pub(crate) folder: PathBuf,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) delivered: u32,
    pub(crate) borrowers: Vec<String>,
    pub(crate) ledger: Ledger,
    pub(crate) rules: BookRules,
    pub(crate) memory: Memory,
    pub(crate) closed: Vec<BusinessDate>,
    pub(crate) summary: Summary,
    // Last, so that the files go after the desk has let go of them.
    _folder: TempDir,
}

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Steps taken.
    pub steps: u32,
    /// Days closed, a day closed again counted again.
    pub closes: u32,
    /// Outcomes recorded.
    pub outcomes: u32,
    /// Commands refused by name.
    pub refused: u32,
    /// Steps on worklists, looked at one by one.
    pub worklist_items: u32,
    /// Promises compared with the naive recount.
    pub promises: u32,
    /// Closed days replayed.
    pub replays: u32,
    /// Rows of what happened to loans, corrections not counted.
    pub loan_events: u32,
    /// Positions compared, loan by loan after every close, and how many of them with
    /// the naive model too.
    pub positions: (u32, u32),
    /// Every plan by its day and hash, in the order of closing: the same seed gives
    /// the same.
    pub plans: Vec<(String, String)>,
}

/// Plays so many steps from a seed.
///
/// # Errors
/// The first thing a checker found.
pub fn run(seed: u64, steps: u32) -> Result<Summary, Box<Failure>> {
    let failed = |step, doing: &str, found| Box::new(Failure { seed, step, doing: doing.to_owned(), found });
    let mut world = World::begin(seed).map_err(|found| failed(0, "beginning", found))?;
    for step in 1..=steps {
        let kind = world.choose();
        world.take(kind).map_err(|found| failed(step, kind.name(), found))?;
        world.check(step).map_err(|found| failed(step, kind.name(), found))?;
        world.summary.steps = step;
    }
    world.check_everything().map_err(|found| failed(steps, "looking at everything once more", found))?;
    Ok(world.summary)
}

impl World {
    fn begin(seed: u64) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let first: BusinessDate = "2026-03-02".parse()?;
        let mut world = Self {
            chance: Generator::new(seed),
            desk: None,
            zone: TimeZone::get(ZONE)?,
            today: first,
            folder: folder.path().to_owned(),
            files: Vec::new(),
            delivered: 0,
            borrowers: Vec::new(),
            ledger: Ledger::default(),
            rules: Self::shipped_rules()?,
            memory: Memory::new(),
            closed: Vec::new(),
            summary: Summary::default(),
            _folder: folder,
        };
        world.open()?;
        world.desk()?.adopt(&policy::shipped(), "sim")?;
        let mut files = vec![world.staff()?];
        let (borrowers, loans) = (world.chance.between(3, 12), world.chance.between(4, 16));
        files.extend(world.borrowers(usize::try_from(borrowers)?)?);
        files.extend(world.loans(usize::try_from(loans)?)?);
        world.board(&files)?;
        // Before the first close nobody is known to the desk.
        world.take(Step::CloseNextDay)?;
        Ok(world)
    }

    /// Opens the book of the run, as a new process would.
    pub(crate) fn open(&mut self) -> Result<()> {
        self.desk = None;
        let clock = Clock::standing(self.today, CLOSING_HOUR, self.zone.clone());
        self.desk = Some(Desk::open(&self.folder.join("book.sqlite"), clock)?);
        Ok(())
    }

    pub(crate) fn desk(&mut self) -> Result<&mut Desk> {
        self.desk.as_mut().context("the desk is open")
    }

    /// Boards files; every row has to be accounted for.
    pub(crate) fn board(&mut self, files: &[PathBuf]) -> Result<()> {
        let sources: Vec<Source> = files.iter().cloned().map(Source::File).collect();
        let options = BoardOptions { actor: "sim".to_owned(), ..BoardOptions::default() };
        let reports = board(self.desk()?, &sources, &options, |_| {})?;
        for report in reports {
            anyhow::ensure!(report.adds_up(), "rows of {} do not add up: {report:?}", report.file);
        }
        Ok(())
    }

    /// The number of the last event and the hash of the chain.
    pub(crate) fn head(&mut self) -> Result<(i64, String)> {
        Ok(makegood_journal::head(self.desk()?.book())?)
    }
}
