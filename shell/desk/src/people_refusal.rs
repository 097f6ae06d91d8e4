//! Why somebody is not let in, changed or shut out, each with its name and a way on.

use crate::DeskError;
use makegood_units::StaffId;

/// Why nothing was written about a person who works with the book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeopleRefusal {
    /// No name, or more than one.
    #[error("a person has a name of at most {0} characters")]
    NameUnfit(usize),
    /// A login nobody could type.
    #[error("a login is one word of at most {0} characters")]
    LoginUnfit(usize),
    /// Two people cannot log in by one word.
    #[error("somebody logs in as {0} already")]
    LoginTaken(String),
    /// A staff number that no import brought.
    #[error("no staff row has the number {0}")]
    UnknownStaff(StaffId),
    /// A staff number somebody else logs in by.
    #[error("somebody works under the staff number {0} already")]
    StaffTaken(StaffId),
    /// Nobody of that number.
    #[error("nobody with the number {0} works with this book")]
    UnknownUser(StaffId),
    /// Rights are given by another person.
    #[error("nobody changes their own rights")]
    OwnRights,
    /// Nobody would be left who can let people in.
    #[error("{0} is the only administrator, and nobody could let people in any more")]
    LastAdministrator(String),
    /// A command of a book people log in to that names nobody.
    #[error("people log in to this book, and the command names none of them")]
    NobodyNamed,
    /// A command by somebody whose role does not have the right.
    #[error("{by} may not {says} as {role}")]
    WithoutRight {
        /// Who was named.
        by: StaffId,
        /// Their role in words.
        role: &'static str,
        /// What, in words.
        says: &'static str,
    },
    /// Shut out or let in without a word.
    #[error("shutting somebody out or letting them in again has a reason, which is kept")]
    WithoutReason,
}

impl PeopleRefusal {
    /// The stable name, as the gallery in `refusals/` has it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NameUnfit(_) => "name_unfit",
            Self::LoginUnfit(_) => "login_unfit",
            Self::LoginTaken(_) => "login_taken",
            Self::UnknownStaff(_) => "unknown_staff",
            Self::StaffTaken(_) => "staff_taken",
            Self::UnknownUser(_) => "unknown_user",
            Self::OwnRights => "own_rights",
            Self::LastAdministrator(_) => "last_administrator",
            Self::NobodyNamed => "nobody_named",
            Self::WithoutRight { .. } => "without_right",
            Self::WithoutReason => "user_without_reason",
        }
    }

    /// What the person can do about it.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::NameUnfit(_) => "Write the name colleagues know them by.",
            Self::LoginUnfit(_) => "Take a short word without blanks, or their e-mail address.",
            Self::LoginTaken(_) => "Choose another login.",
            Self::UnknownStaff(_) => "Import the staff file first, or leave the staff number out.",
            Self::StaffTaken(_) => "See who does with: makegood user list.",
            Self::UnknownUser(_) => "See everybody with: makegood user list.",
            Self::OwnRights => "Ask another administrator.",
            Self::LastAdministrator(_) => "Let in a second administrator first: makegood user add.",
            Self::NobodyNamed => "Say who does it with --by NUMBER; makegood user list has the numbers.",
            Self::WithoutRight { .. } => "Let somebody do it who may; makegood rights prints who.",
            Self::WithoutReason => "Write a few words for the auditor.",
        }
    }
}

impl From<PeopleRefusal> for DeskError {
    fn from(refusal: PeopleRefusal) -> Self {
        Self::Refused(refusal.into())
    }
}
