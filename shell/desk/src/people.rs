//! Letting people in, changing what they are, shutting them out: events like any other.

use crate::{Desk, DeskError, PeopleRefusal, append_and_apply};
use makegood_journal::{CommandTyped, Connection, Event, Role, UserChanged, UserEvent};
use makegood_units::{BranchId, StaffId};
use makegood_views::people::colleagues;
use makegood_views::{User, user, user_by_login, users};

/// A login is a word of so many characters at most.
const LOGIN_CHARACTERS: usize = 60;
/// A name has so many characters at most.
const NAME_CHARACTERS: usize = 120;

/// Let somebody in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddUser {
    /// The lender's staff number, where they have one: what they do is then recorded by it.
    pub staff: Option<StaffId>,
    /// The name to show.
    pub name: String,
    /// What they will type to log in; kept in small letters.
    pub login: String,
    /// What they are.
    pub role: Role,
    /// Whose cases they work.
    pub branches: Vec<BranchId>,
    /// Their team within the branches.
    pub team: Option<String>,
    /// An invented person of the demo.
    pub persona: bool,
}

/// Change what somebody is, or where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetRights {
    /// Whose.
    pub user: StaffId,
    /// What they are from now on.
    pub role: Role,
    /// Whose cases they work.
    pub branches: Vec<BranchId>,
    /// Their team.
    pub team: Option<String>,
}

impl Desk {
    /// Lets somebody in. Returns their number.
    ///
    /// # Errors
    /// A named [`PeopleRefusal`]; then nothing was written.
    pub fn add_user(&mut self, command: &AddUser, by: &str) -> Result<StaffId, DeskError> {
        let (name, login) = (command.name.trim(), command.login.trim().to_lowercase());
        if name.is_empty() || name.chars().count() > NAME_CHARACTERS {
            return Err(PeopleRefusal::NameUnfit(NAME_CHARACTERS).into());
        }
        if login.is_empty() || login.chars().count() > LOGIN_CHARACTERS || login.contains(char::is_whitespace) {
            return Err(PeopleRefusal::LoginUnfit(LOGIN_CHARACTERS).into());
        }
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        if user_by_login(&transaction, &login)?.is_some() {
            return Err(PeopleRefusal::LoginTaken(login).into());
        }
        let id = number(&transaction, command.staff.as_ref())?;
        let change = UserEvent::Added {
            name: name.to_owned(),
            login,
            role: command.role,
            branches: command.branches.clone(),
            team: word(command.team.as_deref()),
            persona: command.persona,
        };
        let event = Event::User(UserChanged { user: id.clone(), change });
        // The first person of a book is let in by nobody but themself.
        let actor = if by.is_empty() { id.as_str() } else { by };
        append_and_apply(&transaction, &self.clock, today, actor, event)?;
        transaction.commit()?;
        Ok(id)
    }

    /// Changes what somebody is, or where. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`PeopleRefusal`]; then nothing was written.
    pub fn set_rights(&mut self, command: &SetRights, by: &str) -> Result<i64, DeskError> {
        let change = UserEvent::RightsSet {
            role: command.role,
            branches: command.branches.clone(),
            team: word(command.team.as_deref()),
        };
        let stays = command.role == Role::Administrator;
        self.change_user(&command.user, change, by, stays)
    }

    /// Shuts somebody out. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`PeopleRefusal`]; then nothing was written.
    pub fn close_user(&mut self, id: &StaffId, reason: &str, by: &str) -> Result<i64, DeskError> {
        let reason = said(reason)?;
        self.change_user(id, UserEvent::Closed { reason }, by, false)
    }

    /// Lets somebody in again. Returns the number of the event.
    ///
    /// # Errors
    /// A named [`PeopleRefusal`]; then nothing was written.
    pub fn reopen_user(&mut self, id: &StaffId, reason: &str, by: &str) -> Result<i64, DeskError> {
        let reason = said(reason)?;
        self.change_user(id, UserEvent::Reopened { reason }, by, true)
    }

    /// Writes down that somebody acts through the command line, and which account of the
    /// machine typed it. Returns the number of the event.
    ///
    /// # Errors
    /// Whatever the journal refuses; then the command is not carried out.
    pub fn command_typed(&mut self, by: &StaffId, account: &str, command: &str) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let typed = CommandTyped { by: by.clone(), account: account.to_owned(), command: command.to_owned() };
        let entry = append_and_apply(&transaction, &self.clock, today, by.as_str(), Event::CommandTyped(typed))?;
        transaction.commit()?;
        Ok(entry.seq)
    }

    fn change_user(&mut self, id: &StaffId, change: UserEvent, by: &str, may_let_in: bool) -> Result<i64, DeskError> {
        let today = self.clock.today();
        let transaction = makegood_journal::begin(&mut self.book)?;
        let known = user(&transaction, id)?.ok_or_else(|| PeopleRefusal::UnknownUser(id.clone()))?;
        if id.as_str() == by {
            return Err(PeopleRefusal::OwnRights.into());
        }
        if !may_let_in && is_last_administrator(&transaction, &known)? {
            return Err(PeopleRefusal::LastAdministrator(known.name).into());
        }
        let event = Event::User(UserChanged { user: id.clone(), change });
        let entry = append_and_apply(&transaction, &self.clock, today, by, event)?;
        transaction.commit()?;
        Ok(entry.seq)
    }
}

fn word(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

fn said(reason: &str) -> Result<String, PeopleRefusal> {
    word(Some(reason)).ok_or(PeopleRefusal::WithoutReason)
}

fn is_last_administrator(book: &Connection, one: &User) -> Result<bool, DeskError> {
    let lets_in = |user: &User| user.is_open && user.role == Role::Administrator;
    Ok(lets_in(one) && !users(book)?.iter().any(|other| other.id != one.id && lets_in(other)))
}

/// The staff number where there is one, else the next free number of our own.
fn number(book: &Connection, staff: Option<&StaffId>) -> Result<StaffId, DeskError> {
    let known = colleagues(book, i64::MAX)?;
    let taken = |id: &StaffId| known.iter().any(|person| person.id == *id);
    if let Some(id) = staff {
        if user(book, id)?.is_some() {
            return Err(PeopleRefusal::StaffTaken(id.clone()).into());
        }
        if !taken(id) {
            return Err(PeopleRefusal::UnknownStaff(id.clone()).into());
        }
        return Ok(id.clone());
    }
    // One number more than people: one of them is free.
    let own = |no: usize| StaffId::new(format!("U-{no}"));
    let last = known.len().saturating_add(1);
    Ok((1..last).map(own).find(|id| !taken(id)).unwrap_or_else(|| own(last)))
}
