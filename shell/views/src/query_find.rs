//! A case found by anything, with what it was found by.

use crate::find_words::{CONTACT, LETTER, NAME, NOTE, PROMISE, words};
use crate::unseen::Unseen;
use crate::{Found, Reach, ViewError, query_book, state};
use makegood_journal::Connection;
use makegood_units::{Amount, Decimal, LoanId, Money, PartyId};
use rusqlite::params;
use std::collections::{BTreeMap, BTreeSet};

/// So many cases with every word are put in order; where there are more it is said.
const ORDERED: usize = 300;
/// Where it is asked which word is the rarest, no word is counted further than this.
const COUNTED: i64 = 20_000;
/// So many are looked at where not everything is within reach.
const ENOUGH: usize = 100;

/// By what a case was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBy {
    /// The case, its loan with the largest arrears speaking for it.
    pub case: Found,
    /// By what, in words; empty when by its name or number.
    pub by: String,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The closest.
    pub found: Vec<FoundBy>,
    /// Whether there may be more with every word; a further word narrows them.
    pub has_more: bool,
}

/// Cases whose number, loan, name, telephone, address, letter, promise or notes have every
/// word that was typed, by its beginning, within reach; numbers first, then names, then the rest.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn find_anything(book: &Connection, typed: &str, limit: usize, reach: &Reach) -> Result<Search, ViewError> {
    find_seen(book, typed, limit, reach, Unseen::default())
}

/// The same for somebody who does not see everything: nothing is found by what is not shown.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn find_seen(
    book: &Connection,
    typed: &str,
    limit: usize,
    reach: &Reach,
    unseen: Unseen,
) -> Result<Search, ViewError> {
    let mut found: Vec<FoundBy> = Vec::new();
    let mut has_more = false;
    let mut add = |more: Vec<Found>, by: &str| {
        for case in more {
            let is_new = !found.iter().any(|known| known.case.party == case.party);
            if is_new && reach.holds_case(book, &case.party)? {
                if found.len() < limit {
                    found.push(FoundBy { case, by: by.to_owned() });
                } else {
                    has_more = true;
                }
            }
        }
        Ok::<(), ViewError>(())
    };
    // Of what lies beyond reach not even that it was found is told, so more is looked at.
    let limit_read = if reach.is_whole() { limit.saturating_add(1) } else { ENOUGH };
    add(find_numbers(book, typed.trim(), limit_read)?, "")?;
    let (hits, is_cut) = by_words(book, typed, reach, unseen)?;
    let is_cut = is_cut || hits.len() > limit_read;
    let mut hits: Vec<(PartyId, Hit)> = hits.into_iter().collect();
    hits.sort_by(|one, two| (one.1.0, &one.0).cmp(&(two.1.0, &two.0)));
    for (party, (rank, shown)) in hits.into_iter().take(limit_read) {
        let case = find_party(book, &party)?;
        add(case.into_iter().collect(), if rank == 0 { "" } else { &shown })?;
    }
    Ok(Search { found, has_more: has_more || is_cut })
}

/// By what a party was found: how close that is, and the words.
type Hit = (u8, String);

/// The parties that have every word, each with what tells most of why, and whether there are
/// more than were put in order. The rarest word is read from the index to its end, the others
/// are looked up party by party, so that none with every word is missed.
fn by_words(
    book: &Connection,
    typed: &str,
    reach: &Reach,
    unseen: Unseen,
) -> Result<(BTreeMap<PartyId, Hit>, bool), ViewError> {
    let mut asked = pieces(typed);
    let mut rarest: Option<(i64, usize)> = None;
    for (at, forms) in asked.iter().enumerate() {
        let count = counted(book, forms)?;
        rarest = rarest.filter(|(least, _)| *least <= count).or(Some((count, at)));
    }
    let Some((_, rarest)) = rarest else { return Ok((BTreeMap::new(), false)) };
    let driving = asked.remove(rarest);
    beginning(book, &driving, &asked, (reach, unseen))
}

/// How many rows begin with one of the forms, no further than is worth knowing.
fn counted(book: &Connection, forms: &[String]) -> Result<i64, ViewError> {
    let mut statement =
        book.prepare_cached("SELECT count(*) FROM (SELECT 1 FROM view_find WHERE word >= ?1 AND word < ?2 LIMIT ?3)")?;
    let mut all: i64 = 0;
    for form in forms {
        let count: i64 = statement.query_row(params![form, format!("{form}\u{10ffff}"), COUNTED], |row| row.get(0))?;
        all = all.saturating_add(count);
    }
    Ok(all)
}

/// How close a party has a word that begins with one of the forms.
fn has(book: &Connection, party: &PartyId, forms: &[String], unseen: Unseen) -> Result<Option<(u8, Probe)>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT word, kind, seq FROM view_find INDEXED BY view_find_word WHERE party = ?1 AND word >= ?2 AND word < ?3
         AND kind NOT IN (SELECT value FROM json_each(?4))",
    )?;
    let mut best: Option<(u8, Probe)> = None;
    for form in forms {
        let mut rows = statement.query(params![party.as_str(), form, format!("{form}\u{10ffff}"), unseen.kinds()])?;
        while let Some(row) = rows.next()? {
            let kind: String = row.get(1)?;
            let close = rank(&kind);
            if best.as_ref().is_none_or(|(least, _)| close < *least) {
                best = Some((close, Probe { word: row.get(0)?, kind, seq: row.get(2)? }));
            }
        }
    }
    Ok(best)
}

/// A row of the index, to read what is shown of it once that is wanted.
struct Probe {
    word: String,
    kind: String,
    seq: i64,
}

impl Probe {
    fn shown(&self, book: &Connection, party: &PartyId) -> Result<Hit, ViewError> {
        let mut statement = book
            .prepare_cached("SELECT shown FROM view_find WHERE word = ?1 AND party = ?2 AND kind = ?3 AND seq = ?4")?;
        let shown: String =
            statement.query_row(params![self.word, party.as_str(), self.kind, self.seq], |row| row.get(0))?;
        Ok(hit(&self.kind, &shown))
    }
}

/// Each word typed, with the other forms it may be kept in: digits of a number, an amount
/// in minor units.
fn pieces(typed: &str) -> Vec<Vec<String>> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let is_number = digits.len() >= 4 && typed.chars().all(|letter| !letter.is_alphabetic());
    if is_number {
        let mut forms = vec![typed.trim().to_lowercase(), digits];
        let amount = typed.trim().replace(',', "").parse::<Decimal>().ok();
        forms.extend(
            amount
                .and_then(|amount| amount.checked_mul(Decimal::ONE_HUNDRED))
                .map(|minor| minor.normalize().to_string()),
        );
        return vec![forms];
    }
    typed
        .split_whitespace()
        .flat_map(|piece| {
            let whole = piece.to_lowercase();
            let parts: Vec<String> = words(piece).collect();
            if parts.len() > 1 {
                vec![vec![whole, parts.concat()]]
            } else {
                parts.into_iter().map(|word| vec![word]).collect()
            }
        })
        .collect()
}

/// The parties with a word that begins with one of the forms, and with every other word; and
/// whether there are more of them.
fn beginning(
    book: &Connection,
    forms: &[String],
    others: &[Vec<String>],
    (reach, unseen): (&Reach, Unseen),
) -> Result<(BTreeMap<PartyId, Hit>, bool), ViewError> {
    let mut statement = book.prepare_cached(&format!(
        "SELECT party, kind, shown FROM view_find WHERE word >= ?1 AND word < ?2 AND {}
         AND kind NOT IN (SELECT value FROM json_each(?5)) ORDER BY word, party",
        Reach::of_party("view_find.party", 3, 4)
    ))?;
    let [branches, people] = reach.values();
    let mut found: BTreeMap<PartyId, Hit> = BTreeMap::new();
    let mut without: BTreeSet<PartyId> = BTreeSet::new();
    for form in forms {
        let end = format!("{form}\u{10ffff}");
        let mut rows = statement.query(params![form, end, branches, people, unseen.kinds()])?;
        while let Some(row) = rows.next()? {
            let party = PartyId::new(row.get::<_, String>(0)?);
            if without.contains(&party) {
                continue;
            }
            let here = hit(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?);
            if let Some(best) = found.get_mut(&party) {
                *best = std::mem::take(best).min(here);
                continue;
            }
            let Some(worst) = has_all(book, &party, others, unseen)? else {
                without.insert(party);
                continue;
            };
            if found.len() >= ORDERED {
                return Ok((found, true));
            }
            found.insert(party, here.max(worst));
        }
    }
    Ok((found, false))
}

/// By what a party has each of the words, the farthest of them; `None` when one is missing.
fn has_all(
    book: &Connection,
    party: &PartyId,
    words: &[Vec<String>],
    unseen: Unseen,
) -> Result<Option<Hit>, ViewError> {
    let mut worst: Option<(u8, Probe)> = None;
    for forms in words {
        let Some(probe) = has(book, party, forms, unseen)? else { return Ok(None) };
        if worst.as_ref().is_none_or(|(farthest, _)| probe.0 > *farthest) {
            worst = Some(probe);
        }
    }
    worst.map_or_else(|| Ok(Some(Hit::default())), |(_, probe)| probe.shown(book, party).map(Some))
}

fn hit(kind: &str, shown: &str) -> Hit {
    (rank(kind), says(kind, shown))
}

fn rank(kind: &str) -> u8 {
    [NAME, CONTACT, LETTER, PROMISE, NOTE].iter().position(|known| *known == kind).map_or(u8::MAX, |at| at as u8)
}

/// So much of a note is shown beside a hit.
const SHOWN: usize = 80;

fn says(kind: &str, shown: &str) -> String {
    let short: String = shown.chars().take(SHOWN).collect();
    let more = if short.len() < shown.len() { "…" } else { "" };
    match kind {
        NOTE => format!("note: {short}{more}"),
        _ => format!("{short}{more}"),
    }
}

const FOUND: &str = "SELECT party, coalesce(name, ''), loan, purpose, arrears, currency, arrears_since
     FROM view_loan LEFT JOIN view_party USING (party)";

/// Borrowers whose number or loan number begins with what was typed, the whole number first.
fn find_numbers(book: &Connection, typed: &str, limit: usize) -> Result<Vec<Found>, ViewError> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let end = format!("{typed}\u{10ffff}");
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut found = Vec::new();
    for column in ["loan", "party"] {
        let sql = format!("{FOUND} WHERE {column} >= ?1 AND {column} < ?2 ORDER BY {column}, arrears DESC LIMIT ?3");
        found.extend(read_found(book, &sql, params![typed, end, limit])?);
    }
    Ok(found)
}

/// A borrower, the loan with the largest arrears speaking for them.
fn find_party(book: &Connection, party: &PartyId) -> Result<Option<Found>, ViewError> {
    let sql = format!("{FOUND} WHERE party = ?1 ORDER BY arrears DESC, loan LIMIT 1");
    Ok(read_found(book, &sql, params![party.as_str()])?.pop())
}

fn read_found(book: &Connection, sql: &str, asked: &[&dyn rusqlite::ToSql]) -> Result<Vec<Found>, ViewError> {
    let closed = state::last_closed(book)?;
    let mut statement = book.prepare_cached(sql)?;
    let mut rows = statement.query(asked)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let since: Option<i32> = row.get(6)?;
        let late = closed.zip(since).map_or(0, |(closed, since)| closed.epoch_days() - since);
        found.push(Found {
            party: PartyId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            loan: LoanId::new(row.get::<_, String>(2)?),
            purpose: row.get(3)?,
            arrears: Money::new(Amount::from_minor(row.get(4)?), query_book::currency(row, 5)?),
            days_past_due: late,
        });
    }
    Ok(found)
}
