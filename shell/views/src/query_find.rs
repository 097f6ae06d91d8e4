//! A case found by anything, with what it was found by.

use crate::find_words::{CONTACT, LETTER, NAME, NOTE, PROMISE, words};
use crate::{Found, Reach, ViewError, query_case};
use makegood_journal::Connection;
use makegood_units::{Decimal, PartyId};
use rusqlite::params;
use std::collections::BTreeMap;

/// More cases than this nobody looks through; a further word narrows them.
const CANDIDATES: usize = 400;

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
    let limit_read = if reach.is_whole() { limit } else { CANDIDATES };
    add(query_case::find_numbers(book, typed.trim(), limit_read)?, "")?;
    let mut hits: Vec<(PartyId, (u8, String))> = by_words(book, typed)?.into_iter().collect();
    hits.sort_by(|one, two| (one.1.0, &one.0).cmp(&(two.1.0, &two.0)));
    for (party, (rank, shown)) in hits.into_iter().take(limit_read) {
        let case = query_case::find_party(book, &party)?;
        add(case.into_iter().collect(), if rank == 0 { "" } else { &shown })?;
    }
    Ok(found)
}

/// The parties that have every word, with the best place one of them stands in.
fn by_words(book: &Connection, typed: &str) -> Result<BTreeMap<PartyId, (u8, String)>, ViewError> {
    let mut asked: Vec<Vec<String>> = pieces(typed);
    // The longest word leaves fewest.
    asked.sort_by_key(|word| std::cmp::Reverse(word.iter().map(String::len).max()));
    let mut kept: Option<BTreeMap<PartyId, (u8, String)>> = None;
    for word in &asked {
        let mut now: BTreeMap<PartyId, (u8, String)> = BTreeMap::new();
        for form in word {
            for (party, hit) in beginning(book, form)? {
                let known = kept.as_ref().is_none_or(|kept| kept.contains_key(&party));
                if known && now.get(&party).is_none_or(|best| hit.0 < best.0) {
                    now.insert(party, hit);
                }
            }
        }
        if let Some(before) = &kept {
            for (party, hit) in &mut now {
                // What is less common tells more of why it was found.
                if let Some(earlier) = before.get(party).filter(|earlier| earlier.0 > hit.0) {
                    *hit = earlier.clone();
                }
            }
        }
        kept = Some(now);
    }
    Ok(kept.unwrap_or_default())
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

fn beginning(book: &Connection, word: &str) -> Result<Vec<(PartyId, (u8, String))>, ViewError> {
    let mut statement = book.prepare_cached(
        "SELECT party, kind, shown FROM view_find WHERE word >= ?1 AND word < ?2 ORDER BY word, party LIMIT ?3",
    )?;
    let end = format!("{word}\u{10ffff}");
    let mut rows = statement.query(params![word, end, i64::try_from(CANDIDATES).unwrap_or(i64::MAX)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (kind, shown): (String, String) = (row.get(1)?, row.get(2)?);
        found.push((PartyId::new(row.get::<_, String>(0)?), (rank(&kind), says(&kind, &shown))));
    }
    Ok(found)
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
