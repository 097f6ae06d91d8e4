//! Who asks, about what: what every operation may look at beside what was sent.

use crate::Shared;
use crate::problem::Problem;
use crate::store::Token;
use makegood_desk::Desk;
use makegood_units::{BranchId, LoanId, PartyId, StaffId};
use std::sync::Arc;

/// A request as an operation sees it.
#[derive(Clone)]
pub struct Asked {
    /// The names in the address, with what stood there.
    pub path: Vec<(String, String)>,
    /// The token it came with.
    pub token: Token,
    /// The key it came with, for a write.
    pub key: Option<String>,
    /// What all requests share.
    pub shared: Arc<Shared>,
}

impl Asked {
    /// What stood in the address under a name.
    pub fn named(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A number that stood in the address.
    ///
    /// # Errors
    /// Nothing has such a number.
    pub fn number(&self, name: &str) -> Result<i64, Problem> {
        self.named(name).parse().map_err(|_| Problem::not_found(name, self.named(name)))
    }

    /// The case of the address, when the book has it and the token may see it.
    ///
    /// # Errors
    /// [`Problem::not_found`] in both cases: a foreign case cannot be told from none.
    pub fn case(&self, desk: &Desk) -> Result<PartyId, Problem> {
        let party = PartyId::new(self.named("case"));
        if makegood_views::last_closed(desk.book())?.is_none() {
            return Err(makegood_desk::DeskError::from(makegood_desk::Refusal::NothingClosed).into());
        }
        let branch = makegood_views::branch_of_case(desk.book(), &party)?;
        let is_within = self.within(desk)?.holds_case(desk.book(), &party)?;
        match branch {
            Some(branch) if self.sees(&branch) && is_within => Ok(party),
            _ => Err(Problem::not_found("case", party.as_str())),
        }
    }

    /// Whether the token sees a case somebody names otherwise than in the address.
    ///
    /// # Errors
    /// Views that cannot be read.
    pub fn sees_case(&self, desk: &Desk, party: &PartyId) -> Result<bool, Problem> {
        Ok(self.within(desk)?.holds_case(desk.book(), party)?)
    }

    /// The loan of the address, likewise.
    ///
    /// # Errors
    /// [`Problem::not_found`].
    pub fn loan(&self, desk: &Desk) -> Result<LoanId, Problem> {
        let loan = LoanId::new(self.named("loan"));
        let branch = makegood_views::branch_of_loan(desk.book(), &loan)?;
        let is_within = match makegood_views::case_of_loan(desk.book(), &loan)? {
            Some(party) => self.within(desk)?.holds_case(desk.book(), &party)?,
            None => false,
        };
        match branch {
            Some(branch) if self.sees(&branch) && is_within => Ok(loan),
            _ => Err(Problem::not_found("loan", loan.as_str())),
        }
    }

    /// Whether the token sees a branch.
    pub fn sees(&self, branch: &BranchId) -> bool {
        self.token.branch.as_ref().is_none_or(|own| own == branch)
    }

    /// The branch a list is narrowed to: the token's own, or the one asked for.
    ///
    /// # Errors
    /// [`Problem::not_found`] for another branch than the token's.
    pub fn branch<'a>(&'a self, asked: Option<&'a str>) -> Result<Option<&'a str>, Problem> {
        match (self.token.branch.as_ref().map(BranchId::as_str), asked) {
            (Some(own), Some(other)) if own != other => Err(Problem::not_found("branch", other)),
            (own, asked) => Ok(own.or(asked)),
        }
    }

    /// Refuses a token that is bound to a branch.
    ///
    /// # Errors
    /// `whole_book_only`.
    pub fn whole_book(&self) -> Result<(), Problem> {
        match &self.token.branch {
            Some(branch) => Err(Problem::own("whole_book_only", format!("The token is bound to the branch {branch}."))),
            None => Ok(()),
        }
    }

    /// Who does what is written down: the colleague the token acts as, while they work here.
    ///
    /// # Errors
    /// `nobody_to_act`.
    pub fn by(&self, desk: &Desk) -> Result<StaffId, Problem> {
        let Some(by) = &self.token.acts_as else {
            return Err(Problem::own("nobody_to_act", "The token acts as nobody, so it can write nothing down."));
        };
        let colleagues = makegood_views::people::colleagues(desk.book(), i64::MAX)?;
        if colleagues.iter().any(|one| one.id == *by) {
            Ok(by.clone())
        } else {
            Err(Problem::own("nobody_to_act", format!("Nobody of the number {by} works here any more.")))
        }
    }
}
