//! The way in: who may be entered, and what a link is for.

use crate::asked::Asked;
use crate::door::Door;
use crate::pages::door::{LinkPage, Login, PersonaLine};
use crate::trouble::Trouble;
use makegood_desk::Desk;
use makegood_units::StaffId;
use makegood_views::{User, user, users};

/// The page, empty.
///
/// # Errors
/// Views that cannot be read.
pub(crate) fn login(desk: &Desk, door: &Door, asked: &Asked) -> Result<Login, Trouble> {
    let everybody = users(desk.book())?;
    let is_entered = |one: &&User| one.persona && one.is_open && door.public_url.is_none();
    Ok(Login {
        notice: asked.notice.as_deref().map(str::to_owned),
        nobody_yet: everybody.is_empty(),
        with_password: everybody.iter().any(|one| !one.persona),
        provider: door.ways.provider.as_ref().map(|provider| provider.name().to_owned()),
        with_passkey: door.ways.passkeys(&asked.host).is_some() && everybody.iter().any(|one| !one.persona),
        personas: everybody.iter().filter(is_entered).map(persona).collect(),
        ..Login::default()
    })
}

fn persona(one: &User) -> PersonaLine {
    PersonaLine { id: one.id.to_string(), name: one.name.clone(), about: about(one) }
}

/// Role, branches and team in a line.
pub(crate) fn about(one: &User) -> String {
    let branches = one.branches.iter().map(ToString::to_string);
    let team = one.team.iter().map(|team| format!("team {team}"));
    let parts: Vec<String> = std::iter::once(one.role.says().to_owned()).chain(branches).chain(team).collect();
    parts.join(", ")
}

/// The page of a link.
///
/// # Errors
/// Views or secrets that cannot be read.
pub(crate) fn link_page(desk: &Desk, door: &Door, asked: &Asked, word: &str) -> Result<LinkPage, Trouble> {
    let link = door.secrets(|secrets| secrets.link_of(word, door.now()))?;
    let is_setup = link.as_ref().is_some_and(|link| link.user.is_none());
    let whose = match link.as_ref().and_then(|link| link.user.as_ref()) {
        Some(id) => user(desk.book(), id)?.filter(|user| user.is_open),
        None => None,
    };
    let title = if is_setup { "Make the first administrator" } else { "Choose a password" };
    Ok(LinkPage {
        notice: asked.notice.as_deref().map(str::to_owned),
        title: title.to_owned(),
        holds: is_setup || whose.is_some(),
        is_setup,
        action: format!("/link/{}", crate::links::encoded(word)),
        name: whose.as_ref().map(|user| user.name.clone()).unwrap_or_default(),
        login: whose.map(|user| user.login).unwrap_or_default(),
        button: if is_setup { "Make it" } else { "Choose it" }.to_owned(),
        problem: None,
    })
}

/// Whose password a link chooses.
///
/// # Errors
/// Secrets that cannot be read.
pub(crate) fn chosen_by(door: &Door, word: &str) -> Result<Option<StaffId>, Trouble> {
    Ok(door.secrets(|secrets| secrets.link_of(word, door.now()))?.and_then(|link| link.user))
}
