//! The lender's table of rights: one file, one row a right, one word a role.

use crate::{Matter, Right, Veil};
use makegood_journal::Role;
use makegood_units::StaffId;
use makegood_views::{Reach, User};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far a right goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The cases of the person's team in their branches.
    Team,
    /// The cases of their branches.
    Branch,
    /// Every case.
    All,
}

impl Scope {
    /// The word of the table.
    pub fn word(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Branch => "branch",
            Self::All => "all",
        }
    }
}

/// Why a table of rights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RightsError {
    /// Not TOML, or a name that is no right, role, scope or matter.
    #[error("the table of rights cannot be read: {0}")]
    Unreadable(String),
    /// A right or a matter that the table does not speak of.
    #[error("the table of rights has no row {0}")]
    NoRow(&'static str),
    /// Nobody could be let in.
    #[error("no role of the table of rights may let people in")]
    NobodyManages,
}

/// Which role may do what, and how far; and what is veiled for whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    rights: BTreeMap<Right, BTreeMap<Role, Scope>>,
    veils: BTreeMap<Matter, BTreeMap<Role, Veil>>,
}

impl Rights {
    /// The shipped table.
    pub const SHIPPED: &'static str = include_str!("../../../rights/permissions.toml");

    /// Reads a table. Every right and every matter has a row, even an empty one, so that
    /// what is not allowed was decided and not forgotten.
    ///
    /// # Errors
    /// [`RightsError`].
    pub fn parse(text: &str) -> Result<Self, RightsError> {
        let read: Self = toml::from_str(text).map_err(|error| RightsError::Unreadable(error.to_string()))?;
        if let Some(right) = Right::ALL.iter().find(|right| !read.rights.contains_key(right)) {
            return Err(RightsError::NoRow(right.word()));
        }
        if let Some(matter) = Matter::ALL.iter().find(|matter| !read.veils.contains_key(matter)) {
            return Err(RightsError::NoRow(matter.word()));
        }
        if read.rights.get(&Right::ManageUsers).is_none_or(BTreeMap::is_empty) {
            return Err(RightsError::NobodyManages);
        }
        Ok(read)
    }

    /// How far a role may do something; `None` when it may not.
    pub fn scope(&self, role: Role, right: Right) -> Option<Scope> {
        self.rights.get(&right)?.get(&role).copied()
    }

    /// The roles that may do something.
    pub fn roles(&self, right: Right) -> Vec<Role> {
        self.rights.get(&right).map(|roles| roles.keys().copied().collect()).unwrap_or_default()
    }

    /// How something about a person is shown to a role; not at all unless the table says.
    pub fn veil(&self, role: Role, matter: Matter) -> Veil {
        self.veils.get(&matter).and_then(|roles| roles.get(&role)).copied().unwrap_or_default()
    }

    /// How far this person may do something now; `None` when they may not, among it
    /// because they were shut out. `everybody` tells who else is of their team. Whoever
    /// acts for somebody, a page or a token, asks here.
    pub fn reach(&self, user: &User, right: Right, everybody: &[User]) -> Option<Reach> {
        if !user.is_open {
            return None;
        }
        Some(match (self.scope(user.role, right)?, &user.team) {
            (Scope::All, _) => Reach::whole(),
            (Scope::Team, Some(team)) => Reach::team(user.branches.clone(), mates(user, team, everybody)),
            (Scope::Team, None) | (Scope::Branch, _) => Reach::branches(user.branches.clone()),
        })
    }
}

/// The people of a team that has a branch with this person.
fn mates(user: &User, team: &str, everybody: &[User]) -> BTreeSet<StaffId> {
    let same = |other: &&User| other.team.as_deref() == Some(team) && !other.branches.is_disjoint(&user.branches);
    everybody.iter().filter(same).map(|other| other.id.clone()).chain([user.id.clone()]).collect()
}
