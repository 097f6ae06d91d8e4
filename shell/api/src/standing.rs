//! A token never does more than the user it acts as.
//!
//! A token may act as a colleague who logs in, and then what the lender's table of rights
//! says of that user holds for it: shut out with them, and with their rights only. Where the
//! user's right does not reach over the whole book, the token has to be bound to one of
//! their branches. A colleague who never logs in has no rights of their own, and the token's
//! scopes are all there is.

use crate::problem::Problem;
use crate::{Asked, Scope};
use makegood_access::Right;
use makegood_desk::Desk;

/// The right a user needs for whatever a scope lets a token do; an operation may ask for
/// another beside it, the one its page asks for.
fn right(scope: Scope) -> Right {
    match scope {
        Scope::CasesRead | Scope::LoansRead => Right::SeeCase,
        Scope::CasesWrite => Right::SeeCase,
        Scope::ReviewsRead => Right::SeeReview,
        Scope::ReviewsWrite => Right::ReviewCase,
        Scope::CritiquesRead => Right::SeeWork,
        Scope::CritiquesWrite => Right::SeeCase,
        Scope::WorkRead | Scope::StaffRead => Right::SeeWork,
        Scope::LawRead => Right::SeeRefused,
        Scope::LawAsk => Right::AskLaw,
        Scope::LettersWrite => Right::AgreeLetter,
        Scope::MetricsRead | Scope::EventsRead => Right::SeeBook,
        Scope::BookWrite | Scope::DaysWrite | Scope::WebhooksManage => Right::RunDay,
    }
}

/// Passes when the user the token acts as may do this.
///
/// # Errors
/// `token_not_valid` when the user was shut out, `scope_missing` when they lack the right,
/// or have it over less than the token.
pub(crate) fn holds(desk: &Desk, asked: &Asked, scope: Scope, own: Option<Right>) -> Result<(), Problem> {
    may(desk, asked, right(scope))?;
    own.map_or(Ok(()), |own| may(desk, asked, own))
}

/// Passes when the user the token acts as has a right, as far as the token reaches.
///
/// # Errors
/// As [`holds`].
pub(crate) fn may(desk: &Desk, asked: &Asked, right: Right) -> Result<(), Problem> {
    let Some(id) = &asked.token.acts_as else { return Ok(()) };
    let everybody = makegood_views::users(desk.book())?;
    let Some(user) = everybody.iter().find(|user| user.id == *id) else { return Ok(()) };
    if !user.is_open {
        return Err(Problem::own("token_not_valid", format!("{id}, as whom the token acts, was shut out.")));
    }
    let Some(reach) = asked.shared.rights.reach(user, right, &everybody) else {
        let says = format!("{id}, as whom the token acts, may not {}.", right.says());
        return Err(Problem::own("scope_missing", says));
    };
    let within = asked.token.branch.as_ref().is_some_and(|branch| reach.holds_branch(branch));
    if reach.is_whole() || within {
        return Ok(());
    }
    let says = format!("{id} may {} in their branches only, and the token is not bound to one of them.", right.says());
    Err(Problem::own("scope_missing", says))
}
