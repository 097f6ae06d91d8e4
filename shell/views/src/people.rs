//! The lender's own people.

use crate::{ViewError, load, users};
use makegood_capacity::{Officer, Staff};
use makegood_day_close::BranchDay;
use makegood_journal::{Connection, Role, current, keys_of_kind, last_of};
use makegood_units::BranchId;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

thread_local! {
    /// Everybody as last read, by the hash of the batch that was boarded last: people
    /// come with rows, and every page names some of them.
    static LAST: RefCell<Option<(String, Rc<[Staff]>)>> = const { RefCell::new(None) };
}

/// Everybody, by branch and name: the rows of an import, and those who log in. A person
/// of both is led by their role as a user; somebody shut out leads nobody.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn colleagues(book: &Connection, known_to: i64) -> Result<Vec<Staff>, ViewError> {
    let mut found = staff(book, known_to)?;
    for user in users::users(book)? {
        let role = match user.role {
            Role::Executive if user.is_open => "executive",
            role if user.is_open && role.leads() => "leader",
            _ => "officer",
        };
        let role = role.to_owned();
        match found.iter_mut().find(|person| person.id == user.id) {
            Some(person) => person.role = role,
            None => found.push(Staff {
                id: user.id,
                name: user.name,
                branch: user.branches.into_iter().next().unwrap_or_else(|| BranchId::new("")),
                role,
                minutes_per_day: 0,
                skills: Vec::new(),
                zone: None,
            }),
        }
    }
    found.sort_by(|one, two| (&one.branch, &one.name).cmp(&(&two.branch, &two.name)));
    Ok(found)
}

/// The rows of an import, read once for each batch.
fn staff(book: &Connection, known_to: i64) -> Result<Vec<Staff>, ViewError> {
    let Some(batch) = last_of(book, "batch_boarded", known_to)? else { return Ok(Vec::new()) };
    let hit =
        LAST.with_borrow(|last| last.as_ref().filter(|(known, _)| *known == batch.hash).map(|(_, all)| all.clone()));
    if let Some(staff) = hit {
        return Ok(staff.to_vec());
    }
    let staff = read_staff(book, known_to)?;
    LAST.set(Some((batch.hash, staff.as_slice().into())));
    Ok(staff)
}

fn read_staff(book: &Connection, known_to: i64) -> Result<Vec<Staff>, ViewError> {
    let mut found = Vec::new();
    for key in keys_of_kind(book, "staff", known_to)? {
        if let Some(fact) = current(book, "staff", &key, known_to)? {
            found.push(load::parse::<Staff>("staff", &fact)?);
        }
    }
    found.sort_by(|one, two| (&one.branch, &one.name).cmp(&(&two.branch, &two.name)));
    Ok(found)
}

/// The branches with their people's minutes, by branch: of the rows of an import alone,
/// since somebody who only logs in has no minutes.
///
/// # Errors
/// A row that cannot be read, or whatever SQLite refuses.
pub fn branch_days(book: &Connection, known_to: i64) -> Result<Vec<BranchDay>, ViewError> {
    let mut branches: BTreeMap<BranchId, Vec<Officer>> = BTreeMap::new();
    for person in staff(book, known_to)? {
        let officer = person.officer();
        branches.entry(person.branch).or_default().push(officer);
    }
    Ok(branches.into_iter().map(|(branch, officers)| BranchDay { branch, officers }).collect())
}
