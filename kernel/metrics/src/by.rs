//! The parts of a book figures are counted of.

use serde::{Deserialize, Serialize};

/// Between a branch and an officer: the unit separator of ASCII, which no number holds.
const JOINT: char = '\u{1f}';

/// Of which part of the book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "by", content = "of", rename_all = "snake_case")]
pub enum By {
    /// All of it.
    Book,
    /// One branch.
    Branch(String),
    /// One member of staff.
    Officer(String),
    /// One member of staff in one branch, as [`By::officer_in`] joins them.
    OfficerIn(String),
    /// One product, in the lender's words.
    Product(String),
    /// Loans paid out in one month, as `2007-03`.
    Month(String),
}

impl By {
    /// The parts beside the whole, in one word each.
    pub const PARTS: [&'static str; 4] = ["branch", "officer", "product", "month"];

    /// The parts whose figures are of one branch alone.
    pub const PARTS_OF_A_BRANCH: [&'static str; 2] = ["branch", "officer_in"];

    /// Somebody's work in one branch: no other branch's cases are in it.
    pub fn officer_in(branch: &str, officer: &str) -> Self {
        Self::OfficerIn(format!("{branch}{JOINT}{officer}"))
    }

    /// The branch of a part that is of one branch alone, and the officer, or nothing where
    /// it is all of the branch.
    pub fn officer_and_branch(&self) -> Option<(&str, &str)> {
        match self {
            Self::Branch(branch) => Some((branch, "")),
            Self::OfficerIn(of) => of.split_once(JOINT),
            _ => None,
        }
    }

    /// The kind of part, in one word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Branch(_) => "branch",
            Self::Officer(_) => "officer",
            Self::OfficerIn(_) => "officer_in",
            Self::Product(_) => "product",
            Self::Month(_) => "month",
        }
    }

    /// Which one; empty for the whole book.
    pub fn of(&self) -> &str {
        match self {
            Self::Book => "",
            Self::Branch(of) | Self::Officer(of) | Self::OfficerIn(of) | Self::Product(of) | Self::Month(of) => of,
        }
    }

    /// The part of a kind and a name; none for another kind.
    pub fn named(kind: &str, of: &str) -> Option<Self> {
        let of = of.to_owned();
        match kind {
            "" | "book" => Some(Self::Book),
            "branch" => Some(Self::Branch(of)),
            "officer" => Some(Self::Officer(of)),
            "officer_in" if of.contains(JOINT) => Some(Self::OfficerIn(of)),
            "product" => Some(Self::Product(of)),
            "month" => Some(Self::Month(of)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::By;

    #[test]
    fn a_part_is_found_by_its_kind_and_name() {
        let north = By::Branch("north".to_owned());
        let parts = [By::Book, north, By::Officer("S-1".to_owned()), By::officer_in("a/b · c", "S 1")];
        for part in parts {
            assert_eq!(By::named(part.kind(), part.of()), Some(part));
        }
        assert_eq!(By::officer_in("a/b · c", "S 1").officer_and_branch(), Some(("a/b · c", "S 1")));
        assert_eq!(By::named("officer_in", "S-1"), None, "of no branch");
        assert_eq!(By::named("planet", "x"), None);
    }
}
