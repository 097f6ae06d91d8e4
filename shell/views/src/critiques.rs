//! Critiques as they stand, and how often the same fault came back.

use crate::{Reach, ViewError, load, query_case, state};
use makegood_case::{CaseEvent, CritiqueStand, CritiqueState, WordsEvent, critiques as fold};
use makegood_journal::{Connection, Entry};
use makegood_units::{BusinessDate, PartyId, StaffId};
use rusqlite::params;
use serde::Serialize;

/// Faults longer ago than so many days are not counted as repeats.
pub const REPEAT_DAYS: i32 = 90;

/// Takes in what happened to a critique.
pub(crate) fn take(
    connection: &Connection,
    entry: &Entry,
    party: &PartyId,
    event: &CaseEvent,
) -> Result<(), ViewError> {
    let critique = match event {
        CaseEvent::OnWords(WordsEvent::CritiqueMade(_)) => entry.seq,
        CaseEvent::OnWords(
            WordsEvent::CritiqueAnswered { critique, .. }
            | WordsEvent::CritiqueClosed { critique, .. }
            | WordsEvent::CritiqueWithdrawn { critique, .. },
        ) => *critique,
        _ => return Ok(()),
    };
    let stands = fold(&load::events_of(connection, party, entry.seq)?);
    let Some(stand) = stands.get(&critique) else { return Ok(()) };
    let body = serde_json::to_string(stand)
        .map_err(|source| ViewError::Body { place: format!("critique {critique}"), source })?;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO view_critique (seq, party, officer, category, fault_on, state, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            critique,
            party.as_str(),
            stand.made.officer.as_str(),
            stand.made.category,
            stand.made.fault_on.epoch_days(),
            stand.state.word(),
            body
        ])?;
    Ok(())
}

/// Which critiques are asked for; what is left out is not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CritiqueFilter {
    /// Told to this officer.
    pub officer: Option<StaffId>,
    /// Of this category.
    pub category: Option<String>,
    /// Standing so.
    pub state: Option<CritiqueState>,
    /// Of this case.
    pub party: Option<PartyId>,
    /// Of what was said or done after this day.
    pub after: Option<BusinessDate>,
    /// Within this reach; the whole book where nothing is said.
    pub reach: Reach,
}

/// A critique with whose case it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CritiqueLine {
    /// Whose case.
    pub party: PartyId,
    /// Their name.
    pub name: String,
    /// The critique.
    #[serde(flatten)]
    pub stand: CritiqueStand,
}

/// The critiques asked for, newest first.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn critiques(book: &Connection, filter: &CritiqueFilter) -> Result<Vec<CritiqueLine>, ViewError> {
    let [branches, people] = filter.reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT seq, party, body FROM view_critique
         WHERE (?1 IS NULL OR officer = ?1) AND (?2 IS NULL OR category = ?2) AND (?3 IS NULL OR state = ?3)
           AND (?4 IS NULL OR view_critique.party = ?4) AND (?5 IS NULL OR fault_on > ?5) AND {}
         ORDER BY seq DESC",
        Reach::of_party("view_critique.party", 6, 7)
    ))?;
    let mut rows = statement.query(params![
        filter.officer.as_ref().map(StaffId::as_str),
        filter.category.as_deref(),
        filter.state.map(CritiqueState::word),
        filter.party.as_ref().map(PartyId::as_str),
        filter.after.map(|day| day.epoch_days()),
        branches,
        people,
    ])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (seq, body): (i64, String) = (row.get(0)?, row.get(2)?);
        let stand = serde_json::from_str(&body)
            .map_err(|source| ViewError::Body { place: format!("critique {seq}"), source })?;
        let party = PartyId::new(row.get::<_, String>(1)?);
        found.push(CritiqueLine { name: query_case::name_of(book, &party)?, party, stand });
    }
    Ok(found)
}

/// How often an officer was told the same within [`REPEAT_DAYS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repeat {
    /// Who.
    pub officer: StaffId,
    /// What.
    pub category: String,
    /// How often; critiques that were withdrawn are none.
    pub times: usize,
    /// The first day of it.
    pub first_on: BusinessDate,
    /// The last day of it.
    pub last_on: BusinessDate,
}

/// Faults by officer and category in the [`REPEAT_DAYS`] up to a day, the most often told
/// first. What came once is here too, with 1.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn repeats(book: &Connection, as_of: BusinessDate, reach: &Reach) -> Result<Vec<Repeat>, ViewError> {
    let [branches, people] = reach.values();
    let mut statement = book.prepare_cached(&format!(
        "SELECT officer, category, COUNT(*), MIN(fault_on), MAX(fault_on) FROM view_critique
         WHERE state <> 'withdrawn' AND fault_on > ?1 AND fault_on <= ?2 AND {}
         GROUP BY officer, category ORDER BY COUNT(*) DESC, officer, category",
        Reach::of_party("view_critique.party", 3, 4)
    ))?;
    let since = as_of.plus_days(-REPEAT_DAYS).epoch_days();
    let mut rows = statement.query(params![since, as_of.epoch_days(), branches, people])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Repeat {
            officer: StaffId::new(row.get::<_, String>(0)?),
            category: row.get(1)?,
            times: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            first_on: state::day(row.get(3)?)?,
            last_on: state::day(row.get(4)?)?,
        });
    }
    Ok(found)
}

/// How many critiques stand so, told to this officer, or to anybody.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn critiques_standing(
    book: &Connection,
    officer: Option<&StaffId>,
    state: CritiqueState,
) -> Result<usize, ViewError> {
    let count: i64 = book
        .prepare_cached("SELECT COUNT(*) FROM view_critique WHERE (?1 IS NULL OR officer = ?1) AND state = ?2")?
        .query_row(params![officer.map(StaffId::as_str), state.word()], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}
