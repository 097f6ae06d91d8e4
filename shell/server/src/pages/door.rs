//! *Log in*, and the page of a link by which somebody chooses a password.

use super::rendered;
use askama::Template;

/// The way in.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "login.html")]
pub struct Login {
    /// A notice fixed to the page.
    pub notice: Option<String>,
    /// Whether the book has no people at all.
    pub nobody_yet: bool,
    /// Whether anybody logs in with a password.
    pub with_password: bool,
    /// What the lender's sign-in provider is called, where there is one.
    pub provider: Option<String>,
    /// Whether devices may be asked for a passkey.
    pub with_passkey: bool,
    /// What was typed as login.
    pub login: String,
    /// Where to go after it.
    pub back: String,
    /// Why it did not work.
    pub problem: Option<String>,
    /// What just happened.
    pub told: Option<String>,
    /// Invented people entered by one press.
    pub personas: Vec<PersonaLine>,
}
rendered!(Login);

/// An invented person of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonaLine {
    /// Their number.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Role and branches: `team leader, north`.
    pub about: String,
}

/// Choosing a password, by a link.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "link.html")]
pub struct LinkPage {
    /// A notice fixed to the page.
    pub notice: Option<String>,
    /// The heading.
    pub title: String,
    /// Whether the link holds.
    pub holds: bool,
    /// Whether it makes the first administrator.
    pub is_setup: bool,
    /// Where the form is posted.
    pub action: String,
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// What the button says.
    pub button: String,
    /// Why it was not taken.
    pub problem: Option<String>,
}
rendered!(LinkPage);
