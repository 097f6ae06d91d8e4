//! Where one address takes what a colleague records and what a second person decides: the
//! value that tells them apart takes a further right.

use makegood_access::Right;

/// A value of a field of a form that takes a further right than its address does.
#[derive(Clone, Copy, Debug)]
pub struct Also {
    /// The address the form posts to, as the router has it.
    pub path: &'static str,
    /// The field.
    pub field: &'static str,
    /// Its values.
    pub values: &'static [&'static str],
    /// What they take.
    pub right: Right,
}

/// Where one address takes what a colleague records and what a second person decides.
pub const ALSO: &[Also] = &[
    Also { path: "/case/{party}/step", field: "how", values: &["agreed", "declined"], right: Right::AgreeStep },
    Also { path: "/case/{party}/step", field: "how", values: &["skipped"], right: Right::SkipStep },
    Also { path: "/case/{party}/note", field: "what", values: &["approval"], right: Right::ApproveAct },
    Also { path: "/case/{party}/diagnosis", field: "decision", values: &["sign"], right: Right::SignFinding },
    Also {
        path: "/case/{party}/diagnosis",
        field: "decision",
        values: &["agree", "decline", "uphold", "set_aside"],
        right: Right::AgreeFinding,
    },
    Also {
        path: "/case/{party}/workout/relief",
        field: "what",
        values: &["approve", "decline"],
        right: Right::ApproveRelief,
    },
];

/// The further right that a value of a field takes, however it is written.
pub(crate) fn also(path: &str, field: &str, value: &str) -> Option<Right> {
    let value = value.trim().to_lowercase().replace([' ', '-'], "_");
    let found = ALSO.iter().find(|one| one.path == path && one.field == field && one.values.contains(&value.as_str()));
    found.map(|one| one.right)
}
