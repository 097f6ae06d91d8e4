//! The arm of a trial a case is in: whose lot is drawn, and which ladder follows from it.

use crate::{CaseInput, Rules};
use makegood_compliance::Role;
use makegood_strategy::trial::{CaseArm, Unit};
use makegood_units::BusinessDate;

impl<'a> Rules<'a> {
    /// The rules with the ladder of the case's own arm, and its lot; both as they are
    /// where no trial decides about the day.
    pub fn of_case(self, case: &CaseInput, as_of: BusinessDate) -> (Self, Option<CaseArm>) {
        let Some(running) = self.trial.filter(|running| running.trial().holds_on(as_of)) else { return (self, None) };
        let drawn = running.trial().draw(&unit_id(case, running.trial().unit));
        let strategy = running.ladder(drawn.arm.follows, self.strategy);
        (Self { strategy, ..self }, Some(drawn))
    }
}

/// For whom the lot of a case is drawn. Nothing that time changes goes into it, so that
/// nobody moves from arm to arm.
fn unit_id(case: &CaseInput, unit: Unit) -> String {
    let own = case.party.as_str();
    match unit {
        Unit::Borrower => own.to_owned(),
        // Who stands in one group with them, in whichever of their loans and however long:
        // where each member's loan names all the others, the first of them by number is the
        // same for all.
        Unit::Group => {
            let is_member = |role: &str| Role::named(role) == Some(Role::GroupMember);
            let members = case.others.iter().filter(|other| other.roles.iter().any(|held| is_member(&held.role)));
            members.map(|member| member.party.as_str()).fold(own, |first, next| first.min(next)).to_owned()
        }
        Unit::Branch => {
            let first = case.loans.iter().min_by(|one, two| one.loan.id.cmp(&two.loan.id));
            first.map_or_else(|| own.to_owned(), |facts| facts.loan.branch.to_string())
        }
    }
}
