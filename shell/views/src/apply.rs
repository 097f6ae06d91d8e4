//! One event taken into the views, in the transaction that appended it.

use crate::policy::{Policy, parse_policy};
use crate::{
    Reach, ViewError, attention, book, critiques, figures, hard, hours, load, mornings, query_list, recourse, state,
    texts,
};
use makegood_book::{Buckets, Census, Counted, Standing};
use makegood_case::{AttentionEvent, CaseEvent, Party, PartyName};
use makegood_day_close::{CaseDay, Plan, case_day};
use makegood_journal::{Connection, DayClosed, Entry, Event, PolicyAdopted, current, document, owners_in_batch};
use makegood_strategy::Strategy;
use makegood_units::{Amount, BusinessDate, Currency, PartyId};
use rusqlite::params;
use std::collections::BTreeSet;

/// Takes one event into the views. Events come in order, each once.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn apply(connection: &Connection, entry: &Entry) -> Result<(), ViewError> {
    crate::find_words::event(connection, entry)?;
    figures::done(connection, entry)?;
    match &entry.event {
        Event::BatchBoarded(_) => boarded(connection, entry.seq)?,
        Event::PolicyAdopted(adopted) => policy_changed(connection, entry.seq, adopted)?,
        Event::LetterMade(_) => texts::made(connection, entry)?,
        Event::ActJudged(_)
        | Event::LetterServed(_)
        | Event::LetterAgreed(_)
        | Event::CommandTyped(_)
        | Event::AssumptionsAdopted(_) => {}
        Event::User(changed) => crate::users::changed(connection, entry, changed)?,
        Event::DayClosed(day) => closed(connection, entry.seq, day)?,
        Event::Case { party, event } => {
            if matches!(event, CaseEvent::RecourseFactLearned(_) | CaseEvent::RecourseFactWithdrawn(_)) {
                recourse_changed(connection, entry, party)?;
            }
            texts::take(connection, entry, event)?;
            critiques::take(connection, entry, party, event)?;
            hard::team_named(connection, entry, party, event)?;
            if let CaseEvent::Assigned(one) = event {
                crate::assigned::keep(connection, party, entry.seq, one)?;
            }
            attended(connection, entry, party, event)?;
            if !at_the_close(event) {
                case_changed(connection, entry, party)?;
            }
        }
    }
    state::set(connection, "applied_to", &entry.seq.to_string())
}

/// Another way to read the book makes every position a matter for the next close.
fn policy_changed(connection: &Connection, seq: i64, adopted: &PolicyAdopted) -> Result<(), ViewError> {
    let Some(entry) = makegood_journal::last_of(connection, "policy_adopted", seq - 1)? else { return Ok(()) };
    let Event::PolicyAdopted(before) = entry.event else { return Ok(()) };
    let before = parse_policy(connection, &before)?;
    let now = parse_policy(connection, adopted)?;
    if before.strategy.book != now.strategy.book {
        connection.execute("INSERT OR IGNORE INTO view_stale (loan) SELECT loan FROM view_loan", [])?;
    }
    Ok(())
}

fn boarded(connection: &Connection, seq: i64) -> Result<(), ViewError> {
    let mut stale = connection.prepare_cached("INSERT OR IGNORE INTO view_stale (loan) VALUES (?1)")?;
    for kind in ["instalment", "payment", "loan_event"] {
        for loan in owners_in_batch(connection, seq, kind)? {
            stale.execute([loan])?;
        }
    }
    for party in owners_in_batch(connection, seq, "loan")? {
        for loan in makegood_journal::facts_of_owner(connection, &party, "loan", seq)? {
            stale.execute([loan.key])?;
        }
    }
    let mut people = BTreeSet::new();
    for kind in ["party", "party_name"] {
        for party in owners_in_batch(connection, seq, kind)? {
            crate::find_words::name(connection, &party, seq)?;
            people.insert(party);
        }
    }
    for party in owners_in_batch(connection, seq, "contact_point")? {
        crate::find_words::contacts(connection, &party, seq)?;
        people.insert(party);
    }
    people.iter().try_for_each(|party| who_and_where(connection, party, seq))
}

fn who_and_where(connection: &Connection, party: &str, seq: i64) -> Result<(), ViewError> {
    let known =
        current(connection, "party", party, seq)?.map(|fact| load::parse::<Party>("party", &fact)).transpose()?;
    let named = current(connection, "party_name", party, seq)?;
    let named = named.map(|fact| load::parse::<PartyName>("party name", &fact)).transpose()?;
    let zone = hours::zone(known.as_ref(), &load::rows(connection, party, "contact_point", seq)?).unwrap_or_default();
    let country = known.and_then(|known| known.country).unwrap_or_default();
    connection
        .prepare_cached("INSERT OR REPLACE INTO view_party (party, name, country, zone) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![party, named.map(|named| named.name).unwrap_or_default(), country, zone])?;
    Ok(())
}

fn closed(connection: &Connection, seq: i64, day: &DayClosed) -> Result<(), ViewError> {
    let policy = parse_policy(connection, &day.policy())?;
    book::advance(connection, day.as_of, day.known_to, &policy.strategy, |_, _| {})?;
    let census = close_counts(connection, day.as_of, &policy.strategy.buckets)?;
    let text = json("a census", &census)?;
    connection
        .prepare_cached("INSERT OR REPLACE INTO view_close (as_of, seq, census) VALUES (?1, ?2, ?3)")?
        .execute(params![day.as_of.epoch_days(), seq, text])?;
    late_loans(connection, day.as_of, &policy.strategy.buckets)?;
    let plan: Plan = serde_json::from_str(&document(connection, &day.plan)?)
        .map_err(|source| ViewError::Body { place: format!("the plan of {}", day.as_of), source })?;
    crate::flags::closed(connection, &plan, day.known_to, &policy.strategy.book)?;
    figures::closed(connection, seq, day, &policy, &plan)?;
    hard::closed(connection, &plan)?;
    worklists(connection, &plan, &policy.strategy)?;
    attention::closed(connection, &plan, policy.strategy.attention)
}

/// The whole book counted, from the positions as they were last advanced.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn close_counts(connection: &Connection, as_of: BusinessDate, buckets: &Buckets) -> Result<Census, ViewError> {
    counts_within(connection, as_of, buckets, &Reach::whole())
}

/// The part of the book within reach counted, from the positions as they were last advanced.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn counts_within(
    connection: &Connection,
    as_of: BusinessDate,
    buckets: &Buckets,
    reach: &Reach,
) -> Result<Census, ViewError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT currency, standing, arrears, arrears_since, outstanding, principal_left FROM view_loan WHERE {}",
        Reach::condition(1, 2)
    ))?;
    let mut rows = statement.query(reach.values())?;
    let mut census = Census::default();
    while let Some(row) = rows.next()? {
        let code: String = row.get(0)?;
        let currency: Currency = code.parse().map_err(|_| ViewError::State(format!("{code:?} as a currency")))?;
        let since: Option<i32> = row.get(3)?;
        let standing: String = row.get(1)?;
        let counted = Counted {
            standing: standing_of(&standing)?,
            days_past_due: since.map_or(0, |since| as_of.epoch_days() - since),
            arrears: Amount::from_minor(row.get(2)?),
            outstanding: Amount::from_minor(row.get(4)?),
            principal: Amount::from_minor(row.get(5)?),
        };
        census.add(currency, &counted, buckets);
    }
    Ok(census)
}

fn standing_of(name: &str) -> Result<Standing, ViewError> {
    let all = [Standing::NotYetDisbursed, Standing::Unscheduled, Standing::Open, Standing::Closed];
    let found = all.into_iter().find(|standing| book::standing_name(*standing) == name);
    found.ok_or_else(|| ViewError::State(format!("{name:?} as a standing")))
}

fn late_loans(connection: &Connection, as_of: BusinessDate, buckets: &Buckets) -> Result<(), ViewError> {
    let day = as_of.epoch_days();
    connection.prepare_cached("DELETE FROM view_late WHERE as_of = ?1")?.execute([day])?;
    let mut statement = connection
        .prepare_cached("SELECT loan, arrears_since, outstanding, json_extract(body, '$.paid') FROM view_loan JOIN view_tally USING (loan)
             WHERE arrears_since IS NOT NULL")?;
    let mut insert = connection
        .prepare_cached("INSERT INTO view_late (as_of, loan, bucket, outstanding, paid) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let since: i32 = row.get(1)?;
        let bucket = i64::try_from(buckets.of(day - since)).unwrap_or(i64::MAX);
        insert.execute(params![day, row.get::<_, String>(0)?, bucket, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?])?;
    }
    Ok(())
}

fn worklists(connection: &Connection, plan: &Plan, strategy: &Strategy) -> Result<(), ViewError> {
    connection.execute("DELETE FROM view_case", [])?;
    connection.execute("DELETE FROM view_morning", [])?;
    connection.execute("DELETE FROM view_line", [])?;
    connection.execute("DELETE FROM view_work", [])?;
    connection.execute("DELETE FROM view_queue", [])?;
    connection.execute("DELETE FROM view_owner", [])?;
    for case in &plan.cases {
        keep_case(connection, case, strategy)?;
        attention::drafted(connection, case, true)?;
    }
    let mut insert = connection
        .prepare_cached("INSERT INTO view_work (officer, place, party, body, done) VALUES (?1, ?2, ?3, ?4, 0)")?;
    for list in &plan.worklists {
        for (place, item) in list.items.iter().enumerate() {
            let place = i64::try_from(place).unwrap_or(i64::MAX);
            insert.execute(params![list.officer.as_str(), place, item.party.as_str(), json("a work item", item)?])?;
        }
    }
    Ok(())
}

fn keep_case(connection: &Connection, case: &CaseDay, strategy: &Strategy) -> Result<(), ViewError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO view_case (party, branch, body) VALUES (?1, ?2, ?3)")?
        .execute(params![case.party.as_str(), case.owed.branch.as_str(), json("a case", case)?])?;
    crate::queue::keep(connection, case)?;
    crate::owners::keep(connection, case)?;
    mornings::keep(connection, case, strategy, mornings::since(connection, case.as_of)?)?;
    query_list::keep_line(connection, case)
}

/// A case that changed after the close is taken through the chain again, with what
/// is known now, as of the later of the closed day and the event's own day.
fn case_changed(connection: &Connection, entry: &Entry, party: &PartyId) -> Result<(), ViewError> {
    let Some(closed) = state::last_closed(connection)? else { return Ok(()) };
    let does_work =
        matches!(&entry.event, Event::Case { event: CaseEvent::ContactRecorded(_) | CaseEvent::StepDone(_), .. });
    // A contact of an earlier day, imported late, does not do today's work.
    if does_work && entry.effective_on >= closed {
        connection
            .prepare_cached("UPDATE view_work SET done = ?2 WHERE party = ?1")?
            .execute(params![party.as_str(), entry.seq])?;
    }
    let as_of = closed.max(entry.effective_on);
    let Some(policy) = policy_of_last_close(connection, entry.seq)? else { return Ok(()) };
    let input = load::case_input(connection, party, entry.seq)?;
    let day = case_day(&input, as_of, policy.rules())
        .map_err(|error| ViewError::Book { loan: error.loan, source: error.source })?;
    match day {
        Some(work) if work.day.owed.days_past_due > 0 => {
            attention::drafted(connection, &work.day, false)?;
            keep_case(connection, &work.day, &policy.strategy)
        }
        _ => Ok(()),
    }
}

/// A row about recourse counts for every case that shares a debt with this one, before
/// and after it.
fn recourse_changed(connection: &Connection, entry: &Entry, party: &PartyId) -> Result<(), ViewError> {
    recourse::index(connection, entry)?;
    let mut others = BTreeSet::new();
    for known_to in [entry.seq - 1, entry.seq] {
        let case = load::case_input(connection, party, known_to)?;
        others.extend(case.recourse.beside.into_iter().map(|one| one.party));
    }
    for other in &others {
        case_changed(connection, entry, other)?;
    }
    Ok(())
}

fn policy_of_last_close(connection: &Connection, known_to: i64) -> Result<Option<std::rc::Rc<Policy>>, ViewError> {
    let Some(entry) = makegood_journal::last_of(connection, "day_closed", known_to)? else { return Ok(None) };
    let Event::DayClosed(day) = entry.event else { return Ok(None) };
    parse_policy(connection, &day.policy()).map(Some)
}

/// What a close writes down before its plan: the plan of the same transaction has it.
fn at_the_close(event: &CaseEvent) -> bool {
    match event {
        CaseEvent::OnAttention(AttentionEvent::ReportHandedIn(report)) => report.as_drafted,
        CaseEvent::OnAttention(AttentionEvent::AttentionMissed(_)) => true,
        _ => false,
    }
}

/// What a leader reads, and whether one did.
fn attended(connection: &Connection, entry: &Entry, party: &PartyId, event: &CaseEvent) -> Result<(), ViewError> {
    let at = (entry.seq, entry.effective_on);
    match event {
        CaseEvent::OnAttention(event) => {
            let policy = policy_of_last_close(connection, entry.seq)?;
            let terms = policy.map(|policy| policy.strategy.attention).unwrap_or_default();
            attention::recorded(connection, at, party, event, terms)
        }
        CaseEvent::CaseReviewed(review) => attention::opened(connection, at, party, &review.by),
        CaseEvent::ContactRecorded(contact) => {
            mornings::noted(connection, entry.seq, party, entry.effective_on, contact)
        }
        _ => Ok(()),
    }
}

fn json<T: serde::Serialize>(what: &str, value: &T) -> Result<String, ViewError> {
    serde_json::to_string(value).map_err(|source| ViewError::Body { place: what.to_owned(), source })
}
