//! Letting people in, changing what they are, shutting them out.

use super::{done, shown, unreadable_form, unreadable_query};
use crate::asked::{Asked, Pages};
use crate::door::Door;
use crate::model::people::{one as person, people, typed_branches};
use crate::pages::people::{People, PersonForm, PersonPage};
use crate::trouble::Trouble;
use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::response::Response;
use makegood_desk::{AddUser, DeskError, Role, SetRights};
use makegood_units::StaffId;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    on: String,
}

/// Everybody; `?on=` as known at the end of a day.
pub(super) async fn page(
    State(pages): State<Pages>,
    asked: Asked,
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Response {
    pages
        .answer(asked, move |desk, asked| {
            let Query(wanted) = wanted.map_err(|rejection| unreadable_query(&rejection))?;
            let on = match wanted.on.trim() {
                "" => None,
                text => Some(text.parse().map_err(|source| Trouble::NoSuchDay { field: "as known on", source })?),
            };
            Ok(shown(people(desk, asked.frame(desk)?, on)?.render()?))
        })
        .await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    what: String,
    name: String,
    login: String,
    staff: String,
    role: String,
    branches: String,
    team: String,
    reason: String,
}

impl Typed {
    fn role(&self) -> Result<Role, Trouble> {
        Role::of(&self.role).ok_or_else(|| Trouble::Unreadable(format!("{:?} is no role", self.role)))
    }

    fn team(&self) -> Option<String> {
        Some(self.team.clone()).filter(|team| !team.trim().is_empty())
    }
}

/// Lets somebody in and shows the link by which they choose a password.
pub(super) async fn add(
    State(pages): State<Pages>,
    asked: Asked,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let door = pages.door.clone();
    pages
        .answer(asked, move |desk, asked| {
            let Form(typed) = form.map_err(|rejection| unreadable_form(&rejection))?;
            let by = asked.caller()?.user.id.clone();
            let command = AddUser {
                staff: Some(typed.staff.trim()).filter(|staff| !staff.is_empty()).map(StaffId::new),
                name: typed.name.clone(),
                login: typed.login.clone(),
                role: typed.role()?,
                branches: typed_branches(&typed.branches),
                team: typed.team(),
                persona: false,
            };
            match desk.add_user(&command, by.as_str()) {
                Ok(id) => {
                    let link = Some((format!("{} is let in.", typed.name.trim()), link(&door, asked, &id)?));
                    let page = People { link, ..people(desk, asked.frame(desk)?, None)? };
                    Ok(shown(page.render()?))
                }
                Err(DeskError::Refused(refusal)) => {
                    let problem = Some(done::in_words(&refusal));
                    let Typed { name, login, staff, role, branches, team, .. } = typed;
                    let form = PersonForm { name, login, staff, role, branches, team };
                    let page = People { problem, form, ..people(desk, asked.frame(desk)?, None)? };
                    Ok(done::not_taken(page.render()?))
                }
                Err(failed) => Err(failed.into()),
            }
        })
        .await
}

/// A link by which somebody chooses a password.
fn link(door: &Door, asked: &Asked, id: &StaffId) -> Result<String, Trouble> {
    let word = door.secrets(|secrets| secrets.password_link(id, door.now()))?;
    let at = door.public_url.clone().unwrap_or_else(|| format!("http://{}", asked.host));
    Ok(format!("{at}/link/{word}"))
}

/// One of them.
pub(super) async fn one(State(pages): State<Pages>, asked: Asked, Path(id): Path<String>) -> Response {
    pages
        .answer(asked, move |desk, asked| Ok(shown(person(desk, asked.frame(desk)?, &StaffId::new(id))?.render()?)))
        .await
}

/// Rights set, shut out, let in again, or a link made.
pub(super) async fn change(
    State(pages): State<Pages>,
    asked: Asked,
    Path(id): Path<String>,
    form: Result<Form<Typed>, FormRejection>,
) -> Response {
    let door = pages.door.clone();
    pages
        .answer(asked, move |desk, asked| {
            let Form(typed) = form.map_err(|rejection| unreadable_form(&rejection))?;
            let (id, by) = (StaffId::new(id), asked.caller()?.user.id.clone());
            let page = person(desk, asked.frame(desk)?, &id)?;
            let done = match typed.what.as_str() {
                "rights" => {
                    let (role, branches, team) = (typed.role()?, typed_branches(&typed.branches), typed.team());
                    desk.set_rights(&SetRights { user: id.clone(), role, branches, team }, by.as_str())
                }
                "close" => desk.close_user(&id, &typed.reason, by.as_str()),
                "reopen" => desk.reopen_user(&id, &typed.reason, by.as_str()),
                "reset" => {
                    let link = Some((format!("A link for {}.", page.name), link(&door, asked, &id)?));
                    return Ok(shown(PersonPage { link, ..page }.render()?));
                }
                other => return Err(Trouble::Unreadable(format!("{other:?} is nothing that is done with a person"))),
            };
            match done {
                Ok(_) => {
                    if typed.what == "close" {
                        door.secrets(|secrets| secrets.end_sessions_of(&id, door.now()))?;
                    }
                    Ok(shown(person(desk, asked.frame(desk)?, &id)?.render()?))
                }
                Err(DeskError::Refused(refusal)) => {
                    let problem = Some(done::in_words(&refusal));
                    Ok(done::not_taken(PersonPage { problem, ..page }.render()?))
                }
                Err(failed) => Err(failed.into()),
            }
        })
        .await
}
