//! One loan on any day, as it was known on any day.

use crate::known_on::{LoanRows, RowSays, RowVersion};
use crate::loan_stand::{LoanStand, stand};
use crate::{ViewError, query_case};
use makegood_book::{BookError, BookRules, Happened, LoanFacts, Span, timeline};
use makegood_journal::{Connection, Event, entry};
use makegood_units::{Amount, BusinessDate, Instant, LoanEventId, LoanId};
use std::collections::{BTreeMap, BTreeSet};

/// A row learnt of after a day, or changed after it.
#[derive(Clone, Debug)]
pub struct Learnt {
    /// As it was known on the day; none when it was not.
    pub was: Option<RowVersion>,
    /// As it is known now; none when it now belongs to another loan.
    pub is: Option<RowVersion>,
    /// The day it was learnt, where the row says.
    pub learnt_on: Option<BusinessDate>,
}

/// What is known now and was not known on a day.
#[derive(Clone, Debug)]
pub struct Since {
    /// Rows that bear on the day asked for.
    pub learnt: Vec<Learnt>,
    /// Rows that bear on later days only.
    pub later: usize,
    /// Where the loan stands on the same day, as known now.
    pub now: LoanStand,
    /// Its life as known now, over the days of [`LoanView::life`].
    pub life: Vec<Span>,
    /// By how much the arrears are larger as known now.
    pub change: Amount,
}

/// Whether a version of a row is the one a page rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It is.
    Counts,
    /// Another version of the row stands in its place.
    Superseded,
    /// It was not known on the day asked for.
    NotKnown,
}

/// A version of a row with where it comes from.
#[derive(Clone, Debug)]
pub struct SourcedRow {
    /// The version.
    pub version: RowVersion,
    /// Whether it is what the page rests on.
    pub state: RowState,
    /// The file it came in.
    pub file: String,
    /// When it was written down.
    pub recorded_at: Option<Instant>,
    /// Who brought it in.
    pub by: String,
}

/// Everything a page shows of one loan.
#[derive(Clone, Debug)]
pub struct LoanView {
    /// The borrower's name, empty when none was delivered.
    pub name: String,
    /// Where it stands, as known.
    pub stand: LoanStand,
    /// What changed since, when the page is asked as known on a day.
    pub since: Option<Since>,
    /// Its life, as known, up to the day or the last one that can be told of.
    pub life: Vec<Span>,
    /// The end of that life.
    pub until: BusinessDate,
    /// Every version of every row.
    pub rows: Vec<SourcedRow>,
}

/// One loan as of a day, as known at the end of another; with none, as known now.
/// `closed` is the last day closed, up to which its life is told at least.
///
/// # Errors
/// A row that cannot be read, amounts that do not fit, or whatever SQLite refuses. A
/// loan that is not there is no error: the answer is [`LoanMissing`].
pub fn loan_view(
    book: &Connection,
    loan: &LoanId,
    asked: (BusinessDate, Option<BusinessDate>),
    closed: BusinessDate,
    rules: &BookRules,
) -> Result<Result<LoanView, LoanMissing>, ViewError> {
    let (as_of, known_on) = asked;
    let rows = LoanRows::read(book, loan, i64::MAX)?;
    let Some(now) = rows.facts(None) else { return Ok(Err(LoanMissing::NotOnTheBook)) };
    let Some(facts) = rows.facts(known_on) else { return Ok(Err(LoanMissing::NotKnownThen)) };
    let in_words = |source| ViewError::Book { loan: loan.clone(), source };
    let until = known_on.map_or(closed, |known| known.min(closed)).max(as_of);
    let life = timeline(&facts, rules, until).map_err(in_words)?;
    let name = query_case::name_of(book, &facts.loan.borrower)?;
    let stand = stand(facts, as_of, rules).map_err(in_words)?;
    let learnt = known_on.map(|day| since(&rows, &stand, now, (as_of, day, until), rules));
    let since = learnt.transpose().map_err(in_words)?;
    let rows = sourced(book, &rows, &stand.facts, known_on)?;
    Ok(Ok(LoanView { name, stand, since, life, until, rows }))
}

/// Why there is no loan to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoanMissing {
    /// No such loan was delivered.
    NotOnTheBook,
    /// It was delivered, and not known on the day asked for.
    NotKnownThen,
}

fn since(
    rows: &LoanRows,
    then: &LoanStand,
    now: LoanFacts,
    (as_of, day, until): (BusinessDate, BusinessDate, BusinessDate),
    rules: &BookRules,
) -> Result<Since, BookError> {
    let mut learnt = Vec::new();
    for versions in rows.by_row() {
        let (was, is) = (rows.standing(versions, Some(day)), rows.standing(versions, None));
        if was.map(|row| &row.says) == is.map(|row| &row.says) {
            continue;
        }
        // The first report after the day that says what stands now brought the news.
        let last = versions.last().map(|version| &version.says);
        let news = versions.iter().find(|version| !version.known_by(Some(day)) && Some(&version.says) == last);
        let learnt_on = news.and_then(RowVersion::known_from);
        learnt.push(Learnt { was: was.cloned(), is: is.cloned(), learnt_on });
    }
    let all = learnt.len();
    learnt.retain(|one| one.was.iter().chain(&one.is).any(|row| bears_on(&row.says, as_of, &now)));
    let life = timeline(&now, rules, until)?;
    let now = stand(now, as_of, rules)?;
    let (then, sum) = (then.position.arrears.total(), now.position.arrears.total());
    let change = sum.checked_sub(then).ok_or(BookError::Overflow)?;
    Ok(Since { later: all - learnt.len(), learnt, life, now, change })
}

/// Whether a row can have a say in how the loan stands on a day.
fn bears_on(says: &RowSays, as_of: BusinessDate, now: &LoanFacts) -> bool {
    match says {
        RowSays::Loan(_) => true,
        RowSays::Instalment(row) => row.restructuring.as_ref().is_none_or(|id| {
            let made = now.events.iter().find(|event| event.id == *id);
            made.is_some_and(|event| event.effective_on <= as_of)
        }),
        RowSays::Payment(payment) => payment.value_on <= as_of,
        RowSays::Event(event) => match &event.happened {
            Happened::Reversed { payment } => {
                now.payments.iter().any(|one| one.id == *payment && one.value_on <= as_of)
            }
            _ => event.effective_on <= as_of,
        },
    }
}

fn sourced(
    book: &Connection,
    rows: &LoanRows,
    facts: &LoanFacts,
    known_on: Option<BusinessDate>,
) -> Result<Vec<SourcedRow>, ViewError> {
    let batches: BTreeSet<i64> = rows.by_row().flatten().map(|version| version.fact.event).collect();
    let mut sources = BTreeMap::new();
    for batch in batches {
        if let Some(found) = entry(book, batch)? {
            let file = match found.event {
                Event::BatchBoarded(boarded) => boarded.file,
                _ => String::new(),
            };
            sources.insert(batch, (file, found.recorded_at, found.actor));
        }
    }
    let mut all = Vec::new();
    let events: BTreeSet<&LoanEventId> = facts.events.iter().map(|event| &event.id).collect();
    // New instalments mean nothing before the restructuring they belong to is known.
    let means = |row: &RowVersion| match &row.says {
        RowSays::Instalment(row) => row.restructuring.as_ref().is_none_or(|id| events.contains(id)),
        _ => true,
    };
    let mut by_row: Vec<&[RowVersion]> = rows.by_row().collect();
    by_row.sort_by_key(|versions| versions.last().map(place));
    for versions in by_row {
        let counts = rows.standing(versions, known_on);
        for version in versions {
            let state = match counts {
                _ if !version.known_by(known_on) || !means(version) => RowState::NotKnown,
                Some(counts) if std::ptr::eq(counts, version) => RowState::Counts,
                _ => RowState::Superseded,
            };
            let source = sources.get(&version.fact.event);
            all.push(SourcedRow {
                version: version.clone(),
                state,
                file: source.map(|(file, ..)| file.clone()).unwrap_or_default(),
                recorded_at: source.map(|(_, at, _)| *at),
                by: source.map(|(.., by)| by.clone()).unwrap_or_default(),
            });
        }
    }
    Ok(all)
}

/// Where a row stands in the list: kind by kind, in the order of its days.
fn place(row: &RowVersion) -> (u8, Option<BusinessDate>, u32) {
    match &row.says {
        RowSays::Loan(_) => (0, None, 0),
        RowSays::Instalment(row) => (1, Some(row.due_on), row.no),
        RowSays::Payment(payment) => (2, Some(payment.value_on), 0),
        RowSays::Event(event) => (3, Some(event.effective_on), 0),
    }
}
