//! Which clocks count for a claim: those of packs that bind here, about this debt,
//! against somebody in this role.

use super::claim::ClockRules;
use super::rule::{Begins, ClockRule};
use crate::condition::Holds;
use crate::debt_set::DebtNo;
use crate::docket::{Binds, Docket};
use crate::facts::Facts;
use crate::packs::Packs;
use crate::rule::{Kind, Rule};
use crate::words::Role;
use makegood_units::{BusinessDate, LoanId};

/// A clock that binds for a claim, or may.
#[derive(Clone, Debug)]
pub struct BoundClock<'p> {
    /// The pack it stands on.
    pub pack: &'p str,
    /// The rule with its citation, its force and how well it was compared.
    pub rule: &'p Rule,
    /// What it says.
    pub clock: &'p ClockRule,
    /// The question nobody answered yet, on which it depends whether it binds.
    pub unsure: Option<String>,
}

/// Whether a clock counts for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bearing {
    /// It does.
    Binds,
    /// It does not.
    Not,
    /// Nobody answered this question yet.
    Unsure(String),
}

/// A claim about a debt against somebody in a role, as the packs look at it.
#[derive(Clone, Copy, Debug)]
pub struct ClaimScope<'a> {
    /// Every pack in force.
    pub packs: &'a Packs,
    /// What is on file about the obligor.
    pub facts: &'a Facts,
    /// The debt; none: every debt on file.
    pub debt: Option<&'a LoanId>,
    /// What the obligor is to the debt.
    pub role: Role,
    /// The day by which it is asked.
    pub on: BusinessDate,
}

impl Packs {
    /// Whether any rule is a clock. Where none is, nobody has to look at a claim.
    pub fn has_clocks(&self) -> bool {
        self.iter().flat_map(|pack| &pack.rules).any(|rule| matches!(rule.kind, Kind::Clock(_)))
    }
}

impl<'a> ClaimScope<'a> {
    /// The clocks of the claim, in the order of the packs. Rules that only lend to
    /// others are left out.
    ///
    /// A clock counts against whoever owes the debt itself; one with `only_to` counts
    /// against people in these roles and nobody else.
    pub fn clocks(&self) -> Vec<BoundClock<'a>> {
        let (docket, mut found) = (self.docket(), Vec::new());
        for (number, pack) in self.packs.iter().enumerate() {
            let rules = pack.rules.iter().filter(|rule| self.speaks_of_role(rule));
            for (rule, clock) in rules.filter_map(readable) {
                let unsure = match self.bearing(&docket, number, rule) {
                    Bearing::Not => continue,
                    Bearing::Binds => None,
                    Bearing::Unsure(question) => Some(question),
                };
                found.push(BoundClock { pack: &pack.id, rule, clock, unsure });
            }
        }
        found
    }

    /// Whether the rule of that name counts for the claim.
    pub fn binds(&self, name: &str) -> Bearing {
        match self.find(name).filter(|(_, rule)| self.speaks_of_role(rule)) {
            Some((number, rule)) => self.bearing(&self.docket(), number, rule),
            None => Bearing::Not,
        }
    }

    fn find(&self, name: &str) -> Option<(usize, &'a Rule)> {
        let mut packs = self.packs.iter().enumerate();
        packs.find_map(|(number, pack)| pack.rules.iter().find(|rule| rule.is_called(name)).map(|rule| (number, rule)))
    }

    fn speaks_of_role(&self, rule: &Rule) -> bool {
        match rule.reach.only_to.as_slice() {
            [] => self.role != Role::Guarantor,
            only => only.contains(&self.role),
        }
    }

    /// The debts the questions are about.
    fn debts(&self) -> Vec<DebtNo> {
        match self.debt {
            Some(debt) => vec![Some(self.facts.debt_no(debt))],
            None => self.facts.all_debts.clone(),
        }
    }

    fn docket(&self) -> Docket<'a> {
        Docket::new(self.facts, self.packs, &self.debts(), self.on)
    }

    fn bearing(&self, docket: &Docket<'a>, number: usize, rule: &Rule) -> Bearing {
        if !rule.is_in_force(self.on) {
            return Bearing::Not;
        }
        let mut unsure = match docket.binds(number) {
            Binds::No => return Bearing::Not,
            Binds::Yes => None,
            Binds::Unknown(asked) => Some(asked.question()),
        };
        let debts = self.debts();
        for asked in &rule.reach.only_if {
            match asked.holds(self.facts, &debts, self.on) {
                Holds::Yes => {}
                Holds::No => return Bearing::Not,
                Holds::Unknown => unsure = unsure.or_else(|| Some(asked.question())),
            }
        }
        unsure.map_or(Bearing::Binds, Bearing::Unsure)
    }
}

fn readable(rule: &Rule) -> Option<(&Rule, &ClockRule)> {
    match &rule.kind {
        Kind::Clock(clock) if clock.begins != Begins::Part => Some((rule, clock.as_ref())),
        _ => None,
    }
}

/// The rules a clock may build on here. One that does not bind lends nothing, and one
/// of which nobody can say so lends nothing either: the clock then ends earlier.
impl ClockRules for ClaimScope<'_> {
    fn clock_rule(&self, name: &str) -> Option<&ClockRule> {
        let (number, rule) = self.find(name)?;
        let Kind::Clock(clock) = &rule.kind else { return None };
        let lends = clock.begins == Begins::Part;
        match self.bearing(&self.docket(), number, rule) {
            Bearing::Binds => Some(clock),
            Bearing::Unsure(_) if !lends => Some(clock),
            _ => None,
        }
    }
}
