//! People as their pages show them.

use super::door::about;
use crate::asked::Caller;
use crate::layout::{Frame, Right};
use crate::links::looks::person;
use crate::pages::people::{Me, PasskeyRow, People, PersonForm, PersonPage, PersonRow, SessionRow};
use crate::trouble::{Trouble, capital};
use makegood_access::{PasskeyLine, Scope};
use makegood_desk::{Desk, Role};
use makegood_units::{BranchId, BusinessDate, Instant, StaffId};
use makegood_views::{User, user, users, users_known_on};

/// Everybody, now or as known on a day.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn people(desk: &Desk, frame: Frame, on: Option<BusinessDate>) -> Result<People, Trouble> {
    let known = match on {
        Some(day) => users_known_on(desk.book(), day)?,
        None => users(desk.book())?,
    };
    Ok(People {
        known_on: on,
        on: on.map(|day| day.to_string()).unwrap_or_default(),
        rows: known.iter().map(row).collect(),
        roles: roles(),
        form: PersonForm::default(),
        problem: None,
        link: None,
        frame,
    })
}

fn row(one: &User) -> PersonRow {
    PersonRow {
        id: one.id.to_string(),
        href: person(one.id.as_str()),
        name: one.name.clone(),
        login: one.login.clone(),
        role: one.role.says().to_owned(),
        branches: branches(one),
        team: one.team.clone().unwrap_or_default(),
        is_open: one.is_open,
    }
}

fn branches(one: &User) -> String {
    one.branches.iter().map(BranchId::as_str).collect::<Vec<_>>().join(", ")
}

/// The branches of a field, with a comma between.
pub(crate) fn typed_branches(text: &str) -> Vec<BranchId> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(BranchId::new).collect()
}

fn roles() -> Vec<(String, String)> {
    Role::ALL.iter().map(|role| (role.word().to_owned(), role.says().to_owned())).collect()
}

/// One person.
///
/// # Errors
/// [`Trouble::Unknown`] for nobody; views that cannot be read.
pub(crate) fn one(desk: &Desk, frame: Frame, id: &StaffId) -> Result<PersonPage, Trouble> {
    let nobody = || Trouble::Unknown(format!("nobody with the number {id} works with this book"));
    let known = user(desk.book(), id)?.ok_or_else(nobody)?;
    Ok(PersonPage {
        id: known.id.to_string(),
        href: person(known.id.as_str()),
        role: capital(&about(&known)),
        is_open: known.is_open,
        roles: roles(),
        form: PersonForm {
            role: known.role.word().to_owned(),
            branches: branches(&known),
            team: known.team.clone().unwrap_or_default(),
            ..PersonForm::default()
        },
        name: known.name,
        login: known.login,
        problem: None,
        link: None,
        frame,
    })
}

/// One's own page.
///
/// # Errors
/// Secrets that cannot be read.
pub(crate) fn me(frame: Frame, caller: &Caller, host: &str) -> Result<Me, Trouble> {
    let (door, user) = (&caller.door, &caller.user);
    let sessions = door.secrets(|secrets| secrets.sessions_of(&user.id, door.now()))?;
    let far = |scope: Scope| match scope {
        Scope::All => "the whole book",
        Scope::Branch => "the cases of your branches",
        Scope::Team if user.team.is_some() => "the cases of your team",
        Scope::Team => "the cases of your branches",
    };
    let right = |right: &Right| {
        let scope = door.rights.scope(user.role, *right)?;
        Some((capital(right.says()), far(scope).to_owned()))
    };
    Ok(Me {
        about: capital(&about(user)),
        sessions: sessions
            .into_iter()
            .map(|one| SessionRow {
                is_this: one.no == caller.session,
                since: moment(one.made_at),
                seen: moment(one.seen_at),
                no: one.no,
                browser: one.browser,
                address: one.address,
            })
            .collect(),
        passkeys: passkeys(caller, host)?,
        is_persona: user.persona,
        rights: Right::ALL.iter().filter_map(right).collect(),
        problem: None,
        told: None,
        frame,
    })
}

/// What one may log in with beside a password; none at an address without passkeys, and
/// none for somebody invented, who has no password either.
fn passkeys(caller: &Caller, host: &str) -> Result<Option<Vec<PasskeyRow>>, Trouble> {
    let door = &caller.door;
    if caller.user.persona || door.ways.passkeys(host).is_none() {
        return Ok(None);
    }
    let held = door.secrets(|secrets| secrets.passkeys_of(&caller.user.id))?;
    let row = |one: PasskeyLine| PasskeyRow {
        no: one.no,
        name: one.name,
        made: moment(one.made_at),
        used: one.used_at.map(moment),
    };
    Ok(Some(held.into_iter().map(row).collect()))
}

/// A moment kept in seconds, to the minute and in UTC, so that it cannot be misread.
pub(crate) fn moment(seconds: i64) -> String {
    Instant::from_second(seconds).map(|at| at.strftime("%Y-%m-%d %H:%M UTC").to_string()).unwrap_or_default()
}
