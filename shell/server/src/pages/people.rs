//! *People* and one of them, for whoever lets them in; and one's own page.

use super::rendered;
use crate::layout::{Frame, Right, Tab};
use crate::say;
use askama::Template;
use makegood_units::BusinessDate;

/// Everybody who works with the book.
#[derive(Clone, Debug, Template)]
#[template(path = "people.html")]
pub struct People {
    /// What stands around the page.
    pub frame: Frame,
    /// The day asked for; none for now.
    pub known_on: Option<BusinessDate>,
    /// The same as typed.
    pub on: String,
    /// One line each.
    pub rows: Vec<PersonRow>,
    /// The words of the roles, and what they say.
    pub roles: Vec<(String, String)>,
    /// The form for another one.
    pub form: PersonForm,
    /// Why nothing was done.
    pub problem: Option<String>,
    /// What was done, and the link to hand over.
    pub link: Option<(String, String)>,
}
rendered!(People);

/// One person in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Their number.
    pub id: String,
    /// The address of their page.
    pub href: String,
    /// Their name.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Their role in words.
    pub role: String,
    /// Their branches.
    pub branches: String,
    /// Their team.
    pub team: String,
    /// Whether they may log in.
    pub is_open: bool,
}

/// What is typed about somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonForm {
    /// Name.
    pub name: String,
    /// Login.
    pub login: String,
    /// Staff number.
    pub staff: String,
    /// The word of the role.
    pub role: String,
    /// Branches with a comma between.
    pub branches: String,
    /// Team.
    pub team: String,
}

/// One person.
#[derive(Clone, Debug, Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    /// What stands around the page.
    pub frame: Frame,
    /// Their number.
    pub id: String,
    /// The address of this page.
    pub href: String,
    /// Their name.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Their role, with a capital.
    pub role: String,
    /// Whether they may log in.
    pub is_open: bool,
    /// The words of the roles, and what they say.
    pub roles: Vec<(String, String)>,
    /// What they are, in the form.
    pub form: PersonForm,
    /// Why nothing was done.
    pub problem: Option<String>,
    /// What was done, and the link to hand over.
    pub link: Option<(String, String)>,
}
rendered!(PersonPage);

/// One's own page.
#[derive(Clone, Debug, Template)]
#[template(path = "me.html")]
pub struct Me {
    /// What stands around the page.
    pub frame: Frame,
    /// Role, branches and team.
    pub about: String,
    /// Where one is logged in.
    pub sessions: Vec<SessionRow>,
    /// Keys on one's devices; none where there can be none.
    pub passkeys: Option<Vec<PasskeyRow>>,
    /// Whether there is no password to change.
    pub is_persona: bool,
    /// What one may do, and how far.
    pub rights: Vec<(String, String)>,
    /// Why nothing was done.
    pub problem: Option<String>,
    /// What was done.
    pub told: Option<String>,
}
rendered!(Me);

/// A key on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Its number.
    pub no: i64,
    /// What its owner calls the device.
    pub name: String,
    /// When it was made.
    pub made: String,
    /// When it was last used.
    pub used: Option<String>,
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its number.
    pub no: i64,
    /// What the browser calls itself.
    pub browser: String,
    /// From where.
    pub address: String,
    /// Since when.
    pub since: String,
    /// When it was last used.
    pub seen: String,
    /// Whether this page was asked for in it.
    pub is_this: bool,
}

impl People {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}

impl PersonPage {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}

impl Me {
    fn tab(&self) -> Tab {
        Tab::Elsewhere
    }
}
