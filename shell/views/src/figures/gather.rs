//! Everything the figures of a day are counted from.

use super::{COLUMNS, attended, figure};
use crate::{Policy, ViewError, load, query_workout, state};
use jiff::ToSpan;
use makegood_book::{Buckets, Standing, position};
use makegood_case::PromiseState;
use makegood_day_close::{Plan, promises_on};
use makegood_diagnosis::Situation;
use makegood_journal::Connection;
use makegood_metrics::{
    CaseAge, Code, Day, Deed, DeedKind, Earlier, Metric, Promised, Tallied, Tally, Then, Wanted, Work, count,
};
use makegood_units::{BusinessDate, Currency, LoanId, PartyId};
use rusqlite::params;
use std::collections::BTreeMap;

/// A close may be so many days older than the month it stands for.
const SLACK_DAYS: i32 = 15;

/// What a day is counted from.
pub(crate) struct Gathered {
    as_of: BusinessDate,
    pub(crate) loans: Vec<Tally>,
    month_before: Earlier,
    four_months_before: Earlier,
    work: Work,
    discount_bp: Option<i64>,
}

impl Gathered {
    /// Gathers it as it was known just before event `seq`, the close of the day.
    ///
    /// # Errors
    /// A row that cannot be read, or whatever SQLite refuses.
    pub(crate) fn of(
        book: &Connection,
        as_of: BusinessDate,
        seq: i64,
        policy: &Policy,
        plan: &Plan,
    ) -> Result<Self, ViewError> {
        let loans = tallies(book)?;
        let month_before = earlier(book, as_of, 1, &loans, policy)?;
        let four_months_before = earlier(book, as_of, 4, &[], policy)?;
        let since = month_before.on.unwrap_or(as_of).min(first_of_month(as_of));
        let work = Work {
            deeds: deeds(book, &loans, since, seq, policy)?,
            promised: promised(book, &loans, as_of, seq, policy)?,
            cases: cases(plan, policy),
            looked_at: attended::looked_at(book, first_of_month(as_of), as_of, seq)?,
            reported: attended::reported(book, first_of_month(as_of), as_of, seq)?,
        };
        let discount_bp = query_workout::assumptions_known(book, seq)?.discount_bp();
        Ok(Self { as_of, loans, month_before, four_months_before, work, discount_bp })
    }

    fn day<'a>(&'a self, buckets: &'a Buckets) -> Day<'a> {
        Day {
            as_of: self.as_of,
            buckets,
            month_before: &self.month_before,
            four_months_before: &self.four_months_before,
            work: &self.work,
            discount_bp: self.discount_bp,
        }
    }

    /// Counts.
    ///
    /// # Errors
    /// Sums that do not fit.
    pub(crate) fn count(&self, buckets: &Buckets, wanted: Option<Wanted>) -> Result<Tallied, ViewError> {
        Ok(count(&self.day(buckets), &self.loans, wanted)?)
    }

    /// The figures counted, with their days.
    ///
    /// # Errors
    /// Sums that do not fit.
    pub(crate) fn metrics(&self, counted: &Tallied, buckets: &Buckets) -> Result<Vec<Metric>, ViewError> {
        let day = self.day(buckets);
        Ok(counted.metrics(self.as_of, |code| day.from(code))?)
    }
}

pub(crate) fn tallies(book: &Connection) -> Result<Vec<Tally>, ViewError> {
    let mut statement = book.prepare_cached("SELECT loan, body FROM view_tally ORDER BY loan")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (loan, body): (String, String) = (row.get(0)?, row.get(1)?);
        let read = serde_json::from_str(&body);
        found.push(read.map_err(|source| ViewError::Body { place: format!("the tally of loan {loan}"), source })?);
    }
    Ok(found)
}

fn first_of_month(day: BusinessDate) -> BusinessDate {
    BusinessDate::from_civil(day.civil().first_of_month())
}

/// The last close at least so many months before, and not much longer.
fn earlier(
    book: &Connection,
    as_of: BusinessDate,
    months: i32,
    loans: &[Tally],
    policy: &Policy,
) -> Result<Earlier, ViewError> {
    let Ok(latest) = as_of.civil().checked_sub(months.months()).map(BusinessDate::from_civil) else {
        return Ok(Earlier::default());
    };
    let mut statement = book.prepare_cached(
        "SELECT as_of, seq FROM view_close WHERE as_of BETWEEN ?1 AND ?2 ORDER BY as_of DESC LIMIT 1",
    )?;
    let mut rows = statement.query([latest.plus_days(-SLACK_DAYS).epoch_days(), latest.epoch_days()])?;
    let Some(row) = rows.next()? else { return Ok(Earlier::default()) };
    let (on, seq) = (state::day(row.get(0)?)?, row.get::<_, i64>(1)?);
    let late = late_then(book, on)?;
    let newly_late = newly_late(book, on, seq, as_of, loans, &late, policy)?;
    Ok(Earlier { on: Some(on), late, newly_late, current: current_then(book, on)? })
}

fn late_then(book: &Connection, on: BusinessDate) -> Result<BTreeMap<LoanId, Then>, ViewError> {
    let mut statement =
        book.prepare_cached("SELECT loan, bucket, outstanding, paid FROM view_late WHERE as_of = ?1")?;
    let mut rows = statement.query([on.epoch_days()])?;
    let mut late = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let bucket = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
        let then = Then { bucket, outstanding: row.get(2)?, paid: row.get(3)? };
        late.insert(LoanId::new(row.get::<_, String>(0)?), then);
    }
    Ok(late)
}

/// Loans in the first late bucket now that were current then: what was outstanding then, as
/// it was known.
fn newly_late(
    book: &Connection,
    on: BusinessDate,
    seq: i64,
    as_of: BusinessDate,
    loans: &[Tally],
    late: &BTreeMap<LoanId, Then>,
    policy: &Policy,
) -> Result<BTreeMap<LoanId, i64>, ViewError> {
    let mut newly = BTreeMap::new();
    let in_first = |loan: &&Tally| loan.is_open && policy.strategy.buckets.of(loan.days_past_due(as_of)) == 1;
    for loan in loans.iter().filter(in_first).filter(|loan| !late.contains_key(&loan.loan)) {
        let Some(facts) = load::loan_input(book, &loan.loan, seq)? else { continue };
        let then = position(&facts, on, &policy.strategy.book)
            .map_err(|source| ViewError::Book { loan: loan.loan.clone(), source })?;
        if then.standing == Standing::Open {
            newly.insert(loan.loan.clone(), then.outstanding.minor());
        }
    }
    Ok(newly)
}

/// What was outstanding of loans that were current, as it was counted then.
fn current_then(
    book: &Connection,
    on: BusinessDate,
) -> Result<BTreeMap<(makegood_metrics::By, Currency), i64>, ViewError> {
    let sql = format!("SELECT {COLUMNS} FROM view_figure WHERE as_of = ?1 AND code = ?2");
    let mut statement = book.prepare_cached(&sql)?;
    let mut rows = statement.query(params![on.epoch_days(), Code::Dpd(0).word()])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let told = figure(row)?;
        if let Some(currency) = told.currency {
            found.insert((told.by, currency), told.numerator);
        }
    }
    Ok(found)
}

/// Whose case: its branch and currency are those of its first loan.
fn homes(loans: &[Tally]) -> BTreeMap<&PartyId, (&str, Currency)> {
    let mut homes = BTreeMap::new();
    for loan in loans {
        homes.entry(&loan.party).or_insert((loan.branch.as_str(), loan.currency));
    }
    homes
}

/// Deeds since a day, and all of those in cases that were 90 days past due.
fn deeds(
    book: &Connection,
    loans: &[Tally],
    since: BusinessDate,
    seq: i64,
    policy: &Policy,
) -> Result<Vec<Deed>, ViewError> {
    let homes = homes(loans);
    let mut found: BTreeMap<i64, Deed> = BTreeMap::new();
    let mut take = |row: &rusqlite::Row<'_>| -> Result<(), ViewError> {
        let party = PartyId::new(row.get::<_, String>(1)?);
        let (number, means, kind): (i64, String, String) = (row.get(0)?, row.get(4)?, row.get(5)?);
        let kind: DeedKind = serde_json::from_str(&kind)
            .map_err(|source| ViewError::Body { place: format!("the deed of event {number}"), source })?;
        let home = homes.get(&party);
        let deed = Deed {
            seq: number,
            branch: home.map_or_else(String::new, |(branch, _)| (*branch).to_owned()),
            officer: row.get(3)?,
            on: state::day(row.get(2)?)?,
            kind,
            cost: cost(&means, policy),
            currency: home.map(|(_, currency)| *currency),
            party,
        };
        found.insert(number, deed);
        Ok(())
    };
    let columns = "SELECT seq, party, done_on, officer, means, kind FROM view_deed";
    let mut statement = book.prepare_cached(&format!("{columns} WHERE done_on >= ?1 AND seq < ?2"))?;
    let mut rows = statement.query(params![since.epoch_days(), seq])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    let mut statement = book.prepare_cached(&format!("{columns} WHERE party = ?1 AND seq < ?2"))?;
    for loan in loans.iter().filter(|loan| loan.default.is_some()) {
        let mut rows = statement.query(params![loan.party.as_str(), seq])?;
        while let Some(row) = rows.next()? {
            take(row)?;
        }
    }
    Ok(found.into_values().collect())
}

/// What the ladder in force says a deed costs. A contact names no rung, so it costs what
/// the first rung by its channel does, as in the trial.
fn cost(means: &str, policy: &Policy) -> i64 {
    let rungs = &policy.strategy.rungs;
    let channel = |rung: &&makegood_strategy::Rung| {
        let word = rung.channel.and_then(|channel| serde_json::to_value(channel).ok());
        word.as_ref().and_then(serde_json::Value::as_str) == Some(means)
    };
    let rung = match means.strip_prefix("step ") {
        Some(id) => rungs.iter().find(|rung| rung.id == id),
        None => rungs.iter().find(channel),
    };
    rung.map_or(0, |rung| rung.cost.minor())
}

/// The parts of promises due in the month and judged by the cash.
fn promised(
    book: &Connection,
    loans: &[Tally],
    as_of: BusinessDate,
    seq: i64,
    policy: &Policy,
) -> Result<Vec<Promised>, ViewError> {
    let homes = homes(loans);
    let mut officers: BTreeMap<PartyId, BTreeMap<i64, String>> = BTreeMap::new();
    let mut statement = book.prepare_cached(
        "SELECT seq, party, officer FROM view_promise WHERE last_due >= ?1 AND first_due <= ?2 AND seq < ?3",
    )?;
    let mut rows = statement.query(params![first_of_month(as_of).epoch_days(), as_of.epoch_days(), seq])?;
    while let Some(row) = rows.next()? {
        officers.entry(PartyId::new(row.get::<_, String>(1)?)).or_default().insert(row.get(0)?, row.get(2)?);
    }
    let mut found = Vec::new();
    for (party, of_promise) in officers {
        let input = load::case_input(book, &party, seq)?;
        let judged = promises_on(&input, as_of, policy.rules());
        let judged = judged.map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?;
        for promise in judged {
            let Some(officer) = of_promise.get(&promise.seq) else { continue };
            for part in promise.parts.iter().filter(|part| part.due_on <= as_of) {
                if !matches!(part.state, PromiseState::Kept | PromiseState::PartlyKept | PromiseState::Broken) {
                    continue;
                }
                found.push(Promised {
                    seq: promise.seq,
                    branch: homes.get(&party).map_or_else(String::new, |(branch, _)| (*branch).to_owned()),
                    party: party.clone(),
                    officer: officer.clone(),
                    due_on: part.due_on,
                    kept: part.state == PromiseState::Kept,
                });
            }
        }
    }
    Ok(found)
}

/// While the borrower contests a finding it is not the cause that is missing.
fn cases(plan: &Plan, policy: &Policy) -> Vec<CaseAge> {
    let age = |case: &makegood_day_close::CaseDay| {
        let is_open = case.finding.situation == Situation::Undetermined && case.standing.appeal.is_none();
        let since = case.owed.since.filter(|_| is_open)?;
        Some(plan.as_of.days_since(since.plus_days(policy.strategy.grace_days)).max(0))
    };
    let case = |case: &makegood_day_close::CaseDay| CaseAge {
        party: case.party.clone(),
        branch: case.owed.branch.to_string(),
        undiagnosed_days: age(case),
    };
    plan.cases.iter().map(case).collect()
}
