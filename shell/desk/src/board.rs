//! Boarding files: rows into facts, in batches that each stand or fall as one.

use crate::board_recourse::RowsTold;
use crate::decide::{closing, hold_of};
use crate::{Clock, Desk, DeskError, Source, append_and_apply};
use makegood_book::Loan;
use makegood_case::{CaseEvent, Outcome};
use makegood_intake::{
    Arrival, BookLookup, Check, Entity, Fact, FileRefusal, KnownLoan, Learnt, Notice, PastContact, Report, RowRefusal,
    Verdict, Waiver, arrival,
};
use makegood_journal::{Batch, BatchBoarded, Connection, Event, FactRow, current, versions};
use makegood_units::{BusinessDate, LoanId, PartyId};
use serde::Serialize;

/// Rows of one transaction. A crash loses at most these; the next run boards them.
const BATCH_ROWS: u64 = 20_000;

/// How files are boarded.
#[derive(Clone, Debug, Default)]
pub struct BoardOptions {
    /// Named exceptions granted.
    pub waivers: Vec<Waiver>,
    /// Who boards them.
    pub actor: String,
}

/// What became of the rows of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Boarded {
    /// The file.
    pub file: String,
    /// What it holds.
    pub entity: String,
    /// Rows read, blank ones left out.
    pub rows: u64,
    /// Blank rows.
    pub blank: u64,
    /// Rows about something not on the book before.
    pub new: u64,
    /// Rows the book has already, to the letter.
    pub unchanged: u64,
    /// Later reports that say the same.
    pub confirmed: u64,
    /// Rows that took the place of what was on the book.
    pub superseding: u64,
    /// Rows reported before what is on the book: kept as history.
    pub stale: u64,
    /// Rows that repeat an earlier row of the same file.
    pub repeats: u64,
    /// Rows not taken. Each was named.
    pub refused: u64,
    /// Rows taken under a waiver.
    pub waived: u64,
    /// Columns the format does not know.
    pub unknown_columns: Vec<String>,
}

impl Boarded {
    /// Whether every row read is accounted for.
    pub fn adds_up(&self) -> bool {
        let taken = self.new + self.unchanged + self.confirmed + self.superseding + self.stale;
        self.rows == taken + self.repeats + self.refused
    }
}

/// What boarding tells while it goes on.
#[derive(Debug)]
pub enum Step<'a> {
    /// A file is begun.
    Begun(&'a str, Entity),
    /// So many bytes of so many are read.
    Read(u64, u64),
    /// A row is not taken.
    Refused(&'a RowRefusal),
    /// A row is taken, and a person should know something.
    Noticed(u64, &'a Notice),
    /// A file is finished.
    Finished(&'a Boarded),
    /// Nothing of a file can be taken.
    FileRefused(&'a FileRefusal),
}

/// Boards the rows of every source. A source of which nothing can be taken is told
/// and left out; the others go on.
///
/// # Errors
/// Whatever the disk or the database refuses. Rows already committed stay.
pub fn board(
    desk: &mut Desk,
    sources: &[Source],
    options: &BoardOptions,
    tell: impl FnMut(Step<'_>),
) -> Result<Vec<Boarded>, DeskError> {
    board_until(desk, sources, options, tell, || false)
}

/// The same, asked between batches whether to stop. What was committed until then stays;
/// boarding the same files again goes on from there, for rows on the book are unchanged.
///
/// # Errors
/// As [`board`].
pub fn board_until(
    desk: &mut Desk,
    sources: &[Source],
    options: &BoardOptions,
    mut tell: impl FnMut(Step<'_>),
    mut stop: impl FnMut() -> bool,
) -> Result<Vec<Boarded>, DeskError> {
    let mut readable = Vec::new();
    for source in sources {
        match source.open() {
            Ok(reader) => readable.push((reader.entity(), source)),
            Err(refusal) => tell(Step::FileRefused(&refusal)),
        }
    }
    // In an order in which each file finds what it hangs on.
    readable.sort_by_key(|(entity, _)| rank(*entity));
    let mut reports = Vec::new();
    for (entity, source) in readable {
        tell(Step::Begun(&source.name(), entity));
        let (report, stopped) = one_file(desk, source, options, &mut tell, &mut stop)?;
        tell(Step::Finished(&report));
        reports.push(report);
        if stopped {
            break;
        }
    }
    Ok(reports)
}

fn rank(entity: Entity) -> u8 {
    match entity {
        Entity::Parties => 0,
        Entity::PartyNames => 1,
        Entity::Loans => 2,
        Entity::AbsEeTape => 3,
        Entity::Instalments => 4,
        Entity::Payments => 5,
        Entity::LoanEvents => 6,
        Entity::Collateral => 7,
        Entity::ContactPoints | Entity::PartyRoles => 8,
        Entity::Staff => 9,
        Entity::Outcomes | Entity::FileFacts => 10,
        Entity::Guarantees | Entity::Securities | Entity::GroupMembers => 11,
        Entity::Valuations => 12,
    }
}

fn one_file(
    desk: &mut Desk,
    source: &Source,
    options: &BoardOptions,
    tell: &mut impl FnMut(Step<'_>),
    stop: &mut impl FnMut() -> bool,
) -> Result<(Boarded, bool), DeskError> {
    let file_hash = source.hash()?;
    let mut reader = source.open()?;
    let name = source.name();
    let mut check = Check::new(reader.file(), &options.waivers);
    let mut report = Boarded {
        file: source.name(),
        entity: reader.entity().name().to_owned(),
        unknown_columns: reader.unknown_columns().to_vec(),
        ..Boarded::default()
    };
    let mut through_line = 0;
    let mut complete = false;
    let mut stopped = false;
    while !complete && !stopped {
        let clock = desk.clock.clone();
        let transaction = makegood_journal::begin(&mut desk.book)?;
        let mut batch = Batch::begin(&transaction)?;
        let mut told = Told { rows: RowsTold::of(&clock, &name, &options.actor), ..Told::default() };
        let mut read = 0;
        loop {
            let Some(row) = reader.next() else {
                complete = true;
                break;
            };
            read += 1;
            let verdict = check.weigh(row, &OnBook(&transaction));
            take(&transaction, &mut batch, verdict, &mut report, &mut told, &mut through_line, tell)?;
            if read % 1_000 == 0 {
                tell(Step::Read(reader.progress().bytes, reader.progress().bytes_total));
            }
            if read >= BATCH_ROWS {
                break;
            }
        }
        if batch.rows() > 0 {
            let (rows, rows_hash) = batch.finish();
            let file_hash = file_hash.clone();
            let waivers = options.waivers.iter().map(|waiver| waiver.name().to_owned()).collect();
            let boarded =
                BatchBoarded { file: name.clone(), file_hash, through_line, complete, rows, rows_hash, waivers };
            append_and_apply(&transaction, &clock, clock.today(), &options.actor, Event::BatchBoarded(boarded))?;
            past_contacts(&transaction, &clock, told.contacts)?;
            learnt(&transaction, &clock, &options.actor, told.learnt)?;
            told.rows.append(&transaction)?;
        }
        transaction.commit()?;
        stopped = stop();
    }
    report.blank = reader.progress().blank;
    Ok((report, stopped))
}

fn take(
    book: &Connection,
    batch: &mut Batch<'_>,
    verdict: Verdict,
    report: &mut Boarded,
    told: &mut Told,
    through_line: &mut u64,
    tell: &mut impl FnMut(Step<'_>),
) -> Result<(), DeskError> {
    report.rows += 1;
    match verdict {
        Verdict::Refused(refusal) => {
            report.refused += 1;
            *through_line = (*through_line).max(refusal.line);
            tell(Step::Refused(&refusal));
        }
        Verdict::Repeat { line, .. } => {
            report.repeats += 1;
            *through_line = line;
        }
        Verdict::Accepted { line, facts, reported_on, notices } => {
            *through_line = line;
            if let Some(refusal) = told.rows.weigh(book, &facts, line, reported_on)? {
                report.refused += 1;
                tell(Step::Refused(&refusal));
                return Ok(());
            }
            for notice in &notices {
                report.waived += u64::from(matches!(notice, Notice::Waived(_)));
                tell(Step::Noticed(line, notice));
            }
            for (place, fact) in facts.into_iter().enumerate() {
                let arrived = keep(book, batch, &fact, reported_on)?;
                // A row counts by what it is about: its first fact.
                if place == 0 {
                    report.count(arrived);
                }
                match (fact, arrived) {
                    (Fact::Outcome(past), Arrival::New) => told.contacts.push(past),
                    (Fact::FileFact(fact), Arrival::New | Arrival::Supersedes) => told.learnt.push(fact),
                    (Fact::RecourseRow(_), arrived) => told.rows.settle(arrived),
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

impl Boarded {
    fn count(&mut self, arrived: Arrival) {
        match arrived {
            Arrival::New => self.new += 1,
            Arrival::Unchanged => self.unchanged += 1,
            Arrival::Confirms => self.confirmed += 1,
            Arrival::Supersedes => self.superseding += 1,
            Arrival::Stale => self.stale += 1,
        }
    }
}

fn keep(
    book: &Connection,
    batch: &mut Batch<'_>,
    fact: &Fact,
    reported_on: Option<BusinessDate>,
) -> Result<Arrival, DeskError> {
    let (key, body) = (fact.key(), fact.body());
    let held = versions(book, fact.kind(), &key)?;
    let held: Vec<Report<&str>> =
        held.iter().map(|held| Report { reported_on: held.reported_on, content: held.body.as_str() }).collect();
    let arrived = arrival(&held, &Report { reported_on, content: body.as_str() });
    if arrived.is_recorded() {
        let owner = fact.owner().to_owned();
        batch.add(&FactRow { kind: fact.kind().to_owned(), key, owner, reported_on, body })?;
    }
    Ok(arrived)
}

/// Rows of a batch that are events of cases as well.
#[derive(Default)]
struct Told {
    contacts: Vec<PastContact>,
    learnt: Vec<Learnt>,
    rows: RowsTold,
}

/// Facts of borrowers' files count from the day they were observed.
fn learnt(book: &Connection, clock: &Clock, actor: &str, facts: Vec<Learnt>) -> Result<(), DeskError> {
    for Learnt { party, fact } in facts {
        let (on, event) = (fact.observed_on, CaseEvent::FileFactLearned(fact));
        append_and_apply(book, clock, on, actor, Event::Case { party, event })?;
    }
    Ok(())
}

/// Contacts made before the system was in use become events of their cases, as if
/// they had been recorded on their day.
fn past_contacts(book: &Connection, clock: &Clock, contacts: Vec<PastContact>) -> Result<(), DeskError> {
    for PastContact { party, contact, promise } in contacts {
        let on = clock.day_of(contact.at);
        let actor = contact.by.to_string();
        let hold = hold_of(contact.outcome, on);
        let closed = (contact.outcome == Outcome::WrongNumber).then(|| contact.contact_point.clone()).flatten();
        let mut events = vec![CaseEvent::ContactRecorded(contact)];
        events.extend(promise.map(CaseEvent::PromiseMade));
        events.extend(hold);
        events.extend(closed.map(|contact_point| closing(contact_point, on)));
        for event in events {
            append_and_apply(book, clock, on, &actor, Event::Case { party: party.clone(), event })?;
        }
    }
    Ok(())
}

/// The book as intake asks it.
struct OnBook<'a>(&'a Connection);

impl BookLookup for OnBook<'_> {
    fn loan(&self, id: &LoanId) -> Option<KnownLoan> {
        let fact = current(self.0, "loan", id.as_str(), i64::MAX).ok()??;
        let loan: Loan = makegood_views::read_fact("loan", &fact).ok()?;
        Some(KnownLoan { currency: loan.currency, disbursed_on: loan.disbursed_on })
    }

    fn has_party(&self, id: &PartyId) -> bool {
        matches!(current(self.0, "party", id.as_str(), i64::MAX), Ok(Some(_)))
    }
}
