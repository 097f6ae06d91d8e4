//! The answer to a case: routes side by side, and where its relief loan stands.

use super::error::FileError;
use super::read::{CaseFile, ReliefCase};
use crate::compare::{Comparison, compare};
use crate::relief::{ReliefSigns, ReliefStanding, Signs, hides, standing};
use serde::{Deserialize, Serialize};

/// Where the relief loan of a case stands, and what it may hide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReliefAnswer {
    /// The route it belongs to.
    pub route: String,
    /// Where it stands.
    pub standing: ReliefStanding,
    /// Signs that it only hides arrears.
    pub signs: Signs,
}

/// The answer to a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What the case is called.
    pub name: String,
    /// What a reader has to know.
    pub says: Vec<String>,
    /// Every route beside every other.
    pub comparison: Comparison,
    /// The relief loan, when there is one.
    pub relief: Option<ReliefAnswer>,
}

impl CaseFile {
    /// Compares the routes and reads the relief loan.
    ///
    /// # Errors
    /// What does not hang together, with its line.
    pub fn answer(&self) -> Result<Answer, FileError> {
        let comparison = compare(&self.ask).map_err(|error| self.locate(&error))?;
        let relief = self.relief.as_ref().map(|case| self.relief_answer(case, &comparison)).transpose()?;
        Ok(Answer { name: self.name.clone(), says: self.says.clone(), comparison, relief })
    }

    fn relief_answer(&self, case: &ReliefCase, comparison: &Comparison) -> Result<ReliefAnswer, FileError> {
        let as_of = case.as_of;
        let standing = standing(&case.loan, &case.events, as_of);
        let standing = standing.map_err(|error| FileError { problem: error.to_string(), ..self.at_route(case) })?;
        let budget = comparison.routes.iter().find(|route| route.id == case.route).map(|route| &route.budget);
        let verified = self.ask.means.surplus.map(|surplus| surplus.amount);
        let signs = ReliefSigns {
            debt_service: budget.and_then(|budget| budget.before.zip(budget.after)),
            surplus: verified.zip(case.surplus_expected),
            ..case.signs.clone()
        };
        let signs = hides(&case.loan, &case.events, &signs, as_of);
        Ok(ReliefAnswer { route: case.route.clone(), standing, signs })
    }

    fn at_route(&self, case: &ReliefCase) -> FileError {
        self.locate(&crate::compare::CompareError::OutOfRange(case.route.clone()))
    }
}
