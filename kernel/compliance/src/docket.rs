//! Which packs bind a person and which conditions hold, for some debts on a day:
//! each asked when first needed and then remembered, since many rules share them.

use crate::condition::{Condition, Holds};
use crate::debt_set::DebtNo;
use crate::facts::Facts;
use crate::index::Place;
use crate::packs::{Packs, Placed};
use crate::rule::{Answer, Kind};
use makegood_units::BusinessDate;
use std::cell::Cell;

/// Whether a pack binds here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Binds<'p> {
    Yes,
    No,
    /// Nobody said whether this holds.
    Unknown(&'p Condition),
}

/// Whether a rule is about these debts that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ground {
    /// It is in force and all its conditions hold.
    Given,
    /// So it is, and nothing on file can make it bite.
    Idle,
    /// It is not.
    None,
    /// Nobody said whether one of its conditions holds.
    Unknown,
}

/// The answers for some debts, true on a day and until something turns.
pub(crate) struct Docket<'a> {
    facts: &'a Facts,
    packs: &'a Packs,
    debts: Vec<DebtNo>,
    day: BusinessDate,
    /// By the number of the condition.
    answers: Vec<Cell<Option<Holds>>>,
    /// By pack.
    bound: Vec<Cell<Option<Binds<'a>>>>,
    /// By the number of the rule.
    grounds: Vec<Cell<Option<Ground>>>,
    /// The days on which a condition may change by itself, sorted; none before they are asked for.
    turns: Option<Vec<BusinessDate>>,
}

impl<'a> Docket<'a> {
    /// Nothing asked yet.
    pub fn new(facts: &'a Facts, packs: &'a Packs, debts: &[DebtNo], day: BusinessDate) -> Self {
        let index = packs.index();
        let (debts, turns) = (debts.to_vec(), None);
        let answers = vec![Cell::new(None); index.conditions.len()];
        let bound = vec![Cell::new(None); index.packs.len()];
        let grounds = vec![Cell::new(None); index.rules];
        Self { facts, packs, debts, day, answers, bound, grounds, turns }
    }

    /// Turns to other debts and another day, keeping what is as true of those.
    pub fn turn_to(&mut self, debts: &[DebtNo], day: BusinessDate) {
        if self.debts != debts {
            *self = Self::new(self.facts, self.packs, debts, day);
            return;
        }
        let is_as_before =
            self.day == day || (self.day < day && self.next_turn(self.day).is_none_or(|turn| day < turn));
        if !is_as_before {
            self.day = day;
            self.bound.iter_mut().for_each(|bound| *bound.get_mut() = None);
            self.grounds.iter_mut().for_each(|ground| *ground.get_mut() = None);
            let moving = self.packs.index().moving.iter().filter_map(|number| self.answers.get(*number));
            moving.for_each(|answer| answer.set(None));
        }
    }

    /// The first day after a day on which a condition may change by itself, or the law does.
    pub fn next_turn(&mut self, after: BusinessDate) -> Option<BusinessDate> {
        let turns = self.turns.get_or_insert_with(|| {
            let index = self.packs.index();
            let moving = index.moving.iter().filter_map(|number| index.conditions.get(*number));
            let mut turns: Vec<_> = moving.flat_map(|asked| asked.turns(self.facts, &self.debts)).collect();
            turns.sort_unstable();
            turns
        });
        let turn = turns.get(turns.partition_point(|day| *day <= after)).copied();
        turn.into_iter().chain(self.packs.next_change(after)).min()
    }

    /// Whether a pack binds: by its own scope, or because another that binds takes it in.
    pub fn binds(&self, pack: usize) -> Binds<'a> {
        let Some(bound) = self.bound.get(pack) else { return Binds::No };
        bound.get().unwrap_or_else(|| {
            let answer = self.asks_whether_bound(pack);
            bound.set(Some(answer));
            answer
        })
    }

    fn asks_whether_bound(&self, pack: usize) -> Binds<'a> {
        let mut unanswered = None;
        for taker in self.packs.index().packs.get(pack).into_iter().flat_map(|pack| &pack.taken_in_by) {
            match self.merges(*taker) {
                Binds::Yes => return Binds::Yes,
                Binds::Unknown(asked) => unanswered = unanswered.or(Some(asked)),
                Binds::No => {}
            }
        }
        match (self.by_scope(pack), unanswered) {
            (Binds::No, Some(asked)) => Binds::Unknown(asked),
            (own, _) => own,
        }
    }

    fn by_scope(&self, pack: usize) -> Binds<'a> {
        let Some(scope) = self.packs.index().packs.get(pack) else { return Binds::No };
        let mut own = if scope.any_of.is_empty() { Binds::Yes } else { Binds::No };
        for number in &scope.any_of {
            match (self.holds(*number), self.packs.index().conditions.get(*number)) {
                (Holds::Unknown, Some(asked)) if own == Binds::No => own = Binds::Unknown(asked),
                (Holds::Yes, _) => {
                    own = Binds::Yes;
                    break;
                }
                _ => {}
            }
        }
        if own == Binds::No {
            return Binds::No;
        }
        match self.all_hold(&scope.only_if) {
            Binds::No => Binds::No,
            others if own == Binds::Yes => others,
            _ => own,
        }
    }

    /// Whether a rule by which packs meet binds.
    fn merges(&self, place: Place) -> Binds<'a> {
        let Some(merge) = self.packs.placed(place).filter(|merge| merge.rule.is_in_force(self.day)) else {
            return Binds::No;
        };
        match self.by_scope(place.pack) {
            Binds::Yes => self.all_hold(&merge.index.only_if),
            other => other,
        }
    }

    /// Whether a rule is about these debts; whether its pack binds is another question.
    pub fn ground(&self, placed: Placed<'a>) -> Ground {
        let Some(ground) = self.grounds.get(placed.index.number) else { return Ground::None };
        ground.get().unwrap_or_else(|| {
            let found = self.asks_for_ground(placed);
            ground.set(Some(found));
            found
        })
    }

    fn asks_for_ground(&self, placed: Placed<'a>) -> Ground {
        if !placed.rule.is_in_force(self.day) {
            return Ground::None;
        }
        match self.all_hold(&placed.index.only_if) {
            Binds::Yes if placed.rule.kind.is_idle(self.facts) => Ground::Idle,
            Binds::Yes => Ground::Given,
            Binds::No => Ground::None,
            Binds::Unknown(_) => Ground::Unknown,
        }
    }

    /// The place of the first condition of a rule that nobody answered.
    pub fn unanswered(&self, placed: Placed<'a>) -> Option<usize> {
        placed.index.only_if.iter().position(|number| self.holds(*number) == Holds::Unknown)
    }

    /// How a rule answers here: as other packs raise it and, unless it would only
    /// warn, as it says itself. All of them must be content: with the first alone, a
    /// pack that asks for an approval could undo a refusal.
    pub fn answers(&self, placed: Placed<'a>) -> impl Iterator<Item = &'a Answer> {
        let raised = || placed.index.raised_by.iter().filter_map(|place| self.raises(*place));
        let is_raised = placed.rule.answer == Answer::Warn && raised().next().is_some();
        let own = (!is_raised).then_some(&placed.rule.answer);
        own.into_iter().chain(raised().collect::<Vec<_>>())
    }

    /// What a rule that raises others makes of them here. Where nobody can say
    /// whether it binds, the stricter answer holds.
    fn raises(&self, place: Place) -> Option<&'a Answer> {
        match &self.packs.placed(place)?.rule.kind {
            Kind::Merge(merge) if self.merges(place) != Binds::No => Some(&merge.to),
            _ => None,
        }
    }

    fn all_hold(&self, numbers: &[usize]) -> Binds<'a> {
        let conditions = &self.packs.index().conditions;
        all_hold(numbers.iter().filter_map(|number| Some((conditions.get(*number)?, self.holds(*number)))))
    }

    /// Whether the condition of that number holds.
    pub fn holds(&self, number: usize) -> Holds {
        let asked = self.answers.get(number).zip(self.packs.index().conditions.get(number));
        let Some((answer, condition)) = asked else { return Holds::Unknown };
        answer.get().unwrap_or_else(|| {
            let holds = condition.holds(self.facts, &self.debts, self.day);
            answer.set(Some(holds));
            holds
        })
    }
}

/// Whether all conditions hold; one that does not outweighs any that nobody answered.
pub(crate) fn all_hold<'c>(asked: impl Iterator<Item = (&'c Condition, Holds)>) -> Binds<'c> {
    let mut unanswered = None;
    for (condition, holds) in asked {
        match holds {
            Holds::Yes => {}
            Holds::No => return Binds::No,
            Holds::Unknown => unanswered = unanswered.or(Some(condition)),
        }
    }
    unanswered.map_or(Binds::Yes, Binds::Unknown)
}
