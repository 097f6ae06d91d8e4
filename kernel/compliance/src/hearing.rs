//! A person's facts set against packs, so that several acts are judged and each
//! condition is asked once.

use crate::clear::harder;
use crate::condition::Condition;
use crate::docket::{Binds, Docket, Ground};
use crate::facts::Facts;
use crate::judge::{Bite, Judgement, Moment, View, judge};
use crate::pack::Pack;
use crate::packs::{Packs, Placed};
use makegood_units::Instant;
use std::ops::ControlFlow;

/// A person's facts under packs. What is judged in one hearing is judged as it
/// would be alone; what several acts ask is looked up once.
pub struct Hearing<'a> {
    pub(crate) facts: &'a Facts,
    packs: &'a Packs,
    /// By zone; none before the first act.
    dockets: Vec<Docket<'a>>,
}

impl<'a> Hearing<'a> {
    /// Sets a person's facts against packs.
    pub fn new(facts: &'a Facts, packs: &'a Packs) -> Self {
        Self { facts, packs, dockets: Vec::new() }
    }

    /// The act at an instant, everywhere the person may be.
    pub(crate) fn sit<'h>(&'h mut self, view: &'h View<'_>, at: Instant) -> Sitting<'h, 'a> {
        let moments = self.dockets(view, at).map(|(moment, _)| moment).collect();
        Sitting { packs: self.packs, view, moments, dockets: &self.dockets }
    }

    /// Each place the person may be at, at an instant, with the answers for the day there.
    pub(crate) fn dockets<'h>(
        &'h mut self,
        view: &'h View<'_>,
        at: Instant,
    ) -> impl Iterator<Item = (Moment<'a>, &'h mut Docket<'a>)> {
        let (facts, packs, debts) = (self.facts, self.packs, view.asked_debts());
        for place in facts.zones.iter().skip(self.dockets.len()) {
            self.dockets.push(Docket::new(facts, packs, debts, place.zone.local(at).day));
        }
        facts.zones.iter().zip(&mut self.dockets).map(move |(place, docket)| {
            let moment = Moment::new(at, place);
            docket.turn_to(debts, moment.local.day);
            (moment, docket)
        })
    }
}

/// One act at one instant, everywhere the person may be.
pub(crate) struct Sitting<'h, 'a> {
    packs: &'a Packs,
    view: &'h View<'h>,
    moments: Vec<Moment<'a>>,
    dockets: &'h [Docket<'a>],
}

/// What was asked.
#[derive(Clone, Copy)]
pub(crate) enum Asked<'s, 'a> {
    /// A pack of which nobody knows whether it binds.
    Scope(&'a Pack, &'a Condition),
    /// A rule, where it bites hardest.
    Rule { placed: Placed<'a>, judgement: Judgement, moment: &'s Moment<'a>, docket: &'s Docket<'a> },
}

impl Asked<'_, '_> {
    /// How hard it bites.
    pub fn bite(&self) -> Bite {
        match self {
            Self::Scope(..) => Bite::Missing,
            Self::Rule { judgement, .. } => judgement.bite,
        }
    }
}

impl<'a> Sitting<'_, 'a> {
    /// Asks every rule that can stand against the act and binds here, until told to
    /// stop. Those that nothing on file can make bite are asked only if wanted.
    pub fn ask_all<'s>(
        &'s self,
        and_idle: bool,
        mut told: impl FnMut(Asked<'s, 'a>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        // Where the person may be in several zones, a pack binds by the day of the first.
        let Some(first) = self.dockets.first() else { return ControlFlow::Continue(()) };
        for (number, pack, rules) in self.packs.against(self.view.deed) {
            match first.binds(number) {
                Binds::No => {}
                Binds::Unknown(condition) => told(Asked::Scope(pack, condition))?,
                Binds::Yes => {
                    for placed in rules.filter(|placed| and_idle || self.may_bite(*placed)) {
                        self.ask(placed).map_or(ControlFlow::Continue(()), &mut told)?;
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether a rule closes it.
    pub fn is_closed_by(&self, placed: Placed<'a>) -> bool {
        let binds = self.dockets.first().is_some_and(|docket| docket.binds(placed.place.pack) == Binds::Yes);
        binds && self.ask(placed).is_some_and(|asked| asked.bite() == Bite::Closed)
    }

    /// Whether a rule is about the debts of the act in any zone, and not idle there.
    fn may_bite(&self, placed: Placed<'a>) -> bool {
        self.moments.iter().zip(self.dockets).any(|(moment, docket)| match docket.ground(placed) {
            Ground::None | Ground::Idle => false,
            // That nobody answered has to be told.
            Ground::Unknown => true,
            Ground::Given => !placed.rule.kind.is_idle_now(self.view, moment),
        })
    }

    /// A rule in every zone the person may be in; the zone where it bites hardest counts.
    fn ask<'s>(&'s self, placed: Placed<'a>) -> Option<Asked<'s, 'a>> {
        let everywhere = self.moments.iter().zip(self.dockets).map(|(moment, docket)| {
            let judgement = judge(placed, docket, self.view, moment);
            Asked::Rule { placed, judgement, moment, docket }
        });
        everywhere.reduce(|one, other| if harder(one.bite(), other.bite()) == one.bite() { one } else { other })
    }
}
