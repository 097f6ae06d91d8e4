//! A case found by anything, with what it was found by.

use crate::find_words::{CONTACT, LETTER, NAME, NOTE, PROMISE, words};
use crate::unseen::Unseen;
use crate::{Found, Reach, ViewError, query_book, state};
use makegood_journal::Connection;
use makegood_units::{Amount, Decimal, LoanId, Money, PartyId};
use rusqlite::params;
use std::collections::BTreeMap;

/// More cases than this a word may have; a further word narrows them.
const CANDIDATES: i64 = 1_000;
/// So many cases with every word are enough to show the closest of.
const ENOUGH: usize = 100;

/// By what a case was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBy {
    /// The case, its loan with the largest arrears speaking for it.
    pub case: Found,
    /// By what, in words; empty when by its name or number.
    pub by: String,
}

/// Cases whose number, loan, name, telephone, address, letter, promise or notes have every
/// word that was typed, by its beginning, within reach; numbers first, then names, then the rest.
///
/// # Errors
/// Whatever SQLite refuses.
pub fn find_anything(book: &Connection, typed: &str, limit: usize, reach: &Reach) -> Result<Vec<FoundBy>, ViewError> {
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
) -> Result<Vec<FoundBy>, ViewError> {
    let mut found: Vec<FoundBy> = Vec::new();
    let mut add = |more: Vec<Found>, by: &str| {
        for case in more {
            let is_new = found.len() < limit && !found.iter().any(|known| known.case.party == case.party);
            if is_new && reach.holds_case(book, &case.party)? {
                found.push(FoundBy { case, by: by.to_owned() });
            }
        }
        Ok::<(), ViewError>(())
    };
    // Of what lies beyond reach not even that it was found is told, so more is looked at.
    let limit_read = if reach.is_whole() { limit } else { ENOUGH };
    add(find_numbers(book, typed.trim(), limit_read)?, "")?;
    let mut hits: Vec<(PartyId, Hit)> = by_words(book, typed, reach, unseen)?.into_iter().collect();
    hits.sort_by(|one, two| (one.1.0, &one.0).cmp(&(two.1.0, &two.0)));
    for (party, (rank, shown)) in hits.into_iter().take(limit_read) {
        let case = find_party(book, &party)?;
        add(case.into_iter().collect(), if rank == 0 { "" } else { &shown })?;
    }
    Ok(found)
}

/// By what a party was found: how close that is, and the words.
type Hit = (u8, String);

/// The parties that have every word, each with what tells most of why: the rarest word is
/// read from the index, the others are looked up party by party.
fn by_words(
    book: &Connection,
    typed: &str,
    reach: &Reach,
    unseen: Unseen,
) -> Result<BTreeMap<PartyId, Hit>, ViewError> {
    let asked = pieces(typed);
    let mut each = asked.iter().map(|forms| beginning(book, forms, reach, unseen)).collect::<Result<Vec<_>, _>>()?;
    let rarest = each.iter().enumerate().min_by_key(|(_, hits)| hits.len()).map(|(at, _)| at);
    let Some(rarest) = rarest else { return Ok(BTreeMap::new()) };
    let mut kept = std::mem::take(each.get_mut(rarest).unwrap_or(&mut BTreeMap::new()));
    for forms in asked.iter().enumerate().filter(|(at, _)| *at != rarest).map(|(_, forms)| forms) {
        let mut both = BTreeMap::new();
        for (party, hit) in kept {
            if both.len() >= ENOUGH {
                break;
            }
            if let Some(other) = has(book, &party, forms, unseen)? {
                both.insert(party, hit.max(other));
            }
        }
        kept = both;
    }
    Ok(kept)
}

/// What a party has that begins with one of the forms.
fn has(book: &Connection, party: &PartyId, forms: &[String], unseen: Unseen) -> Result<Option<Hit>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT kind, shown FROM view_find INDEXED BY view_find_party WHERE party = ?1 AND word >= ?2 AND word < ?3
         AND kind NOT IN (SELECT value FROM json_each(?4))",
    )?;
    let mut best: Option<Hit> = None;
    for form in forms {
        let mut rows = statement.query(params![party.as_str(), form, format!("{form}\u{10ffff}"), unseen.kinds()])?;
        while let Some(row) = rows.next()? {
            let hit = hit(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?);
            best = Some(best.map_or(hit.clone(), |best| best.min(hit)));
        }
    }
    Ok(best)
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

/// The parties with a word that begins with one of the forms.
fn beginning(
    book: &Connection,
    forms: &[String],
    reach: &Reach,
    unseen: Unseen,
) -> Result<BTreeMap<PartyId, Hit>, ViewError> {
    let mut statement = book.prepare_cached(&format!(
        "SELECT party, kind, shown FROM view_find WHERE word >= ?1 AND word < ?2 AND {}
         AND kind NOT IN (SELECT value FROM json_each(?6)) ORDER BY word, party LIMIT ?3",
        Reach::of_party("view_find.party", 4, 5)
    ))?;
    let [branches, people] = reach.values();
    let mut found: BTreeMap<PartyId, Hit> = BTreeMap::new();
    for form in forms {
        let end = format!("{form}\u{10ffff}");
        let mut rows = statement.query(params![form, end, CANDIDATES, branches, people, unseen.kinds()])?;
        while let Some(row) = rows.next()? {
            let hit = hit(&row.get::<_, String>(1)?, &row.get::<_, String>(2)?);
            let best = found.entry(PartyId::new(row.get::<_, String>(0)?)).or_insert_with(|| hit.clone());
            *best = std::mem::take(best).min(hit);
        }
    }
    Ok(found)
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
