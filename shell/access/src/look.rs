//! Who looked at whom: written with every page of one person, and never taken back.

use crate::{AccessError, Secrets};
use makegood_units::{BusinessDate, PartyId, StaffId};
use rusqlite::params;

/// A look at somebody.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Who looked.
    pub user: &'a StaffId,
    /// In which session.
    pub session: i64,
    /// At whom.
    pub party: &'a PartyId,
    /// On which page: the path of its address.
    pub page: &'a str,
    /// Why what is masked was shown, where it was; else empty.
    pub unmasked: &'a str,
    /// The business day.
    pub on: BusinessDate,
}

/// Which looks are asked for; what is empty asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookFilter {
    /// At whom.
    pub party: String,
    /// By whom.
    pub user: String,
    /// On which business day, as `2007-04-02`.
    pub day: String,
}

/// A look on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookLine {
    /// Its number.
    pub no: i64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The business day.
    pub on: String,
    /// Who looked.
    pub user: StaffId,
    /// At whom.
    pub party: PartyId,
    /// On which page.
    pub page: String,
    /// Why what is masked was shown; empty where it was not.
    pub unmasked: String,
}

const CONDITION: &str = "(?1 = '' OR party = ?1) AND (?2 = '' OR user = ?2) AND (?3 = '' OR on_day = ?3)";

impl Secrets {
    /// Writes a look down before its page is handed out.
    ///
    /// # Errors
    /// Whatever SQLite refuses; then the page is not handed out.
    pub fn looked(&self, look: &Look<'_>, now: i64) -> Result<(), AccessError> {
        self.file
            .prepare_cached(
                "INSERT INTO look (at, user, session, party, page, unmasked, on_day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                now,
                look.user.as_str(),
                look.session,
                look.party.as_str(),
                look.page,
                look.unmasked,
                look.on.to_string()
            ])?;
        Ok(())
    }

    /// Looks that match, newest first, and how many there are in all.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn looks(&self, filter: &LookFilter, offset: u64, limit: u64) -> Result<(Vec<LookLine>, u64), AccessError> {
        let bound = params![filter.party, filter.user, filter.day];
        let count: i64 = self
            .file
            .prepare_cached(&format!("SELECT count(*) FROM look WHERE {CONDITION}"))?
            .query_row(bound, |row| row.get(0))?;
        let sql = format!(
            "SELECT no, at, on_day, user, party, page, unmasked FROM look WHERE {CONDITION}
             ORDER BY no DESC LIMIT {limit} OFFSET {offset}"
        );
        let mut statement = self.file.prepare_cached(&sql)?;
        let rows = statement.query_map(params![filter.party, filter.user, filter.day], |row| {
            Ok(LookLine {
                no: row.get(0)?,
                at: row.get(1)?,
                on: row.get(2)?,
                user: StaffId::new(row.get::<_, String>(3)?),
                party: PartyId::new(row.get::<_, String>(4)?),
                page: row.get(5)?,
                unmasked: row.get(6)?,
            })
        })?;
        Ok((rows.collect::<Result<_, _>>()?, count.unsigned_abs()))
    }

    /// Whether somebody had the masks of a person lifted in this session.
    ///
    /// # Errors
    /// Whatever SQLite refuses.
    pub fn is_unmasked(&self, session: i64, party: &PartyId) -> Result<bool, AccessError> {
        let sql = "SELECT count(*) FROM look WHERE party = ?1 AND session = ?2 AND unmasked <> ''";
        let count: i64 =
            self.file.prepare_cached(sql)?.query_row(params![party.as_str(), session], |row| row.get(0))?;
        Ok(count > 0)
    }
}
