//! What is worked out once about packs that hold together, so that a clearance
//! asks only what can matter to it, and no condition twice.

use crate::condition::Condition;
use crate::deed::DEEDS;
use crate::pack::Pack;
use crate::rule::{Kind, Merge, Rule};
use makegood_units::BusinessDate;

/// The place of a rule: which pack, which of its rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub pack: usize,
    pub rule: usize,
}

/// What packs ask, and of what.
#[derive(Clone, Debug)]
pub(crate) struct Index {
    /// Every condition of a scope or a rule, each once.
    pub conditions: Vec<Condition>,
    /// The numbers of those that change by themselves.
    pub moving: Vec<usize>,
    /// How many rules there are.
    pub rules: usize,
    /// By pack.
    pub packs: Vec<PackIndex>,
    /// By deed, in the order of packs: each pack with the rules that can stand against it.
    pub against: Vec<Vec<(usize, Vec<usize>)>>,
    /// Every day on which some rule begins, ends or changes a parameter, sorted.
    pub changes: Vec<BusinessDate>,
}

/// One pack: its conditions by their numbers, and who takes it in.
#[derive(Clone, Debug)]
pub(crate) struct PackIndex {
    pub any_of: Vec<usize>,
    pub only_if: Vec<usize>,
    pub taken_in_by: Vec<Place>,
    /// By rule.
    pub rules: Vec<RuleIndex>,
}

/// One rule: its conditions by their numbers, and which rules raise it.
#[derive(Clone, Debug)]
pub(crate) struct RuleIndex {
    /// Its number among all rules of all packs.
    pub number: usize,
    pub only_if: Vec<usize>,
    pub raised_by: Vec<Place>,
}

impl Index {
    pub fn of(packs: &[Pack]) -> Self {
        let (mut conditions, mut rules) = (Vec::new(), 0);
        let indexed = packs.iter().map(|pack| PackIndex {
            any_of: numbers(&pack.applies_to.any_of, &mut conditions),
            only_if: numbers(&pack.applies_to.only_if, &mut conditions),
            taken_in_by: merging(packs, |merge| merge.takes_in.contains(&pack.id)),
            rules: pack.rules.iter().map(|rule| index(rule, packs, &mut conditions, &mut rules)).collect(),
        });
        let packs_indexed = indexed.collect();
        let numbered = conditions.iter().enumerate();
        let moving = numbered.filter(|(_, condition)| condition.moves()).map(|(number, _)| number).collect();
        Self { conditions, moving, rules, packs: packs_indexed, against: against(packs), changes: changes(packs) }
    }
}

fn index(rule: &Rule, packs: &[Pack], conditions: &mut Vec<Condition>, rules: &mut usize) -> RuleIndex {
    *rules += 1;
    RuleIndex {
        number: *rules - 1,
        only_if: numbers(&rule.reach.only_if, conditions),
        raised_by: merging(packs, |merge| merge.raises.iter().any(|name| rule.is_called(name))),
    }
}

/// The number of each condition; one not seen before gets the next.
fn numbers(asked: &[Condition], known: &mut Vec<Condition>) -> Vec<usize> {
    let number = |asked: &Condition| {
        known.iter().position(|known| known == asked).unwrap_or_else(|| {
            known.push(asked.clone());
            known.len() - 1
        })
    };
    asked.iter().map(number).collect()
}

/// The rules by which packs meet, of those wanted.
fn merging(packs: &[Pack], wanted: impl Fn(&Merge) -> bool) -> Vec<Place> {
    let all = packs
        .iter()
        .enumerate()
        .flat_map(|(pack, is)| is.rules.iter().enumerate().map(move |(rule, is)| (Place { pack, rule }, &is.kind)));
    all.filter(|(_, kind)| matches!(kind, Kind::Merge(merge) if wanted(merge))).map(|(place, _)| place).collect()
}

fn against(packs: &[Pack]) -> Vec<Vec<(usize, Vec<usize>)>> {
    let of_pack = |pack: &Pack, deed| -> Vec<usize> {
        let rules = pack.rules.iter().enumerate();
        rules.filter(|(_, rule)| rule.deeds().has(deed)).map(|(place, _)| place).collect()
    };
    let of_deed = |deed| {
        let all = packs.iter().enumerate().map(|(number, pack)| (number, of_pack(pack, deed)));
        all.filter(|(_, rules)| !rules.is_empty()).collect()
    };
    DEEDS.iter().map(|(_, deed)| of_deed(*deed)).collect()
}

fn changes(packs: &[Pack]) -> Vec<BusinessDate> {
    let parameters = packs.iter().flat_map(|pack| &pack.rules).flat_map(Rule::parameters);
    let mut days: Vec<BusinessDate> = parameters.flat_map(|(_, days)| days).collect();
    days.sort_unstable();
    days.dedup();
    days
}
