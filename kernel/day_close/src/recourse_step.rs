//! What recourse and security say of a step of the ladder: towards whom, how much, and
//! whether anything stands against it.

use makegood_recourse::{Demand, Recourse, Refusal};
use makegood_strategy::ActionKind;
use makegood_units::{FactId, LoanId, Money, PartyId};

/// The answer for a case, or why there is none.
pub(crate) type Answered = Result<Recourse, Vec<Refusal>>;

/// What is said of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ruling {
    /// Towards whom, where it is not the borrower.
    pub person: Option<PartyId>,
    /// How much, in one sentence; or what stands against it and the way out.
    pub says: String,
    /// Whether it may not be done.
    pub is_refused: bool,
    /// The facts used.
    pub facts: Vec<FactId>,
}

/// What is said of a step about some loans; none where the rows say nothing of it.
pub(crate) fn ruling(answered: &Answered, action: ActionKind, debts: &[LoanId]) -> Option<Ruling> {
    let concerned =
        matches!(action, ActionKind::GuarantorDemand | ActionKind::SecurityRealisation | ActionKind::GroupNotice);
    match answered {
        _ if !concerned => None,
        Err(wrong) => wrong.first().map(|first| refused(None, first)),
        Ok(answer) => match action {
            ActionKind::GuarantorDemand => on_guarantors(answer, debts),
            ActionKind::SecurityRealisation => on_securities(answer, debts),
            _ => on_groups(answer, debts),
        },
    }
}

fn refused(person: Option<PartyId>, refusal: &Refusal) -> Ruling {
    let says = format!("{}. Way out: {}.", capital(&refusal.says), refusal.way_out);
    Ruling { person, says, is_refused: true, facts: refusal.facts.clone() }
}

/// The guarantor of whom most may be demanded today; where none may be called, the first
/// by the id of the guarantee, with what stands against it.
fn on_guarantors(answer: &Recourse, debts: &[LoanId]) -> Option<Ruling> {
    let here = || answer.demands.iter().filter(|demand| debts.contains(&demand.debt));
    let most = here()
        .filter(|demand| demand.is_possible())
        .max_by(|one, two| one.amount.cmp(&two.amount).then_with(|| two.guarantee.cmp(&one.guarantee)));
    if let Some(Demand { guarantor, why, .. }) = most {
        let says = format!("{}.", capital(&why.says));
        return Some(Ruling { person: Some(guarantor.clone()), says, is_refused: false, facts: why.facts.clone() });
    }
    let first = here().next()?;
    first.blocked.first().map(|block| refused(Some(first.guarantor.clone()), block))
}

/// The security that should bring most of these debts.
fn on_securities(answer: &Recourse, debts: &[LoanId]) -> Option<Ruling> {
    let here = || answer.securities.iter().filter(|one| one.debts.iter().any(|debt| debts.contains(debt)));
    if let Some(open) = here().find(|one| one.blocked.is_empty()) {
        let price = open.distribution.as_ref().map(|it| Money::new(it.price, answer.currency));
        let brings = price.map_or(String::new(), |price| format!(" A price of {price} is expected."));
        let says = format!("{} may be enforced by its process.{brings}", open.security);
        return Some(Ruling { person: None, says, is_refused: false, facts: open.why.facts.clone() });
    }
    let first = here().next()?;
    first.blocked.first().map(|block| refused(None, block))
}

/// Nobody of a group is turned to before the borrower, or while a shock lasts. That no
/// notice was served yet stands against a demand, never against the notice.
fn on_groups(answer: &Recourse, debts: &[LoanId]) -> Option<Ruling> {
    let failing = answer.groups.iter().flat_map(|group| &group.failing);
    let mut blocks = failing.filter(|one| debts.contains(&one.debt)).flat_map(|one| &one.blocked);
    let first = blocks.find(|block| matches!(block.code, "common_shock" | "primary_first"))?;
    Some(refused(None, first))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
