//! How far a token reaches, and what it does not see: never more than the user it acts as
//! reaches and sees on the pages.

use crate::Asked;
use crate::problem::Problem;
use crate::shape::case::Case;
use makegood_access::{Matter, Right, Veil};
use makegood_desk::Desk;
use makegood_views::{Reach, Unseen, User};
use serde_json::Value;

/// What stands in place of what is masked or hidden for the user.
const NOT_SHOWN: &str = "not shown to you";

/// The fields of answers that hold words somebody wrote or said.
const WRITTEN: [&str; 12] = [
    "account",
    "answer",
    "because",
    "instead",
    "note",
    "proposes",
    "quote",
    "reason",
    "required_result",
    "said",
    "source_of_funds",
    "text",
];

/// Takes out of an answer what the token does not see, whichever operation gave it: the
/// queries leave out what is read from lists, the words of one case come from its events.
///
/// # Errors
/// An answer that is not JSON, which none is.
pub(crate) fn cover(body: &mut String, unseen: Unseen) -> Result<(), Problem> {
    if unseen.notes && !body.is_empty() {
        let mut value: Value = serde_json::from_str(body).map_err(|error| Problem::failed(&error))?;
        cover_words(&mut value);
        *body = value.to_string();
    }
    Ok(())
}

fn cover_words(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                match value {
                    Value::String(text) if WRITTEN.contains(&name.as_str()) => NOT_SHOWN.clone_into(text),
                    _ => cover_words(value),
                }
            }
        }
        Value::Array(all) => all.iter_mut().for_each(cover_words),
        _ => {}
    }
}

impl Asked {
    /// Everybody, and the user the token acts as; none where it acts as nobody who logs in.
    fn user(&self, desk: &Desk) -> Result<Option<(User, Vec<User>)>, Problem> {
        let Some(id) = &self.token.acts_as else { return Ok(None) };
        let everybody = makegood_views::users(desk.book())?;
        Ok(everybody.iter().find(|user| user.id == *id).cloned().map(|user| (user, everybody)))
    }

    /// The cases it reaches: those of its branch, and of them those of the user's team where
    /// their right to see a case goes no further.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub fn within(&self, desk: &Desk) -> Result<Reach, Problem> {
        let reach = match self.user(desk)? {
            Some((user, everybody)) => self.shared.rights.reach(&user, Right::SeeCase, &everybody),
            None => Some(Reach::whole()),
        };
        // Whoever may see no case reaches no branch.
        let reach = reach.unwrap_or_else(|| Reach::branches([].into()));
        Ok(match &self.token.branch {
            Some(branch) => reach.in_branch(branch),
            None => reach,
        })
    }

    fn veil(&self, desk: &Desk, matter: Matter) -> Result<Veil, Problem> {
        let user = self.user(desk)?;
        Ok(user.map_or(Veil::Shown, |(user, _)| self.shared.rights.veil(user.role, matter)))
    }

    /// What the queries leave out for it.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub fn unseen(&self, desk: &Desk) -> Result<Unseen, Problem> {
        let hides = |matter| Ok::<_, Problem>(self.veil(desk, matter)? != Veil::Shown);
        let contacts = hides(Matter::Phones)? || hides(Matter::Addresses)?;
        Ok(Unseen { names: hides(Matter::Names)?, notes: hides(Matter::Notes)?, contacts })
    }

    /// The case without the numbers and addresses it does not see.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub fn masked(&self, desk: &Desk, mut case: Case) -> Result<Case, Problem> {
        let (phones, addresses) = (self.veil(desk, Matter::Phones)?, self.veil(desk, Matter::Addresses)?);
        for point in &mut case.contact_points {
            let veil = if point.kind == "address" { addresses } else { phones };
            if veil != Veil::Shown {
                point.value = NOT_SHOWN.to_owned();
            }
        }
        Ok(case)
    }
}
