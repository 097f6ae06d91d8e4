//! Who answers for each late case, and what nobody answers for: a case without an owner, and
//! somebody of the staff without a leader.

use crate::people::colleagues;
use crate::{Reach, ViewError, query_book, state, users};
use makegood_day_close::CaseDay;
use makegood_journal::{Connection, Role};
use makegood_units::{Amount, BranchId, BusinessDate, Money, PartyId, StaffId};
use rusqlite::params;
use serde::Serialize;
use std::collections::BTreeSet;

/// Keeps who answers for a case: whoever it was given to, else the owner of its plan.
pub(crate) fn keep(book: &Connection, case: &CaseDay) -> Result<(), ViewError> {
    let given = case.assigned.as_ref().and_then(|one| one.what.officer.as_ref());
    let owner = given.or(case.plan.as_ref().and_then(|plan| plan.owner.as_ref()));
    book.prepare_cached("INSERT OR REPLACE INTO view_owner (party, owner) VALUES (?1, ?2)")?
        .execute(params![case.party.as_str(), owner.map_or("", |owner| owner.as_str())])?;
    Ok(())
}

/// A late case nobody answers for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutOwner {
    /// Whose.
    pub party: PartyId,
    /// Their name; may be empty.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// Due and unpaid.
    pub arrears: Money,
    /// Days past due on the last closed day.
    pub days_past_due: i32,
    /// Who had it and is with the lender no more; none where nobody ever had.
    pub left: Option<StaffId>,
}

/// Somebody with late cases whom nobody leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithoutLeader {
    /// Who.
    pub officer: StaffId,
    /// Their name.
    pub name: String,
    /// Of which branch.
    pub branch: BranchId,
    /// Late cases they answer for, or have on the list of the day.
    pub cases: usize,
}

/// What nobody answers for on the last closed day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ownerless {
    /// The day.
    pub as_of: BusinessDate,
    /// How many late cases there are in all.
    pub late: usize,
    /// How many of them nobody answers for.
    pub cases: usize,
    /// The first of these, the longest past due first.
    pub first: Vec<WithoutOwner>,
    /// Officers nobody leads, by branch and name.
    pub officers: Vec<WithoutLeader>,
}

/// Who has a case: given to them, or theirs by its plan, or on their list of the day.
const OWNER: &str = "coalesce(nullif(view_owner.owner, ''),
     (SELECT officer FROM view_work WHERE view_work.party = view_queue.party ORDER BY officer LIMIT 1), '')";

/// What nobody answers for within reach, with so many cases of it. A case is owned by
/// whoever it was given to, else by the owner of its plan, else by whoever has it on the list
/// of the day; somebody who is with the lender no more owns nothing. An officer has a leader when
/// their branch has one; an executive leads no branch. `None` before the first close.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn ownerless(book: &Connection, most: usize, reach: &Reach) -> Result<Option<Ownerless>, ViewError> {
    let Some(as_of) = state::last_closed(book)? else { return Ok(None) };
    let here = json(present(book)?.iter().map(|id| id.as_str()));
    let [branches, people] = reach.values();
    let within = Reach::of_party("view_queue.party", 2, 3);
    let from = "FROM view_queue LEFT JOIN view_owner USING (party) LEFT JOIN view_party USING (party)";
    let nobody = format!("{OWNER} NOT IN (SELECT value FROM json_each(?1))");
    let (late, cases): (i64, i64) = book
        .prepare_cached(&format!("SELECT count(*), coalesce(sum({nobody}), 0) {from} WHERE {within}"))?
        .query_row(params![here, branches, people], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut statement = book.prepare_cached(&format!(
        "SELECT view_queue.party, coalesce(name, ''), view_queue.branch, arrears, currency, days_past_due, {OWNER} {from}
         WHERE {nobody} AND {within} ORDER BY days_past_due DESC, view_queue.party LIMIT ?4"
    ))?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![here, branches, people, limit])?;
    let mut first = Vec::new();
    while let Some(row) = rows.next()? {
        let left: String = row.get(6)?;
        first.push(WithoutOwner {
            party: PartyId::new(row.get::<_, String>(0)?),
            name: row.get(1)?,
            branch: BranchId::new(row.get::<_, String>(2)?),
            arrears: Money::new(Amount::from_minor(row.get(3)?), query_book::currency(row, 4)?),
            days_past_due: row.get(5)?,
            left: (!left.is_empty()).then(|| StaffId::new(left)),
        });
    }
    let size = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
    Ok(Some(Ownerless { as_of, late: size(late), cases: size(cases), first, officers: led_by_nobody(book, reach)? }))
}

/// Everybody who is with the lender: rows of the staff file, and those who may log in.
fn present(book: &Connection) -> Result<BTreeSet<StaffId>, ViewError> {
    let gone: BTreeSet<StaffId> =
        users::users(book)?.into_iter().filter(|user| !user.is_open).map(|user| user.id).collect();
    Ok(colleagues(book, i64::MAX)?.into_iter().map(|one| one.id).filter(|id| !gone.contains(id)).collect())
}

fn led_by_nobody(book: &Connection, reach: &Reach) -> Result<Vec<WithoutLeader>, ViewError> {
    let staff = colleagues(book, i64::MAX)?;
    let mut led: BTreeSet<BranchId> =
        staff.iter().filter(|one| one.role == "leader").map(|one| one.branch.clone()).collect();
    for user in users::users(book)?.into_iter().filter(|user| user.is_open && user.role == Role::TeamLeader) {
        led.extend(user.branches);
    }
    let here = present(book)?;
    let mut count = book.prepare_cached(&format!(
        "SELECT count(*) FROM view_queue LEFT JOIN view_owner USING (party) WHERE {OWNER} = ?1"
    ))?;
    let mut found = Vec::new();
    for one in staff.into_iter().filter(|one| one.role == "officer" && !led.contains(&one.branch)) {
        if !here.contains(&one.id) || !reach.holds_list(&one.branch, &one.id) {
            continue;
        }
        let cases: i64 = count.query_row([one.id.as_str()], |row| row.get(0))?;
        let cases = usize::try_from(cases).unwrap_or(usize::MAX);
        if cases > 0 {
            found.push(WithoutLeader { officer: one.id, name: one.name, branch: one.branch, cases });
        }
    }
    Ok(found)
}

fn json<'a>(words: impl Iterator<Item = &'a str>) -> String {
    // Texts always become JSON; an empty list would let nobody own anything.
    serde_json::to_string(&words.collect::<Vec<_>>()).unwrap_or_else(|_| "[]".to_owned())
}
